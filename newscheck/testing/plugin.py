"""The pytest plugin (entry point `newscheck`): it only translates between pytest and newscheck.

pytest loads this module in every run of every project where newscheck is installed: it imports only the standard
library and pytest, and everything else on first use.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from newscheck.testing.checks import Checks
    from newscheck.testing.mutation import PageMutant

_COLLECTION, _PAGE = "newscheck-collection", "newscheck-page"
_MUTATION = "newscheck.testing.mutation"
#: The key under which workers of pytest-xdist send the results of mutants.
_RESULTS = "newscheck_mutant_results"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options of the command line, and keys of the ini file with the same meaning."""
    group = parser.getgroup("newscheck", "newscheck: validation of scraped news")
    group.addoption(
        "--newscheck",
        action="append",
        default=[],
        metavar="PATH",
        dest="newscheck_dumps",
        help="test a dump: one item for each of its files and one for each rule of the dump (repeatable)",
    )
    group.addoption(
        "--newscheck-site", metavar="NAME", help="the publisher of all articles, instead of that of their URLs"
    )
    group.addoption(
        "--newscheck-fail-on",
        metavar="SEVERITY",
        help="the lowest severity that makes a test fail: error (default), warning, note, never",
    )
    group.addoption(
        "--newscheck-follow-links",
        action="store_true",
        help="also read targets of links outside of the dump",
    )
    group.addoption(
        "--newscheck-cache-dir",
        metavar="FOLDER",
        help="the folder of the cache (NEWSCHECK_CACHE_DIR; default: .newscheck_cache)",
    )
    group.addoption(
        "--newscheck-html",
        metavar="FILE",
        help="write a page with the report on the tested dumps: what --report html=FILE of newscheck validate writes",
    )
    parser.addini("newscheck_dumps", "dumps to test when no path is given on the command line", type="paths")
    parser.addini("newscheck_site", "the publisher of all articles, instead of that of their URLs")
    parser.addini("newscheck_fail_on", "the lowest severity that makes a test fail: error, warning, note, never")
    parser.addini("newscheck_pages", "folders of page fixtures (page.html, meta.toml, record.yaml)", type="paths")
    parser.addini(
        "newscheck_extractor",
        "the function that returns the record of a page: mypkg.rfi:parse (default: newscheck's setting `extractor`)",
    )
    parser.addini("newscheck_time_limit", "seconds that the extractor may take for a page (10)")


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers; load the collection of dumps and pages only where there are some."""
    config.addinivalue_line("markers", "newscheck: a test that newscheck made of a file, a dump or a page fixture")
    config.addinivalue_line(
        "markers",
        "newscheck_mutants(page, *, extractor=None, select=(), ignore=(), watch=('rules', 'layout')): run the test for"
        " each mutant of a page fixture; the fixture newscheck_mutant has it",
    )
    if config.getoption("newscheck_dumps") or config.getini("newscheck_dumps") or config.getini("newscheck_pages"):
        collection = import_module("newscheck.testing.collection").CollectionPlugin(config)
        config.pluginmanager.register(collection, _COLLECTION)
    if config.getoption("newscheck_html") is not None:
        collection = config.pluginmanager.get_plugin(_COLLECTION)
        page = import_module("newscheck.testing.report_page").ReportPage(config, collection)
        config.pluginmanager.register(page, _PAGE)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """pytest-xdist: workers share the work on a dump, and collect what this process would."""
    if collection := node.config.pluginmanager.get_plugin(_COLLECTION):
        collection.configure_worker(node.workerinput)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test marked `newscheck_mutants` for each mutant of its page."""
    if metafunc.definition.get_closest_marker("newscheck_mutants"):
        import_module(_MUTATION).parametrize(metafunc)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker of pytest-xdist sends the results of its mutants."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None and (mutation := sys.modules.get(_MUTATION)):
        output[_RESULTS] = mutation.worker_output(session.config)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Receive the results of a worker."""
    output = getattr(node, "workeroutput", None) or {}
    if _RESULTS in output:
        import_module(_MUTATION).add_worker_output(node.config, output[_RESULTS])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Write the mutation score, where there were mutants."""
    if (mutation := sys.modules.get(_MUTATION)) and not hasattr(config, "workerinput"):
        mutation.write_summary(terminalreporter, config)


@pytest.fixture(scope="session")
def newscheck(request: pytest.FixtureRequest) -> Checks:
    """newscheck with the project's settings: `newscheck.check(thing)`, `newscheck.assert_valid(thing, ignore=...)`."""
    # Its scope is the session, so that tests with @given and fixtures of any scope can use it.
    checks: Checks = import_module("newscheck.testing.settings").checks_or_fail(request.config)
    return checks


@pytest.fixture
def article_snapshot(request: pytest.FixtureRequest) -> SnapshotAssertion:
    """A snapshot (syrupy) of a record, field by field: `assert article == article_snapshot`."""
    return _snapshot(request, "ArticleSnapshot")


@pytest.fixture
def layout_snapshot(request: pytest.FixtureRequest) -> SnapshotAssertion:
    """A snapshot (syrupy) of the structure of a page or an article: `assert html == layout_snapshot`."""
    return _snapshot(request, "LayoutSnapshot")


@pytest.fixture
def newscheck_mutant(request: pytest.FixtureRequest) -> PageMutant:
    """A page with a fault in it, for a test marked `newscheck_mutants`: `newscheck_mutant.assert_noticed()`."""
    mutant: PageMutant = import_module(_MUTATION).fixture_value(request)
    return mutant


def _snapshot(request: pytest.FixtureRequest, name: str) -> SnapshotAssertion:
    try:
        module = import_module("newscheck.testing.snapshot")
    except ImportError as error:
        if error.name is None or error.name.partition(".")[0] != "syrupy":
            raise
        pytest.fail(f"{request.fixturename} needs syrupy: pip install 'newscheck[pytest]'", pytrace=False)
    try:
        snapshot = request.getfixturevalue("snapshot")
    except pytest.FixtureLookupError:
        pytest.fail(f"{request.fixturename} needs the plugin of syrupy, which is switched off", pytrace=False)
    extension = getattr(module, name)
    extension.checks = import_module("newscheck.testing.settings").checks_or_fail(request.config)
    assertion: SnapshotAssertion = snapshot.use_extension(extension)
    assertion.test_location = module.SnapshotLocation(request.node)
    return assertion
