"""The time zone of a publisher's date lines, from the time that passes until an article is crawled.

In the right zone few date lines are later than their crawl, and some articles are crawled within the hour, in summer
and in winter. In a zone further east all lags are longer by an hour or more; further west articles would be crawled
before they are published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache

from newscheck.learn.observation import Observation
from newscheck.learn.suggestion import MIN_ARTICLES, Suggestion
from newscheck.text.display import joined
from newscheck.text.timestamps import DAY, MINUTE, time_zone, to_ms

#: A zone of each country with news of its own, by its top-level domain; of alike clocks the first is the best known.
_COUNTRIES = (
    "cn:Asia/Shanghai tw:Asia/Taipei hk:Asia/Hong_Kong mo:Asia/Macau sg:Asia/Singapore my:Asia/Kuala_Lumpur "
    "ph:Asia/Manila mn:Asia/Ulaanbaatar jp:Asia/Tokyo kr:Asia/Seoul th:Asia/Bangkok vn:Asia/Ho_Chi_Minh "
    "kh:Asia/Phnom_Penh id:Asia/Jakarta mm:Asia/Yangon bd:Asia/Dhaka kg:Asia/Bishkek in:Asia/Kolkata "
    "lk:Asia/Colombo np:Asia/Kathmandu pk:Asia/Karachi uz:Asia/Tashkent kz:Asia/Almaty af:Asia/Kabul "
    "ir:Asia/Tehran ae:Asia/Dubai ge:Asia/Tbilisi am:Asia/Yerevan az:Asia/Baku sa:Asia/Riyadh iq:Asia/Baghdad "
    "jo:Asia/Amman sy:Asia/Damascus lb:Asia/Beirut il:Asia/Jerusalem fr:Europe/Paris de:Europe/Berlin "
    "es:Europe/Madrid it:Europe/Rome nl:Europe/Amsterdam be:Europe/Brussels ch:Europe/Zurich at:Europe/Vienna "
    "se:Europe/Stockholm no:Europe/Oslo dk:Europe/Copenhagen pl:Europe/Warsaw cz:Europe/Prague "
    "sk:Europe/Bratislava hu:Europe/Budapest rs:Europe/Belgrade hr:Europe/Zagreb ba:Europe/Sarajevo "
    "si:Europe/Ljubljana mk:Europe/Skopje al:Europe/Tirane gb:Europe/London uk:Europe/London ie:Europe/Dublin "
    "pt:Europe/Lisbon fi:Europe/Helsinki ee:Europe/Tallinn lv:Europe/Riga lt:Europe/Vilnius ua:Europe/Kyiv "
    "ro:Europe/Bucharest bg:Europe/Sofia gr:Europe/Athens cy:Asia/Nicosia md:Europe/Chisinau tr:Europe/Istanbul "
    "ru:Europe/Moscow by:Europe/Minsk eg:Africa/Cairo ng:Africa/Lagos tn:Africa/Tunis dz:Africa/Algiers "
    "ma:Africa/Casablanca gh:Africa/Accra ke:Africa/Nairobi et:Africa/Addis_Ababa za:Africa/Johannesburg "
    "us:America/New_York ca:America/Toronto mx:America/Mexico_City br:America/Sao_Paulo "
    "ar:America/Argentina/Buenos_Aires cl:America/Santiago co:America/Bogota pe:America/Lima ec:America/Guayaquil "
    "ve:America/Caracas bo:America/La_Paz uy:America/Montevideo py:America/Asuncion cu:America/Havana "
    "pa:America/Panama gt:America/Guatemala cr:America/Costa_Rica do:America/Santo_Domingo au:Australia/Sydney "
    "nz:Pacific/Auckland "
)
#: The country of a publisher whose domain shows none, by the form of its Chinese or by its language.
_LANGUAGES = (
    "hans:cn hant:tw zh:cn ja:jp ko:kr vi:vn th:th id:id hi:in fr:fr de:de es:es it:it nl:nl pl:pl ru:ru uk:ua "
    "tr:tr cs:cz el:gr sv:se da:dk fi:fi he:il fa:ir ne:np en:us "
)
COUNTRY_ZONES: Mapping[str, str] = dict(entry.split(":") for entry in _COUNTRIES.split())
_BY_LANGUAGE: Mapping[str, str] = dict(entry.split(":") for entry in _LANGUAGES.split())
#: Zones of large countries that have several.
_OTHERS = (
    *("America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix", "America/Halifax"),
    *("America/St_Johns", "Australia/Brisbane", "Australia/Adelaide", "Australia/Perth", "Asia/Yekaterinburg"),
)
#: A date line may be so much later than the crawl; some articles are crawled so soon; nearly all within a day.
_SKEW, _SOON = 5 * MINUTE, 50 * MINUTE
#: The part of the date lines that may be later, and of those of a month that must be crawled soon; crawls, and
#: articles of a month, from which on they tell; the part of the months in which the crawler may have been slow.
_STRAY, _FEW, _SLOW = 50, 10, 8
#: Candidates that are named, and days between two looks at a zone's clock.
_MAX_NAMED, _STEP = 6, 7
_Lines = Sequence[tuple[datetime, int]]


def suggest(
    articles: Sequence[Observation], host: str, language: str, url_date: str | None = None
) -> Iterator[Suggestion]:
    """The zone that fits; where several do that differ at other times of the year, the candidates.

    `language` is the form of Chinese, or the language; `url_date` is the pattern of dates in URLs, the times behind
    which count where there are no date lines.
    """
    what = "date lines"
    lines = [
        (article.wall, article.epoch)
        for article in articles
        if article.wall is not None and article.epoch is not None and article.has_own_clock and not article.states_zone
    ]
    if not lines and url_date and not any(article.states_zone for article in articles):
        what, lines = "times in URLs", [*_url_times(articles, url_date)]
    if len({epoch for _, epoch in lines}) < _FEW:
        return
    classes = _fitting(lines)
    if not classes:
        return
    country = host.rpartition(".")[2]
    own = [zone for zone in (COUNTRY_ZONES.get(country), COUNTRY_ZONES.get(_BY_LANGUAGE.get(language, "-"))) if zone]
    chosen = [next((zone for zone in own if zone in names), names[0]) for names in classes]
    chosen.sort(key=lambda zone: (own.index(zone) if zone in own else len(own), sum(_lags(lines, time_zone(zone)))))
    near = sum(-_SKEW <= lag <= DAY for lag in _lags(lines, time_zone(chosen[0])))
    reason = f"{what} are at most a day before the crawl in this zone"
    if len(chosen) > 1:
        others = joined(chosen[1:_MAX_NAMED], "or")
        reason += f"; it may be {others}: articles of all months, crawled soon, would tell"
    elif len(classes[0]) > 1:
        same = [zone for zone in classes[0] if zone != chosen[0]]
        reason += f"; {joined(same[:_MAX_NAMED])} {'have' if len(same) > 1 else 'has'} the same clock"
    is_certain = len(chosen) == 1 and len(lines) >= MIN_ARTICLES
    yield Suggestion("timezone", chosen[0], near, len(lines), reason, is_certain)


def _url_times(articles: Sequence[Observation], url_date: str) -> Iterator[tuple[datetime, int]]:
    """The day in each URL with the hour and minute behind it, and the crawl."""
    pattern = re.compile(rf"{url_date}(?P<hour>\d\d)(?P<minute>\d\d)(?:\d\d)?(?!\d)")
    for article in articles:
        if article.epoch is not None and (match := pattern.search(article.url)):
            parts = ("year", "month", "day", "hour", "minute")
            try:
                yield datetime(*map(int, match.group(*parts))), article.epoch  # type: ignore[arg-type]
            except ValueError:
                continue


def _fitting(lines: _Lines) -> list[list[str]]:
    """The zones that fit, those together whose clocks are alike in the years of the articles."""
    years = range(min(wall.year for wall, _ in lines), max(wall.year for wall, _ in lines) + 2)
    classes: dict[tuple[timedelta | None, ...], list[str]] = {}
    for name in dict.fromkeys(("UTC", *COUNTRY_ZONES.values(), *_OTHERS)):
        if _fits(lines, time_zone(name)):
            classes.setdefault(_clock(name, years[0], years[-1]), []).append(name)
    return list(classes.values())


@lru_cache(maxsize=512)
def _clock(name: str, first: int, last: int) -> tuple[timedelta | None, ...]:
    """The offset of a zone in each week of some years."""
    zone, start, end = time_zone(name), datetime(max(first, 1970), 1, 1), datetime(min(last, 2100), 1, 1)
    days = range(0, max(1, (end - start).days), _STEP)
    return tuple((start + timedelta(days=day)).replace(tzinfo=zone).utcoffset() for day in days)


def _fits(lines: _Lines, zone: tzinfo) -> bool:
    """Whether few date lines are later than the crawl, and in (nearly) every month some are crawled within the hour."""
    lags = _lags(lines, zone)
    if sorted(lags)[len(lags) // _STRAY] < -_SKEW or 10 * sum(lag <= DAY for lag in lags) < 9 * len(lags):
        return False
    months: dict[tuple[int, int], list[int]] = {}
    for (wall, _), lag in zip(lines, lags, strict=True):
        months.setdefault((wall.year, wall.month), []).append(lag)
    long = [month for month in months.values() if len(month) >= _FEW] or [lags]
    slow = sum(sum(-_SKEW <= lag < _SOON for lag in month) < max(1, len(month) // _STRAY) for month in long)
    return slow * _SLOW <= len(long)


def _lags(lines: _Lines, zone: tzinfo) -> list[int]:
    """The milliseconds from each date line to the crawl."""
    return [epoch - to_ms(wall.replace(tzinfo=zone)) for wall, epoch in lines]
