"""Names of snapshot files: the names of their tests, readable and valid on every file system.

`test_page[https://www.rfi.fr/cn/渔业]` becomes `test_page[https%3A%2F%2Fwww.rfi.fr%2Fcn%2F渔业]`:

- pytest's escapes in a parameter (`\\u6e14`) are decoded, so that Chinese stays Chinese;
- characters that a file system forbids, invisible ones, and control sequences of CI runners are percent-encoded
  (RFC 3986), as is a percent sign that would look like such a code;
- long names are truncated and end with a hash of the whole.

No two tests of a module share a name; other names are unchanged. Names that are not in Unicode's composed form (for
macOS, composed and decomposed ones are the same), or have escapes that pytest doesn't make, have a hash, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from unicodedata import normalize

from newscheck.text.display import UNSAFE_ANYWHERE
from newscheck.text.regex import lazy_regex

#: Bytes of a name without the file's suffix, and of its last part (`snapshot(name=...)`) in a truncated name.
_MAX_BYTES, _MAX_INDEX_BYTES = 187, 48
_DIGITS = 16
#: The last character of a match is the one to encode. Brackets: `a][b` would be the parameter `a` and the name `b`.
_UNSAFE = lazy_regex(
    r'[\\/?*:|"<>]|%(?=[0-9A-Fa-f]{2})|~(?=[0-9A-Fa-f]{16})|\](?=\[)|'
    rf"[\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]|{UNSAFE_ANYWHERE.pattern}"
)
#: What follows the name of a test in those of its later assertions; a parameter that goes on behind a bracket (`a].1`)
#: has another one at its end.
_LATER = lazy_regex(r"\.[1-9][0-9]*|\[.*(?:\]|~[0-9a-f]{16})", re.DOTALL)
_ESCAPED = lazy_regex(r"\\(?:[\\tnr]|x[0-9a-f]{2}|u[0-9a-f]{4}|U(?:000[0-9a-f]|0010)[0-9a-f]{4})")


def snapshot_name(test: str, index: int | str = 0, *, is_raw: bool = False) -> str:
    """The name for an assertion of a test, by its number (from 0) or its given name; at most 187 bytes of UTF-8.

    `test` is pytest's name of the test with its classes (`TestPage.test_it[a]`); `is_raw` where pytest doesn't escape
    parameters.
    """
    name, more = _name(test, is_raw), _index(index)
    if len((name + more).encode()) > _MAX_BYTES:
        name, more = _cut(name, _MAX_BYTES - _MAX_INDEX_BYTES), _cut(more, _MAX_INDEX_BYTES)
    return name + more


def is_name_of(name: str, test: str, *, is_raw: bool = False) -> bool:
    """Whether a name is that of one of a test's assertions."""
    own = (each for each in _names(test, is_raw) if name.startswith(each))
    return any(len(name) == len(each) or _LATER.fullmatch(name, len(each)) for each in own)


def colliding_name(name: str, there: Iterable[str]) -> str:
    """The other file of a folder that the file system takes for `name`; empty where there is none."""
    names = [normalize("NFC", other) for other in there]
    alike = (other for other in names if other.casefold() == name.casefold())
    return "" if name in names else next(alike, "")


@lru_cache(4096)
def _names(test: str, is_raw: bool) -> tuple[str, str]:
    """The name of a test whole and truncated."""
    name = _name(test, is_raw)
    return name, _cut(name, _MAX_BYTES - _MAX_INDEX_BYTES)


def _name(test: str, is_raw: bool) -> str:
    head, bracket, rest = test.partition("[")
    if not (bracket and rest.endswith("]")):
        return _encoded(test)
    params = rest[:-1]
    read = params if is_raw or "\\" not in params else _read(params)
    inner = _marked(_encoded(params), params) if read is None else _encoded(read)
    return f"{_encoded(head)}[{inner}]"


def _index(index: int | str) -> str:
    if isinstance(index, str):
        return f"[{_encoded(index)}]"
    return f".{index}" if index else ""


def _read(params: str) -> str | None:
    """Parameters without pytest's escapes; None where these are not pytest's."""
    raw = _ESCAPED.sub(lambda token: token[0].encode().decode("unicode_escape"), params)
    return raw if raw.encode("unicode_escape").decode() == params else None


def _encoded(text: str) -> str:
    shown = _UNSAFE.sub(_code, text)
    composed = normalize("NFC", shown)
    return shown if composed == shown else _marked(composed, text)


def _code(match: re.Match[str]) -> str:
    last = match[0][-1].encode("utf-8", "surrogatepass")
    return match[0][:-1] + "".join(f"%{byte:02X}" for byte in last)


def _cut(text: str, size: int) -> str:
    """A text of at most `size` bytes, truncated between codes."""
    data = text.encode()
    if len(data) <= size:
        return text
    kept = data[: size - _DIGITS - 1].decode("utf-8", "ignore")
    return _marked(re.sub("%[0-9A-F]?$", "", kept), text)


def _marked(shown: str, text: str) -> str:
    return f"{shown}~{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:_DIGITS]}"
