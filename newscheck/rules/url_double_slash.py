"""The URL's path has an empty segment (`//`).

It comes from joining a base that ends with a slash and a link that begins with one. Servers accept it, but the article
then has two URLs, and every comparison of URLs has to handle both. In RFI's public dump all URLs had it until 2021.

What to do: join with a URL parser. If it is normal in an archive, turn the rule off in the `[[layout]]` of that time.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit

SEVERITY = "warning"
BAD = [{"sub": [("](https://www.rfi.fr/cn/", "](https://www.rfi.fr//cn/")]}]
GOOD = [{}, {"sub": [(")\n------", "?from=//www.rfi.fr)\n------")]}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a doubled slash in the path that doesn't belong to an embedded URL."""
    url = article.url
    if not url or (at := url.find("//", 8)) < 0:
        return
    if url[at - 1] != ":" and "?" not in url[:at] and "#" not in url[:at]:
        end = at + len(url[at:]) - len(url[at:].lstrip("/"))
        yield Hit(f"{end - at} slashes in a row in the path", "/url", at, end)
