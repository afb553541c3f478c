"""A file is empty, holds nothing but blanks, or a list without items.

A scraper that is stopped between opening a file and writing it, or a full disk, leaves a file of 0 bytes. The article
is lost, and a scraper that looks whether the file is there never fetches it again. An empty list (`[]`, `{"items":
[]}`) is what a spider exports that found nothing: a selector that fits no more, or an answer that was no page.

What to do: delete the file, fetch the article again, and let the scraper write to another name and rename.
"""

from collections.abc import Iterator

from newscheck.model import Context, Document, Hit

SEVERITY = "error"
BAD = [
    {"raw": b""},
    {"raw": "\n \r\n\t\n"},
    {"raw": "\ufeff\n"},
    {"raw": "[\n\n]", "path": "items.json"},
    {"raw": "{}\n", "path": "items.json"},
    {"raw": '{"status": "ok", "articles": []}', "path": "answer.json"},
]
GOOD = [{}, {"sub": [("<!--1692", "\n\n\n<!--1692")]}]


def check(document: Document, ctx: Context) -> Iterator[Hit]:
    """No character that one could see."""
    for fault in document.faults:
        if fault.kind == "empty":
            what = "the file" if document.origin[0] == 1 else "the item"
            yield Hit(f"{what} is empty: {fault.detail}")
        elif fault.kind == "byte-order-mark" and document.is_blank and not document.text:
            yield Hit("the file is empty: only a byte-order mark")
