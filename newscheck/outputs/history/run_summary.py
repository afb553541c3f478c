"""What the beginning of a saved report says about its run."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import msgspec
from msgspec import Struct

from newscheck.model import Totals
from newscheck.outputs.saved.form import SavedTool, SavedTotals
from newscheck.text import report_beginnings
from newscheck.text.timestamps import from_ms, to_ms

#: The name of a run is its time, to the second.
_FORM = "%Y-%m-%dT%H%M%SZ"
_SHOWN = 40
_totals = re.compile(rb'\s*"tool":\s*(\{[^{}]*\}),\s*"summary":\s*(\{[^{}]*\})(\s*,\s*"layouts_only":\s*true\b)?')


class RunSummary(Struct, frozen=True):
    """A run: its name, its time (ms), the version of newscheck, its totals, and whether it has a page.

    One of `newscheck layouts` has looked at `layouts_only`: that it has no findings says nothing.
    """

    name: str
    time: int
    version: str
    totals: Totals
    has_page: bool
    layouts_only: bool = False


def name_of(time: int) -> str:
    """The name of the run at a time (ms) of the years 1000 to 9999."""
    return f"{from_ms(time):{_FORM}}"


def summary(name: str, head: bytes, has_page: bool) -> RunSummary | None:
    """The summary of a run whose report begins with `head`; None where that is no report."""
    beginning, _, rest = head.partition(b",")
    found = _totals.match(rest)
    if not found or not beginning.startswith(report_beginnings.JSON.encode()):
        return None
    try:
        time = to_ms(datetime.strptime(name, _FORM).replace(tzinfo=UTC))
        tool = msgspec.json.decode(found[1], type=SavedTool)
        totals = msgspec.convert(msgspec.json.decode(found[2], type=SavedTotals), Totals, from_attributes=True)
    except ValueError:
        return None
    return RunSummary(name, time, tool.version[:_SHOWN], totals, has_page, bool(found[3]))
