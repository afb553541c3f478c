"""An article of this site has no lead image.

The lead image is lost when the page's picture element changes, or when a program prints a structure instead of a URL:
in RFI's public dump the word `Array` stood in its place from October 2021 to February 2022, in every article.

What to do: open the page. Where the publisher really shows no picture with this kind of article, say so in the
site's data (`lacks = ["image"]` of a `[[layout]]`).
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit

SEVERITY = "error"
BAD = [{"image": None}, {"sub": [('<img src="', '<img alt="')]}]
GOOD = [{}, {"image": "https://s.rfi.fr/media/display/a.png"}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """No image where the site expects one, unless another rule tells what became of it."""
    if not article.image and ctx.expects("image"):
        if article.tree.leftovers or article.tree.fused:
            return
        others = len(article.images)
        also = f"; {others} inside the text" if others else ""
        yield Hit(f"no lead image before the text{also}", "/image")
