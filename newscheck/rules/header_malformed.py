"""The header of a dump file is missing or broken.

Three lines stand before the HTML: `<!--EPOCH_MS-->`, `[TITLE](URL)`, `------`. A line that is missing or not closed
means that the scraper wrote something else (an error page, half a file) or that a later program changed the file; time,
title or URL of the article are then unknown.

What to do: look at the first lines of the file, fetch the article again, or put the line there by hand.
"""

from collections.abc import Iterator

from newscheck.model import Context, Document, Hit

SEVERITY = "error"
BAD = [
    {"sub": [("------\n", "")]},
    {"raw": "<html><body><h1>503 Service Unavailable</h1></body></html>\n"},
    {"raw": "<!--1692215820000\n\n"},
    {"sub": [("<!--1692215820000-->\n", "")]},
    {"sub": [("<!--1692215820000-->", "<!--1692215820000--")]},
    {"sub": [(")\n------", "\n------")]},
]
GOOD = [
    {},
    {"sub": [("<!--1692", "\n<!--1692"), ("------\n\n", "-----\n")]},
    {"title": "外交部[（附图）](资料)公布新的渔业配额"},
    {"sub": [("\n", "\r\n")]},
]


def check(document: Document, ctx: Context) -> Iterator[Hit]:
    """Each line of the header that is not as it should be."""
    for fault in document.faults:
        if fault.kind == "header":
            yield Hit(fault.detail, "", fault.start, fault.end)
