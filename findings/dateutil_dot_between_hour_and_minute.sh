#!/usr/bin/env bash
# Pages that write the time with a dot: "9.04pm Wed 16 Aug 2023", "21.04, 16 Aug 2023" (a style of British papers).
# Guess:    dateutil reads it, or raises ParserError.
# Seen:     with am or pm the minutes are gone (21:00), also those of 9.30am. On a clock of 24 hours before the date, the
#           hour is the year and the year the time: 21.04 on 16 Aug 2023 is 16 August 2021, 20:23. Behind the date it
#           raises ParserError, and a colon is read right everywhere. dateparser reads all of them right.
# Versions: python-dateutil 4.0.0, dateparser 1.5.0
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check python-dateutil==4.0.0 dateparser==1.5.0
"$work/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import dateparser
from dateutil import parser

SEEN = {
    "9:04pm Wed 16 Aug 2023": "2023-08-16T21:04:00",
    "9.04pm Wed 16 Aug 2023": "2023-08-16T21:00:00",
    "9.30am Wed 16 Aug 2023": "2023-08-16T09:00:00",
    "21:04, 16 Aug 2023": "2023-08-16T21:04:00",
    "21.04, 16 Aug 2023": "2021-08-16T20:23:00",
    "8.45, 16 Aug 2023": "2008-08-16T20:23:00",
    "16 Aug 2023, 21.04": "ParserError",
}


def read(text):
    try:
        return parser.parse(text).isoformat()
    except parser.ParserError as error:
        return type(error).__name__


print(f"python-dateutil {version('python-dateutil')}, dateparser {version('dateparser')}")
found = {text: read(text) for text in SEEN}
right = {text: dateparser.parse(text.replace(",", ""), languages=["en"]).isoformat() for text in SEEN}
for text in SEEN:
    print(f"{text:24}  dateutil {found[text]:20}  dateparser {right[text]}")
assert found == SEEN, "the behaviour has changed"
assert [time[11:16] for time in right.values()] == ["21:04", "21:04", "09:30", "21:04", "21:04", "08:45", "21:04"], "the behaviour has changed"
PYTHON
