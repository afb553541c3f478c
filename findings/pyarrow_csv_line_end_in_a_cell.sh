#!/usr/bin/env bash
# Articles in a CSV file whose bodies have line ends, in quotes, as Python's csv writes them; it has grown over a megabyte.
# Guess:    pyarrow.csv reads it as it reads the same file of ten articles, which is right.
# Seen:     it cuts the file into blocks of 1 MB at any line end. Where that is one in a cell, the second paragraph becomes
#           an article with the title "The harbour reopens on Friday"; the article before it is cut off, or is gone and the
#           number of rows is right. No error, no warning: only where the paragraph has no comma, or two, an error tells
#           of it. `ParseOptions(newlines_in_values=True)` reads all.
# Versions: pyarrow 26.0.1
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pyarrow==26.0.1
"$work/venv/bin/python" - <<'PYTHON'
import csv as python_csv
import io

import pyarrow
from pyarrow import csv


def read(said, number, **options):
    """The number of rows that pyarrow reads, and those that are no article of the file."""
    body = f"Fishermen welcomed the agreement.\nThe harbour reopens on Friday, {said} said."
    articles = [(f"Rescue {at}", body) for at in range(number)]
    file = io.StringIO()
    python_csv.writer(file, lineterminator="\n").writerows([("title", "body"), *articles])
    rows = csv.read_csv(io.BytesIO(file.getvalue().encode()), **options).to_pylist()
    written = set(articles)
    return len(rows), [tuple(row.values()) for row in rows if tuple(row.values()) not in written]


few, one_gone, one_cut = read("it", 10), read("the ministry", 15_000), read("it", 15_000)
whole = read("it", 15_000, parse_options=csv.ParseOptions(newlines_in_values=True))
print(f"pyarrow {pyarrow.__version__}; articles, rows read, rows that nobody has written:")
for number, (rows, others) in ((10, few), (15_000, one_gone), (15_000, one_cut), (15_000, whole)):
    print(f"{number:7,} {rows:7,}  {others}")
assert few == (10, []) and whole == (15_000, []), "the behaviour has changed"
assert one_gone == (15_000, [("The harbour reopens on Friday", ' the ministry said."')]), "the behaviour has changed"
assert one_cut[0] == 15_001, "the behaviour has changed"
assert one_cut[1][1:] == [("The harbour reopens on Friday", ' it said."')], "the behaviour has changed"
PYTHON
