"""Jekyll: a dump file after front matter, which repeats date, title and URL; both must agree.

---
layout: post
title: "TITLE"
date: 2020-07-20T09:54:56.000Z
from: URL
---
<!--1595238896000-->
…
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newscheck.article.item_mapping import ItemMapping
from newscheck.model import Document, InputFault, LocatedValue, RawInput
from newscheck.readers.dump import parse
from newscheck.text.encoding import replace_surrogates
from newscheck.text.regex import lazy_regex

SUFFIXES = (".md", ".markdown")
_FENCE = lazy_regex(r"^---[ \t\r]*\n", re.MULTILINE)
#: The most characters of front matter that are parsed as YAML, which takes a hundred times as much memory.
_MAX_YAML = 100_000
#: One line of front matter in a form that needs no YAML parser.
_SIMPLE = lazy_regex(
    r"""
    ([A-Za-z_][\w-]*+):[ \t]++
    (?: "([^"\\\n]*+)"[ \t\r]*+                  # quoted, with nothing escaped
      | ((?:[^\W_]|[(（])[^\n:#]*+               # plain; a colon or number sign inside, where YAML sees none
         (?: (?: :(?![ \t\r\n]) | (?<![ \t])\# ) [^\n:#]*+ )*+)
      | \[[^\n\[\]{}"'&*!|>%@`:#]*+\][ \t\r]*+  # a flat list, which is no scalar
    )\n""",
    re.VERBOSE,
)


def sniff(head: str) -> bool:
    """Whether a text begins with front matter."""
    return head.startswith("---")


def read(raw: RawInput, text: str, mapping: ItemMapping) -> Iterator[Document]:
    """The one document of a file with front matter."""
    opening = _FENCE.match(text)
    closing = _FENCE.search(text, opening.end()) if opening else None
    if not opening or not closing:
        fault = InputFault("front-matter", "the front matter is not closed by `---`", 0, 3)
        yield parse(raw.path, text, _after_dashes(text), line=raw.line, form="jekyll", faults=(fault,))
        return
    front, faults = _front(text, opening.end(), closing.start())
    yield parse(raw.path, text, closing.end(), line=raw.line, form="jekyll", front=front, faults=faults)


def _after_dashes(text: str) -> int:
    """The offset at which the header may begin in a text whose front matter has no end."""
    return max(text.find("<!--"), 0)


def _front(text: str, start: int, end: int) -> tuple[dict[str, LocatedValue], tuple[InputFault, ...]]:
    """The scalars of front matter: parsed by a pattern where every line is simple, else as YAML."""
    front: dict[str, LocatedValue] = {}
    at = start
    while at < end:
        match = _SIMPLE.match(text, at, end)
        if not match:
            return _yaml(text, start, end)
        if group := match.lastindex if match.lastindex != 1 else 0:
            value = match[group].rstrip()
            front[match[1]] = LocatedValue(value, match.start(group), match.start(group) + len(value))
        at = match.end()
    return front, ()


def _yaml(text: str, start: int, end: int) -> tuple[dict[str, LocatedValue], tuple[InputFault, ...]]:
    import yaml

    if end - start > _MAX_YAML:
        fault = InputFault(
            "front-matter", f"the front matter is too long to be read: {end - start:,} characters", start, end
        )
        return {}, (fault,)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = yaml.compose(text[start:end], Loader=loader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        at = start + (mark.index if mark else 0)
        problem = getattr(error, "problem", None) or "not YAML"
        return {}, (
            InputFault("front-matter", f"the front matter is no YAML: {problem}", min(at, end), min(at + 1, end)),
        )
    if not isinstance(node, yaml.MappingNode):
        return {}, (InputFault("front-matter", "the front matter is not a list of `key: value`", start, end),)
    return {
        replace_surrogates(key.value): LocatedValue(
            replace_surrogates(value.value), start + value.start_mark.index, start + value.end_mark.index
        )
        for key, value in node.value
        if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)
    }, ()
