"""`--newscheck-html FILE`: a page with the report on the dumps that a run of pytest tested."""

from __future__ import annotations

import os
import traceback
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from newscheck import registry
from newscheck.engine.files import atomic_write, destinations, path_names
from newscheck.errors import UsageError
from newscheck.model import RenderOptions, Report
from newscheck.outputs import render
from newscheck.testing import merged_reports
from newscheck.text.display import sanitize

if TYPE_CHECKING:
    from newscheck.testing.collection import CollectionPlugin

_FORM = "html"
#: The key under which workers of pytest-xdist send what they have selected of each dump.
_SELECTED = "newscheck_selected"


class ReportPage:
    """Registered with pytest where a page is wanted. Raises pytest.UsageError where it can't be written."""

    def __init__(self, config: pytest.Config, collection: CollectionPlugin | None) -> None:
        given = config.getoption("newscheck_html")
        # pytest may change its folder.
        self._path = os.path.join(config.invocation_params.dir, given)
        self._is_worker = hasattr(config, "workerinput")
        self._remark = ""
        self._has_selection = False
        if collection is None:
            raise pytest.UsageError("--newscheck-html is about dumps: give --newscheck=PATH with it")
        self._collection = collection
        try:
            _check(self._path, given)
        except UsageError as error:
            raise pytest.UsageError(f"newscheck: {sanitize(str(error))}") from None

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Write the page when all tests have run; a worker of pytest-xdist says what it tested instead."""
        if self._is_worker:
            output: dict[str, Any] = session.config.workeroutput  # type: ignore[attr-defined]
            output[_SELECTED] = [([*dump.tested_files], [*dump.tested_rules]) for dump in self._collection.dumps]
        elif exitstatus in (pytest.ExitCode.INTERRUPTED, pytest.ExitCode.INTERNAL_ERROR):
            # One of an earlier run may be there, which would pass for that of this one.
            self._remark = f"the run did not end: {path_names.display_path(self._path)} is not written"
        elif not session.config.option.collectonly and exitstatus in (
            pytest.ExitCode.OK,
            pytest.ExitCode.TESTS_FAILED,
        ):
            self._write(session)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any, error: object) -> None:
        """Take over what the workers of pytest-xdist have selected, which is the same in all."""
        selected = (getattr(node, "workeroutput", None) or {}).get(_SELECTED)
        if selected and not self._has_selection:
            self._has_selection = True
            for number, (dump, (files, rules)) in enumerate(zip(self._collection.dumps, selected, strict=True)):
                dump.share(self._collection.shared_folder(number), files, rules)

    def _write(self, session: pytest.Session) -> None:
        try:
            if report := self._report():
                atomic_write.write(self._path, render(_FORM, report, RenderOptions()))
                self._remark = f"the report is in {path_names.display_path(self._path)}"
            else:
                self._remark = "no test of a dump has run: no report is written"
        except UsageError as error:
            self._fail(session, str(error))
        except Exception:
            self._fail(session, f"crashed in the report:\n{traceback.format_exc()}")

    def _fail(self, session: pytest.Session, why: str) -> None:
        """A page that is wanted and isn't there must not pass."""
        self._remark = why
        session.exitstatus = pytest.ExitCode.INTERNAL_ERROR

    def _report(self) -> Report | None:
        """The report on all dumps of which something was tested; None where nothing was."""
        dumps = [dump for dump in self._collection.dumps if dump.is_tested]
        names = _names([dump.path for dump in dumps])
        return merged_reports.merged([*zip(names, (dump.report() for dump in dumps), strict=True)]) if dumps else None

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say where the page is."""
        for line in self._remark.splitlines():
            terminalreporter.write_line(f"newscheck: {sanitize(line)}")


def _names(paths: Sequence[Path]) -> list[str]:
    """The names of dumps, as short as they differ."""
    names = [path.name for path in paths]
    return names if len({*names}) == len(names) else [path_names.display_path(str(path)) for path in paths]


def _check(path: str, given: str) -> None:
    """Raise UsageError where a page can't be written."""
    if not given:
        raise UsageError("--newscheck-html: an empty name")
    if given == "-":
        raise UsageError("--newscheck-html: a page is written to a file, not to stdout (-)")
    missing = [name for name in registry.constants("outputs", "LIBRARIES")[_FORM] if not find_spec(name)]
    if missing:
        raise UsageError(f"--newscheck-html needs {' and '.join(missing)}: pip install 'newscheck[report]'")
    destinations.check(destinations.WritePlan((path,)))
