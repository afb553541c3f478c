"""Arrow: rows of a table as items, as the container `parquet` hands them on; no file is read by it alone."""

from __future__ import annotations

import json
import math
import warnings
from collections.abc import Iterator, Mapping
from itertools import repeat
from typing import TYPE_CHECKING, Any

from msgspec import json as msgspec_json
from msgspec.structs import replace

from newscheck.article import item_lists, items
from newscheck.article.item_mapping import ItemMapping
from newscheck.model import Document, InputFault, RawInput
from newscheck.readers import jsonl
from newscheck.text.encoding import decode
from newscheck.text.json_scanner import source_offset as source_offset
from newscheck.text.json_scanner import span as span

if TYPE_CHECKING:
    import pyarrow as pa

SUFFIXES: tuple[str, ...] = ()
#: Columns by which a table may have findings of newscheck.
FINDING = {"rule", "severity", "pointer", "fingerprint"}
_lines = msgspec_json.Encoder().encode_lines


def sniff(head: str) -> bool:
    """No text is a table."""
    return False


def read(raw: RawInput, text: str, mapping: ItemMapping) -> Iterator[Document]:
    """A fault: `read_utf8` has refused it."""
    fault = InputFault("unreadable", "no rows of a table")
    yield Document(raw.path, text, "arrow", faults=(fault,), origin=(raw.line, 1), is_blank=True)


def read_utf8(raw: RawInput, mapping: ItemMapping) -> Iterator[Document]:
    """A document for each row of a stream of Arrow, whose source is the row; its line is the row's number.

    Raises ValueError where it is none. Rows that may hold lists of items are searched as JSON Lines are.
    """
    schema, found = _table(raw.data)
    if {*schema.names} >= FINDING and _are_findings(found):
        yield Document(
            raw.path, "", "arrow", faults=(InputFault("own-report", ""),), origin=(raw.line, 1), is_blank=True
        )
        return
    # Rows have the same names: they differ only in the lists of objects that they hold.
    different = found if any(map(_may_hold_objects, schema.types)) else found[:1]
    if not all(map(item_lists.finder_for(mapping).is_item, different)):
        data = _lines(found)
        yield from jsonl.read(replace(raw, data=data, form="jsonl"), data.decode(), mapping)
        return

    def siblings() -> Iterator[Mapping[str, Any]]:
        return iter(found)

    for number, row in enumerate(found, raw.line):
        yield items.to_document(raw.path, row, "arrow", row, mapping, (number, 1), siblings=siblings)


def _are_findings(found: list[dict[str, Any]]) -> bool:
    from newscheck.text import own_reports  # few tables are such

    return own_reports.are_findings(found)


def rows(data: bytes) -> list[dict[str, Any]]:
    """The rows of a stream of Arrow, with values that JSON has. Raises ValueError where it is none."""
    return _table(data)[1]


def _table(data: bytes) -> tuple[pa.Schema, list[dict[str, Any]]]:
    import pyarrow as pa

    found: list[dict[str, Any]] = []
    try:
        with pa.ipc.open_stream(data) as batches:
            names = batches.schema.names
            for batch in batches:
                columns = map(_values, batch.columns)
                found += map(dict, map(zip, repeat(names), zip(*columns, strict=True)))
    except (pa.ArrowException, OSError) as error:
        raise ValueError(str(error)) from None
    return batches.schema, found


def _may_hold_objects(kind: pa.DataType) -> bool:
    """Whether values of a type may be lists of objects."""
    return kind.num_fields > 0 and not _is_plain(kind)


def _values(column: pa.Array) -> list[Any]:
    """The values of a column as JSON has them."""
    import pyarrow as pa

    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        try:
            texts: list[Any] = column.to_pylist()
        except UnicodeDecodeError:  # Arrow does not look into its strings.
            texts = [_decoded(value) for value in column.cast(pa.binary()).to_pylist()]
        return texts
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return [_decoded(value) for value in column.to_pylist()]
    if "map<" in str(kind):
        with warnings.catch_warnings():  # of a key that a map has twice, the last value is taken
            warnings.simplefilter("ignore", UserWarning)
            values: list[Any] = column.to_pylist(maps_as_pydicts="lossy")
    else:
        values = column.to_pylist()
    if pa.types.is_floating(kind):
        return [value if value is not None and math.isfinite(value) else None for value in values]
    return values if _is_plain(kind) else _as_json(values)


def _decoded(value: bytes | None) -> str | None:
    """The text that bytes are; None where they are an image or anything else."""
    return decode(value)[0] or None if value else None


def _is_plain(kind: pa.DataType) -> bool:
    """Whether Python's values of a type are those of JSON."""
    import pyarrow as pa

    types = pa.types
    if types.is_list(kind) or types.is_large_list(kind):
        return _is_plain(kind.value_type)
    checks = (types.is_string, types.is_large_string, types.is_integer, types.is_boolean, types.is_null)
    return any(check(kind) for check in checks)


def _as_json(values: list[Any]) -> list[Any]:
    """Values in which others may be: NaN, keys that are numbers, intervals; what has no form in JSON is its text."""
    try:
        data = msgspec_json.Encoder(enc_hook=str).encode(values)
    except (TypeError, ValueError):
        data = json.dumps(values, ensure_ascii=False, default=str, skipkeys=True).encode("utf-8", "replace")
    loaded: list[Any] = json.loads(data)
    return loaded
