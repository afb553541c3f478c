"""A file is not text.

A file with an article's name holds an image, an archive or a database: the server sent something else, the response was
saved while still compressed, or the file is damaged (NUL bytes after a system crash).

What to do: identify the content with `file`, and fetch the article again. If it is gzip data, let the scraper's HTTP
client decode the `Content-Encoding`. An archive, a database or a table of a kind that newscheck doesn't read has to be
unpacked or exported first.
"""

from collections.abc import Iterator

from newscheck.model import Context, Document, Hit

SEVERITY = "error"
BAD = [
    {"raw": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"},
    {"raw": b"\x1f\x8b\x08\x00\x00"},
    {"raw": b"<!--" + bytes(400)},
    {"raw": b"SQLite format 3\0" + bytes(84), "path": "news.json"},
    {"raw": b"\x80\4\x95" + bytes(30), "path": "items.pkl"},
]
GOOD = [{}, {"title": "GIF89a、PNG与%PDF：博物馆藏品的数字化"}]


def check(document: Document, ctx: Context) -> Iterator[Hit]:
    """Report the type that the first bytes indicate."""
    for fault in document.faults:
        if fault.kind == "binary":
            yield Hit(f"no text file: {fault.detail}")
