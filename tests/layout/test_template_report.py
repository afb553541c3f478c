"""Templates in a report: their articles over time, their sections, and which come side by side."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from newscheck.layout import template_report, templates
from newscheck.layout.streams import Stream
from newscheck.model import LayoutTemplate, RelatedLocation
from newscheck.text.timestamps import DAY, HOUR
from tests.support.feature_streams import NEW, OLD, PLAIN, stream_of

WORLD, SPORT = "kind /world", "kind /sport"


def reported(stream: Stream) -> list[LayoutTemplate]:
    found = templates.find(stream, 0, len(stream.epochs))
    return [*template_report.described(stream, "x-1", found, lambda at: RelatedLocation(f"{at}.md", "", at))]


def test_a_template_has_its_share_its_time_and_an_example() -> None:
    old, new = reported(stream_of([[*PLAIN, *(NEW if at >= 70 else OLD)] for at in range(100)]))
    assert (old.id, old.name, old.articles, old.share, old.first, old.last) == (
        "x-1a",
        "class div.story",
        70,
        0.7,
        0,
        69 * HOUR,
    )
    assert (new.id, new.present, new.absent, new.example, new.example_line) == (
        "x-1b",
        ["id div#article"],
        [],
        "85.md",
        85,
    )
    assert (new.first, new.last) == (70 * HOUR, 99 * HOUR)


@pytest.mark.parametrize(
    ("step", "periods", "counts"),
    [
        pytest.param(
            12 * HOUR, [day * DAY for day in range(50)], [[2] * 30 + [0] * 20, [0] * 30 + [2] * 20], id="days"
        ),
        pytest.param(
            DAY,
            # 1 January 1970 was a Thursday.
            [-3 * DAY, *(monday * DAY for monday in range(4, 100, 7))],
            [[4, *[7] * 8, *[0] * 6], [0] * 9 + [7] * 5 + [5]],
            id="weeks",
        ),
    ],
)
def test_articles_are_counted_by_day_and_over_a_long_time_by_week(
    step: int, periods: list[int], counts: list[list[int]]
) -> None:
    stream = stream_of([[*PLAIN, *(NEW if at >= 60 else OLD)] for at in range(100)], step=step)
    assert template_report.periods(stream, templates.find(stream, 0, 100)) == periods
    assert [template.counts for template in reported(stream)] == counts


def test_days_without_articles_are_no_periods() -> None:
    stream = stream_of([[*PLAIN, *(NEW if at % 2 else OLD)] for at in range(20)], step=3 * DAY)
    assert template_report.periods(stream, templates.find(stream, 0, 20)) == [3 * day * DAY for day in range(20)]


@pytest.mark.parametrize(
    ("comes", "is_new", "is_gone"),
    [
        pytest.param(lambda at: at % 7 == 3, False, False, id="all the time"),
        pytest.param(lambda at: at % 7 == 3 and at < 200, False, True, id="until one day"),
        pytest.param(lambda at: at % 7 == 3 and at >= 200, True, False, id="since one day"),
        pytest.param(lambda at: at % 7 == 3 and 140 <= at < 290, True, True, id="for some time"),
        pytest.param(lambda at: at % 7 == 3 and at % 100 < 50, False, False, id="with breaks"),
        pytest.param(lambda at: at % 8 == 3 and at < 150, False, False, id="too few articles before"),
        pytest.param(lambda at: at % 7 == 3 and at < 380, False, False, id="too few articles after"),
    ],
)
def test_a_template_that_comes_or_goes(comes: Callable[[int], bool], is_new: bool, is_gone: bool) -> None:
    _, rare = reported(stream_of([[*PLAIN, *(NEW if comes(at) else OLD)] for at in range(430)]))
    assert rare.name == "id div#article"
    assert (rare.is_new, rare.is_gone) == (is_new, is_gone)


@pytest.mark.parametrize(
    ("of_world", "of_sport", "expected"),
    [
        pytest.param(0.0, 1.0, [[], [("/sport", 1.0)]], id="a section has its own"),
        pytest.param(0.0, 0.9, [[], [("/sport", 0.9)]], id="nearly"),
        pytest.param(0.4, 0.4, [[], []], id="no section has its own"),
        pytest.param(0.1, 0.1, [[], []], id="a template that prevails everywhere"),
    ],
)
def test_sections_in_which_a_template_prevails(
    of_world: float, of_sport: float, expected: list[list[tuple[str, float]]]
) -> None:
    kinds = [SPORT if at % 4 == 3 else WORLD for at in range(200)]
    shares = {WORLD: of_world, SPORT: of_sport}
    articles = [[*PLAIN, *(NEW if at // 4 % 10 < 10 * shares[kind] else OLD)] for at, kind in enumerate(kinds)]
    assert [template.sections for template in reported(stream_of(articles, kinds))] == expected


def short(text: str) -> list[str]:
    return ["han >= 20"] if text == "short" else ["han >= 20", "han >= 400"]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param("at random", [True], id="an A/B test"),
        pytest.param("by length", [False], id="short articles have another"),
        pytest.param("by section", [], id="a section has another"),
        pytest.param("by day", [], id="on other days another"),
    ],
)
def test_templates_side_by_side(case: str, expected: list[bool]) -> None:
    draw = Random(16)
    articles, kinds = [], []
    for at in range(480):
        kind, text = draw.choice([WORLD, SPORT]), draw.choice(["short", "long"])
        is_new = {
            "at random": draw.random() < 1 / 3,
            "by length": text == "short",
            "by section": kind == SPORT,
            "by day": at // 24 % 2 == 1,
        }[case]
        articles.append([*PLAIN, *(NEW if is_new else OLD), *short(text)])
        kinds.append(kind)
    stream = stream_of(articles, kinds)
    pairs = [*template_report.side_by_side(stream, "x-1", templates.find(stream, 0, 480))]
    assert [pair.at_random for pair in pairs] == expected
    assert all(pair.templates == ("x-1a", "x-1b") for pair in pairs)
