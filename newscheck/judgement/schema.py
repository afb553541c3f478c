"""JSON Schema: jsonschema-rs gives the verdict, jsonschema the explanation of what fails."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import jsonschema_rs

from newscheck.errors import UsageError

#: Characters of a value that a message quotes.
_SHOWN = 60
#: Violations that are looked at: each takes some kB, and a record may have as many as it has values.
_MOST = 1_000


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
        """(JSON pointer, message) of each of the first thousand violations, by pointer."""
        if self._reasons is None:
            self._reasons = self._explainer()
        errors = sorted(
            map(_meant, islice(self._reasons.iter_errors(record), _MOST)),
            key=lambda error: [str(part) for part in error.absolute_path],
        )
        for error in errors:
            pointer = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in error.absolute_path)
            yield pointer, _words(error)

    def _explainer(self) -> Any:
        import jsonschema
        from referencing import Registry, Resource

        resources = [(uri, Resource.from_contents(entry)) for uri, entry in self.known.items()]
        return jsonschema.Draft202012Validator(self.schema, registry=Registry().with_resources(resources))


def _meant(error: Any) -> Any:
    """What is wrong with the one of several forms that a value has the type of; else what is wrong with all."""
    if error.validator != "anyOf":
        return error
    forms: dict[int, list[Any]] = {}
    for inner in error.context:
        forms.setdefault(inner.schema_path[0], []).append(inner)
    fitting = [own for own in forms.values() if not any(each.validator == "type" and not each.path for each in own)]
    return _meant(fitting[0][0]) if len(fitting) == 1 else error


def _words(error: Any) -> str:
    """A violation in the words of JSON, with what the schema says of the field."""
    message = error.message
    if error.validator == "type":
        wanted = error.validator_value if isinstance(error.validator_value, str) else " or ".join(error.validator_value)
        message = f"{_shown(error.instance)} is not of type {wanted}"
    elif error.validator == "pattern":
        message = f"{_shown(error.instance)} is not of the form {error.validator_value}"
    elif error.validator == "anyOf" and all(inner.validator == "type" for inner in error.context):
        wanted = " or ".join(dict.fromkeys(inner.validator_value for inner in error.context))
        message = f"{_shown(error.instance)} is not of type {wanted}"
    elif error.validator == "not":
        wrong = "has what it may not have" if isinstance(error.instance, str) else "is of the wrong type"
        message = f"{_shown(error.instance)} {wrong}"
    about = error.schema.get("description") if isinstance(error.schema, dict) and error.absolute_path else None
    return f"{message} ({about})" if about else str(message)


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _refuse(uri: str) -> Any:
    raise ValueError(f"{uri} is not one of newscheck's schemas, and nothing is fetched")
