"""Ids of newscheck's own tests: whatever pytest, its plugins and editors show can be handed back to it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from newscheck import rules
from newscheck.article.sites import SiteIndex
from newscheck.engine.settings import package_data
from newscheck.fixtures import cases
from newscheck.fixtures.cases import Case
from newscheck.html import structure
from newscheck.synthetic import specimen
from newscheck.testing import node_ids

RULES = sorted(rule.id for rule in rules.load().values() if rule.scope == "dump" and not rule.required_options)
#: Names of files, and how they are displayed.
NAMES = {
    b"1.md": "1.md",
    "渔业.md".encode(): "渔业.md",
    b"a b#%41'.md": "a b#%41'.md",
    b"a[1].md": r"a\x5b1].md",
    b"a::b:c:.md": r"a\x3a\x3ab:c:.md",
    b"::notice::x.md": r"\x3a\x3anotice\x3a\x3ax.md",
    b"-k.md": r"\x2dk.md",
    b"@ids.md": r"\x40ids.md",
    rb"a\x5b1].md": r"a\\x5b1].md",
    b"two\nlines.md": r"two\nlines.md",
    b"\x1b[31mred.md": r"\x1b\x5b31mred.md",
    b"\xe9t\xe9.md": r"\xe9t\xe9.md",
    "e\x80.md".encode(): r"e\u0080.md",
    "\u202egnp.md".encode(): r"\u202egnp.md",
    b"2023/08[1]/1.md": r"2023/08\x5b1]/1.md",
}
paths = st.binary(max_size=40).map(os.fsdecode) | st.text(
    st.sampled_from("a:[\\-@/n5bxuU0\n\x1b\x80\xe9\u202e\ud800\udce9\U000e0041"), max_size=12
)


@given(paths)
def test_a_name_in_an_id_is_one_line_that_pytest_takes_and_leads_back(path: str) -> None:
    escaped = node_ids.escaped(path)
    assert node_ids.unescaped(escaped) == path
    assert len(escaped.splitlines()) <= 1
    assert escaped.encode().decode() == escaped
    assert f"{escaped}::".partition("::") == (escaped, "::", "")
    assert "[" not in escaped
    assert not escaped.startswith(("-", "@"))


@given(paths, paths)
def test_two_names_are_two_ids(first: str, second: str) -> None:
    assume(first != second)
    assert node_ids.escaped(first) != node_ids.escaped(second)


@pytest.mark.parametrize("name", ["", "a\\", "a\\q", "\\x5", "\\U00110000"])
def test_what_is_no_id_leads_nowhere(name: str) -> None:
    assert node_ids.unescaped(name) in (None, name) and (node_ids.unescaped(name) is None) == bool(name)


def write(folder: Path, names: Iterable[bytes]) -> None:
    """A dump in which every third file has no lead."""
    for number, name in enumerate(names):
        path = os.path.join(os.fsencode(folder), name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(specimen.render({"lead": None} if number % 3 == 0 else {}, number))


@pytest.fixture
def strange(pytester: pytest.Pytester) -> list[str]:
    """A dump of files with strange names, and the ids of its files."""
    if sys.platform != "linux":
        pytest.skip("file systems of other systems don't have such names")
    write(pytester.path / "articles", NAMES)
    pytester.makeini("[pytest]\nnewscheck_dumps = articles\n")
    return [f"articles/{name}::newscheck" for name in NAMES.values()]


@pytest.fixture
def dump(pytester: pytest.Pytester) -> Path:
    """A dump of six files in two folders, two of which have no lead."""
    folder = pytester.path / "articles"
    write(folder, [f"{year}/{number}.md".encode() for year in (2022, 2023) for number in range(3)])
    pytester.makeini("[pytest]\nnewscheck_dumps = articles\n")
    return folder


def collected(pytester: pytest.Pytester, *args: str) -> list[str]:
    result = pytester.runpytest_inprocess("--collect-only", "-q", *args)
    return [line for line in result.outlines if "::" in line]


@pytest.mark.slow
def test_every_id_of_a_strange_name_is_taken(pytester: pytest.Pytester, strange: list[str]) -> None:
    ids = collected(pytester)
    assert sorted(ids) == sorted([*strange, *(f"articles::{rule}" for rule in RULES)])
    for id_ in ids:
        assert collected(pytester, id_) == [id_]


def test_all_of_them_together(pytester: pytest.Pytester, strange: list[str]) -> None:
    """In a file (`pytest @ids.txt`), and from another folder, as a failure shows them there."""
    listed = collected(pytester)
    pytester.path.joinpath("ids.txt").write_text("\n".join(listed), "utf-8")
    assert sorted(collected(pytester, "@ids.txt")) == sorted(listed)
    pytester.mkdir("elsewhere")
    os.chdir("elsewhere")
    result = pytester.runpytest_inprocess("-c", "../tox.ini", "-rf")
    failed = [
        line.removeprefix("FAILED ").partition(" - ")[0] for line in result.outlines if line.startswith("FAILED ")
    ]
    assert len(failed) == 5
    assert all(id_.startswith("../articles/") for id_ in failed)
    pytester.runpytest_inprocess("-c", "../tox.ini", *failed).assert_outcomes(failed=5)


@pytest.mark.parametrize("family", ["xunit1", "xunit2"])
def test_junit_can_be_read_and_has_the_ids(pytester: pytest.Pytester, strange: list[str], family: str) -> None:
    pytester.runpytest_inprocess("--junitxml=junit.xml", "-o", f"junit_family={family}")
    cases = [dict(case.attrib) for case in ElementTree.parse("junit.xml").iter("testcase")]
    assert len(cases) == len(strange) + len(RULES)
    if family == "xunit1":
        assert {f"{case['file']}::{case['name']}" for case in cases} >= set(strange)


def test_no_name_breaks_out_of_its_line(pytester: pytest.Pytester, strange: list[str]) -> None:
    result = pytester.runpytest_inprocess("-v", "-rA")
    for line in result.outlines:
        assert line.isprintable()
        assert not line.startswith("::")
        assert "##[" not in line


#: What VS Code's Python extension has of a test (python_files/vscode_pytest): it is in the file of its parent's path,
#: and run by its own path and what stands behind the path in its id.
EDITOR = """
    import json
    from pathlib import Path

    def pytest_sessionfinish(session):
        tests = [
            (str(item.parent.path), "::".join([str(item.path), *item.nodeid.split("::")[1:]]), item.location[1])
            for item in session.items
        ]
        Path("tests.json").write_text(json.dumps(tests))
"""


@pytest.mark.slow
def test_editors_show_each_file_and_run_it(pytester: pytest.Pytester, strange: list[str]) -> None:
    pytester.makeconftest(EDITOR)
    listed = collected(pytester)
    tests = json.loads(pytester.path.joinpath("tests.json").read_text("utf-8"))
    files = {Path(file) for file, _, _ in tests}
    assert len(files) == len(strange) + 1
    # A folder that is shown as a file hides the files in it.
    assert files.isdisjoint(folder for file in files for folder in file.parents)
    for number, (_, absolute, line) in enumerate(tests):
        # A path that spells the escape of another one is that one: ids go before paths.
        if r"a\x5b1].md" not in absolute:
            assert collected(pytester, absolute) == [listed[number]], absolute
        assert line == 0


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        pytest.param(["articles::url-duplicate"], ["articles::url-duplicate"], id="a rule"),
        pytest.param(["articles/::url-duplicate"], ["articles::url-duplicate"], id="a rule behind a slash"),
        pytest.param(["./articles/2022/1.md"], ["articles/2022/1.md::newscheck"], id="a file"),
        pytest.param(
            ["articles::text-shared", "articles/2023/2.md::newscheck", "articles::url-duplicate"],
            ["articles/2023/2.md::newscheck", "articles::text-shared", "articles::url-duplicate"],
            id="rules and a file",
        ),
        pytest.param(
            ["articles/2022/1.md", "articles/2022/1.md::newscheck"], ["articles/2022/1.md::newscheck"], id="twice"
        ),
        pytest.param(
            ["articles/2022", "articles/2022/1.md::newscheck", "articles::url-duplicate"],
            [*(f"articles/2022/{number}.md::newscheck" for number in range(3)), "articles::url-duplicate"],
            id="what is in a folder that is named, too",
        ),
        pytest.param(
            ["--newscheck=articles", "articles::url-duplicate"], ["articles::url-duplicate"], id="and an option"
        ),
        pytest.param(
            ["--deselect=articles/2022", "--deselect=articles/2023/1.md::newscheck", "-k", "md"],
            ["articles/2023/0.md::newscheck", "articles/2023/2.md::newscheck"],
            id="deselected",
        ),
        pytest.param(["-k", "2023 and 1.md"], ["articles/2023/1.md::newscheck"], id="by words"),
    ],
)
def test_what_is_asked_for_is_what_is_run(
    pytester: pytest.Pytester, dump: Path, args: list[str], expected: list[str]
) -> None:
    ids = collected(pytester, *args)
    assert sorted(ids) == sorted(expected)


def test_all_of_a_dump_is_what_its_folder_is(pytester: pytest.Pytester, dump: Path) -> None:
    everything = collected(pytester)
    for args in (["articles"], ["."], ["articles", "articles::url-duplicate", "articles/2022/0.md"]):
        assert collected(pytester, *args) == everything


@pytest.mark.slow
def test_a_dump_that_is_a_file(pytester: pytest.Pytester) -> None:
    item = '{"title": "渔业配额推迟到明年", "url": "https://www.rfi.fr/cn/a"}\n'
    pytester.path.joinpath("items.jsonl").write_text(item * 3, "utf-8")
    pytester.makeini("[pytest]\nnewscheck_dumps = items.jsonl\n")
    everything = collected(pytester)
    assert everything == ["items.jsonl::newscheck", *(f"items.jsonl::{rule}" for rule in RULES)]
    assert collected(pytester, "items.jsonl") == everything
    for id_ in everything:
        assert collected(pytester, id_) == [id_]


@pytest.mark.parametrize(
    "arg",
    [
        "articles::url-duplicat",
        "articles::newscheck",
        "articles/2022/9.md",
        "articles/2022/1.md::url-duplicate",
        "a\0b",
    ],
)
def test_what_is_no_test_is_an_error(pytester: pytest.Pytester, dump: Path, arg: str) -> None:
    assert pytester.runpytest_inprocess(arg).ret == pytest.ExitCode.USAGE_ERROR


@pytest.mark.slow
def test_failures_are_run_again(pytester: pytest.Pytester, strange: list[str]) -> None:
    """By pytest's cache of failures, and by the reports of workers."""
    pytester.runpytest_inprocess().assert_outcomes(failed=5, passed=len(NAMES) - 5 + len(RULES))
    pytester.runpytest_inprocess("--lf").assert_outcomes(failed=5, deselected=len(NAMES) - 5 + len(RULES))
    first = pytester.runpytest_inprocess("--sw").parseoutcomes()
    again = pytester.runpytest_inprocess("--sw").parseoutcomes()
    assert again == {"failed": 1, "deselected": first["passed"]}
    pytester.path.joinpath("ids.txt").write_text("\n".join(collected(pytester)), "utf-8")
    result = pytester.runpytest_subprocess("-p", "xdist", "-n", "2", "@ids.txt")
    result.assert_outcomes(failed=5, passed=len(NAMES) - 5 + len(RULES))


YEAR = ("2022/0", "2022/1", "2022/2")


@pytest.mark.parametrize(
    ("args", "conftest", "ignored"),
    [
        pytest.param(["--ignore=articles/2022/1.md"], {}, ("2022/1",), id="a file"),
        pytest.param(["--ignore=articles/2022"], {}, YEAR, id="a folder"),
        pytest.param(["--ignore-glob=*/1.md"], {}, ("2022/1", "2023/1"), id="a pattern"),
        pytest.param(["--ignore-glob=*/20?2"], {}, YEAR, id="a pattern of folders"),
        pytest.param([], {".": "collect_ignore = ['articles/2022']"}, YEAR, id="collect_ignore"),
        pytest.param(
            [], {"articles": "collect_ignore_glob = ['*/1.md']"}, ("2022/1", "2023/1"), id="a list of patterns"
        ),
        pytest.param([], {"articles/2022": "collect_ignore = ['0.md']"}, ("2022/0",), id="in the dump"),
        pytest.param(
            [],
            {".": "collect_ignore = ['articles/2022/0.md']", "articles/2022": "collect_ignore = ['1.md']"},
            ("2022/1",),
            id="the nearest",
        ),
        pytest.param(["-o", "norecursedirs=2022"], {}, (), id="but not by its name"),
        pytest.param(["--ignore=articles/2022", "articles/2022/1.md", "articles/2023"], {}, YEAR[::2], id="nor named"),
    ],
)
def test_what_pytest_ignores(
    pytester: pytest.Pytester, dump: Path, args: list[str], conftest: dict[str, str], ignored: tuple[str, ...]
) -> None:
    for folder, text in conftest.items():
        pytester.path.joinpath(folder, "conftest.py").write_text(text)
    ids = {line for line in collected(pytester, *args) if line.endswith("::newscheck")}
    left = [f"{year}/{number}" for year in (2022, 2023) for number in range(3) if f"{year}/{number}" not in ignored]
    assert ids == {f"articles/{name}.md::newscheck" for name in left}


def test_a_dump_that_is_ignored(pytester: pytest.Pytester, dump: Path) -> None:
    assert pytester.runpytest_inprocess("--ignore=articles").ret == pytest.ExitCode.NO_TESTS_COLLECTED
    # All is ignored: that must not be green.
    assert pytester.runpytest_inprocess("--ignore-glob=*.md").ret == pytest.ExitCode.INTERRUPTED


def test_what_is_ignored_is_not_part_of_the_dump(pytester: pytest.Pytester, dump: Path) -> None:
    (dump / "2023" / "9.md").write_bytes((dump / "2022" / "1.md").read_bytes())
    pytester.runpytest_inprocess("articles::url-duplicate").assert_outcomes(failed=1)
    pytester.runpytest_inprocess("articles::url-duplicate", "--ignore=articles/2022").assert_outcomes(passed=1)


@pytest.mark.slow
def test_with_testmon_findings_are_never_old(pytester: pytest.Pytester, dump: Path) -> None:
    """testmon tracks no articles, and can't read a dump."""
    pytest.importorskip("testmon", reason="pytest-testmon, which runs what has changed, is not installed")
    pytester.makepyfile(test_own="def test_own(): pass")
    own = [{"passed": 1}, {"passed": 0}]
    for expected in own:
        outcomes = pytester.runpytest_subprocess("--testmon").parseoutcomes()
        assert outcomes["failed"] == 2
        assert outcomes["passed"] == 4 + len(RULES) + expected["passed"]
    (dump / "2022" / "1.md").write_bytes(b"")
    assert pytester.runpytest_subprocess("--testmon").parseoutcomes()["failed"] == 3


@pytest.mark.slow
def test_page_fixtures_of_strange_names(pytester: pytest.Pytester) -> None:
    """Their folders, and the fields of their records."""
    text = specimen.render().decode()
    html = text.partition("\n------\n\n")[2]
    url = "https://www.rfi.fr/cn/中国/20230816-鳗鱼"
    record = {"url": url, "a[0]": "x", "b::c": "y", "rules": "z", "field rules": "u", "two\nlines": "v"}
    layout = structure.to_text(html, SiteIndex(package_data.sites()).for_url(url))
    case = Case("a[1]", html.encode(), url, 1_692_216_245_000, record=record, layout=layout)
    cases.save(pytester.path / "pages" / "plain", case)
    cases.save(pytester.path / "pages" / "a[1]", case)
    pytester.makeini("[pytest]\nnewscheck_pages = pages\nnewscheck_extractor = mypkg:parse\n")
    pytester.path.joinpath("mypkg.py").write_text(f"def parse(page): return {record!r}\n", "utf-8")
    fields = ["url", r"a\x5b0]", r"b\x3a\x3ac", "field rules", "field field rules", r"two\nlines"]
    names = ["extractor", *fields, "no-other-fields", "rules", "layout"]
    everything = collected(pytester)
    assert sorted(everything) == sorted(
        f"pages/{folder}/page.html::{name}" for folder in (r"a\x5b1]", "plain") for name in names
    )
    for id_ in everything:
        assert collected(pytester, id_) == [id_]
    pytester.runpytest_inprocess("pages/a[1]", "-k", "not rules").assert_outcomes(passed=len(names) - 3, deselected=3)
    assert pytester.runpytest_inprocess(r"pages/a\x5b1]/page.html::nothing").ret == pytest.ExitCode.INTERRUPTED
    assert collected(pytester, "--ignore=pages/plain") == everything[: len(names)]
