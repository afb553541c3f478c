"""A JSON Schema of the user's: its file, and the files beside it that it refers to.

A `$ref` may name a file of the same repository (without one: of the schema's folder and those below), also by the `$id`
that a schema declares. Nothing else is read and nothing is fetched: the author of a schema can neither find out what
else is on the disk nor send anything anywhere.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

from newscheck.checker import schema_portability
from newscheck.checker.json_schema import CompiledSchema, draft_of
from newscheck.engine.files import regular_file
from newscheck.engine.files.path_names import display_path
from newscheck.engine.settings import package_data, toml_file
from newscheck.errors import UsageError, reason

#: Bytes of a schema's file, and how many files one schema may refer to.
_LONGEST, _MOST = 16_000_000, 100


class CustomSchema:
    """The compiled schema in a file, and all files that it refers to.

    `documents` is the JSON in each file by its path, `texts` its bytes; the schema's own file comes first.
    Raises UsageError where a file can't be read, or may not be.
    """

    def __init__(self, file: str) -> None:
        self.documents: dict[str, Any] = {}
        self.texts: dict[str, bytes] = {}
        self._file = file
        #: Folders by the beginnings of the URIs that their files have by the `$id` of one of them.
        self._named: dict[str, str] = {}
        try:
            path = os.path.abspath(file)
            self._root = str(toml_file.repository_root(Path(path).parent))
            schema = self._take(file)
            if not isinstance(schema, (dict, bool)):
                raise UsageError("a JSON Schema is an object")
            known, base = package_data.schemas().values(), Path(path).as_uri()
            self.compiled = CompiledSchema(schema, known, base=base, retrieve=self._retrieve)
        except (UsageError, ValueError) as error:
            raise UsageError(f"schema {file}: {error}") from None

    @property
    def remarks(self) -> list[str]:
        """What other programs read differently in the schema."""
        return [f"schema {self._file}: {remark}" for remark in schema_portability.remarks(self.documents.values())]

    def _take(self, path: str) -> Any:
        """The JSON in a file. Other URIs in the folder of its `$id` lead to files beside it."""
        self.texts[path] = data = _read(path)
        schema = _parse(data)
        draft_of(schema)
        self.documents[path] = schema
        given = schema.get("$id", schema.get("id")) if isinstance(schema, Mapping) else None
        if isinstance(given, str) and urlsplit(given).netloc:
            self._named.setdefault(urljoin(given, "."), os.path.dirname(os.path.abspath(path)))
        return schema

    def _retrieve(self, uri: str) -> Any:
        path = self._local(uri)
        try:
            if path is None or "\0" in path:
                raise UsageError("neither a file beside the schema nor one of newscheck's, and nothing is fetched")
            if len(self.documents) > _MOST:
                raise UsageError(f"the schema refers to more than {_MOST} files")
            return self._take(self._inside(path))
        except UsageError as error:
            raise UsageError(f"$ref to {display_path(path) if path else uri}: {error}") from None

    def _inside(self, path: str) -> str:
        """The real path of a file below the root: a path that leads out of it, also by links, is not accessed."""
        real = os.path.realpath(path)
        if not real.startswith(os.path.join(self._root, "")):
            raise UsageError(f"outside of {display_path(self._root)}, and nothing is read from there")
        return real

    def _local(self, uri: str) -> str | None:
        """Where on this disk a URI leads, if at all."""
        parts = urlsplit(uri)
        if parts.scheme == "file" and not (parts.netloc or parts.query):
            return _decoded(parts.path)
        home = max((home for home in self._named if uri.startswith(home)), key=len, default=None)
        return home and os.path.join(self._named[home], _decoded(uri.removeprefix(home)))


def _decoded(path: str) -> str:
    return os.fsdecode(unquote_to_bytes(path))


def _read(path: str) -> bytes:
    try:
        return regular_file.content(path, _LONGEST)
    except OSError as error:
        raise UsageError(reason(error)) from None


def _parse(data: bytes) -> Any:
    try:
        return json.loads(data.decode(), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"not JSON: {error}") from None


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")
