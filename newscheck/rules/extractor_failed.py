"""The scraper's extractor made no record of a saved page.

The function that the settings name (`extractor`) raised an exception, returned something other than a record, took too
long, or ended its process. The page is not checked.

What to do: run it on that page (`newscheck fixture add PAGE -x mypkg:parse` shows the traceback and keeps the page as a
test). Pages that hold no article, such as lists of links, are left out with `--exclude`.
"""

from collections.abc import Iterator

from newscheck.model import Context, Document, Hit

SEVERITY = "error"
BAD: list[dict[str, str]] = [{"fault": "extractor", "detail": "mypkg:parse raised KeyError: 'title'"}]
GOOD: list[dict[str, str]] = [{}]


def check(document: Document, ctx: Context) -> Iterator[Hit]:
    """Report the reason why there is no record."""
    for fault in document.faults:
        if fault.kind == "extractor":
            yield Hit(fault.detail)
