"""A link in the dump leads out of it, and is not read.

A report quotes what it finds. A link that came with a commit, to a file of the machine that checks it, would have the
log of a job tell what stands there, and a link to a folder all that is below it. Nobody publishes articles that way; a
link that was right on the scraper's own disk leads elsewhere on any other.

What to do: put the file itself into the dump, or name the place that the link leads to as a path of its own. Where such
links are meant, `--follow-links` reads what they lead to; no setting does, since settings come with a commit, too.
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
    """What the link says, not what is there."""
    for fault in document.faults:
        if fault.kind == "outside":
            yield Hit(f"leads out of the dump, and is not read: {fault.detail}")
