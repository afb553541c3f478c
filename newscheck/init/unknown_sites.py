"""Publishers that no site file describes: a site file for each, which expects what all of its articles have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newscheck.article.sites import GENERIC_SITE, registrable_domain
from newscheck.learn import site_language
from newscheck.learn.languages import script_of
from newscheck.learn.site_language import SiteLanguage
from newscheck.model import Article
from newscheck.text import toml_writer
from newscheck.text.timestamps import format_day
from newscheck.text.unicode_script import forms_in

#: Articles from which on a host is a publisher, and newest ones from which on their common fields are expected.
_MIN_ARTICLES, _MIN_NEWEST = 30, 100
#: The share of texts that are Chinese from which on a publisher may have a form of it.
_CHINESE = 0.95
#: A host that a site file can name; others (`[::1]`, `x_y.example`) are faults of the scraper.
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
#: No article is crawled in the year 5138: the epoch is in another unit.
_MAX_EPOCH = 10**14
#: The fields that a site can expect.
_FIELDS = ("dateline", "image", "lead")


class UnknownSite(NamedTuple):
    """A publisher: its host, the stem of its site file, its form of Chinese, and how many of its newest `articles` have
    each field; `first` and `last` are their times (ms since 1970). The language is None in a mixed feed."""

    host: str
    name: str
    script: str | None
    articles: int
    field_counts: dict[str, int]
    first: int
    last: int
    language: SiteLanguage | None = None

    @property
    def expects(self) -> list[str]:
        """The fields that all of its newest articles have."""
        return [field for field, number in self.field_counts.items() if number == self.articles >= _MIN_NEWEST]


def find(articles: Iterable[Article], known: Iterable[str] = ()) -> list[UnknownSite]:
    """The publishers of articles without a site; `known` are the names that other sites have."""
    by_host: dict[str, list[Article]] = {}
    for article in articles:
        is_dated = 0 < (article.epoch_ms or 0) < _MAX_EPOCH
        if is_dated and article.site.name == GENERIC_SITE and (host := registrable_domain(article.url)):
            by_host.setdefault(host, []).append(article)
    taken = set(known)
    unknown = []
    for host, own in sorted(by_host.items()):
        if len(own) >= _MIN_ARTICLES and _HOST.fullmatch(host):
            name = _name(host, taken)
            taken.add(name)
            unknown.append(_unknown_site(host, name, sorted(own, key=lambda article: article.epoch_ms or 0)))
    return unknown


def site_file(site: UnknownSite) -> str:
    """The text of a site file (TOML, `schemas/site.schema.json`)."""
    return "".join(f"{line}\n" for line in _lines(site))


def _unknown_site(host: str, name: str, articles: Sequence[Article]) -> UnknownSite:
    # A field that was lost for a while is expected; one that is gone for good isn't.
    newest = articles[len(articles) // 2 :] if len(articles) >= 2 * _MIN_NEWEST else articles
    counts = {field: sum(1 for article in newest if getattr(article, field)) for field in _FIELDS}
    first, last = (article.epoch_ms or 0 for article in (newest[0], newest[-1]))
    shown = [spoken for spoken in map(site_language.shown_by, newest) if spoken is not None]
    # A script makes Chinese the language of the site, which that of a mixed feed is not.
    is_chinese = shown.count("zh") >= _CHINESE * len(shown)
    script = script_of(forms_in(article.body) for article in newest) if is_chinese else None
    spoken = site_language.find(newest)
    return UnknownSite(host, name, script, len(newest), counts, first, last, spoken)


def _name(host: str, taken: set[str]) -> str:
    """The first label of the host, or all of it where another publisher has that name."""
    short = host.partition(".")[0]
    return short if short not in taken else host.replace(".", "-")


def _lines(site: UnknownSite) -> Iterator[str]:
    span = f"{format_day(site.first)} to {format_day(site.last)}"
    yield f"# Written by `newscheck init`, of {site.articles:,} articles from {span}."
    yield "# `newscheck sites learn` proposes more, `newscheck schema site` lists what else can be set for a publisher."
    yield toml_writer.entry("hosts", [site.host])
    if site.language:
        yield f"{toml_writer.entry('language', site.language.code)}    # of {site.language.support}"
    if site.script:
        yield toml_writer.entry("script", site.script)
    yield '# timezone = "Asia/Taipei"    # of its date lines: with it, wrong times are detected'
    yield ""
    if site.expects:
        yield "# All of these articles have this: one without it is a fault."
        yield toml_writer.entry("expects", site.expects)
    for field, number in site.field_counts.items():
        if field not in site.expects and number:
            few = "" if site.articles >= _MIN_NEWEST else f" (at least {_MIN_NEWEST} are needed to expect it)"
            yield f"# {field}: in {number / site.articles:.0%} of them{few}"
