"""Since which version of the reference file a feature is counted.

A feature that is added gets a row: an older reference has no count of it, so that nothing may be concluded from its
absence there. Without the row, the feature would be an alarm beside each reference that was saved before it. So would
one that is not counted any more, unless it is named in `_REMOVED`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from newscheck.html.markup_features import BLANK_RUN, INDENTED
from newscheck.layout.features import (
    BEHIND_DATELINE,
    FIELD_FEATURES,
    IN_SECONDS,
    LINE_BREAKS,
    NUMERIC_REFERENCES,
    STRAY_END_TAGS,
    URL_DAY,
)
from newscheck.layout.plain_text import PLAIN_PREFIX
from newscheck.text.display import joined

#: The version of the reference file, and the first one.
VERSION, FIRST = 3, 1


class _Addition(NamedTuple):
    """Features whose names begin with `prefix` are counted since a version; what they are, in words."""

    prefix: str
    version: int
    words: str


_ADDITIONS = (
    _Addition("empty ", 2, "empty elements"),
    _Addition(INDENTED, 2, "indented markup"),
    _Addition(BLANK_RUN, 2, "runs of blanks"),
    _Addition(NUMERIC_REFERENCES, 2, "numeric references"),
    _Addition(STRAY_END_TAGS, 2, "stray end tags"),
    _Addition(LINE_BREAKS, 2, "line breaks"),
    _Addition(IN_SECONDS, 2, "epochs in seconds"),
    _Addition(URL_DAY, 2, "the day in URLs"),
    _Addition(BEHIND_DATELINE, 2, "hours behind the date line"),
    _Addition(PLAIN_PREFIX, 2, "the signs of texts without HTML"),
    _Addition(FIELD_FEATURES["title"], 3, "titles"),
)
#: What the names of features begin with that references have and newscheck doesn't count any more.
_REMOVED = ("time of day ", "time lag ")


def uncounted(names: Iterable[str], version: int) -> set[str]:
    """Those of the features that a reference of some version does not count, or that are not counted any more."""
    later = (addition.prefix for addition in _ADDITIONS if addition.version > version)
    prefixes = (*_REMOVED, *later)
    return {name for name in names if name.startswith(prefixes)}


def uncounted_words(version: int) -> str:
    """What a reference of some version does not count, in words."""
    return joined([addition.words for addition in _ADDITIONS if addition.version > version])
