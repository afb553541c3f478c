"""Lines of a site file that describe furniture: blocks of text that are no part of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newscheck.text.toml_writer import entry

#: Characters after which a longer block is cut: what follows may change.
LONGEST = 60


def texts_line(blocks: Sequence[str]) -> str:
    """The line for `[furniture]` that leaves out some blocks: each as a whole, or by its first `LONGEST` characters."""
    return entry("texts", [_pattern(block) for block in blocks])


def label_line(label: str) -> str:
    """The line for `[furniture]` that leaves out the blocks that begin with a label."""
    return entry("texts", [_escaped(label)])


def _pattern(block: str) -> str:
    escaped = _escaped(block[:LONGEST])
    return escaped if len(block) >= LONGEST else f"{escaped}$"


def _escaped(text: str) -> str:
    """A pattern that matches a text; settings have no NUL."""
    return re.escape(text).replace("\\ ", " ").replace("\\-", "-").replace("\0", r"\x00")
