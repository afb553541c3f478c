"""`@pytest.mark.newscheck_mutants` through pytest's front door."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newscheck.fixtures import cases
from newscheck.fixtures.cases import Case
from newscheck.html import structure

PAGE = (Path(__file__).parents[1] / "samples/pages/soup.html").read_bytes()
URL = "https://news.harbour.example/2023/08/16/lisbon.html"
EXTRACTOR = """
from lxml import html

def parse(page, url):
    tree = html.fromstring(page)
    images = tree.xpath('//div[@class="story__photo"]/img/@src')
    paragraphs = [one.text_content() for one in tree.xpath('//div[@class="story__body"]//p')]
    return {"title": tree.xpath("//h1")[-1].text, "image": images[0] if images else None, "paragraphs": paragraphs}
"""
TEST = """
import pytest
{imports}
@pytest.mark.newscheck_mutants({marker})
def test_mutants(newscheck_mutant):
    newscheck_mutant.assert_noticed()
"""


@pytest.fixture(autouse=True)
def project(pytester: pytest.Pytester) -> Path:
    """A scraper's repository with two page fixtures, one of them with a stored structure."""
    for name, layout in (("lisbon", None), ("porto", structure.to_text(PAGE.decode()))):
        cases.save(pytester.path / "tests/pages" / name, Case(name, PAGE, f"{URL}?{name}", layout=layout))
    pytester.path.joinpath("scraper.py").write_text(EXTRACTOR)
    pytester.makeini("[pytest]\nnewscheck_extractor = scraper:parse\n")
    return pytester.path


def write(pytester: pytest.Pytester, marker: str, imports: str = "", body: str = TEST) -> None:
    pytester.makepyfile(test_it=body.format(marker=marker, imports=imports))


def run(pytester: pytest.Pytester, *args: str) -> pytest.RunResult:
    return pytester.runpytest_inprocess("-p", "no:cacheprovider", *args)


def score(result: pytest.RunResult) -> str:
    return next(line for line in result.outlines if " mutants of " in line).removeprefix("newscheck: ")


def test_a_test_for_each_mutant_that_the_page_can_have(pytester: pytest.Pytester) -> None:
    write(pytester, "'tests/pages/lisbon'")
    found = [line for line in run(pytester, "--collect-only", "-q").outlines if "::" in line]
    assert "test_it.py::test_mutants[lisbon-container-renamed]" in found
    assert not [name for name in found if "epoch" in name or "url-" in name]


def test_survivors_fail_with_what_is_wrong_and_the_score_is_printed(pytester: pytest.Pytester) -> None:
    write(pytester, "'tests/pages/lisbon'")
    result = run(pytester)
    outcomes = result.parseoutcomes()
    found = re.fullmatch(r"(\d+) mutants of 1 page: (\d+) robust, (\d+) killed \(.*\), (\d+) survived", score(result))
    assert found is not None
    number, robust, killed, survived = map(int, found.groups())
    assert number == robust + killed + survived == outcomes["passed"] + outcomes["failed"]
    assert survived == outcomes["failed"] > 0
    result.stdout.fnmatch_lines(
        ["*AssertionError: advertisement-inserted survived on lisbon:*", "*paragraphs changed*"]
    )


@pytest.mark.slow
def test_a_stored_structure_is_a_witness(pytester: pytest.Pytester) -> None:
    for name, outcome in (("lisbon", "failed"), ("porto", "passed")):
        write(pytester, f"'tests/pages/{name}', select='advertisement-inserted'")
        assert run(pytester).parseoutcomes()[outcome] == 1
    write(pytester, "'tests/pages/porto', select='advertisement-inserted', watch='rules'")
    run(pytester).assert_outcomes(failed=1)


def test_folders_functions_and_other_names(pytester: pytest.Pytester) -> None:
    write(pytester, "'tests/pages', extractor=parse, select=['container-*']", "from scraper import parse")
    assert score(run(pytester)).startswith("4 mutants of 2 pages")
    pytester.path.joinpath("saved.html").write_bytes(
        PAGE.replace(b"<head>", f'<head><link rel="canonical" href="{URL}">'.encode())
    )
    write(pytester, "'saved.html', extractor='scraper:parse', select=['container-*']")
    assert score(run(pytester)).startswith("2 mutants of 1 page")


def test_the_table_is_shown_where_there_is_something_to_see(pytester: pytest.Pytester) -> None:
    write(pytester, "'tests/pages/porto', select='container-*'")
    assert "the article is all there" not in run(pytester).stdout.str()
    assert "the article is all there" in run(pytester, "-v").stdout.str()


def test_robustness_can_be_demanded(pytester: pytest.Pytester) -> None:
    write(pytester, "'tests/pages/porto', select=['white-space-added', 'container-renamed']")
    path = pytester.path / "test_it.py"
    path.write_text(path.read_text().replace("assert_noticed", "assert_robust"))
    result = run(pytester)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*container-renamed changes the record of porto; noticed by: *", "*paragraphs *"])


@pytest.mark.slow
def test_workers_add_up(pytester: pytest.Pytester) -> None:
    write(pytester, "'tests/pages'")
    alone = run(pytester)
    together = pytester.runpytest_subprocess("-p", "xdist", "-n", "2", "-p", "no:cacheprovider")
    assert together.parseoutcomes() == alone.parseoutcomes()
    assert score(together) == score(alone)


def test_a_page_on_which_the_extractor_fails_is_reported(pytester: pytest.Pytester) -> None:
    pytester.path.joinpath("scraper.py").write_text("def parse(page, url): raise KeyError('story')\n")
    write(pytester, "'tests/pages/lisbon', select='container-renamed'")
    result = run(pytester)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["lisbon: no mutants, the page itself fails: scraper:parse raised KeyError: 'story'"])


def test_an_extractor_that_ends_its_process_ends_no_test_run(pytester: pytest.Pytester) -> None:
    pytester.path.joinpath("scraper.py").write_text("import os\ndef parse(page, url): os._exit(0)\n")
    write(pytester, "'tests/pages/lisbon', select='container-renamed'")
    result = run(pytester)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*the page itself fails: scraper:parse ended the process (exit code 0)"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("marker", "told"),
    [
        pytest.param("", "wanted a page fixture or a folder of some", id="no page"),
        pytest.param("'tests/pages/lisbo'", "no such page fixture: tests/pages/lisbo", id="no such page"),
        pytest.param("'tests/pages', select='container-rename'", "did you mean 'container-renamed'?", id="mutant"),
        pytest.param(
            "'tests/pages', select='epoch-seconds'", "is of a feed or a file, not of a page", id="no mutant of pages"
        ),
        pytest.param("'tests/pages', watch='rule'", "unknown watcher 'rule'", id="watcher"),
        pytest.param("'tests/pages', extractor='scraper:pars'", "did you mean 'parse'?", id="extractor"),
        pytest.param("'tests/pages', ignored='x'", "unknown option 'ignored'", id="option"),
    ],
)
def test_a_mistake_in_the_marker_is_a_usage_error(pytester: pytest.Pytester, marker: str, told: str) -> None:
    write(pytester, marker)
    result = run(pytester)
    assert result.ret in (pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.INTERRUPTED)
    assert told in result.stdout.str() + result.stderr.str()
    assert "Traceback" not in result.stdout.str() + result.stderr.str()


def test_the_fixture_without_its_marker_says_so(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_it(newscheck_mutant): pass")
    result = run(pytester)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["newscheck_mutant is for tests marked @pytest.mark.newscheck_mutants(page, ...)"])


def test_settings_that_are_wrong_fail_the_test_that_asks(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nnewscheck_site = rfii\n")
    pytester.makepyfile("def test_it(newscheck): pass\ndef test_other(): pass\n")
    result = run(pytester)
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["newscheck: unknown site 'rfii'; did you mean 'rfi'?"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("url", "is_there"),
    [pytest.param(f"{URL}?porto", True, id="another"), pytest.param(f"{URL}?lisbon", False, id="same")],
)
def test_the_other_article_has_another_address(pytester: pytest.Pytester, url: str, is_there: bool) -> None:
    """An article that was fetched twice lends its newer text to no mutant of the older."""
    page = PAGE.replace("里斯本".encode(), "海德兰".encode())
    cases.save(pytester.path / "tests/pages/porto", Case("porto", page, url))
    write(pytester, "'tests/pages', extractor=parse, select='body-of-another'", "from scraper import parse")
    assert ("[lisbon-body-of-another]" in run(pytester, "--collect-only", "-q").stdout.str()) == is_there
