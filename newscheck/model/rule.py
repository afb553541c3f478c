"""A rule, and its context."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

from msgspec import Struct

from newscheck.model.site import Site, SiteLayout


class Schema(Protocol):
    """A compiled JSON Schema: validates fast, and explains failures."""

    def accepts(self, record: Mapping[str, Any]) -> bool:
        """Whether a record is valid."""

    def violations(self, record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """(JSON pointer, message) of each violation."""


class Context(Struct, frozen=True):
    """The context that a rule receives with its article or dump. Time is data.

    `zones` maps the names of sites to their time zones, `languages` to their languages where these are known: the
    articles of a dump may be of several sites.
    """

    now: int
    site: Site
    layout: SiteLayout | None = None
    options: Mapping[str, Any] = {}
    schema: Schema | None = None
    zones: Mapping[str, str] = {}
    languages: Mapping[str, str] = {}

    def expects(self, name: str) -> bool:
        """Whether an article of this site and layout normally has the record field `name`."""
        return name in self.site.expects and not (self.layout and name in self.layout.lacks)


class Rule(Struct, frozen=True):
    """A rule of the registry folder. `scope` is what its check takes (document, article, dump or versions).

    `check` yields a `Hit` for a document or an article, and a `DumpHit` for a dump or versions. A fallback rule reports
    nothing about a field that another rule has flagged. A rule that `uses_features` needs the features of the articles;
    one that `uses_history` of the layouts runs after the others; one that `compares_articles` reports nothing about a
    dump of a single article. `required_options` are options without which a rule is off, with the values for its
    examples; the findings of such a rule depend on the time of the check. `aliases` are the ids that it had before, the
    first one first: settings may use them, and fingerprints do. A rule of the dump `stands_for` rules about single
    articles: what they report about a site that it reports, too, is counted in its finding. `usual_in` gives the sites
    in which what a rule about an article reports of `/epoch_ms` is usual, and no finding."""

    id: str
    scope: str
    severity: str
    summary: str
    help: str
    check: Callable[[Any, Context], Iterator[Any]]
    options: Mapping[str, Any]
    bad: tuple[Any, ...] = ()
    good: tuple[Any, ...] = ()
    is_fallback: bool = False
    uses_features: bool = False
    uses_history: bool = False
    compares_articles: bool = False
    required_options: Mapping[str, Any] = {}
    aliases: tuple[str, ...] = ()
    stands_for: tuple[str, ...] = ()
    usual_in: Callable[[Any, Context], frozenset[str]] | None = None


class RuleDescription(Struct, frozen=True, omit_defaults=True):
    """A rule as described in a report; `aliases` are ids that it had before."""

    severity: str
    summary: str
    help: str
    aliases: tuple[str, ...] = ()
