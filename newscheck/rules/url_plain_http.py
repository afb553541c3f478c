"""The URL uses http instead of https.

Publishers have moved to https: an http URL is redirected at best, gives the same article a second key, and shows that
feed or scraper still use an old base address. In RFI's public dump the change came in August 2021, all at once.

What to do: use the URL after the redirect. If http was normal in an archive, turn the rule off in the `[[layout]]` of
that time.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit

SEVERITY = "warning"
BAD = [{"sub": [("](https://", "](http://")]}]
GOOD = [{}, {"url": "https://http.example.org/2023/08/16/story.html"}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a URL with the scheme http."""
    url = article.url
    if url and url[4:5] == ":" and url.startswith("://", 4) and url[:4].lower() == "http":
        yield Hit("http instead of https", "/url", 0, 4)
