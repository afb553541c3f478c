"""What a test passes to a check: a record, an Article, the text or bytes of a dump file, a path, or a list of them."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from newscheck.article import records
from newscheck.fixtures import page_sources
from newscheck.model import Article, RawInput
from newscheck.text.display import sanitize
from newscheck.text.page_encoding import text_of
from newscheck.text.width import shorten

#: File names of things that have none.
RECORD, _TEXT = "record", "text.md"
_LONGEST_PATH = 4096
#: Width of a URL in a heading.
_NAME = 72
#: What a dump file begins with, and no page does.
_DUMP = re.compile(r"\s*(?:<!--\s*-?\w+\s*-->\s*\[|---\s*\n|[{\[])")


def path(thing: Any) -> str | None:
    """The path that a thing is, or None; a str is one if it has no line break and doesn't look like a file's text."""
    if isinstance(thing, os.PathLike):
        return os.fsdecode(thing)
    if isinstance(thing, str) and thing and len(thing) < _LONGEST_PATH and "\n" not in thing:
        return None if thing.lstrip().startswith(("<", "[", "{")) else thing
    return None


def raw(thing: Any) -> RawInput:
    """A thing that is not a path, as input."""
    if isinstance(thing, Article):
        document = thing.document
        return RawInput(document.path, document.text.encode("utf-8", "surrogatepass"), document.line)
    if isinstance(thing, (str, bytes)):
        return RawInput(_TEXT, thing.encode("utf-8", "surrogatepass") if isinstance(thing, str) else thing)
    return records.to_input(thing, RECORD)


def is_several(thing: Any) -> bool:
    """Whether a thing may hold several articles, so that findings have to name theirs."""
    if (place := path(thing)) is not None:
        return os.path.isdir(place)
    return isinstance(thing, (list, tuple)) and not hasattr(thing, "_fields")


def name(thing: Any) -> str:
    """The name of a thing in a message."""
    if (place := path(thing)) is not None:
        return sanitize(Path(place).as_posix())
    if isinstance(thing, Article):
        return sanitize(thing.document.path)
    if isinstance(thing, (str, bytes)):
        return "the text"
    if is_several(thing):
        return f"{len(thing)} articles"
    record: Mapping[str, Any] = records.to_record(thing)
    known = record.get("url") or record.get("title")
    return f"the record {shorten(sanitize(unquote(known)), _NAME)}" if isinstance(known, str) else "the record"


def page(thing: Any) -> str | None:
    """The HTML of a page (a text, bytes, or a file with such a suffix); None for dump files and other things.

    Raises UsageError where the file can't be read.
    """
    name = path(thing)
    if name is not None:
        return text_of(page_sources.read_page(name)[0]) if page_sources.is_page(name) else None
    if not isinstance(thing, (str, bytes)):
        return None
    text = text_of(thing) if isinstance(thing, bytes) else thing
    return None if _DUMP.match(text) else text
