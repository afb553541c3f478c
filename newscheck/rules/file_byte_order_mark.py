"""A file begins with a byte-order mark.

UTF-8 has no byte order. Editors on Windows put the mark U+FEFF there; programs that don't expect it take it for the
first character of the header or of the front matter, which then isn't recognised.

What to do: save the file without it (encoding `utf-8`, not `utf-8-sig`).
"""

from collections.abc import Iterator

from newscheck.model import Context, Document, Hit

SEVERITY = "warning"
BAD = [{"sub": [("<!--1692", "\ufeff<!--1692")]}, {"front": True, "sub": [("---\nlayout", "\ufeff---\nlayout")]}]
GOOD = [{}, {"front": True}]


def check(document: Document, ctx: Context) -> Iterator[Hit]:
    """The mark itself; a file that holds nothing else is empty, which another rule tells."""
    for fault in document.faults:
        if fault.kind == "byte-order-mark" and document.text:
            yield Hit(fault.detail, "", 0, 0, evidence="\\ufeff")
