"""Clocks of 12 hours, swapped numbers, other years, clocks of URLs: in the articles that have them, and no others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import crawled_feed
import pytest
from crawled_feed import MONDAY, Fault, Publisher, feed, later
from msgspec.structs import replace

from newscheck.dump import date_faults
from newscheck.dump.date_lines import DateLines, date_lines, with_clock
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import ArticleSummary
from newscheck.text.timestamps import DAY, MINUTE, to_ms

NOW = to_ms(MONDAY) + 900 * DAY
LATE_IN_YEAR = datetime(2022, 12, 28, tzinfo=UTC)


def lines_of(summaries: list[ArticleSummary]) -> DateLines:
    (lines,) = date_lines(InMemoryDump(summaries), NOW)
    return lines


def made(fault: Fault | None, **parts: Any) -> DateLines:
    return lines_of(feed(Publisher(interval=30), fault=fault, **parts))


FAULTS = [
    pytest.param(date_faults.twelve_hours, crawled_feed.of_twelve_hours, id="1 to 12"),
    pytest.param(date_faults.twelve_hours, crawled_feed.of_half_a_day, id="0 to 11"),
    pytest.param(date_faults.swapped, crawled_feed.swapped, id="swapped"),
    pytest.param(date_faults.of_next_year, crawled_feed.of_next_year, id="next year"),
]


@pytest.mark.parametrize("half", [pytest.param(True, id="from the half"), pytest.param(False, id="all along")])
@pytest.mark.parametrize(("statistic", "fault"), FAULTS)
def test_a_fault_is_found_in_the_articles_that_have_it(
    statistic: Callable[[DateLines], Sequence[int]], fault: Fault, half: bool
) -> None:
    places = statistic(made(fault, half=half))
    assert len(places) == pytest.approx(120 if half else 240, abs=30)
    assert not half or min(places) >= 90


@pytest.mark.parametrize("statistic", [parameter.values[0] for parameter in FAULTS])
@pytest.mark.parametrize(
    "publisher",
    [
        pytest.param(Publisher(), id="live"),
        pytest.param(Publisher(interval=5), id="nearly at once"),
        pytest.param(Publisher(daily=(6, 6)), id="daily"),
        pytest.param(Publisher(hours=range(5, 12)), id="a paper of the morning"),
        pytest.param(Publisher(per_day=400), id="half a day"),
        pytest.param(Publisher("America/New_York", LATE_IN_YEAR), id="around New Year"),
        pytest.param(Publisher(old=0.3), id="old articles again"),
    ],
)
def test_sound_feeds_have_none(statistic: Callable[[DateLines], Sequence[int]], publisher: Publisher) -> None:
    for seed in range(3):
        lines = lines_of(feed(publisher, seed=seed))
        assert list(statistic(with_clock(lines))) == []
        assert date_faults.against_url(with_clock(lines)) == ([], 0)


def test_swapped_dates_are_known_by_those_of_days_over_12() -> None:
    """An archive that was crawled years later: no date line is near its crawl."""
    days = [datetime(2019, 9, at % 28 + 1) for at in range(120)]
    walls = [day.replace(month=day.day, day=9) if day.day <= 12 else day for day in days]
    articles = [
        replace(article, wall=to_ms(wall) // MINUTE)
        for article, wall in zip(feed(Publisher(), 120), walls, strict=True)
    ]
    assert len(date_faults.swapped(lines_of(articles))) == sum(day.day <= 12 and day.day != 9 for day in days)
    sound = [
        replace(article, wall=to_ms(day) // MINUTE) for article, day in zip(feed(Publisher(), 120), days, strict=True)
    ]
    assert date_faults.swapped(lines_of(sound)) == []


@pytest.mark.parametrize(("hours", "behind"), [(-8, 8), (8, -8), (-5.5, 6)])
def test_date_lines_on_another_clock_than_the_days_in_urls(hours: float, behind: int) -> None:
    places, found = date_faults.against_url(made(later(hours)))
    assert found == behind
    assert 40 <= len(places) <= 100
