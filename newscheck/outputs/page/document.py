"""The page: a template filled with the values of a report, its styles and scripts, and its data."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from newscheck import registry
from newscheck.model import Report
from newscheck.outputs import _templates
from newscheck.outputs.page import change_cards, libraries, overview, payload, prose
from newscheck.outputs.page.chart_data import chart_data
from newscheck.outputs.page.cutting import cut, size
from newscheck.outputs.page.finding_rows import FindingRows
from newscheck.outputs.page.site_table import site_table
from newscheck.outputs.page.tally import Tally
from newscheck.outputs.page.verdict import verdict

if TYPE_CHECKING:
    from jinja2 import Template

_FOLDER = _templates.SHARED
#: Bytes of all that is in a page beside its scripts and findings, and of the charts at least.
_ROOM, _CHARTS = 430_000, 80_000
#: Characters of a version.
_VERSION = 40
#: The page's own scripts, in the order in which they need each other.
_SCRIPTS = ("data.js", "scheme.js", "charts.js", "plots.js", "timeline.js", "findings.js", "rows.js", "start.js")


def pieces(report: Report, *, layouts_only: bool = False) -> Iterator[str]:
    """The page from its first line to its last one; `layouts_only` where no rules were run.

    Raises UsageError where a library is missing.
    """
    tally = Tally(report.findings)
    rows = FindingRows(report, tally)
    parts = _parts(report, tally)
    charts = chart_data(report, tally, _ROOM - sum(map(size, parts.values())))
    has_charts = charts.number > 0 and any(series.periods for series in report.series)
    meter = payload.Meter()
    scripts = [*(libraries.chart_scripts() if has_charts else ()), own_script()]
    sites = len(overview.known_sites(report, tally))
    values = {
        **parts,
        "report": report,
        "layouts_only": layouts_only,
        "verdict": verdict(report, tally, layouts_only=layouts_only),
        "totals": overview.totals(report, overview.article_days(report), sites),
        "version": cut(report.version, _VERSION),
        "tallied_rules": len(tally.rules),
        "rows": rows,
        "charts": charts,
        "has_charts": has_charts,
        "policy": policy(scripts),
        "styles": Markup(registry.data(_FOLDER)["page.css"]),  # noqa: S704 - our own file
        "scripts": map(Markup, scripts),
        "series": payload.element("series", charts.texts),
        "findings": payload.element("findings-data", rows.texts(meter), meter),
    }
    yield from _template().generate(values)


def _parts(report: Report, tally: Tally) -> dict[str, Sequence[Any]]:
    """The rows of the parts beside findings and charts."""
    parts: dict[str, Sequence[Any]] = {
        "sites": site_table(report, tally),
        "rules": overview.rule_rows(report, tally),
        "hidden": overview.hidden_rows(report),
        "crashes": overview.crash_lines(report),
        "explanations": overview.explanations(report),
    }
    left = _ROOM - _CHARTS - sum(map(size, parts.values()))
    return parts | {"cards": change_cards.cards(report, min(left, change_cards.MOST_BYTES))}


def policy(scripts: Sequence[str]) -> str:
    """The Content-Security-Policy: these scripts by their hashes, styles of the page, and nothing else."""
    hashes = (b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{value}'" for value in hashes)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def own_script() -> str:
    """The page's own script."""
    texts = registry.data(_FOLDER)
    inside = "\n".join(texts[name] for name in _SCRIPTS)
    return f'"use strict";\n(() => {{\n{inside}}})();\n'


@cache
def _template() -> Template:
    return _templates.template("page.html", _FOLDER, {"language": prose.language, "pieces": prose.pieces})
