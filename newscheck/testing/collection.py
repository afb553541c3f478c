"""Collects dumps and page fixtures that the command line or the ini file names."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, TypeGuard

import pytest

from newscheck.engine.files import path_names, temporary, urls
from newscheck.engine.report_filter import ReportFilter
from newscheck.engine.settings.config import Project
from newscheck.errors import UsageError
from newscheck.html import parser
from newscheck.testing import settings
from newscheck.testing.arguments import Arguments, Selection
from newscheck.testing.dump_nodes import (
    DumpFolder,
    FileItem,
    SelectedDumpFolder,
    passed_reports,
    select,
)
from newscheck.testing.dump_results import DumpResults, holds_articles
from newscheck.testing.ignored_paths import IgnoredPaths
from newscheck.testing.page_nodes import PageFolder, SelectedPageFolder
from newscheck.testing.testmon import Unrecorded
from newscheck.text.display import sanitize

#: Plugins with hooks around each item that may miss an item without findings.
_KNOWN_PLUGINS = (
    "_pytest.",
    "syrupy",
    "xdist.",
    "newscheck.",
    "_hypothesis",
    "hypothesis",
    "pytest_rerunfailures",
    "pytest_timeout",
)


class CollectionPlugin:
    """Registered with pytest where there is something to collect.

    Usage errors end the run before it begins (pytest's exit code 4).
    """

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._own: temporary.TemporaryPath | None = None
        self._silent_reports: list[Any] = []
        #: The innermost collector that pytest has set up and expects to be that of the next test, too.
        self._set_up: pytest.Collector | None = None
        self._kept = ExitStack()
        self._here = config.invocation_params.dir
        self._worker = getattr(config, "workerinput", {})
        # A worker of pytest-xdist receives all arguments as if they were on its command line.
        self._is_explicit = self._worker.get("newscheck_explicit", config.args_source is pytest.Config.ArgsSource.ARGS)
        given = [self._path(path) for path in config.getoption("newscheck_dumps")]
        dumps = [self._path(path) for path in config.getini("newscheck_dumps")]
        pages = [self._path(path) for path in config.getini("newscheck_pages")]
        with _usage_errors():
            for path in config.getoption("newscheck_dumps"):
                urls.check_is_path(path, "pytest")
            checks = settings.checks(config)
            # Accessed to report mistakes in the settings now.
            _ = (checks.checker, ReportFilter(checks.session), checks.session.detection_settings)
            ignored = self._ignored = IgnoredPaths(config)
            places = _distinct(map(_existing, (*given, *dumps)))
            self._sources = {
                path: DumpResults(path, checks, ignored, self._folder(at)) for at, path in enumerate(places)
            }
            self._environments = (
                dict.fromkeys(map(_folder, pages), settings.case_environment(config, checks)) if pages else {}
            )
        self._arguments = Arguments(
            config.args if self._is_explicit else (), self._here, self._sources, self._environments
        )
        if self._is_explicit:
            config.args[:] = self._arguments.remaining
        # Paths on the command line go before those of the ini file.
        roots = dict.fromkeys((*given, *(() if self._is_explicit else (*dumps, *pages))))
        self._reached = {path for path in (*self._sources, *self._environments) if self._leads_to(path, checks.project)}
        self._roots = [path for path in roots if path not in self._reached and path not in self._arguments.selected]

    def pytest_sessionstart(self) -> None:
        """Only now are all plugins registered."""
        if self._config.pluginmanager.hasplugin("TestmonCollect"):
            self._config.pluginmanager.register(Unrecorded())

    def pytest_report_header(self) -> list[str]:
        """Warnings about library versions."""
        return [f"newscheck: {remark}" for remark in parser.version_warnings()]

    def configure_worker(self, worker: dict[str, Any]) -> None:
        """Pass a worker of pytest-xdist the folder that all of them share, and whether paths were given."""
        if self._own is None:
            self._own = self._kept.enter_context(temporary.directory())
        worker.update(newscheck_shared=self._own.path, newscheck_explicit=self._is_explicit)

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(
        self, collector: pytest.Collector
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Add dumps and page fixtures to what the arguments of the command line lead to."""
        report = yield
        if isinstance(collector, pytest.Session) and report.passed:
            roots = [self._node(path, collector) for path in self._roots if not self._ignored.of(path, [path])]
            chosen = [self._chosen(path, wanted, collector) for path, wanted in self._arguments.selected.items()]
            report.result = [*report.result, *filter(None, roots), *chosen]
        return report

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        """Don't collect roots again below the arguments."""
        return True if collection_path in self._roots else None

    @pytest.hookimpl(tryfirst=True)
    def pytest_collect_directory(self, path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """The node of a dump or a folder of page fixtures that an argument of the command line leads to.

        Other folders are pytest's: a dump may be the whole repository, and the tests are in it, too.
        """
        return self._node(path, parent) if path in self._reached else None

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Limit each dump to the files of the items that will run."""
        for source in self._sources.values():
            select(source, session.items)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
        """Pass files without findings, which most are, without the cost of a test's hooks."""
        if not (self._may_be_quiet(item, nextitem) and _passes(item)):
            self._set_up = _shared_collector(item, nextitem)
            return None
        hook = item.ihook
        hook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        for report in passed_reports(item):
            hook.pytest_runtest_logreport(report=report)
        hook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        return True

    def _may_be_quiet(self, item: pytest.Item, nextitem: pytest.Item | None) -> TypeGuard[FileItem]:
        """Whether an item that passes needs no run by pytest, which would tear down what the next one doesn't share."""
        if not self._is_quiet or not isinstance(item, FileItem) or item.own_markers:
            return False
        return self._set_up is None or nextitem is None or self._set_up in nextitem.listchain()

    @cached_property
    def _is_quiet(self) -> bool:
        """Whether items are called, and only known plugins hook into that."""
        is_shown = any(self._config.getoption(name, False) for name in ("setuponly", "setupshow"))
        if is_shown or _has_time_limit(self._config):
            return False
        manager = self._config.pluginmanager
        for name in ("protocol", "setup", "call", "teardown", "makereport"):
            for hook in getattr(manager.hook, f"pytest_runtest_{name}").get_hookimpls():
                module = getattr(hook.function, "__module__", None) or ""
                # A wrapper of the whole protocol is called in any case.
                is_around = name == "protocol" and (hook.wrapper or hook.hookwrapper)
                if not is_around and not module.startswith(_KNOWN_PLUGINS):
                    return False
        return True

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        """Set aside the reports of setups and teardowns without output until failures are listed.

        For each failing test, pytest looks through all of them for output to show: 10,000 files, of which 360 fail,
        took 1.5 times as long.
        """
        if reporter := self._config.pluginmanager.get_plugin("terminalreporter"):
            self._silent_reports = reporter.stats.get("", [])
            reporter.stats[""] = [report for report in self._silent_reports if report.sections]

    @pytest.hookimpl(tryfirst=True)
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Put the reports back for other plugins (`--durations`), and write the cache's remarks, each once."""
        terminalreporter.stats[""] = self._silent_reports
        for remark in dict.fromkeys(remark for source in self._sources.values() for remark in source.remarks):
            terminalreporter.write_line(f"newscheck: {remark}")

    @property
    def dumps(self) -> list[DumpResults]:
        """The dumps, in the same order in each process."""
        return [*self._sources.values()]

    def shared_folder(self, number: int) -> str | None:
        """The folder in which workers of pytest-xdist share the results of a dump; None where there were none."""
        return os.path.join(self._own.path, str(number)) if self._own else None

    def pytest_unconfigure(self) -> None:
        """Close dumps and remove temporary folders."""
        for source in self._sources.values():
            source.close()
        self._kept.close()

    def _path(self, path: str | Path) -> Path:
        return Path(os.path.normpath(self._here / path))

    def _leads_to(self, place: Path, project: Project) -> bool:
        """Whether an argument of the command line leads to a dump or a folder of page fixtures, or into it."""
        return any(
            arg == place
            or arg in place.parents
            or (place in arg.parents and (place in self._environments or holds_articles(arg, project)))
            for arg in self._arguments.paths
        )

    def _node(self, path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """The dump or the folder of page fixtures at a path; None for any other."""
        if environment := self._environments.get(path):
            return PageFolder.of(parent, path, environment)
        source = self._sources.get(path)
        return (
            DumpFolder.of(parent, path, source, self._arguments.paths if path in self._reached else None)
            if source
            else None
        )

    def _chosen(self, path: Path, wanted: Selection, parent: pytest.Collector) -> pytest.Collector:
        """The selected part of the dump or the folder of page fixtures at a path."""
        chosen: SelectedDumpFolder | SelectedPageFolder
        if environment := self._environments.get(path):
            chosen = SelectedPageFolder.of(parent, path, environment)
        else:
            chosen = SelectedDumpFolder.of(parent, path, self._sources[path])
        chosen.selected = wanted
        return chosen

    def _folder(self, number: int) -> str | None:
        """A worker's folder for a dump; None where there are no workers."""
        shared = self._worker.get("newscheck_shared")
        if not shared:
            return None
        folder = os.path.join(shared, str(number))
        os.makedirs(folder, exist_ok=True)
        return folder


def _passes(item: FileItem) -> bool:
    """Whether a file has no findings. An exception is reported when the item runs as a test."""
    try:
        return item.passes()
    except (KeyboardInterrupt, pytest.exit.Exception):
        raise
    except BaseException:
        return False


def _has_time_limit(config: pytest.Config) -> bool:
    """Whether pytest-timeout interrupts tests: then each is called, so that a limit ends what takes too long."""
    if getattr(config.pluginmanager.get_plugin("timeout"), "__name__", "") != "pytest_timeout":
        return False
    return any((config.getoption("timeout"), os.environ.get("PYTEST_TIMEOUT"), config.getini("timeout")))


def _shared_collector(item: pytest.Item, nextitem: pytest.Item | None) -> pytest.Collector | None:
    """The innermost collector of both items, which stays set up between them."""
    chains = zip(item.listchain(), nextitem.listchain() if nextitem else (), strict=False)
    shared = [node for node, other in chains if node is other and isinstance(node, pytest.Collector)]
    return shared[-1] if shared else None


@contextmanager
def _usage_errors() -> Iterator[None]:
    """A user's mistake ends the run with a one-line message."""
    try:
        yield
    except UsageError as error:
        raise pytest.UsageError(f"newscheck: {sanitize(str(error))}") from None


def _distinct(paths: Iterable[Path]) -> list[Path]:
    """Paths without those that lead, perhaps by a link, to the place of another."""
    distinct: dict[str, Path] = {}
    for path in paths:
        distinct.setdefault(os.path.realpath(path), path)
    return list(distinct.values())


def _existing(path: Path) -> Path:
    if not path.exists():
        raise UsageError(f"no such file or folder: {path_names.display_path(str(path))}")
    return path


def _folder(path: Path) -> Path:
    if not path.is_dir():
        raise UsageError(f"newscheck_pages: no such folder: {path_names.display_path(str(path))}")
    return path
