"""`newscheck mutants` from outside: messages, saved files and exit codes."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import run_process

from newscheck.fixtures import cases
from newscheck.fixtures.cases import Case
from newscheck.html import structure

PAGE = (Path(__file__).parents[1] / "samples/pages/soup.html").read_bytes()
URL = "https://news.harbour.example/2023/08/16/lisbon.html"
EXTRACTOR = """
from lxml import html

print("noise of an import")


def parse(page, url):
    print("noise of a call")
    tree = html.fromstring(page)
    images = tree.xpath('//div[@class="story__photo"]/img/@src')
    paragraphs = [one.text_content() for one in tree.xpath('//div[@class="story__body"]/p')]
    return {"title": tree.xpath("//h1")[-1].text, "image": images[0] if images else None, "paragraphs": paragraphs}


def failing(page, url):
    raise KeyError("story")


def exits(page, url):
    import os
    os._exit(0)


def slow(page, url):
    import time
    time.sleep(60)
"""
GBK = (Path(__file__).parents[1] / "samples/pages/table.html").read_text("utf-8").encode("gb2312")


def run(folder: Path, *args: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    return run_process("mutants", *args, cwd=folder, **{"COLUMNS": "100", **env})


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A scraper's repository with two page fixtures."""
    (tmp_path / "scraper.py").write_text(EXTRACTOR)
    (tmp_path / "newscheck.toml").write_text('extractor = "scraper:parse"\npages = "pages"\n')
    for name, page in (("lisbon", PAGE), ("hedland", PAGE.replace("里斯本".encode(), "海德兰".encode()))):
        case = Case(name, page, f"{URL}?{name}", 1692220000000, layout=structure.to_text(page.decode()), record={})
        cases.save(tmp_path / "pages" / name, case)
    return tmp_path


def test_the_table_the_survivors_and_the_score(project: Path) -> None:
    result = run(project, "--watch", "rules", "--now", "2023-09-15")
    assert result.returncode == 1, result.stderr
    lines = result.stdout.splitlines()
    assert "  classes-hashed                 0       2         0  rules 2 (body-empty)" in lines
    assert "  lead-lost                      2       0         0" in lines
    assert lines.index("") < lines.index("content is lost or false    robust  killed  survived  killed by")
    assert "image-dropped  The lead image is missing" in lines
    assert "    image vanished" in lines
    assert "noise" not in result.stdout
    assert "noise of a call" in result.stderr
    assert lines[-1].startswith("56 mutants of 2 pages: ")
    assert max(map(len, lines)) <= 100


def test_the_stored_structure_is_a_witness_by_default(project: Path) -> None:
    result = run(project, "--select", "classes-*,figure-*", "--ignore", "classes-stripped", "--format", "json")
    parsed = json.loads(result.stdout)
    assert {entry["mutant"] for entry in parsed["fates"]} == {"classes-hashed", "figure-wrapped"}
    assert parsed["score"] == {"mutants": 4, "robust": 0, "killed": 4, "survived": 0}
    assert parsed["killers"] == {"rules": 2, "layout": 2}
    assert result.returncode == 0


def test_survivors_are_saved_as_fixtures(project: Path) -> None:
    args = ("lisbon", "--watch", "rules", "--select", "figure-wrapped,image-dropped", "--save", "survivors")
    assert run(project, *args).returncode == 1
    names = ("figure-wrapped", "image-dropped")
    neutral, harming = (cases.load(project / "survivors" / f"lisbon-{name}") for name in names)
    assert neutral.record is not None
    assert neutral.record["image"] == "https://img.harbour.example/2023/lisbon.jpg"
    assert (neutral.url, neutral.extractor) == (f"{URL}?lisbon", "scraper:parse")
    assert b"<figure>" in neutral.page
    assert neutral.faults == {}
    assert harming.record is None


def test_a_single_page_in_an_old_encoding(project: Path) -> None:
    (project / "dam.html").write_bytes(GBK)
    (project / "old.py").write_text(
        "from lxml import html\n\n\ndef parse(page: bytes):\n    tree = html.fromstring(page)\n"
        "    return {'title': tree.findtext('.//h1'), 'paragraphs': [p.text for p in tree.iter('p')]}\n"
    )
    args = ("dam.html", "--url", URL, "-x", "old:parse", "--select", "white-space-added,mojibake", "--format", "json")
    result = run(project, *args)
    by_mutant = {entry["mutant"]: entry for entry in json.loads(result.stdout)["fates"]}
    assert by_mutant["white-space-added"]["outcome"] == "robust"
    assert "body-mojibake" in by_mutant["mojibake"]["rules"]


def test_a_page_on_which_the_extractor_fails_is_reported_and_the_others_are_tried(project: Path) -> None:
    meta = project / "pages" / "lisbon" / "meta.toml"
    meta.write_text(meta.read_text() + 'extractor = "scraper:failing"\n')
    result = run(project, "--select", "white-space-added")
    assert result.returncode == 1
    assert "lisbon: no mutants, the page itself fails: scraper:failing raised KeyError: 'story'" in result.stdout
    assert result.stdout.endswith("1 mutant of 1 page: 1 robust, 0 killed, 0 survived, 1 page failed\n")


def test_an_extractor_that_ends_its_process_fails_its_page_and_the_others_are_tried(project: Path) -> None:
    meta = project / "pages" / "lisbon" / "meta.toml"
    meta.write_text(meta.read_text() + 'extractor = "scraper:exits"\n')
    result = run(project, "--select", "white-space-added")
    assert result.returncode == 1
    assert "lisbon: no mutants, the page itself fails: scraper:exits ended the process (exit code 0)" in result.stdout
    assert result.stdout.endswith("1 mutant of 1 page: 1 robust, 0 killed, 0 survived, 1 page failed\n")


def test_a_mutant_on_which_the_extractor_ends_its_process_is_killed_by_it(project: Path) -> None:
    (project / "other.py").write_text(
        "import os\nfrom scraper import parse as usual\n\n\ndef parse(page, url):\n"
        "    made = usual(page, url)\n    return made if made['image'] else os._exit(0)\n"
    )
    result = run(project, "-x", "other:parse", "--select", "image-dropped,white-space-added", "--format", "json")
    parsed = json.loads(result.stdout)
    assert {entry["failure"] for entry in parsed["fates"] if entry["mutant"] == "image-dropped"} == {
        "other:parse ended the process (exit code 0)"
    }
    assert {entry["outcome"] for entry in parsed["fates"] if entry["mutant"] == "white-space-added"} == {"robust"}


def test_a_stale_structure_is_reported(project: Path) -> None:
    (project / "pages" / "lisbon" / "layout.txt").write_text("another\n")
    result = run(project, "lisbon", "--select", "figure-wrapped")
    assert result.returncode == 1
    assert "lisbon: layout.txt is not that of the page, so that it detects nothing" in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("args", "words"),
    [
        pytest.param(["--select", "image-droped"], "did you mean 'image-dropped'?", id="an unknown mutation"),
        pytest.param(["--ignore", "epoch-shifted"], "of a feed or a file, not of a page", id="not of pages"),
        pytest.param(["nowhere"], "no such case: nowhere", id="no such case"),
        pytest.param(["nowhere.html"], "can't read nowhere.html", id="no such page"),
        pytest.param(["--url", URL], "--url is for a single .html file", id="a URL for fixtures"),
        pytest.param(["-x", "scraper:pars"], "did you mean 'parse'?", id="no such extractor"),
        pytest.param(["--site", "rfj"], "did you mean 'rfi'?", id="no such site"),
        pytest.param(["--save", "newscheck.toml"], "can't write", id="a file in the place of the folder"),
        pytest.param(["broken"], "no page.html", id="a case without a page"),
    ],
)
def test_a_mistake_is_one_line(project: Path, args: list[str], words: str) -> None:
    (project / "pages" / "broken").mkdir()
    (project / "pages" / "broken" / "meta.toml").write_text('url = "https://e.example/"\n')
    result = run(project, *(args if args[0] in ("broken", "nowhere", "nowhere.html") else ["lisbon", *args]))
    lines = [line for line in result.stderr.splitlines() if not line.startswith("noise")]
    assert result.returncode == 2, result
    assert len(lines) == 1, lines
    assert words in lines[0]
    assert result.stdout == ""


def test_without_an_extractor_there_is_nothing_to_try(project: Path) -> None:
    (project / "newscheck.toml").write_text('pages = "pages"\n')
    result = run(project)
    assert result.returncode == 2
    assert "no extractor: --extractor MODULE:FUNCTION" in result.stderr


@pytest.mark.slow
def test_ctrl_c_is_quiet(project: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "newscheck", "mutants", "-x", "scraper:slow", "--limit", "50"],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert "noise" in process.stderr.readline()
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    out, rest = process.communicate(timeout=20)
    assert (process.returncode, out, rest) == (130, "", "")
