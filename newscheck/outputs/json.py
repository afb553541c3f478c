"""For programs: the whole report (`newscheck schema report`); a finding has the recognised `language` of its article.

One object in UTF-8, with Chinese unescaped. Characters that are invisible or control a terminal are escaped as JSON
allows, so nothing is lost; only lone surrogates, which UTF-8 can't encode, are replaced by their name (`\\\\udc80`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from newscheck.model import (
    Crash,
    Excerpt,
    Finding,
    HiddenFindings,
    LayoutChange,
    LayoutSpan,
    RelatedLocation,
    RenderOptions,
    Report,
    SiteSeries,
)
from newscheck.text import report_beginnings
from newscheck.text.display import UNSAFE_ANYWHERE, escape_surrogates
from newscheck.text.timestamps import YEAR_1, YEAR_10000, format_iso

SUFFIX = ".json"
SHOWS_SERIES = True
VERSION = 1


class Part(NamedTuple):
    """A file beside the report with some of its findings, and their number."""

    file: str
    findings: int


def render(report: Report, style: RenderOptions) -> Iterator[str]:
    """The object, one finding at a time, with a fixed order of keys."""
    yield from with_parts(report, (), layouts_only=style.layouts_only)


def with_parts(report: Report, parts: Sequence[Part], *, layouts_only: bool = False) -> Iterator[str]:
    """The same with the names of files that have the findings; `layouts_only` where no rules were run."""
    tool = {"name": "newscheck", "version": report.version}
    yield f"{report_beginnings.JSON}{VERSION},\n"
    yield f'  "tool": {indented(tool, 2)},\n  "summary": {indented(report.summary, 2)},\n'
    if layouts_only:
        yield '  "layouts_only": true,\n'
    if parts:
        yield from _member("parts", (part._asdict() for part in parts))
    yield from _member("findings", map(_shown_finding, report.findings))
    if report.known:
        yield from _member("known", map(_shown_finding, report.known))
    yield from _member("changes", map(change_dict, report.changes))
    yield from _member("layouts", map(layout_dict, report.layouts))
    for name, values in _more(report):
        yield from _lines(name, values) if values else ()
    yield f'  "rules": {indented(report.rules, 2)}\n}}\n'


def finding_dict(finding: Finding) -> dict[str, Any]:
    """A finding for programs: without the excerpt."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        **({"item": finding.item} if finding.item else {}),
        "pointer": finding.pointer,
        "message": finding.message,
        "evidence": finding.evidence,
        "fingerprint": finding.fingerprint,
        "related": [
            {"path": related.path, "line": related.line, "message": related.message} for related in finding.related
        ],
        **({"language": finding.language} if finding.language else {}),
    }


def _shown_finding(finding: Finding) -> dict[str, Any]:
    """A finding with what only the report itself has: what a page shows of it."""
    more = {
        "site": finding.site,
        "time": "" if finding.epoch is None else _time(finding.epoch),
        "count": finding.number if finding.aggregated else 0,
        "details": finding.details,
        "excerpt": finding.excerpt and _whole_excerpt(finding.excerpt),
    }
    return finding_dict(finding) | {name: value for name, value in more.items() if value}


def _whole_excerpt(excerpt: Excerpt) -> Excerpt:
    """An excerpt as JSON has it: its place moves where a surrogate before it is replaced by its longer name."""
    text = escape_surrogates(excerpt.text)
    if text == excerpt.text:
        return excerpt
    start, end = (at + len(escape_surrogates(before)) - len(before) for at, before in _borders(excerpt))
    return Excerpt(text, start, end)


def _borders(excerpt: Excerpt) -> Iterator[tuple[int, str]]:
    """Both ends of the evidence, each with the text before it."""
    yield from ((at, excerpt.text[:at]) for at in (excerpt.start, excerpt.end))


def _time(ms: int) -> str:
    """A time in ISO 8601, empty where no year from 1 to 9999 has it."""
    return format_iso(ms) if YEAR_1 <= ms < YEAR_10000 else ""


def _more(report: Report) -> Iterator[tuple[str, Sequence[Any]]]:
    """What not every report has."""
    yield "series", [*map(_series_dict, report.series)]
    yield "examples", report.examples
    yield "hidden", [*map(_hidden_dict, report.hidden)]
    yield "crashes", [*map(_crash_dict, report.crashes)]


def _series_dict(series: SiteSeries) -> dict[str, Any]:
    """The series of a site; times are UTC."""
    return {**msgspec.to_builtins(series), "periods": [*map(format_iso, series.periods)]}


def _hidden_dict(hidden: HiddenFindings) -> dict[str, Any]:
    """Findings that are not reported; times are UTC, null where none has one."""
    shown: dict[str, Any] = msgspec.to_builtins(hidden)
    times = {"first": hidden.first, "last": hidden.last}
    return shown | {name: None if time is None else _time(time) or None for name, time in times.items()}


def _crash_dict(crash: Crash) -> dict[str, str]:
    """A crash with the last line of its traceback."""
    return {"path": crash.path, "rule": crash.rule, "error": crash.traceback.strip().rpartition("\n")[2]}


def change_dict(change: LayoutChange) -> dict[str, Any]:
    """A layout change for programs; times are UTC."""
    return {
        "site": change.site,
        "since": format_iso(change.since),
        "last_before": format_iso(change.last_before),
        "until": None if change.until is None else format_iso(change.until),
        "completed": None if change.completed is None else format_iso(change.completed),
        "what": change.what,
        "features": [{"feature": name, "before": before, "after": after} for name, before, after in change.features],
        "articles_before": change.articles_before,
        "articles_after": change.articles_after,
        "harm": change.harm,
        "examples": {
            "before": [*map(_place, change.examples_before)],
            "after": [*map(_place, change.examples_after)],
        },
        "skeletons": {"before": change.skeleton_before, "after": change.skeleton_after},
        "verdict": change.verdict or None,
        "within": change.within or None,
        "agreed": change.is_agreed,
    }


def layout_dict(span: LayoutSpan) -> dict[str, Any]:
    """A layout for programs; times are UTC."""
    return {
        "site": span.site,
        "layout": span.layout,
        "skeleton": span.skeleton,
        "share": span.share,
        "first": format_iso(span.first),
        "last": format_iso(span.last),
        "articles": span.articles,
        "example": span.example,
        **(_templates(span) if span.templates else {}),
    }


def _templates(span: LayoutSpan) -> dict[str, Any]:
    return {
        "templates": [
            {**msgspec.to_builtins(template), "first": format_iso(template.first), "last": format_iso(template.last)}
            | {"sections": [{"section": name, "share": share} for name, share in template.sections]}
            for template in span.templates
        ],
        "periods": [format_iso(begin) for begin in span.periods],
        "side_by_side": span.side_by_side,
    }


def _place(example: RelatedLocation) -> str:
    """A file, with the line where the article begins if the file has several."""
    return f"{example.path}:{example.line}" if example.line > 1 else example.path


def encode(value: Any) -> str:
    """A value as one line of JSON that is safe to display."""
    try:
        text = msgspec.json.encode(value).decode()
    except UnicodeEncodeError:
        text = msgspec.json.encode(_whole(msgspec.to_builtins(value))).decode()
    # A word that is unsafe at the beginning of a line always has a quotation mark before it.
    if text.isprintable() and text.count("#") < 2:
        return text
    return UNSAFE_ANYWHERE.sub(lambda match: match[0][:-1] + _escape(match[0][-1]), text)


def indented(value: Any, depth: int = 0) -> str:
    """A value as indented JSON that is safe to display; lines after the first are `depth` blanks deep."""
    return msgspec.json.format(encode(value), indent=2).replace("\n", "\n" + " " * depth)


def array(items: Iterable[str], depth: int = 0) -> Iterator[str]:
    """An array of encoded items, each on a line of its own, `depth` blanks deep."""
    before, after = f"[\n{' ' * depth}", "[]"
    for item in items:
        yield before + item
        before, after = f",\n{' ' * depth}", f"\n{' ' * (depth - 2)}]"
    yield after


def _member(name: str, values: Iterable[Any]) -> Iterator[str]:
    yield f'  "{name}": '
    yield from array((indented(value, 4) for value in values), 4)
    yield ",\n"


def _lines(name: str, values: Iterable[Any]) -> Iterator[str]:
    """The same, each value on one line."""
    yield f'  "{name}": '
    yield from array(map(encode, values), 4)
    yield ",\n"


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return escape_surrogates(value)
    if isinstance(value, dict):
        return {escape_surrogates(key): _whole(part) for key, part in value.items()}
    return [_whole(part) for part in value] if isinstance(value, list | tuple) else value


def _escape(char: str) -> str:
    units = char.encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
