"""A file is empty, holds only white space, or is a list without items.

A scraper that is stopped between opening and writing a file, or a full disk, leaves a file of 0 bytes. The article is
lost, and a scraper that only tests whether the file exists never fetches it again. A spider that finds nothing exports
an empty list (`[]`, `{"items": []}`): its selector no longer matches, or the response was not the expected page.

What to do: delete the file, fetch the article again, and let the scraper write to a temporary name and rename the file.
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
    """Report a file or an item without visible characters."""
    for fault in document.faults:
        if fault.kind == "empty":
            subject = "the file" if document.line == 1 else "the item"
            yield Hit(f"{subject} is empty: {fault.detail}")
        elif fault.kind == "byte-order-mark" and document.is_blank and not document.text:
            yield Hit("the file is empty: only a byte-order mark")
