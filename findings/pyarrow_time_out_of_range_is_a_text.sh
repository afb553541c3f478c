#!/usr/bin/env bash
# A table of articles whose column of times has a wrong unit in one row: milliseconds in a column of seconds.
# Guess:    casting it to text, or writing it as CSV, raises, or gives a year far away as `strftime` does.
# Seen:     the text is `<value out of range: 1692212640000>`, a value like any other: it is in the CSV file, without an
#           error (safe=True, the default), and no null. Only `to_pylist` raises.
# Versions: pyarrow 26.0.1
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pyarrow==26.0.1
"$work/venv/bin/python" - <<'PYTHON'
import io

import pyarrow as pa
from pyarrow import compute, csv

times = pa.array([1_692_212_640, 1_692_212_640_000], pa.timestamp("s"))
texts = times.cast(pa.string(), safe=True).to_pylist()
file = io.BytesIO()
csv.write_csv(pa.table({"time": times}), file)
written = file.getvalue().decode().split()[-5:]
year = compute.strftime(times)[1].as_py().partition("-01-31")[0]
try:
    values = times.to_pylist()
except OverflowError as error:
    values = f"{type(error).__name__}: {error}"
print(f"pyarrow {pa.__version__}, text: {texts}")
print(f"CSV: {' '.join(written)};  strftime: the year {year};  to_pylist: {values}")
assert texts == ["2023-08-16 19:04:00", "<value out of range: 1692212640000>"], "the behaviour has changed"
assert " ".join(written).endswith("<value out of range: 1692212640000>"), "the behaviour has changed"
assert values == "OverflowError: date value out of range", "the behaviour has changed"
PYTHON
