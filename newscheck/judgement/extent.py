"""How many schemas a JSON Schema stands for, with each of its references written out.

A few lines that refer to each other twice stand for millions, and whoever compares a record with them does so as often.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urljoin

#: Keywords whose values are no schemas.
_PLAIN = frozenset(("const", "default", "enum", "examples", "required", "dependentRequired"))
#: Where schemas wait until a reference leads to them.
_DEFINITIONS = frozenset(("$defs", "definitions"))
_REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")
#: More is not counted.
_MOST = 1 << 40


def weight(schema: Any, base: str, documents: Mapping[str, Any]) -> int:
    """The number of schemas in one at the URI `base`; those that it refers to count as often as it does.

    `documents` are others by their URIs. A schema that comes back to itself counts once on the way: how often that is
    done depends on the record.
    """
    return _Count(documents).of(schema, base)


class _Count:
    """Counts each schema once, and remembers what it came to."""

    def __init__(self, documents: Mapping[str, Any]) -> None:
        self._documents = documents
        self._known: dict[int, int] = {}

    def of(self, schema: Any, base: str) -> int:
        """Without recursion: references may be as long a chain as they like."""
        stack = [(schema, base)]
        while stack:
            place, here = stack[-1]
            key = id(place)
            if self._known.get(key, 0) > 0:
                stack.pop()
            elif key not in self._known:
                # Under way: who meets it again has come back to it.
                self._known[key] = 0
                stack.extend(part for part in self._parts(place, here) if id(part[0]) not in self._known)
            else:
                total = 1 + sum(self._known.get(id(part), 0) for part, _ in self._parts(place, here))
                self._known[key] = min(total, _MOST)
                stack.pop()
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
