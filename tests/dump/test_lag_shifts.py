"""Constants by which date lines are wrong, in feeds of live crawlers, daily ones, and several zones."""

from __future__ import annotations

from array import array
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from crawled_feed import MONDAY, Fault, Publisher, feed, later
from hypothesis import given
from hypothesis import strategies as st

from newscheck.dump.date_lines import DateLines, date_lines, with_clock
from newscheck.dump.lag_shifts import Shift, late_sites, listed_sites, moved_by, shifts, zone_of
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import HAS_CLOCK, ArticleSummary
from newscheck.text.timestamps import DAY, to_ms

NOW = to_ms(MONDAY) + 300 * DAY
SPRING = datetime(2023, 3, 14, tzinfo=UTC)


def lines_of(summaries: list[ArticleSummary]) -> DateLines:
    (lines,) = date_lines(InMemoryDump(summaries), NOW, by_zone=True)
    return with_clock(lines)


def found(publisher: Publisher, fault: Fault | None = None, **parts: Any) -> list[Shift]:
    return shifts(lines_of(feed(publisher, fault=fault, **parts)))


@pytest.mark.parametrize("half", [pytest.param(True, id="from the half"), pytest.param(False, id="all along")])
@pytest.mark.parametrize(
    ("zone", "hours"),
    [("Asia/Shanghai", 8), ("Asia/Kolkata", 5.5), ("Asia/Kathmandu", 5.75), ("America/New_York", 4)],
)
def test_articles_before_their_crawl_in_a_known_zone_are_wrong_for_certain(zone: str, hours: float, half: bool) -> None:
    (shift,) = found(Publisher(zone, interval=15), later(hours), half=half, knows="zone")
    assert shift.ahead == hours * 60
    assert shift.is_certain
    assert (shift.since is not None) == half
    assert len(shift.places) == pytest.approx(120 if half else 240, abs=12)


@pytest.mark.parametrize(
    ("zone", "hours", "is_certain"),
    [
        pytest.param("Asia/Shanghai", 8, True, id="in no zone"),
        pytest.param("Asia/Shanghai", -8, False, id="UTC"),
        pytest.param("Asia/Kolkata", 5.5, False, id="half an hour"),
        pytest.param("Asia/Kathmandu", -5.75, False, id="a quarter"),
        pytest.param("America/Los_Angeles", 7, False, id="west"),
        pytest.param("Europe/Paris", -2, False, id="two hours"),
    ],
)
@pytest.mark.parametrize("interval", [15, 60])
def test_a_shift_is_known_by_the_lags_before(zone: str, hours: float, is_certain: bool, interval: int) -> None:
    (shift,) = found(Publisher(zone, interval=interval), later(hours), half=True)
    assert (shift.ahead, shift.is_certain) == (hours * 60, is_certain)
    assert shift.zone is not None


def test_without_any_sound_article_only_what_no_zone_has_is_known() -> None:
    (shift,) = found(Publisher(), later(8))
    assert (shift.ahead, shift.is_certain, shift.zone) == (0, True, None)
    assert found(Publisher("Europe/Paris"), later(8)) == []


@pytest.mark.parametrize("hours", [-8, 5])
def test_a_shift_of_some_articles_among_others(hours: int) -> None:
    right, wrong = feed(Publisher(interval=15)), feed(Publisher(interval=15), fault=later(hours))
    mixed = [wrong[at] if at % 4 == 0 else right[at] for at in range(240)]
    (shift,) = shifts(lines_of(mixed))
    assert (shift.ahead, shift.is_certain, shift.since) == (60 * hours, False, None)
    assert len(shift.places) == pytest.approx(60, abs=3)


def test_the_lag_of_a_known_zone_that_all_articles_have() -> None:
    (shift,) = found(Publisher(), later(-8), knows="zone")
    assert (shift.ahead, shift.is_certain) == (-480, False)


@pytest.mark.parametrize(
    ("interval", "daily", "hours"),
    [
        pytest.param(*entry, id="-".join(map(str, entry)))
        for entry in product((15, 240), (None, (6, 6), (6, 14), (22, 5)), (range(24), range(8, 20), range(4, 9)))
    ],
)
@pytest.mark.parametrize("knows", ["", "zone"])
def test_a_crawler_is_no_fault_however_late_or_moved(
    interval: int, daily: tuple[int, int] | None, hours: range, knows: str
) -> None:
    for zone, seed in (("Asia/Shanghai", 1), ("America/New_York", 2), ("Europe/Paris", 3)):
        publisher = Publisher(zone, interval=interval, daily=daily, hours=hours)
        assert found(publisher, knows=knows, seed=seed) == []


@pytest.mark.parametrize("hours", [8, -8])
def test_the_wrong_zone_of_a_daily_crawler_is_known_by_the_hours_of_date_lines(hours: int) -> None:
    (shift,) = found(Publisher(daily=(6, 6)), later(hours), half=True, number=720)
    assert shift.ahead == 60 * hours


def test_summer_time_is_a_change_of_one_hour_in_spring() -> None:
    (shift,) = found(Publisher("Europe/Paris", SPRING, 30, interval=15), number=720)
    assert (shift.ahead, shift.is_summer, shift.is_certain) == (60, True, False)
    # The site file has a zone with summer time.
    assert found(Publisher("Europe/Paris", SPRING, 30, interval=15), number=720, knows="zone") == []


def test_the_summers_of_some_years_are_one_shift() -> None:
    (shift,) = found(Publisher("Europe/Paris", SPRING - timedelta(days=400), 4, interval=15, old=0), number=2000)
    assert (shift.ahead, shift.is_summer, shift.since) == (60, True, None)


@pytest.mark.parametrize(("edge", "zone"), [(-470, 480), (-320, 330), (-341, 345), (2, 0), (301, -300), (-900, None)])
def test_the_zone_of_the_shortest_lags(edge: int, zone: int | None) -> None:
    assert zone_of(edge) == zone


@pytest.mark.parametrize(
    ("moved", "constant"),
    [
        pytest.param(range(480, 540), 480, id="all"),
        pytest.param(range(470, 530), 480, id="minutes off"),
        pytest.param(range(0, 600, 10), None, id="spread"),
        pytest.param(range(10, 70), None, id="hardly"),
    ],
)
def test_a_constant_moves_all_quantiles(moved: range, constant: int | None) -> None:
    assert moved_by(range(60), moved) == constant


def test_a_site_that_is_usually_late() -> None:
    late, soon = feed(Publisher(daily=(6, 6)), knows="zone"), feed(Publisher(), knows="zone")
    assert [*late_sites([lines_of(late)], 360)] == ["heron.example"]
    assert [*late_sites([lines_of(soon)], 360)] == []


@given(st.lists(st.tuples(st.integers(0, 10**11), st.integers(0, 10**7)), max_size=60), st.booleans())
def test_any_times_give_places_in_the_columns(times: list[tuple[int, int]], has_zone: bool) -> None:
    articles = feed(Publisher(), len(times) + 1)
    from msgspec.structs import replace

    made = [
        replace(article, epoch=to_ms(MONDAY) + crawl, wall=wall, published=wall * 60_000 if has_zone else None)
        for article, (crawl, wall) in zip(articles, times, strict=False)
    ]
    for lines in date_lines(InMemoryDump(made), 1 << 60, by_zone=True):
        clocks = with_clock(lines)
        for shift in shifts(clocks):
            assert {*shift.places} <= {*range(len(clocks.walls))}


@pytest.mark.parametrize(
    ("lags", "expected"),
    [
        pytest.param([20, 40, 2000, 9000], ["heron.example"], id="new and old ones"),
        pytest.param([6000, 7000, 9000], ["heron.example"], id="days old"),
        pytest.param([490, 500, 520], [], id="eight hours, all of them"),
        pytest.param([20, 30, 40, 50, 60, 90], [], id="new ones"),
        pytest.param([2000], [], id="one article"),
    ],
)
def test_a_list_that_is_read_once(lags: list[int], expected: list[str]) -> None:
    crawl = int(datetime(2023, 3, 1, 6, tzinfo=UTC).timestamp()) * 1000
    none = array("q", [0] * len(lags))
    walls, crawls = array("q", (crawl // 60_000 - lag for lag in lags)), array("q", [crawl] * len(lags))
    forms = array("B", [HAS_CLOCK] * len(lags))
    lines = DateLines("heron.example", True, crawls, walls, none, forms, none, none, none)
    assert [*listed_sites([lines], 360)] == expected


@pytest.mark.parametrize(("hours", "expected"), [(24, ["heron.example"]), (168, ["heron.example"]), (2, [])])
def test_a_crawler_is_as_late_as_its_runs_are_apart(hours: int, expected: list[str]) -> None:
    start = int(datetime(2023, 3, 1, 6, tzinfo=UTC).timestamp()) * 1000
    crawls = array("q", [start + run * hours * 3_600_000 + at * 2000 for run in range(3) for at in range(5)])
    none = array("q", [0] * len(crawls))
    walls = array("q", (crawl // 60_000 - 30 for crawl in crawls))
    lines = DateLines("heron.example", False, crawls, walls, none, array("B", none), none, none, none)
    assert [*late_sites([lines], 360)] == expected
