"""`extractor` in the settings: pages of a dump are read through it, in its own process, and never with --no-code."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from newscheck.article.item_mapping import MAIN_CONTENT
from newscheck.engine.extraction import page_extractor
from newscheck.engine.extraction.named_extractors import load
from newscheck.engine.session import Session
from tests.support.command_line import Done, run, run_process

PAGE = "<!doctype html><html><head><link rel=canonical href=https://a.example/1></head><body><h1>{}</h1></body></html>"
TEXT = "灯塔管理局周五公布了新的航标，渔民合作社表示欢迎，港口的船只将在两个月内更换海图，费用由港口承担。"
RECORD = f"""
    return {{"title": title[4:-5], "url": url, "epoch_ms": 1692194400000, "body": {TEXT!r} * 3,
            "image": "https://a.example/a.jpg", "dateline": "2023-08-16T21:04"}}
"""
CODE = f"""
import re

def parse(page: str, url: str):
    print("a word of the extractor")
    (title,) = re.findall("<h1>.*?</h1>", page)
{RECORD}
"""

NO_ARTICLE = "no article found in the page: leave it out, or set `extractor` to the scraper's own function"


def project(folder: Path, code: str = CODE, name: str = "pages_pkg:parse") -> Path:
    """A project with two pages and an extractor."""
    (folder / "pages_pkg.py").write_text(code)
    (folder / "newscheck.toml").write_text(f'extractor = "{name}"\n')
    (folder / "dump").mkdir(exist_ok=True)
    for number, title in enumerate(("新的航标周五公布", "渡轮公司更换时刻表")):
        (folder / "dump" / f"{number}.html").write_text(PAGE.format(title))
    return folder


def validate(folder: Path, *words: str) -> Done:
    return run("validate", "dump", "--format", "concise", "--now", "2023-09-01", *words, cwd=folder)


def test_pages_become_articles(tmp_path: Path) -> None:
    done = validate(project(tmp_path), "--select", "title-duplicate,title-empty,extractor-failed,url-missing")
    assert (done.code, done.out) == (0, "")
    shown = run("show", "dump/1.html", cwd=tmp_path)
    assert '"title": "渡轮公司更换时刻表"' in shown.out
    assert '"url": "https://a.example/1"' in shown.out


@pytest.mark.parametrize(
    ("code", "message"),
    [
        pytest.param("def parse(page): raise KeyError('title')", "raised KeyError: 'title'", id="it raises"),
        pytest.param("def parse(page): return None", "gave None", id="no record"),
        pytest.param("import os\ndef parse(page): os._exit(3)", "ended the process (exit code 3)", id="it ends"),
    ],
)
def test_a_failure_is_a_finding_for_each_page(tmp_path: Path, code: str, message: str) -> None:
    done = validate(project(tmp_path, code))
    assert done.code == 1
    lines = done.out.splitlines()
    assert [line.partition(" error extractor-failed ")[0] for line in lines] == ["dump/0.html:1:1:", "dump/1.html:1:1:"]
    assert all(message in line for line in lines)
    assert str(tmp_path) not in done.out


@pytest.mark.parametrize(
    ("code", "name", "message"),
    [
        pytest.param("def other(page): pass", "pages_pkg:parse", "no 'parse' in it", id="no such function"),
        pytest.param(
            "raise ValueError('x')", "pages_pkg:parse", "importing pages_pkg raised ValueError: x", id="import"
        ),
        pytest.param("", "no_such_pkg:parse", "No module named 'no_such_pkg'", id="no such module"),
    ],
)
def test_an_extractor_that_cant_be_started_is_a_usage_error(tmp_path: Path, code: str, name: str, message: str) -> None:
    done = validate(project(tmp_path, code, name))
    assert (done.code, done.out) == (2, "")
    assert done.err == f"newscheck: extractor {name}: {message}\n"


def test_an_unknown_built_in_extractor_is_a_usage_error(tmp_path: Path) -> None:
    done = validate(project(tmp_path, name="newscheck:main-contnt"))
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith("unknown extractor 'newscheck:main-contnt'; did you mean 'newscheck:main-content'?\n")


def test_no_code_runs_nothing(tmp_path: Path) -> None:
    project(tmp_path, "open('ran', 'w')")
    done = validate(tmp_path, "--no-code")
    assert done.code == 2
    assert "--no-code: extractor is left out" in done.err
    assert "2 HTML pages (dump/0.html, …)" in done.err
    assert not (tmp_path / "ran").exists()


def test_the_built_in_extractor_is_no_code(tmp_path: Path) -> None:
    project(tmp_path, name=MAIN_CONTENT)
    page = f"<!doctype html><h1>新的航标</h1><p>{TEXT}</p>"
    (tmp_path / "dump" / "0.html").write_text(page)
    done = validate(tmp_path, "--no-code", "--select", "page-without-article")
    assert (done.code, done.out.splitlines()) == (
        1,
        [f"dump/1.html:1:1: error page-without-article {NO_ARTICLE}"],
    )
    assert load(MAIN_CONTENT).run(page.encode()).record == {
        "epoch_ms": None,
        "title": "新的航标",
        "url": None,
        "dateline": None,
        "image": None,
        "images": [],
        "lead": None,
        "paragraphs": [TEXT],
        "body": TEXT,
    }


def test_page_fixtures_are_no_articles(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "tests" / "pages" / "a").mkdir(parents=True)
    (tmp_path / "tests" / "pages" / "a" / "page.html").write_text("<html>")
    session = Session.load({}, file=str(tmp_path / "newscheck.toml"))
    assert sum(1 for _ in session.walk([str(tmp_path)])) >= 2
    done = run("validate", ".", "--now", "2023-09-01", "--select", "extractor-failed", cwd=tmp_path)
    assert (done.code, done.out) == (0, "2 files, no findings\n")


def test_a_changed_source_changes_the_identity_of_results(tmp_path: Path) -> None:
    def identity() -> str:
        return Session.load({"now": 0}, file=str(tmp_path / "newscheck.toml")).cache_identity

    project(tmp_path)
    before = identity()
    assert identity() == before
    project(tmp_path, CODE + "\n# changed\n")
    assert identity() != before
    project(tmp_path, name="no_such_package:parse")
    assert identity() != identity()


def test_it_is_handed_to_another_process_by_its_name() -> None:
    extractor = page_extractor.of_setting("no_such_package:parse", None)
    assert pickle.loads(pickle.dumps(extractor)) is extractor
    assert callable(extractor)
    result = extractor(b"<html>", "")
    assert result.failure == "extractor no_such_package:parse: No module named 'no_such_package'"
    assert extractor(b"<html>", "") == result


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="forks are not those of Windows")
@pytest.mark.parametrize("jobs", [pytest.param("1", id="in this process"), pytest.param("2", id="in workers")])
def test_what_an_extractor_has_started_ends_with_the_run(tmp_path: Path, jobs: str) -> None:
    project(
        tmp_path,
        "import os, time\ndef parse(page):\n    if not os.fork():\n        time.sleep(300)\n    return {}\n",
    )
    for number in range(250):
        (tmp_path / "dump" / f"{number}.html").write_text("<html><p>x")
    # A process that is left keeps the pipes open, for longer than `run_process` waits.
    done = run_process("validate", "dump", "--no-cache", "--jobs", jobs, "-q", cwd=tmp_path)
    assert done.returncode == 1
