"""The rules about time and about what a file is: causes, places, and the nights on which clocks are changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from newscheck.checker import examples
from newscheck.checker.execution import Checker
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.model import FileResult, Finding, RawInput
from newscheck.synthetic import dump_file, specimen
from newscheck.text import timestamps

Check = Callable[..., list[Finding]]

#: The crawl of the well-formed article: 16 August 2023, 19:57 UTC, 53 minutes after its date line.
EPOCH = 1_692_215_820_000
FOREIGN = "https://news.example.org/2023/%E5%A4%96%E4%BA%A4.html"
WIRE = f"https://www.rfi.fr/cn/{specimen.quote(dump_file.slug(specimen.parts()['title']))}"
ITEM = {
    "title": "海上救援协定周五开始生效",
    "url": "https://www.rfi.fr/cn/%E5%9B%BD%E9%99%85/20230816-%E6%B5%B7%E4%B8%8A%E6%95%91%E6%8F%B4",
    "epoch_ms": EPOCH,
    "dateline": "2023-08-16T21:04",
    "body": "渔民合作社表示欢迎，同时要求增加近海的巡逻船只。相关文件预计在三个月内公布。" * 3,
}


def ms(*moment: int) -> int:
    return int(datetime(*moment, tzinfo=UTC).timestamp() * 1000)  # type: ignore[misc]


def only(findings: list[Finding], rule: str) -> Finding:
    """The one finding of a rule."""
    (finding,) = [finding for finding in findings if finding.rule == rule]
    return finding


def hours(number: float) -> int:
    return int(number * timestamps.HOUR)


CAUSES = [
    pytest.param({"epoch": EPOCH // 1000}, "epoch-unit", (1, 5), "in seconds, not milliseconds", id="seconds"),
    pytest.param({"epoch": EPOCH * 1000 + 1}, "epoch-unit", (1, 5), "in microseconds", id="microseconds"),
    pytest.param({"epoch": EPOCH * 10**6}, "epoch-unit", (1, 5), "is 2023-08-16 19:57 UTC", id="nanoseconds"),
    pytest.param({"epoch": "NaN"}, "epoch-missing", (1, 5), "could not be parsed", id="date that was not understood"),
    pytest.param({"epoch": 0}, "epoch-before-site", (1, 5), "a missing date turned into a number", id="zero"),
    pytest.param({"epoch": EPOCH - hours(1)}, "epoch-before-dateline", (1, 5), "1 h of daylight saving", id="-1 h"),
    pytest.param({"epoch": EPOCH - hours(2)}, "epoch-before-dateline", (1, 5), "Europe/Paris (2 h)", id="-2 h"),
    pytest.param({"epoch": EPOCH - hours(8)}, "epoch-before-dateline", (1, 5), "UTC taken for UTC+8", id="-8 h"),
    pytest.param({"epoch": EPOCH - hours(12)}, "epoch-before-dateline", (1, 5), "a clock of 12 hours", id="-12 h"),
    pytest.param(
        {"epoch": EPOCH - hours(6)}, "epoch-before-dateline", (1, 5), "a date line in UTC+8", id="Beijing on the page"
    ),
    pytest.param(
        {"when": datetime(2023, 1, 10, 21, 4), "epoch": ms(2023, 1, 10, 19, 57)},
        "epoch-before-dateline",
        (1, 5),
        "crawled 7 min before its date line 2023-01-10 21:04 (Europe/Paris); perhaps 1 h of daylight saving",
        id="winter: the zone's own hour",
    ),
    pytest.param({"epoch": EPOCH + hours(8)}, "epoch-after-dateline", (1, 5), "UTC+8 taken for UTC", id="+8 h"),
    pytest.param({"epoch": EPOCH + hours(12)}, "epoch-after-dateline", (1, 5), "a clock of 12 hours", id="+12 h"),
    pytest.param({"epoch": EPOCH + hours(16)}, "epoch-after-dateline", (1, 5), "UTC, twice", id="+16 h"),
    pytest.param(
        {"epoch": EPOCH + hours(6)}, "epoch-after-dateline", (1, 5), "UTC+8 taken for the time of Europe/", id="+6 h"
    ),
    pytest.param({"epoch": EPOCH + hours(26)}, "epoch-after-dateline", (1, 5), "26 h 53 min after", id="no slip fits"),
    pytest.param(
        {"dateline": "16/08/2023 21:04 +08:00"}, "epoch-after-dateline", (1, 5), "(UTC+8:00)", id="stated offset"
    ),
    pytest.param(
        {"when": datetime(2023, 8, 9, 10, 0), "dateline": "08/09/2023 - 10:00", "url": WIRE},
        "epoch-before-dateline",
        (5, 6),
        "likely day and month in the wrong order",
        id="swapped to the future, no date in the URL",
    ),
    pytest.param(
        {"when": datetime(2023, 9, 8, 10, 0), "dateline": "09/08/2023 - 10:00", "url": WIRE},
        "epoch-after-dateline",
        (5, 6),
        "30 days after its date line 2023-08-09 10:00 (Europe/Paris); likely day and month in the wrong order",
        id="swapped to the past, no date in the URL",
    ),
    pytest.param(
        {"when": datetime(2023, 9, 8, 10, 0), "dateline": "09/08/2023 - 10:00"},
        "dateline-url-date",
        (5, 6),
        "likely day and month of the date line in the wrong order",
        id="swapped, and the URL says so",
    ),
    pytest.param(
        {"when": datetime(2023, 9, 8, 10, 0), "url_date": "20230809"},
        "dateline-url-date",
        (2, 70),
        "likely day and month of the URL in the wrong order",
        id="swapped in the URL",
    ),
    pytest.param({"dateline": "08/16/2023 - 21:04"}, "dateline-impossible", (5, 6), "wrong order", id="month 16"),
    pytest.param({"dateline": "30/02/2023 - 21:04"}, "dateline-impossible", (5, 6), "is no time", id="30 February"),
    pytest.param(
        {"epoch": ms(2023, 9, 15, 8, 0), "when": datetime(2023, 9, 15, 1, 7)},
        "epoch-future",
        (1, 5),
        "8 h after the time of this check, 2023-09-15 08:00 UTC; perhaps UTC+8 taken for UTC",
        id="in the future by its zone",
    ),
]


@pytest.mark.parametrize(("patch", "rule", "place", "words"), CAUSES)
def test_message_names_the_likely_cause(
    check: Check, patch: Mapping[str, Any], rule: str, place: tuple[int, int], words: str
) -> None:
    findings = check(patch)
    assert {finding.rule for finding in findings} == {rule}
    assert words in findings[0].message
    if rule != "dateline-url-date" or place[0] != 2:
        assert (findings[0].line, findings[0].column) == place
    else:
        line = specimen.render(patch).decode().split("\n")[1]
        assert findings[0].column == line.index(str(patch["url_date"])) + 1


@pytest.mark.parametrize(
    ("when", "epoch", "rules"),
    [
        pytest.param((2022, 10, 30, 2, 30), ms(2022, 10, 30, 0, 35), set(), id="autumn: first 02:30"),
        pytest.param((2022, 10, 30, 2, 30), ms(2022, 10, 30, 1, 35), set(), id="autumn: second 02:30"),
        pytest.param((2022, 10, 30, 2, 30), ms(2022, 10, 30, 0, 20), {"epoch-before-dateline"}, id="before both"),
        pytest.param((2022, 10, 30, 2, 30), ms(2022, 10, 30, 7, 30), set(), id="six hours after the second"),
        pytest.param((2022, 10, 30, 2, 30), ms(2022, 10, 30, 7, 31), {"epoch-after-dateline"}, id="more after both"),
        pytest.param((2022, 10, 30, 3, 0), ms(2022, 10, 30, 2, 2), set(), id="autumn: 03:00 comes once"),
        pytest.param(
            (2022, 10, 30, 3, 0), ms(2022, 10, 30, 1, 30), {"epoch-before-dateline"}, id="autumn: winter time"
        ),
        pytest.param((2023, 3, 26, 1, 59), ms(2023, 3, 26, 1, 1), set(), id="spring: last minute of winter time"),
        pytest.param((2023, 3, 26, 3, 0), ms(2023, 3, 26, 1, 2), set(), id="spring: first minute of summer time"),
        pytest.param((2023, 3, 26, 2, 0), ms(2023, 3, 26, 1, 2), {"dateline-impossible"}, id="spring: left out"),
        pytest.param((2023, 3, 26, 2, 59), ms(2023, 3, 26, 1, 2), {"dateline-impossible"}, id="spring: still left out"),
    ],
)
def test_nights_of_changed_clocks(check: Check, when: tuple[int, ...], epoch: int, rules: set[str]) -> None:
    patch = {"when": datetime(*when), "epoch": epoch}  # type: ignore[arg-type]
    assert {finding.rule for finding in check(patch)} == rules


@pytest.mark.parametrize(
    ("patch", "rules"),
    [
        pytest.param({"epoch": EPOCH - 58 * timestamps.MINUTE}, set(), id="five minutes of skew"),
        pytest.param({"epoch": EPOCH - 59 * timestamps.MINUTE}, {"epoch-before-dateline"}, id="six minutes"),
        pytest.param({"epoch": EPOCH + hours(6) - 53 * timestamps.MINUTE}, set(), id="six hours late"),
        pytest.param({"dateline": "2023-08-17 09:57", "url": FOREIGN}, set(), id="unknown zone: UTC+14"),
        pytest.param(
            {"dateline": "2023-08-17 10:04", "url": FOREIGN},
            {"epoch-before-dateline"},
            id="none so far east",
        ),
        pytest.param({"dateline": "2023-08-16 02:00", "url": FOREIGN}, set(), id="unknown zone: UTC-12"),
        pytest.param(
            {"dateline": "2023-08-15 21:04", "url": FOREIGN},
            {"epoch-after-dateline"},
            id="none so far west",
        ),
        pytest.param({"dateline": "16/08/2023"}, set(), id="bare date"),
        pytest.param({"dateline": "17/08/2023"}, {"epoch-before-dateline"}, id="bare date of tomorrow"),
        pytest.param({"epoch": ms(2023, 9, 15, 0, 10), "when": datetime(2023, 9, 15, 2, 1)}, set(), id="clocks differ"),
        pytest.param({"epoch": ms(2005, 1, 1)}, {"epoch-before-site"}, id="no second finding by the date line"),
        pytest.param({"epoch": ms(2044, 1, 1)}, {"epoch-future"}, id="no re-run of the future"),
        pytest.param({"dateline": None, "url_date": "20190504"}, {"article-rerun", "dateline-missing"}, id="old URL"),
        pytest.param(
            {"dateline": None, "url_date": "20230813"}, {"dateline-url-date", "dateline-missing"}, id="3 days"
        ),
        pytest.param({"url_date": "20230814"}, {"dateline-url-date"}, id="URL two days older"),
    ],
)
def test_borders(check: Check, patch: Mapping[str, Any], rules: set[str]) -> None:
    assert {finding.rule for finding in check(patch)} == rules


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        pytest.param("date", "2023-08-16T19:57:00.999Z", None, id="less than a second"),
        pytest.param("date", "2023-08-16T19:57:02.000Z", "2 s after the epoch", id="two seconds"),
        pytest.param("date", "2023-08-16 15:57:00 -0400", None, id="an offset after a blank"),
        pytest.param("date", "2023-08-16 19:57:00 UTC", None, id="UTC after a blank"),
        pytest.param("date", "2023-08-16T11:57:00Z", "8 h before the epoch", id="a zone: how much"),
        pytest.param("date", "2023-08-16T11:57:00Z", "likely 8 h of another time zone", id="a zone: cause"),
        pytest.param("date", "2023-08-16T12:41:10Z", "perhaps an epoch in UTC+8 taken for UTC", id="time of the run"),
        pytest.param("date", "2023-08-14", "31 h 57 min before the epoch", id="another day everywhere"),
        pytest.param("date", "2023-08-17", None, id="already the day, farther east"),
        pytest.param("date", "yesterday", "'yesterday' is no date", id="no date"),
        pytest.param("from", FOREIGN, "another: https://news.example.org/2023/… against https://www.rfi.fr", id="URL"),
        pytest.param("title", '"好"', "title is another: 好 against ", id="title"),
    ],
)
def test_front_matter(check: Check, key: str, value: str, words: str | None) -> None:
    findings = check({"front": {key: value}})
    if words is None:
        assert findings == []
        return
    finding = only(findings, "front-matter-mismatch")
    assert words in finding.message
    line, column = {"title": (3, 9), "date": (4, 7), "from": (6, 7)}[key]
    assert (finding.line, finding.column, finding.pointer) == (line, column, f"/front/{key}")


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        pytest.param(f"<!--{EPOCH}-->", f"<!--{EPOCH}--", (1, 1), id="epoch line not closed"),
        pytest.param(")\n------", "\n------", (2, 1), id="link not closed"),
        pytest.param("------\n", "", (4, 1), id="no rule"),
    ],
)
def test_place_of_a_broken_header(check: Check, old: str, new: str, place: tuple[int, int]) -> None:
    finding = only(check({"sub": [(old, new)]}), "header-malformed")
    assert (finding.line, finding.column) == place


def test_a_file_without_an_epoch_line_has_no_epoch(check: Check) -> None:
    """A scraper that never writes the line has no broken header."""
    finding = only(check({"sub": [(f"<!--{EPOCH}-->\n", "")]}), "epoch-missing")
    assert (finding.line, finding.column, finding.pointer) == (1, 1, "/epoch_ms")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        pytest.param("unreadable", "can't be read: permission denied", id="unreadable"),
        pytest.param("too-large", "too large to be an article: permission denied", id="too large"),
    ],
)
def test_file_without_bytes(checker: Checker, fault: str, words: str) -> None:
    result = checker.check(RawInput("rfi/1048575.md", fault=fault, detail="permission denied"))
    assert [(finding.rule, finding.message) for finding in result.findings] == [("file-unreadable", words)]
    assert (result.summaries, result.crashes) == ([], [])


def test_place_of_a_bad_byte(check: Check) -> None:
    finding = only(check({"sub": [('<img src="', '<img alt="\udcce" src="')]}), "encoding-invalid")
    line = specimen.render().decode().split("\n")[4]
    assert (finding.line, finding.column) == (5, line.index("src=") + len('alt="') + 1)


@pytest.mark.parametrize(
    ("change", "rule", "words"),
    [
        pytest.param({"epoch_ms": None}, "epoch-missing", "the epoch is empty", id="no epoch"),
        pytest.param({"epoch_ms": "soon"}, "epoch-missing", "'soon' is not an integer", id="no number"),
        pytest.param({"epoch_ms": EPOCH // 1000}, "epoch-unit", "in seconds", id="seconds"),
        pytest.param({"dateline": "2023-02-30T21:04"}, "dateline-impossible", "is no time", id="30 February"),
        pytest.param({"dateline": None}, "dateline-missing", "no date line", id="no date line"),
    ],
)
def test_items(check: Check, change: Mapping[str, Any], rule: str, words: str) -> None:
    assert words in only(check({"json": {**ITEM, **change}}), rule).message


@pytest.mark.parametrize(
    ("stated", "rule", "words"),
    [
        pytest.param("", "dateline-missing", "the date line is empty", id="empty"),
        pytest.param(
            "3 hours ago", "dateline-missing", "3 hours ago is relative to the time of the crawl", id="relative"
        ),
        pytest.param("昨天 10:30", "dateline-missing", "is relative", id="relative, in Chinese"),
        pytest.param("None", "dateline-missing", "None is what a program prints for a missing value", id="a word"),
        pytest.param("soon", "dateline-missing", "soon is not understood", id="no date"),
        pytest.param([["2023-08-16"]], "dateline-missing", '[["2023-08-16"]] is not understood', id="a list of a list"),
        pytest.param("x" * 99, "dateline-missing", f"{'x' * 40}… is not understood", id="a long text"),
        pytest.param("0001-01-01T00:00:00Z", "dateline-impossible", "prints for a missing date", id="the year 1"),
        pytest.param("Thu, 01 Jan 1970 00:00:00 GMT", "dateline-impossible", "prints for a missing date", id="1970"),
        pytest.param("1970-01-01 08:00", "dateline-impossible", "prints for a missing date", id="1970 in China"),
        pytest.param("2099-12-31", "dateline-impossible", "is in the far future", id="2099"),
        pytest.param("9999-12-31T23:59:59Z", "dateline-impossible", "is in the far future", id="the last day"),
        pytest.param("31/02/2023", "dateline-impossible", "is no time", id="31 February"),
        pytest.param("08/16/2023", "dateline-impossible", "likely day and month in the wrong order", id="on RFI"),
    ],
)
@pytest.mark.parametrize("name", ["dateline", "posted"])
def test_a_date_line_that_is_none_is_told_in_words(name: str, stated: object, rule: str, words: str) -> None:
    checker = Session(Project(now=examples.NOW, fields={"dateline": name})).checker
    item = {key: value for key, value in ITEM.items() if key != "dateline"}
    result = checker.check(RawInput("items.jsonl", json.dumps({**item, name: stated}).encode()))
    (finding,) = [finding for finding in result.findings if finding.pointer == "/dateline"]
    assert (finding.rule, finding.severity) == (rule, "error")
    assert words in finding.message


@pytest.mark.parametrize(
    ("line", "rule", "words"),
    [
        pytest.param("1970-01-01 05:30", "dateline-impossible", "prints for a missing date", id="1970 in India"),
        pytest.param("1969-12-31 19:00", "dateline-impossible", "prints for a missing date", id="1970 in New York"),
        pytest.param("2024-08-14 10:00", "epoch-before-dateline", "likely a date without a year", id="the next year"),
        pytest.param(
            "<p>6小时前</p>", "dateline-missing", "6小时前 is relative to the time of the crawl", id="relative"
        ),
        pytest.param("<p>昨天</p>", "dateline-missing", "昨天 is relative", id="relative in a word"),
    ],
)
def test_a_date_line_without_a_site_file(check: Check, line: str, rule: str, words: str) -> None:
    assert words in only(check({"url": FOREIGN, "dateline": line}), rule).message


@pytest.mark.parametrize(
    "text", ["今天的海面很平静，渔船都回来了。", "两天", "Harbour news 2023", "昨天和今天，渔民都在等消息"]
)
def test_a_sentence_is_no_relative_date_line(check: Check, text: str) -> None:
    assert check({"url": FOREIGN, "dateline": f"<p>{text}</p>"}) == []


@pytest.mark.parametrize(
    ("path", "line", "words"),
    [
        ("2023/08/16/port", "2023-08-12 21:04", "08-12 is 4 days before the URL's date 2023-08-16; the crawl agrees"),
        ("20230816/port", "2023-08-20 21:04", "08-20 is 4 days after the URL's date 2023-08-16; the crawl agrees"),
        ("2023/08/port", "2023-07-02 21:04", "07-02 is 30 days before the URL's date 2023-08; the crawl agrees"),
        (
            "2023/9/1/port",
            "2023-01-09 21:04",
            "before the URL's date 2023-09-01; likely day and month of the date line",
        ),
    ],
)
def test_the_date_in_any_url(check: Check, path: str, line: str, words: str) -> None:
    finding = only(check({"url": f"https://news.example.org/{path}", "dateline": line}), "dateline-url-date")
    assert words in finding.message
    assert (finding.pointer, finding.evidence) == ("/dateline", line)


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        pytest.param("2023-08-16 21:04", "UTC+8 taken for UTC", id="a zone that may be mistaken"),
        pytest.param("2023-08-16T21:04+02:00", "", id="a zone that is written"),
    ],
)
def test_a_zone_that_is_written_is_not_said_to_be_mistaken(check: Check, stated: str, words: str) -> None:
    item = {**ITEM, "dateline": stated, "epoch_ms": EPOCH + hours(8)}
    cause = only(check({"json": item}), "epoch-after-dateline").message.partition("; perhaps ")[2]
    assert cause == words


@pytest.mark.parametrize("unit", ["ms", "s", "us"])
@pytest.mark.parametrize(
    ("epoch", "rule"),
    [
        pytest.param(True, "epoch-missing", id="true"),
        pytest.param(False, "epoch-missing", id="false"),
        pytest.param(1.5, "epoch-missing", id="a fraction"),
        pytest.param(float("nan"), "epoch-missing", id="NaN"),
        pytest.param(float("-inf"), "epoch-missing", id="infinity"),
        pytest.param([[EPOCH]], "epoch-missing", id="in a list of a list"),
        pytest.param({"ms": EPOCH}, "epoch-missing", id="in an object"),
        pytest.param("--5", "epoch-missing", id="two signs"),
        pytest.param("²", "epoch-missing", id="a digit of no number"),
        pytest.param(2**64, "epoch-future", id="2**64"),
        pytest.param(-(2**64), "epoch-before-site", id="-2**64"),
        pytest.param(10**25, "epoch-future", id="10**25"),
        pytest.param(1e25, "epoch-future", id="1e25"),
        pytest.param(1e300, "epoch-future", id="1e300"),
        pytest.param(-1e300, "epoch-before-site", id="-1e300"),
        pytest.param("9" * 20, "epoch-future", id="20 digits"),
        pytest.param("-" + "9" * 20, "epoch-before-site", id="20 digits below zero"),
        pytest.param("9" * 30, "epoch-missing", id="30 digits"),
    ],
)
def test_an_impossible_time_is_a_finding_of_its_rule(unit: str, epoch: object, rule: str) -> None:
    checker = Session(Project(now=examples.NOW, fields={"epoch_ms": "crawled", "epoch_unit": unit})).checker
    item = {name: value for name, value in ITEM.items() if name != "epoch_ms"}
    result = checker.check(RawInput("items.jsonl", json.dumps({**item, "crawled": epoch}).encode()))
    assert not result.crashes
    (finding,) = [finding for finding in result.findings if finding.pointer == "/epoch_ms"]
    assert (finding.rule, finding.severity) == (rule, "error")
    # Numbers between processes have 64 bits.
    again = msgspec.msgpack.decode(msgspec.msgpack.encode(result), type=FileResult)
    assert again.findings == result.findings
    assert again.summaries == result.summaries


@pytest.mark.parametrize("epoch", ["--5", "9" * 24, "-" + "9" * 24, "²", "9" * 30])
def test_an_impossible_time_in_a_header_is_a_finding(check: Check, epoch: str) -> None:
    (finding,) = [finding for finding in check({"epoch": epoch}) if finding.pointer == "/epoch_ms"]
    assert finding.rule in ("epoch-missing", "epoch-future", "epoch-before-site")


@pytest.mark.parametrize("line", ["9999-12-31T23:59-12:00", "0001-01-01T00:00+14:00", "2023-08-16 21:04 +99:99"])
@pytest.mark.parametrize("url", [ITEM["url"], FOREIGN])
def test_a_date_line_at_the_end_of_time_is_no_crash(check: Check, line: str, url: str) -> None:
    check({"json": {**ITEM, "url": url, "dateline": line}})
    check({"dateline": line, "url": url})


@pytest.mark.parametrize(
    ("stated", "rules"),
    [
        pytest.param("11/5/2026 7:30 PM", {"epoch-after-dateline"}, id="the month first, which nothing tells"),
        pytest.param("5/11/2026 19:30", set(), id="as it is meant"),
    ],
)
def test_a_date_line_that_is_not_read_makes_no_article_a_rerun(stated: str, rules: set[str]) -> None:
    checker = Session(Project(now=ms(2026, 11, 6), fields={"dateline": "posted"})).checker
    item = {**ITEM, "url": FOREIGN, "epoch_ms": ms(2026, 11, 5, 20, 0), "posted": stated}
    result = checker.check(RawInput("items.jsonl", json.dumps(item).encode()))
    assert {finding.rule for finding in result.findings} == rules


def test_a_clock_that_is_not_read_is_reported_where_one_is_expected(check: Check) -> None:
    finding = only(check({"dateline": "16/08/2023 - 9:04 PM 新华社"}), "dateline-missing")
    assert finding.message == "no date line that is understood: 16/08/2023 - 9:04 PM"
    assert (finding.line, finding.column) == (5, 6)


@pytest.mark.parametrize("epoch", [10**300, -(10**300), 2**63, True, 1e300, [], {}, "9" * 5000, "-"])
@pytest.mark.parametrize("dateline", ["20230816T2104", "2023-W33-3", "9999-12-31T23:59", "0001-01-01T00:00", "x", ""])
def test_absurd_times_are_findings(check: Check, epoch: object, dateline: str) -> None:
    findings = check({"json": {**ITEM, "epoch_ms": epoch, "dateline": dateline}})
    assert {finding.rule for finding in findings} & {"epoch-missing", "epoch-future", "epoch-before-site"}
    assert all(len(finding.message) < 300 for finding in findings)
