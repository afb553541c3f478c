"""The settings of a pytest run: the project's, then pytest's ini file, then its command line."""

from __future__ import annotations

from functools import partial

import pytest

from newscheck.engine.extraction.extractors import TIME_LIMIT, AnyExtractor
from newscheck.engine.extraction.isolation import IsolatedExtractor
from newscheck.engine.extraction.named_extractors import importable_from, load
from newscheck.engine.session import Session
from newscheck.errors import UsageError
from newscheck.fixtures import cases
from newscheck.fixtures.staleness import Staleness
from newscheck.model import SEVERITIES
from newscheck.testing.checks import Checks, cached_checks
from newscheck.testing.ignored_paths import IgnoredPaths
from newscheck.testing.page_nodes import CaseEnvironment
from newscheck.text.display import sanitize
from newscheck.text.suggestions import did_you_mean

_extractors = pytest.StashKey[dict[str, AnyExtractor]]()
_session = pytest.StashKey[Session]()
_LEVELS = (*reversed(SEVERITIES), "never")


def session(config: pytest.Config) -> Session:
    """The session of a run, loaded once. Raises UsageError where a setting is wrong."""
    if _session not in config.stash:
        config.stash[_session] = _load(config)
    return config.stash[_session]


def _load(config: pytest.Config) -> Session:
    fail_on = _option_or_ini(config, "newscheck_fail_on")
    if fail_on is not None and fail_on not in _LEVELS:
        raise UsageError(f"newscheck_fail_on: unknown severity {fail_on!r}{did_you_mean(fail_on, _LEVELS)}")
    given = {
        "site": _option_or_ini(config, "newscheck_site"),
        "fail_on": fail_on,
        "follow_links": config.getoption("newscheck_follow_links"),
        "cache_dir": config.getoption("newscheck_cache_dir"),
    }
    return Session.load(given, folder=str(config.rootpath))


def checks(config: pytest.Config) -> Checks:
    """The checks with the settings of a run. Raises UsageError where one of them is wrong."""
    return cached_checks(session(config))


def checks_or_fail(config: pytest.Config) -> Checks:
    """The same for a test: a mistake in the settings fails it with one line."""
    try:
        project_checks = checks(config)
        _ = project_checks.checker
    except UsageError as error:
        pytest.fail(f"newscheck: {sanitize(str(error))}", pytrace=False)
    return project_checks


def case_environment(config: pytest.Config, checks: Checks) -> CaseEnvironment:
    """The environment of page fixtures. Raises UsageError where there is no such extractor."""
    name = extractor_name(config)
    environment = CaseEnvironment(
        checks, partial(extractor, config), name, time_limit(config), IgnoredPaths(config), _staleness(config)
    )
    if name:
        extractor(config, name)
    return environment


def _staleness(config: pytest.Config) -> Staleness:
    """Compares page fixtures with the dumps of the run, or with those that newscheck's settings name."""
    dumps = [str(path) for path in (*config.getoption("newscheck_dumps"), *config.getini("newscheck_dumps"))]
    listed = (cases.load(folder) for root in config.getini("newscheck_pages") for folder in cases.find(root))
    return Staleness(session(config), listed, dumps)


def extractor(config: pytest.Config, name: str) -> AnyExtractor:
    """An extractor by its name, loaded once per run. Raises UsageError where there is no such extractor.

    It runs in a process of its own, except under a debugger.
    """
    extractors = config.stash.setdefault(_extractors, {})
    if name not in extractors:
        importable_from(str(config.rootpath))
        if config.getoption("usepdb", default=False) or config.getoption("trace", default=False):
            extractors[name] = load(name)
        else:
            extractors[name] = isolated = IsolatedExtractor(name)
            config.add_cleanup(isolated.close)
    return extractors[name]


def extractor_name(config: pytest.Config) -> str | None:
    """The extractor that the ini file or the project's settings name. Raises UsageError where they can't be read."""
    return config.getini("newscheck_extractor") or session(config).project.extractor


def time_limit(config: pytest.Config) -> float:
    """Seconds that an extractor may take. Raises UsageError where the ini file has no such number."""
    text = config.getini("newscheck_time_limit")
    try:
        seconds = float(text or TIME_LIMIT)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise UsageError(f"newscheck_time_limit: wanted a number of seconds, not {text!r}")
    return seconds


def _option_or_ini(config: pytest.Config, name: str) -> str | None:
    """The command line's value, else the ini file's; None where there is neither."""
    value = config.getoption(name) or config.getini(name)
    return str(value) if value else None
