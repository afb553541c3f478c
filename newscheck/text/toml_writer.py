"""TOML as newscheck writes it: a line for each setting, then a table for each mapping; times to the millisecond."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from newscheck.text.display import UNSAFE_IN_LINE

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def document(table: Mapping[str, Any], above: str = "") -> str:
    """A table and the mappings in it, which are tables below it; `above` is its own name (`tool.newscheck`)."""
    lines = [f"[{above}]"] if above else []
    lines += [entry(name, value) for name, value in table.items() if not isinstance(value, Mapping)]
    for name, inner in table.items():
        if isinstance(inner, Mapping):
            lines += ["", f"[{above}.{_key(name)}]" if above else f"[{_key(name)}]"]
            lines += [entry(key, value) for key, value in inner.items()]
    return "".join(f"{line}\n" for line in lines)


def entry(name: str, value: Any) -> str:
    """`name = value`, without the end of the line; a mapping is an inline table, a tuple an array."""
    return f"{_key(name)} = {_value(value)}"


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _value(name)


def _value(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, Mapping):
        return f"{{{', '.join(entry(key, inner) for key, inner in value.items())}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    # JSON's strings, numbers and booleans are TOML's, but TOML needs an escape for DEL. What a message escapes on its
    # way to a terminal would not be TOML any more.
    return UNSAFE_IN_LINE.sub(_escaped, json.dumps(value, ensure_ascii=False))


def _escaped(match: re.Match[str]) -> str:
    """What the value hides, or what a runner of CI obeys, with its last character as an escape."""
    code = ord(match[0][-1])
    code = 0xFFFD if 0xD800 <= code < 0xE000 else code  # TOML has no lone surrogates
    return f"{match[0][:-1]}\\{f'u{code:04x}' if code < 0x10000 else f'U{code:08x}'}"
