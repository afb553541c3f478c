"""Times as a saved report has them, to the second: the page of a run and that of its JSON are the same."""

from __future__ import annotations

from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from newscheck.model import Report

_TimedStruct = TypeVar("_TimedStruct", bound=Struct)


def of_report(report: Report) -> Report:
    """The report, with its layouts and changes in whole seconds."""
    changes = [_in_seconds(change, "last_before", "since", "until", "completed") for change in report.changes]
    return replace(report, changes=changes, layouts=[_in_seconds(span, "first", "last") for span in report.layouts])


def _in_seconds(timed: _TimedStruct, *names: str) -> _TimedStruct:
    times = {name: getattr(timed, name) for name in names}
    return replace(timed, **{name: ms if ms is None else ms // 1000 * 1000 for name, ms in times.items()})
