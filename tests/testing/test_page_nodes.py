"""Page fixtures in runs of pytest: every folder is tested without writing a test."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from newscheck.article.sites import SiteIndex
from newscheck.engine.extraction.extractors import Extractor
from newscheck.engine.settings import package_data
from newscheck.fixtures import cases
from newscheck.fixtures.cases import Case
from newscheck.html import structure
from newscheck.synthetic import specimen

EXTRACTOR = """
import re
from lxml import html

def parse(page, url):
    tree = html.fromstring(page)
    day, month, year, clock = re.search(r"(..)/(..)/(....) - (..:..)", page).groups()
    return {
        "url": url,
        "dateline": f"{year}-{month}-{day}T{clock}",
        "image": tree.xpath("//img/@src")[0],
        "lead": tree.xpath("string(//p/strong)").strip() or None,
        "paragraphs": [p.text_content().strip() for p in tree.xpath("//p")],
    }
"""
FIELDS = ["url", "dateline", "image", "lead", "paragraphs"]
ITEMS = ["extractor", *FIELDS, "no-other-fields", "rules", "layout"]


def captured_case(seed: int, extractor: str = EXTRACTOR) -> Case:
    text = specimen.render(seed=seed).decode()
    header, _, html = text.partition("\n------\n\n")
    url = header[header.rindex("](") + 2 : -1]
    module: dict[str, Any] = {}
    exec(extractor, module)
    case = Case(
        f"case-{seed}", html.encode(), url, 1_692_216_245_000 + seed * 7_200_000, title=specimen.parts(seed)["title"]
    )
    record = Extractor(module["parse"]).run(case.page, url).record
    return replace(case, record=record, layout=structure.to_text(html, SiteIndex(package_data.sites()).for_url(url)))


@pytest.fixture
def pages(pytester: pytest.Pytester) -> Path:
    """Two cases and the extractor that gives what they expect."""
    folder = pytester.path / "tests" / "pages"
    for seed in (0, 1):
        cases.save(folder / f"case-{seed}", captured_case(seed))
    pytester.makeini("[pytest]\nnewscheck_pages = tests/pages\nnewscheck_extractor = mypkg:parse\ntestpaths = tests\n")
    pytester.path.joinpath("mypkg.py").write_text(EXTRACTOR)
    return folder


def extractor(pytester: pytest.Pytester, text: str) -> None:
    pytester.path.joinpath("mypkg.py").write_text(text)


def run(pytester: pytest.Pytester, *args: str) -> pytest.RunResult:
    return pytester.runpytest_inprocess("-p", "no:cacheprovider", *args)


def test_every_folder_has_an_item_for_each_field_the_rules_and_the_layout(
    pytester: pytest.Pytester, pages: Path
) -> None:
    result = run(pytester, "--collect-only", "-q")
    ids = [line for line in result.outlines if "::" in line]
    assert ids == [f"tests/pages/case-{seed}/page.html::{name}" for seed in (0, 1) for name in ITEMS]
    run(pytester).assert_outcomes(passed=18)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("args", "passed"),
    [
        pytest.param(["tests"], 18, id="the folder above"),
        pytest.param(["tests/pages"], 18, id="the folder of cases"),
        pytest.param(["tests/pages/case-1"], 9, id="one case"),
        pytest.param(["tests/pages/case-1/page.html::lead"], 1, id="one item"),
        pytest.param(["-k", "case-1 and rules"], 1, id="by name"),
        pytest.param(["-m", "newscheck"], 18, id="by marker"),
    ],
)
def test_selection(pytester: pytest.Pytester, pages: Path, args: list[str], passed: int) -> None:
    assert run(pytester, *args).parseoutcomes()["passed"] == passed


@pytest.mark.slow
def test_workers_run_them_too(pytester: pytest.Pytester, pages: Path) -> None:
    extractor(pytester, EXTRACTOR.replace("//p/strong", "//p/em"))
    result = pytester.runpytest_subprocess("-p", "xdist", "-n", "2")
    result.assert_outcomes(passed=14, failed=4)


def old_layout(pytester: pytest.Pytester, pages: Path) -> None:
    """Give case 1 a layout that no article of the dump has."""
    dump = pytester.mkdir("articles")
    for seed in range(2, 12):
        (dump / f"{seed}.md").write_bytes(specimen.render(seed=seed))
    case = captured_case(1)
    page = case.page.replace(b"<p>", b"<section class='old-body'><p>", 1).replace(b"</p>", b"</p></section>", 1)
    assert page != case.page
    url = "https://www.rfi.fr/"
    layout = structure.to_text(page.decode(), SiteIndex(package_data.sites()).for_url(url))
    cases.save(pages / "case-1", replace(case, page=page, layout=layout))


STALE = "*StaleFixtureWarning: case-1 is stale: its layout is that of no recent article of rfi*fixture refresh case-1*"


@pytest.mark.parametrize(
    ("args", "settings"),
    [
        pytest.param(["--newscheck=articles", "tests/pages"], "", id="a dump of the command line"),
        pytest.param(["tests/pages"], "paths = ['articles']\n", id="those of the settings"),
    ],
)
def test_a_stale_page_is_a_warning(pytester: pytest.Pytester, pages: Path, args: list[str], settings: str) -> None:
    old_layout(pytester, pages)
    pytester.path.joinpath("newscheck.toml").write_text(settings)
    # The filters of this run, in which all warnings are errors, would apply.
    result = run(pytester, "-W", "default::newscheck.testing.StaleFixtureWarning", *args)
    assert "failed" not in result.parseoutcomes()
    assert result.parseoutcomes()["warnings"] == 1
    result.stdout.fnmatch_lines([STALE])


def test_a_stale_page_fails_where_warnings_are_errors(pytester: pytest.Pytester, pages: Path) -> None:
    old_layout(pytester, pages)
    pytester.path.joinpath("newscheck.toml").write_text("paths = ['articles']\n")
    result = run(pytester, "-W", "error::newscheck.testing.StaleFixtureWarning", "tests/pages")
    result.assert_outcomes(passed=17, failed=1)
    result.stdout.fnmatch_lines(["case-1 is stale: its layout is that of no recent article of rfi*"])
    assert "Traceback" not in result.stdout.str()


def test_a_stale_page_that_is_kept_has_no_warning(pytester: pytest.Pytester, pages: Path) -> None:
    old_layout(pytester, pages)
    pytester.path.joinpath("newscheck.toml").write_text("paths = ['articles']\n")
    with (pages / "case-1" / "meta.toml").open("a") as meta:
        meta.write("archived = true\n")
    result = run(pytester, "tests/pages")
    result.assert_outcomes(passed=18)
    assert "StaleFixtureWarning" not in result.stdout.str()


def test_a_failure_describes_what_differs(pytester: pytest.Pytester, pages: Path, snapshot_file: Any) -> None:
    extractor(pytester, EXTRACTOR.replace("//p/strong", "//p/em").replace('//p"', '//div[last()]/p"'))
    (pages / "case-1" / "page.html").write_bytes(
        captured_case(1)
        .page.replace(b"<div><p>", b'<section class="body"><p>')
        .replace(b"<div data-selfpromo-app>", b"<div>")
    )
    result = run(pytester)
    text = "\n".join(result.outlines)
    failures = re.sub("[=_-]{3,}", "---", text[text.index("= FAILURES =") : text.index("= short test summary")])
    assert failures == snapshot_file(".txt")


def test_a_new_field_fails_an_item_of_its_own(pytester: pytest.Pytester, pages: Path) -> None:
    extractor(pytester, EXTRACTOR.replace('"url": url,', '"url": url, "author": "海事记者",'))
    result = run(pytester, "-v")
    result.assert_outcomes(passed=16, failed=2)
    result.stdout.fnmatch_lines(["*case-0/page.html::no-other-fields FAILED*", "author appeared", "  + 海事记者"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "message"),
    [
        pytest.param("return {}['title']", "mypkg:parse raised KeyError: 'title'", id="raises"),
        pytest.param("return None", "mypkg:parse gave None", id="returns None"),
        pytest.param("return 'a title'", "mypkg:parse gave a value of type str", id="a wrong type"),
        pytest.param(
            "return {'tree': object()}", "mypkg:parse gave no record: tree is a value of type object*", id="wrong value"
        ),
        pytest.param("while True: pass", "mypkg:parse was still running after 0.3 s", id="loops for ever"),
        pytest.param("import sys; sys.exit(0)", "mypkg:parse raised SystemExit: 0", id="wants to end the process"),
        pytest.param("import os; os._exit(0)", "mypkg:parse ended the process (exit code 0)", id="ends the process"),
    ],
)
def test_a_broken_extractor_fails_the_items_of_its_case_alone(
    pytester: pytest.Pytester, pages: Path, body: str, message: str
) -> None:
    pytester.path.joinpath("other.py").write_text("def parse(page, url):\n    " + body + "\n")
    meta = pages / "case-1" / "meta.toml"
    meta.write_text(meta.read_text("utf-8") + 'extractor = "other:parse"\n', "utf-8")
    with (pytester.path / "tox.ini").open("a") as file:
        file.write("\nnewscheck_time_limit = 0.3\n")
    result = run(pytester)
    result.assert_outcomes(passed=10, failed=8)
    message = message.replace("mypkg", "other")
    result.stdout.fnmatch_lines([message, f"no record: {message} (see *page.html::extractor)"])
    assert "_pytest" not in result.stdout.str()


@pytest.mark.parametrize(
    ("args", "are_own"),
    [
        pytest.param([], True, id="one process for all cases"),
        pytest.param(["--pdb"], False, id="none where somebody steps through it"),
    ],
)
def test_the_process_of_an_extractor(pytester: pytest.Pytester, pages: Path, args: list[str], are_own: bool) -> None:
    extractor(pytester, EXTRACTOR + "import os\nopen(f'imported-by-{os.getpid()}', 'x').close()\n")
    for name in ("case-0", "case-1"):
        with (pages / name / "meta.toml").open("a", encoding="utf-8") as file:
            file.write('extractor = "mypkg:parse"\n')
    run(pytester, *args).assert_outcomes(passed=18)
    (file,) = pytester.path.glob("imported-by-*")
    assert (file.name != f"imported-by-{os.getpid()}") == are_own


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("page.html", None, "no page.html in *case-1", id="no page"),
        pytest.param("page.html", b"", "page.html is empty", id="an empty page"),
        pytest.param("meta.toml", b"url = ", "meta.toml can't be read:*", id="broken meta"),
        pytest.param("meta.toml", b'adress = "x"', "meta.toml: unknown key 'adress'*", id="an unknown key"),
        pytest.param("record.yaml", None, "no record.yaml*", id="no record"),
        pytest.param("record.yaml", b"- a\n", "record.yaml can't be read:*", id="a record that is none"),
    ],
)
def test_a_broken_case_fails_alone(
    pytester: pytest.Pytester, pages: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is None:
        (pages / "case-1" / name).unlink()
    else:
        (pages / "case-1" / name).write_bytes(content)
    result = run(pytester, "-v")
    result.stdout.fnmatch_lines([f"*case-1/page.html::{name} FAILED*", message])
    assert not [line for line in result.outlines if "case-0" in line and "FAILED" in line]


def test_an_unknown_site_fails_the_items_that_need_it(pytester: pytest.Pytester, pages: Path) -> None:
    meta = pages / "case-1" / "meta.toml"
    meta.write_text(meta.read_text("utf-8") + 'site = "rfii"\n', "utf-8")
    result = run(pytester, "-v")
    result.assert_outcomes(passed=16, failed=2)
    result.stdout.fnmatch_lines(["newscheck: unknown site 'rfii'; did you mean 'rfi'?"])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param(
            "newscheck_extractor = mypkg:pars",
            "*no 'pars' in it; did you mean 'parse'?",
            id="typo",
        ),
        pytest.param("newscheck_extractor = mypgk:parse", "*No module named 'mypgk'*", id="module"),
        pytest.param("newscheck_extractor = mypkg.parse", "*'mypkg.parse': wanted MODULE:FUNCTION*", id="form"),
        pytest.param("newscheck_pages = nowhere", "newscheck_pages: no such folder: *nowhere", id="folder"),
        pytest.param("newscheck_time_limit = soon", "newscheck_time_limit: *not 'soon'", id="time"),
    ],
)
def test_a_mistake_in_the_ini_file_ends_the_run_before_it_begins(
    pytester: pytest.Pytester, pages: Path, line: str, message: str
) -> None:
    name = line.partition(" ")[0]
    path = pytester.path / "tox.ini"
    kept = [row for row in path.read_text().splitlines() if not row.startswith(name)]
    path.write_text("\n".join([*kept, line]) + "\n")
    result = run(pytester)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"ERROR: newscheck: {message.replace('[', '[[]')}"])


def test_without_an_extractor_the_cases_fail_with_a_reason(pytester: pytest.Pytester, pages: Path) -> None:
    pytester.makeini("[pytest]\nnewscheck_pages = tests/pages\n")
    result = run(pytester, "-k", "case-0 and extractor")
    result.assert_outcomes(failed=1, deselected=17)
    result.stdout.fnmatch_lines(["newscheck: no extractor: `extractor` in newscheck's settings, or *"])


def test_a_folder_without_cases_never_passes(pytester: pytest.Pytester) -> None:
    pytester.mkdir("pages")
    pytester.makeini("[pytest]\nnewscheck_pages = pages\n")
    result = run(pytester)
    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.stdout.fnmatch_lines(["*no page fixtures in *pages: `newscheck fixture add` makes one*"])
