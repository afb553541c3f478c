"""Regular expressions that are compiled when they are first used.

A run of one file (a commit hook) needs few of the two hundred that rules and readers have; compiling them all takes
as long as everything else together.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _LazyPattern:
    """Has every attribute of a compiled pattern, and is as fast as one after its first use."""

    def __init__(self, text: str, flags: int) -> None:
        self._source = (text, flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(*self._source)
        for own in ("search", "match", "fullmatch", "findall", "finditer", "split", "sub", "subn", "pattern", "flags"):
            setattr(self, own, getattr(compiled, own))
        return getattr(compiled, name)


def lazy_regex(text: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern as `re.compile` gives it, but for when it is compiled: a wrong one is noticed at its first use."""
    return cast(re.Pattern[str], _LazyPattern(text, int(flags)))
