"""The series of a saved report."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from newscheck.model import FieldSeries, SiteSeries
from newscheck.outputs.saved.form import SavedSeries
from newscheck.outputs.saved.times import milliseconds
from newscheck.text.timestamps import DAY, YEAR_1, YEAR_10000, time_zone

#: A day inside of what a calendar holds, so that it holds a period in any time zone.
_FIRST, _END = YEAR_1 + DAY, YEAR_10000 - DAY


def site_series(saved: SavedSeries) -> SiteSeries:
    """The series of a site as it was. Raises ValueError where a list has not one value for each period."""
    periods = [*map(milliseconds, saved.periods)]
    fields = (field.articles for field in saved.fields)
    lists: tuple[Sequence[object], ...] = (saved.articles, saved.expected, saved.lengths, *fields)
    if any(len(values) != len(periods) for values in lists):
        raise ValueError("a series has not one value for each period")
    if any(later <= earlier for earlier, later in pairwise(periods)):
        raise ValueError("the periods of a series are not in the order of time")
    if any(not _FIRST <= begin < _END for begin in periods):
        raise ValueError("a period is before the year 1 or beyond the year 9999 in its time zone")
    return SiteSeries(
        site=saved.site,
        zone=saved.zone if _is_known(saved.zone) else "",
        unit=saved.unit,
        periods=periods,
        articles=saved.articles,
        expected=saved.expected,
        lengths=saved.lengths,
        fields=[FieldSeries(field.field, field.articles) for field in saved.fields],
        undated=saved.undated,
    )


def _is_known(zone: str) -> bool:
    """Whether there is such a time zone here; another machine may have a newer list."""
    try:
        time_zone(zone)
    except (LookupError, ValueError, OSError):
        return False
    return True
