"""A tag has so many attributes that not all of them are read.

Where a quote is missing, or a program joins a text to a tag, each word of what follows becomes an attribute. The time
that a parser needs grows with the square of their number, so of each tag only the first 1,000 are read (no tag of real
articles has a twentieth of them); a file may be made so to keep programs busy that read it.

What to do: look for a quote that is missing in the tag, and at the program that writes it.
"""

from collections.abc import Iterator

from newscheck.html.parser import MAX_ATTRIBUTES, overfull_tags
from newscheck.model import Article, Context, Hit

SEVERITY = "error"
BAD = [{"after": f"<span{' a' * (MAX_ATTRIBUTES + 1)}></span>"}]
GOOD = [
    {},
    {"after": f"<span{' a' * MAX_ATTRIBUTES}></span>"},
    {"after": f"<!-- <span{' a' * 2 * MAX_ATTRIBUTES}> --> <span title='{'a ' * 2 * MAX_ATTRIBUTES}'></span>"},
]
#: As much of the tag as is shown.
_SHOWN = 60


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Each tag with too many attributes."""
    if not article.content.truncated_tags:
        return
    for crowd in overfull_tags(article.html):
        what = f"{crowd.attribute_count:,} attributes in one tag, of which the first {MAX_ATTRIBUTES:,} are read"
        yield Hit(what, "/html", crowd.start, crowd.start + _SHOWN)
