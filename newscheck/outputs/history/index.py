"""The index of a report site: the latest report, the trend over the runs, and a table of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from newscheck import registry
from newscheck.errors import UsageError
from newscheck.model import SEVERITIES, Totals
from newscheck.outputs.history import trend
from newscheck.outputs.history.run_summary import RunSummary
from newscheck.text.display import quantity, sanitize
from newscheck.text.timestamps import format_utc

_FOLDER, _PAGE = "outputs/history", "outputs/page"
#: What is near the beginning of an index, and of no other page.
MARK = b'<meta name="generator" content="newscheck report site">'


def pieces(runs: Sequence[RunSummary], earlier: int = 0, damaged: int = 0) -> Iterator[str]:
    """The page of runs, the latest first, of which `earlier` ones are not listed, and `damaged` ones can't be read.

    Raises UsageError where a library is missing.
    """
    values = {
        "runs": runs,
        "trends": trend.trends(runs) if runs else [],
        "earlier": earlier,
        "damaged": damaged,
        "width": trend.BARS * trend.STEP,
        "height": trend.HEIGHT,
        "styles": registry.data(_PAGE)["page.css"] + registry.data(_FOLDER)["index.css"],
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
def _template() -> Any:
    try:
        from jinja2 import DictLoader, Environment, StrictUndefined
    except ImportError:
        raise UsageError("a page needs bokeh and jinja2: pip install 'newscheck[report]'") from None
    loader = DictLoader({"index.html": registry.data(_FOLDER)["index.html"]})
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    shown: dict[str, Any] = {"shown": sanitize, "number": "{:,}".format, "moment": format_utc}
    environment.filters |= {**shown, "counted": _counted, "compared": _compared}
    return environment.get_template("index.html")
