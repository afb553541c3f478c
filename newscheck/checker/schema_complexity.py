"""How many schemas a JSON Schema stands for, with each of its references written out.

A few lines that refer to each other twice stand for millions, and whoever compares a record with them does so as often.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import log
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin

#: Keywords whose values are no schemas.
_PLAIN = frozenset(("const", "default", "enum", "examples", "required", "dependentRequired"))
#: Where schemas wait until a reference leads to them.
_DEFINITIONS = frozenset(("$defs", "definitions"))
_REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")
#: More is not counted.
_MOST = 1 << 40
#: Schemas that are compared with values, for one record.
_STEPS = 1_000_000


class SchemaComplexity(NamedTuple):
    """How many schemas one stands for; and by how many ways it comes back to one that it is in, for which the values of
    a record decide how often that is done."""

    schemas: int = 0
    recursive_paths: int = 0

    @property
    def max_depth(self) -> int | None:
        """So deep may be what is compared with it, that this takes no more than about `_STEPS`; None without limit."""
        return max(3, int(log(_STEPS, self.recursive_paths))) if self.recursive_paths > 1 else None


def complexity_of(schema: Any, base: str, documents: Mapping[str, Any]) -> SchemaComplexity:
    """What a schema at the URI `base` stands for; those that it refers to count as often as it does.

    `documents` are others by their URIs.
    """
    return _ComplexityCounter(documents).of(schema, base)


def is_nested_deeper(value: Any, levels: int) -> bool:
    """Whether lists and objects are in each other on more than so many levels."""
    level = [value]
    for _ in range(levels):
        level = [part for entry in level for part in _inner(entry)]
        if not level:
            return False
    return any(isinstance(entry, (Mapping, list)) for entry in level)


def _inner(value: Any) -> Iterable[Any]:
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, list) else ()


_UNDER_WAY = SchemaComplexity()


class _ComplexityCounter:
    """Counts each schema once, and remembers what it came to."""

    def __init__(self, documents: Mapping[str, Any]) -> None:
        self._documents = documents
        #: By their identities; those of which the parts are still looked at have none of their own yet.
        self._known: dict[int, SchemaComplexity] = {}

    def of(self, schema: Any, base: str) -> SchemaComplexity:
        """Without recursion: references may be as long a chain as they like."""
        stack = [(schema, base)]
        while stack:
            place, here = stack[-1]
            key = id(place)
            if key not in self._known:
                # Under way: who meets it again has come back to it.
                self._known[key] = _UNDER_WAY
                stack.extend(part for part in self._parts(place, here) if id(part[0]) not in self._known)
                continue
            stack.pop()
            if self._known[key] is _UNDER_WAY:
                parts = [self._known[id(part)] for part, _ in self._parts(place, here)]
                total = 1 + sum(part.schemas for part in parts)
                returns = sum(1 if part is _UNDER_WAY else part.recursive_paths for part in parts)
                self._known[key] = SchemaComplexity(min(total, _MOST), min(returns, _MOST))
        return self._known[id(schema)]

    def _parts(self, schema: Any, base: str) -> Iterator[tuple[Any, str]]:
        if isinstance(schema, list):
            yield from ((part, base) for part in schema if isinstance(part, (Mapping, list)))
        if not isinstance(schema, Mapping):
            return
        for name, value in schema.items():
            if name not in _PLAIN and name not in _DEFINITIONS and isinstance(value, (Mapping, list)):
                yield value, base
        for name in _REFERENCES:
            reference = schema.get(name)
            if isinstance(reference, str):
                # Not every kind of URI is one that references can be joined with.
                uri = base + reference if reference.startswith("#") else urljoin(base, reference)
                if (found := self._target(uri)) is not None:
                    yield found

    def _target(self, uri: str) -> tuple[Any, str] | None:
        """What a reference leads to, where it is a JSON pointer into a known document (RFC 6901)."""
        document, _, fragment = uri.partition("#")
        found: Any = self._documents.get(document)
        for part in unquote(fragment).split("/")[1:]:
            name = part.replace("~1", "/").replace("~0", "~")
            try:
                found = found[int(name) if isinstance(found, list) else name]
            except (KeyError, IndexError, ValueError, TypeError):
                return None
        return (found, document) if isinstance(found, (Mapping, list)) else None
