"""The report as one JSON object, for programs (`schemas/report.schema.json`).

UTF-8 with Chinese as it is. Characters that hide or steer a terminal are escaped by JSON's own means, so nothing is
lost by it; only lone surrogates, which UTF-8 can't hold, are replaced by their name (`\\\\udc80`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from newscheck.model import Finding, LayoutChange, LayoutSpan, RelatedLocation, RenderOptions, Report
from newscheck.text.display import UNSAFE_ANYWHERE, escape_surrogates
from newscheck.text.timestamps import format_iso

SUFFIX = ".json"
VERSION = 1


def render(report: Report, style: RenderOptions) -> Iterator[str]:
    """The object, a finding at a time, always in the same order of keys."""
    tool = {"name": "newscheck", "version": report.version}
    yield f'{{\n  "report_version": {VERSION},\n'
    yield f'  "tool": {indented(tool, 2)},\n  "summary": {indented(report.summary, 2)},\n'
    yield from _array("findings", map(finding_dict, report.findings))
    if report.known:
        yield from _array("known", map(finding_dict, report.known))
    yield from _array("changes", map(change_dict, report.changes))
    yield from _array("layouts", map(layout_dict, report.layouts))
    yield f'  "rules": {indented(report.rules, 2)}\n}}\n'


def finding_dict(finding: Finding) -> dict[str, Any]:
    """A finding as programs see it: without the excerpt, which is for the eye."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "pointer": finding.pointer,
        "message": finding.message,
        "evidence": finding.evidence,
        "fingerprint": finding.fingerprint,
        "related": [
            {"path": related.path, "line": related.line, "message": related.message} for related in finding.related
        ],
    }


def change_dict(found: LayoutChange) -> dict[str, Any]:
    """A change of a layout as programs see it; times are UTC."""
    return {
        "site": found.site,
        "since": format_iso(found.since),
        "last_before": format_iso(found.last_before),
        "until": None if found.until is None else format_iso(found.until),
        "what": found.what,
        "features": [{"feature": name, "before": before, "after": after} for name, before, after in found.features],
        "articles_before": found.articles_before,
        "articles_after": found.articles_after,
        "harm": found.harm,
        "examples": {
            "before": [*map(_place, found.examples_before)],
            "after": [*map(_place, found.examples_after)],
        },
        "skeletons": {"before": found.skeleton_before, "after": found.skeleton_after},
        "verdict": found.verdict or None,
        "within": found.within or None,
    }


def layout_dict(span: LayoutSpan) -> dict[str, Any]:
    """A layout as programs see it; times are UTC."""
    return {
        "site": span.site,
        "layout": span.layout,
        "skeleton": span.skeleton,
        "share": span.share,
        "first": format_iso(span.first),
        "last": format_iso(span.last),
        "articles": span.articles,
        "example": span.example,
    }


def _place(example: RelatedLocation) -> str:
    """A file, and the line where the article begins in one that holds many."""
    return f"{example.path}:{example.line}" if example.line > 1 else example.path


def encode(value: Any) -> str:
    """A value as one line of JSON that is safe to show."""
    try:
        text = msgspec.json.encode(value).decode()
    except UnicodeEncodeError:
        text = msgspec.json.encode(_whole(msgspec.to_builtins(value))).decode()
    # No line begins with a word: before it stands at least a quotation mark.
    if text.isprintable() and text.count("#") < 2:
        return text
    return UNSAFE_ANYWHERE.sub(lambda found: found[0][:-1] + _escape(found[0][-1]), text)


def indented(value: Any, depth: int = 0) -> str:
    """A value as JSON that people can read and that is safe to show; lines after the first `depth` blanks deep."""
    return msgspec.json.format(encode(value), indent=2).replace("\n", "\n" + " " * depth)


def _array(name: str, items: Iterable[Any]) -> Iterator[str]:
    separator = f'  "{name}": [\n    '
    end = f'  "{name}": [],\n'
    for item in items:
        yield separator + indented(item, 4)
        separator, end = ",\n    ", "\n  ],\n"
    yield end


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return escape_surrogates(value)
    if isinstance(value, dict):
        return {escape_surrogates(key): _whole(part) for key, part in value.items()}
    return [_whole(part) for part in value] if isinstance(value, list) else value


def _escape(char: str) -> str:
    units = char.encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
