"""A tag has so many attributes that only the first ones are read.

If a quote is missing, or a program joins text to a tag, each following word becomes an attribute. Parsing time grows
with the square of their number, so newscheck reads only the first 1,000 of a tag (real tags have fewer than 50).
Someone may also have made the file to slow down programs that read it.

What to do: look for a missing quote in the tag, and at the program that writes it.
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
#: Characters of the tag that are shown.
_SHOWN = 60


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report each tag with too many attributes."""
    if not article.content.truncated_tags:
        return
    for tag in overfull_tags(article.html):
        message = f"{tag.attribute_count:,} attributes in one tag, of which the first {MAX_ATTRIBUTES:,} are read"
        yield Hit(message, "/html", tag.start, tag.start + _SHOWN)
