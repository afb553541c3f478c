"""A file could not be read.

What can't be read isn't checked, and may be all of a day's news: a link to nothing after a disk was moved, a folder
that a title with a dash was made into, a file that another user owns, a log of many megabytes under the name of an
article. All other files are checked as usual.

What to do: mend the link or the permission, or leave the path out with `--exclude`. Where files are rightly that
large, raise `max-file-size`.
"""

from collections.abc import Iterator

from newscheck.model import Context, Document, Hit

SEVERITY = "error"
BAD = [
    {"fault": "unreadable", "detail": "permission denied"},
    {"fault": "unreadable", "detail": "a link to nothing"},
    {"fault": "too-large", "detail": "200 MB, over the limit of 16 MB"},
]
GOOD = [{}, {"path": "rfi/1048575_没有权限.md"}]


def check(document: Document, ctx: Context) -> Iterator[Hit]:
    """The reason why there are no bytes, in the words of whoever tried."""
    for fault in document.faults:
        if fault.kind == "unreadable":
            yield Hit(f"can't be read: {fault.detail}")
        elif fault.kind == "too-large":
            yield Hit(f"too large to be an article: {fault.detail}")
