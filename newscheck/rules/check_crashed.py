"""newscheck itself failed on this file.

The process that checked the file crashed or was killed (perhaps for lack of memory), and again when the file was tried
alone; or a defect in newscheck lost all results of the file. This file is not checked; all others are. The exit code is
2, whatever else is found.

What to do: if memory is short, use fewer processes (`--jobs 1`), or look at the content of the file. Please report any
other cause, with the file if you may share it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from newscheck.model import Context, Document, Hit

SEVERITY = "error"
BAD = [
    {"fault": "crashed", "detail": "its process was ended from outside, perhaps for memory"},
    {"fault": "crashed", "detail": "MemoryError", "path": "rfi/1048575_大.md"},
]
GOOD: list[Mapping[str, Any]] = [{}]


def check(document: Document, ctx: Context) -> Iterator[Hit]:
    """Report what happened to the process."""
    for fault in document.faults:
        if fault.kind == "crashed":
            yield Hit(f"newscheck failed at this file: {fault.detail}")
