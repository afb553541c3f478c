"""The article has no lead image, although its site shows one.

The lead image is lost when the page's picture element changes, or when a program prints a data structure instead of a
URL: in RFI's public dump every article from October 2021 to February 2022 has the word `Array` in its place. If the
file shows what became of the image, `leftover-word` or `tag-fused` reports it instead. An `.svg` is a drawing of the
page (a logo, an icon), never the lead image: the next image counts.

What to do: open the page. If the publisher really shows no picture with this kind of article, declare it in the site
file (`lacks = ["image"]` of a `[[layout]]`).
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text.image_addresses import is_drawing
from newscheck.text.regex import lazy_regex

SEVERITY = "error"
_IMAGE = '<figure><img src="https://s.rfi.fr/media/display/a.png"></figure>'
_ICON = {"image": "https://s.rfi.fr/assets/share.svg?v=2"}
BAD = [{"image": None}, {"image": None, "before": f"<p>气象学家周五在里斯本发表了讲话。</p>{_IMAGE}"}, _ICON]
GOOD = [
    {},
    {"image": "https://s.rfi.fr/media/display/a.png"},
    {"image": None, "sub": [("<p><strong>", f"{_IMAGE}<p><strong>")]},
]

_FUSED_IMAGE = lazy_regex(r"<(?:img|image|source|picture)(?:src|data-|class|alt|type)")


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a missing image, unless another rule reports what became of it."""
    if article.image is None and ctx.expects("image") and not _is_explained(article):
        others = sum(not is_drawing(src) for src in article.images)
        drawing = ", only an `.svg`, which is a drawing of the page" if article.images else ""
        also = f", only {others} further down" if others else drawing
        yield Hit(f"no image before the text{also}", "/image")


def _is_explained(article: Article) -> bool:
    """Whether a leftover word or a fused tag is in the image's place, before the first paragraph."""
    tree = article.content
    if not tree.leftovers and not tree.fused_tags:
        return False
    end = article.html.find(article.paragraphs[0][:12]) if article.paragraphs else -1
    head = article.html[:end] if end >= 0 else article.html
    return any(word in head for word in tree.leftovers) or bool(tree.fused_tags and _FUSED_IMAGE.search(head))
