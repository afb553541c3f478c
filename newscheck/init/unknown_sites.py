"""A publisher that no site file describes, seen in some of its articles: what they all have becomes what it expects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newscheck.article.sites import GENERIC_SITE, registrable_domain
from newscheck.dump.timeline import format_minute
from newscheck.model import Article
from newscheck.text import toml_writer
from newscheck.text.unicode_script import variant_pattern

#: Articles from which on a publisher is told from strays, and new ones from which on it is said what all of them have.
_LEAST, _ENOUGH = 30, 100
#: A host that a site file can have; others (`[::1]`, `x_y.example`) are faults of the scraper.
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
#: No article is crawled in the year 5138: the epoch is in another unit.
_MAX_EPOCH = 10**14
#: The fields that a site can expect.
_FIELDS = ("dateline", "image", "lead")
#: A text with fewer characters of one form of Chinese only says nothing, and so does an even mixture.
_SOME, _CLEAR = 20, 0.95


class UnknownSite(NamedTuple):
    """A publisher: its host, the stem of its site file, the form of Chinese that it writes, and how many of its newest
    `articles` have each field."""

    host: str
    name: str
    script: str | None
    articles: int
    field_counts: dict[str, int]
    first: int
    last: int

    @property
    def expects(self) -> list[str]:
        """The fields that each of its newest articles has."""
        return [field for field, number in self.field_counts.items() if number == self.articles >= _ENOUGH]


def find(articles: Iterable[Article], known: Iterable[str] = ()) -> list[UnknownSite]:
    """The publishers of articles that have no site of their own; `known` are names that others have."""
    by_host: dict[str, list[Article]] = {}
    for article in articles:
        is_dated = 0 < (article.epoch_ms or 0) < _MAX_EPOCH
        if is_dated and article.site.name == GENERIC_SITE and (host := registrable_domain(article.url)):
            by_host.setdefault(host, []).append(article)
    taken = set(known)
    found = []
    for host, own in sorted(by_host.items()):
        if len(own) >= _LEAST and _HOST.fullmatch(host):
            name = _name(host, taken)
            taken.add(name)
            found.append(_unknown_site(host, name, sorted(own, key=lambda article: article.epoch_ms or 0)))
    return found


def site_file(found: UnknownSite) -> str:
    """The text of its site file (TOML, `schemas/site.schema.json`)."""
    return "".join(f"{line}\n" for line in _lines(found))


def _unknown_site(host: str, name: str, articles: Sequence[Article]) -> UnknownSite:
    # What was lost at some time and is there again is expected; what once was and is gone for good, isn't.
    newest = articles[len(articles) // 2 :] if len(articles) >= 2 * _ENOUGH else articles
    shares = {field: sum(1 for article in newest if getattr(article, field)) for field in _FIELDS}
    first, last = (article.epoch_ms or 0 for article in (newest[0], newest[-1]))
    return UnknownSite(host, name, _script(newest), len(newest), shares, first, last)


def _name(host: str, taken: set[str]) -> str:
    """The first label of the host, or all of it where another publisher has that name."""
    short = host.partition(".")[0]
    return short if short not in taken else host.replace(".", "-")


def _script(articles: Iterable[Article]) -> str | None:
    text = "".join(article.body for article in articles)
    counts = {name: len(variant_pattern(name).findall(text)) for name in ("hans", "hant")}
    total = sum(counts.values())
    name = max(counts, key=lambda name: counts[name])
    return name if total >= _SOME and counts[name] >= _CLEAR * total else None


def _lines(found: UnknownSite) -> Iterator[str]:
    span = f"{format_minute(found.first)[:10]} to {format_minute(found.last)[:10]}"
    yield f"# Written by `newscheck init`, of {found.articles:,} articles from {span}."
    yield "# `newscheck schema site` tells what else can be said of a publisher."
    yield toml_writer.entry("hosts", [found.host])
    if found.script:
        yield toml_writer.entry("script", found.script)
    yield '# timezone = "Asia/Taipei"    # of its date lines: with it, wrong times are seen'
    yield ""
    if found.expects:
        yield "# What each of these articles has: one without is wrong."
        yield toml_writer.entry("expects", found.expects)
    for field, number in found.field_counts.items():
        if field not in found.expects and number:
            few = "" if found.articles >= _ENOUGH else f" (at least {_ENOUGH} are needed to expect it)"
            yield f"# {field}: in {number / found.articles:.0%} of them{few}"
