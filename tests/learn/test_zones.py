"""The time zone is told by the lag between date line and crawl, or not at all."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from observations import observations

from newscheck.learn import zones
from newscheck.learn.observation import Observation


def local(zone: str, count: int = 400, days: float = 2.0, **fields: Any) -> list[Observation]:
    return observations(count, lambda at, when: {"dateline": f"{when:%Y-%m-%d %H:%M}", **fields}, days=days, zone=zone)


@pytest.mark.parametrize(
    ("zone", "host", "language", "expected"),
    [
        pytest.param("Europe/Paris", "eel.fr", "fr", "Europe/Paris", id="summer and winter"),
        pytest.param(
            "Europe/Paris", "eel.de", "de", "Europe/Berlin", id="of alike clocks that of the domain's country"
        ),
        pytest.param("Asia/Taipei", "eel.example", "hant", "Asia/Taipei", id="of alike clocks that of the script"),
        pytest.param("Asia/Shanghai", "eel.example", "hans", "Asia/Shanghai", id="simplified characters"),
        pytest.param("Africa/Lagos", "eel.example", "en", "Africa/Lagos", id="no summer time"),
        pytest.param("America/New_York", "eel.example", "en", "America/New_York", id="west of Greenwich"),
        pytest.param("UTC", "eel.example", "", "UTC", id="UTC"),
    ],
)
def test_two_years_tell_the_zone(zone: str, host: str, language: str, expected: str) -> None:
    (found,) = zones.suggest(local(zone), host, language)
    assert (found.setting, found.value, found.is_certain) == ("timezone", expected, True)
    assert found.number == found.total == 400


def test_times_in_urls_tell_the_zone_where_there_are_no_date_lines() -> None:
    form = "https://eel.example/a/qh-%m%d%Y%H%M%S.html"
    articles = observations(400, lambda at, when: {"url": when.strftime(form)}, days=2.0, zone="America/New_York")
    date = r"-(?P<month>\d\d)(?P<day>\d\d)(?P<year>\d{4})"
    (found,) = zones.suggest(articles, "eel.example", "en", date)
    assert (found.value, found.number, found.is_certain) == ("America/New_York", 400, True)
    assert found.reason.startswith("times in URLs")
    assert [*zones.suggest(articles, "eel.example", "en")] == []
    impossible = [article._replace(url="https://eel.example/a/qh-13322023250000.html") for article in articles]
    assert [*zones.suggest(impossible, "eel.example", "en", date)] == []


def test_a_winter_does_not_tell_which_summer_time_a_zone_has() -> None:
    (found,) = zones.suggest(local("Europe/Paris", 60, 1.0), "eel.fr", "fr")
    assert (found.value, found.is_certain) == ("Europe/Paris", False)
    assert "Africa/Lagos" in found.reason


def test_few_articles_are_not_enough() -> None:
    (found,) = zones.suggest(local("UTC", 20, 30.0), "eel.example", "")
    assert not found.is_certain


@pytest.mark.parametrize(
    "articles",
    [
        pytest.param([], id="no articles"),
        pytest.param(local("UTC", 9), id="nine crawls"),
        pytest.param(observations(50, lambda at, when: {"dateline": f"{when:%Y-%m-%d}"}), id="only days"),
        pytest.param(observations(50, lambda at, when: {}), id="no date lines"),
        pytest.param(observations(50, lambda at, when: {"dateline": f"{when:%Y-%m-%dT%H:%M}Z"}), id="with a zone"),
        pytest.param(
            observations(50, lambda at, when: {"dateline": f"{when - timedelta(days=40):%Y-%m-%d %H:%M}"}),
            id="crawled weeks later",
        ),
        pytest.param(
            observations(60, lambda at, when: {"dateline": f"{when + timedelta(hours=at % 24):%Y-%m-%d %H:%M}"}),
            id="date lines of all zones",
        ),
        pytest.param(
            [article._replace(has_own_clock=False) for article in local("UTC", 50)], id="the epoch is the date line"
        ),
        pytest.param(
            [article._replace(wall=datetime(1, 1, 1) + timedelta(hours=1)) for article in local("UTC", 50)],
            id="the year 1",
        ),
        pytest.param(
            [article._replace(wall=datetime(9999, 12, 31, 23)) for article in local("UTC", 50)], id="the year 9999"
        ),
    ],
)
def test_nothing_is_said_where_nothing_tells(articles: list[Observation]) -> None:
    assert [*zones.suggest(articles, "eel.example", "")] == []


def test_each_country_has_a_zone_that_exists() -> None:
    assert all(zones.time_zone(name) for name in zones.COUNTRY_ZONES.values())
