"""A record as text for people and for git: a field after the other, Chinese as it is, paragraphs on lines of their own.

YAML, so that what was written can be read back: `read(write(record)) == record` for all that `article.records` makes
plain. Line ends are LF, no line is wrapped, the order of the fields is always the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

import yaml

from newscheck.text.encoding import replace_surrogates
from newscheck.text.regex import lazy_regex

#: Fields of the record come first and in this order, all others after them by name.
FIELD_ORDER = ("url", "title", "dateline", "epoch_ms", "image", "images", "lead", "paragraphs", "body")
#: Values in a record. References to references (`*name`) make millions of a few lines.
_MOST_VALUES = 100_000
_TOO_MANY = f"over {_MOST_VALUES:,} values, each reference (*name) written out"
#: libyaml's parser where PyYAML was built with it: ten times as fast.
_SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNREADABLE = yaml.reader.Reader.NON_PRINTABLE
#: What can't stand in a block: it isn't printable, or would be taken for the end of a line.
_QUOTED = lazy_regex("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class _Loader(_SAFE):  # type: ignore[misc] # whichever it is, it is one of PyYAML's
    """What a value can't be made of is told with its line; a date without quotes is text, as a record has no dates."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (yaml.YAMLError, RecursionError):
            raise
        except Exception as error:
            raise yaml.constructor.ConstructorError(
                None, None, f"no {node.tag.rpartition(':')[2]}: {error}", node.start_mark
            ) from None

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        super().flatten_mapping(node)
        if len(node.value) > _MOST_VALUES:
            raise yaml.constructor.ConstructorError(None, None, _TOO_MANY, node.start_mark)


_Loader.add_constructor("tag:yaml.org,2002:timestamp", yaml.SafeLoader.construct_yaml_str)


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
    known = [name for name in FIELD_ORDER if name in record]
    ordered = {normalize(name): normalize(record[name]) for name in (*known, *sorted(record.keys() - set(known)))}
    text: str = yaml.dump(ordered, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=float("inf"))
    return text


def read(text: str) -> dict[str, Any]:
    """The record in a text. Raises ValueError, with the line, where it is no YAML or not a mapping of names."""
    if bad := _UNREADABLE.search(text):
        raise ValueError(f"not YAML: the character {bad[0]!a}, line {text.count(chr(10), 0, bad.start()) + 1}")
    try:
        found = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader, whichever it is
        is_record = isinstance(found, dict) and all(isinstance(name, str) for name in found)
        left = count(_MOST_VALUES, -1)
        record = {name: _named(value, left) for name, value in found.items()} if is_record else {}
    except yaml.MarkedYAMLError as error:
        where = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise ValueError(f"not YAML: {error.problem}{where}") from None
    except RecursionError:
        raise ValueError("not YAML: nested too deep") from None
    if not is_record:
        raise ValueError("not a record: `field: value` on each line")
    return record


def normalize(value: Any) -> Any:
    """A plain value as it is read back after it was written."""
    return replace_surrogates(value, sort_keys=True)


def _named(value: Any, left: Iterator[int]) -> Any:
    """YAML has numbers for names, too; a record has none. `left` counts how many values it may still have."""
    if not next(left):
        raise ValueError(f"not a record: {_TOO_MANY}")
    if isinstance(value, dict):
        return {str(name): _named(inner, left) for name, inner in value.items()}
    return [_named(inner, left) for inner in value] if isinstance(value, list) else value
