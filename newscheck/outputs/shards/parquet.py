"""A shard of findings as Parquet, and the way back; needs `pip install "newscheck[parquet]"`.

A column has the name of a key in the JSON report, and the value that a reader of JSON gets: null for a key that is not
there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from newscheck.containers.tables import batches, faults
from newscheck.errors import UsageError
from newscheck.model import Finding
from newscheck.outputs.json import encode, finding_dict

if TYPE_CHECKING:
    import pyarrow as pa

SUFFIX = ".parquet"
_MISSING = "needs pyarrow: pip install 'newscheck[parquet]'"
#: Findings of a row group: as many are in memory, unpacked.
_ROWS = 5_000


def content(findings: Iterable[Finding]) -> bytes:
    """The bytes of a file; the same findings and pyarrow give the same ones. Raises UsageError without pyarrow."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise UsageError(f"--findings parquet= {_MISSING}") from None
    schema, file = _schema(), BytesIO()
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for rows in _groups(findings):
            writer.write_table(pa.Table.from_pylist(rows, schema))
    return file.getvalue()


def rows(data: bytes) -> Iterator[bytes]:
    """The findings of a file, each as JSON. Raises ValueError, in one line, where it is damaged or holds anything else.

    Few are in memory at a time, however many a small file holds.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise ValueError(f"reading it {_MISSING}") from None
    if not data.startswith(batches.PARQUET):
        raise ValueError("no Parquet")
    try:
        fault = _other_columns(parquet.read_schema(BytesIO(data)))
        for batch in () if fault else batches.read(BytesIO(data)):
            yield from map(_row, batch.to_pylist())
    except (pa.ArrowException, *faults.ERRORS) as error:
        raise ValueError(faults.reason(error)) from None
    if fault:
        raise ValueError(fault)


def _row(values: dict[str, Any]) -> bytes:
    return msgspec.json.encode({name: value for name, value in values.items() if value is not None})


def _other_columns(found: pa.Schema) -> str:
    """What is different from the columns that are written here; empty for nothing."""
    own = _schema()
    if found.names != own.names:
        return "its columns are not those of findings"
    other = next((field.name for field, wanted in zip(found, own, strict=True) if not field.equals(wanted)), "")
    return other and f"its column {other} is not as newscheck writes it"


def _groups(findings: Iterable[Finding]) -> Iterator[list[dict[str, Any]]]:
    rows = (msgspec.json.decode(encode(finding_dict(finding))) for finding in findings)
    while group := list(islice(rows, _ROWS)):
        yield group


def _schema() -> pa.Schema:
    import pyarrow as pa

    text, number = pa.string(), pa.int64()
    related = pa.struct([("path", text), ("line", number), ("message", text)])
    texts = ("item", "pointer", "message", "evidence", "fingerprint")
    return pa.schema(
        [
            *((name, text) for name in ("rule", "severity", "path")),
            *((name, number) for name in ("line", "column")),
            *((name, text) for name in texts),
            ("related", pa.list_(related)),
            ("language", text),
        ]
    )
