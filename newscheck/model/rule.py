"""A rule, and what it may know."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

from msgspec import Struct

from newscheck.model.finding import Hit
from newscheck.model.site import Site, SiteLayout


class Schema(Protocol):
    """A compiled JSON Schema: a fast verdict, and for what fails an explanation."""

    def accepts(self, record: Mapping[str, Any]) -> bool:
        """Whether a record is valid."""

    def violations(self, record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """(JSON pointer, message) of each violation."""


class Context(Struct, frozen=True):
    """What a rule may know besides the thing it looks at. Time is data.

    `zones` are the time zones of all sites that have one, by name: the articles of a dump may be of several.
    """

    now: int
    site: Site
    layout: SiteLayout | None = None
    options: Mapping[str, Any] = {}
    schema: Schema | None = None
    zones: Mapping[str, str] = {}

    def expects(self, name: str) -> bool:
        """Whether an article of this site and layout normally has the record field `name`."""
        return name in self.site.expects and not (self.layout and name in self.layout.lacks)


class Rule(Struct, frozen=True):
    """A rule as found in the drawer: `scope` is what its check takes (document, article, dump or versions).

    An echo is silent about a field of which another rule has spoken. A rule that `uses_features` has to know what
    articles look like. `required_options` are options without which a rule is off, with the values that its examples
    have; what such a rule says depends on the time of the check."""

    id: str
    scope: str
    severity: str
    summary: str
    help: str
    check: Callable[[Any, Context], Iterator[Hit]]
    options: Mapping[str, Any]
    bad: tuple[Any, ...] = ()
    good: tuple[Any, ...] = ()
    is_fallback: bool = False
    uses_features: bool = False
    required_options: Mapping[str, Any] = {}


class RuleDescription(Struct, frozen=True):
    """What a report says of a rule that it names."""

    severity: str
    summary: str
    help: str
