"""`pytest --newscheck=DUMP` in runs of pytest: collection, failures, exit codes."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from newscheck import rules
from newscheck.engine.settings.cache_folder import FOLDER
from newscheck.synthetic import specimen

#: The rules of the dump that run without a setting: each is a test.
DUMP_RULES = sum(rule.scope == "dump" and not rule.required_options for rule in rules.load().values())
#: Three articles in the order of time, one without its lead; and one that repeats the first one's address.
FAULTY = ({}, {"lead": None}, {"title": "周五起施行的&quot;海上救援协定&quot;"})


def write(folder: Path, patches: tuple[Mapping[str, Any], ...] = FAULTY) -> Path:
    for raw in specimen.series(list(patches)):
        path = folder / raw.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw.data)
    return folder


def ids(result: pytest.RunResult) -> list[str]:
    return [line for line in result.outlines if re.fullmatch(r"\S+::\S+", line)]


@pytest.fixture
def dump(pytester: pytest.Pytester) -> Path:
    return write(pytester.path / "articles")


def test_an_item_for_each_file_and_each_rule_of_the_dump(pytester: pytest.Pytester, dump: Path) -> None:
    result = pytester.runpytest("--newscheck=articles", "--collect-only", "-q")
    files = [f"articles/rfi/104857{number}.md::newscheck" for number in (3, 4, 5)]
    known = rules.load().values()
    whole = sorted(f"articles::{rule.id}" for rule in known if rule.scope == "dump" and not rule.required_options)
    assert ids(result) == [*files, *whole]


def test_a_failure_shows_what_the_command_line_shows(pytester: pytest.Pytester, dump: Path, snapshot_file: Any) -> None:
    result = pytester.runpytest("--newscheck=articles")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.assert_outcomes(passed=DUMP_RULES + 2, failed=1)
    text = "\n".join(result.outlines)
    failure = text[text.index("= FAILURES =") : text.index("= short test summary")]
    assert "Traceback" not in failure
    assert re.sub("[=_-]{3,}", "---", failure) == snapshot_file(".txt")


def test_the_header_tells_of_an_older_parser(
    pytester: pytest.Pytester, dump: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "an older one" not in pytester.runpytest("--newscheck=articles", "--collect-only").stdout.str()
    monkeypatch.setattr("newscheck.html.parser.version_warnings", lambda: ["an older one"])
    result = pytester.runpytest("--newscheck=articles", "--collect-only")
    result.stdout.fnmatch_lines(["newscheck: an older one"])


def test_nothing_is_read_before_the_first_item(pytester: pytest.Pytester, dump: Path) -> None:
    for path in dump.rglob("*.md"):
        path.chmod(0)
        path.unlink()
        path.symlink_to("nowhere.md")
    result = pytester.runpytest("--newscheck=articles", "--collect-only", "-q")
    assert len([item for item in ids(result) if item.endswith("::newscheck")]) == 3
    pytester.runpytest("--newscheck=articles", "-k", "rfi").assert_outcomes(failed=3, deselected=DUMP_RULES)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("args", "passed", "failed"),
    [
        pytest.param(["-k", "1048574"], 0, 1, id="by the name of a file"),
        pytest.param(["-k", "url-duplicate"], 1, 0, id="by the name of a rule"),
        pytest.param(["-m", "newscheck"], DUMP_RULES + 2, 1, id="only what newscheck made"),
        pytest.param(["-m", "not newscheck"], 1, 0, id="only what it didn't make"),
        pytest.param(["-x"], 2, 1, id="stops at the first failure"),
        pytest.param(["-p", "no:newscheck", "-o", "addopts="], None, None, id="switched off"),
        pytest.param(["articles/rfi/1048574.md::newscheck"], 0, 1, id="a file by its id"),
        pytest.param(["articles/rfi"], 2, 1, id="a folder of the dump"),
        pytest.param(["articles"], DUMP_RULES + 2, 1, id="the dump as an argument"),
        pytest.param(["--newscheck-fail-on=warning"], DUMP_RULES + 2, 2, id="the mildest severity that fails"),
        pytest.param(["--newscheck-fail-on=never"], DUMP_RULES + 4, 0, id="nothing fails"),
        pytest.param(["--newscheck-site=generic"], DUMP_RULES + 4, 0, id="another site has other rules"),
    ],
)
def test_selection(
    pytester: pytest.Pytester, dump: Path, args: list[str], passed: int | None, failed: int | None
) -> None:
    pytester.makepyfile(test_own="def test_own(): pass")
    result = pytester.runpytest("--newscheck=articles", *args)
    if passed is None:
        assert result.ret == pytest.ExitCode.USAGE_ERROR
    else:
        outcomes = result.parseoutcomes()
        assert (outcomes.get("passed", 0), outcomes.get("failed", 0)) == (passed, failed)


def test_last_failed_runs_only_what_failed(pytester: pytest.Pytester, dump: Path) -> None:
    pytester.runpytest("--newscheck=articles")
    pytester.runpytest("--newscheck=articles", "--lf").assert_outcomes(failed=1, deselected=DUMP_RULES + 2)


def test_the_ini_file_names_dumps_site_and_level(pytester: pytest.Pytester, dump: Path) -> None:
    pytester.makeini("[pytest]\nnewscheck_dumps = articles\nnewscheck_fail_on = warning\ntestpaths = tests\n")
    pytester.mkdir("tests").joinpath("test_own.py").write_text("def test_own(): pass\n")
    pytester.runpytest().assert_outcomes(passed=DUMP_RULES + 2, failed=2)
    # A named path is always checked.
    pytester.runpytest("tests").assert_outcomes(passed=1)
    pytester.runpytest("--newscheck-fail-on=error").assert_outcomes(passed=DUMP_RULES + 3, failed=1)
    pytester.makeini("[pytest]\nnewscheck_dumps = articles\nnewscheck_site = generic\n")
    assert pytester.runpytest().parseoutcomes().get("failed", 0) == 0


def test_a_dump_below_the_tests_is_collected_once(pytester: pytest.Pytester) -> None:
    write(pytester.path / "tests" / "articles")
    pytester.path.joinpath("tests/test_own.py").write_text("def test_own(): pass\n")
    for args in (
        ["--newscheck=tests/articles"],
        ["--newscheck=tests/articles", "tests"],
        ["--newscheck=tests/articles", "."],
    ):
        pytester.runpytest(*args).assert_outcomes(passed=DUMP_RULES + 3, failed=1)


def test_several_dumps_are_several_dumps(pytester: pytest.Pytester) -> None:
    write(pytester.path / "one", ({},))
    write(pytester.path / "two", ({},))
    result = pytester.runpytest("--newscheck=one", "--newscheck=two", "-v")
    result.assert_outcomes(passed=2 * DUMP_RULES + 2)
    result.stdout.fnmatch_lines(["one::url-duplicate PASSED*", "two::url-duplicate PASSED*"])


def test_dumps_outside_of_the_root_folder_are_known_by_their_whole_paths(pytester: pytest.Pytester) -> None:
    places = [write(pytester.path / name / "articles") for name in ("one", "two")]
    (root := pytester.mkdir("root")).joinpath("pytest.ini").touch()
    result = pytester.runpytest(f"--rootdir={root}", *(f"--newscheck={place}" for place in places), "--co", "-q")
    for place in places:
        assert f"{place.as_posix()}::url-duplicate" in ids(result)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("args", "articles", "tests"),
    [
        pytest.param(["--newscheck=."], 3, 2, id="the working folder as it is"),
        pytest.param(["--newscheck=.", "."], 3, 2, id="the dump"),
        pytest.param(["--newscheck=.", "tests"], 3, 1, id="the tests in it"),
        pytest.param(["--newscheck=.", "tests/test_inner.py::test_it"], 3, 1, id="one test"),
        pytest.param(["--newscheck=.", "rfi"], 3, 0, id="articles"),
        pytest.param(["--newscheck=.", "rfi/1048573.md", "tests"], 1, 1, id="an article and the tests"),
        pytest.param(["-onewscheck_dumps=.", "tests"], 0, 1, id="tests beside a dump of the ini file"),
        pytest.param(["-onewscheck_dumps=.", "-otestpaths=tests"], 3, 1, id="testpaths"),
    ],
)
def test_a_dump_may_be_the_repository(pytester: pytest.Pytester, args: list[str], articles: int, tests: int) -> None:
    write(pytester.path)
    pytester.makepyfile(test_outer="def test_it(): pass")
    pytester.mkdir("tests").joinpath("test_inner.py").write_text("def test_it(given): assert given", "utf-8")
    pytester.path.joinpath("tests", "conftest.py").write_text(
        "import pytest\n\n@pytest.fixture\ndef given(): return 1", "utf-8"
    )
    result = pytester.runpytest("-m", "newscheck", "-k", "rfi", *args, "--co", "-q")
    assert len(ids(result)) == articles
    pytester.runpytest("-m", "not newscheck", *args).assert_outcomes(
        passed=tests, deselected=len(_ours(pytester, args))
    )


def _ours(pytester: pytest.Pytester, args: list[str]) -> list[str]:
    return ids(pytester.runpytest("-m", "newscheck", *args, "--co", "-q"))


def test_a_file_of_many_articles_is_one_item(pytester: pytest.Pytester) -> None:
    item = '{"title": "渔业配额推迟到明年", "url": "https://www.rfi.fr/cn/a"}\n'
    pytester.path.joinpath("items.jsonl").write_text(item * 3, "utf-8")
    result = pytester.runpytest("--newscheck=items.jsonl", "-v")
    result.stdout.fnmatch_lines(["items.jsonl::newscheck FAILED*", "items.jsonl::url-duplicate FAILED*"])


def test_junit_has_rule_severity_and_evidence(pytester: pytest.Pytester, dump: Path) -> None:
    pytester.runpytest("--newscheck=articles", "--junitxml=junit.xml")
    cases = {
        f"{case.get('classname')}::{case.get('name')}": [
            (entry.get("name"), entry.get("value")) for entry in case.iter("property")
        ]
        for case in ElementTree.parse(pytester.path / "junit.xml").iter("testcase")
    }
    assert cases["articles.rfi.1048574.md::newscheck"] == [
        ("rule", "lead-missing"),
        ("severity", "error"),
        ("evidence", cases["articles.rfi.1048574.md::newscheck"][2][1]),
    ]
    assert ("rule", "title-entity") in cases["articles.rfi.1048573.md::newscheck"]
    assert ("evidence", "&quot;") in cases["articles.rfi.1048573.md::newscheck"]
    assert cases["articles.rfi.1048575.md::newscheck"] == []


@pytest.mark.slow
def test_workers_divide_the_work(pytester: pytest.Pytester) -> None:
    """Each shard is checked by one worker, the dump by one of them, and the findings are the same."""
    write(pytester.path / "articles", tuple({"lead": None} if number % 97 == 5 else {} for number in range(450)))
    pytester.makeini("[pytest]\nnewscheck_dumps = articles\ntestpaths = .\n")
    alone = pytester.runpytest_subprocess("-q").parseoutcomes()
    together = pytester.runpytest_subprocess("-q", "-p", "xdist", "-n", "2").parseoutcomes()
    assert together == alone == {"failed": 5, "passed": 445 + DUMP_RULES}


@pytest.mark.parametrize(
    ("args", "message"),
    [
        pytest.param(["--newscheck=nowhere"], "no such file or folder: *nowhere", id="no such dump"),
        pytest.param(
            ["--newscheck=articles", "--newscheck-site=rfii"], "unknown site 'rfii'; did you mean 'rfi'[?]", id="site"
        ),
        pytest.param(
            ["--newscheck=articles", "--newscheck-fail-on=eror"],
            "newscheck_fail_on: unknown severity 'eror'; did you mean 'error'[?]",
            id="level",
        ),
    ],
)
def test_a_mistake_ends_the_run_before_it_begins(
    pytester: pytest.Pytester, dump: Path, args: list[str], message: str
) -> None:
    result = pytester.runpytest(*args)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"ERROR: newscheck: {message}"])
    assert "collected" not in result.stdout.str()


def test_an_unknown_rule_in_the_settings_is_a_usage_error(pytester: pytest.Pytester, dump: Path) -> None:
    pytester.path.joinpath("newscheck.toml").write_text('ignore = ["lead-mising"]\n')
    result = pytester.runpytest("--newscheck=articles")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*unknown rule 'lead-mising'; did you mean 'lead-missing'?"])


@pytest.mark.parametrize("setting", ["baseline", "reference"])
@pytest.mark.parametrize("text", [None, "{}"], ids=["missing", "no such thing"])
def test_a_file_of_the_settings_that_is_of_no_use_is_a_usage_error(
    pytester: pytest.Pytester, dump: Path, setting: str, text: str | None
) -> None:
    if text is not None:
        pytester.path.joinpath("kept.txt").write_text(text)
    pytester.path.joinpath("newscheck.toml").write_text(f'{setting} = "kept.txt"\n')
    result = pytester.runpytest("--newscheck=articles")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: newscheck: *kept.txt*"])


def test_the_settings_of_the_project_apply(pytester: pytest.Pytester, dump: Path) -> None:
    pytester.path.joinpath("newscheck.toml").write_text('ignore = ["lead-missing", "url-duplicate"]\n')
    result = pytester.runpytest("--newscheck=articles", "-v")
    result.assert_outcomes(passed=DUMP_RULES + 2)
    assert "url-duplicate" not in result.stdout.str()


def test_an_empty_dump_never_passes(pytester: pytest.Pytester) -> None:
    pytester.mkdir("articles")
    pytester.makepyfile(test_own="def test_own(): pass")
    result = pytester.runpytest("--newscheck=articles")
    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.stdout.fnmatch_lines(["*no article files in articles*"])


def test_broken_files_are_findings_of_their_own_items(pytester: pytest.Pytester, dump: Path) -> None:
    (dump / "rfi" / "1.md").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (dump / "rfi" / "2.md").write_bytes(b"")
    (dump / "rfi" / "3.md").write_bytes(specimen.render()[:900])
    result = pytester.runpytest("--newscheck=articles", "-k", "newscheck and (1.md or 2.md or 3.md)", "-v")
    result.stdout.fnmatch_lines(["*rfi/1.md::newscheck FAILED*", "*rfi/2.md::newscheck FAILED*"])
    result.stdout.fnmatch_lines(["*file-binary*", "*file-empty*"])


def test_a_crash_of_newscheck_is_reported_and_never_green(
    pytester: pytest.Pytester, dump: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newscheck.testing.checks._known", {})
    known = rules.load()
    monkeypatch.setitem(known, "title-empty", replace(known["title-empty"], check=_boom))
    result = pytester.runpytest_inprocess("--newscheck=articles", "-k", "1048575")
    result.assert_outcomes(failed=1, deselected=DUMP_RULES + 2)
    result.stdout.fnmatch_lines(["*newscheck crashed in rule title-empty on articles/rfi/1048575.md*"])


def _boom(article: Any, ctx: Any) -> Any:
    raise ZeroDivisionError("a mistake of ours")


def test_other_plugins_hear_of_each_item(pytester: pytest.Pytester, dump: Path) -> None:
    """Items skip pytest's protocol only where no plugin hooks into it."""
    pytester.makeconftest(
        "import pytest\ndef pytest_runtest_setup(item):\n    if '1048575' in item.nodeid: pytest.skip('not today')\n"
    )
    pytester.runpytest("--newscheck=articles").assert_outcomes(passed=DUMP_RULES + 1, failed=1, skipped=1)


@pytest.mark.skipif(os.name != "posix", reason="names and links of POSIX")
def test_names_that_were_shown_alike_are_two_items_that_can_be_handed_back(pytester: pytest.Pytester) -> None:
    names = {b"\xb1.md": {}, rb"\xb1.md": {"lead": None}, rb"a\b.md": {}}
    for seed, (name, patch) in enumerate(names.items()):
        path = os.path.join(os.fsencode(pytester.mkdir("articles") if not seed else pytester.path / "articles"), name)
        Path(os.fsdecode(path)).write_bytes(specimen.render(patch, seed))
    collected = ids(pytester.runpytest("--newscheck=articles", "--collect-only", "-q"))[:3]
    assert collected == [rf"articles/{name}.md::newscheck" for name in (r"\\xb1", r"a\\b", r"\xb1")]
    result = pytester.runpytest("--newscheck=articles", "-q", *collected[:2])
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines([r"FAILED articles/\\xb1.md::newscheck*"])


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_link_that_leaves_the_dump_fails_unless_it_is_meant(pytester: pytest.Pytester, dump: Path) -> None:
    pytester.path.joinpath("1.md").write_bytes(specimen.render({}, 9))
    (dump / "rfi" / "9.md").symlink_to("../../1.md")
    for arg in ("articles", "articles/rfi/9.md", "articles/rfi/9.md::newscheck"):
        result = pytester.runpytest("--newscheck=articles", "-q", arg)
        result.stdout.fnmatch_lines(["FAILED articles/rfi/9.md::newscheck - *link-outside*"])
    pytester.runpytest("--newscheck=articles", "--newscheck-follow-links", "articles/rfi/9.md").assert_outcomes(
        passed=1
    )


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_dump_that_is_named_twice_is_tested_once(pytester: pytest.Pytester, dump: Path) -> None:
    pytester.path.joinpath("link").symlink_to("articles")
    collected = ids(pytester.runpytest("--newscheck=articles", "--collect-only", "-q"))
    words = ("--newscheck=articles", "--newscheck=./articles/", f"--newscheck={dump}", "--newscheck=link")
    assert ids(pytester.runpytest(*words, "--collect-only", "-q")) == collected


@pytest.mark.slow
@pytest.mark.parametrize("way", ["option", "variable"])
def test_the_folder_of_the_cache_is_named(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    write(pytester.path / "articles", ({},) * 3)
    if way == "variable":
        monkeypatch.setenv("NEWSCHECK_CACHE_DIR", "kept")
    words = ["--newscheck-cache-dir=kept"] if way == "option" else []
    pytester.runpytest_inprocess("--newscheck=articles", *words).assert_outcomes(passed=DUMP_RULES + 3)
    assert (pytester.path / "kept" / "store.sqlite3").exists()
    assert not (pytester.path / FOLDER).exists()
    result = pytester.runpytest_inprocess("--newscheck=articles", "--newscheck-cache-dir=articles")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*the cache can't be in articles: it holds other files*"])


def test_a_cache_that_is_not_trusted_is_reported(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    write(pytester.path / "articles", ({},) * 3)
    store = pytester.path / FOLDER / "store.sqlite3"
    pytester.runpytest("--newscheck=articles", "-q").stdout.no_fnmatch_line("*is not used*")
    store.chmod(0o666)
    result = pytester.runpytest("--newscheck=articles", "-q")
    remarks = [line for line in result.outlines if "is not used" in line]
    assert remarks == [f"newscheck: the cache in {FOLDER} is not used: everyone may write to {FOLDER}/store.sqlite3"]


#: Plugins that hook into each test: without them, files without findings pass without its hooks.
WITHOUT_HOOKS = ("-p", "no:rerunfailures", "-p", "no:timeout")


@pytest.mark.slow
@pytest.mark.parametrize("args", [WITHOUT_HOOKS, ()], ids=["quick", "with hooks"])
def test_failures_in_several_folders_are_reported_by_themselves(
    pytester: pytest.Pytester, args: tuple[str, ...]
) -> None:
    """pytest has set up the folder of a file that fails, and must have left it before a file of the next one fails."""
    for number in range(12):
        path = pytester.path / "articles" / f"{number // 4}" / f"{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(specimen.render({"title": ""} if number % 4 == 1 else {}, number))
    result = pytester.runpytest_subprocess("--newscheck=articles", "-p", "no:cacheprovider", "-k", "md", *args)
    result.assert_outcomes(passed=9, failed=3, deselected=DUMP_RULES)


@pytest.mark.slow
@pytest.mark.parametrize(("args", "is_kept"), [((), False), (("--durations=0", "-vv"), True)], ids=["", "durations"])
def test_what_says_nothing_is_not_read_again_for_each_failure(
    pytester: pytest.Pytester, dump: Path, args: tuple[str, ...], is_kept: bool
) -> None:
    pytester.makeconftest(
        "def pytest_terminal_summary(terminalreporter):\n"
        "    kept = [report for report in terminalreporter.stats.get('', ()) if not report.sections]\n"
        "    kept = [f'{report.when} of newscheck' for report in kept if 'newscheck' in report.keywords]\n"
        "    terminalreporter.write_line(f'kept: {sorted(set(kept))}')\n"
    )
    result = pytester.runpytest("--newscheck=articles", *args)
    kept = "'setup of newscheck', 'teardown of newscheck'" if is_kept else ""
    result.stdout.fnmatch_lines([f"kept: [[]{kept}]"])
