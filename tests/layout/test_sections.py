"""Changes in one section of a site: told with its name where the whole does not show them, and once where it does."""

from __future__ import annotations

import random
from array import array
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from newscheck.layout import change_points
from newscheck.layout.change_report import ChangeReport
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.layout.sections import sections
from newscheck.layout.streams import Stream
from newscheck.model import ArticleSummary
from newscheck.text.timestamps import HOUR

START = 400_000 * HOUR
KINDS = ("/world", "/world", "/world", "/world", "/sport", "/money", "/arts", "/city", "/law", "/net")
NAMES = ["half", "usual", "varied"]


def stream(lacks: Callable[[int, str], bool], kinds: tuple[str, ...] = KINDS, count: int = 2_500) -> Stream:
    """Four articles an hour, whose kinds are drawn; seven in ten have `varied`, but none that `lacks` it."""
    draw = random.Random(5)
    labels = sorted({f"kind {kind}" for kind in kinds} | {"skeleton p"})
    offsets, features, columns = array("I", [0]), array("H"), array("I")
    for at in range(count):
        kind = draw.choice(kinds)
        columns.append(labels.index(f"kind {kind}"))
        chosen = draw.random() < 0.7
        present = [draw.random() < 0.5, True, chosen and not lacks(at, kind)]
        features.extend(column for column, is_there in enumerate(present) if is_there)
        offsets.append(len(features))
    epochs, rows = array("q", (START + at // 4 * HOUR for at in range(count))), array("I", range(count))
    skeletons = array("I", [labels.index("skeleton p")] * count)
    return Stream("x", NAMES, epochs, rows, offsets, features, labels, columns, skeletons)


def kind(stream: Stream, at: int) -> str:
    return stream.labels[stream.kinds[at]].removeprefix("kind ")


def test_a_change_in_one_section() -> None:
    site = stream(lambda at, kind: at >= 1_200 and kind == "/sport")
    assert change_points.detect(replace(site, kinds=array("I"))) == []  # the whole does not show it
    (change,) = change_points.detect(site)
    assert change.kinds == ["/sport"]
    assert change.last < 1_200 + 60 < change.first + 120
    near = range(change.last, change.first + 1)
    assert [at for at in near if kind(site, at) == "/sport"] == [change.last, change.first]
    assert {kind(site, at) for at in change.examples_before + change.examples_after} == {"/sport"}
    assert [(shift.feature, shift.after) for shift in change.shifts] == [("varied", 0.0)]
    assert change.first < (change.detected_after or 0) <= 2_500


@pytest.mark.parametrize(
    ("lacks", "kinds"),
    [
        pytest.param(lambda at, kind: at >= 1_200, [[]], id="all sections"),
        pytest.param(lambda at, kind: at >= 1_200 and kind in {"/sport", "/law"}, [["/law", "/sport"]], id="two"),
        pytest.param(lambda at, kind: False, [], id="none"),
    ],
)
def test_one_change_is_told_once(lacks: Callable[[int, str], bool], kinds: list[list[str]]) -> None:
    assert [change.kinds for change in change_points.detect(stream(lacks))] == kinds


def test_changes_of_sections_at_different_times() -> None:
    since = {"/sport": 900, "/law": 1_700}
    site = stream(lambda at, kind: at >= since.get(kind, 9_999), count=3_500)
    changes = change_points.detect(site)
    assert [change.kinds for change in changes] == [["/sport"], ["/law"]]
    assert [change.first for change in changes] == sorted(change.first for change in changes)


@pytest.mark.parametrize(
    ("kinds", "count", "named"),
    [
        pytest.param(("/a", "/a", "/a", "/b"), 800, ["/b"], id="most of the site is no section"),
        pytest.param(("/a", "/b", "/c"), 300, [], id="too few articles"),
        pytest.param(("/",), 800, [], id="no folders in the URLs"),
    ],
)
def test_which_sections_are_scanned(kinds: tuple[str, ...], count: int, named: list[str]) -> None:
    assert [section.kind for section in sections(stream(lambda at, kind: False, kinds, count))] == named


def test_a_section_has_the_features_of_its_articles() -> None:
    site = stream(lambda at, kind: at % 3 == 0)
    for section in sections(site):
        part = section.stream
        assert len(part.epochs) == len(part.offsets) - 1 == len(section.positions)
        for at, whole in enumerate(section.positions.tolist()):
            assert part.epochs[at] == site.epochs[whole]
            assert part.rows[at] == whole
            span = slice(site.offsets[whole], site.offsets[whole + 1])
            assert part.features[part.offsets[at] : part.offsets[at + 1]] == site.features[span]


def test_there_are_no_sections_beside_a_reference() -> None:
    assert not [*sections(replace(stream(lambda at, kind: False), reference_size=500))]


def test_the_report_names_the_section() -> None:
    site = stream(lambda at, kind: at >= 1_200 and kind == "/sport")
    summaries = [
        ArticleSummary(f"{at}.md", 1, "x", epoch, None, None, 0, 0, 0, 0, "", "", 0, 0, b"", b"")
        for at, epoch in enumerate(site.epochs)
    ]
    (change,) = ChangeReport(InMemoryDump(summaries), site, change_points.detect(site)).changes()
    assert change.within == "in /sport only"
    assert change.what == "in /sport only: shifted: varied"
    assert change.verdict != "mix"
