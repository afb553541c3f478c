"""Shifts of own fields: what is found, where it is dated, and what comes and goes."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from newscheck.dump.own_value import packed
from newscheck.dump.own_values import own_values
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import ArticleSummary, Context, DumpHit, Site
from newscheck.rules import field_shift
from newscheck.text.timestamps import DAY, HOUR

NOW = 2_500_000_000_000
#: A Monday.
BEGIN = 1_680_480_000_000
SECTIONS = ("world", "sport", "local", "culture", "tech")
BEFORE, AFTER = 240, 120
Make = Callable[[Random, int], Any]


def hits(values: list[Any], step: int = HOUR // 2, name: str = "field", **times: Any) -> list[DumpHit]:
    """The findings in articles with these values, half an hour apart."""
    dump = InMemoryDump(
        ArticleSummary(
            str(at),
            1,
            "x",
            BEGIN + at * step,
            None,
            None,
            0,
            0,
            0,
            0,
            "",
            "",
            0,
            0,
            b"",
            b"",
            own=packed(own_values({name: value})),
        )
        for at, value in enumerate(values)
    )
    return list(field_shift.check(dump, Context(NOW, Site("generic"), options=field_shift.OPTIONS)))


def values(old: Make, new: Make, seed: int = 0, before: int = BEFORE, after: int = AFTER) -> list[Any]:
    draw = Random(seed)
    return [(old if at < before else new)(draw, at) for at in range(before + after)]


def section(draw: Random, at: int) -> str:
    return draw.choices(SECTIONS, (40, 20, 20, 10, 10))[0]


def words(draw: Random, at: int) -> int:
    return round(draw.lognormvariate(6, 0.5))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param(section, lambda d, i: d.choice(SECTIONS[1:]), 'the share of "world" falls from', id="a section"),
        pytest.param(
            section, lambda d, i: "live" if d.random() < 0.5 else section(d, i), 'of "live" rises', id="a new section"
        ),
        pytest.param(lambda d, i: f"a{d.randrange(50)}", lambda d, i: "admin", 'of "admin" rises', id="one author"),
        pytest.param(
            lambda d, i: "AFP", lambda d, i: f"{d.random()}n", 'of "AFP" falls from 100%', id="not one author"
        ),
        pytest.param(
            lambda d, i: f"a{d.randrange(20)}",
            lambda d, i: f"{d.random()}n",
            "value others have, too, falls from 100%",
            id="an author in each",
        ),
        pytest.param(
            lambda d, i: f"{i} " * 40,
            lambda d, i: "the same " * 9,
            "the share of one long text rises",
            id="description",
        ),
        pytest.param(words, lambda d, i: 1000 * words(d, i), "the median moves from", id="a unit"),
        pytest.param(words, lambda d, i: 0, "to 0 (quartiles 0 and 0; of 120)", id="all 0"),
        pytest.param(section, lambda d, i: [section(d, i)], "values that are text falls", id="text to list"),
        pytest.param(words, lambda d, i: str(words(d, i)), "values that are number falls", id="number to text"),
        pytest.param(words, lambda d, i: {"n": words(d, i)}, "values that are number falls", id="number to object"),
        pytest.param(lambda d, i: True, lambda d, i: "yes", "values that are text rises", id="truth to text"),
    ],
)
def test_a_shift_is_found_once_and_dated(old: Make, new: Make, message: str, seed: int) -> None:
    [hit] = hits(values(old, new, seed))
    assert abs(int(hit.path) - BEFORE) <= 10
    assert message in hit.message
    assert hit.pointer == "/field"
    assert len(hit.positions) == BEFORE + AFTER - int(hit.path)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(section, id="as ever"),
        pytest.param(words, id="numbers"),
        pytest.param(lambda d, i: i, id="a counter"),
        pytest.param(lambda d, i: 900 - i + d.randrange(5), id="a counter back"),
        pytest.param(lambda d, i: f"{d.random()}", id="identifiers"),
        pytest.param(lambda d, i: f"2023-04-{3 + i // 48:02}", id="dates"),
        pytest.param(lambda d, i: "sport" if i // 48 % 7 == 6 else section(d, i), id="sport on Sundays"),
        pytest.param(lambda d, i: "night" if i % 48 < 14 else section(d, i), id="at night"),
        pytest.param(lambda d, i: "new" if d.random() < i / 900 else section(d, i), id="drift"),
        pytest.param(lambda d, i: f"editor {i // 100 % 4}" if i % 5 else "agency", id="shifts of days"),
        pytest.param(lambda d, i: ["a", section(d, i), *["story"] * (300 < i < 400 and i % 3 == 0)], id="a story"),
        pytest.param(lambda d, i: d.choice([None, 1, "1", [1], {"a": 1}, True, 1.5, "x", [], [[]]]), id="every type"),
        pytest.param(lambda d, i: "the only one", id="constant"),
    ],
)
def test_what_comes_and_goes_is_no_shift(make: Make) -> None:
    assert hits(values(make, make, before=700)) == []


def test_a_shift_that_ends_names_its_end() -> None:
    made = [*values(section, lambda d, i: "admin", after=300), *values(section, section, 1)]
    [hit] = hits(made)
    assert "; it is back on " in hit.message
    assert [related.path for related in hit.related] == [str(BEFORE - 1), str(BEFORE + 300)]


@pytest.mark.parametrize("step", [0, HOUR // 2, DAY])
@pytest.mark.parametrize("count", [0, 1, 47, 200])
def test_few_articles_and_equal_times(count: int, step: int) -> None:
    draw = Random(0)
    assert hits([section(draw, at) for at in range(count)], step) == []


def test_a_name_is_a_pointer() -> None:
    [hit] = hits(values(section, lambda d, i: "admin"), name="a/b~c")
    assert hit.pointer == "/a~1b~0c"


@pytest.mark.parametrize("seed", range(5))
def test_a_value_of_a_small_share_that_is_gone_has_an_interval(seed: int) -> None:
    """A section with 20 % of the articles: the date is after its last article, and the message says how sure it is."""
    made = values(section, lambda d, i: d.choices(SECTIONS, (40, 20, 0, 20, 20))[0], seed, 400, 150)
    [hit] = hits(made)
    assert 'the share of "local" falls from' in hit.message
    assert "(the first article may be one from " in hit.message
    assert made[int(hit.path) - 1] == "local" and int(hit.path) <= 400


def test_values_that_are_all_replaced_are_no_values_that_come_and_go() -> None:
    [hit] = hits(values(section, lambda d, i: section(d, i).upper()))
    assert abs(int(hit.path) - BEFORE) <= 1
