#!/usr/bin/env bash
# The compact form of ISO 8601, in which GDELT and many file names have their times: 20230816T210405Z.
# Guess:    dateparser reads it as it reads 2023-08-16T21:04:05Z, or gives None.
# Seen:     it is a naive time in the 15th century at the minute in which the program runs (digits and letters are taken
#           for spans before now). Without the Z it is None; dateutil and Python's own fromisoformat read both.
# Versions: dateparser 1.5.0, python-dateutil 4.0.0
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check dateparser==1.5.0 python-dateutil==4.0.0
"$work/venv/bin/python" - <<'PYTHON'
from datetime import datetime
from importlib.metadata import version

import dateparser
from dateutil import parser

print(f"dateparser {version('dateparser')}, python-dateutil {version('python-dateutil')}")
extended, compact, naive = (dateparser.parse(text) for text in ("2023-08-16T21:04:05Z", "20230816T210405Z", "20230816T210405"))
print(f"2023-08-16T21:04:05Z: {extended};  20230816T210405Z: {compact};  20230816T210405: {naive}")
right = {parser.parse("20230816T210405Z"), datetime.fromisoformat("20230816T210405Z")}
print(f"dateutil and fromisoformat: {', '.join(map(str, right))}")
assert {str(extended)} == {str(time) for time in right} == {"2023-08-16 21:04:05+00:00"}, "the behaviour has changed"
assert compact is not None and 1300 < compact.year < 1600 and compact.tzinfo is None, "the behaviour has changed"
assert naive is None, "the behaviour has changed"
PYTHON
