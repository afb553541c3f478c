"""What is collected besides Python tests: dumps and page fixtures that the command line or the ini file names."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import pytest

from newscheck.errors import UsageError
from newscheck.testing import settings
from newscheck.testing.dumps import FileItem, Folder, Source, passed

#: Plugins that listen to the run of each item and need to hear nothing of one that has nothing to say.
_INDIFFERENT = ("_pytest.", "syrupy", "xdist.", "newscheck.", "_hypothesis", "hypothesis")


class Collection:
    """Registered with pytest where there is something to collect.

    Usage errors end the run before it begins (pytest's exit code 4).
    """

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._own = ""
        here = config.invocation_params.dir
        is_explicit = config.args_source is pytest.Config.ArgsSource.ARGS
        self._args = [_absolute(here, arg.partition("::")[0]) for arg in config.args] if is_explicit else []
        given = [_absolute(here, path) for path in config.getoption("newscheck_dumps")]
        known = [_absolute(here, str(path)) for path in config.getini("newscheck_dumps")]
        with _told():
            checks = settings.checks(config)
            self._sources = {
                path: Source(_existing(path), checks, self._folder(number))
                for number, path in enumerate(dict.fromkeys((*given, *known)))
            }
            if self._sources:
                _ = checks.checker
        wanted = dict.fromkeys((*given, *(() if is_explicit else known)))
        self._roots = [path for path in wanted if not any(_is_related(arg, path) for arg in self._args)]

    def shared(self) -> str:
        """The folder that the workers of this run share; for the process that starts them."""
        self._own = self._own or tempfile.mkdtemp(prefix="newscheck-")
        return self._own

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(
        self, collector: pytest.Collector
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Dumps stand beside what the arguments of the command line lead to."""
        report = yield
        if isinstance(collector, pytest.Session) and report.passed:
            roots = (Folder.of(collector, path, self._sources[path], ()) for path in self._roots)
            report.result = [*report.result, *roots]
        return report

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        """A dump that stands beside the arguments is not collected again below them."""
        return True if collection_path in self._roots else None

    @pytest.hookimpl(tryfirst=True)
    def pytest_collect_directory(self, path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """A dump that an argument of the command line leads to."""
        source = self._sources.get(path)
        return Folder.of(parent, path, source, self._args) if source else None

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """It is settled what will run."""
        for source in self._sources.values():
            source.select(session.items)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> bool | None:
        """Of thousands of files nearly all have nothing to say: they pass without the ceremonies of a test."""
        if not (self._is_quiet and isinstance(item, FileItem) and item.passes()):
            return None
        hook = item.ihook
        hook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        for report in passed(item):
            hook.pytest_runtest_logreport(report=report)
        hook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        return True

    @cached_property
    def _is_quiet(self) -> bool:
        """Whether nobody but pytest itself wants to know when an item is set up, called and torn down."""
        manager = self._config.pluginmanager
        for name in ("setup", "call", "teardown", "makereport"):
            for found in getattr(manager.hook, f"pytest_runtest_{name}").get_hookimpls():
                module = getattr(found.function, "__module__", None) or ""
                if not module.startswith(_INDIFFERENT):
                    return False
        return True

    def pytest_unconfigure(self) -> None:
        """Give everything back."""
        for source in self._sources.values():
            source.close()
        if self._own:
            shutil.rmtree(self._own, ignore_errors=True)

    def _folder(self, number: int) -> str | None:
        """A worker's folder for a dump; None where there are no workers."""
        shared = getattr(self._config, "workerinput", {}).get("newscheck_shared")
        if not shared:
            return None
        folder = os.path.join(shared, str(number))
        os.makedirs(folder, exist_ok=True)
        return folder


@contextmanager
def _told() -> Iterator[None]:
    """A mistake of the user's ends the run with one line."""
    try:
        yield
    except UsageError as error:
        raise pytest.UsageError(f"newscheck: {error}") from None


def _absolute(here: Path, path: str) -> Path:
    return Path(os.path.normpath(here / path))


def _existing(path: Path) -> Path:
    if not path.exists():
        raise UsageError(f"no such file or folder: {path}")
    return path


def _is_related(arg: Path, dump: Path) -> bool:
    """Whether an argument of the command line leads to a dump or into it."""
    return arg == dump or arg in dump.parents or dump in arg.parents
