"""How many schemas a JSON Schema expands to when each of its references is replaced by its target.

A few definitions that refer to each other twice expand to millions, and a validator may apply each of them to a record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import log
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin

#: Keywords whose values are not schemas.
_PLAIN = frozenset(("const", "default", "enum", "examples", "required", "dependentRequired"))
#: Keywords whose schemas apply only by reference.
_DEFINITIONS = frozenset(("$defs", "definitions"))
_REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")
#: The highest count.
_MAX_COUNT = 1 << 40
#: The most times that schemas are applied to the values of one record.
_MAX_STEPS = 1_000_000


class SchemaComplexity(NamedTuple):
    """How many schemas one expands to, and in how many ways it refers back to a schema that contains it; how often the
    latter applies depends on the record."""

    schemas: int = 0
    recursive_paths: int = 0

    @property
    def max_depth(self) -> int | None:
        """The depth of a record at which validation takes about `_MAX_STEPS`; None without a limit."""
        return max(3, int(log(_MAX_STEPS, self.recursive_paths))) if self.recursive_paths > 1 else None


def complexity_of(schema: Any, base: str, documents: Mapping[str, Any]) -> SchemaComplexity:
    """The complexity of a schema at the URI `base`; the target of a reference counts once for each reference.

    `documents` are schemas by URI.
    """
    return _ComplexityCounter(documents).of(schema, base)


def is_nested_deeper(value: Any, levels: int) -> bool:
    """Whether lists and objects are nested on more than so many levels."""
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


#: Marks a schema whose parts are still being counted.
_PENDING = SchemaComplexity()


class _ComplexityCounter:
    """Counts each schema once, and caches the result."""

    def __init__(self, documents: Mapping[str, Any]) -> None:
        self._documents = documents
        #: Results by the identity (`id`) of the schema.
        self._known: dict[int, SchemaComplexity] = {}

    def of(self, schema: Any, base: str) -> SchemaComplexity:
        """The complexity of a schema, computed without recursion: a chain of references may be of any length."""
        stack = [(schema, base)]
        while stack:
            part, here = stack[-1]
            key = id(part)
            if key not in self._known:
                # Whatever meets it from here on refers back to it.
                self._known[key] = _PENDING
                stack.extend(inner for inner in self._parts(part, here) if id(inner[0]) not in self._known)
                continue
            stack.pop()
            if self._known[key] is _PENDING:
                parts = [self._known[id(inner)] for inner, _ in self._parts(part, here)]
                total = 1 + sum(part.schemas for part in parts)
                recursive_paths = sum(1 if part is _PENDING else part.recursive_paths for part in parts)
                self._known[key] = SchemaComplexity(min(total, _MAX_COUNT), min(recursive_paths, _MAX_COUNT))
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
                # urljoin drops a base with an unknown scheme.
                uri = base + reference if reference.startswith("#") else urljoin(base, reference)
                if (target := self._target(uri)) is not None:
                    yield target

    def _target(self, uri: str) -> tuple[Any, str] | None:
        """The target of a reference, where it is a JSON pointer (RFC 6901) into a known document."""
        document, _, fragment = uri.partition("#")
        target: Any = self._documents.get(document)
        for part in unquote(fragment).split("/")[1:]:
            name = part.replace("~1", "/").replace("~0", "~")
            try:
                target = target[int(name) if isinstance(target, list) else name]
            except (KeyError, IndexError, ValueError, TypeError):
                return None
        return (target, document) if isinstance(target, (Mapping, list)) else None
