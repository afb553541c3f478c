"""JSON Schema: jsonschema-rs gives the verdict, and the reasons for it.

Patterns are those of ECMA-262, with Unicode's properties (`\\p{Script=Han}`). Those without look-around and
back-references take time in proportion to the text; the others may take a number of steps, and what needs more is
refused. `format` is not checked. Nothing is read here or fetched: what a schema refers to is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import jsonschema_rs

from newscheck.checker import schema_errors
from newscheck.checker.schema_complexity import complexity_of, is_nested_deeper
from newscheck.errors import UsageError

#: The URI of a schema that has none of its own.
_HERE = "newscheck:///own"
#: The drafts by their `$schema`, without its scheme and the empty fragment behind it.
_DRAFTS: Mapping[str, tuple[Any, int]] = {
    "json-schema.org/draft-04/schema": (jsonschema_rs.Draft4Validator, jsonschema_rs.Draft4),
    "json-schema.org/draft-06/schema": (jsonschema_rs.Draft6Validator, jsonschema_rs.Draft6),
    "json-schema.org/draft-07/schema": (jsonschema_rs.Draft7Validator, jsonschema_rs.Draft7),
    "json-schema.org/draft/2019-09/schema": (jsonschema_rs.Draft201909Validator, jsonschema_rs.Draft201909),
    "json-schema.org/draft/2020-12/schema": (jsonschema_rs.Draft202012Validator, jsonschema_rs.Draft202012),
}
_NEWEST = "json-schema.org/draft/2020-12/schema"
#: Steps of a pattern with look-around: some hundredths of a second.
_STEPS = 1_000_000
#: Each schema may refuse each value, and the engine explains all at once, in some kB each: of what comes to more than
#: so many only the first violation is told.
_MANY = 100_000
#: What a schema's references may stand for. A verdict on more would take seconds, and grow without bound.
_HEAVIEST = 100_000


class CompiledSchema:
    """A schema compiled once: `accepts` is the verdict, `violations` tells why not.

    It is read as the draft that its `$schema` names (4, 6, 7, 2019-09, 2020-12), which is 2020-12 where it names none.
    `known` are schemas that it may refer to by their `$id`, `base` is its own URI; `retrieve` gives what stands at any
    other URI, or raises UsageError. Raises UsageError where the schema is none, or refers to what isn't there.
    """

    def __init__(
        self,
        schema: dict[str, Any] | bool,
        known: Iterable[dict[str, Any]] = (),
        *,
        base: str = _HERE,
        retrieve: Callable[[str], Any] | None = None,
    ) -> None:
        self._base, self._schema = base, schema
        self._documents = {**{str(entry["$id"]): entry for entry in known}, base: schema}
        validator, draft = _draft(schema)
        retriever = _Retriever(retrieve or _refuse, self._documents)
        try:
            self._registry = jsonschema_rs.Registry(list(self._documents.items()), draft=draft, retriever=retriever)
            self._engine = validator(
                schema,
                registry=self._registry,
                base_uri=base,
                validate_formats=False,
                pattern_options=jsonschema_rs.FancyRegexOptions(backtrack_limit=_STEPS),
            )
        except (ValueError, TypeError) as error:
            raise retriever.refusal or UsageError(
                f"not a usable JSON Schema: {schema_errors.one_line(error)}"
            ) from None
        self._verdict = self._engine.is_valid
        self._extent = complexity_of(schema, base, self._documents)
        if self._extent.schemas > _HEAVIEST:
            raise UsageError(f"a schema whose references stand for over {_HEAVIEST:,} schemas")

    def accepts(self, record: Mapping[str, Any]) -> bool:
        """Whether a record is valid; what is no JSON (half a surrogate, too deep) is not."""
        if self._is_too_deep(record):
            return False
        try:
            return bool(self._verdict(record))
        except ValueError:
            return False

    def violations(self, record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """(JSON pointer, message) of each violation, by pointer; of a record of thousands of values, of the first.

        There is at least one for each record that is not accepted.
        """
        if self._is_too_deep(record):
            yield (
                "",
                f"nested over {self._extent.max_depth} deep, for a schema that comes back to itself in several ways",
            )
            return
        most = _MANY // self._extent.schemas
        is_long = sum(1 for _ in islice(_values(record), most + 1)) > most
        try:
            errors = self._first(record) if is_long else self._engine.iter_errors(record)
            told = sorted(map(schema_errors.relevant_error, errors), key=self._order)
        except ValueError as fault:
            yield "", f"the record can't be compared with a schema: {schema_errors.one_line(fault)}"
            return
        around = _SchemaLookup(self._registry.resolver(self._base))
        for error in told:
            words = schema_errors.message_for(error, record, around)
            yield schema_errors.pointer(error), f"{words} (only the first violation is told)" if is_long else words

    def _is_too_deep(self, record: Any) -> bool:
        deepest = self._extent.max_depth
        return deepest is not None and is_nested_deeper(record, deepest)

    def _order(self, error: Any) -> Any:
        return schema_errors.sort_key(error, self._schema, self._documents)

    def _first(self, record: Mapping[str, Any]) -> Iterator[Any]:
        try:
            self._engine.validate(record)
        except jsonschema_rs.ValidationError as error:
            yield error


class _Retriever:
    """What the engine asks for a URI that it does not know: keeps what it is given, and why it is given nothing."""

    def __init__(self, retrieve: Callable[[str], Any], documents: dict[str, Any]) -> None:
        self._retrieve = retrieve
        self._documents = documents
        self.refusal: UsageError | None = None

    def __call__(self, uri: str) -> Any:
        try:
            self._documents[uri] = self._retrieve(uri)
            return self._documents[uri]
        except UsageError as error:
            self.refusal = self.refusal or error
            raise ValueError(str(error)) from None


class _SchemaLookup:
    """The schema in which an error's keyword stands, or None; looked up once for each place."""

    def __init__(self, resolver: Any) -> None:
        self._resolver = resolver
        self._known: dict[str, Any] = {}

    def __call__(self, error: Any) -> Any:
        place, _, last = (error.absolute_keyword_location or "").rpartition("/")
        # Of dependencies, the engine tells the number of the name, too.
        if last.isdigit() and not isinstance(error.schema_path[-1], int):
            place = place.rpartition("/")[0]
        if place not in self._known:
            self._known[place] = self._found(place)
        return self._known[place]

    def _found(self, place: str) -> Any:
        try:
            return self._resolver.lookup(place).contents if "#" in place else None
        except jsonschema_rs.ReferencingError:
            return None


def draft_of(schema: Any) -> str:
    """The name of the draft that a schema is written in. Raises UsageError where its `$schema` is unknown."""
    given = schema.get("$schema") if isinstance(schema, Mapping) else None
    if given is None:
        return _NEWEST
    name = given.removesuffix("#").partition("://")[2] if isinstance(given, str) else ""
    if name not in _DRAFTS:
        known = ", ".join(draft.split("/")[-2].removeprefix("draft-0") for draft in _DRAFTS)
        raise UsageError(f"$schema {given!r} is unknown: of JSON Schema the drafts {known} are known")
    return name


def _draft(schema: Any) -> tuple[Any, int]:
    return _DRAFTS[draft_of(schema)]


def _values(value: Any) -> Iterator[Any]:
    """A value and all that are in it."""
    stack = [value]
    while stack:
        value = stack.pop()
        yield value
        if isinstance(value, Mapping):
            stack.extend(value.values())
        elif isinstance(value, (list, tuple)):
            stack.extend(value)


def _refuse(uri: str) -> Any:
    raise UsageError(f"{uri} is not one of newscheck's schemas, and nothing is fetched")
