"""`--report html=DIR/`: a folder with the reports of all runs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newscheck.engine.files.report_site import ReportSite, StoredRun
    from newscheck.model import RenderOptions, Report


def is_site(form: str, path: str) -> bool:
    """Whether an output is added to a folder, which a path is that ends with a slash, or that is there."""
    return form == "html" and (path.endswith(("/", os.sep)) or os.path.isdir(path))


def site(path: str) -> ReportSite:
    """The site at a path."""
    from newscheck.engine.files.report_site import ReportSite
    from newscheck.text.report_beginnings import INDEX_MARK

    return ReportSite(path, INDEX_MARK.encode())


def add(report: Report, path: str, style: RenderOptions, now: int) -> None:
    """Add a report, by the time of its check, to a site. Raises UsageError where that fails."""
    from newscheck.engine.files import report_site
    from newscheck.outputs import render
    from newscheck.outputs.history.run_summary import name_of

    run = report_site.NewRun(name_of(now), render("json", report, style), render("html", report, style))
    report_site.add(site(path), run, _index)


def _index(runs: Sequence[StoredRun], earlier: int) -> Iterator[str]:
    """The index of runs, as far as their reports can be read."""
    from newscheck.outputs.history import index
    from newscheck.outputs.history.run_summary import summary

    summaries = [found for run in runs if (found := summary(run.name, run.head, run.has_page))]
    return index.pieces(summaries, earlier, len(runs) - len(summaries))
