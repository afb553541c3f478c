"""The sites of a dump in groups, each of which is scanned by itself: here, by another process or on another machine."""

from __future__ import annotations

from collections.abc import Iterator

from newscheck.layout import site_streams
from newscheck.layout.streams import Stream
from newscheck.model import FeatureDump


class SiteGroups:
    """Groups of the sites of a dump that have `least` articles of `latest` (ms) or before, in the order of their names.

    They are the same ones wherever they are made of a dump. `sizes` are their numbers of articles.
    """

    def __init__(self, dump: FeatureDump, least: int, latest: int | None) -> None:
        self.dump, self.latest = dump, latest
        columns = site_streams.site_columns(dump, least, latest)
        self.columns = [{site: columns[site] for site in group} for group in site_streams.groups(columns)]
        self.sizes = [sum(len(columns.rows) for columns in group.values()) for group in self.columns]

    def streams(self, number: int) -> Iterator[Stream]:
        """The streams of a group, site by site."""
        return site_streams.streams(self.dump, self.columns[number], self.latest)

    def share(self, number: int, total: int) -> list[int]:
        """One of so many shares of the groups, which have about as many articles each."""
        shares, articles = [list[int]() for _ in range(total)], [0] * total
        for group in self._largest_first():
            least = articles.index(min(articles))
            shares[least].append(group)
            articles[least] += self.sizes[group]
        return shares[number]

    def sendable(self, most: int) -> list[int]:
        """The groups for other machines, the largest first: those of at most so many articles, but one group, which
        this machine scans meanwhile."""
        ordered = self._largest_first()
        return [group for group in ordered[1:] if self.sizes[group] <= most]

    def _largest_first(self) -> list[int]:
        return sorted(range(len(self.sizes)), key=lambda group: (-self.sizes[group], group))
