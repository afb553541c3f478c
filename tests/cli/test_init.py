"""`newscheck init` as its user would run it: in a repository, and then with all files that it wrote."""

from __future__ import annotations

import gzip
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from command_line import Done, run
from git_repository import git

from newscheck import registry
from newscheck.synthetic import specimen

NOW = ("--now", "2023-09-15T00:00:00Z")
START = datetime(2023, 8, 1, 9, 0)
REMOTE = '[remote "origin"]\n\turl = '
WORKFLOW, TEST, BASELINE = ".github/workflows/newscheck.yml", "tests/test_articles.py", "newscheck-baseline.txt"


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The root of a repository, with the `newscheck` and `pytest` of the tests."""
    root = tmp_path / "repository"
    root.mkdir()
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("newscheck", "pytest"):
        (programs / name).write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m {name} "$@"\n')
        (programs / name).chmod(0o755)
    (programs / "pip").write_text("#!/bin/sh\n")
    (programs / "pip").chmod(0o755)
    monkeypatch.chdir(root)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for name in ("GITHUB_STEP_SUMMARY", "PYTEST_ADDOPTS"):
        monkeypatch.delenv(name, raising=False)
    return root


def init(*words: str) -> Done:
    return run("init", *NOW, *words)


def pytest_output() -> str:
    return subprocess.run(["pytest", "-q", TEST], capture_output=True, encoding="utf-8", timeout=120).stdout


def write(folder: str, patches: Iterable[dict[str, Any]]) -> None:
    """Articles as files of a folder, named by their numbers."""
    for number, raw in enumerate(specimen.series(list(patches))):
        path = Path(folder, f"{1048555 + number}.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw.data)


def tree() -> dict[str, bytes]:
    """All files of the working folder."""
    return {str(path): path.read_bytes() for path in Path().rglob("*") if path.is_file() and ".git" not in path.parts}


def table() -> dict[str, Any]:
    return tomllib.loads(Path("newscheck.toml").read_text("utf-8"))


def hours(count: int, step: int = 1) -> list[dict[str, Any]]:
    return [{"when": START + timedelta(hours=number * step)} for number in range(count)]


@pytest.mark.slow
def test_a_dump_with_faults_is_green_afterwards_and_red_with_the_next_one() -> None:
    write("articles", [{}, {"lead": None}, {}])
    result = init()
    assert result.code == 0
    assert result.out.splitlines() == [
        "rule          severity  findings      files",
        "lead-missing  error            1          1",
        "",
        "newscheck.toml: settings",
        f"{BASELINE}: 1 finding of today, not to be reported again",
        f"{WORKFLOW}: the job, at each push",
        f"{TEST}: a first test, of the newest articles",
    ]
    assert table() == {"paths": ["articles"], "baseline": BASELINE}
    assert run("validate", *NOW).code == 0
    assert "4 passed" in pytest_output()

    write("articles", [{}, {"lead": None}, {}, {"lead": None, "title": "渔业配额推迟到明年"}])
    assert run("validate", *NOW).code == 1
    again = pytest_output()
    assert "1 failed, 4 passed" in again
    assert "lead-missing" in again


def test_a_dry_run_shows_the_same_and_writes_nothing() -> None:
    write("articles", [{}, {"lead": None}])
    before = tree()
    shown = init("--dry-run").out
    assert tree() == before
    assert init().code == 0
    for path in ("newscheck.toml", WORKFLOW, TEST):
        text = Path(path).read_text("utf-8")
        assert path in shown
        assert all(line in shown for line in text.splitlines())
    assert BASELINE in shown


def test_nothing_that_is_there_is_changed() -> None:
    write("articles", [{}, {}])
    for path in (WORKFLOW, TEST):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text("mine")
    assert init().out == "newscheck.toml: settings\n"
    before = tree()
    again = init()
    assert (again.code, again.out) == (0, "")
    assert tree() == before
    assert "newscheck.toml has settings, and stays as it is" in again.err
    assert f"{WORKFLOW} is there already, and stays as it is" in again.err


def test_findings_are_reported_where_the_settings_name_no_baseline() -> None:
    write("articles", [{}, {"lead": None}])
    Path("newscheck.toml").write_text('paths = ["articles"]\n')
    assert '1 finding will be reported; with baseline = "newscheck-baseline.txt" in the settings, init' in init().err
    Path("newscheck.toml").write_text('paths = ["articles"]\nbaseline = "newscheck-baseline.txt"\n')
    assert BASELINE in init().out
    assert run("validate", *NOW).code == 0


def test_a_suppression_is_no_entry_of_the_baseline() -> None:
    write("articles", [{}, {"lead": None}, {}])
    Path("newscheck.toml").write_text(
        'paths = ["articles"]\nbaseline = "known.txt"\n[[suppress]]\nrule = "lead-missing"\nreason = "gone"\n'
    )
    assert "known.txt" not in init().out


@pytest.mark.parametrize("number", [3, 170], ids=["and can't be made yet", "and is made"])
def test_a_reference_that_is_named_is_made(number: int) -> None:
    write("articles", hours(number))
    Path("newscheck.toml").write_text('paths = ["articles"]\nreference = "look.json"\n')
    result = init()
    assert result.code == 0
    assert ("look.json: what articles look like" in result.out) == (number > 100)
    assert ("; take look.json out of the settings" in result.err) == (number < 100)
    assert run("validate", *NOW).code == (0 if number > 100 else 2)


def test_findings_of_no_article_are_reported_too() -> None:
    export("a/eel.jsonl", items(40))
    export("b/heron.jsonl", [{"x": number} for number in range(40)])
    assert "b: item-unmapped in 100% of the newest articles" in init("a", "b").err


def test_the_last_line_names_the_next_step() -> None:
    write("articles", [{}, {}])
    assert init("--dry-run").err.splitlines()[-1] == "newscheck: nothing is written (--dry-run)"
    assert init().err.splitlines()[-1] == (
        f"newscheck: next: newscheck validate, pytest {TEST}; then commit these files, and the job runs at each push"
    )
    assert init().err.splitlines()[-1] == "newscheck: all files exist already: nothing is written"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_pyproject_that_is_a_link_stays_one() -> None:
    write("articles", [{}, {}])
    Path("conf").mkdir()
    Path("conf/project.toml").write_text('[project]\nname = "x"\n')
    Path("pyproject.toml").symlink_to("conf/project.toml")
    assert init().code == 0
    assert Path("pyproject.toml").is_symlink()
    assert "[tool.newscheck]" in Path("conf/project.toml").read_text()


@pytest.mark.parametrize("service", registry.names("services", ".yml"))
@pytest.mark.parametrize(("inside", "wanted"), [("articles/feed", True), ("themes/plain", False)])
def test_a_dump_in_a_submodule_is_fetched(service: str, inside: str, wanted: bool) -> None:
    write("articles/feed", [{}, {}])
    Path(".gitmodules").write_text(f'[submodule "a"]\n\tpath = {inside}\n\turl = ../a\n')
    assert ("submodule" in init("--ci", service, "--dry-run").out.lower()) == wanted


def test_what_the_settings_name_and_is_not_there_is_written() -> None:
    write("articles", [{}, {"lead": None}])
    Path("newscheck.toml").write_text('paths = ["articles"]\nbaseline = "known.txt"\n')
    assert "known.txt: 1 finding of today" in init().out
    assert run("validate", *NOW).code == 0


def test_settings_go_into_a_pyproject() -> None:
    write("articles", [{}, {}])
    Path("pyproject.toml").write_text('[project]\nname = "scraper"\n')
    assert "pyproject.toml: settings, added at its end" in init().out
    assert tomllib.loads(Path("pyproject.toml").read_text()) == {
        "project": {"name": "scraper"},
        "tool": {"newscheck": {"paths": ["articles"]}},
    }
    assert run("validate", *NOW).code == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("texts", "exclude"),
    [
        pytest.param({"seen.json": '["a"]'}, ["data/seen.json"], id="what the scraper has seen"),
        pytest.param(
            {"seen.json": '["a"]', "state.json": '{"page": 5}', "NOTES.md": "# Notes"},
            ["data/NOTES.md", "data/seen.json", "data/state.json"],
            id="more of it than articles",
        ),
        pytest.param({"a[1].json": "{}"}, ["data/a[[]1].json"], id="a name that is a pattern"),
        pytest.param({"broken.jsonl": '{"link'}, [], id="broken articles are articles"),
    ],
)
def test_files_beside_the_articles_are_left_out(texts: dict[str, str], exclude: list[str]) -> None:
    export("data/eel.jsonl", items(40))
    for name, text in texts.items():
        Path("data", name).write_text(text)
    assert init().code == 0
    assert (table()["paths"], table().get("exclude", [])) == (["data"], exclude)
    assert run("validate", *NOW).code == 0
    assert ("1 file," in run("validate", *NOW).out) == bool(exclude)


def test_a_feed_at_the_root_is_found() -> None:
    export("eel.jsonl", items(40))
    Path("config.json").write_text('{"interval": 5}')
    Path("NOTES.md").write_text("# Notes")
    assert init().code == 0
    assert (table()["paths"], table()["exclude"]) == (["."], ["NOTES.md", "config.json"])
    assert "1 file," in run("validate", *NOW).out


@pytest.mark.parametrize("name", [b"\xe9t\xe9", "渔 港".encode(), b"a[1]"], ids=["not UTF-8", "Chinese", "a pattern"])
def test_a_folder_may_have_any_name(name: bytes) -> None:
    write(os.fsdecode(name), [{}, {}])
    Path("notes[1]").mkdir()
    Path("notes[1]/a.md").write_text("# Notes")
    assert init().code == 0
    assert "2 files, no findings" in run("validate", *NOW).out


def items(count: int, host: str = "eel.example", without: str = "") -> list[dict[str, Any]]:
    """What a spider of an unknown publisher exports."""
    items_read = []
    for number, raw in enumerate(specimen.series(hours(count, 3))):
        html = raw.data.decode().partition("------\n")[2]
        item = {
            "link": f"https://www.{host}/coast/{number}.html",
            "headline": f"渔民合作社第{number}次要求重新审议鳗鱼配额",
            "crawled_at": (START + timedelta(hours=3 * number)).isoformat() + "+00:00",
            "content": html[html.find("<p>") :],
            "cover": f"https://img.{host}/{number}.jpg",
        }
        items_read.append({name: value for name, value in item.items() if name != without})
    return items_read


def export(path: str, lines: Iterable[dict[str, Any]]) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")


def test_items_of_an_unknown_publisher_are_mapped_and_described() -> None:
    export("feeds/eel.jsonl", items(120))
    assert init().code == 0
    assert table()["fields"] == {
        "url": "link",
        "title": "headline",
        "epoch_ms": "crawled_at",
        "html": "content",
        "image": "cover",
    }
    assert table()["sites"] == ["sites/eel.toml"]
    site = tomllib.loads(Path("sites/eel.toml").read_text("utf-8"))
    assert site == {"hosts": ["eel.example"], "language": "zh", "script": "hans", "expects": ["image", "lead"]}
    assert run("validate", *NOW).code == 0

    export("feeds/new.jsonl", items(1, without="cover"))
    result = run("validate", "--format", "concise", *NOW)
    assert "image-missing" in result.out


@pytest.mark.slow
@pytest.mark.parametrize("epoch", [-(10**15), 5 * 10**14, 2**62], ids=str)
def test_articles_without_a_credible_epoch_have_no_site(epoch: int) -> None:
    export("feeds/eel.jsonl", ({**line, "crawled_at": epoch} for line in items(170)))
    result = init()
    assert result.code == 0
    assert "sites" not in table()
    assert "in 100% of the newest articles: new ones will fail (newscheck explain epoch-" in result.err
    # The field is there and unusable, so the baseline accepts nothing.
    assert "none of 170 items of eel.example has epoch_ms" in result.err
    assert "nothing fits epoch_ms (`crawled_at` does not have its form)" in result.err
    assert run("validate", *NOW).code == 1


def test_what_nothing_in_the_items_fits_is_switched_off_and_told() -> None:
    export("feeds/eel.jsonl", ({**line, "crawled_at": None, "link": ""} for line in items(60)))
    result = init()
    assert result.code == 0
    assert "nothing in the items fits epoch_ms and url: epoch-missing and url-missing are off in [rules]" in result.err
    assert re.search(r"^url +nothing$", result.out, re.MULTILINE)
    assert table()["rules"] == {"epoch-missing": "off", "url-missing": "off"}
    assert run("validate", *NOW).code == 0


def test_an_address_of_each_image_is_none_of_the_article() -> None:
    images = {"images": [{"url": f"https://img.example/{at}.jpg"} for at in range(2)]}
    export("feeds/eel.jsonl", ({**line, "link": "", **images} for line in items(60)))
    result = init()
    assert "nothing in the items fits url: url-missing is off in [rules]" in result.err
    assert run("validate", *NOW).code == 0


def test_what_one_publisher_lacks_is_accepted_and_stays_checked() -> None:
    heron = items(40, "heron.example")
    export("feeds/a.jsonl", [*items(40), *({**item, "content": None} for item in heron)])
    result = init()
    assert "body-empty in 50% of the newest articles: new ones will fail" in result.err
    assert "rules" not in table()
    assert "[body-empty]" in Path(BASELINE).read_text()
    assert run("validate", *NOW).code == 0


def test_the_language_of_a_feed_is_set_in_its_site_file_or_in_the_settings() -> None:
    english = (
        "<p>The herring quota will be used up in the first week of September, the minister said on Friday.</p>" * 4
    )
    foreign = [{**item, "content": f"{english}{at}"} for at, item in enumerate(items(40, "heron.example"))]
    export("feeds/a.jsonl", [{**item, "link": f"/{at}"} for at, item in enumerate(foreign)])
    assert 'in English (100% of 40 articles): language = "en"' in init("--dry-run").err
    export("feeds/a.jsonl", foreign)
    export("feeds/b.jsonl", items(40))
    assert 'heron.example: in English (100% of 40 articles): language = "en" in sites/' in init().err
    assert "language" not in table()
    assert 'language = "en"    # of 100% of 40 articles' in Path("sites/heron.toml").read_text("utf-8")
    assert run("validate", *NOW).code == 0
    french = "<p>Le quota de hareng sera épuisé la première semaine de septembre, a dit la ministre vendredi.</p>" * 4
    export("feeds/c.jsonl", [{**items(41, "heron.example")[-1], "content": french}])
    result = run("validate", *NOW)
    assert "body-language" in result.out
    assert "the text is French, and the site is English" in result.out
    assert result.code == 1


def test_a_mixed_feed_has_no_language() -> None:
    texts = [
        "<p>The herring quota will be used up in the first week of September, the minister said on Friday.</p>" * 4,
        "<p>Le quota de hareng sera épuisé la première semaine de septembre, a dit la ministre vendredi.</p>" * 4,
    ]
    mixed = [{**item, "content": f"{texts[at % 2]}{at}"} for at, item in enumerate(items(40, "heron.example"))]
    export("feeds/a.jsonl", mixed)
    result = init()
    assert "language =" not in result.err + Path("sites/heron.toml").read_text("utf-8")
    assert "language-mixed" in result.out


def test_saved_pages_are_read_by_the_built_in_extractor() -> None:
    for at in range(12):
        text = f"<p>{at}渔民合作社周五公布了协定的全部条文，沿海各国将在两年内完成立法。</p>" * 3
        head = f'<title>题{at}</title><link rel="canonical" href="https://eel.example/{at}">'
        date = f'<meta property="article:published_time" content="2023-08-0{at % 9 + 1}T08:00:00+00:00">'
        page = f"<html><head>{head}{date}</head><body><article><h1>题{at}</h1>{text}</article></body></html>"
        Path("pages").mkdir(exist_ok=True)
        Path(f"pages/{at}.html").write_text(page, "utf-8")
    result = init()
    assert result.code == 0, result.err
    assert table()["extractor"] == "newscheck:main-content"
    assert 'saved pages, read by extractor = "newscheck:main-content" (or name your own: "mypkg:parse")' in result.err
    assert "eel.example: times of publication of a single crawl" in result.err
    assert re.search(r"^title +the page +100% +题", result.out, re.MULTILINE)
    assert run("validate", *NOW).code == 0


@pytest.mark.parametrize(
    ("form", "order"),
    [("%m/%d/%Y", "month-first"), ("%d.%m.%Y", "day-first"), ("%Y-%m-%d", None)],
    ids=["month first", "day first", "year first"],
)
def test_the_order_of_dates_that_one_file_does_not_show_is_that_of_the_others(form: str, order: str | None) -> None:
    for at, item in enumerate(items(20)):
        day = START + timedelta(days=at)
        export(f"data/{at}.json", [{**item, "crawled_at": f"{day:%Y-%m-%d}T11:00:00Z", "posted": f"{day:{form}}"}])
    result = init()
    assert table().get("date-order") == order
    assert ("as others of the feed show: date-order" in result.err) == (order is not None)
    assert not re.search(r"^(?:dateline-order|epoch-)", result.out, re.MULTILINE)
    assert run("validate", *NOW).code == 0


@pytest.mark.parametrize("name", ["data/news.csv", "data/news.csv.gz"])
def test_the_columns_of_a_table_without_a_header_are_named_by_their_values(name: str) -> None:
    text = "渔民合作社周五公布了协定的全部条文，沿海各国将在两年内完成立法。" * 3
    times = [f"2023-08-{at % 28 + 1:02d} 08:00,2023-08-{at % 28 + 1:02d} 09:30" for at in range(40)]
    rows = [f"{at},港口第{at}天重新开放,https://eel.example/{at},{times[at]},{at}{text}\n" for at in range(40)]
    Path("data").mkdir()
    data = "".join(rows).encode()
    Path(name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    result = init()
    assert result.code == 0, result.err
    assert table()["columns"] == ["column_1", "title", "url", "dateline", "crawled_at", "body"]
    assert table()["fields"] == {"epoch_ms": "crawled_at"}
    assert "tables have no header: columns names theirs by the kinds of the values; look whether it fits" in result.err
    assert run("validate", *NOW).code == 0


def test_a_table_of_other_things_names_no_columns() -> None:
    export("data/a.jsonl", items(20))
    Path("data/days.csv").write_text("".join(f"2023-08-{day:02d},{day * 100_003}\n" for day in range(1, 29)))
    assert init().code == 0
    assert "columns" not in table()


def test_a_gap_in_the_settings_is_reported_and_nothing_is_accepted() -> None:
    names = {
        "link": "where\tit was",
        "headline": "title",
        "crawled_at": "epoch_ms",
        "content": "html",
        "cover": "image",
    }
    export("feeds/eel.jsonl", ({names[name]: value for name, value in item.items()} for item in items(60)))
    Path("newscheck.toml").write_text('paths = ["feeds"]\n')
    result = init()
    assert result.code == 0
    assert "none of 60 items has url (their other fields: `where\\tit was`); nothing fits url" in result.err
    assert re.search(r"^url-missing +error +60 ", result.out, re.MULTILINE)
    assert (
        "nothing is accepted: name the fields in [fields] of the settings; then run newscheck init again" in result.err
    )
    assert "then commit" not in result.err
    assert run("validate", *NOW).code == 1

    Path("newscheck.toml").write_text(
        f'paths = ["feeds"]\nbaseline = "{BASELINE}"\n[fields]\nurl = "where\\tit was"\n', "utf-8"
    )
    assert init().code == 0
    assert run("validate", *NOW).code == 0


def test_the_table_says_from_what_each_field_is_taken() -> None:
    export("feeds/eel.jsonl", items(60))
    out = init("--dry-run").out
    assert re.search(r"^title +headline +100% +渔民", out, re.MULTILINE)
    assert re.search(r"^dateline +nothing$", out, re.MULTILINE)


def test_articles_of_no_site_are_named_as_such() -> None:
    export("feeds/eel.jsonl", ({**item, "link": None} for item in items(170)))
    assert "newscheck: articles without a URL: nothing since 2023-" in init().err


def test_what_one_item_lacks_is_no_mistake_of_the_mapping() -> None:
    export("feeds/eel.jsonl", [*items(60), *items(1, without="link")])
    result = init()
    assert "none of their fields" not in result.err
    assert "[url-missing]" in Path(BASELINE).read_text()
    assert run("validate", *NOW).code == 0


def test_what_was_lost_by_a_change_of_the_layout_is_reported_before_it_is_accepted() -> None:
    write("articles", ({**patch, "image": None} if number >= 200 else patch for number, patch in enumerate(hours(400))))
    result = init("--now", "2023-08-18")
    assert result.code == 0
    assert re.search(r"^ +├─ 2023-08-0\d .* lost: image$", result.out, re.MULTILINE)
    assert re.search(r"rfi: lost by a change of the layout on 2023-08-\d\d .*: image; the reference", result.err)
    assert "what is accepted: newscheck validate --no-baseline, --show-known, or --statistics by rule" in result.err


def test_publishers_that_name_things_each_in_its_own_way_are_all_mapped() -> None:
    write("rfi", [{}, {}])
    export("eel/feed.jsonl", items(40))
    names = {"link": "url", "headline": "title", "crawled_at": "fetched", "content": "body_html", "cover": "image"}
    heron = items(40, "heron.example")
    export("heron/feed.jsonl", ({names[name]: value for name, value in item.items()} for item in heron))
    assert init().code == 0
    assert table()["fields"]["url"] == ["link", "url"]
    assert table()["sites"] == ["sites/eel.toml", "sites/heron.toml"]
    assert "[item-unmapped]" not in Path(BASELINE).read_text()
    assert run("validate", *NOW).code == 0


def test_publishers_in_one_file_that_name_things_each_in_its_own_way_are_all_mapped() -> None:
    names = {"link": "href", "headline": "name", "crawled_at": "fetched", "content": "body_html", "cover": "picture"}
    heron = items(40, "heron.example")
    export("all.jsonl", [*items(40), *({names[name]: value for name, value in item.items()} for item in heron)])
    assert init().code == 0
    assert table()["fields"]["url"] == ["link", "href"]
    assert table()["fields"]["title"] == ["headline", "name"]
    assert run("validate", *NOW).code == 0


def test_a_field_that_is_text_of_one_and_html_of_another_publisher_is_either() -> None:
    export("eel/feed.jsonl", items(40))
    plain = items(40, "heron.example")
    for item in plain:
        item["content"] = "".join(re.split(r"<[^>]*>", item["content"]))
    export("heron/feed.jsonl", plain)
    assert init().code == 0
    assert (table()["fields"]["body"], table()["fields"].get("html")) == (["body", "content"], None)
    assert "[escaped-html]" not in Path(BASELINE).read_text()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("step", "wanted", "cron"),
    [
        pytest.param(1, "6h", "23 * * * *", id="every hour"),
        pytest.param(7, "48h", "23 5 * * *", id="a few a day"),
    ],
)
def test_a_feed_that_publishes_is_watched(step: int, wanted: str, cron: str) -> None:
    write("articles", hours(170, step))
    last = START + timedelta(hours=169 * step)
    result = run("init", "--now", f"{last:%Y-%m-%dT%H:%M}Z")
    assert result.code == 0
    assert table()["max-age"] == wanted
    assert f'cron: "{cron}"' in Path(WORKFLOW).read_text()
    assert run("validate", "--now", f"{last:%Y-%m-%dT%H:%M}Z").code == 0
    later = run("validate", "--now", f"{last + timedelta(days=9):%Y-%m-%d}", "--format", "concise")
    assert "feed-silent" in later.out
    assert later.code == 1


@pytest.mark.parametrize(("service", "by_hand"), [("github", False), ("gitlab", True)])
def test_a_schedule_is_made_or_asked_for(service: str, by_hand: bool) -> None:
    write("articles", hours(170))
    last = START + timedelta(hours=169)
    result = run("init", "--dry-run", "--ci", service, "--now", f"{last:%Y-%m-%dT%H:%M}Z")
    assert ("add a schedule for the job" in result.err) == by_hand
    assert ("the job, at each push and by the clock" in result.out) != by_hand


@pytest.mark.slow
def test_each_publisher_is_watched_by_its_own_rhythm() -> None:
    write("rfi", hours(170))
    last = START + timedelta(hours=169)
    for name, step, end in (("eel", 5, last), ("heron", 1, last - timedelta(days=300))):
        patches = [{"when": end - timedelta(hours=step * number)} for number in reversed(range(160))]
        write(
            name,
            ({**patch, "url": f"https://{name}.example/{at}.html", "share": False} for at, patch in enumerate(patches)),
        )
    result = run("init", "--now", f"{last:%Y-%m-%dT%H:%M}Z")
    assert result.code == 0, result.err
    assert table()["max-age"] == {"eel": "24h", "rfi": "6h"}
    assert "heron: nothing since 2022-10-12 " in result.err
    assert run("validate", "--now", f"{last:%Y-%m-%dT%H:%M}Z").code == 0


def test_a_single_crawl_has_no_rhythm() -> None:
    write("articles", ({"when": START + timedelta(minutes=number)} for number in range(170)))
    result = run("init", "--now", "2023-08-01T12:00Z")
    assert result.code == 0
    assert "max-age" not in table() and "schedule" not in Path(WORKFLOW).read_text()
    remarks = [line for line in result.err.splitlines() if "max-age" in line]
    assert len(remarks) == 1
    assert re.search(r"rfi: times of crawl of a single crawl \(2023-08-01 .*\): no max-age until there are", remarks[0])


@pytest.mark.slow
@pytest.mark.parametrize("commits", [1, 5])
def test_times_of_publication_are_those_of_crawls_only_where_the_dump_has_grown(commits: int) -> None:
    lines = [{**line, "published": line["crawled_at"], "crawled_at": None} for line in items(150)]
    git(".", "init", "-q")
    for number in range(1, commits + 1):
        export("feeds/eel.jsonl", lines[: len(lines) * number // commits])
        git(".", "add", "-A")
        git(".", "commit", "-q", "-m", "articles")
    last = START + timedelta(hours=3 * 149)
    result = run("init", "--now", f"{last:%Y-%m-%dT%H:%M}Z")
    assert result.code == 0, result.err
    assert table()["fields"]["epoch_ms"] == table()["fields"]["dateline"] == "published"
    assert ("max-age" in table()) == (commits > 1)
    assert ("times of publication of a single crawl" in result.err) == (commits == 1)


def test_what_has_a_clock_beside_items_that_have_none_is_watched() -> None:
    write("rfi", hours(170, 3))
    export("feeds/eel.jsonl", [{**line, "published": line["crawled_at"], "crawled_at": None} for line in items(160)])
    result = run("init", "--now", f"{START + timedelta(hours=3 * 169):%Y-%m-%dT%H:%M}Z")
    assert result.code == 0, result.err
    assert table()["max-age"] == {"rfi": "12h"}
    assert "eel: times of publication of a single crawl" in result.err
    assert "rfi: times of publication" not in result.err
    # The history of the layouts is shown, also without a change.
    assert re.search(r"^rfi\n  │ 2023-08-01 \.\. ", result.out, re.MULTILINE)


@pytest.mark.slow
@pytest.mark.parametrize(("days", "is_watched"), [(3, True), (40, False)])
def test_a_feed_with_a_rhythm_that_is_silent_is_watched_unless_it_has_ended(days: int, is_watched: bool) -> None:
    write("articles", hours(400))
    now = f"{START + timedelta(hours=399) + timedelta(days=days):%Y-%m-%dT%H:%M}Z"
    result = run("init", "--now", now)
    assert result.code == 0
    assert ("validate reports it as a silent feed (max-age)" in result.err) == is_watched
    assert ("max-age" in table()) == is_watched
    result = run("validate", "--now", now, "--format", "concise")
    assert ("feed-silent" in result.out) == is_watched


def test_an_archive_is_not() -> None:
    write("articles", hours(170))
    result = init()
    assert "nothing since 2023-08-08 08:53 UTC: an archive, without max-age" in result.err
    assert "max-age" not in table()
    assert "schedule" not in Path(WORKFLOW).read_text()
    assert table()["reference"] == "newscheck-reference.json"
    assert run("validate", *NOW).code == 0


def test_git_may_ignore_a_folder_whose_name_it_quotes() -> None:
    git(".", "init", "-q")
    Path(".gitignore").write_text("文章/\n")
    write("文章", [{}, {}])
    result = init()
    assert "git ignores articles in 文章, which the job won't have" in result.err


@pytest.mark.parametrize(
    ("there", "wanted"),
    [
        pytest.param({".github/dependabot.yml": ""}, WORKFLOW, id="GitHub"),
        pytest.param({".gitlab-ci.yml": "test: {script: [make]}\n"}, ".gitlab/newscheck.yml", id="GitLab, with jobs"),
    ],
)
def test_whose_ci_it_is_is_found_out(there: dict[str, str], wanted: str) -> None:
    write("articles", [{}, {}])
    git(".", "init", "-q")
    for path, text in there.items():
        Path(path).parent.mkdir(exist_ok=True)
        with Path(path).open("a") as file:
            file.write(text)
    result = init()
    assert f"{wanted}: the job" in result.out
    assert ("add the new file to what it includes (include: /.gitlab/newscheck.yml)" in result.err) == (
        ".gitlab-ci.yml" in there
    )
    assert init().out == ""


def test_the_service_may_be_named() -> None:
    write("articles", [{}, {}])
    assert ".gitlab-ci.yml" in init("--ci", "gitlab", "--dry-run").out
    assert ".yml" not in init("--ci", "none").out


def steps() -> list[str]:
    """The shell commands of the job that was written, in order: each `run` is a step, and so is each list of lines."""
    places = (template.split("\n")[0].strip("# ").split(", ")[0] for template in registry.data("services").values())
    (written,) = filter(Path.exists, map(Path, places))
    return list(_commands(yaml.safe_load(written.read_text("utf-8"))))


def _commands(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for part in value:
            yield from _commands(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            if key == "run":
                yield part
            elif key in ("script", "commands"):
                yield "\n".join(part).replace("$$", "$")
            else:
                yield from _commands(part)


def failing(pattern: str) -> list[int]:
    """The exit codes of the steps where exactly those fail that have such a command."""
    return [int(bool(re.search(pattern, step))) for step in steps()]


def perform(**variables: str) -> list[int]:
    """The exit code of each step, as both services run them, with some variables."""
    bash = shutil.which("bash")
    assert bash
    environment = os.environ | {"SOURCE_DATE_EPOCH": "", "GITHUB_STEP_SUMMARY": os.devnull, **variables}
    commands = ([bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", step] for step in steps())
    return [
        subprocess.run(command, env=environment, capture_output=True, check=False).returncode for command in commands
    ]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
@pytest.mark.parametrize("service", registry.names("services", ".yml"))
def test_the_job_is_green_then_red_with_a_fault_and_with_an_article_written_over_another(service: str) -> None:
    write("articles", [{}, {"lead": None}, {}])
    git(".", "init", "-q")
    git(".", "add", "-A")
    git(".", "commit", "-qm", "articles")
    assert init("--ci", service).code == 0
    git(".", "add", "-A")
    git(".", "commit", "-qm", "newscheck")
    assert set(perform()) == {0}

    write("articles", [{}, {"lead": None}, {}, {"title": "渔业配额推迟到明年", "image": "Array"}])
    git(".", "add", "-A")
    git(".", "commit", "-qm", "an hour later")
    assert perform() == failing("newscheck validate(?! --history)")

    shutil.copy("articles/1048557.md", "articles/1048558.md")
    git(".", "rm", "-q", "articles/1048557.md")
    git(".", "commit", "-aqm", "an id is used again")
    assert perform() == failing("newscheck validate --history")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
@pytest.mark.parametrize("service", registry.names("services", ".yml"))
def test_a_silent_feed_is_no_doing_of_who_mends_the_scraper(service: str) -> None:
    write("articles", hours(170))
    last = START + timedelta(hours=169)
    assert run("init", "--ci", service, "--now", f"{last:%Y-%m-%dT%H:%M}Z").code == 0
    git(".", "init", "-q")
    git(".", "add", "-A")
    git(".", "commit", "-qm", "articles")
    main = dict.fromkeys(re.findall(r"CI_\w*BRANCH", "".join(steps())), "main") | {"MAX_AGE": ""}
    assert set(perform(**main)) & {1}
    assert not set(perform(**main | {"CI_COMMIT_BRANCH": "mend", "MAX_AGE": "--max-age off"})) & {1}


@pytest.mark.parametrize(
    ("there", "words", "message"),
    [
        pytest.param([], (), "no articles in this folder: name the folder", id="an empty folder"),
        pytest.param(["images/a.jpg"], (), "no articles in this folder", id="images"),
        pytest.param(["docs/a.md"], ("docs",), "no articles in docs", id="documents"),
        pytest.param([], ("nowhere",), "no such file or folder: nowhere", id="no such folder"),
        pytest.param([], ("--ci", "jenkins"), "'jenkins' is not one of", id="an unknown service"),
        pytest.param(["newscheck.toml"], (), "newscheck.toml: not TOML", id="settings that are none"),
    ],
)
def test_mistakes_are_reported_in_one_line(there: list[str], words: tuple[str, ...], message: str) -> None:
    for path in there:
        Path(path).parent.mkdir(exist_ok=True)
        Path(path).write_text("# Of no matter\n\n[")
    before = tree()
    result = init(*words)
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert message in result.err
    assert tree() == before


def test_it_starts_at_the_root_of_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    write("articles", [{}, {}])
    git(".", "init", "-q")
    monkeypatch.chdir("articles")
    result = init()
    assert result.code == 2
    assert "start it at its root" in result.err


def test_what_cannot_be_written_takes_all_else_with_it() -> None:
    write("articles", [{}, {}])
    Path("tests").write_text("not a folder")
    before = tree()
    result = init()
    assert (result.code, result.out) == (2, "")
    assert "can't make the folder tests" in result.err
    assert tree() == before
    assert not Path(".github").exists()
