"""URLs in the place of paths: whether a path is one, and as reports show it, without what lets others in."""

from __future__ import annotations

import re

from newscheck.errors import UsageError
from newscheck.text.display import sanitize

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
#: Of a URL: the scheme, user and password, the host, the path, and what follows: query and fragment.
_WEB = re.compile(r"(https?://)(?:[^/?#]*@)?([^/?#]*)([^?#]*)", re.IGNORECASE)


def is_url(path: str) -> bool:
    """Whether a path is a URL: no file of this machine, even where there is a folder with the name of its scheme."""
    return "://" in path and _URL.match(path) is not None


def displayed(url: str) -> str:
    """A URL as reports have it: that of a website without user, password, query and fragment, any of which may be
    secret."""
    if web := _WEB.match(url):
        return f"{web[1].lower()}{web[2].lower()}{web[3]}"
    scheme, divider, rest = url.partition("://")
    return f"{scheme.lower()}{divider}{rest}"


def check_is_path(path: str, what: str = "this command") -> None:
    """Raise UsageError where a path is a URL; `what` is for files of this machine only."""
    if is_url(path):
        raise UsageError(f"{sanitize(displayed(path))} is a URL, and {what} takes files of this machine only")
