"""The header of a dump file is missing or malformed.

Three lines precede the HTML: `<!--EPOCH_MS-->`, `[TITLE](URL)`, `------`. If one is missing or not closed, the scraper
wrote something else (an error page, half a file) or a later program changed the file. The time, title or URL of the
article is then unknown. A file without any of them, and without front matter, is no article: notes, a README.

What to do: look at the first lines of the file, fetch the article again, or insert the line by hand.
"""

from collections.abc import Iterator

from newscheck.model import Context, Document, Hit

SEVERITY = "error"
BAD = [
    {"sub": [("------\n", "")]},
    {"raw": "<html><body><h1>503 Service Unavailable</h1></body></html>\n"},
    {"raw": "<!--1692215820000\n\n"},
    {"sub": [("<!--1692215820000-->\n", ""), ("------\n", "")]},
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
    """Report each malformed line of the header."""
    for fault in document.faults:
        if fault.kind == "header":
            yield Hit(fault.detail, "", fault.start, fault.end)
