"""Elements are nested too deeply, or are too many, so the rest of the page is not read.

libxml2 follows about 2,000 levels, browsers 512. No editor writes such a page: a loop in a template opens an element
and never closes it, or someone made the file to break programs that read it. newscheck reads at most 100,000 tags of a
page, a hundred times as many as in the longest real article, because a tree of short elements takes some fifty times
the memory of its text. The content behind that place is not checked, and other findings about the article may be a
consequence.

What to do: look at the element that is repeated before the place, and at the program that writes it.
"""

from collections.abc import Iterator

from newscheck.article.extraction import MAX_TAGS, limit_tags
from newscheck.model import Article, Context, Hit
from newscheck.text.display import quantity
from newscheck.text.regex import lazy_regex

SEVERITY = "error"
BAD = [{"after": f"{'<div>' * 2500}{'</div>' * 2500}"}]
GOOD = [{}, {"after": f"{'<div>' * 500}{'</div>' * 500}"}, {"after": "<br>" * 5000}]

#: The depth at which libxml2 stops, less the elements that it adds around a body.
_LEVELS = 2_040
_TAG = lazy_regex(r"<(/?)([A-Za-z][^\s/>]*)")
_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
_VOID = frozenset(_VOID_NAMES.split())


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report the place where the parser stopped, as estimated from start and end tags."""
    end = len(limit_tags(article.html))
    if end < len(article.html):
        tag_count = article.html.count("<", end)
        yield Hit(f"{quantity(tag_count, 'tag')} behind the first {MAX_TAGS:,} not read", "/html", end, end)
    if not article.content.is_truncated:
        return
    start, end = _stop(article.html)
    unread = f"; {len(article.html) - end:,} characters are not read" if end > 0 else ""
    yield Hit(f"nested deeper than the parser follows{unread}", "/html", start, end)


def _stop(html: str) -> tuple[int, int]:
    depth = 0
    for tag in _TAG.finditer(html):
        if tag[1]:
            depth = max(depth - 1, 0)
        elif tag[2].lower() not in _VOID:
            depth += 1
            if depth > _LEVELS:
                return tag.span()
    return -1, -1
