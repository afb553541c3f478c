"""`article_snapshot` and `layout_snapshot` through pytest's front door."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newscheck.synthetic import specimen

TEST = """
from pathlib import Path

def test_article(article_snapshot):
    assert Path("one.md") == article_snapshot

def test_layout(layout_snapshot):
    assert Path("one.md") == layout_snapshot
"""
ARTICLE = "__snapshots__/test_it/test_article.article.yaml"
LAYOUT = "__snapshots__/test_it/test_layout.layout.txt"


def run(pytester: pytest.Pytester, *args: str) -> pytest.RunResult:
    return pytester.runpytest_inprocess("-p", "no:cacheprovider", *args)


def write(pytester: pytest.Pytester, patch: dict[str, Any], seed: int = 0) -> None:
    pytester.path.joinpath("one.md").write_bytes(specimen.render(patch, seed))


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run of pytest inside of a worker of pytest-xdist is no worker: syrupy looks at the environment."""
    for name in ("PYTEST_XDIST_WORKER", "PYTEST_XDIST_WORKER_COUNT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def project(pytester: pytest.Pytester) -> Path:
    """A project whose two snapshots are up to date."""
    pytester.makepyfile(test_it=TEST)
    write(pytester, {})
    run(pytester, "--snapshot-update").assert_outcomes(passed=2)
    return pytester.path


def test_files_are_readable_utf_8_with_line_feeds(project: Path, snapshot_file: Any) -> None:
    article, layout = (project / ARTICLE).read_bytes(), (project / LAYOUT).read_bytes()
    assert b"\r" not in article + layout
    assert f"{article.decode()}\n{layout.decode()}" == snapshot_file(".txt")


def test_an_unchanged_article_passes_and_nothing_is_written(pytester: pytest.Pytester, project: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in project.rglob("__snapshots__/*/*")}
    run(pytester).assert_outcomes(passed=2)
    assert before == {path: path.stat().st_mtime_ns for path in project.rglob("__snapshots__/*/*")}


def test_other_news_change_the_article_only(pytester: pytest.Pytester, project: Path) -> None:
    write(pytester, {}, seed=1)
    result = run(pytester)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*what differs: url, title, dateline, epoch_ms, image, images, lead, paragraphs"])


def test_another_template_changes_the_layout_only(pytester: pytest.Pytester, project: Path) -> None:
    write(
        pytester,
        {"sub": [("<div><p>", '<section class="text"><p>'), ("</p><div data", "</p></section><div><div data")]},
    )
    result = run(pytester)
    result.assert_outcomes(passed=1, failed=1)
    assert "section.text" in result.stdout.str()
    assert [line for line in result.outlines if line.startswith("E ")][1:3]


def test_one_field_is_reported_alone(pytester: pytest.Pytester, project: Path) -> None:
    write(pytester, {"dateline": "17/08/2023 - 09:30"})
    lines = [line.removeprefix("E").strip() for line in run(pytester).outlines if line.startswith("E ")]
    assert lines[1:5] == ["what differs: dateline", "dateline changed", "- 2023-08-16T21:04", "+ 2023-08-17T09:30"]


def test_update_mends_both_and_removes_what_is_unused(pytester: pytest.Pytester, project: Path) -> None:
    write(pytester, {"share": False}, seed=2)
    run(pytester).assert_outcomes(failed=2)
    run(pytester, "--snapshot-update").assert_outcomes(passed=2)
    run(pytester).assert_outcomes(passed=2)
    pytester.makepyfile(test_it=TEST.partition("def test_layout")[0])
    result = run(pytester)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*1 snapshot unused*"])
    run(pytester, "--snapshot-update")
    assert not (project / LAYOUT).exists()
    assert (project / ARTICLE).exists()


@pytest.mark.slow
def test_workers(pytester: pytest.Pytester, project: Path) -> None:
    write(pytester, {}, seed=3)
    pytester.runpytest_subprocess("-p", "xdist", "-n", "2", "--snapshot-update").assert_outcomes(passed=2)
    run(pytester).assert_outcomes(passed=2)
    pytester.makepyfile(test_it=TEST.partition("def test_layout")[0])
    pytester.runpytest_subprocess("-p", "xdist", "-n", "2", "--snapshot-update")
    assert not (project / LAYOUT).exists()


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        pytest.param("5", "*TypeError: not a record but a value of type int*", id="no record"),
        pytest.param("'nowhere.md'", "*UsageError: no such file: nowhere.md*", id="no file"),
        pytest.param("'a\\nb'", "*UsageError: the text: wanted one article, found 0*", id="no article"),
        pytest.param("{'a': object()}", "*TypeError: a is a value of type object, which no*", id="value"),
    ],
)
def test_what_is_no_article_fails_in_words(pytester: pytest.Pytester, expression: str, told: str) -> None:
    pytester.makepyfile(f"def test_it(article_snapshot):\n    assert {expression} == article_snapshot\n")
    result = run(pytester)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([told])


@pytest.mark.slow
@pytest.mark.parametrize(
    "thing",
    [
        pytest.param("Path('one.md').read_text('utf-8')", id="text of a dump file"),
        pytest.param("Path('one.md').read_bytes()", id="bytes"),
        pytest.param("'one.md'", id="name of a file"),
        pytest.param("Path('one.md').read_text('utf-8').partition('------')[2]", id="HTML"),
        pytest.param(
            "{'html': Path('one.md').read_text('utf-8').partition('------')[2], 'url': 'https://www.rfi.fr/cn/a'}",
            id="dict",
        ),
    ],
)
def test_a_layout_is_that_of_any_thing_with_html(pytester: pytest.Pytester, project: Path, thing: str) -> None:
    pytester.makepyfile(test_it=TEST.replace('Path("one.md") == layout', f"{thing} == layout"))
    run(pytester).assert_outcomes(passed=2)


def test_fields_can_be_left_out(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        from syrupy.filters import props

        def test_it(article_snapshot):
            assert {"title": "渔业配额", "epoch_ms": 1} == article_snapshot(exclude=props("epoch_ms"))
        """
    )
    run(pytester, "--snapshot-update").assert_outcomes(passed=1)
    (file,) = pytester.path.rglob("*.article.yaml")
    assert file.read_text("utf-8") == "title: 渔业配额\n"


def test_a_snapshot_that_a_person_has_spoilt_is_reported_as_lines(pytester: pytest.Pytester, project: Path) -> None:
    (project / ARTICLE).write_text("- no record: [\n")
    (project / LAYOUT).write_text("whatever\n")
    result = run(pytester)
    result.assert_outcomes(failed=2)
    assert "INTERNALERROR" not in result.stdout.str()
