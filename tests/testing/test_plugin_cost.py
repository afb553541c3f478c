"""What the plugin costs those who don't use it: nothing is imported, nothing is slower, nothing clashes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

#: The modules of newscheck that a run of pytest may import that doesn't use it.
_LIGHT = {"newscheck", "newscheck.testing", "newscheck.testing.plugin"}
_HEAVY = ("lxml", "numpy", "msgspec", "yaml", "jsonschema", "jsonschema_rs", "click", "rich", "xxhash")


def python(code: str, cwd: Path) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60, check=True).stdout


def test_nothing_but_pytest_and_the_standard_library_is_imported(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_own(): pass")
    pytester.makeconftest(
        "import json, sys\n"
        "def pytest_unconfigure():\n"
        "    open('modules.json', 'w').write(json.dumps(sorted(sys.modules)))\n"
    )
    pytester.runpytest_subprocess("-p", "no:syrupy", "-p", "no:hypothesispytest").assert_outcomes(passed=1)
    modules = set(json.loads(pytester.path.joinpath("modules.json").read_text()))
    assert {name for name in modules if name.partition(".")[0] == "newscheck"} == _LIGHT
    assert modules.isdisjoint(_HEAVY)


def test_importing_the_plugin_imports_pytest_only(tmp_path: Path) -> None:
    code = (
        "import sys, json, pytest\n"
        "before = set(sys.modules)\n"
        "import newscheck.testing.plugin\n"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    assert set(json.loads(python(code, tmp_path))) == _LIGHT


@pytest.mark.slow
@pytest.mark.parametrize(
    ("missing", "body", "outcome", "message"),
    [
        pytest.param(
            "syrupy", "article_snapshot", "errors", "article_snapshot needs syrupy: pip install *", id="syrupy"
        ),
        pytest.param("syrupy", "newscheck", "passed", "*1 passed*", id="without syrupy"),
        pytest.param("hypothesis", "newscheck", "passed", "*1 passed*", id="without hypothesis"),
    ],
)
def test_what_is_missing_is_named(
    pytester: pytest.Pytester, missing: str, body: str, outcome: str, message: str
) -> None:
    """A module that can't be imported stands for one that isn't installed."""
    pytester.makeconftest(f"import sys\nsys.modules[{missing!r}] = None\n")
    pytester.makepyfile(f"def test_it({body}): pass")
    args = ("-p", "no:syrupy") if missing == "syrupy" else ("-p", "no:hypothesispytest")
    result = pytester.runpytest_subprocess(*args)
    assert result.parseoutcomes() == {outcome: 1}
    result.stdout.fnmatch_lines([message])


def test_strategies_without_hypothesis_name_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys\nsys.modules['hypothesis'] = None\n"
        "try:\n    import newscheck.testing.strategies\nexcept ImportError as error:\n    print(error)"
    )
    assert "pip install 'newscheck[pytest]'" in python(code, tmp_path)


def test_a_project_may_have_fixtures_of_the_same_names(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(
        "import pytest\n@pytest.fixture\ndef newscheck(): return 1\n@pytest.fixture\ndef layout_snapshot(): return 2\n"
    )
    pytester.makepyfile("def test_own(newscheck, layout_snapshot): assert newscheck + layout_snapshot == 3")
    pytester.runpytest_inprocess().assert_outcomes(passed=1)


def test_markers_are_registered(pytester: pytest.Pytester) -> None:
    result = pytester.runpytest_inprocess("--markers")
    result.stdout.fnmatch_lines(["@pytest.mark.newscheck:*", "@pytest.mark.newscheck_mutants(page, *"])


def test_fixtures_are_documented(pytester: pytest.Pytester) -> None:
    result = pytester.runpytest_inprocess("--fixtures")
    for name in ("newscheck", "article_snapshot", "layout_snapshot", "newscheck_mutant"):
        assert any(line.startswith((f"{name} -- ", f"{name} [session scope] -- ")) for line in result.outlines), name
