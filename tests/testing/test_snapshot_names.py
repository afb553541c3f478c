"""The files of `article_snapshot` and `layout_snapshot`: one for each assertion, whatever its test is called."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from syrupy.extensions.base import SnapshotCollectionStorage

from newscheck.testing.snapshot_names import colliding_name, is_name_of, snapshot_name
from newscheck.text.display import sanitize

pytestmark = pytest.mark.usefixtures("no_worker")
#: Names that some system or syrupy would merge, names that stand for something else, and names that are too long.
PARTS = (
    *(
        "a",
        "A",
        "/",
        "\\",
        ":",
        "::",
        "?",
        "*",
        "|",
        '"',
        "<",
        ">",
        " ",
        "-",
        ".",
        ".1",
        "[",
        "]",
        "].",
        "].1",
        "][",
        "#",
        "##[error]",
    ),
    *("%", "2F", "%2F", "%2f", "%25", "~", "~" + "0" * 16, "0" * 16, "u6e14", "\\u6e14", "渔业", "渔" * 60, "x" * 120),
    *("\n", "\r", "\t", "\x1b", "\x7f", "\x85", "\u2028", "\u200b", "\u202e", "\ue000", "\ufffe", "\ud800", "\udcff"),
    *("e", "é", "\u0301", "\u212b", "\u1100\u1161", "🤐", "\U000e0041", "CON", "=", "\u0338"),
)
texts = st.one_of(
    st.lists(st.sampled_from(PARTS), max_size=5).map("".join),
    st.text(st.characters(exclude_categories=()), max_size=20),
)
indices = st.integers(0, 3) | texts.filter(bool)


def item(param: str) -> str:
    """A test with a parameter, as pytest calls it."""
    return f"test_page[{param.encode('unicode_escape').decode()}]"


@pytest.mark.parametrize(
    ("param", "index", "name"),
    [
        pytest.param("a-1", 0, "test_page[a-1]", id="as it was"),
        pytest.param("a-1", 2, "test_page[a-1].2", id="a later assertion"),
        pytest.param("a-1", "周五", "test_page[a-1][周五]", id="one with a name"),
        pytest.param("100% #1 (a, b) = [c]", 0, "test_page[100% #1 (a, b) = [c]]", id="as it was with marks"),
        pytest.param("渔业é🤐", 0, "test_page[渔业é🤐]", id="Chinese stays"),
        pytest.param("rfi/1", 0, "test_page[rfi%2F1]", id="a slash"),
        pytest.param("https://a.example/?b=渔&c", 0, "test_page[https%3A%2F%2Fa.example%2F%3Fb=渔&c]", id="an address"),
        pytest.param('\\*|"<>', 0, "test_page[%5C%2A%7C%22%3C%3E]", id="what Windows refuses"),
        pytest.param("a\n\x1b\u200b\u202e\ud800", 0, "test_page[a%0A%1B%E2%80%8B%E2%80%AE%ED%A0%80]", id="what hides"),
        pytest.param("##[error]", 0, "test_page[#%23[error]]", id="what runners obey"),
        pytest.param("%2F %2f %G", 0, "test_page[%252F %252f %G]", id="what looks like a code"),
        pytest.param("a][b", 0, "test_page[a%5D[b]", id="what looks like a name"),
        pytest.param("a", "b][c", "test_page[a][b%5D[c]", id="a name with brackets"),
        pytest.param("e\u0301", 0, "test_page[é~bf12767b0f2a56b2]", id="what is no composed text"),
        pytest.param("x" * 220, 1, f"test_page[{'x' * 112}~00ba96e7f6e1b1fc.1", id="too long"),
        pytest.param("渔" * 70, 0, f"test_page[{'渔' * 37}~d95ca5ded77220fc", id="too long in Chinese"),
        pytest.param(
            "/" * 70,
            "渔" * 70,
            f"test_page[{'%2F' * 37}~45d30b9f7c250dd8[{'渔' * 10}~0db52dbd81492e4d",
            id="too long both",
        ),
    ],
)
def test_names(param: str, index: int | str, name: str) -> None:
    assert snapshot_name(item(param), index) == name


@settings(max_examples=150)
@given(texts, indices, texts, indices)
@example("a][b", 0, "a", "b")
@example("a", "b][c", "a][b", "c")
@example("a" * 200, 0, "a" * 201, 0)
@example("/", 0, "%2F", 0)
@example("\\u6e14", 0, "渔", 0)
@example("é", 0, "e\u0301", 0)
@example("~0000000000000000", 0, "~000000000000000", 0)
def test_no_two_assertions_share_a_file(first_name: str, first: int | str, second_name: str, second: int | str) -> None:
    assume((first_name, first) != (second_name, second))
    assert snapshot_name(item(first_name), first) != snapshot_name(item(second_name), second)


@settings(max_examples=150)
@given(texts, indices)
def test_every_file_system_takes_a_name_and_nobody_obeys_it(param: str, index: int | str) -> None:
    name = snapshot_name(item(param), index)
    assert len(f"{name}.article.yaml".encode()) <= 200
    assert not re.search(r'[\x00-\x1f\x7f-\x9f\\/?*:|"<>]', name)
    assert unicodedata.normalize("NFC", name) == name == sanitize(name)
    assert re.match(r"test_page\[|test_page~", name), "syrupy looks for the function that it begins with"


@settings(max_examples=150)
@given(texts, indices, texts)
@example("a].1", 0, "a")
@example("a].", 0, "a")
@example("a].x][b", 1, "a")
@example("a].1" + "x" * 200, 0, "a")
@example("a", 10, "a].1")
def test_a_name_is_known_as_one_of_its_test(param: str, index: int | str, other: str) -> None:
    assert is_name_of(snapshot_name(item(param), index), item(param))
    assert is_name_of(snapshot_name(item(param), index), item(other)) == (param == other)


@given(texts, indices)
def test_where_pytest_escapes_nothing_the_names_are_the_same(param: str, index: int | str) -> None:
    assert snapshot_name(f"test_page[{param}]", index, is_raw=True) == snapshot_name(item(param), index)


@given(st.text("ab Z09-_.,;=+&!$'()#@^`{}[渔业é", max_size=50), st.integers(0, 12))
def test_names_that_were_good_stay(param: str, index: int) -> None:
    name = f"test_page[{param}]" + (f".{index}" if index else "")
    assume("##" not in param)
    assert snapshot_name(item(param), index) == name


@pytest.mark.parametrize(
    ("test", "name"),
    [
        pytest.param("test_渔业", "test_渔业", id="a function"),
        pytest.param("TestPage.TestIt.test_it", "TestPage.TestIt.test_it", id="in classes"),
        pytest.param("test_page[渔]", "test_page[渔]", id="another plugin's parameter"),
        pytest.param(r"test_page[\xff]", "test_page[ÿ]", id="bytes"),
        pytest.param(r"test_page[\x41]", "test_page[%5Cx41~1896ffde59d289c6]", id="what pytest doesn't escape"),
        pytest.param("test_page[\\]", "test_page[%5C~a9253dc8529dd214]", id="half an escape"),
        pytest.param("test_page[\\\\]", "test_page[%5C]", id="a whole one"),
        pytest.param(r"test_page[\U00110000]", "test_page[%5CU00110000~43d70e650fdb85e2]", id="no character"),
    ],
)
def test_other_names(test: str, name: str) -> None:
    assert snapshot_name(test) == name


@pytest.mark.parametrize(
    ("name", "there", "other"),
    [
        pytest.param("a[É]", ["a[É]", "a[é]"], "", id="it is there itself"),
        pytest.param("a[É]", ["b", "a[é]"], "a[é]", id="another case"),
        pytest.param("a[É]", ["a[E\u0301]"], "", id="as another system writes it"),
        pytest.param("a[É]", [], "", id="gone in the meantime"),
    ],
)
def test_namesakes(name: str, there: list[str], other: str) -> None:
    assert colliding_name(name, there) == other


# --- in runs of pytest

PARAMS = ("a-1", "渔业", "rfi/1", "rfi1", "https://a.example/?b=渔", "a::b", "/", "渔" * 70, "渔" * 71, "%2F")
TEST = f"""
import pytest

PARAMS = [one for one in {PARAMS!r} if one not in ()]

@pytest.mark.parametrize("thing", PARAMS, ids=PARAMS)
def test_page(article_snapshot, layout_snapshot, thing):
    if thing in []:
        pytest.skip("not today")
    assert {{"title": thing}} == article_snapshot
    assert {{"title": thing, "lead": "二"}} == article_snapshot
    assert {{"title": thing, "lead": "三"}} == article_snapshot(name=thing)
    assert f"<p class=c{{PARAMS.index(thing)}}>" == layout_snapshot
"""


def run(pytester: pytest.Pytester, *args: str) -> pytest.RunResult:
    return pytester.runpytest_inprocess("-p", "no:cacheprovider", "-W", "error", *args)


@pytest.fixture
def project(pytester: pytest.Pytester) -> Path:
    """The snapshots of tests with parameters of every kind."""
    pytester.makepyfile(test_it=TEST)
    result = run(pytester, "--snapshot-update")
    result.assert_outcomes(passed=len(PARAMS))
    result.stdout.fnmatch_lines([f"{4 * len(PARAMS)} snapshots generated."])
    return pytester.path / "__snapshots__" / "test_it"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_each_assertion_has_a_file_and_finds_it_again(pytester: pytest.Pytester, project: Path) -> None:
    files = names(project)
    assert len(files) == 4 * len(PARAMS)
    assert {"test_page[渔业].article.yaml", "test_page[渔业].layout.txt", "test_page[渔业].1.article.yaml"} < files
    assert {"test_page[rfi%2F1][rfi%2F1].article.yaml", "test_page[rfi1][rfi1].article.yaml"} < files
    result = run(pytester)
    result.assert_outcomes(passed=len(PARAMS))
    result.stdout.fnmatch_lines([f"{4 * len(PARAMS)} snapshots passed."])


@pytest.mark.slow
@pytest.mark.parametrize("param", [PARAMS[4], PARAMS[7]], ids=["url", "long"])
def test_what_is_unused_is_reported_and_removed(pytester: pytest.Pytester, project: Path, param: str) -> None:
    before = names(project)
    pytester.makepyfile(
        test_it=TEST.replace("not in ()", f"not in [{param!r}]").replace("PARAMS.index", f"{PARAMS!r}.index")
    )
    result = run(pytester)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*4 snapshots unused.*"])
    run(pytester, "--snapshot-update").assert_outcomes(passed=len(PARAMS) - 1)
    gone = [re.sub(r"\.(article\.yaml|layout\.txt)$", "", name) for name in before - names(project)]
    assert [is_name_of(name, item(param)) for name in gone] == [True] * 4
    run(pytester).assert_outcomes(passed=len(PARAMS) - 1)


@pytest.mark.skipif(
    not hasattr(SnapshotCollectionStorage, "matches_test_location"), reason="syrupy asks who has a file since 7.0.1"
)
@pytest.mark.parametrize("args", [[], ["test_it.py"]], ids=["all", "a file"])
def test_what_belongs_to_a_skipped_test_stays(pytester: pytest.Pytester, project: Path, args: list[str]) -> None:
    before = names(project)
    pytester.makepyfile(test_it=TEST.replace("thing in []", f"thing in {PARAMS[::2]!r}"))
    result = run(pytester, "--snapshot-update", *args)
    result.assert_outcomes(passed=len(PARAMS) // 2, skipped=len(PARAMS) // 2)
    assert names(project) == before


@pytest.mark.slow
def test_workers_find_them_too(pytester: pytest.Pytester, project: Path) -> None:
    before = names(project)
    pytester.makepyfile(
        test_it=TEST.replace("not in ()", "not in ['rfi/1', '/']").replace("PARAMS.index", f"{PARAMS!r}.index")
    )
    result = pytester.runpytest_subprocess("-p", "xdist", "-n", "2", "-W", "error", "--snapshot-update")
    result.assert_outcomes(passed=len(PARAMS) - 2)
    assert before - names(project) == {
        name for name in before if "rfi%2F1" in name or name.startswith("test_page[%2F]")
    }


def test_a_file_that_was_there_stays_where_it_is(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        test_it="""
        import pytest

        class TestPage:
            @pytest.mark.parametrize("thing", ["a (b), 100%", "x"])
            def test_it(self, article_snapshot, thing):
                assert {"title": thing} == article_snapshot
        """
    )
    folder = pytester.path / "__snapshots__" / "test_it"
    folder.mkdir(parents=True)
    for name in ("a (b), 100%", "x"):
        (folder / f"TestPage.test_it[{name}].article.yaml").write_text(f"title: {name}\n")
    run(pytester).assert_outcomes(passed=2)


def test_where_pytest_escapes_nothing(pytester: pytest.Pytester, project: Path) -> None:
    pytester.makeini("[pytest]\ndisable_test_id_escaping_and_forfeit_all_rights_to_community_support = true\n")
    run(pytester).assert_outcomes(passed=len(PARAMS))


def test_a_file_system_that_takes_two_names_for_one_is_reported(pytester: pytest.Pytester) -> None:
    """The stand-in opens a file by either name, and lists it by the first."""
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.parametrize("thing", ["a", "A"])
        def test_it(article_snapshot, thing):
            assert {"title": thing} == article_snapshot
        """
    )
    run(pytester, "--snapshot-update").assert_outcomes(passed=2)
    pytester.makeconftest(
        """
        from importlib import import_module

        import_module("newscheck.testing.snapshot").listdir = lambda folder: ["test_it[a].article.yaml"]
        """
    )
    for args in ([], ["--snapshot-update"]):
        result = run(pytester, *args)
        result.assert_outcomes(passed=1, failed=1)
        result.stdout.fnmatch_lines(["*test_it?A?.article.yaml: on this file system that is test_it?a?.article.yaml*"])


def test_nobody_obeys_the_name_of_an_assertion(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_it(article_snapshot):\n    assert {} == article_snapshot(name='##' + '[error]')\n")
    result = run(pytester)
    result.stdout.fnmatch_lines(["*Snapshot 'test_it?#%23?error??' does not exist!"])
    assert "##[" not in result.stdout.str()
