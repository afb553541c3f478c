"""`newscheck fixture add` and `rerun` from outside: files, messages and exit codes."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from newscheck import cli
from newscheck.fixtures import cases
from newscheck.synthetic import specimen
from newscheck.text import record_yaml
from newscheck.text.width import cell_width

URL = "https://www.rfi.fr/cn/国际/20230816-海上救援"
TITLE = "海上救援协定周五开始生效"
PARAGRAPHS = [
    "外交部发言人周一宣布推迟新的渔业配额，下一次会议定于九月中旬举行。",
    "气象学家警告不要忽视森林火灾的赔偿标准。",
]
PAGE = (
    "<!doctype html><html><head>{head}</head><body><div class='article'><h1>" + TITLE + "</h1>"
    "<div class='body'>" + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS) + "</div></div></body></html>"
)
CANONICAL = PAGE.format(head=f"<link rel=canonical href='{URL}'>")

#: Extractors of all kinds. Their output must not appear on stdout.
SCRAPER = """
import time
from lxml import html

print("imported")

def parse(page):
    print("parsing")
    tree = html.fromstring(page)
    return {"title": tree.findtext(".//h1"), "paragraphs": [one.text_content() for one in tree.iter("p")]}

def parse_anew(page):
    return {**parse(page), "title": "新", "lead": "导语" * 60, "paragraphs": parse(page)["paragraphs"][1:]}

def with_clock(page):
    return {**parse(page), "fetched_at": time.time(), "run": str(time.perf_counter_ns())}

def fails(page):
    raise ValueError("no \\x1b[31mtitle")

calls = 0

def fails_each_second_time(page):
    global calls
    calls += 1
    return parse(page) if calls % 2 else None

def loops(page):
    while True:
        pass

def no_record(page):
    return [parse(page), parse(page)]

def exits(page):
    import os
    os._exit(0)

def hostile(page):
    return {"title": "\\x1b[31m红\\u202e", "half": "\\ud83d", "\\x1b[0m": 1}

class Rfi:
    def parse(self, page):
        return parse(page)
"""


class Result(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Result]


class _Exit(BaseException):
    pass


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """The command in a fresh folder with the module `scraper`: all of a process except its start and its end."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (tmp_path / "scraper.py").write_text(SCRAPER)

    def end(code: int) -> None:
        raise _Exit(code)

    def invoke(*args: str, stdin: bytes = b"") -> Result:
        capfd.readouterr()
        monkeypatch.setattr(os, "_exit", end)
        monkeypatch.setattr(sys, "argv", ["newscheck", "fixture", *args])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises((_Exit, SystemExit)) as ended:
            cli.main()
        return Result(ended.value.args[0], *capfd.readouterr())

    yield invoke
    sys.modules.pop("scraper", None)


def one_line(result: Result, *words: str) -> None:
    """A usage error: nothing on stdout, one line on stderr, exit code 2."""
    assert (result.code, result.out) == (2, ""), result
    lines = [line for line in result.err.splitlines() if line not in ("imported", "parsing")]
    assert len(lines) == 1, result.err
    assert lines[0].startswith("newscheck: ")
    assert "Traceback" not in lines[0]
    for word in words:
        assert word in lines[0]


def meta(folder: str | Path) -> dict[str, Any]:
    return tomllib.loads((Path(folder) / "meta.toml").read_text("utf-8"))


def record(folder: str | Path) -> dict[str, Any]:
    return record_yaml.read((Path(folder) / "record.yaml").read_text("utf-8"))


def write(path: str, data: str | bytes) -> str:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize(
    ("head", "args", "url"),
    [
        pytest.param(f"<link rel=canonical href='{URL}'>", [], URL, id="canonical"),
        pytest.param("", ["--url", URL], URL, id="--url"),
        pytest.param("<link rel=canonical href='https://x.example/'>", ["--url", URL], URL, id="--url before the page"),
    ],
)
def test_a_saved_page(run: Run, head: str, args: list[str], url: str) -> None:
    write("saved page.html", PAGE.format(head=head))
    os.utime("saved page.html", (1_692_213_306, 1_692_213_306))
    result = run("add", "saved page.html", "-x", "scraper:parse", *args)
    assert (result.code, result.out) == (0, "tests/pages/saved-page\n"), result.err
    folder = Path("tests/pages/saved-page")
    assert sorted(os.listdir(folder)) == ["layout.txt", "meta.toml", "page.html", "record.yaml"]
    assert (folder / "page.html").read_bytes() == Path("saved page.html").read_bytes()
    assert meta(folder)["url"] == url
    assert (folder / "meta.toml").read_text("utf-8").splitlines()[1] == "fetched = 2023-08-16T19:15:06.000Z"
    assert record(folder) == {"title": TITLE, "paragraphs": PARAGRAPHS}
    assert "div.body (around the text)" in (folder / "layout.txt").read_text("utf-8")
    assert f"newscheck: saved-page: {url}, a record of 2 fields (title, paragraphs)\n" in result.err


def test_nothing_but_the_folders_is_on_stdout(run: Run) -> None:
    write("a.html", CANONICAL)
    result = run("add", "a.html", "-x", "scraper:parse")
    assert result.out == "tests/pages/a\n"
    assert result.err.count("parsing") == 2
    result = run("rerun", "-x", "scraper:parse")
    assert result.out == "tests/pages/a\n  unchanged: title, paragraphs\n"
    assert "parsing" in result.err


@pytest.mark.parametrize(
    ("args", "name"),
    [
        pytest.param([], "20230816-海上救援", id="the end of the address"),
        pytest.param(["--name", "救援/1"], "救援-1", id="--name"),
        pytest.param(["--name", "_x"], "x", id="a name that would be hidden"),
    ],
)
def test_stdin(run: Run, args: list[str], name: str) -> None:
    before = time.time()
    result = run("add", "-", "-x", "scraper:parse", *args, stdin=CANONICAL.encode())
    assert (result.code, result.out) == (0, f"tests/pages/{name}\n"), result.err
    assert meta(f"tests/pages/{name}")["fetched"].timestamp() == pytest.approx(before, abs=30)


def test_when_a_page_was_fetched(run: Run) -> None:
    write("a.html", CANONICAL)
    assert run("add", "a.html", "--fetched", "2023-08-16T21:04:00Z").code == 0
    assert meta("tests/pages/a")["fetched"].isoformat() == "2023-08-16T21:04:00+00:00"


@pytest.mark.parametrize("front", [False, True], ids=["dump", "front matter"])
def test_a_dump_file_without_an_extractor(run: Run, front: bool) -> None:
    write("rfi/1048575.md", specimen.render({"title": TITLE, "front": front}))
    result = run("add", "rfi/1048575.md")
    assert (result.code, result.out) == (0, "tests/pages/1048575\n"), result.err
    written = record("tests/pages/1048575")
    assert written["title"] == TITLE
    assert "body" not in written
    assert meta("tests/pages/1048575")["title"] == TITLE
    assert meta("tests/pages/1048575")["url"] == written["url"]
    page = (Path("tests/pages/1048575") / "page.html").read_text("utf-8")
    assert page.startswith("<div>16/08/2023 - 21:04</div><img")
    assert "<!--" not in page


def test_a_dump_file_with_an_extractor(run: Run) -> None:
    write("1.md", specimen.render({"paragraphs": PARAGRAPHS}))
    assert run("add", "1.md", "-x", "scraper:parse").code == 0
    assert record("tests/pages/1")["paragraphs"][1:] == PARAGRAPHS


def items(number: int) -> str:
    rows = [{"title": f"题{i}", "url": f"{URL}-{i}", "html": f"<p>{PARAGRAPHS[0]}{i}</p>"} for i in range(number)]
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n"


@pytest.mark.parametrize("line", [1, 2, 3])
def test_a_line_of_json_lines(run: Run, line: int) -> None:
    write("feed.jsonl", items(3))
    result = run("add", f"feed.jsonl:{line}")
    assert (result.code, result.out) == (0, f"tests/pages/题{line - 1}\n"), result.err
    assert meta(f"tests/pages/题{line - 1}")["url"] == f"{URL}-{line - 1}"


def test_all_lines_of_json_lines(run: Run) -> None:
    write("feed.jsonl", items(3))
    assert run("add", "feed.jsonl").out == "tests/pages/题0\ntests/pages/题1\ntests/pages/题2\n"


@pytest.mark.parametrize("at", [0, 1, 2])
def test_an_address_in_the_configured_dumps(run: Run, at: int) -> None:
    write("newscheck.toml", "paths = ['dump']\n")
    write("dump/feed.jsonl", items(3))
    write("elsewhere/feed.jsonl", items(5))
    result = run("add", f"{URL}-{at}")
    assert (result.code, result.out) == (0, f"tests/pages/题{at}\n"), result.err
    one_line(
        run("add", f"{URL}-4"), "not in dump", "newscheck fetches nothing", f"curl '{URL}-4' |", f"--url '{URL}-4'"
    )


def test_several_sources(run: Run) -> None:
    write("a.html", CANONICAL)
    write("b.HTM", CANONICAL)
    write("feed.jsonl", items(2))
    result = run("add", "a.html", "b.HTM", "feed.jsonl:2", "-x", "scraper:parse", "--pages", "cases")
    assert (result.code, result.out) == (0, "cases/a\ncases/b\ncases/题1\n")


def test_nothing_is_written_where_one_of_several_fails(run: Run) -> None:
    write("a.html", CANONICAL)
    write("b.html", "")
    one_line(run("add", "a.html", "b.html", "-x", "scraper:parse"), "b.html: the page is empty")
    assert not Path("tests").exists()


def test_a_case_that_is_there(run: Run) -> None:
    write("a.html", CANONICAL)
    assert run("add", "a.html", "-x", "scraper:parse").code == 0
    before = {path: path.read_bytes() for path in Path("tests/pages/a").iterdir()}
    one_line(run("add", "a.html", "-x", "scraper:parse_anew"), "tests/pages/a exists", "--update", "--name")
    assert {path: path.read_bytes() for path in Path("tests/pages/a").iterdir()} == before
    assert run("add", "a.html", "-x", "scraper:parse_anew", "--update").code == 0
    assert record("tests/pages/a")["title"] == "新"
    assert run("add", "a.html", "-x", "scraper:parse", "--name", "b").out == "tests/pages/b\n"


def test_update_leaves_files_that_are_the_same_and_the_extractor_of_the_case(run: Run) -> None:
    write("a.html", CANONICAL)
    run("add", "a.html", "-x", "scraper:parse")
    for path in Path("tests/pages/a").iterdir():
        os.utime(path, (1, 1))
    assert run("add", "a.html", "--update").code == 0
    assert {path.name for path in Path("tests/pages/a").iterdir() if path.stat().st_mtime != 1} == set()
    assert meta("tests/pages/a")["extractor"] == "scraper:parse"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("extractor", "message", "names"),
    [
        pytest.param("with_clock", "fetched_at, run differs from run to run", ["title", "paragraphs"], id="clock"),
        pytest.param(
            "fails", "a: scraper:fails raised ValueError: no \\x1b[31mtitle; so there is no", None, id="fails"
        ),
        pytest.param(
            "fails_each_second_time", "gave None; so there is no record.yaml yet", None, id="each second time"
        ),
        pytest.param("no_record", "gave 2 records; so there is no", None, id="several"),
        pytest.param("loops", "loops was still running after 0.2 s; so there is no", None, id="loops"),
        pytest.param("hostile", "(title, half, \\x1b[0m)", ["title", "half", "\x1b[0m"], id="hostile"),
    ],
)
def test_what_the_extractor_gives(run: Run, extractor: str, message: str, names: list[str] | None) -> None:
    write("a.html", CANONICAL)
    result = run("add", "a.html", "-x", f"scraper:{extractor}", "--limit", "0.2")
    assert (result.code, result.out) == (0, "tests/pages/a\n")
    assert message in result.err
    assert "\x1b" not in result.err
    assert "Traceback" not in result.err
    case = cases.load(Path("tests/pages/a"))
    assert (None if case.record is None else sorted(case.record)) == (None if names is None else sorted(names))
    again = run("rerun", "-x", f"scraper:{extractor}", "--limit", "0.2")
    assert again.code == (1 if names is None else 0), again
    assert "\x1b" not in again.out


@pytest.mark.slow
def test_an_extractor_that_ends_its_process_is_a_failure_of_that_case(run: Run) -> None:
    for name in "ab":
        write(f"{name}.html", CANONICAL)
    result = run("add", "a.html", "b.html", "-x", "scraper:exits")
    assert (result.code, result.out) == (1, "tests/pages/a\ntests/pages/b\n")
    failure = "scraper:exits ended the process (exit code 0)"
    for name in "ab":
        assert f"newscheck: {name}: {failure}; so there is no record.yaml yet\n" in result.err
    assert run("add", "b.html", "-x", "scraper:parse", "--update").code == 0
    result = run("rerun")
    assert result.code == 1
    assert result.out == (f"tests/pages/a\n  {failure}\ntests/pages/b\n  unchanged: title, paragraphs\n")


def test_a_module_that_ends_its_process_is_reported_in_one_line(run: Run) -> None:
    write("a.html", CANONICAL)
    write("leaving.py", "import os\nos._exit(0)\n")
    one_line(
        run("add", "a.html", "-x", "leaving:parse"),
        "extractor leaving:parse: importing it ended the process (exit code 0)",
    )
    assert not Path("tests").exists()


def test_the_record_of_the_dump_stays_where_the_extractor_fails(run: Run) -> None:
    write("1.md", specimen.render({"title": TITLE}))
    result = run("add", "1.md", "-x", "scraper:fails")
    assert "record.yaml is what it should give" in result.err
    assert record("tests/pages/1")["title"] == TITLE


def test_without_an_extractor_there_is_no_record(run: Run) -> None:
    write("a.html", CANONICAL)
    result = run("add", "a.html")
    assert result.code == 0
    assert "newscheck: a: no extractor, so there is no record.yaml yet\n" in result.err
    assert "no record\n" in result.err
    assert sorted(os.listdir("tests/pages/a")) == ["layout.txt", "meta.toml", "page.html"]


def test_a_page_in_gbk(run: Run) -> None:
    page = CANONICAL.replace("<head>", "<head><meta charset=gbk>").encode("gbk")
    write("a.html", page)
    assert run("add", "a.html", "-x", "scraper:parse").code == 0
    assert Path("tests/pages/a/page.html").read_bytes() == page
    assert record("tests/pages/a")["title"] == TITLE
    assert meta("tests/pages/a")["url"] == URL


def test_settings_of_the_project(run: Run) -> None:
    write("newscheck.toml", "extractor = 'scraper:parse'\npages = 'cases'\nsite = 'rfi'\n")
    write("below/a.html", CANONICAL)
    assert run("add", "below/a.html").out == "cases/a\n"
    assert meta("cases/a")["site"] == "rfi"
    assert run("rerun").out == "cases/a\n  unchanged: title, paragraphs\n"
    assert run("rerun", "a").code == 0
    assert run("rerun", "-x", "scraper:parse_anew").code == 1


@pytest.mark.slow
def test_an_extractor_that_is_not_the_configured_one_is_that_of_the_case(run: Run) -> None:
    write("newscheck.toml", "extractor = 'scraper:parse'\n")
    write("a.html", CANONICAL)
    run("add", "a.html", "-x", "scraper:parse")
    assert "extractor" not in meta("tests/pages/a")
    run("add", "a.html", "-x", "scraper:parse_anew", "--update")
    assert meta("tests/pages/a")["extractor"] == "scraper:parse_anew"
    before = Path("tests/pages/a/record.yaml").read_bytes()
    run("add", "a.html", "--update")
    assert Path("tests/pages/a/record.yaml").read_bytes() == before
    assert run("rerun").code == 0


def test_a_case_whose_extractor_is_gone_does_not_hide_the_others(run: Run) -> None:
    for name in "ab":
        write(f"{name}.html", CANONICAL)
        run("add", f"{name}.html", "--name", f"case-{name}", "-x", "scraper:parse")
    write("tests/pages/case-a/meta.toml", f"url = '{URL}'\nextractor = 'gone:parse'\n")
    result = run("rerun")
    assert result.code == 2
    assert "case-a: extractor gone:parse: No module named 'gone'" in result.err
    assert "tests/pages/case-b" in result.out


def test_a_name_that_is_given_is_reported(run: Run) -> None:
    write("a.html", CANONICAL)
    assert "newscheck: mine: " in run("add", "a.html", "--name", "mine").err


def test_the_extractor_of_a_case_goes_before_that_of_the_project(run: Run) -> None:
    write("newscheck.toml", "extractor = 'scraper:parse'\n")
    write("a.html", CANONICAL)
    run("add", "a.html")
    with open("tests/pages/a/meta.toml", "a") as file:
        file.write('extractor = "scraper:parse_anew"\n')
    assert run("rerun").code == 1
    assert run("rerun", "-x", "scraper:parse").code == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("args", "words"),
    [
        pytest.param(["add"], ["Missing argument 'URL_OR_FILE...'"], id="nothing"),
        pytest.param(["ad", "a.html"], ["No such command 'ad'"], id="command"),
        pytest.param(["add", "nowhere.html"], ["can't read nowhere.html: no such file"], id="no page"),
        pytest.param(["add", "nowhere.md"], ["no such file: nowhere.md"], id="no dump file"),
        pytest.param(["add", "folder.html"], ["can't read folder.html: is a directory"], id="a folder for a page"),
        pytest.param(["add", "dump"], ["a folder: dump"], id="a folder"),
        pytest.param(["add", "empty.html"], ["empty.html: the page is empty"], id="empty page"),
        pytest.param(["add", "-"], ["stdin: the page is empty"], id="empty stdin"),
        pytest.param(["add", "picture.html"], ["picture.html: not HTML"], id="a picture for a page"),
        pytest.param(["add", "text.html"], ["text.html: not HTML"], id="text for a page"),
        pytest.param(["add", "nul.html"], ["nul.html: not HTML"], id="NUL for a page"),
        pytest.param(
            ["add", "plain.html"], ["plain.html: the page doesn't say", "--url"], id="a page without an address"
        ),
        pytest.param(["add", "empty.md"], ["no article in empty.md"], id="empty dump file"),
        pytest.param(["add", "picture.md"], ["no article in picture.md"], id="a picture for a dump file"),
        pytest.param(["add", "feed.jsonl:9"], ["no article in feed.jsonl:9"], id="no such line"),
        pytest.param(["add", "bare.jsonl"], ["bare.jsonl: the article has no HTML"], id="an item without HTML"),
        pytest.param(["add", "twins.jsonl"], ["several articles would have one name", "--name"], id="one name for two"),
        pytest.param(["add", "a.html", "b.html", "--name", "x"], ["--name and --url are for one"], id="--name for two"),
        pytest.param(["add", "a.html", "b.html", "--url", URL], ["--name and --url are for one"], id="--url for two"),
        pytest.param(
            ["add", "feed.jsonl:1", "--url", URL], ["--url and --fetched are for saved"], id="--url of a dump"
        ),
        pytest.param(
            ["add", "feed.jsonl:1", "--fetched", "1970-01-01"], ["--url and --fetched are for saved"], id="--fetched"
        ),
        pytest.param(["add", "a.html", "--url", "rfi.fr"], ["--url", "'rfi.fr' is no address"], id="--url"),
        pytest.param(["add", "a.html", "--fetched", "soon"], ["--fetched", "'soon'"], id="--fetched soon"),
        pytest.param(["add", "a.html", "--limit", "0"], ["--limit"], id="no time"),
        pytest.param(["add", "a.html", "--limit", "nan"], ["--limit", "nan"], id="no number"),
        pytest.param(["add", "a.html", "--limit", "inf"], ["--limit"], id="no end"),
        pytest.param(["add", "a.html", "--limit", "x"], ["--limit"], id="a word for a number"),
        pytest.param(["add", "a.html", "--site", "rif"], ["unknown site 'rif'", "'rfi'"], id="site"),
        pytest.param(["add", "a.html", "--config", "none.toml"], ["none.toml: no such file"], id="configuration"),
        pytest.param(["add", "a.html", "--pages", "a.html"], ["can't write a.html/a"], id="pages in a file"),
        pytest.param(["add", "a.html", "--pages", "/proc/x"], ["can't write /proc/x/a"], id="a folder not to write to"),
        pytest.param(["add", "a.html", "-x", "parse"], ["wanted MODULE:FUNCTION"], id="extractor without a module"),
        pytest.param(["add", "a.html", "-x", "scrapr:parse"], ["No module named 'scrapr'", "looked in"], id="module"),
        pytest.param(["add", "a.html", "-x", "scraper:pasre"], ["no 'pasre' in it", "'parse'"], id="function"),
        pytest.param(["add", "a.html", "-x", "scraper:Rfi.parse"], ["needs an object of Rfi"], id="method"),
        pytest.param(
            ["add", "a.html", "-x", "broken:parse"], ["importing broken raised SyntaxError"], id="module broken"
        ),
        pytest.param(["add", "https://x.example/\udcff?a b"], ["\\xff", "'https://x.example/"], id="an odd address"),
        pytest.param(["rerun"], ["no such case: tests/pages"], id="no cases at all"),
        pytest.param(["rerun", "nothing"], ["no such case: nothing"], id="no such case"),
        pytest.param(["rerun", "a.html"], ["no such case: a.html"], id="a page for a case"),
        pytest.param(["rerun", "pages/ok"], ["ok: no extractor", "-x MODULE:FUNCTION"], id="no extractor"),
        pytest.param(["rerun", "pages/ok", "-x", "scraper:pasre"], ["no 'pasre'"], id="extractor of a rerun"),
        pytest.param(["rerun", "pages/own"], ["No module named 'gone'"], id="the extractor of a case"),
        pytest.param(["rerun", "pages/ok", "--limit", "-1"], ["--limit"], id="time of a rerun"),
        pytest.param(
            ["rerun", "pages/ok", "-x", "scraper:parse", "--site", "rif"], ["unknown site"], id="site of a rerun"
        ),
        pytest.param(
            ["rerun", "pages/nopage", "-x", "scraper:parse"], ["nopage: no page.html"], id="a case without a page"
        ),
        pytest.param(
            ["rerun", "pages/nometa", "-x", "scraper:parse"], ["nometa: no meta.toml"], id="without meta.toml"
        ),
        pytest.param(
            ["rerun", "pages/badmeta", "-x", "scraper:parse"], ["unknown key 'ulr'", "'url'"], id="a slip in it"
        ),
        pytest.param(["rerun", "--accpet"], ["--accpet", "--accept"], id="option of a rerun"),
    ],
)
def test_a_mistake_is_reported_in_one_line(run: Run, args: list[str], words: list[str]) -> None:
    write("a.html", CANONICAL)
    write("b.html", CANONICAL)
    Path("folder.html").mkdir()
    write("dump/1.md", specimen.render())
    write("empty.html", " \n")
    write("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(200))
    write("text.html", TITLE)
    write("nul.html", "<\0\0" * 100)
    write("plain.html", PAGE.format(head=""))
    write("empty.md", "")
    write("picture.md", b"\x89PNG\r\n\x1a\n" + bytes(200))
    write("feed.jsonl", items(2))
    write("bare.jsonl", '{"title": "题", "url": "https://x.example/a"}')
    write("twins.jsonl", items(1) * 2)
    write("broken.py", "def parse(page)")
    write("pages/ok/page.html", CANONICAL)
    write("pages/ok/meta.toml", f"url = '{URL}'")
    write("pages/own/page.html", CANONICAL)
    write("pages/own/meta.toml", "extractor = 'gone:parse'")
    write("pages/nopage/meta.toml", f"url = '{URL}'")
    write("pages/nometa/page.html", CANONICAL)
    write("pages/badmeta/page.html", CANONICAL)
    write("pages/badmeta/meta.toml", "ulr = ''")
    before = sorted(Path().rglob("*"))
    one_line(run(*args), *words)
    assert sorted(Path().rglob("*")) == before


@pytest.fixture
def two_cases(run: Run) -> None:
    write("a.html", CANONICAL)
    assert run("add", "a.html", "-x", "scraper:parse").code == 0
    assert run("add", "a.html", "-x", "scraper:parse", "--name", "b", "--pages", "tests/pages/2023").code == 0


@pytest.mark.slow
@pytest.mark.usefixtures("two_cases")
@pytest.mark.parametrize(
    ("args", "folders"),
    [
        pytest.param([], ["tests/pages/2023/b", "tests/pages/a"], id="all of them"),
        pytest.param(["a"], ["tests/pages/a"], id="a name"),
        pytest.param(["tests/pages/a"], ["tests/pages/a"], id="a folder"),
        pytest.param(["tests/pages/a/"], ["tests/pages/a"], id="a folder with a slash"),
        pytest.param(["2023"], ["tests/pages/2023/b"], id="a folder of cases"),
        pytest.param(["tests/pages"], ["tests/pages/2023/b", "tests/pages/a"], id="the folder of all cases"),
        pytest.param(["a", "2023/b"], ["tests/pages/a", "tests/pages/2023/b"], id="two"),
    ],
)
def test_rerun_what_is_the_same(run: Run, args: list[str], folders: list[str]) -> None:
    result = run("rerun", *args, "-x", "scraper:parse")
    assert (result.code, result.out) == (
        0,
        "".join(f"{folder}\n  unchanged: title, paragraphs\n" for folder in folders),
    )


@pytest.mark.usefixtures("two_cases")
def test_rerun_what_differs(run: Run) -> None:
    before = {path: path.read_bytes() for path in Path("tests/pages").rglob("*.*")}
    result = run("rerun", "a", "-x", "scraper:parse_anew")
    assert result.code == 1
    lines = result.out.splitlines()
    assert [line for line in lines if line[2:3].isalpha()][1:] == [
        "  title changed",
        "  paragraphs changed: 1 entry instead of 2",
        "  lead appeared",
        "  nothing is unchanged",
    ]
    assert f"    - 1  {PARAGRAPHS[0]}" in lines
    assert f"    - {TITLE}" in lines
    assert "    + 新" in lines
    assert all(cell_width(line) <= 80 for line in lines)
    assert {path: path.read_bytes() for path in Path("tests/pages").rglob("*.*")} == before


@pytest.mark.slow
@pytest.mark.usefixtures("two_cases")
def test_rerun_accepts(run: Run) -> None:
    result = run("rerun", "a", "-x", "scraper:parse_anew", "--accept")
    assert result.code == 0
    assert "title changed" in result.out
    assert record("tests/pages/a")["title"] == "新"
    assert record("tests/pages/2023/b")["title"] == TITLE
    assert run("rerun", "a", "-x", "scraper:parse_anew").code == 0
    assert run("rerun", "-x", "scraper:parse_anew").code == 1


@pytest.mark.usefixtures("two_cases")
def test_what_fails_is_not_accepted(run: Run) -> None:
    before = {path: path.read_bytes() for path in Path("tests/pages").rglob("*.*")}
    result = run("rerun", "a", "-x", "scraper:fails", "--accept")
    assert result.code == 1
    assert result.out.startswith("tests/pages/a\n  scraper:fails raised ValueError: no \\x1b[31mtitle\n    Traceback")
    assert "\x1b" not in result.out
    assert {path: path.read_bytes() for path in Path("tests/pages").rglob("*.*")} == before


@pytest.mark.slow
@pytest.mark.usefixtures("two_cases")
@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(lambda case: (case / "record.yaml").unlink(), "  no record.yaml: ", id="no record"),
        pytest.param(
            lambda case: (case / "record.yaml").write_text("title: ["),
            "  record.yaml can't be read: not YAML",
            id="broken",
        ),
        pytest.param(
            lambda case: (case / "layout.txt").unlink(), "  layout changed\n    there is no layout.txt", id="layout"
        ),
        pytest.param(
            lambda case: (case / "layout.txt").write_text("# newscheck blueprint\ndiv.old\n"),
            "  layout changed\n",
            id="old",
        ),
    ],
)
def test_a_case_that_is_not_complete(run: Run, change: Callable[[Path], Any], message: str) -> None:
    change(Path("tests/pages/a"))
    result = run("rerun", "-x", "scraper:parse")
    assert result.code == 1
    assert message in result.out
    assert run("rerun", "-x", "scraper:parse", "--accept").code == 0
    assert run("rerun", "-x", "scraper:parse").code == 0
    assert record("tests/pages/a") == {"title": TITLE, "paragraphs": PARAGRAPHS}


def test_a_page_that_changed_has_another_layout(run: Run) -> None:
    write("a.html", CANONICAL)
    run("add", "a.html", "-x", "scraper:parse")
    write("tests/pages/a/page.html", CANONICAL.replace("class='body'", "class='text'"))
    result = run("rerun", "-x", "scraper:parse")
    assert result.code == 1
    assert "div.text" in result.out
    assert "div.body" in result.out
    assert "unchanged: title, paragraphs" in result.out


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cant_be_written_to(run: Run) -> None:
    write("a.html", CANONICAL)
    Path("shut").mkdir(0o555)
    one_line(run("add", "a.html", "--pages", "shut"), "can't write shut/a: permission denied")


def test_ctrl_c_ends_quietly_with_130_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "slow.py").write_text("import time\ndef parse(page):\n    open('started', 'w')\n    time.sleep(60)\n")
    (tmp_path / "a.html").write_text(CANONICAL, "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "newscheck", "fixture", "add", "a.html", "-x", "slow:parse"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    for _ in range(400):
        if (tmp_path / "started").exists() or process.poll() is not None:
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "", "")
    assert not (tmp_path / "tests").exists()


def test_a_pipe_from_one_process_to_another(tmp_path: Path) -> None:
    """A whole process once: a page on stdin, an extractor that writes to stdout, the folder on stdout."""
    (tmp_path / "scraper.py").write_text(SCRAPER)
    result = subprocess.run(
        [sys.executable, "-m", "newscheck", "fixture", "add", "-", "-x", "scraper:parse"],
        cwd=tmp_path,
        input=CANONICAL.encode(),
        capture_output=True,
        env={**os.environ, "PYTHONWARNINGS": "error", "PYTHONUTF8": "1"},
        timeout=60,
    )
    assert (result.returncode, result.stdout.decode()) == (0, "tests/pages/20230816-海上救援\n"), result.stderr
    assert result.stderr.decode().startswith("imported\nparsing\nparsing\nnewscheck: ")
