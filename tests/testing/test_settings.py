"""The settings of a project apply to pytest, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscheck.fixtures.cases import Case, save
from newscheck.synthetic import specimen
from newscheck.testing import assert_valid

pytest_plugins = ["pytester"]

PAGE = "<html><head><title>鳗鱼</title></head><body><article><h1>鳗鱼洄游</h1></article></body></html>".encode()
PROJECT = """
[tool.pytest.ini_options]
newscheck_pages = ["pages"]
filterwarnings = ["error"]
{pytest}

[tool.newscheck]
select = ["title"]
{newscheck}
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makepyfile(scraper="def parse(page: str) -> dict:\n    return {'title': '鳗鱼洄游'}\n")
    save(pytester.path / "pages" / "eel", Case("eel", PAGE, "https://news.example.org/1", record={"title": "鳗鱼洄游"}))
    return pytester


@pytest.mark.parametrize(
    ("own", "others"),
    [
        pytest.param('newscheck_extractor = "scraper:parse"', "", id="pytest's"),
        pytest.param("", 'extractor = "scraper:parse"', id="the project's"),
        pytest.param('newscheck_extractor = "scraper:parse"', 'extractor = "other:parse"', id="pytest's goes before"),
    ],
)
def test_the_extractor_is_named_once(project: pytest.Pytester, own: str, others: str) -> None:
    (project.path / "pyproject.toml").write_text(PROJECT.format(pytest=own, newscheck=others))
    project.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(passed=4)


def test_without_an_extractor_both_places_are_named(project: pytest.Pytester) -> None:
    (project.path / "pyproject.toml").write_text(PROJECT.format(pytest="", newscheck=""))
    result = project.runpytest_inprocess("-p", "no:cacheprovider")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*no extractor: `extractor` in newscheck's settings, or newscheck_extractor in*"])


def test_the_fixture_serves_tests_that_are_run_many_times(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        from hypothesis import given, strategies as st

        @given(st.just({"title": "", "url": "https://news.example.org/1"}))
        def test_title(newscheck, record):
            assert [finding.rule for finding in newscheck.check(record, select="title-empty")] == ["title-empty"]
        """
    )
    pytester.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)


def test_a_finding_in_a_folder_names_its_file(tmp_path: Path) -> None:
    for number, patch in enumerate(({}, {"image": None})):
        (tmp_path / f"{number}.md").write_bytes(specimen.render(patch, number))
    with pytest.raises(AssertionError) as failure:
        assert_valid(tmp_path)
    assert str(failure.value).splitlines()[:2] == [f"1 error in {tmp_path}", f"{tmp_path}/1.md"]


@pytest.mark.parametrize(
    ("things", "name"), [([{"title": "鳗"}], "record 1"), ([{"title": "鳗"}, {"title": "洄游"}], "record 1")]
)
def test_a_finding_in_a_list_names_its_place(things: list[dict[str, str]], name: str) -> None:
    with pytest.raises(AssertionError) as failure:
        assert_valid(things, select="url-missing")
    assert str(failure.value).splitlines()[1] == name


def test_what_a_test_names_in_its_types_is_exported() -> None:
    from newscheck import testing

    assert [getattr(testing, name).__name__ for name in testing.__all__] == testing.__all__
