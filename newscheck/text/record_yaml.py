"""A record as YAML for people and for git: one field after another, Chinese unescaped, a line for each paragraph.

`read(write(record)) == record` for every record of `article.records`. Line ends are LF, no line is wrapped, the order
of the fields is fixed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

import yaml

from newscheck.text.encoding import replace_surrogates
from newscheck.text.regex import lazy_regex

#: Fields of the record in this order; all others follow by name.
FIELD_ORDER = ("url", "title", "dateline", "epoch_ms", "image", "images", "lead", "paragraphs", "body")
#: The most values of a record: nested references (`*name`) make millions of values from a few lines.
_MAX_VALUES = 100_000
_TOO_MANY = f"over {_MAX_VALUES:,} values, each reference (*name) written out"
#: libyaml's parser, where PyYAML has it, is ten times as fast.
_SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNREADABLE = yaml.reader.Reader.NON_PRINTABLE
#: Characters that a block can't hold: not printable, or read as the end of a line.
_QUOTED = lazy_regex("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class _Loader(_SAFE):  # type: ignore[misc] # a safe loader of PyYAML
    """Reports an invalid value with its line; reads an unquoted date as text, as a record has no dates."""

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
        if len(node.value) > _MAX_VALUES:
            raise yaml.constructor.ConstructorError(None, None, _TOO_MANY, node.start_mark)


_Loader.add_constructor("tag:yaml.org,2002:timestamp", yaml.SafeLoader.construct_yaml_str)


class _Dumper(yaml.SafeDumper):
    """Writes multi-line text as a block, and equal lists without references."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def analyze_scalar(self, scalar: str) -> Any:
        analysis = super().analyze_scalar(scalar)
        # PyYAML would write a text with trailing blanks quoted on one line; YAML allows a block.
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
    """The text of a plain record, ending with a newline; half of a surrogate pair becomes U+FFFD."""
    known = [name for name in FIELD_ORDER if name in record]
    ordered = {normalize(name): normalize(record[name]) for name in (*known, *sorted(record.keys() - set(known)))}
    text: str = yaml.dump(ordered, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=float("inf"))
    return text


def read(text: str) -> dict[str, Any]:
    """Parse a record. Raises ValueError, with the line, for a text that is not a YAML mapping with text names."""
    if bad := _UNREADABLE.search(text):
        raise ValueError(f"not YAML: the character {bad[0]!a}, line {text.count(chr(10), 0, bad.start()) + 1}")
    try:
        value = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
        is_record = isinstance(value, dict) and all(isinstance(name, str) for name in value)
        left = count(_MAX_VALUES, -1)
        record = {name: _with_text_names(inner, left) for name, inner in value.items()} if is_record else {}
    except yaml.MarkedYAMLError as error:
        where = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise ValueError(f"not YAML: {error.problem}{where}") from None
    except RecursionError:
        raise ValueError("not YAML: nested too deep") from None
    if not is_record:
        raise ValueError("not a record: `field: value` on each line")
    return record


def normalize(value: Any) -> Any:
    """A plain value as `read` returns it after `write`."""
    return replace_surrogates(value, sort_keys=True)


def _with_text_names(value: Any, left: Iterator[int]) -> Any:
    """Convert names that are numbers in YAML to text; `left` counts down the values that are still allowed."""
    if not next(left):
        raise ValueError(f"not a record: {_TOO_MANY}")
    if isinstance(value, dict):
        return {str(name): _with_text_names(inner, left) for name, inner in value.items()}
    return [_with_text_names(inner, left) for inner in value] if isinstance(value, list) else value
