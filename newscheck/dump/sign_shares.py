"""How many articles of a site have a sign of a defect: suddenly, or from the first one on."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from newscheck.dump import grouping, hits
from newscheck.dump.coverage import Fall, falls
from newscheck.dump.timeline import Timeline, sudden_runs, timelines
from newscheck.model import ArticleSummary, Dump, DumpHit
from newscheck.text.timestamps import format_minute

#: A stretch of the articles of a site has the sign in at least this share, and in so many, to be a sudden one.
_DENSE, _FEWEST = 0.15, 8
#: The share that is left where a sign vanishes, and the articles that show it.
_GONE, _WINDOW = 0.02, 30
#: Whether an article has a sign: a bit, or a truth value.
HasSign = Callable[[ArticleSummary], int]


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


def sign_shares(dump: Dump, now: int, has_sign: HasSign, share: float, least: float) -> Iterator[SignShare]:
    """For each site, the stretches in which a sign is suddenly frequent; failing these, all articles if at least
    `least` of them (two or more) and the fraction `share` have it."""
    least = max(2, int(least))
    found: dict[str, array[int]] = {}
    articles: dict[str, int] = {}
    for position, summary in enumerate(dump):
        articles[summary.site] = articles.get(summary.site, 0) + 1
        if has_sign(summary):
            found.setdefault(summary.site, array("I")).append(position)
    found = {site: positions for site, positions in found.items() if len(positions) >= least}
    stretches: dict[str, list[SignShare]] = {}
    for stretch in sudden_shares(dump, now, has_sign, max(share, _DENSE), max(least, _FEWEST)) if found else ():
        stretches.setdefault(stretch.site, []).append(stretch)
    for site in sorted(found):
        if site in stretches:
            yield from stretches[site]
        elif len(found[site]) >= share * articles[site]:
            yield SignShare(site, found[site], articles[site])


def sudden_shares(dump: Dump, now: int, has_sign: HasSign, share: float, least: int) -> Iterator[SignShare]:
    """The stretches of each site's articles in which a sign is suddenly frequent."""
    for line in timelines(dump, now, lambda summary: 1 if has_sign(summary) else 0):
        places = [at for at, value in enumerate(line.values) if value]
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


def losses_of(dump: Dump, now: int, has_sign: HasSign, drop: float, subject: str, advice: str) -> Iterator[DumpHit]:
    """A hit for each place where a sign vanishes that `drop` (0 to 1) or more of a site's articles had, at the first
    article after it."""
    found: list[tuple[Timeline, Fall]] = []
    for line in timelines(dump, now, lambda summary: 1 if has_sign(summary) else 0):
        if sum(line.values) >= max(1, drop * _WINDOW):
            present = bytes(list(line.values))
            found += [(line, fall) for fall in falls(present, line.times, drop, _WINDOW) if fall.after <= _GONE]
    groups = [[line.positions[fall.at], line.positions[fall.at - 1]] for line, fall in found]
    for (line, fall), (first, before) in zip(found, grouping.summaries_at(dump, groups), strict=True):
        since = format_minute(line.times[fall.at])
        share = (
            f"from {fall.before:.0%} of {fall.count_before:,} articles of {line.site or 'the feed'} to {fall.after:.0%}"
            f" of {fall.count_after:,}, from {since} on"
        )
        members = line.positions[fall.at : fall.back or len(line.times)]
        related = hits.related([before], "the last article before")
        yield hits.hit_at(first, f"{subject} {share}: {advice}", f"{line.site} {since}", related, "/body", members)
