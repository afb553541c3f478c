"""Support for pytest-testmon (`--testmon`), which runs a test again if the Python files that it executed changed.

Findings depend on the article, on settings, on other articles and on the time, which testmon doesn't track (and it
can't open a dump, which is a folder). So newscheck's own tests are not recorded and run each time; newscheck's cache
skips files that have not changed.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest

from newscheck.testing.items import NewscheckItem

#: testmon's attribute of a report: lines of files by test.
_SEEN = "nodes_files_lines"
_OURS = "newscheck_item"


class Unrecorded:
    """Registered with pytest where testmon collects."""

    def __init__(self) -> None:
        self._ours: set[str] = set()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Mark the reports of our tests, also for the process that the workers of pytest-xdist report to."""
        report = yield
        if isinstance(item, NewscheckItem):
            setattr(report, _OURS, True)
        return report

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: Any) -> None:
        """Remove our tests from the record; testmon records several tests at a time."""
        if getattr(report, _OURS, False):
            self._ours.add(report.nodeid)
        seen = getattr(report, _SEEN, None)
        if seen:
            for name in self._ours.intersection(seen):
                del seen[name]
