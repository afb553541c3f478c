"""A record as text for people and for git: a field after the other, Chinese as it is, paragraphs on lines of their own.

YAML, so that what was written can be read back: `read(write(record)) == record` for all that `newscheck.intake` makes
plain. Line ends are LF, no line is wrapped, the order of the fields is always the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import yaml

from newscheck.patterns import lazy

#: Fields of the record come first and in this order, all others after them by name.
ORDER = ("url", "title", "dateline", "epoch_ms", "image", "images", "lead", "paragraphs", "body")
#: libyaml's parser where PyYAML was built with it: ten times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: What can't stand in a block: it isn't printable, or would be taken for the end of a line.
_QUOTED = lazy("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class _Dumper(yaml.SafeDumper):
    """Multi-line text as a block, no references between equal lists."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def analyze_scalar(self, scalar: str) -> Any:
        analysis = super().analyze_scalar(scalar)
        # PyYAML would quote a text whose lines end in blanks, all of it on one line; YAML itself doesn't mind.
        if _QUOTED.search(scalar):
            analysis.allow_block = analysis.allow_single_quoted = False
            analysis.allow_flow_plain = analysis.allow_block_plain = False
        elif "\n" in scalar and scalar.strip():
            analysis.allow_block = True
        return analysis


def _text(dumper: _Dumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def write(record: Mapping[str, Any]) -> str:
    """The text of a plain record; it ends with a newline.

    What UTF-8 can't hold (half of a surrogate pair) is written as U+FFFD.
    """
    known = [name for name in ORDER if name in record]
    ordered = {name: _whole(record[name]) for name in (*known, *sorted(record.keys() - set(known)))}
    text: str = yaml.dump(ordered, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=float("inf"))
    return text


def read(text: str) -> dict[str, Any]:
    """The record in a text. Raises ValueError where it is no YAML or not a mapping of names."""
    try:
        found = yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, whichever it is
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise ValueError(f"not YAML: {getattr(error, 'problem', None) or error}{where}") from None
    if not isinstance(found, dict) or not all(isinstance(name, str) for name in found):
        raise ValueError("not a record: `field: value` on each line")
    return {name: _undated(value) for name, value in found.items()}


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_whole(name): _whole(inner) for name, inner in sorted(value.items())}
    return [_whole(inner) for inner in value] if isinstance(value, list) else value


def _undated(value: Any) -> Any:
    """YAML takes a date that somebody wrote without quotes for a date; a record has none."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(name): _undated(inner) for name, inner in value.items()}
    return [_undated(inner) for inner in value] if isinstance(value, list) else value
