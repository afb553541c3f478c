"""Times that changed alone: the hours by which date lines moved, and crawls at other hours."""

from __future__ import annotations

import pytest

from newscheck.layout.moved_times import hours_later, is_of_crawl
from newscheck.text.timestamps import DAY, HOUR


def rises(*entries: tuple[str, float, float]) -> dict[str, float]:
    return {name: after - before for name, before, after in entries}


@pytest.mark.parametrize(
    ("entries", "hours"),
    [
        pytest.param([("time to dateline -8", 1, 0), ("time to dateline -16", 0, 1)], 8, id="later"),
        pytest.param([("time to dateline -8", 1, 0), ("time to dateline +0", 0, 1)], -8, id="earlier"),
        pytest.param([("time behind dateline +4", 1, 0), ("time behind dateline -4", 0, 1)], 8, id="in a known zone"),
        pytest.param(
            [
                ("time to dateline -8", 0.8, 0),
                ("time to dateline -4", 0.2, 0),
                ("time to dateline -16", 0, 0.8),
                ("time to dateline -12", 0, 0.2),
            ],
            8,
            id="of two steps each",
        ),
        pytest.param([("time to dateline +0", 1, 0.5), ("time to dateline -8", 0, 0.5)], 8, id="in half of them"),
        pytest.param([("time to dateline +0", 1, 0), ("time to dateline -8", 0, 0.4)], 0, id="most are elsewhere"),
        pytest.param([("time to dateline +0", 1, 0), ("time to dateline days", 0, 1)], 0, id="days"),
        pytest.param([("time before dateline", 0, 1)], 0, id="only ahead"),
        pytest.param([("time of URL day on", 0, 1)], 0, id="the day in the URL"),
        pytest.param([], 0, id="nothing"),
    ],
)
def test_hours_later(entries: list[tuple[str, float, float]], hours: int) -> None:
    assert hours_later(rises(*entries)) == hours


def crawls(*hours: float, days: int = 30) -> list[int]:
    return [int(day * DAY + hour * HOUR) for day in range(days) for hour in hours]


LAGS = rises(("time to dateline +0", 1, 0), ("time to dateline +8", 0, 1))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(crawls(6), crawls(14), True, id="eight hours later"),
        pytest.param(crawls(6), crawls(7.9), False, id="less than two hours"),
        pytest.param(crawls(6), crawls(8.1), True, id="more than two hours"),
        pytest.param(crawls(23), crawls(2), True, id="across midnight"),
        pytest.param(crawls(23.5), crawls(0.5), False, id="an hour across midnight"),
        pytest.param(crawls(6), crawls(6), False, id="the same hour"),
        pytest.param(crawls(*range(24)), crawls(*range(24)), False, id="all hours"),
        pytest.param(crawls(*range(24)), crawls(14), False, id="all hours before"),
        pytest.param(crawls(5, 6, 7), crawls(13, 14, 15), True, id="some hours in a row"),
        pytest.param(crawls(*range(6, 18)), crawls(*range(10, 22)), False, id="the hours of a day"),
        pytest.param(crawls(6, 18), crawls(6), False, id="opposite hours have no mean"),
        pytest.param([], crawls(6), False, id="no article"),
    ],
)
def test_another_hour_of_the_crawl(before: list[int], after: list[int], expected: bool) -> None:
    assert is_of_crawl(LAGS, before, after) == expected


def test_no_hour_of_a_crawl_puts_date_lines_ahead_of_it() -> None:
    before, after = crawls(6), crawls(14)
    assert not is_of_crawl(LAGS | {"time before dateline": 1}, before, after)
    assert is_of_crawl(LAGS | {"time before dateline": -1}, before, after)
