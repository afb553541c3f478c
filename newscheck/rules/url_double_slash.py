"""The URL's path has an empty segment (`//`).

It comes from joining a base that ends with a slash to a link that begins with one. Servers forgive it, but the same
article then has two URLs, and every comparison of URLs has to know. In RFI's public dump all URLs were so until 2021.

What to do: join with a URL parser. Where it is normal in an archive, turn the rule off in the `[[layout]]` of that
time.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit

SEVERITY = "warning"
BAD = [{"sub": [("](https://www.rfi.fr/cn/", "](https://www.rfi.fr//cn/")]}]
GOOD = [{}, {"sub": [(")\n------", "?from=//www.rfi.fr)\n------")]}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """A doubled slash after the host, before query and fragment, that doesn't belong to a URL within."""
    url = article.url
    if not url or (at := url.find("//", 8)) < 0:
        return
    if url[at - 1] != ":" and "?" not in url[:at] and "#" not in url[:at]:
        end = at + len(url[at:]) - len(url[at:].lstrip("/"))
        yield Hit(f"{end - at} slashes in a row in the path", "/url", at, end)
