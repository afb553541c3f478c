"""A file could not be read.

A file that can't be read isn't checked, and may hold all the news of a day. Typical causes are a dangling link after a
disk was moved, a folder that has the name of a file, a file that another user owns, a huge log with an article's name,
and an archive or a compressed file that is damaged or cut off. All other files are checked as usual, and so is what
comes before the damage.

What to do: repair the link or the permission, fetch a damaged file again, unpack an archive that is inside of another
one, or leave the path out with `--exclude`. If such large files are legitimate, raise `max-file-size`.
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
    """Report why the file was not read, as the reading code describes it."""
    for fault in document.faults:
        if fault.kind == "unreadable":
            yield Hit(f"can't be read: {fault.detail}")
        elif fault.kind == "too-large":
            yield Hit(f"too large to be an article: {fault.detail}")
