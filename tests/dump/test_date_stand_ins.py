"""Days that many articles have, and the time of the crawl: in the articles that have them, and in no others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import crawled_feed
import pytest
from crawled_feed import MONDAY, Fault, Publisher, feed
from msgspec.structs import replace

from newscheck.dump import date_stand_ins
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


@pytest.mark.parametrize("half", [pytest.param(True, id="from the half"), pytest.param(False, id="all along")])
@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(crawled_feed.of_crawl, id="its zone"),
        pytest.param(lambda wall, crawl: crawl - timedelta(hours=8), id="UTC"),
    ],
)
def test_the_time_of_the_crawl(fault: Fault, half: bool) -> None:
    places = date_stand_ins.of_crawl(made(fault, half=half))
    assert len(places) == pytest.approx(120 if half else 240, abs=12)
    assert not half or min(places) >= 110


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
def test_sound_feeds_have_none(publisher: Publisher) -> None:
    for seed in range(3):
        lines = lines_of(feed(publisher, seed=seed))
        assert date_stand_ins.of_crawl(with_clock(lines)) == []
        assert date_stand_ins.stuck(lines) == []


@pytest.mark.parametrize(
    ("fault", "parts", "is_certain"),
    [
        pytest.param(crawled_feed.of_new_year, {"has_clock": False}, True, id="1 January"),
        pytest.param(lambda wall, crawl: datetime(2022, 8, 20, 10, 7), {}, True, id="one minute"),
        pytest.param(lambda wall, crawl: datetime(2022, 8, 20), {"has_clock": False}, False, id="a recent day"),
        pytest.param(lambda wall, crawl: datetime(2021, 8, 20), {"has_clock": False}, True, id="an old day"),
    ],
)
def test_a_day_that_many_articles_have(fault: Fault, parts: dict[str, bool], is_certain: bool) -> None:
    (found,) = date_stand_ins.stuck(made(fault, **parts))
    assert len(found.places) >= 239
    assert found.is_certain is is_certain


def test_an_archive_that_is_crawled_day_by_day_is_not_stuck() -> None:
    articles = feed(Publisher(), 240)
    begin = to_ms(datetime(2019, 12, 30)) // MINUTE
    old = [replace(article, wall=begin + at * 36, dateline_form=0) for at, article in enumerate(articles)]
    assert date_stand_ins.stuck(lines_of(old)) == []


def test_one_article_that_is_crawled_again_and_again_is_not_stuck() -> None:
    same = [replace(article, url=7, wall=0) for article in feed(Publisher(), 60)]
    assert date_stand_ins.stuck(lines_of(same)) == []


@pytest.mark.parametrize(
    ("epoch", "number"),
    [
        pytest.param(lambda at, minute: minute + 1000 * (at % 59), 0, id="publication"),
        pytest.param(lambda at, minute: minute, 0, id="minutes"),
        pytest.param(lambda at, minute: minute + 1000 * (at % 59) + 7, 120, id="a crawler, to the millisecond"),
        pytest.param(lambda at, minute: minute // DAY * DAY + 17_000, 120, id="a crawler, many at once"),
    ],
)
def test_only_the_clock_of_a_crawler_tells_that_all_date_lines_are_of_the_crawl(
    epoch: Callable[[int, int], int], number: int
) -> None:
    times = [epoch(at, (article.wall or 0) * MINUTE) for at, article in enumerate(feed(Publisher(), 120))]
    articles = [
        replace(article, epoch=time, wall=time // MINUTE)
        for article, time in zip(feed(Publisher(), 120), times, strict=True)
    ]
    assert len(date_stand_ins.of_crawl(lines_of(articles))) == number
