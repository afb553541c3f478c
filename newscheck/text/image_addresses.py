"""What the characters of an image's address tell: a value that was missing, the rest of a srcset, a drawing."""

from __future__ import annotations

import re

from newscheck.text.regex import lazy_regex

#: The last part of a path, where a program wrote a value that it didn't have.
_MISSING = lazy_regex(r"/(undefined|null|NULL|NaN|None|\[object(?:%20|\+)Object\])(?:\.[A-Za-z]{3,4})?/?(?:[?#]|\Z)")
_BLANK = r"(?:\s|%20)"
#: The beginning of an address whose host a program didn't have, and the address that a proxy didn't get.
_NO_HOST = lazy_regex(r"(undefined|null|NaN|None|\[object(?:%20|\+| )Object\])/")
_NO_TARGET = lazy_regex(r"[?&](?:url|src|image|img|u)=(undefined|null|NaN|None)(?:&|\Z)")
#: A width or density behind an address (`photo.jpg 320w`), at its end or before the next address.
_DESCRIPTOR = lazy_regex(rf"{_BLANK}([0-9]{{1,5}}(?:\.[0-9]{{1,3}})?[wxh])(?={_BLANK}?(?:,|%2C|\Z))")
#: The comma before another address; without a blank, one on the same host.
_NEXT = lazy_regex(rf",{_BLANK}{{1,4}}(?=[^\s,]*/)|\A(https?://[^/,\s]+)/[^\s]*?,(?=\1/)")
_LAST_COMMA = lazy_regex(rf"(?:,|%2C){_BLANK}{{0,4}}\Z")
_DRAWING = lazy_regex(r"[^?#]*\.svgz?(?:[?#]|\Z)", re.IGNORECASE)

#: Words of the names of placeholders that lazy loading shows first, and those that may be beside them.
_NAMES = "lazy lazyload lazyloading loading loader preload grey gray clear trans spaceball"
PLACEHOLDERS = frozenset(_NAMES.split())
_BESIDE_NAMES = "image img photo pic picture bg icon src w h x px gif news default"
_BESIDE = frozenset(_BESIDE_NAMES.split())
_WORDS = lazy_regex(r"[a-z]+")
_LONGEST_NAME = 100


def file_name(address: str) -> str:
    """The name of an address's file without its ending, in lower case."""
    return address.partition("?")[0].rpartition("/")[2].rpartition(".")[0].lower()


def is_placeholder(address: str) -> bool:
    """Whether the name of a file consists of words for a placeholder."""
    words = set(_WORDS.findall(file_name(address)[:_LONGEST_NAME]))
    return not words.isdisjoint(PLACEHOLDERS) and words <= PLACEHOLDERS | _BESIDE


def fault(address: str) -> str:
    """What is wrong with an address, in words: a missing value, or the rest of a srcset; empty if nothing.

    A `data:` address has neither.
    """
    if address[:5].lower() == "data:":
        return ""
    if missing := _MISSING.search(address):
        return f"the image's URL ends in `{missing[1]}`: its last part was missing"
    if missing := _NO_HOST.match(address):
        return f"the image's URL begins with `{missing[1]}`: its host was missing"
    if "=" in address and (missing := _NO_TARGET.search(address)):
        return f"the image's URL has `{missing[1]}` in place of another URL"
    return _rest_of_srcset(address) if "," in address or " " in address or "%" in address else ""


def is_drawing(address: str) -> bool:
    """Whether an address names an `.svg` file, which is a drawing of the page (logo, icon, chart) and no photo."""
    return ".svg" in address.lower() and _DRAWING.match(address) is not None


def _rest_of_srcset(address: str) -> str:
    count = sum(1 for _ in _NEXT.finditer(address))
    if count:
        return f"a srcset of {count + 1} addresses in place of the image's URL"
    if descriptor := _DESCRIPTOR.search(address):
        return f"the descriptor `{descriptor[1]}` of a srcset is left in the image's URL"
    return "a comma of a srcset is left at the end of the image's URL" if _LAST_COMMA.search(address) else ""
