"""Series: articles by day, week or month, against counting them one by one."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from newscheck.dump.periods import Periods
from newscheck.dump.site_series import site_series
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import SUMMARY_FIELDS, ArticleSummary, SiteSeries
from newscheck.text.timestamps import DAY, HOUR, MINUTE, WEEK, from_ms, to_ms

NOW = to_ms("2023-12-01")
#: A Monday.
BEGIN = to_ms("2023-05-01")
SUMMARY = ArticleSummary("a.md", 1, "rfi", BEGIN, None, None, 0, 0, 0, 0, "", "", 0, 0b111111, b"", b"")


def article(day: float, site: str = "rfi", **more: object) -> ArticleSummary:
    """An article that was crawled so many days after the beginning."""
    return replace(SUMMARY, site=site, epoch=BEGIN + int(day * DAY), **more)


def series(*articles: ArticleSummary, **zones: str) -> list[SiteSeries]:
    return site_series(InMemoryDump([*articles], [], {}), NOW, zones)


def test_days_without_articles_are_there_too() -> None:
    (one,) = series(article(0.5), article(0.7), article(3.1))
    assert (one.unit, one.articles, one.undated) == ("day", [2, 0, 0, 1], 0)
    assert [*map(from_ms, one.periods)] == [datetime(2023, 5, day, tzinfo=UTC) for day in (1, 2, 3, 4)]


def test_days_begin_on_the_clock_of_the_site() -> None:
    # 22:30 UTC is 0:30 on the next day in Paris, and 16:30 in Chicago.
    crawled = [article(day + 22.5 / 24) for day in range(3)]
    (paris,), (chicago,) = series(*crawled, rfi="Europe/Paris"), series(*crawled, rfi="America/Chicago")
    assert paris.articles == chicago.articles == [1, 1, 1]
    assert from_ms(paris.periods[0]) == datetime(2023, 5, 1, 22, tzinfo=UTC)
    assert from_ms(chicago.periods[0]) == datetime(2023, 5, 1, 5, tzinfo=UTC)


def test_the_day_on_which_a_clock_changes_is_an_hour_longer() -> None:
    (one,) = series(*map(article, range(180, 186)), rfi="Europe/Paris")
    lengths = {(later - earlier) // HOUR for earlier, later in pairwise(one.periods)}
    assert lengths == {24, 25}


def test_fields_and_lengths_of_each_day() -> None:
    bits = {name: 1 << at for at, name in enumerate(SUMMARY_FIELDS)}
    articles = [
        *(article(0, measure=(size, 0, 0, 0, 0)) for size in (100, 200, 300, 400, 500)),
        article(1, present_fields=bits["title"], measure=(0, 0, 0, 0, 0)),
    ]
    (one,) = series(*articles)
    assert one.lengths == [(200, 300, 400), None]
    assert {own.field: own.articles for own in one.fields} == {
        **{name: [5, 0] for name in SUMMARY_FIELDS},
        "title": [5, 1],
    }


def test_what_is_usual_follows_the_days_before() -> None:
    days = [12] * 14 + [1] * 2
    (one,) = series(*(article(day + at / 24) for day, count in enumerate(days) for at in range(count)))
    assert one.articles == days
    assert one.expected[:2] == [None, None]
    assert one.expected[10] == one.expected[14] == 12.0


def test_articles_that_were_crawled_at_once_are_counted_by_their_publication() -> None:
    published = [article(90 + at / DAY, published=BEGIN + at * DAY) for at in range(20)]
    (one,) = series(*published, article(90, published=None))
    assert (one.articles, one.undated) == ([1] * 20, 1)


def test_an_article_without_a_time_is_in_no_period() -> None:
    timeless = replace(SUMMARY, site="undated", epoch=None)
    one, other = series(article(0), timeless)
    assert (one.site, one.articles, one.undated) == ("rfi", [1], 0)
    assert (other.site, other.articles, other.periods, other.undated) == ("undated", [], [], 1)


def test_of_many_sites_those_with_the_most_articles_are_shown() -> None:
    articles = [article(0, f"site{number:03}") for number in range(150)] + [article(0, "site149")]
    names = [one.site for one in series(*articles)]
    assert len(names) == 100
    assert names == sorted(names)
    assert "site149" in names
    assert "site148" not in names


@pytest.mark.parametrize(
    ("days", "each", "unit", "number"),
    [
        pytest.param(59, 1, "day", 60, id="two months of days"),
        pytest.param(400, 1, "day", 401, id="a year of days"),
        pytest.param(400, 20, "week", 58, id="a year, one in twenty days"),
        pytest.param(24, 3, "day", 25, id="few days of a weekly"),
        pytest.param(2000, 1, "week", 286, id="too many days"),
        pytest.param(4000, 500, "month", 132, id="nine articles in eleven years"),
    ],
)
def test_the_unit_is_the_shortest_that_can_be_read(days: int, each: int, unit: str, number: int) -> None:
    periods = Periods([*range(BEGIN, BEGIN + days * DAY + 1, each * DAY)], UTC, 500)  # type: ignore[arg-type]
    assert (periods.unit, len(periods.begins)) == (unit, number)


zones = st.sampled_from(["UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "Europe/Paris", "Asia/Shanghai"])


@example(hours=[114], minute=15, zone="Asia/Kathmandu")
@example(hours=[*range(0, 115, 3)], minute=20, zone="Asia/Kathmandu")
@given(hours=st.lists(st.integers(0, 600), min_size=1, max_size=80), minute=st.integers(0, 59), zone=zones)
def test_each_article_is_in_the_period_of_its_local_day(hours: list[int], minute: int, zone: str) -> None:
    times = sorted(BEGIN + hour * HOUR + minute * 60_000 for hour in hours)
    periods = Periods(times, ZoneInfo(zone), 1_000)  # type: ignore[arg-type]
    own = [from_ms(time).astimezone(ZoneInfo(zone)).date() for time in times]
    if periods.unit == "day":
        shown = {
            from_ms(begin).astimezone(ZoneInfo(zone)).date(): n
            for begin, n in zip(periods.begins, periods.sizes, strict=True)
        }
        assert {day: number for day, number in shown.items() if number} == Counter(own)
    else:
        mondays = Counter(date.fromordinal(day.toordinal() - day.weekday()) for day in own)
        assert [number for number in periods.sizes if number] == [mondays[day] for day in sorted(mondays)]
    assert sum(periods.sizes) == len(times)
    assert len(periods.begins) == len(periods.expected) == len([*periods.parts(times)])


def test_what_is_usual_for_a_day_of_a_part_of_an_hour_is_not_known() -> None:
    # The last article is five minutes after midnight in Kathmandu, in an hour that began the day before.
    last = BEGIN + 60 * DAY + 18 * HOUR + 20 * MINUTE
    periods = Periods([*range(last - 60 * DAY, last + 1, HOUR)], ZoneInfo("Asia/Kathmandu"), 500)  # type: ignore[arg-type]
    assert (periods.sizes[-2:], periods.expected[-2:]) == ([24, 1], [24.0, None])


def test_weeks_begin_on_mondays() -> None:
    periods = Periods([BEGIN + 3 * DAY + at * WEEK for at in range(300)], UTC, 500)  # type: ignore[arg-type]
    assert {from_ms(begin).weekday() for begin in periods.begins} == {0}
