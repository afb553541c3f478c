"""JSON Schema: jsonschema-rs gives the verdict, jsonschema the explanation of what fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import jsonschema_rs

from newscheck.model import UsageError

#: The schemas of the package refer to each other, and a user's schema to them, by this prefix of their `$id`.
PREFIX = "urn:newscheck:schema:"


class Compiled:
    """A schema compiled once: `accepts` is the verdict, `explain` tells why not.

    Raises UsageError where the schema is none, or refers to one that isn't here (nothing is ever fetched).
    """

    def __init__(self, schema: dict[str, Any] | bool, known: Iterable[dict[str, Any]] = ()) -> None:
        self.schema = schema
        self.known = {str(entry["$id"]): entry for entry in known}
        try:
            registry = jsonschema_rs.Registry(list(self.known.items()), retriever=_refuse)
            self._verdict = jsonschema_rs.Draft202012Validator(schema, registry=registry).is_valid
        except (ValueError, TypeError) as error:
            reason = str(error).strip().partition("\n")[0]
            raise UsageError(f"not a usable JSON Schema: {reason}") from None
        self._reasons: Any = None

    def accepts(self, record: Mapping[str, Any]) -> bool:
        """Whether a record is valid."""
        return self._verdict(record)

    def explain(self, record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """(JSON pointer, message) of each violation, by pointer."""
        if self._reasons is None:
            self._reasons = self._explainer()
        errors = sorted(
            self._reasons.iter_errors(record), key=lambda error: [str(part) for part in error.absolute_path]
        )
        for error in errors:
            pointer = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in error.absolute_path)
            yield pointer, error.message

    def _explainer(self) -> Any:
        import jsonschema
        from referencing import Registry, Resource

        resources = [(uri, Resource.from_contents(entry)) for uri, entry in self.known.items()]
        return jsonschema.Draft202012Validator(self.schema, registry=Registry().with_resources(resources))


def _refuse(uri: str) -> Any:
    raise ValueError(f"{uri} is not one of newscheck's schemas, and nothing is fetched")
