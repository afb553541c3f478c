"""JSON Schema: jsonschema-rs validates records and explains violations.

Patterns are ECMA-262 with Unicode properties (`\\p{Script=Han}`). Those without look-around and back-references take
time in proportion to the text; the others have a step limit, and a text that needs more is refused. `format` is not
checked. Nothing is read or fetched here: the caller passes what a schema refers to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import jsonschema_rs

from newscheck.checker import schema_errors
from newscheck.checker.schema_complexity import complexity_of, is_nested_deeper
from newscheck.errors import UsageError

#: The URI of a schema without one.
_DEFAULT_URI = "newscheck:///own"
#: Drafts by their `$schema`, without its scheme and empty fragment.
_DRAFTS: Mapping[str, tuple[Any, int]] = {
    "json-schema.org/draft-04/schema": (jsonschema_rs.Draft4Validator, jsonschema_rs.Draft4),
    "json-schema.org/draft-06/schema": (jsonschema_rs.Draft6Validator, jsonschema_rs.Draft6),
    "json-schema.org/draft-07/schema": (jsonschema_rs.Draft7Validator, jsonschema_rs.Draft7),
    "json-schema.org/draft/2019-09/schema": (jsonschema_rs.Draft201909Validator, jsonschema_rs.Draft201909),
    "json-schema.org/draft/2020-12/schema": (jsonschema_rs.Draft202012Validator, jsonschema_rs.Draft202012),
}
_NEWEST = "json-schema.org/draft/2020-12/schema"
#: The step limit of a pattern with look-around: some hundredths of a second.
_BACKTRACK_LIMIT = 1_000_000
#: The most pairs of a schema and a value for which all violations are reported: each may be one, and the engine
#: explains all at once, in some kB each. Above that, only the first violation is reported.
_MAX_PAIRS = 100_000
#: The most schemas that one may expand to. Validation with more would take seconds, and grow without bound.
_MAX_SCHEMAS = 100_000


class CompiledSchema:
    """A compiled schema: `accepts` validates a record, `violations` explains why it is invalid.

    The draft is the one that `$schema` names (4, 6, 7, 2019-09, 2020-12), by default 2020-12. `known` are schemas that
    it may refer to by their `$id`, `base` is its own URI; `retrieve` returns the schema at any other URI, or raises
    UsageError. Raises UsageError where the schema is not valid, or a reference can't be resolved.
    """

    def __init__(
        self,
        schema: dict[str, Any] | bool,
        known: Iterable[dict[str, Any]] = (),
        *,
        base: str = _DEFAULT_URI,
        retrieve: Callable[[str], Any] | None = None,
    ) -> None:
        self._base, self._schema = base, schema
        self._documents = {**{str(entry["$id"]): entry for entry in known}, base: schema}
        validator, draft = _DRAFTS[draft_of(schema)]
        retriever = _Retriever(retrieve or _refuse, self._documents)
        try:
            self._registry = jsonschema_rs.Registry(list(self._documents.items()), draft=draft, retriever=retriever)
            self._engine = validator(
                schema,
                registry=self._registry,
                base_uri=base,
                validate_formats=False,
                pattern_options=jsonschema_rs.FancyRegexOptions(backtrack_limit=_BACKTRACK_LIMIT),
            )
        except (ValueError, TypeError) as error:
            raise retriever.refusal or UsageError(
                f"not a usable JSON Schema: {schema_errors.one_line(error)}"
            ) from None
        self._is_valid = self._engine.is_valid
        self._complexity = complexity_of(schema, base, self._documents)
        if self._complexity.schemas > _MAX_SCHEMAS:
            raise UsageError(f"a schema whose references stand for over {_MAX_SCHEMAS:,} schemas")

    def accepts(self, record: Mapping[str, Any]) -> bool:
        """Whether a record is valid; what is not JSON (a lone surrogate, too deep) is not."""
        if self._is_too_deep(record):
            return False
        try:
            return bool(self._is_valid(record))
        except ValueError:
            return False

    def violations(self, record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """(JSON pointer, message) of each violation, by pointer; only the first for a record with too many values.

        There is at least one for each record that is not accepted.
        """
        if self._is_too_deep(record):
            depth = self._complexity.max_depth
            yield "", f"nested over {depth} deep, for a schema that comes back to itself in several ways"
            return
        max_values = _MAX_PAIRS // self._complexity.schemas
        is_long = sum(1 for _ in islice(_values(record), max_values + 1)) > max_values
        try:
            errors = self._first(record) if is_long else self._engine.iter_errors(record)
            relevant = sorted(map(schema_errors.relevant_error, errors), key=self._order)
        except ValueError as fault:
            yield "", f"the record can't be compared with a schema: {schema_errors.one_line(fault)}"
            return
        schema_of = _SchemaLookup(self._registry.resolver(self._base))
        # These words are part of the fingerprint where a violation has no evidence: they stay.
        remark = " (only the first violation is reported)" if is_long else ""
        for error in relevant:
            message = schema_errors.message_for(error, record, schema_of)
            yield schema_errors.pointer(error), f"{message}{remark}"

    def _is_too_deep(self, record: Any) -> bool:
        max_depth = self._complexity.max_depth
        return max_depth is not None and is_nested_deeper(record, max_depth)

    def _order(self, error: Any) -> Any:
        return schema_errors.sort_key(error, self._schema, self._documents)

    def _first(self, record: Mapping[str, Any]) -> Iterator[Any]:
        try:
            self._engine.validate(record)
        except jsonschema_rs.ValidationError as error:
            yield error


class _Retriever:
    """Resolves URIs for the engine; keeps the documents that it retrieves, and the first refusal."""

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
    """The schema that has an error's keyword, or None; looked up once for each location."""

    def __init__(self, resolver: Any) -> None:
        self._resolver = resolver
        self._known: dict[str, Any] = {}

    def __call__(self, error: Any) -> Any:
        location, _, last = (error.absolute_keyword_location or "").rpartition("/")
        # For dependencies, the engine adds the index of the name.
        if last.isdigit() and not isinstance(error.schema_path[-1], int):
            location = location.rpartition("/")[0]
        if location not in self._known:
            self._known[location] = self._lookup(location)
        return self._known[location]

    def _lookup(self, location: str) -> Any:
        try:
            return self._resolver.lookup(location).contents if "#" in location else None
        except jsonschema_rs.ReferencingError:
            return None


def draft_of(schema: Any) -> str:
    """The name of a schema's draft. Raises UsageError where its `$schema` is unknown."""
    given = schema.get("$schema") if isinstance(schema, Mapping) else None
    if given is None:
        return _NEWEST
    name = given.removesuffix("#").partition("://")[2] if isinstance(given, str) else ""
    if name not in _DRAFTS:
        known = ", ".join(draft.split("/")[-2].removeprefix("draft-0") for draft in _DRAFTS)
        raise UsageError(f"$schema {given!r} is unknown: newscheck supports the JSON Schema drafts {known}")
    return name


def _values(value: Any) -> Iterator[Any]:
    """A value and all values in it."""
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
