"""Paths inside of containers: of files, `archive.zip!/rfi/1.md`, and of pages, `crawl.warc!/https://paper.example/1`."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from newscheck.text.regex import lazy_regex

_MARK = "!/"
#: Characters of a URL that stand for themselves in a name, besides letters and digits; `#` numbers names.
_OF_URLS = "%/:?&=+,;@!$'()*~"
_LONGEST_NAME = 1_000
#: A URL that is its own name, as nearly all are: without a part that begins with a dot.
_PLAIN = lazy_regex(r"(?:[\w:?&=+,;@!$'()*~%-]++|\.|/(?!\.))*+", re.ASCII)
_DOTS = lazy_regex(r"(?<=/)\.{1,2}(?=/|\Z)")


def join(container: str, name: str) -> str:
    """The path of a member of a container."""
    return f"{container}{_MARK}{name}"


def holds(name: str, wanted: str) -> bool:
    """Whether a member has a name, or is a container that holds the member with that name."""
    return wanted == name or wanted.startswith(f"{name}{_MARK}")


def name_of_url(url: str) -> str:
    """A URL as the name of a page: printable ASCII, of bounded length, and no path that leads elsewhere."""
    if len(url) <= _LONGEST_NAME and _PLAIN.fullmatch(url):
        return url
    from urllib.parse import quote  # only web archives need it

    name = quote(url[:_LONGEST_NAME], safe=_OF_URLS, errors="surrogatepass")[:_LONGEST_NAME]
    return _DOTS.sub(lambda dots: "%2E" * len(dots[0]), name)


def split(path: str) -> Iterator[tuple[str, str]]:
    """The ways to read a path as that of a container and the name of a member."""
    at = path.find(_MARK)
    while at >= 0:
        yield path[:at], path[at + len(_MARK) :]
        at = path.find(_MARK, at + 1)


def file_among(path: str, paths: Container[str]) -> str | None:
    """Which of some files has a path: the file itself, or the container with that member; None where none of them."""
    if path in paths:
        return path
    if _MARK not in path:
        return None
    return next((container for container, _ in split(path) if container in paths), None)
