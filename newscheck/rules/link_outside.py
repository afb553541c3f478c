"""A symbolic link leads out of the dump and is not followed.

Reports quote the files that newscheck reads. A link that arrives with a commit could make a CI log show any file of the
machine, and a link to a folder everything below it. Articles are not published that way, and a link that was right on
the scraper's disk leads elsewhere on any other.

What to do: put the file itself into the dump, or pass the target of the link as a path of its own. If such links are
intended, use `--follow-links`; there is no setting for it, because settings arrive with a commit, too.
"""

from collections.abc import Iterator

from newscheck.model import Context, Document, Hit

SEVERITY = "error"
BAD = [
    {"fault": "outside", "detail": "a link to ../../other/1048575.md"},
    {"path": "rfi/2023", "fault": "outside", "detail": "a link to /srv/articles/2023"},
]
GOOD = [{}, {"path": "rfi/1048575_链接.md"}]


def check(document: Document, ctx: Context) -> Iterator[Hit]:
    """Report the target as the link names it, not its content."""
    for fault in document.faults:
        if fault.kind == "outside":
            yield Hit(f"leads out of the dump, and is not read: {fault.detail}")
