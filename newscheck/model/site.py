"""A publisher and its layouts."""

from __future__ import annotations

from collections.abc import Mapping
from re import Pattern
from typing import Any

from msgspec import Struct


class Furniture(Struct, frozen=True):
    """The parts of a page that are not the article (`[furniture]` of a site).

    `texts` matches the beginning of each furniture block, `rest` of those after which everything is furniture.
    """

    attributes: tuple[str, ...] = ()
    classes: frozenset[str] = frozenset()
    texts: Pattern[str] | None = None
    rest: Pattern[str] | None = None
    words: Pattern[str] | None = None
    share_links: Pattern[str] | None = None


class SiteLayout(Struct, frozen=True):
    """A template of a site in a period, with what was normal then. `until` is exclusive."""

    name: str
    until: int | None = None
    url: Pattern[str] | None = None
    title: Pattern[str] | None = None
    html: str = ""
    lacks: frozenset[str] = frozenset()
    rules: Mapping[str, Any] = {}


class ExpectedField(Struct, frozen=True):
    """A field of a site's own that its items have (`[record]`): its `kind`, whether each item has it with a value, and
    the `values` that it may have, if they are known."""

    kind: str
    is_required: bool = True
    values: frozenset[str] = frozenset()


class Site(Struct, frozen=True):
    """A publisher (`sites/<name>.toml`). URL patterns are searched in the decoded URL; `day_first` is None where the
    site's order of day and month isn't known. `paths` are the beginnings of its URLs' paths where its hosts have other
    editions, too. `language` (ISO 639-1) is empty where each article shows its own;
    `record` has the fields that are expected beside those of the record."""

    name: str
    title: str = ""
    hosts: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    timezone: str | None = None
    since: int | None = None
    language: str = ""
    script: str | None = None
    record: Mapping[str, ExpectedField] = {}
    schema: str = "article"
    expects: frozenset[str] = frozenset()
    day_first: bool | None = None
    lead_image: str = "any"
    url_date: Pattern[str] | None = None
    url_slug: Pattern[str] | None = None
    url_article: Pattern[str] | None = None
    title_suffix: Pattern[str] | None = None
    stand_ins: tuple[str, ...] = ()
    furniture: Furniture = Furniture()
    layouts: tuple[SiteLayout, ...] = ()
    rules: Mapping[str, Any] = {}
