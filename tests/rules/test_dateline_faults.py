"""What is wrong with the date lines of a whole site, in words: one finding, with its cause and the settings line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import crawled_feed
import pytest
from crawled_feed import MONDAY, Fault, Publisher, feed, later
from msgspec.structs import replace

from newscheck import rules
from newscheck.layout.features import in_words
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import IS_DEFAULT, IS_EPOCH, IS_RELATIVE, ArticleSummary, Context, DumpHit, Site
from newscheck.text.timestamps import DAY, MINUTE, to_ms
from tests.support.command_line import run

RULES = rules.load()
NOW = to_ms(MONDAY) + 300 * DAY
LIVE = Publisher(interval=15)


def hits(rule: str, summaries: Sequence[ArticleSummary]) -> list[DumpHit]:
    return [*RULES[rule].check(InMemoryDump(summaries), Context(NOW, Site("heron.example")))]


@pytest.mark.parametrize(
    ("fault", "parts", "severity", "words"),
    [
        pytest.param(later(8), {"half": True}, "error", "8 h ahead of the crawl in *: local time", id="+8 h"),
        pytest.param(later(-8), {"half": True}, "", "8 h behind the crawl in *: UTC stored as local time?", id="-8 h"),
        pytest.param(later(3), {"half": True}, "", "3 h ahead of the crawl in *: the time of another zone?", id="+3 h"),
        pytest.param(later(8), {}, "error", "later than the crawl in *, in any time zone: local time read", id="all"),
        pytest.param(
            later(8),
            {"knows": "zone"},
            "error",
            "8 h ahead of the crawl in *: local time",
            id="known zone",
        ),
        pytest.param(
            later(-8),
            {"knows": "zone"},
            "",
            '8 h behind the crawl in *: UTC stored as local time? If they are right, set `timezone = "UTC"`',
            id="the settings line",
        ),
        pytest.param(
            later(8), {"knows": "offset"}, "error", "8 h ahead of the crawl in *: local time written with", id="offset"
        ),
        pytest.param(
            crawled_feed.of_twelve_hours,
            {},
            "error",
            "hours from 1 to 12 only in *: a clock of 12 hours without",
            id="12 h",
        ),
        pytest.param(later(-8), {}, "", "a day before the date in the URL in *, those from 16:00 on", id="URL"),
        pytest.param(crawled_feed.of_next_year, {}, "error", "a year after the crawl in *: a date without", id="year"),
    ],
)
def test_date_lines_that_are_shifted(fault: Fault, parts: dict[str, Any], severity: str, words: str) -> None:
    (hit,) = hits("dateline-shifted", feed(LIVE, fault=fault, **parts))
    begin, _, end = words.partition("*")
    assert begin in hit.message
    assert end in hit.message
    assert (hit.severity, hit.pointer, hit.site, len(hit.related)) == (severity, "/dateline", "heron.example", 1)


def test_summer_time_is_a_note() -> None:
    spring = Publisher("Europe/Paris", datetime.fromisoformat("2023-03-14T00:00+00:00"), 30, interval=15)
    (hit,) = hits("dateline-shifted", feed(spring, 720))
    assert hit.severity == "note"
    assert "1 h later" in hit.message
    assert 'summer time, set `timezone = "Europe/Paris"`, or another' in hit.message


@pytest.mark.parametrize(
    ("rule", "fault", "parts", "words"),
    [
        pytest.param(
            *("dateline-stand-in", crawled_feed.of_new_year, {"has_clock": False}),
            "articles of heron.example have the date line 2022-01-01, crawled from 2022-09-05 to 2022-09-",
            id="1 January",
        ),
        pytest.param("dateline-stand-in", crawled_feed.of_crawl, {}, "the minute of the crawl in 240 of 240", id="now"),
        pytest.param("dateline-order", crawled_feed.swapped, {}, "date lines of heron.example: 2022-", id="swapped"),
    ],
)
def test_date_lines_that_are_not_those_of_the_page(rule: str, fault: Fault, parts: dict[str, Any], words: str) -> None:
    (hit,) = hits(rule, feed(LIVE, fault=fault, **parts))
    assert words in hit.message
    assert hit.severity or RULES[rule].severity == "error"


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (IS_RELATIVE, "are relative to the crawl (`3 hours ago`) in 6 of 60 articles of heron.example: take"),
        (IS_DEFAULT, "are 1970 or another default of programs in 6 of 60 articles of heron.example: a missing"),
    ],
)
def test_date_lines_that_are_no_dates(form: int, words: str) -> None:
    sound, articles = feed(LIVE, 54), [replace(article, dateline_form=form, wall=None) for article in feed(LIVE, 6)]
    (hit,) = hits("dateline-stand-in", [*sound, *articles])
    assert words in hit.message
    assert list(hit.positions) == list(range(54, 60))
    assert hits("dateline-stand-in", [*sound, *articles[:4]]) == []


@pytest.mark.parametrize("rule", ["dateline-shifted", "dateline-stand-in", "dateline-order"])
def test_a_sound_feed_has_no_finding(rule: str) -> None:
    for publisher in (LIVE, Publisher(daily=(6, 14)), Publisher("Asia/Kathmandu", hours=range(6, 22))):
        assert hits(rule, feed(publisher)) == []


def _write(folder: Path, summaries: Sequence[ArticleSummary], offset: str) -> None:
    lines = []
    for at, summary in enumerate(summaries):
        wall = datetime(1970, 1, 1) + timedelta(minutes=summary.wall or 0)
        text = f"第{at:03}号渔船返回港口，渔民合作社当天表示欢迎。海事法院公布了第{at:04}号救援协定的全文，各国有两年。"
        item = {"title": f"第{at:03}号渔船返回港口", "url": f"https://heron.example/{at:03}", "body": text}
        lines.append(json.dumps({**item, "epoch_ms": summary.epoch, "dateline": f"{wall.isoformat()}{offset}"}))
    (folder / "items.jsonl").write_text("\n".join(lines), "utf-8")


@pytest.mark.parametrize(
    ("publisher", "fault", "offset", "expected"),
    [
        pytest.param(Publisher(daily=(6, 6), old=0), None, "+08:00", [], id="a crawler that runs once a day"),
        pytest.param(
            Publisher(old=0),
            later(0),
            "Z",
            [("dateline-shifted", "error")],
            id="local time written as UTC: one finding",
        ),
    ],
)
def test_items_of_a_publisher_without_a_site_file(
    tmp_path: Path, publisher: Publisher, fault: Fault | None, offset: str, expected: list[tuple[str, str]]
) -> None:
    _write(tmp_path, feed(publisher, 80, fault), offset)
    done = run("validate", str(tmp_path), "--now", "2023-01-01", "--format", "jsonl", "--no-cache")
    found = [json.loads(line) for line in done.out.splitlines()]
    assert [(finding["rule"], finding["severity"]) for finding in found] == expected
    done = run("validate", str(tmp_path), "--now", "2023-01-01", "--format", "jsonl", "--no-cache", "--no-collapse")
    every = {json.loads(line)["rule"] for line in done.out.splitlines()}
    assert every == ({"dateline-shifted", "epoch-before-dateline"} if expected else set())


def _undated(folder: Path, count: int, day: str, path: str) -> None:
    """Writes articles as trafilatura does, without the time of a crawl; an empty day is the day of publication."""
    lines = []
    for at in range(count):
        when = MONDAY + timedelta(days=at // 4)
        text = f"第{at:03}号渔船返回港口，渔民合作社当天表示欢迎。海事法院公布了第{at:04}号救援协定的全文，各国有两年。"
        item = {
            "title": f"第{at:03}号渔船返回港口",
            "source": f"https://heron.example/{when.strftime(path)}{at:03}",
            "hostname": "heron.example",
            "source-hostname": "heron.example",
            "excerpt": None,
            "categories": None,
            "date": day or f"{when:%Y-%m-%d}",
            "fingerprint": f"{at:016x}",
            "raw_text": text,
            "text": text,
        }
        lines.append(json.dumps(item))
    (folder / "items.jsonl").write_text("\n".join(lines), "utf-8")


@pytest.mark.parametrize(
    ("count", "day", "path", "expected"),
    [
        pytest.param(40, "2022-01-01", "%Y/%m/%d/", [("dateline-stand-in", "error")], id="against the URLs"),
        pytest.param(120, "2022-01-01", "", [("dateline-stand-in", "warning")], id="on a holiday"),
        pytest.param(40, "2022-01-01", "", [], id="too few for a fault"),
        pytest.param(120, "", "%Y/%m/%d/", [], id="sound, with URLs"),
        pytest.param(120, "", "", [], id="sound"),
    ],
)
def test_items_without_a_time_of_the_crawl(
    tmp_path: Path, count: int, day: str, path: str, expected: list[tuple[str, str]]
) -> None:
    _undated(tmp_path, count, day, path)
    done = run("validate", str(tmp_path), "--now", "2023-01-01", "--format", "jsonl", "--no-cache")
    assert [(found["rule"], found["severity"]) for found in map(json.loads, done.out.splitlines())] == expected


def test_day_and_month_swapped_without_a_time_of_the_crawl() -> None:
    def undated(fault: Fault | None) -> list[ArticleSummary]:
        articles = feed(LIVE, 480, fault=fault, has_clock=False)
        return [
            replace(article, dateline_form=article.dateline_form | IS_EPOCH, epoch=(article.wall or 0) * MINUTE)
            for article in articles
        ]

    (hit,) = hits("dateline-order", undated(crawled_feed.swapped))
    assert "day and month are swapped in" in hit.message
    assert hits("dateline-order", undated(None)) == []


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        ("time before dateline", "date lines ahead of the crawl"),
        ("time to dateline -16", "date lines about 16 h ahead of the crawl (read as UTC)"),
        ("time to dateline +8", "date lines about 8 h behind the crawl (read as UTC)"),
        ("time to dateline +0", "date lines about the time of the crawl (read as UTC)"),
        ("time behind dateline -4", "date lines about 4 h ahead of the crawl"),
        ("time behind dateline days", "date lines days from the crawl"),
        ("time to dateline days", "date lines days from the crawl"),
        ("time of URL day on", "crawled on the day in the URL (UTC)"),
        ("time of URL day before", "crawled before the day in the URL (UTC)"),
        ("time of URL day after", "crawled after the day in the URL (UTC)"),
        ("class p.lead", "class p.lead"),
    ],
)
def test_features_of_times_in_words(feature: str, words: str) -> None:
    assert in_words(feature) == words
