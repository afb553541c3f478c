"""The sites by which findings are filtered: a dump of ten thousand blogs has as many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from newscheck.outputs.page.cutting import cut, fitting

#: The most sites that have a name of their own, the bytes of all names, and the characters of one.
_MOST, _ROOM, _NAME = 1_000, 80_000, 200


class SiteNames(NamedTuple):
    """The names that are shown, and the place of each site among them; of all others, the last one tells the number."""

    shown: list[str]
    places: Mapping[str, int]

    def place(self, site: str) -> int:
        """The place of a site's name."""
        return self.places.get(site, len(self.shown) - 1)


def chosen(totals: Mapping[str, Counter[str]]) -> SiteNames:
    """The sites with the most findings, by name; `totals` are the numbers of findings of each site by severity."""
    ranked = sorted(totals, key=lambda site: (-totals[site].total(), site))[:_MOST]
    names = [*fitting((cut(site, _NAME) for site in ranked), _ROOM)]
    fit, shown = [], []
    for site, name in sorted(zip(ranked, names, strict=False)):
        fit.append(site)
        shown.append(name)
    if rest := len(totals) - len(fit):
        shown.append(f"({rest:,} other {'site' if rest == 1 else 'sites'})")
    return SiteNames(shown, {site: place for place, site in enumerate(fit)})
