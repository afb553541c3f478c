"""The articles of a site are in different languages.

A few articles of another desk among hundreds, a feed that switches to another language, or a page that the server
answers in the language of the reader's country: each article is well formed by itself. The language of a site is the
one of at least the fraction `share` of its articles, if at least `least` show theirs; then each article in another one
is reported, and a stretch of `least` or more of them once, with its beginning. A site without such a language is
reported once, and its articles are judged each by its own language. Texts of a sentence or less don't count, and
languages that are taken for each other (Croatian and Serbian) count as one. For a site whose language is set,
body-language reports its articles.

What to do: look for a language code in the URLs of the articles, and for a redirect. Set `language` in the site file if
one is right; turn this rule off for a feed that is meant to be mixed.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newscheck.article.sites import GENERIC_SITE
from newscheck.dump import grouping, hits
from newscheck.dump.dump_columns import integers, languages_of, positions_by_site
from newscheck.dump.timeline import time_of, times_of
from newscheck.dump.vectors import ascending, choice, computed, places, taken
from newscheck.model import ArticleSummary, Column, Context, Dump, DumpHit
from newscheck.synthetic.example_series import made_late
from newscheck.text import language
from newscheck.text.timestamps import format_minute

SEVERITY = "warning"
COMPARES_ARTICLES = True
OPTIONS = {"share": 0.9, "least": 10}
#: A stretch in another language that has at most this share of the articles outside of it is a change.
_RARE = 0.1
#: The size (in Han characters, or four letters) from which on a text shows its language for certain.
_CERTAIN = 25
#: Languages that the message about a mixed feed names.
_NAMED = 4
_ENGLISH = (
    "The maritime court published the full text of the rescue agreement on Friday. The fishermen's cooperative welcomes"
    " it, and the border police ask for more ships before the winter comes to the northern harbours."
)
_FRENCH = (
    "Le tribunal maritime a publié vendredi le texte complet de l'accord de sauvetage. Les pêcheurs s'en réjouissent,"
    " et la police des frontières demande des bateaux avant l'arrivée de l'hiver dans les ports du nord."
)


@made_late
def _items(languages: str) -> list[dict[str, object]]:
    """Articles of a publisher without a site file: `e` English, `f` French."""
    return [
        {
            "json": {
                "title": f"Report {at} of the harbour",
                "url": f"https://news.example.com/{at}",
                "epoch_ms": 1_692_212_640_000 + 3_600_000 * at,
                "dateline": f"2023-08-{16 + (21 + at) // 24}T{(21 + at) % 24:02}:04",
                "body": f"Nr. {at}. {_ENGLISH if name == 'e' else _FRENCH}",
            }
        }
        for at, name in enumerate(languages)
    ]


BAD = [
    _items("e" * 15 + "f" + "e" * 15),
    _items("e" * 20 + "f" * 15),
    _items("ef" * 15),
]
GOOD = [_items("e" * 20), _items("eef")]


class _Feed(NamedTuple):
    """The articles of a site that show a language, in the order of time: positions in the dump, and languages."""

    site: str
    positions: Column
    languages: list[str]

    @property
    def name(self) -> str:
        """The site in words; articles without an address have none."""
        return self.site or "the feed"


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report the articles in another language than most, each change of it, and each feed without one."""
    share, least = ctx.options["share"], max(2, int(ctx.options["least"]))
    for feed in _feeds(dump, ctx):
        counts = Counter(feed.languages)
        if len(feed.languages) < least:
            continue
        runs = list(_runs(feed.languages, least))
        if sum(end - start for start, end, _ in runs) > len(feed.languages) - least:
            # The few before are no feed that has changed.
            runs = []
        inside = {at for start, end, _ in runs for at in range(start, end)}
        rest = Counter(found for at, found in enumerate(feed.languages) if at not in inside)
        main, count = rest.most_common(1)[0]
        if count < share * rest.total():
            yield _mixed(dump, feed, counts)
            continue
        yield from _changes(dump, ctx, feed, main, runs)
        others = [at for at, found in enumerate(feed.languages) if at not in inside and found != main]
        yield from _others(dump, feed, main, others, rest)


def _feeds(dump: Dump, ctx: Context) -> Iterator[_Feed]:
    """The feeds in several languages, of sites whose language isn't set; articles without a time come first."""
    if GENERIC_SITE in ctx.languages:
        # The setting `language` holds for all sites.
        return
    (names, numbers), sizes, known = languages_of(dump), integers(dump, "size"), times_of(dump, ctx.now)
    named = array("B", map(bool, names))
    for site, own in sorted(positions_by_site(dump).items()):
        if site in ctx.languages:
            continue
        is_named = taken(named, taken(numbers, own))
        certain = places(lambda size, named: (named != 0) & (size >= _CERTAIN), taken(sizes, own), is_named)
        if certain:
            positions = taken(own, certain)
            same = language.merged(names[number] for number in taken(numbers, positions))
            if len({*same.values()}) < 2:
                continue
            times = computed("q", lambda time: choice(time > 0, time, 0), taken(known, positions))
            positions = taken(positions, ascending(times))
            yield _Feed(site, positions, [same[names[number]] for number in taken(numbers, positions)])


def _runs(languages: Sequence[str], least: int) -> Iterator[tuple[int, int, str]]:
    """The stretches of a language that hardly occurs outside of them: start, end and language.

    The first language of the feed has none: it is the one that the others replace.
    """
    counts = Counter(languages)
    start = 0
    for at in range(1, len(languages) + 1):
        if at < len(languages) and languages[at] == languages[start]:
            continue
        found, length = languages[start], at - start
        outside = len(languages) - length
        if length >= least and start > 0 and counts[found] - length <= _RARE * outside:
            yield start, at, found
        start = at


def _changes(dump: Dump, ctx: Context, feed: _Feed, main: str, runs: list[tuple[int, int, str]]) -> Iterator[DumpHit]:
    runs = [run for run in runs if run[2] != main]
    groups = [[feed.positions[start], feed.positions[start - 1], feed.positions[end - 1]] for start, end, _ in runs]
    for (start, end, found), (first, before, last) in zip(runs, grouping.summaries_at(dump, groups), strict=True):
        times = [time_of(summary, ctx.now) for summary in (first, last)]
        span = " to ".join(format_minute(time) for time in times if time)
        when = f", from {span}" if span else ""
        message = (
            f"{end - start:,} articles in a row are {language.NAMES[found]}{when}; the others of {feed.name} are"
            f" {language.NAMES[main]}"
        )
        related = hits.related([before], "the last article before")
        evidence = f"{found} from {format_minute(times[0]) if times[0] else first.title_text}"
        yield hits.hit_at(first, message, evidence, related, "/body", feed.positions[start:end])


def _others(dump: Dump, feed: _Feed, main: str, others: list[int], rest: Counter[str]) -> Iterator[DumpHit]:
    """A hit for each single article in another language than the site's."""
    groups = ([feed.positions[at]] for at in others)
    share = f"{rest[main] / rest.total():.0%}"
    for at, (summary,) in zip(others, grouping.summaries_at(dump, groups), strict=True):
        message = (
            f"the text is {language.NAMES[feed.languages[at]]}; {share} of {rest.total():,} articles of {feed.name} are"
            f" {language.NAMES[main]}"
        )
        yield hits.hit_at(summary, message, summary.title_text, pointer="/body")


def _mixed(dump: Dump, feed: _Feed, counts: Counter[str]) -> DumpHit:
    """The hit for a feed without a language of its own: a note at its first article."""
    first: ArticleSummary = next(grouping.summaries_at(dump, [[feed.positions[0]]]))[0]
    total = counts.total()
    parts = [f"{language.NAMES[name]} {number / total:.0%}" for name, number in counts.most_common(_NAMED)]
    message = f"the {total:,} articles of {feed.name} are in {len(counts)} languages: {', '.join(parts)}"
    return DumpHit(
        f"{message}; each is judged by its own",
        "/body",
        path=first.path,
        line=first.line,
        evidence=feed.site,
        severity="note",
        site=feed.site,
        epoch=first.epoch,
        positions=feed.positions,
    )
