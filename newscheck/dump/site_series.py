"""The articles of each site by day, week or month: how many came and were expected, their fields, their lengths."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from newscheck.dump.article_clock import on_its_clock, published_times
from newscheck.dump.dump_columns import articles_by_site, integers
from newscheck.dump.field_timelines import FieldTimeline, field_timelines
from newscheck.dump.periods import Periods
from newscheck.dump.summary_columns import MEASURES
from newscheck.dump.vectors import taken
from newscheck.model import MOST_SERIES, SUMMARY_FIELDS, Column, Dump, FieldSeries, SiteSeries
from newscheck.text.timestamps import time_zone

#: The most periods of all sites together, and of each at least.
_PERIODS, _LEAST = 4_000, 120
#: The most own fields of a site, and the part of its articles that must have one.
_OWN, _SHARE = 20, 0.02


def site_series(dump: Dump, now: int, zones: Mapping[str, str]) -> list[SiteSeries]:
    """The series of each site by name; of many sites, of those with the most articles. `zones` are those of sites."""
    numbers = articles_by_site(dump)
    chosen = sorted(numbers, key=lambda site: (-numbers[site], site))[:MOST_SERIES]
    most = max(_LEAST, _PERIODS // max(1, len(chosen)))
    published, lengths = published_times(dump), integers(dump, "measure")[::MEASURES]
    series = {site: SiteSeries(site, "", "day", [], [], [], [], [], numbers[site]) for site in chosen}
    for own in field_timelines(dump, now, 2):
        if (site := own.line.site) in series:
            own = own._replace(line=on_its_clock(own.line, published))
            series[site] = _series(own, lengths, numbers[site], zones.get(site, ""), most)
    return [series[site] for site in sorted(series)]


def _series(own: FieldTimeline, lengths: Column, articles: int, zone: str, most: int) -> SiteSeries:
    line = own.line
    periods = Periods(line.times, time_zone(zone), most)
    return SiteSeries(
        line.site,
        zone,
        periods.unit,
        periods.begins,
        periods.sizes,
        periods.expected,
        [*map(_quartiles, periods.parts(taken(lengths, line.positions)))],
        _fields(own.fields, [*map(Counter, periods.parts(line.values))]),
        articles - len(line.times),
    )


def _fields(names: Sequence[str], values: Sequence[Mapping[int, int]]) -> list[FieldSeries]:
    """The fields that enough articles have, with their number in each period; `values` counts sets of fields (bits)."""
    least = _SHARE * sum(map(sum, (counted.values() for counted in values)))
    found = []
    for bit, name in enumerate(names[: len(SUMMARY_FIELDS) + _OWN]):
        articles = [sum(count for value, count in counted.items() if value >> bit & 1) for counted in values]
        if bit < len(SUMMARY_FIELDS) or sum(articles) >= least:
            found.append(FieldSeries(name, articles))
    return found


def _quartiles(lengths: Iterable[int]) -> tuple[int, int, int] | None:
    ordered = sorted(filter(None, lengths))
    last = len(ordered) - 1
    return (ordered[last // 4], ordered[last // 2], ordered[last - last // 4]) if ordered else None
