#!/usr/bin/env bash
# A scraper leaves out what an article doesn't have, and writes its items to Parquet or Feather through pyarrow.
# Guess:    `Table.from_pylist(items)` has a column for each field that any item has, null where it is missing.
# Seen:     only those of the first item: the lead and the photo of all others are gone, without an error or a warning.
#           `RecordBatch.from_pylist` does the same; `RecordBatch.from_struct_array(pa.array(items))`, for which pyarrow
#           looks at the same items as one column, keeps every field. Behind an empty item there are no rows at all.
# Versions: pyarrow 26.0.1
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pyarrow==26.0.1
"$work/venv/bin/python" - <<'PYTHON'
import warnings

import pyarrow as pa

warnings.simplefilter("error")
ITEMS = [
    {"title": "港口周五重新开放", "url": "https://paper.example/1"},
    {"title": "渡轮班次减半", "url": "https://paper.example/2", "lead": "票价不变。", "image": "https://img.example/2.jpg"},
]
tables = {
    "Table.from_pylist": pa.Table.from_pylist(ITEMS),
    "RecordBatch.from_pylist": pa.RecordBatch.from_pylist(ITEMS),
    "from_struct_array": pa.RecordBatch.from_struct_array(pa.array(ITEMS)),
}
print(f"pyarrow {pa.__version__}")
for name, table in tables.items():
    print(f"{name:24}{', '.join(table.schema.names)}")
empty = pa.Table.from_pylist([{}, *ITEMS]).num_rows
print(f"rows of the two behind an empty item: {empty}")
columns = [sorted(table.schema.names) for table in tables.values()]
assert columns == [["title", "url"], ["title", "url"], ["image", "lead", "title", "url"]], "the behaviour has changed"
assert empty == 0, "the behaviour has changed"
PYTHON
