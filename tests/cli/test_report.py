"""`newscheck report`: the page of a saved report is that of the run which saved it."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Done, run

from newscheck.engine.files import saved_file

EXAMPLE = Path(__file__).parents[2] / "examples" / "dump"


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example dump's report: as JSON, as a page, and with its findings in parts."""
    folder = tmp_path_factory.mktemp("saved")
    shutil.copytree(EXAMPLE, folder / "dump")
    reports = ("--report", "html=report.html", "--report", "json=report.json", "--findings", "jsonl=parts")
    reports += ("--findings", "parquet=tables", "--report", "json=other.json", "--report", "jsonl=findings.jsonl")
    assert validate(*reports, cwd=folder).code == 1
    return folder


@pytest.fixture(autouse=True)
def _here(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(saved)


def validate(*words: str, cwd: Path) -> Done:
    return run("validate", "dump", "--now", "2023-09-01", "--no-cache", "-q", *words, cwd=cwd)


def report(*words: str | Path, stdin: str | bytes = "") -> Done:
    return run("report", *words, stdin=stdin)


def page() -> str:
    return Path("report.html").read_text()


def test_the_page_is_that_of_the_run(tmp_path: Path) -> None:
    assert report("report.json", "-o", tmp_path / "again.html") == (0, "", "")
    assert (tmp_path / "again.html").read_bytes() == Path("report.html").read_bytes()


def test_it_goes_to_stdout() -> None:
    assert report("report.json") == (0, page(), "")


@pytest.mark.parametrize("form", [pytest.param(bytes, id="as it is"), pytest.param(gzip.compress, id="compressed")])
def test_it_comes_from_stdin_or_a_file(form: type[bytes], tmp_path: Path) -> None:
    data = form(Path("report.json").read_bytes())
    (tmp_path / "any.name").write_bytes(data)
    assert report("-", stdin=data) == report(tmp_path / "any.name") == (0, page(), "")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_it_is_read_in_the_encoding_that_a_shell_wrote(encoding: str, tmp_path: Path) -> None:
    """PowerShell's `>` writes UTF-16, with the line ends of Windows."""
    text = Path("report.json").read_text().replace("\n", "\r\n")
    (tmp_path / "shell.json").write_bytes(text.encode(encoding))
    assert report(tmp_path / "shell.json") == (0, page(), "")


def test_findings_in_parts_are_read_with_it() -> None:
    """They have less than those of the JSON report: neither sites nor excerpts."""
    whole = json.loads(Path("report.json").read_text())["findings"]
    for path in ("parts", "parts/_report.json", "tables"):
        code, out, err = report(path)
        assert (code, err) == (0, "")
        assert all(finding["fingerprint"] and json.dumps(finding["message"])[1:9] in out for finding in whole)


def test_the_page_of_tables_is_that_of_json_lines() -> None:
    assert report("tables") == report("parts")


def test_tables_need_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    message = "its findings are in part-00000.parquet: reading it needs pyarrow: pip install 'newscheck[parquet]'"
    assert report("tables") == (2, "", f"newscheck: tables: {message}\n")
    assert report("parts").code == 0


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"", "no Parquet", id="empty"),
        pytest.param(b"PAR1 and then something else", "a table that is cut off", id="cut off"),
        pytest.param(None, "no such file or directory", id="not there"),
    ],
)
def test_damaged_tables_are_one_line(data: bytes | None, message: str, tmp_path: Path) -> None:
    (tmp_path / "_report.json").write_bytes(Path("tables/_report.json").read_bytes())
    if data is not None:
        (tmp_path / "part-00000.parquet").write_bytes(data)
    code, out, err = report(tmp_path)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert f"its findings are in part-00000.parquet: {message}" in err


@pytest.mark.parametrize("form", ["parts", "tables"])
def test_findings_are_no_larger_than_a_report_may_be(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same file a thousand times would be."""
    found = json.loads(Path(form, "_report.json").read_text())
    (tmp_path / "_report.json").write_text(json.dumps(found | {"parts": found["parts"] * 1_000}))
    part = found["parts"][0]["file"]
    shutil.copy(Path(form, part), tmp_path / part)
    monkeypatch.setattr(saved_file, "MAX_SIZE", 100_000)
    code, _, err = report(tmp_path)
    assert (code, err.count("\n")) == (2, 1)
    assert f"its findings are in {part}: larger than a report may be" in err


@pytest.mark.parametrize(
    ("words", "stdin", "message"),
    [
        pytest.param(["none.json"], "", "none.json: no such file or directory", id="no file"),
        pytest.param(["dump"], "", "dump: a folder without a _report.json", id="a folder of other files"),
        pytest.param(["report.html"], "", "report.html: no JSON", id="a page"),
        pytest.param(["-"], "", "stdin: no report: it is empty", id="nothing"),
        pytest.param([""], "", "Invalid value for 'REPORT.json': an empty name", id="no report"),
        pytest.param(["-"], "{}", "stdin: no report of newscheck (--format json): Object missing", id="other JSON"),
        pytest.param(["-"], '{"report_version": 1', "stdin: the file is cut off: its end is missing", id="cut off"),
        pytest.param(
            ["-"],
            '{\n  "report_version": 1'.encode("utf-16")[:-1],
            "stdin: it begins as UTF-16, and is damaged or cut off",
            id="cut off, in UTF-16",
        ),
        pytest.param(
            ["-"],
            '{\n  "report_version": 1, "tool": {"name": "newscheck", "version": "国"}}'.encode("gbk"),
            "stdin: neither UTF-8 nor UTF-16: save it again, with -o FILE",
            id="another encoding",
        ),
        pytest.param(["-"], b"\x1f\x8b\x08", "stdin: the compressed data is cut off", id="cut off, compressed"),
        pytest.param(
            ["-"],
            '{"report_version": 2, "tool": {"name": "newscheck"}}',
            "stdin: a report of version 2: this newscheck reads version 1",
            id="a later version",
        ),
        pytest.param(["report.json", "--open"], "", "--open opens a file: give -o FILE with it", id="nothing to open"),
        pytest.param(["report.json", "-o", ""], "", "Invalid value for '-o'", id="no name"),
        pytest.param(["report.json", "-o", "no/x.html"], "", "can't write no/x.html: no such folder", id="no folder"),
        pytest.param(["report.json", "-o", "dump"], "", "can't write dump: a folder", id="a folder"),
        pytest.param(["report.json", "-o", "x.py"], "", "can't write x.py: that is the name of source", id="source"),
        pytest.param(
            ["report.json", "-o", "report.json"], "", "can't write report.json: this run reads that file", id="itself"
        ),
        *(
            pytest.param(
                [given, "-o", f"{given}/{name}"],
                "",
                f"can't write {given}/{name}: this run reads that file",
                id=f"{name} of the report",
            )
            for given, name in (
                ("parts", "_report.json"),
                ("parts", "part-00000.jsonl.gz"),
                ("tables", "part-00000.parquet"),
            )
        ),
        *(
            pytest.param(
                ["report.json", "-o", other],
                "",
                f"can't write {other}: a saved report is in that file, no page",
                id=f"{other} of another report",
            )
            for other in ("other.json", "findings.jsonl", "parts/part-00000.jsonl.gz", "tables/part-00000.parquet")
        ),
    ],
)
def test_what_can_not_be_is_one_line(words: list[str], stdin: str, message: str) -> None:
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    code, out, err = report(*words, stdin=stdin)
    assert (code, out) == (2, "")
    assert err.startswith(f"newscheck: {message}")
    assert err.count("\n") == 1
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("part", "message"),
    [
        pytest.param("../report.json", "its findings are in ../report.json: only those of", id="outside"),
        pytest.param("/etc/hostname", "its findings are in /etc/hostname: only those of", id="anywhere"),
        pytest.param("part-00000.parquet", "its findings are in part-00000.parquet: no such file", id="parquet"),
        pytest.param("part-00009.jsonl.gz", "no such file or directory", id="not there"),
    ],
)
def test_parts_are_files_of_newscheck_beside_it(part: str, message: str, tmp_path: Path) -> None:
    found = json.loads(Path("parts/_report.json").read_text())
    found["parts"][0]["file"] = part
    (tmp_path / "report.json").write_text(json.dumps(found))
    code, _, err = report(tmp_path / "report.json")
    assert (code, message in err) == (2, True)


def test_a_shard_beside_a_report_is_not_written_over_by_its_other_name(tmp_path: Path) -> None:
    shutil.copytree("parts", tmp_path / "parts")
    (tmp_path / "hard.html").hardlink_to(tmp_path / "parts" / "part-00000.jsonl.gz")
    code, _, err = report(tmp_path / "parts" / "_report.json", "-o", tmp_path / "hard.html")
    assert (code, "this run reads that file" in err) == (2, True)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        pytest.param("report report.json", 2, "newscheck: can't write the output: stdout is closed\n", id="a page"),
        pytest.param("rules", 2, "newscheck: can't write the output: stdout is closed\n", id="any other output"),
        pytest.param("report report.json -o closed.html", 0, "", id="nothing on stdout"),
    ],
)
def test_a_page_that_a_closed_stdout_does_not_take_is_no_success(words: str, code: int, message: str) -> None:
    command = ["sh", "-c", '"$@" >&-', "sh", sys.executable, "-m", "newscheck", *words.split()]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (code, message)


def test_an_article_is_not_written_over(tmp_path: Path) -> None:
    article = next(Path("dump").rglob("*.md"))
    copy = tmp_path / "article.md"
    copy.write_bytes(article.read_bytes())
    code, _, err = report("report.json", "-o", copy)
    assert (code, "an article is in that file" in err) == (2, True)
    assert copy.read_bytes() == article.read_bytes()


@pytest.mark.parametrize("is_found", [True, False])
def test_it_is_opened_in_the_browser(is_found: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or is_found)
    target = tmp_path / "a b.html"
    message = "" if is_found else f"newscheck: no browser is found: open {target}\n"
    assert report("report.json", "-o", target, "--open") == (0, "", message)
    assert opened == [target.as_uri()]
