"""The check of a file did not finish in time.

A file that was not checked to the end may contain any defect, so no other finding is reported for it. All other files
are checked as usual. Either a regular expression in a site file backtracks too long on this text, or the file is far
larger than others.

What to do: check your regular expressions first (nested repetition is the usual cause). If the file legitimately takes
that long, raise `--file-timeout`, or leave the file out with `--exclude`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from newscheck.model import Context, Document, Hit

SEVERITY = "error"
BAD = [
    {"fault": "timeout", "detail": "not done after 30 s"},
    {"fault": "timeout", "detail": "not done after 0.5 s", "path": "rfi/1048575_慢.md"},
]
GOOD: list[Mapping[str, Any]] = [{}]


def check(document: Document, ctx: Context) -> Iterator[Hit]:
    """Report the time limit."""
    for fault in document.faults:
        if fault.kind == "timeout":
            yield Hit(f"not checked to its end: {fault.detail}")
