"""A shard of findings as Parquet; needs `pip install "newscheck[parquet]"`.

A column has the name of a key in the JSON report, and the value that a reader of JSON gets: null for a key that is not
there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from newscheck.errors import UsageError
from newscheck.model import Finding
from newscheck.outputs.json import encode, finding_dict

if TYPE_CHECKING:
    import pyarrow as pa

SUFFIX = ".parquet"
#: Findings of a row group: as many are in memory, unpacked.
_ROWS = 5_000


def content(findings: Iterable[Finding]) -> bytes:
    """The bytes of a file; the same findings and pyarrow give the same ones. Raises UsageError without pyarrow."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise UsageError("--findings parquet= needs pyarrow: pip install 'newscheck[parquet]'") from None
    schema, file = _schema(), BytesIO()
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for rows in _groups(findings):
            writer.write_table(pa.Table.from_pylist(rows, schema))
    return file.getvalue()


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
