"""The index of a report site: the latest report, the trend over the runs, and a table of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from newscheck import registry
from newscheck.model import SEVERITIES, Totals
from newscheck.outputs import _templates
from newscheck.outputs.history import trend
from newscheck.outputs.history.run_summary import RunSummary
from newscheck.text import report_beginnings
from newscheck.text.display import quantity
from newscheck.text.timestamps import format_utc

if TYPE_CHECKING:
    from jinja2 import Template

_FOLDER = "outputs/history"
#: The Content-Security-Policy: styles of the page, and nothing else.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def pieces(runs: Sequence[RunSummary], earlier: int = 0, damaged: int = 0) -> Iterator[str]:
    """The page of runs, the latest first, of which `earlier` ones are not listed, and `damaged` ones can't be read.

    Raises UsageError where a library is missing.
    """
    values = {
        "kind": report_beginnings.INDEX_KIND,
        "policy": _POLICY,
        "runs": runs,
        "trends": trend.trends(runs) if runs else [],
        "earlier": earlier,
        "damaged": damaged,
        "width": trend.BARS * trend.STEP,
        "height": trend.HEIGHT,
        "styles": registry.data(_templates.SHARED)["page.css"] + registry.data(_FOLDER)["index.css"],
    }
    yield from _template().generate(values)


def _counted(totals: Totals) -> str:
    """The findings of a run in words."""
    numbers = ((severity, getattr(totals, severity)) for severity in reversed(SEVERITIES))
    found = ", ".join(quantity(number, severity) for severity, number in numbers if number) or "no findings"
    return f"{found} in {quantity(totals.articles, 'article')}"


def _compared(totals: Totals, earlier: Totals) -> str:
    """What a run has more or fewer of than the one before."""
    names = {**{severity: severity for severity in reversed(SEVERITIES)}, "articles": "article"}
    gains = {noun: getattr(totals, name) - getattr(earlier, name) for name, noun in names.items()}
    found = [f"{quantity(abs(gain), noun)} {'more' if gain > 0 else 'fewer'}" for noun, gain in gains.items() if gain]
    return ", ".join(found) or "as many articles and findings"


@cache
def _template() -> Template:
    filters: dict[str, Callable[..., str]] = {"moment": format_utc, "counted": _counted, "compared": _compared}
    return _templates.template("index.html", _FOLDER, filters)
