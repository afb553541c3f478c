"""What is a property of a feed is reported once, whatever the number of processes and whatever the cache holds."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from command_line import Done, run

NOW = ("--now", "2024-07-01", "--format", "concise")
TEXT = "渔民合作社周三要求议会重新审议鳗鱼配额，港口将在九月底之前关闭三天，委员会表示欢迎。" * 3
ENGLISH = "The fishing council asked parliament on Wednesday to review the eel quota before the end of September. " * 2


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def item(number: int, **others: Any) -> dict[str, Any]:
    return {
        "url": f"https://eel.example/coast/{number}.html",
        "title": f"渔民合作社第{number}次要求重新审议鳗鱼配额",
        "epoch_ms": 1714550400000 + 3_600_000 * number,
        "body": f"第{number}次会议。{TEXT}".replace("周三", f"周三第{number}次"),
    } | others


def renamed(number: int, **names: str) -> dict[str, Any]:
    return {names.get(name, name): value for name, value in item(number).items()}


def export(path: str, items: Iterable[dict[str, Any]]) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text("".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in items), "utf-8")


def validate(*words: str) -> Done:
    return run("validate", *NOW, "--no-cache", *words)


_RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Eel</title>{}</channel></rss>"""
_RSS_ITEM = (
    "<item><title>Eel quota {0}</title><link>https://ridge.example/{0}</link>"
    "<pubDate>Tue, 01 Aug 2023 10:{0}:00 +0200</pubDate><description>" + ENGLISH + "</description></item>"
)


def others(name: str) -> None:
    """The items of another feed, which have what the first one lacks."""
    if name.endswith(".rss"):
        Path(name).write_text(_RSS.format("".join(_RSS_ITEM.format(at) for at in range(10, 50))))
    else:
        export(
            name, (item(at, dateline="2024-05-01T10:00", url=f"https://ridge.example/{at}") for at in range(900, 940))
        )


@pytest.mark.parametrize("beside", ["d/b.rss", "d/0.rss", "d/b.jsonl", "d/c/0.jsonl"])
def test_members_of_an_archive_are_mapped_as_the_files_are(beside: str) -> None:
    """What the other members have is no reason to say less about those that lack it."""
    export("d/a.jsonl", (renamed(at, epoch_ms="date") for at in range(60)))
    Path(beside).parent.mkdir(exist_ok=True)
    others(beside)
    with zipfile.ZipFile("d.zip", "w") as archive:
        for file in sorted(path for path in Path("d").rglob("*") if path.is_file()):
            archive.write(file, file.relative_to("d"))
    unpacked = validate("d").out
    assert "item-unmapped none of 60 items" in unpacked
    assert 'dateline = "date"' in unpacked
    assert validate("d.zip").out.replace("d.zip!/", "d/") == unpacked


def test_a_gap_in_the_mapping_is_one_finding_with_the_lines_that_mend_it() -> None:
    export("a.jsonl", (renamed(at, url="where", body="words", epoch_ms="seen") for at in range(260)))
    result = validate("a.jsonl")
    assert result.code == 1
    (line,) = result.out.splitlines()
    assert line.startswith("a.jsonl:1:1: error item-unmapped none of 260 items has epoch_ms, url or body")
    assert "[fields] of the settings needs " in line
    assert 'url = "where"' in line
    assert "nothing fits epoch_ms" in line
    export("a.jsonl", (renamed(at, url="link", body="text", epoch_ms="crawled_at") for at in range(260)))
    line = validate("a.jsonl").out
    lines = line.partition("needs ")[2].partition(" (newscheck")[0].split(", ")
    Path("newscheck.toml").write_text("[fields]\n" + "\n".join(lines) + "\n")
    assert (validate("a.jsonl").code, validate("a.jsonl").out) == (0, "")


def test_items_without_any_field_of_the_record_are_one_finding() -> None:
    names = {"url": "link", "title": "headline", "body": "text", "epoch_ms": "crawled_at"}
    export("a.jsonl", (renamed(at, **names) for at in range(150)))
    (line,) = validate("a.jsonl").out.splitlines()
    assert "no field of the record among those of 150 items (`link`, `headline`, `crawled_at`, `text`)" in line
    assert 'epoch_ms = "crawled_at"' in line


def test_a_field_that_a_feed_does_not_have_is_one_finding_too() -> None:
    export("a.jsonl", (item(at, url=None) for at in range(3)))
    (line,) = validate("a.jsonl").out.splitlines()
    assert "none of 3 items has url; nothing fits url: name it in [fields], or switch url-missing off" in line
    Path("newscheck.toml").write_text('[rules]\nitem-unmapped = "off"\n')
    assert "url-missing in 3 of 3 articles: the item has no URL" in validate("a.jsonl").out


def test_one_item_is_no_feed() -> None:
    export("a.jsonl", [item(1, url=None)])
    assert "url-missing" in validate("a.jsonl").out


def test_what_all_articles_share_is_told_once_and_counts_as_many() -> None:
    Path("newscheck.toml").write_text('language = "zh"\n')
    export("a.jsonl", (item(at, body=f"{at}. {ENGLISH}") for at in range(40)))
    result = validate("a.jsonl")
    assert result.code == 1
    (line,) = result.out.splitlines()
    assert "error body-language in 40 of 40 articles of eel.example: the text is in Latin letters" in line
    assert (
        "1 finding, shared by (nearly) all articles of a feed, is reported once; --no-collapse lists each" in result.err
    )
    assert validate("a.jsonl", "--no-collapse").out.count("body-language") == 40
    assert json.loads(run("validate", *NOW, "--no-cache", "--format", "json", "a.jsonl").out)["summary"]["error"] == 40
    assert validate("a.jsonl", "--each").out.count("body-language") == 40


def test_a_baseline_and_a_suppression_see_each_finding() -> None:
    Path("newscheck.toml").write_text('language = "zh"\n')
    english = [item(at, body=f"{at}. {ENGLISH}") for at in range(40)]
    export("a.jsonl", english)
    assert "40 findings accepted" in validate("a.jsonl", "--write-baseline", "known.txt").err
    assert validate("a.jsonl", "--baseline", "known.txt").code == 0
    export("a.jsonl", [*english, item(41, body=f"41. {ENGLISH}")])
    (line,) = validate("a.jsonl", "--baseline", "known.txt").out.splitlines()
    assert line.startswith("a.jsonl:41:")
    Path("newscheck.toml").write_text(
        'language = "zh"\n[[suppress]]\nrule = "body-not-chinese"\nreason = "an English paper"\n'
    )
    assert validate("a.jsonl").code == 0


def test_a_preset_is_named_once() -> None:
    news = {"maintext": TEXT, "date_publish": "2024-05-01 08:00:00", "date_download": "2024-05-01 09:00:00"}
    for at in range(3):
        export(f"data/{at}.jsonl", [{"title": f"题{at}", "url": f"https://eel.example/{at}", **news}])
    assert validate("data").err.count("items of 3 files recognised as news-please") == 1
    assert "items of" not in validate("data", "-q").err
    assert "an item of news-please" in run("show", "data/1.jsonl").err


@pytest.mark.slow
def test_neither_processes_nor_the_cache_change_what_is_told() -> None:
    for at in range(220):
        export(f"data/{at:03}.jsonl", [renamed(2 * at, url="link"), renamed(2 * at + 1, url="link")])
    first = validate("data", "--jobs", "1")
    assert "none of 440 items has url" in first.out
    assert validate("data", "--jobs", "2").out == first.out
    assert [run("validate", *NOW, "data").out for _ in "ab"] == [first.out] * 2
    export("data/007.jsonl", [renamed(14, url="link"), renamed(15, url="link"), renamed(900, url="link")])
    assert "none of 441 items has url" in run("validate", *NOW, "data").out
    assert run("validate", *NOW, "data").out == validate("data").out


def test_a_part_of_the_files_is_judged_by_itself() -> None:
    export("data/a.jsonl", (item(at) for at in range(30)))
    export("data/b.jsonl", (renamed(100 + at, url="link") for at in range(3)))
    Path("names").write_text("data/b.jsonl\n")
    result = run("validate", *NOW, "--no-cache", "data", "--stdin-paths", stdin=b"data/b.jsonl\n")
    assert result.out.startswith("data/b.jsonl:1:1: error item-unmapped none of 3 items has url")
