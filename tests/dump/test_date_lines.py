"""The columns of date lines and crawls."""

from __future__ import annotations

from array import array

import pytest
from crawled_feed import MONDAY, Publisher, feed
from msgspec.structs import replace

from newscheck.dump.date_lines import date_lines, with_clock
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import HAS_CLOCK, IS_EPOCH
from newscheck.text.timestamps import DAY, HOUR, to_ms

NOW = to_ms(MONDAY) + 100 * DAY
LIVE = Publisher(old=0)


def test_the_articles_of_a_site_are_in_the_order_of_their_crawls() -> None:
    articles = feed(LIVE, 30)
    (lines,) = date_lines(InMemoryDump(articles[::-1]), NOW)
    assert lines.crawls == array("q", sorted(lines.crawls))
    assert [articles[29 - position].epoch for position in lines.positions] == list(lines.crawls)


def test_the_lag_of_a_known_zone_is_that_from_publication() -> None:
    (lines,) = date_lines(InMemoryDump(feed(LIVE, 60, knows="zone")), NOW, by_zone=True)
    assert lines.has_zone
    assert 0 <= min(lines.lags) <= max(lines.lags) <= 60
    (lines,) = date_lines(InMemoryDump(feed(LIVE, 60)), NOW, by_zone=True)
    assert not lines.has_zone
    assert -480 <= min(lines.lags) <= max(lines.lags) <= -420


def test_zones_are_groups_only_on_demand() -> None:
    dump = InMemoryDump([*feed(LIVE, 20, knows="zone"), *feed(LIVE, 20)])
    assert [len(lines.walls) for lines in date_lines(dump, NOW)] == [40]
    assert [(lines.has_zone, len(lines.walls)) for lines in date_lines(dump, NOW, by_zone=True)] == [
        (False, 20),
        (True, 20),
    ]


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param({"wall": None}, id="no date line"),
        pytest.param({"epoch": None}, id="no crawl"),
        pytest.param({"epoch": 5}, id="absurd crawl"),
        pytest.param({"epoch": NOW + 2 * DAY}, id="crawl in the future"),
    ],
)
def test_an_article_without_both_times_is_left_out(parts: dict[str, int | None]) -> None:
    first, *others = feed(LIVE, 3)
    (lines,) = date_lines(InMemoryDump([replace(first, **parts), *others]), NOW)
    assert list(lines.positions) == [1, 2]


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param({"dateline_form": 0}, id="bare day"),
        pytest.param({"dateline_form": HAS_CLOCK | IS_EPOCH}, id="one field for both"),
        pytest.param({"epoch": to_ms(MONDAY) + 3 * HOUR}, id="whole hour: no clock of a crawler"),
    ],
)
def test_articles_that_tell_nothing_about_lags(parts: dict[str, int]) -> None:
    first, *others = feed(LIVE, 3)
    (lines,) = date_lines(InMemoryDump([replace(first, **parts), *others]), NOW)
    assert 0 not in with_clock(lines).positions
    assert len(with_clock(lines).walls) == 2
