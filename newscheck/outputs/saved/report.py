"""A report is read from the JSON that the `json` output wrote: what outputs show of it is as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain, islice
from typing import TypeVar

import msgspec
from msgspec.json import Decoder

from newscheck.model import Crash, ExampleArticle, HiddenFindings, RenderOptions, Report, RuleDescription, Totals
from newscheck.outputs.json import VERSION
from newscheck.outputs.saved import layouts
from newscheck.outputs.saved.findings import PackedFindings
from newscheck.outputs.saved.form import SavedHeading, SavedHidden, SavedPart, SavedReport
from newscheck.outputs.saved.series import site_series
from newscheck.outputs.saved.times import milliseconds
from newscheck.text import report_beginnings
from newscheck.text.report_encoding import utf8

_Form = TypeVar("_Form")
#: Characters at either end of an error that are shown.
_HALF = 100
_heading, _report = Decoder(SavedHeading), Decoder(SavedReport)


def read(data: bytes, part: Callable[[str], Iterable[bytes]] | None = None) -> Report:
    """The report. Raises ValueError, in one line, where the bytes are none, or one that only a later version can read.

    The findings are read each time they are iterated, and only the bytes of the file are in memory. `part` gives the
    findings, each as JSON, of a file beside the report that has some (`newscheck validate --findings`), by its name.
    """
    saved = _decoded(data)
    if saved.parts and not part:
        raise ValueError("its findings are in other files, beside it")
    parts = (_rows(part(one.file), one) for one in saved.parts) if part else ()
    findings, known = PackedFindings([*saved.findings, *chain.from_iterable(parts)]), PackedFindings(saved.known)
    try:
        return _with_rules(_shown(saved, findings, known))
    except msgspec.DecodeError as error:
        raise ValueError(f"a finding is not as newscheck writes it: {_brief(error)}") from None


def style_of(data: bytes) -> RenderOptions:
    """The options of outputs that a report goes with. Raises ValueError as `read` does."""
    return RenderOptions(layouts_only=_heading_of(data).layouts_only)


def _rows(found: Iterable[bytes], part: SavedPart) -> list[bytes]:
    """The findings of a part, as many as it should have."""
    rows = [*islice(found, part.findings + 1)]
    if len(rows) != part.findings:
        number = "more" if len(rows) > part.findings else f"{len(rows):,}"
        raise ValueError(f"{part.findings:,} findings should be in a file beside it, which has {number}")
    return rows


def _decoded(data: bytes) -> SavedReport:
    version = _heading_of(data).report_version
    if version > VERSION:
        raise ValueError(f"a report of version {version}: this newscheck reads version {VERSION}, a later one reads it")
    return _of_form(_report, data, "not as newscheck writes it")


def _heading_of(data: bytes) -> SavedHeading:
    return _of_form(_heading, data, "no report of newscheck")


def _of_form(decoder: Decoder[_Form], data: bytes, fault: str) -> _Form:
    try:
        return decoder.decode(utf8(data))
    except msgspec.ValidationError as error:
        raise ValueError(f"{fault} (--format json): {_brief(error)}") from None
    except msgspec.DecodeError as error:
        if not data.strip():
            raise ValueError("no report: it is empty") from None
        raise ValueError(_fault_of_json(str(error), data)) from None
    except RecursionError:
        raise ValueError(f"{fault} (--format json): it is nested too deep") from None


def _fault_of_json(error: str, data: bytes) -> str:
    """What is wrong with bytes that are no JSON in UTF-8."""
    if "truncated" in error:
        return "the file is cut off: its end is missing"
    is_encoding = "UTF-8" in error and report_beginnings.begins_json(data)
    return "neither UTF-8 nor UTF-16: save it again, with -o FILE" if is_encoding else f"no JSON: {error}"


def _brief(error: Exception) -> str:
    """What is wrong, and where, which is told last: a value of the file may be in it, as long as it likes."""
    text = str(error)
    return text if len(text) <= 2 * _HALF else f"{text[:_HALF]}…{text[-_HALF:]}"


def _shown(saved: SavedReport, findings: PackedFindings, known: PackedFindings) -> Report:
    examples = [
        ExampleArticle(example.path, example.line, example.record, example.source, example.omitted)
        for example in saved.examples
    ]
    place = partial(layouts.place, paths=frozenset(example.path for example in examples))
    totals = saved.summary
    return Report(
        version=saved.tool.version,
        summary=Totals(totals.files, totals.articles, totals.error, totals.warning, totals.note),
        findings=findings,
        rules={
            name: RuleDescription(rule.severity, rule.summary, rule.help, rule.aliases)
            for name, rule in saved.rules.items()
        },
        changes=[layouts.change(change, place) for change in saved.changes],
        layouts=[*map(layouts.layout, saved.layouts)],
        crashes=[Crash(crash.path, crash.rule, crash.error) for crash in saved.crashes],
        hidden=[*map(_hidden, saved.hidden)],
        known=known,
        series=[*map(site_series, saved.series)],
        examples=examples,
    )


def _hidden(saved: SavedHidden) -> HiddenFindings:
    first, last = milliseconds(saved.first), milliseconds(saved.last)
    return HiddenFindings(saved.label, saved.findings, saved.reason, saved.rules, first, last)


def _with_rules(report: Report) -> Report:
    """The report with a description, if an empty one, of each rule of a finding; all findings are read for that."""
    found = {finding.rule: finding.severity for finding in chain(report.findings, report.known)}
    missing = {rule: RuleDescription(found[rule], "", "") for rule in sorted(found.keys() - report.rules.keys())}
    return msgspec.structs.replace(report, rules=report.rules | missing) if missing else report
