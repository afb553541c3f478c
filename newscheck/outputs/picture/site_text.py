"""What stands beside the sparkline of a site: its name, its first and last day, the number of its articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newscheck.layout.profile import NO_SITE
from newscheck.model import SiteSeries
from newscheck.outputs.picture.style import PictureStyle
from newscheck.text.display import quantity, sanitize
from newscheck.text.timestamps import from_ms, time_zone
from newscheck.text.width import cell_width

#: The most cells of a name, and the fewest of a sparkline that has texts beside it.
_NAME, _BESIDE = 24, 30


class SiteText(NamedTuple):
    """The texts of a site; the days are empty where no article has a time."""

    name: str
    first: str
    last: str
    number: str

    @classmethod
    def of(cls, own: SiteSeries, style: PictureStyle) -> SiteText:
        """The texts of a series."""
        name = style.shortened(sanitize(own.site or NO_SITE), _NAME)
        days = (_day(own, 0), _day(own, -1)) if own.periods else ("", "")
        undated = f", {own.undated:,} undated" if own.undated else ""
        return cls(name, *days, quantity(number_of(own), "article") + undated)


class Columns(NamedTuple):
    """The cells before the sparkline of each site, and those of the sparkline. Without room for both, the texts are
    above it."""

    name: int
    before: int
    sparkline: int

    @classmethod
    def of(cls, texts: Sequence[SiteText], width: int, longest: int) -> Columns:
        """The columns in a line of so many cells, where no sparkline has more than the `longest`."""
        name = max(cell_width(text.name) for text in texts)
        before = name + 2 + max(len(text.first) for text in texts) + 1
        after = max(1 + len(text.last) + 2 + len(text.number) for text in texts)
        room = width - before - after
        return cls(name, before, room) if room >= min(_BESIDE, longest) else cls(0, 0, width)


def number_of(own: SiteSeries) -> int:
    """The articles of a site, with those that have no time."""
    return sum(own.articles) + own.undated


def _day(own: SiteSeries, at: int) -> str:
    """The day or the month with which a period begins, on the site's own clock."""
    begin = from_ms(own.periods[at]).astimezone(time_zone(own.zone)).date().isoformat()
    return begin if own.unit != "month" else begin[: -len("-01")]
