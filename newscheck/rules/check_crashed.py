"""newscheck itself failed at a file.

The process that checked it was ended (perhaps for memory, by the system or by whoever looks after the machine) or
crashed, and again when the file was tried by itself; or all that is known of the file was lost by a fault of newscheck.
It is not checked; all other files are. The exit code of such a run is 2, whatever else is found.

What to do: where memory is short, run with fewer processes (`--jobs 1`), or look at what the file holds. Please report
what isn't explained by that, with the file if you may.
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
    """What became of the process."""
    for fault in document.faults:
        if fault.kind == "crashed":
            yield Hit(f"newscheck failed at this file: {fault.detail}")
