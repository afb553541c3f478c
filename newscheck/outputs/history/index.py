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
        "before": _before(runs),
        "trends": trend.trends(runs),
        "kinds": {run.layouts_only for run in runs},
        "earlier": earlier,
        "damaged": damaged,
        "width": trend.BARS * trend.STEP,
        "height": trend.HEIGHT,
        "styles": registry.data(_templates.SHARED)["page.css"] + registry.data(_FOLDER)["index.css"],
    }
    yield from _template().generate(values)


def _before(runs: Sequence[RunSummary]) -> RunSummary | None:
    """The last run before the latest one that looked at the same, if any: findings, or layouts only."""
    return next((run for run in runs[1:] if run.layouts_only == runs[0].layouts_only), None)


def _counted(run: RunSummary) -> str:
    """The findings of a run in words."""
    articles = quantity(run.totals.articles, "article")
    if run.layouts_only:
        return f"{_of_layouts(run)} of {articles}"
    return f"{_findings(run.totals) or 'no findings'} in {articles}"


def _of_layouts(run: RunSummary) -> str:
    """What a run has looked at that ran no rules but those about files."""
    found = _findings(run.totals)
    return f"only layouts{found and f' ({found})'}"


def _findings(totals: Totals) -> str:
    numbers = ((severity, getattr(totals, severity)) for severity in reversed(SEVERITIES))
    return ", ".join(quantity(number, severity) for severity, number in numbers if number)


def _compared(run: RunSummary, before: RunSummary) -> str:
    """What a run has more or fewer of than one that looked at the same."""
    totals, earlier = run.totals, before.totals
    names = {**({} if run.layouts_only else {name: name for name in reversed(SEVERITIES)}), "articles": "article"}
    gains = {noun: getattr(totals, name) - getattr(earlier, name) for name, noun in names.items()}
    found = [f"{quantity(abs(gain), noun)} {'more' if gain > 0 else 'fewer'}" for noun, gain in gains.items() if gain]
    same = "as many articles" if run.layouts_only else "as many articles and findings"
    return ", ".join(found) or same


@cache
def _template() -> Template:
    filters: dict[str, Callable[..., str]] = {
        "moment": format_utc,
        "counted": _counted,
        "of_layouts": _of_layouts,
        "compared": _compared,
    }
    return _templates.template("index.html", _FOLDER, filters)
