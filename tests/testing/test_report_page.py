"""`pytest --newscheck-html FILE`: the page of the report on the dumps that a run tested."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from command_line import run
from lxml import html

from newscheck.synthetic import specimen

#: Articles in the order of time: the last one has no lead.
FAULTY = ({}, {"lead": None})


def write(folder: Path, patches: tuple[Mapping[str, Any], ...] = FAULTY) -> Path:
    for raw in specimen.series(list(patches)):
        path = folder / raw.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw.data)
    return folder


@pytest.fixture
def dump(pytester: pytest.Pytester) -> Path:
    folder = write(pytester.path / "articles")
    articles = sorted(folder.rglob("*.md"))
    # The same address twice.
    articles[0].with_stem("1048577").write_bytes(articles[0].read_bytes())
    return folder


def outcome(pytester: pytest.Pytester, *words: str) -> tuple[int, str]:
    """The exit code, and what newscheck says at the end."""
    result = pytester.runpytest("-p", "no:cacheprovider", *words)
    said = [line for line in result.outlines + result.errlines if "newscheck" in line and "html" in line]
    return int(result.ret), "\n".join(said)


def test_the_page_is_that_of_the_command_line(pytester: pytest.Pytester, dump: Path) -> None:
    assert outcome(pytester, "--newscheck=articles", "--newscheck-html=page.html") == (
        1,
        "newscheck: the report is in page.html",
    )
    run("validate", "articles", "--no-collapse", "--no-cache", "-q", "--report", "html=whole.html", cwd=pytester.path)
    assert (pytester.path / "page.html").read_bytes() == (pytester.path / "whole.html").read_bytes()


@pytest.mark.slow
def test_with_workers_the_controller_writes_it(pytester: pytest.Pytester, dump: Path, no_worker: None) -> None:
    pytest.importorskip("xdist")
    outcome(pytester, "--newscheck=articles", "--newscheck-html=one.html")
    result = pytester.runpytest_subprocess("--newscheck=articles", "--newscheck-html=several.html", "-n2")
    result.stdout.fnmatch_lines(["newscheck: the report is in several.html"])
    assert (pytester.path / "several.html").read_bytes() == (pytester.path / "one.html").read_bytes()
    assert result.outlines.count("newscheck: the report is in several.html") == 1


@pytest.mark.parametrize(
    ("words", "present", "absent"),
    [
        pytest.param(["--newscheck=articles"], {"lead-missing", "url-duplicate"}, set(), id="all"),
        pytest.param(
            ["articles/rfi/1048574.md", "--newscheck=articles"], {"lead-missing"}, {"url-duplicate"}, id="a file"
        ),
        pytest.param(["--newscheck=articles", "-k", "rfi"], {"lead-missing"}, {"url-duplicate"}, id="all files"),
        pytest.param(
            ["--newscheck=articles", "-k", "duplicate"], {"url-duplicate"}, {"lead-missing"}, id="rules of the dump"
        ),
    ],
)
def test_it_is_about_what_was_tested(
    pytester: pytest.Pytester, dump: Path, words: list[str], present: set[str], absent: set[str]
) -> None:
    outcome(pytester, "--newscheck-html=page.html", *words)
    text = (pytester.path / "page.html").read_text()
    assert {rule for rule in present | absent if f'"{rule}"' in text} == present


def test_several_dumps_are_one_report(pytester: pytest.Pytester, dump: Path) -> None:
    write(pytester.path / "more", ({},) * 2)
    outcome(pytester, "--newscheck=articles", "--newscheck=more", "--newscheck-html=page.html")
    text = (pytester.path / "page.html").read_text()
    assert "articles/rfi/1048574.md" in text
    assert re.search(r"<dd>5</dd>|>5<", text), "files of both"


@pytest.mark.parametrize(
    ("dumps", "names"),
    [
        pytest.param(["articles", "more"], {"rfi (articles)", "rfi (more)"}, id="names"),
        pytest.param(["old/rfi", "new/rfi"], {"rfi (old/rfi)", "rfi (new/rfi)"}, id="one name"),
    ],
)
def test_a_site_of_several_dumps_stays_apart(pytester: pytest.Pytester, dumps: list[str], names: set[str]) -> None:
    for dump in dumps:
        write(pytester.path / dump)
    outcome(pytester, *(f"--newscheck={dump}" for dump in dumps), "--newscheck-html=page.html")
    page = html.fromstring((pytester.path / "page.html").read_bytes())
    sites = {row.findtext("th/bdi"): [*row.itertext("td")] for row in page.xpath("//section[@id='sites']//tbody/tr")}
    assert sites.keys() == names
    assert {(numbers[5], numbers[0]) for numbers in sites.values()} == {("2", "1")}, "articles and errors of each"


def test_findings_in_the_baseline_are_counted_as_hidden(pytester: pytest.Pytester, dump: Path) -> None:
    (pytester.path / "newscheck.toml").write_text('baseline = "known.txt"\n')
    run("validate", "articles", "--write-baseline", "known.txt", cwd=pytester.path)
    assert outcome(pytester, "--newscheck=articles", "--newscheck-html=page.html")[0] == 0
    text = (pytester.path / "page.html").read_text()
    assert "known: known.txt" in text
    assert "1048574" not in text


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        pytest.param(
            ["--newscheck-html=page.html"], 4, "--newscheck-html is about dumps: give --newscheck=PATH", id="no dump"
        ),
        pytest.param(
            ["--newscheck=articles", "--newscheck-html=no/page.html"], 4, "can't write no/page.html", id="no folder"
        ),
        pytest.param(["--newscheck=articles", "--newscheck-html="], 4, "--newscheck-html: an empty name", id="no name"),
        pytest.param(["--newscheck=articles", "--newscheck-html=-"], 4, "a page is written to a file", id="stdout"),
        pytest.param(
            ["--newscheck=articles", "--newscheck-html=articles/rfi/1048574.md"],
            4,
            "an article is in that file",
            id="an article",
        ),
    ],
)
def test_a_page_that_can_not_be_written_ends_the_run_before_it_begins(
    pytester: pytest.Pytester, dump: Path, words: list[str], code: int, message: str
) -> None:
    result = pytester.runpytest(*words)
    assert result.ret == code
    result.stderr.fnmatch_lines([f"*{message}*"])


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["--collect-only"], id="nothing runs"),
        pytest.param(["-k", "nothing_at_all"], id="nothing is selected"),
    ],
)
def test_without_a_test_there_is_no_page(pytester: pytest.Pytester, dump: Path, words: list[str]) -> None:
    pytester.runpytest("--newscheck=articles", "--newscheck-html=page.html", *words)
    assert not (pytester.path / "page.html").exists()


def test_a_run_of_other_tests_says_that_there_is_no_report(pytester: pytest.Pytester, dump: Path) -> None:
    pytester.makepyfile("def test_mine(): pass")
    result = pytester.runpytest("--newscheck=articles", "--newscheck-html=page.html", "-k", "mine", ".")
    result.stdout.fnmatch_lines(["newscheck: no test of a dump has run: no report is written"])
    assert result.ret == 0


def test_a_run_that_does_not_end_says_that_there_is_no_page(pytester: pytest.Pytester, dump: Path) -> None:
    """One of an earlier run would pass for its own."""
    pytester.makepyfile("import nothing_of_that_name")
    code, said = outcome(pytester, "--newscheck=articles", "--newscheck-html=page.html")
    assert (code, said) == (2, "newscheck: the run did not end: page.html is not written")


def test_a_page_that_is_not_there_in_the_end_fails_the_run(
    pytester: pytest.Pytester, dump: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no page today")

    monkeypatch.setattr("newscheck.testing.report_page.render", fail)
    result = pytester.runpytest("--newscheck=articles", "--newscheck-html=page.html")
    assert result.ret == pytest.ExitCode.INTERNAL_ERROR
    result.stdout.fnmatch_lines(["newscheck: crashed in the report:", "*no page today"])
