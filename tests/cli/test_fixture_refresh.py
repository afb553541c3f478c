"""`newscheck fixture refresh`, and stale cases in `fixture rerun` and `mutants`, from outside."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from command_line import run_process

URL = "https://eel.example/{}"
TEXT = "<p>海事法庭公布了协定的全部条文。</p><p>渔民合作社表示欢迎，同时要求增加近海的巡逻船只。</p>"
PAGE = (
    "<!doctype html><html><head><link rel=canonical href='{url}'></head>"
    "<body><h1>{title}</h1><div class='{box}'>" + TEXT + "</div></body></html>"
)
EXTRACTOR = """
from lxml import html

def parse(page):
    tree = html.fromstring(page)
    return {"title": tree.findtext(".//h1"), "paragraphs": [p.text for p in tree.xpath("//div[@class='story']/p")]}

def fails(page):
    raise KeyError("story")
"""


def run(*args: str, cwd: Path, stdin: str = "") -> tuple[int, str, str]:
    done = run_process(*args, cwd=cwd, stdin=stdin, COLUMNS="100")
    return done.returncode, done.stdout, done.stderr


def page(number: int, *, box: str = "story", title: str = "题") -> str:
    return PAGE.format(url=URL.format(number), title=title, box=box)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A scraper's repository with a case that was saved in 2021."""
    (tmp_path / "scraper.py").write_text(EXTRACTOR)
    (tmp_path / "newscheck.toml").write_text("extractor = 'scraper:parse'\npages = 'pages'\npaths = ['dump']\n")
    (tmp_path / "old.html").write_text(page(1))
    code, _, err = run("fixture", "add", "old.html", "--fetched", "2021-03-02", "--name", "pier", cwd=tmp_path)
    assert code == 0, err
    (tmp_path / "dump").mkdir()
    return tmp_path


def files(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project / "pages" / "pier").iterdir()}


def meta(project: Path) -> dict[str, Any]:
    return tomllib.loads((project / "pages" / "pier" / "meta.toml").read_text("utf-8"))


@pytest.mark.slow
def test_a_page_that_is_cut_off_is_taken_only_if_accepted(project: Path) -> None:
    before = files(project)
    (project / "new.html").write_text(page(2, title="新").partition("</div>")[0])
    code, out, err = run("fixture", "refresh", "pier", "--from", "new.html", cwd=project)
    assert (code, err) == (1, "")
    assert out.splitlines()[-1].startswith("  cut off: the page has no `</html>`")
    assert files(project) == before
    assert run("fixture", "refresh", "pier", "--from", "new.html", "--accept", cwd=project)[0] == 0
    assert files(project) != before


def test_a_case_without_a_name(project: Path) -> None:
    code, out, err = run("fixture", "refresh", "", "--from", "new.html", cwd=project)
    assert (code, out) == (2, "") and "an empty name" in err


@pytest.mark.slow
@pytest.mark.parametrize("name", ["pier", "pages/pier"])
def test_a_newer_page_replaces_the_old_one(project: Path, name: str) -> None:
    (project / "new.html").write_text(page(2, title="新"))
    os.utime(project / "new.html", (1_692_213_306, 1_692_213_306))
    code, out, err = run("fixture", "refresh", name, "--from", "new.html", cwd=project)
    assert (code, err) == (0, "")
    assert out.splitlines()[:4] == ["pages/pier", "  title changed", "    - 题", "    + 新"]
    assert files(project)["page.html"].decode() == page(2, title="新")
    assert (meta(project)["url"], str(meta(project)["fetched"])) == (URL.format(2), "2023-08-16 19:15:06+00:00")
    assert run("fixture", "rerun", cwd=project)[:2] == (0, "pages/pier\n  unchanged: title, paragraphs\n")


@pytest.mark.slow
def test_a_page_with_which_the_record_loses_a_field_is_taken_only_where_that_is_accepted(project: Path) -> None:
    before = files(project)
    (project / "new.html").write_text(page(2, box="article-text"))
    code, out, _ = run("fixture", "refresh", "pier", "--from", "new.html", cwd=project)
    assert code == 1
    assert "  paragraphs changed: 0 entries instead of 2\n" in out
    assert "    renamed: div.story (around the text) is now div.article-text\n" in out
    assert "  lost: paragraphs had a value, and has none on the newer page: mend the extractor, or take" in out
    assert files(project) == before
    assert run("fixture", "refresh", "pier", "--from", "new.html", "--accept", cwd=project)[0] == 0
    assert files(project)["page.html"].decode() == page(2, box="article-text")


@pytest.mark.slow
def test_a_page_on_which_the_extractor_fails_is_not_taken(project: Path) -> None:
    before = files(project)
    (project / "new.html").write_text(page(2))
    args = ("fixture", "refresh", "pier", "--from", "new.html", "--accept", "-x", "scraper:fails")
    code, out, _ = run(*args, cwd=project)
    assert (code, out.splitlines()[:2]) == (1, ["pages/pier", "  scraper:fails raised KeyError: 'story'"])
    assert files(project) == before


@pytest.mark.slow
def test_a_newer_page_from_stdin(project: Path) -> None:
    html = page(2, title="新").replace("canonical", "next")
    args = ("fixture", "refresh", "pier", "--from", "-", "--url", URL.format(3), "--fetched", "2023-08-16")
    assert run(*args, cwd=project, stdin=html)[0] == 0
    assert (meta(project)["url"], str(meta(project)["fetched"])) == (URL.format(3), "2023-08-16 00:00:00+00:00")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("args", "words"),
    [
        pytest.param(["pier"], "Missing option '--from'", id="no page"),
        pytest.param(["--from", "new.html"], "Missing argument 'CASE'", id="no case"),
        pytest.param(["pier", "--from", ""], "an empty name", id="an empty name"),
        pytest.param(["tea", "--from", "new.html"], "no such case: tea", id="an unknown case"),
        pytest.param(["pages", "--from", "new.html"], "a folder of 2 cases; name one of them", id="several cases"),
        pytest.param(["pier", "--from", "none.html"], "can't read none.html", id="no such page"),
        pytest.param(["pier", "--from", "old.html"], "that is the page that it has", id="the same page"),
        pytest.param(["pier", "--from", "tea.html"], "is of tea.example, the case of eel.example", id="publisher"),
        pytest.param(["pier", "--from", "two.jsonl"], "two.jsonl: 2 articles; give one of them", id="several articles"),
        pytest.param(["pier", "--from", "two.jsonl:3"], "no article in two.jsonl:3", id="no such line"),
        pytest.param(["pier", "--from", "two.jsonl:1", "--url", "https://a.example"], "for saved pages", id="--url"),
        pytest.param(["pier", "--from", "new.html", "--url", "eel"], "eel", id="an address that is none"),
        pytest.param(["pier", "--from", "new.html", "--fetched", "soon"], "'soon' is neither a time", id="a time"),
        pytest.param(["pier", "--from", "new.html", "-x", "none:parse"], "none", id="an unknown extractor"),
        pytest.param(["pier", "--from", "new.html", "--site", "none"], "none", id="an unknown site"),
        pytest.param(["pier", "--from", "new.html", "--limit", "0"], "0", id="no time"),
        pytest.param(["pier", "--from", URL.format(9)], "not in dump", id="an address that no dump has"),
    ],
)
def test_mistakes_have_one_line_and_change_nothing(project: Path, args: list[str], words: str) -> None:
    (project / "new.html").write_text(page(2))
    (project / "tea.html").write_text(page(2).replace("eel.example", "tea.example"))
    item = {"title": "题", "url": URL.format(4), "html": "<p>甲</p>"}
    (project / "two.jsonl").write_text(f"{json.dumps(item)}\n" * 2)
    (project / "dump" / "1.jsonl").write_text(json.dumps(item))
    run("fixture", "add", "new.html", cwd=project)
    before = files(project)
    code, out, err = run("fixture", "refresh", *args, cwd=project)
    assert (code, out) == (2, ""), err
    assert words in err
    assert "Traceback" not in err
    assert files(project) == before


@pytest.mark.slow
def test_without_an_extractor(project: Path) -> None:
    (project / "new.html").write_text(page(2))
    (project / "newscheck.toml").write_text("pages = 'pages'\n")
    code, _, err = run("fixture", "refresh", "pier", "--from", "new.html", cwd=project)
    assert (code, err) == (
        2,
        "newscheck: pier: no extractor: -x MODULE:FUNCTION, or `extractor` in the settings\n",
    )


@pytest.mark.slow
@pytest.mark.parametrize("box", ["story", "article-text"])
def test_stale_cases_are_told(project: Path, box: str) -> None:
    for number in range(2, 5):
        (project / "dump" / f"{number}.html").write_text(page(number, box=box))
    code, out, _ = run("fixture", "rerun", cwd=project)
    stale = "  warning: stale: its layout is that of no recent article of eel.example; of the 3 recent articles ("
    assert (code, stale in out) == (0, box != "story")
    assert ("  with a newer page: newscheck fixture refresh pier --from PAGE\n" in out) == (box != "story")
    _, out, _ = run("mutants", cwd=project)
    assert (", 1 untested layout" in out.splitlines()[-1]) == (box != "story")
    _, out, _ = run("mutants", "--format", "json", cwd=project)
    assert [entry["case"] for entry in json.loads(out)["untested_layouts"]] == ["pier"] * (box != "story")
