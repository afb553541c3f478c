"""How many articles of a site have a sign of a defect: suddenly, or from the first one on."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from newscheck.dump import grouping, hits, vectors
from newscheck.dump.dump_columns import integers, positions_by_site, sites_of
from newscheck.dump.timeline import sudden_runs, timelines
from newscheck.model import Dump, DumpHit
from newscheck.text.timestamps import format_minute

#: A stretch of the articles of a site has the sign in at least this share, and in so many, to be a sudden one.
_DENSE, _FEWEST = 0.15, 8
#: Articles with a sign that are expected in a stretch without any. Signs come in groups, so chance alone is no measure:
#: in the longest stretch of a site of 2,958 real articles, 5.5 are expected.
_EXPECTED = 12
#: Whether each article of a dump has a sign: a bit, or a truth value.
Signs = Sequence[int]


class SignShare(NamedTuple):
    """The articles with a sign, by `positions` in the dump, of a number of `articles`: all of a `site`, or the stretch
    in a row that `span` names (`, from … to …`)."""

    site: str
    positions: Sequence[int]
    articles: int
    span: str = ""

    @property
    def words(self) -> str:
        """The share in words: `in 12 of 60 articles of news.example.org`."""
        number = len(self.positions)
        if self.span:
            return f"in {number:,} of {self.articles:,} articles of {self.name} in a row{self.span}"
        return f"in {number:,} of {self.articles:,} articles of {self.name}"

    @property
    def name(self) -> str:
        """The site in words; articles without an address have none."""
        return self.site or "the feed"


def with_bit(dump: Dump, bit: int) -> Signs:
    """Whether each article has a sign of `newscheck.text.defect_signs`."""
    return vectors.computed("q", lambda signs: signs & bit, integers(dump, "signs"))


def sign_shares(dump: Dump, now: int, signs: Signs, share: float, least: float) -> Iterator[SignShare]:
    """For each site, the stretches in which a sign is suddenly frequent; failing these, all articles if at least
    `least` of them (two or more) and the fraction `share` have it."""
    least = max(2, int(least))
    found: dict[str, array[int]] = {}
    with_sign = vectors.places(lambda sign: sign != 0, signs)
    sites = sites_of(dump)
    for position in with_sign if len(with_sign) >= least else ():
        found.setdefault(sites.site(position), array("I")).append(position)
    found = {site: positions for site, positions in found.items() if len(positions) >= least}
    stretches: dict[str, list[SignShare]] = {}
    for stretch in sudden_shares(dump, now, signs, max(share, _DENSE), max(least, _FEWEST)) if found else ():
        stretches.setdefault(stretch.site, []).append(stretch)
    for site in sorted(found):
        if site in stretches:
            yield from stretches[site]
        elif len(found[site]) >= share * (articles := len(positions_by_site(dump)[site])):
            yield SignShare(site, found[site], articles)


def sudden_shares(dump: Dump, now: int, signs: Signs, share: float, least: int) -> Iterator[SignShare]:
    """The stretches of each site's articles in which a sign is suddenly frequent."""
    for line in timelines(dump, now, signs):
        places = vectors.places(lambda value: value != 0, line.values)
        for run in sudden_runs(line, places, share, least):
            span = f", from {format_minute(run.start)} to {format_minute(run.end)}"
            yield SignShare(line.site, run.positions, run.length, span)


def hits_of(dump: Dump, shares: Iterable[SignShare], subject: str, advice: str) -> Iterator[DumpHit]:
    """A hit for each site or stretch with a sign, at its first article."""
    found = list(shares)
    groups = (share.positions[: grouping.MAX_SAMPLED] for share in found)
    for share, summaries in zip(found, grouping.summaries_at(dump, groups), strict=True):
        first, *others = grouping.by_time(summaries)
        message = f"{subject} {share.words}{hits.and_more(len(share.positions) - 1)}: {advice}"
        evidence = f"{share.site}{share.span.partition(' to ')[0]}"
        yield hits.hit_at(first, message, evidence, hits.related(others), "/body", share.positions)


def vanished(dump: Dump, now: int, signs: Signs) -> Iterator[tuple[SignShare, float]]:
    """For each site, the longest stretch without a sign if it is no chance, and the share of the other articles that
    have it: in so many articles, `_EXPECTED` with the sign are expected."""
    for line in timelines(dump, now, signs):
        having = vectors.places(lambda value: value != 0, line.values)
        places = array("q", chain((-1,), having, (len(line.values),)))
        length, first = max((after - before - 1, before + 1) for before, after in pairwise(places))
        others = len(line.values) - length
        share = (len(places) - 2) / others if others else 0.0
        if length * share >= _EXPECTED and first > 0:
            span = f", from {format_minute(line.times[first])} to {format_minute(line.times[first + length - 1])}"
            yield SignShare(line.site, line.positions[first : first + length], length, span), share
