"""The check of a file was not done in time.

What is not checked to its end may hold anything: nothing else is said of the file; the others are checked as usual. A
pattern of one's own, in a site file, may try more ways to fit than there is time, on one text only; or a file holds far
more than others.

What to do: look at the patterns first (a repetition inside a repetition is the usual cause). Where a file rightly takes
that long, raise `--file-timeout`, or leave it out with `--exclude`.
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
    """The time that it had."""
    for fault in document.faults:
        if fault.kind == "timeout":
            yield Hit(f"not checked to its end: {fault.detail}")
