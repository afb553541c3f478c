"""A report that is read from its JSON is as it was; anything else is refused in one line."""

from __future__ import annotations

import gzip
import json
import re
import tracemalloc
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import repeat
from typing import Any

import any_report
import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from newscheck import outputs, registry
from newscheck.model import (
    Excerpt,
    Finding,
    LayoutChange,
    LayoutSpan,
    RelatedLocation,
    RenderOptions,
    Report,
    RuleDescription,
    SiteSeries,
    Totals,
)
from newscheck.outputs.saved.report import read, style_of
from newscheck.outputs.shards import folder
from newscheck.text.timestamps import format_iso

FINDING = Finding(
    *("title-empty", "error", "a/1.md", 2, 3, "/title", "the title is empty", "", "00ff"),
    excerpt=Excerpt("[](https://a.example)", 1, 1),
    site="rfi",
    epoch=1_693_526_400_999,
)
SPAN = LayoutSpan("rfi", "rfi-2", "div p", 0.97, 1_635_248_700_000, 1_644_307_200_000, 38, "a/1.md")
CHANGE = LayoutChange(
    *("rfi", 1_635_240_000_000, 1_635_248_700_000, None, "the image is lost", [("has image", 0.98, 0.0)], 40, 38),
    *(["image"], [RelatedLocation("a/1.md")], [RelatedLocation("a/2.md", line=7)], "div img p", "div p"),
)
SERIES = SiteSeries("rfi", "Europe/Paris", "day", [0, 86_400_000], [4, 5], [None, 4.5], [(1, 2, 3), None], [], 2)
REPORT = Report(
    "1.2.3",
    Totals(2, 2, 1),
    [FINDING],
    {"title-empty": RuleDescription("error", "No title.", "Why.")},
    changes=[CHANGE],
    layouts=[SPAN],
    series=[SERIES],
)


def text(report: Report = REPORT) -> str:
    return "".join(outputs.render("json", report, RenderOptions()))


def document() -> Any:
    return json.loads(text())


def test_a_report_is_read_as_it_was() -> None:
    found = read(text().encode())
    expected = replace(FINDING, epoch=1_693_526_400_000)
    assert [*found.findings] == [*found.findings] == [expected], "as often as one likes; times are whole seconds"
    assert expected in found.findings and len(found.findings) == 1
    assert (found.summary, found.rules, found.changes) == (REPORT.summary, REPORT.rules, [CHANGE])
    assert (found.layouts, found.series, found.version) == ([SPAN], [SERIES], "1.2.3")


@pytest.mark.slow
@settings(deadline=None)
@given(report=any_report.reports())
def test_json_of_what_was_read_is_the_json(report: Report) -> None:
    """Nothing that the JSON has gets lost on the way, so outputs that show no more than it has show the same."""
    shown = text(report)
    assert text(read(shown.encode())) == shown


@pytest.mark.slow
@settings(deadline=None)
@given(report=any_report.reports())
def test_the_page_of_what_was_read_is_the_page(report: Report) -> None:
    found = read(text(report).encode())
    assert "".join(outputs.render("html", found, RenderOptions())) == "".join(
        outputs.render("html", report, RenderOptions())
    )


@pytest.mark.parametrize(
    ("path", "line"),
    [
        pytest.param("a.md", 1, id="the first line"),
        pytest.param("a.md", 7, id="another line"),
        pytest.param("a.md:7", 1, id="a name that ends like a line"),
        pytest.param("a.md:07", 1, id="no line is written like this"),
        pytest.param("a.md:1", 1, id="nor is the first one"),
        pytest.param("a\nb:3", 12, id="a name with a line break"),
        pytest.param("a:" + "9" * 40, 1, id="a line that no file has"),
    ],
)
def test_an_example_has_its_line_back(path: str, line: int) -> None:
    example = any_report.ExampleArticle(path, line, {}, "source")
    change = replace(CHANGE, examples_before=[RelatedLocation(path, line=line)])
    found = read(text(replace(REPORT, changes=[change], examples=[example])).encode())
    assert found.changes[0].examples_before == [RelatedLocation(path, line=line)]


# --- what is refused


def changed(*way: str | int, to: object) -> bytes:
    found = at = document()
    *steps, last = way
    for step in steps:
        at = at[step]
    at[last] = to
    return json.dumps(found).encode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"", "no report: it is empty", id="nothing"),
        pytest.param(b" \n", "no report: it is empty", id="blank"),
        pytest.param(text().encode()[:-9], "the file is cut off: its end is missing", id="cut off"),
        pytest.param(text().encode()[:40], "the file is cut off: its end is missing", id="cut off early"),
        pytest.param(b"<html>", "no JSON: JSON is malformed: invalid character (byte 0)", id="a page"),
        pytest.param(b"\x1f\x8b\x08", "no JSON: JSON is malformed: invalid character (byte 0)", id="compressed"),
        pytest.param(b"[]", "no report of newscheck (--format json): Expected `object`, got `array`", id="an array"),
        pytest.param(
            b'{"rule": "x"}',
            "no report of newscheck (--format json): Object missing required field `report_version`",
            id="other JSON",
        ),
        pytest.param(
            b'{"report_version": 1, "tool": {"name": "other"}}',
            "no report of newscheck (--format json): Invalid enum value 'other' - at `$.tool.name`",
            id="another tool's",
        ),
        pytest.param(
            changed("report_version", to=2),
            "a report of version 2: this newscheck reads version 1, a later one reads it",
            id="a later version",
        ),
        pytest.param(
            changed("summary", "files", to="2"),
            "not as newscheck writes it (--format json): Expected `int`, got `str` - at `$.summary.files`",
            id="a number as text",
        ),
        pytest.param(
            changed("findings", to={}),
            "not as newscheck writes it (--format json): Expected `array`, got `object` - at `$.findings`",
            id="findings by name",
        ),
        pytest.param(
            changed("findings", 0, "line", to=0),
            "a finding is not as newscheck writes it: Expected `int` >= 1 - at `$.line`",
            id="line zero",
        ),
        pytest.param(
            changed("findings", 0, "time", to="2023-09-01T00:00:00"),
            "a finding is not as newscheck writes it: Expected `datetime` with a timezone component - at `$.time`",
            id="a time without a zone",
        ),
        pytest.param(
            changed("findings", 0, "time", to="0001-01-01T00:00:00+14:00"),
            "a time is before the year 1 or beyond the year 9999",
            id="a time that no calendar has",
        ),
        pytest.param(
            changed("series", 0, "articles", to=[1]),
            "a series has not one value for each period",
            id="a list that is too short",
        ),
        pytest.param(
            changed("series", 0, "periods", to=["1970-01-02T00:00:00Z", "1970-01-01T00:00:00Z"]),
            "the periods of a series are not in the order of time",
            id="backwards",
        ),
        pytest.param(
            changed("series", 0, "periods", to=["1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z"]),
            "a period is before the year 1 or beyond the year 9999 in its time zone",
            id="a day that only some zones have",
        ),
        pytest.param(
            changed("layouts", 0, "share", to=float("1e300")),
            "not as newscheck writes it (--format json): Expected `float` <= 1.0 - at `$.layouts[0].share`",
            id="a share above one",
        ),
        pytest.param(
            changed("other", to=0).replace(b'"other": 0', b'"other": ' + b"[" * 100_000 + b"]" * 100_000),
            "no report of newscheck (--format json): it is nested too deep",
            id="nested",
        ),
        pytest.param(
            text().replace("the title", "the \xff").encode("latin-1"),
            "a finding is not as newscheck writes it: Invalid UTF-8 encoded string",
            id="not UTF-8",
        ),
    ],
)
def test_what_is_no_report_is_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)) as caught:
        read(data)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_a_long_value_is_not_told_whole() -> None:
    with pytest.raises(ValueError, match=r"Invalid enum value 'x+…x*' - at `\$\.tool\.name`$") as caught:
        read(json.dumps({"report_version": 1, "tool": {"name": "x" * 9_000}}).encode())
    assert len(str(caught.value)) < 300


NUMBERS = [
    (*way, name)
    for way, names in {
        ("summary",): ("files", "articles", "error"),
        ("findings", 0): ("line", "column", "count"),
        ("changes", 0): ("articles_before",),
        ("changes", 0, "features", 0): ("before",),
        ("layouts", 0): ("articles", "share"),
        ("series", 0): ("undated",),
        ("series", 0, "articles"): (0,),
        ("series", 0, "expected"): (1,),
        ("series", 0, "lengths", 0): (2,),
    }.items()
    for name in names
]


@pytest.mark.parametrize("way", NUMBERS, ids=str)
@pytest.mark.parametrize("number", ["-1", "1" * 25, "1e999", "1" * 5_000, "NaN", "true", '"1"'])
def test_a_number_that_no_report_has_is_refused(way: tuple[str | int, ...], number: str) -> None:
    data = changed(*way, to="HERE").replace(b'"HERE"', number.encode())
    with pytest.raises(ValueError, match=r"newscheck|no JSON"):
        read(data)


@pytest.mark.slow
@given(data=st.data())
def test_whatever_stands_at_a_place_is_read_or_refused(data: st.DataObject) -> None:
    """Of any JSON in any place comes a report that every output can render, or one line."""
    found = at = document()
    while True:
        key: Any = data.draw(st.sampled_from([*at] if isinstance(at, dict) else range(len(at))))
        if isinstance(at[key], dict | list) and at[key] and data.draw(st.booleans()):
            at = at[key]
            continue
        at[key] = data.draw(VALUES)
        break
    report = None
    with suppress(ValueError):
        report = read(json.dumps(found).encode())
    for name in ("json", "text", "markdown", "html") if report else ():
        assert "".join(outputs.render(name, report, RenderOptions())).encode()


VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=4),
        st.sampled_from(["2021-10-26T11:45:00Z", "9999-12-31T23:59:59-23:00", "error", "day", "../../etc", "America"]),
    ),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


# --- what is not there, or not known


def test_keys_that_are_unknown_are_passed_over() -> None:
    found = document()
    for part in (found, found["tool"], found["findings"][0], found["changes"][0], found["series"][0]):
        part["of-tomorrow"] = {"a": [1]}
    assert text(read(json.dumps(found).encode())) == text()


def old() -> Any:
    """A report as it was before it had series, sites and times."""
    found = document()
    del found["series"]
    for name in ("site", "time", "excerpt"):
        del found["findings"][0][name]
    for name in ("last_before", "skeletons", "verdict", "within", "agreed", "completed"):
        del found["changes"][0][name]
    return found


def test_the_page_of_an_old_report_makes_sense() -> None:
    page = "".join(outputs.render("html", read(json.dumps(old()).encode()), RenderOptions()))
    assert "the title is empty" in page
    assert "the image is lost" in page


def test_an_old_report_is_read() -> None:
    found = read(json.dumps(old()).encode())
    (finding,), (change,) = found.findings, found.changes
    assert (finding.site, finding.epoch, finding.excerpt, found.series) == ("", None, None, [])
    assert (change.last_before, change.skeleton_before, change.is_agreed) == (CHANGE.since, "", True)


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(lambda found: json.dumps(found), id="on one line"),
        pytest.param(lambda found: json.dumps(found, indent="\t", sort_keys=True), id="indented and sorted"),
        pytest.param(lambda found: "\ufeff" + json.dumps(found), id="with a byte order mark"),
        pytest.param(lambda found: json.dumps(found, indent=1).replace("\n", "\r\n"), id="with other line ends"),
    ],
)
def test_the_form_of_the_json_is_free(form: Callable[[Any], str]) -> None:
    assert text(read(form(document()).encode())) == text()


def test_a_rule_that_is_not_described_has_no_text() -> None:
    found = document()
    del found["rules"]
    assert read(json.dumps(found).encode()).rules == {"title-empty": RuleDescription("error", "", "")}


@pytest.mark.parametrize("layouts_only", [True, False])
def test_a_report_without_rules_says_so(layouts_only: bool) -> None:
    style = RenderOptions(layouts_only=layouts_only)
    shown = "".join(outputs.render("json", REPORT, style))
    jsonschema_rs.validate(json.loads(registry.data("schemas")["report.schema.json"]), json.loads(shown))
    assert style_of(shown.encode()) == style
    assert text(read(shown.encode())) == text()


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "/etc/localtime", "Europe", "a\0b"])
def test_days_of_a_zone_that_is_unknown_are_those_of_utc(zone: str) -> None:
    (found,) = read(changed("series", 0, "zone", to=zone)).series
    assert found == replace(SERIES, zone="")


def test_findings_in_files_beside_a_report_are_read() -> None:
    """Such a finding has no site, time or excerpt (`newscheck validate --findings jsonl=FOLDER`)."""
    many = replace(REPORT, findings=[replace(FINDING, line=line) for line in range(1, 6)])
    files = dict(folder.files("jsonl", many, size=2))
    found = read(files[folder.REPORT], lambda name: folder.findings(name, gzip.decompress(files[name])))
    assert [finding.line for finding in found.findings] == [1, 2, 3, 4, 5]
    assert {finding.message for finding in found.findings} == {FINDING.message}


@pytest.mark.parametrize(
    ("part", "message"),
    [
        pytest.param(None, "its findings are in other files, beside it", id="without them"),
        pytest.param(lambda _: [b"{}"], "7 findings should be in a file beside it, which has 1", id="too few"),
        pytest.param(lambda _: repeat(b"{}"), "7 findings should be in a file beside it, which has more", id="endless"),
        pytest.param(
            lambda _: [b"{}"] * 7, "a finding is not as newscheck writes it: Object missing", id="no findings"
        ),
    ],
)
def test_without_its_parts_a_report_is_refused(part: Callable[[str], Iterable[bytes]] | None, message: str) -> None:
    data = changed("parts", to=[{"file": "part-00000.jsonl.gz", "findings": 7}])
    with pytest.raises(ValueError, match=message):
        read(data, part)


@pytest.mark.slow
def test_60_000_findings_are_in_memory_only_as_the_file_has_them() -> None:
    number = 60_000
    one = json.dumps(document()["findings"][0])
    data = changed("findings", to=["HERE"]).replace(b'"HERE"', ",".join([one] * number).encode())
    tracemalloc.start()
    try:
        report = read(data)
        assert sum(finding.line == 2 for finding in report.findings) == number
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 150 * number, "not as objects, which take ten times as much"


def test_times_before_the_year_1000_are_in_iso_8601() -> None:
    assert format_iso(-62_135_596_800_000) == "0001-01-01T00:00:00Z"
