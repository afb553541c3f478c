"""`newscheck.Feed`: the end of a crawl, as `newscheck validate` would report its items."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest

import newscheck
from newscheck.article.extraction import to_article
from newscheck.checker import examples
from newscheck.engine.session import default_checker
from newscheck.model import RawInput
from newscheck.readers import read
from newscheck.synthetic import specimen

NOW = examples.NOW
SITES = default_checker(NOW).sites


def item(seed: int, **patch: Any) -> dict[str, Any]:
    """An article, a number of hours after the first, as a scraper yields it: with its HTML."""
    (document,) = read(RawInput("rfi/1.md", specimen.render({}, seed)))
    article = to_article(document, SITES)
    fields = {"epoch_ms": article.epoch_ms, "title": article.title, "url": article.url, "html": article.html}
    return {**fields, **patch}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_feed_is_checked_one_by_one_and_as_a_whole() -> None:
    with newscheck.Checker(now=NOW).feed() as feed:
        found = [feed.check(item(seed, **({"title": ""} if seed == 5 else {}))) for seed in range(30)]
        found.append(feed.check(item(3)))
        result = feed.finish()
    assert [[finding.rule for finding in own] for own in found if own] == [["title-empty"]]
    assert (result.items, result.valid, result.exit_code) == (31, 30, 1)
    assert {finding.rule for finding in result.findings} == {"url-duplicate"}
    (finding,) = result.findings
    assert finding.path.endswith("(item 4)") and finding.related[0].path.endswith("(item 31)")
    assert {finding.rule for finding in result.report.findings} == {"title-empty", "url-duplicate"}
    assert result.report.summary.articles == 31


def test_a_well_formed_feed() -> None:
    with newscheck.Checker(now=NOW).feed() as feed:
        for seed in range(230):  # more than are packed together
            feed.check(item(seed))
        result = feed.finish()
        assert feed.finish() is result
        with pytest.raises(RuntimeError, match="the feed is finished"):
            feed.check(item(1))
    assert (result.items, result.valid, result.exit_code, result.findings) == (230, 230, 0, [])


def test_a_feed_without_items_is_not_green() -> None:
    with newscheck.Checker(now=NOW).feed() as feed:
        assert feed.finish().exit_code == 2


def test_half_a_character_is_no_reason_to_fail(here: Path) -> None:
    half = "\ud83d"
    with newscheck.Checker(now=NOW).feed() as feed:
        for number in range(3):
            feed.check(item(number, url=f"https://gazette.example/{number}{half}", author=half, **{half: [half, 1]}))
        result = feed.finish()
    assert (result.items, result.report.summary.articles) == (3, 3)
    result.write("report.json")
    assert {finding.path for finding in result.report.findings} >= {"https://gazette.example/0? (item 1)"}


def test_a_closed_feed() -> None:
    checker = newscheck.Checker(now=NOW)
    with checker.feed() as feed:
        feed.check(item(1))
    for use in (feed.finish, lambda: feed.check(item(2))):
        with pytest.raises(RuntimeError, match="the feed is closed"):
            use()
    with checker.feed() as feed:
        feed.check(item(1))
        result = feed.finish()
    feed.close()
    assert feed.finish() is result


def test_nothing_in_a_feed_can_be_read() -> None:
    with newscheck.Checker(now=NOW).feed() as feed:
        for thing in (None, 5, object()):
            feed.check(thing)
        result = feed.finish()
    assert (result.items, result.valid, result.exit_code) == (3, 0, 1)


def test_duplicates_in_files_and_in_a_feed_are_the_same(here: Path) -> None:
    from newscheck.engine.run import run
    from newscheck.engine.session import Session

    items = [item(seed) for seed in range(20)] + [item(7, url="https://www.rfi.fr/cn/other", title="另一个题目在这里")]
    (here / "items.jsonl").write_text("".join(f"{json.dumps(entry)}\n" for entry in items))
    with newscheck.Checker(now=NOW).feed() as feed:
        for entry in items:
            feed.check(entry)
        result = feed.finish()
    of_files = run(Session.load({"now": NOW}), ["items.jsonl"], jobs=1)
    assert sorted(finding.fingerprint for finding in result.report.findings) == sorted(
        finding.fingerprint for finding in of_files.findings
    )


@pytest.mark.slow
def test_the_crawl_is_compared_with_the_past_of_the_site(here: Path) -> None:
    from newscheck.engine import reference_builder
    from newscheck.engine.session import Session
    from newscheck.engine.settings import reference_file

    (here / "past.jsonl").write_text("".join(f"{json.dumps(item(seed))}\n" for seed in range(200)))
    built = reference_builder.build(Session.load({"now": NOW, "collects_features": True}), ["past.jsonl"], jobs=1)
    reference_file.save("reference.json", built.profiles)
    for is_changed in (False, True):
        with newscheck.Checker(now=NOW, reference="reference.json").feed() as feed:
            for seed in range(200, 230):
                entry = item(seed)
                if is_changed:
                    entry["html"] = (
                        entry["html"].replace("<p>", "<div class='story__text'><span>").replace("</p>", "</span></div>")
                    )
                feed.check(entry)
            changes = [finding for finding in feed.finish().findings if finding.rule == "layout-change"]
        assert bool(changes) is is_changed


def test_fields_that_no_setting_maps_are_told_once() -> None:
    with newscheck.Checker(now=NOW).feed() as feed:
        for seed in range(12):
            entry = item(seed)
            feed.check({**entry, "html": None, "wording": entry["html"]})
        result = feed.finish()
    assert result.valid == 0
    (finding,) = [finding for finding in result.findings if finding.rule == "item-unmapped"]
    assert "`wording`" in finding.message
    assert result.report.summary.error == 1


def test_no_reference() -> None:
    with pytest.raises(newscheck.UsageError, match=r"none\.json: no such file"):
        newscheck.Checker(reference="none.json").feed()


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        pytest.param("report.json", '{\n  "report_version"', id="json"),
        pytest.param("report.jsonl", '{"rule"', id="jsonl"),
        pytest.param("report.sarif", "{", id="sarif"),
        pytest.param("report.xml", "<?xml", id="junit"),
        pytest.param("report.md", "#", id="markdown"),
        pytest.param("report.txt", "https://", id="text"),
    ],
)
def test_a_report_is_written(name: str, beginning: str, here: Path) -> None:
    with newscheck.Checker(now=NOW).feed() as feed:
        feed.check(item(1, title=""))
        feed.finish().write(here / name)
    assert (here / name).read_text().lstrip().startswith(beginning)


@pytest.mark.parametrize(
    ("path", "form", "words"),
    [
        pytest.param("report.html", None, "wanted one of the suffixes .json, ", id="suffix"),
        pytest.param("report", None, "report: wanted one of", id="no suffix"),
        pytest.param("report.json", "jsn", "unknown format 'jsn'; did you mean 'json'?", id="format"),
        pytest.param("nowhere/report.json", None, "can't write", id="no folder"),
    ],
)
def test_a_report_that_can_not_be_written(path: str, form: str | None, words: str) -> None:
    with newscheck.Checker(now=NOW).feed() as feed:
        feed.check(item(1))
        result = feed.finish()
    with pytest.raises(newscheck.UsageError) as caught:
        result.write(path, form)
    assert words in str(caught.value)


def test_an_item_without_a_crawl_clock_is_not_late_in_the_report_either() -> None:
    with newscheck.Checker(now="2023-09-20", preset="scrapy").feed() as feed:
        entry = item(1, dateline="2023-08-01T10:00:00+08:00")
        del entry["epoch_ms"]
        feed.check(entry)
        rules = {finding.rule for finding in feed.finish().report.findings}
    assert not rules & {"article-rerun", "epoch-after-dateline"}


def test_numbers_in_addresses_are_no_places_in_a_sequence() -> None:
    with newscheck.Checker(now=NOW).feed() as feed:
        for seed in range(40):
            feed.check(item(seed, url=f"https://gazette.example/{1000 - seed if seed % 2 else seed}.html"))
        assert "number-order" not in {finding.rule for finding in feed.finish().findings}


def test_threads_share_a_feed() -> None:
    with newscheck.Checker(now=NOW).feed() as feed:
        threads = [
            threading.Thread(target=lambda at=at: [feed.check(item(seed)) for seed in range(at, 40, 4)])
            for at in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        result = feed.finish()
    assert (result.items, result.findings) == (40, [])
