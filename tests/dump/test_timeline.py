"""Articles in the order of time, and dense and sudden runs there."""

from __future__ import annotations

import pytest

from newscheck.dump.timeline import dense_runs, is_sudden, timelines
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import ArticleSummary
from newscheck.text.timestamps import HOUR

_START = 1_688_342_400_000


def spread(start: int, end: int, number: int) -> list[int]:
    """So many places from `start` to `end`, evenly."""
    return [start + (end - start) * at // number for at in range(number)]


@pytest.mark.parametrize(
    ("before", "run", "after", "length", "is_so"),
    [
        pytest.param([], (100, 200), [], 300, True, id="never before, never after"),
        pytest.param(
            spread(0, 100, 10), (100, 200), spread(200, 300, 10), 300, True, id="a tenth around it, of a half"
        ),
        pytest.param(spread(0, 100, 11), (100, 200), spread(200, 300, 11), 300, False, id="just over a tenth"),
        pytest.param(spread(0, 100, 11), (100, 200), spread(200, 300, 10), 300, True, id="one side is enough"),
        pytest.param([], (0, 100), spread(100, 200, 11), 200, False, id="the first side is empty for want of articles"),
        pytest.param([], (19, 119), spread(119, 200, 20), 200, False, id="19 articles before are too few"),
        pytest.param([], (20, 120), spread(120, 200, 20), 200, True, id="20 articles before"),
        pytest.param(
            spread(100, 140, 30), (200, 220), spread(220, 300, 40), 300, True, id="60 articles around a short one"
        ),
        pytest.param(spread(140, 150, 7), (200, 220), spread(220, 300, 40), 300, False, id="7 of 60"),
    ],
)
def test_sudden_is_what_is_five_times_rarer_on_one_side(
    before: list[int], run: tuple[int, int], after: list[int], length: int, is_so: bool
) -> None:
    places = [*before, *range(*run), *after]
    assert is_sudden(places, len(before), len(before) + run[1] - run[0], length, 0.5) is is_so


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        pytest.param([], [], id="none"),
        pytest.param(range(5), [(0, 5)], id="one behind the other"),
        pytest.param(range(4), [], id="too few"),
        pytest.param([*range(5), *range(100, 106)], [(0, 5), (5, 11)], id="two, far apart"),
        pytest.param([*range(5), *range(8, 13)], [(0, 10)], id="one with a gap"),
    ],
)
def test_dense_runs(places: list[int], expected: list[tuple[int, int]]) -> None:
    assert [*dense_runs(places, 0.5, 5)] == expected


def _dump(hours: str) -> InMemoryDump:
    """Articles of two sites (`A3`: three hours after the start), `-` for one without a time."""
    texts = {"image_url": "", "title_text": "", "sentences": b"", "minhash": b""}
    keys = dict.fromkeys(("url", "title", "body", "image", "han_count", "present_fields"), 0)
    return InMemoryDump(
        ArticleSummary(
            "a.md", at, word[0], None if word[1] == "-" else _START + int(word[1]) * HOUR, None, None, **keys, **texts
        )  # type: ignore[arg-type]
        for at, word in enumerate(hours.split())
    )


def _lines(dump: InMemoryDump, now: int = _START + 9 * HOUR) -> dict[str, tuple[list[int], list[int]]]:
    found = timelines(dump, now, [summary.line * 10 for summary in dump])
    return {line.site: ([*line.positions], [*line.values]) for line in found}


def test_articles_are_in_the_order_of_time() -> None:
    assert _lines(_dump("B3 A2 B- A1 A2")) == {"A": ([3, 1, 4], [30, 10, 40]), "B": ([0], [0])}


def test_the_order_of_one_dump_is_not_that_of_the_next() -> None:
    first, second = _dump("A2 A1"), _dump("A1 A2")
    for _ in range(2):
        assert (_lines(first)["A"][0], _lines(second)["A"][0]) == ([1, 0], [0, 1])
    assert _lines(second, _START - 24 * HOUR + 1 * HOUR) == {"A": ([0], [0])}, "what is in the future then has no time"
    second.append(first[0])
    assert len(_lines(second)["A"][0]) == 3
