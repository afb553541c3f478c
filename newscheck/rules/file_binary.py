"""A file is not text.

A picture, an archive or a database under the name of an article: the request was answered with something else, the
body was saved while still compressed, or a file was damaged (NUL bytes after a crash of the machine).

What to do: see what it is with `file`, and fetch the article again. Where it is gzip data, let the scraper's HTTP
client undo the `Content-Encoding`.
"""

from collections.abc import Iterator

from newscheck.model import Context, Document, Hit

SEVERITY = "error"
BAD = [{"raw": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"}, {"raw": b"\x1f\x8b\x08\x00\x00"}, {"raw": b"<!--" + bytes(400)}]
GOOD = [{}, {"title": "GIF89a、PNG与%PDF：博物馆藏品的数字化"}]


def check(document: Document, ctx: Context) -> Iterator[Hit]:
    """What the first bytes say that it is."""
    for fault in document.faults:
        if fault.kind == "binary":
            yield Hit(f"no text file: {fault.detail}")
