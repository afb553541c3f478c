"""A file begins with a byte-order mark.

UTF-8 needs no byte-order mark, but editors on Windows write one (U+FEFF). Programs that don't expect it read it as the
first character of the header or the front matter, and then don't recognise either.

What to do: save the file without it (encoding `utf-8`, not `utf-8-sig`).
"""

from collections.abc import Iterator

from newscheck.model import Context, Document, Hit

SEVERITY = "warning"
BAD = [{"sub": [("<!--1692", "\ufeff<!--1692")]}, {"front": True, "sub": [("---\nlayout", "\ufeff---\nlayout")]}]
GOOD = [{}, {"front": True}]


def check(document: Document, ctx: Context) -> Iterator[Hit]:
    """Report the mark; if the file contains nothing else, `file-empty` reports it."""
    for fault in document.faults:
        if fault.kind == "byte-order-mark" and document.text:
            yield Hit(fault.detail, "", 0, 0, evidence="\\ufeff")
