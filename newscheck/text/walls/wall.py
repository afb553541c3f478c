"""A row of the table of walls."""

from __future__ import annotations

from typing import NamedTuple


class Wall(NamedTuple):
    """What a page that is no article says: of which kind, in a language (ISO 639-1), as a pattern in lower case.

    `fires` is a title or a text that has it, `ordinary` a title or a sentence of news about the same things that has
    not; `source` names the software or the report that it comes from, "general" where many sites write it.
    """

    kind: str
    language: str
    pattern: str
    fires: str
    ordinary: str
    source: str
