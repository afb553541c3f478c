"""The command line from outside: stdout, stderr and the exit code."""

from __future__ import annotations

import gzip
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from command_line import run_process as run

from newscheck import __version__, registry
from newscheck.synthetic import specimen

WriteDump = Callable[[list[Mapping[str, Any]]], Path]
NOW = ("--now", "2023-09-15T00:00:00Z")
COMMANDS = registry.names("cli")
#: A former content of the file: an empty baseline.
EARLIER = "# newscheck baseline 1\n# end\n"


def one_line(result: subprocess.CompletedProcess[str], *words: str) -> None:
    """A usage error: nothing on stdout, one line on stderr, exit code 2."""
    assert result.returncode == 2, result
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1, result.stderr
    assert result.stderr.startswith("newscheck: ")
    for word in words:
        assert word in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.returncode == 0
    assert f"Example: newscheck {command}" in result.stdout


def test_version() -> None:
    assert run("--version").stdout == f"newscheck {__version__}\n"


@pytest.mark.parametrize("arguments", [("--version", "-v"), ("-v", "-V")], ids=" ".join)
def test_verbose_version_names_the_walk(arguments: tuple[str, ...]) -> None:
    shown = run(*arguments, NEWSCHECK_WALK="python").stdout.splitlines()
    assert shown[0] == f"newscheck {__version__}"
    assert shown[1].startswith("parser of HTML: lxml ")
    assert shown[2:] == ["walk of HTML: python (NEWSCHECK_WALK is python)"]


def test_the_walk_that_is_wanted_is_an_error_where_there_is_none() -> None:
    result = run("--version", "-v", NEWSCHECK_WALK="fast")
    assert (result.returncode, result.stderr) == (
        2,
        "newscheck: NEWSCHECK_WALK is 'fast': use python or compiled\n",
    )


def test_verbose_alone_is_refused() -> None:
    assert run("-v", "validate", ".").returncode == 2


def test_no_command_shows_the_help() -> None:
    result = run()
    assert result.returncode == 2
    assert "validate" in result.stderr


def test_a_clean_dump(write_dump: WriteDump) -> None:
    result = run("validate", write_dump([{}] * 3), *NOW)
    assert result.returncode == 0
    assert result.stderr == ""


def test_findings_give_1_and_the_path_is_relative_to_here(write_dump: WriteDump) -> None:
    folder = write_dump([{}, {"title": ""}])
    result = run("validate", ".", *NOW, "--format", "json", cwd=folder)
    assert result.returncode == 1
    (finding,) = json.loads(result.stdout)["findings"]
    assert (finding["rule"], finding["path"], finding["line"], finding["column"]) == (
        "title-empty",
        "rfi/1048574.md",
        2,
        2,
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "rules"),
    [
        pytest.param("[{0}]\n", [], id="an array"),
        pytest.param("[{0}][{1}]\n", ["json-malformed"], id="a feed export that ran twice"),
        pytest.param("[{0}]\nTraceback\n", ["json-malformed"], id="the end of a program's output"),
        pytest.param("[]\n", ["file-empty"], id="a spider that found nothing"),
    ],
)
def test_json_that_is_not_one_list_of_items_does_not_pass(tmp_path: Path, text: str, rules: list[str]) -> None:
    item = {"epoch_ms": 1692215820000, "body": "渔民合作社表示欢迎，同时要求增加近海的巡逻船只。" * 4}
    named = ({"title": f"海上救援协定周五生效 {at}", "url": f"https://a.example/{at}-rescue"} for at in range(2))
    first, second = (json.dumps({**item, **names}) for names in named)
    (tmp_path / "items.json").write_text(text.replace("{0}", first).replace("{1}", second))
    result = run("validate", "items.json", *NOW, "--ignore", "body-duplicate", "--format", "json", cwd=tmp_path)
    assert [finding["rule"] for finding in json.loads(result.stdout)["findings"]] == rules
    assert result.returncode == bool(rules)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("level", "code"), [("error", 0), ("warning", 1), ("note", 1), ("never", 0)], ids=lambda value: str(value)
)
def test_fail_level(write_dump: WriteDump, level: str, code: int) -> None:
    folder = write_dump([{"title": "海上救援协定周五开始生效 – 法国国际广播电台 - RFI", "share": False}])
    assert run("validate", folder, *NOW, "--fail-on", level).returncode == code


@pytest.mark.slow
@pytest.mark.parametrize(
    ("args", "words"),
    [
        pytest.param(["validat"], ["No such command 'validat'", "Did you mean 'validate'?"], id="command"),
        pytest.param(["validate", "--selct", "x"], ["--selct", "--select"], id="option"),
        pytest.param(["validate", "nowhere"], ["no such file or folder: nowhere"], id="path"),
        pytest.param(
            ["validate", "--select", "image-mising"], ["unknown rule 'image-mising'", "'image-missing'"], id="select"
        ),
        pytest.param(["validate", "--ignore", "nothing-like-it"], ["unknown rule"], id="ignore"),
        pytest.param(["validate", "--site", "rif"], ["unknown site 'rif'", "'rfi'"], id="site"),
        pytest.param(
            ["validate", "--schema", "none.json"], ["schema none.json: no such file"], id="schema that isn't there"
        ),
        pytest.param(["validate", "--schema", "bad.json"], ["schema bad.json: not JSON"], id="schema that is no JSON"),
        pytest.param(
            ["validate", "--schema", "odd.json"],
            ["schema odd.json", "not a usable JSON Schema"],
            id="schema that is none",
        ),
        pytest.param(["validate", "--schema", "far.json"], ["nothing is fetched"], id="schema that refers far away"),
        pytest.param(
            ["validate", "--schema", "up.json"], ["schema up.json: $ref to ", "outside of"], id="schema far up"
        ),
        pytest.param(["validate", "--schema", "old.json"], ["$schema 'urn:old' is unknown"], id="draft"),
        pytest.param(["validate", "--now", "soon"], ["--now", "soon"], id="now"),
        pytest.param(["validate", "--now", "9" * 20], ["now: a time must lie in the years 2 to 9998"], id="far now"),
        pytest.param(
            ["validate", "--now", "9999-01-01"], ["now: a time must lie in the years 2 to 9998"], id="too late now"
        ),
        pytest.param(["validate", "--since", "9999-12-31T23:59:59-14:00"], ["since: a time must"], id="far since"),
        pytest.param(["validate", "--config", "zero.toml"], ["zero.toml: a text has the character U+0000"], id="zero"),
        pytest.param(["validate", "--config", "far.toml"], ["since: a time must lie"], id="far since of a file"),
        pytest.param(["validate", "--fail-on", "fatal"], ["--fail-on"], id="fail level"),
        pytest.param(["validate", "--format", "xml"], ["--format"], id="format"),
        pytest.param(["validate", "--report", "json"], ["FORMAT=PATH"], id="report without a path"),
        *(
            pytest.param([*args, ""], ["an empty name", args[-1]], id=f"the variable after {' '.join(args)} is not set")
            for args in (
                ["validate", "--schema"],
                ["validate", "--config"],
                ["validate", "--baseline"],
                ["validate", "--write-baseline"],
                ["validate", "--reference"],
                ["validate", "--output"],
                ["validate", "-", "--stdin-filename"],
                ["rules", "--config"],
                ["show", "x", "--config"],
                ["profile", ".", "-o"],
                ["fixture", "minimise", "x", "--output"],
                ["mutants", "--save"],
            )
        ),
        pytest.param(["validate", ""], ["no such file or folder: the name is empty"], id="an empty path"),
        pytest.param(["validate", "-o", "no/such/folder/x"], ["can't write"], id="output"),
        pytest.param(["validate", "-o", "."], ["can't write"], id="output is a folder"),
        pytest.param(["validate", "-o", "new/"], ["can't write new: a folder"], id="output is to be a folder"),
        pytest.param(["validate", "--jobs", "-1"], ["--jobs"], id="jobs"),
        pytest.param(
            ["validate", "--config", "none.toml"], ["none.toml: no such file"], id="configuration that isn't there"
        ),
        pytest.param(["validate", "--config", "bad.toml"], ["bad.toml: not TOML"], id="configuration that is no TOML"),
        pytest.param(["validate", "empty"], ["no article files in empty"], id="an empty folder"),
        pytest.param(["validate", "pictures"], ["no article files in pictures"], id="a folder of images"),
        pytest.param(["explain", "image-mising"], ["unknown rule", "'image-missing'"], id="explain"),
        pytest.param(["schema", "artikel"], ["unknown schema 'artikel'", "'article'"], id="schema name"),
        pytest.param(["show", "nowhere.md"], ["no such file"], id="show"),
        pytest.param(["show", "empty"], ["a folder"], id="show a folder"),
    ],
)
def test_a_mistake_is_reported_in_one_line(tmp_path: Path, args: list[str], words: list[str]) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "a.md").write_bytes(specimen.render())
    (tmp_path / "bad.json").write_text("{")
    (tmp_path / "zero.toml").write_text('schema = "a\\u0000b"')
    (tmp_path / "far.toml").write_text("since = 9999-12-31")
    (tmp_path / "odd.json").write_text('{"type": 7}')
    (tmp_path / "far.json").write_text('{"$ref": "https://example.org/schema.json"}')
    (tmp_path / "up.json").write_text('{"$ref": "../schema.json"}')
    (tmp_path / "old.json").write_text('{"$schema": "urn:old"}')
    (tmp_path / "bad.toml").write_text("a = ")
    one_line(run(*args, cwd=tmp_path), *words)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("selct = ['x']", ["unknown setting 'selct'", "'select'"], id="unknown key"),
        pytest.param("fail-on = 'fatal'", ["fail-on", "fatal"], id="unknown level"),
        pytest.param("select = 'image-missing'", ["select"], id="a string for a list"),
        pytest.param(
            "select = ['imag-missing']", ["unknown rule 'imag-missing'", "'image-missing'"], id="unknown rule selected"
        ),
        pytest.param(
            "[rules]\nimage-mising = 'off'", ["unknown rule 'image-mising'", "'image-missing'"], id="unknown rule"
        ),
        pytest.param("[rules]\nimage-missing = 'fatal'", ["image-missing", "fatal"], id="unknown severity"),
        pytest.param("[rules]\nimage-missing = 3", ["image-missing"], id="neither severity nor table"),
        pytest.param(
            "[rules.record-schema]\nmots = 3", ["record-schema has no option 'mots'", "'most'"], id="unknown option"
        ),
        pytest.param(
            "[rules.record-schema]\nmost = 'x'", ["record-schema: most takes a value of type int"], id="wrong type"
        ),
        pytest.param("site = 2023-08-16", ["site: a date where none can stand"], id="a date for a text"),
        pytest.param("sites = [07:30:00]", ["sites.0: a date where none can stand"], id="a time for a text"),
        pytest.param("min-share = nan", ["nan and inf are no values here"], id="no number"),
        pytest.param("since = '2023-02-30'", ["since: '2023-02-30' is no date"], id="a day that doesn't exist"),
        pytest.param("[fields]\ntitel = 'x'", ["unknown field 'titel'", "'title'"], id="unknown field"),
        pytest.param("sites = ['nowhere.toml']", ["nowhere.toml: no such file"], id="site file that isn't there"),
        pytest.param("sites = ['site.toml']", ["site.toml", "hosts"], id="site file of the wrong form"),
        pytest.param("sites = ['pattern.toml']", ["site pattern"], id="site file with a broken pattern"),
        pytest.param("sites = ['zone.toml']", ["Mars/Olympus"], id="site file with an unknown zone"),
        pytest.param(
            "sites = ['whole.toml']",
            ["whole.toml: url-duplicate checks more than", "[tool.newscheck.rules]"],
            id="site's dump",
        ),
        pytest.param("sites = ['layout.toml']", ["layout.toml: file-empty checks more than"], id="layout's files"),
    ],
)
def test_a_mistake_in_the_configuration_is_reported_in_one_line(tmp_path: Path, text: str, words: list[str]) -> None:
    (tmp_path / "newscheck.toml").write_text(text)
    (tmp_path / "site.toml").write_text("hosts = 'example.org'")
    (tmp_path / "pattern.toml").write_text("title_suffix = '('")
    (tmp_path / "zone.toml").write_text("timezone = 'Mars/Olympus'")
    (tmp_path / "whole.toml").write_text("[rules]\nurl-duplicate = 'note'")
    (tmp_path / "layout.toml").write_text("[[layout]]\nname = 'a'\nrules = { file-empty = 'off' }")
    (tmp_path / "a.md").write_bytes(specimen.render())
    one_line(run("validate", cwd=tmp_path), *words)


def test_configuration_in_pyproject_and_command_line_over_it(tmp_path: Path) -> None:
    dump = tmp_path / "dump"
    dump.mkdir()
    (dump / "1048575.md").write_bytes(specimen.render({"title": ""}))
    (tmp_path / "pyproject.toml").write_text(
        "[tool.newscheck]\npaths = ['dump']\nignore = ['title-empty']\n[tool.newscheck.rules]\nrecord-schema = 'note'\n"
    )
    below = tmp_path / "dump"
    assert run("validate", *NOW, cwd=tmp_path).returncode == 0
    assert run("validate", *NOW, cwd=below).returncode == 0
    assert run("validate", *NOW, "--ignore", "record-schema", cwd=tmp_path).returncode == 1


def test_severity_of_a_rule_is_configuration(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(specimen.render({"title": ""}))
    (tmp_path / "newscheck.toml").write_text("[rules]\ntitle-empty = 'note'\n")
    result = run("validate", *NOW, "--format", "jsonl", cwd=tmp_path)
    assert result.returncode == 0
    assert json.loads(result.stdout)["severity"] == "note"


def test_a_publisher_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "newscheck.toml").write_text("sites = ['meine.toml']\n")
    (tmp_path / "meine.toml").write_text("hosts = ['news.example']\nexpects = ['image']\ntimezone = 'Asia/Taipei'\n")
    (tmp_path / "a.md").write_bytes(specimen.render({"url": "https://news.example/a/1", "image": None, "share": False}))
    result = run("validate", *NOW, "--select", "image", "--format", "jsonl", cwd=tmp_path)
    assert json.loads(result.stdout)["rule"] == "image-missing"


def test_how_patterns_of_an_own_schema_are_read_is_noted_once_and_no_fault(tmp_path: Path) -> None:
    schema = {"properties": {"title": {"pattern": r"\p{Script=Han}"}, "url": {"pattern": r"\d"}}}
    (tmp_path / "mine.json").write_text(json.dumps(schema))
    (tmp_path / "articles").mkdir()
    for number in range(3):
        (tmp_path / "articles" / f"{number}.md").write_bytes(specimen.render({}, number))
    result = run("validate", "articles", *NOW, "--schema", "mine.json", "--jobs", "2", cwd=tmp_path)
    assert result.returncode == 0
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("newscheck: schema mine.json: patterns are read as ECMA-262")
    assert run("validate", "articles", *NOW, "--schema", "mine.json", "-q", cwd=tmp_path).stderr == ""


def test_a_schema_of_ones_own_can_build_on_ours(tmp_path: Path) -> None:
    schema = {"$ref": "urn:newscheck:schema:article", "properties": {"title": {"maxLength": 3}}}
    (tmp_path / "mine.json").write_text(json.dumps(schema))
    (tmp_path / "a.md").write_bytes(specimen.render())
    result = run("validate", *NOW, "--schema", "mine.json", "--format", "jsonl", cwd=tmp_path)
    assert result.returncode == 1
    assert json.loads(result.stdout)["pointer"] == "/title"


def test_outputs_are_written_whole_or_not_at_all(write_dump: WriteDump) -> None:
    folder = write_dump([{"title": ""}])
    result = run(
        "validate", ".", *NOW, "-o", "out.txt", "--report", "json=a.json", "--report", "jsonl=b.jsonl", cwd=folder
    )
    assert (result.returncode, result.stdout) == (1, "")
    assert "title-empty" in (folder / "out.txt").read_text("utf-8")
    assert json.loads((folder / "a.json").read_text("utf-8"))["summary"]["error"] == 1
    assert json.loads((folder / "b.jsonl").read_text("utf-8"))["rule"] == "title-empty"
    assert {path.name for path in folder.iterdir()} == {"rfi", "out.txt", "a.json", "b.jsonl"}


def test_findings_are_written_to_a_folder(write_dump: WriteDump) -> None:
    folder = write_dump([{"title": ""}])
    for _ in range(2):  # a second run replaces the folder of the first, and doesn't read it
        result = run("validate", ".", *NOW, "--findings", "jsonl=out", "--format", "jsonl", cwd=folder)
        assert (result.returncode, result.stderr) == (1, "")
        assert gzip.decompress((folder / "out/part-00000.jsonl.gz").read_bytes()).decode() == result.stdout
        rest = json.loads((folder / "out/_report.json").read_text("utf-8"))
        assert (rest["summary"]["files"], rest["summary"]["error"], rest["findings"]) == (1, 1, [])
    assert {path.name for path in folder.iterdir()} == {"rfi", "out"}
    result = run("validate", "rfi", *NOW, "--findings", "jsonl=rfi", cwd=folder)
    one_line(result, "can't write rfi", "rfi/1048575.md is there, which is no result of newscheck")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("args", "words"),
    [
        pytest.param(["--findings", "jsonl"], ["FORMAT=FOLDER", "jsonl, parquet"], id="no folder for findings"),
        pytest.param(["--findings", "csv=a"], ["FORMAT=FOLDER", "jsonl, parquet"], id="no such format of findings"),
        pytest.param(["--findings", "jsonl=."], ["this run works in that folder"], id="findings here"),
        pytest.param(["--findings", "jsonl=gone/a"], ["gone/a", "no such folder"], id="findings nowhere"),
        pytest.param(["--findings", "jsonl=.git"], [".git", "source or of settings"], id="findings in git's folder"),
        pytest.param(["--findings", "jsonl=out.x"], ["out.x", "a file"], id="findings in a file"),
        pytest.param(["--findings", "jsonl=new", "-o", "new"], ["new", "another output"], id="findings and an output"),
        pytest.param(
            ["--report", "json=out.x", "--report", "sarif=out.x"], ["out.x", "another output"], id="two reports"
        ),
        pytest.param(
            ["-o", "out.x", "--report", "junit=rfi/../out.x"], ["out.x", "another output"], id="as the output"
        ),
        pytest.param(["--report", "github=out.x", "-o", "link.x"], ["out.x", "another output"], id="by another name"),
        pytest.param(
            ["-o", "out.x", "--report", "gitlab=gone/a.json"], ["gone/a.json", "no such folder"], id="nowhere"
        ),
        pytest.param(["-o", "out.x", "--report", "gitlab=rfi"], ["rfi", "a folder"], id="a folder"),
        pytest.param(["-o", "lost.x"], ["lost.x", "no such folder"], id="a link to nowhere"),
        pytest.param(["-o", "rfi/1048575.md"], ["rfi/1048575.md", "an article"], id="an article"),
        pytest.param(["--baseline", "out.x", "-o", "out.x"], ["out.x", "this run reads"], id="the baseline"),
        pytest.param(["--write-baseline", "b", "-o", "out.x"], ["--write-baseline", "nothing is left"], id="accepted"),
        pytest.param(["-o", "out.x", "--report", "sarif"], ["FORMAT=PATH", "markdown, sarif"], id="no path"),
        pytest.param(["-o", "out.x", "--report", "tap=a"], ["FORMAT=PATH", "markdown, sarif"], id="no such format"),
    ],
)
def test_an_output_that_cannot_be_written_is_reported_before_the_work(
    write_dump: WriteDump, args: list[str], words: list[str]
) -> None:
    folder = write_dump([{"title": ""}])
    (folder / "out.x").write_text(EARLIER)
    (folder / "link.x").symlink_to("out.x")
    (folder / "lost.x").symlink_to("gone/out.x")
    article = next((folder / "rfi").iterdir())
    before = article.read_bytes()
    one_line(run("validate", ".", *NOW, *args, cwd=folder), *words)
    assert (folder / "out.x").read_text() == EARLIER
    assert article.read_bytes() == before
    assert {path.name for path in folder.iterdir()} == {"rfi", "out.x", "link.x", "lost.x"}


def test_an_output_through_a_link_leaves_the_link(write_dump: WriteDump) -> None:
    folder = write_dump([{"title": ""}])
    (folder / "kept").mkdir()
    (folder / "link.json").symlink_to("kept/out.json")
    assert run("validate", "rfi", *NOW, "-q", "--report", "json=link.json", cwd=folder).returncode == 1
    assert (folder / "link.json").is_symlink()
    assert json.loads((folder / "kept" / "out.json").read_text("utf-8"))["summary"]["error"] == 1


def test_an_output_to_a_pipe_goes_into_the_pipe(write_dump: WriteDump) -> None:
    folder = write_dump([{"title": ""}])
    os.mkfifo(folder / "pipe")
    with subprocess.Popen(["cat", "pipe"], cwd=folder, stdout=subprocess.PIPE) as reader:
        assert run("validate", "rfi", *NOW, "-q", "--report", "json=pipe", cwd=folder).returncode == 1
        assert reader.stdout and json.loads(reader.stdout.read())["summary"]["error"] == 1
    assert (folder / "pipe").is_fifo()


@pytest.mark.parametrize("place", ["/dev/stdout", "/dev/fd/1"])
def test_an_output_to_stdout_by_its_name(write_dump: WriteDump, place: str) -> None:
    result = run("validate", write_dump([{"title": ""}]), *NOW, "-q", "--report", f"json={place}")
    assert json.loads(result.stdout)["summary"]["error"] == 1


def test_what_an_earlier_run_wrote_is_no_article(write_dump: WriteDump) -> None:
    folder = write_dump([{"title": ""}])

    def checked() -> int:
        run("validate", ".", *NOW, "-q", "--report", "json=out.json", "--report", "markdown=rfi/out.md", cwd=folder)
        return int(json.loads((folder / "out.json").read_text("utf-8"))["summary"]["files"])

    assert [checked(), checked()] == [1, 1]
    (folder / "rfi" / "out.json").write_bytes(b"{}")
    assert checked() == 2, "a file of the same name elsewhere"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_an_output_that_is_a_link_or_a_pipe_stays_one(write_dump: WriteDump) -> None:
    folder = write_dump([{"title": ""}])
    (folder / "link.x").symlink_to("out.x")
    os.mkfifo(folder / "pipe.x")
    with subprocess.Popen(["cat", folder / "pipe.x"], stdout=subprocess.PIPE) as reader:
        result = run("validate", ".", *NOW, "-o", "link.x", "--report", "concise=pipe.x", cwd=folder)
        assert reader.stdout is not None
        assert b"title-empty" in reader.stdout.read()
    assert result.returncode == 1
    assert (folder / "link.x").is_symlink()
    assert "title-empty" in (folder / "out.x").read_text("utf-8")
    assert (folder / "pipe.x").is_fifo()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="to root nothing is read-only")
def test_an_output_that_is_read_only_is_left_alone(write_dump: WriteDump) -> None:
    folder = write_dump([{"title": ""}])
    (folder / "out.x").write_text("earlier")
    (folder / "out.x").chmod(0o444)
    one_line(run("validate", ".", *NOW, "-o", "out.x", cwd=folder), "out.x", "Permission denied")
    assert (folder / "out.x").read_text() == "earlier"


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(["--format", "github", "--no-collapse"], id="on stdout"),
        pytest.param(["--report", "github=a.txt", "-q", "--no-collapse"], id="in a file"),
    ],
)
def test_github_has_the_rest_below_the_step(write_dump: WriteDump, args: list[str]) -> None:
    folder = write_dump([{"title": ""}] * 12)
    (folder / "summary").write_text("earlier\n")
    result = run("validate", ".", *NOW, "--select", "title-empty", *args, cwd=folder, GITHUB_STEP_SUMMARY="summary")
    log = (folder / "a.txt").read_text("utf-8") if "-q" in args else result.stdout
    assert result.returncode == 1
    assert log.count("::error title=title-empty,file=rfi/") == 10
    assert log.endswith("\nnewscheck: 2 errors more than GitHub shows of a step\n")
    assert (folder / "summary").read_text("utf-8").startswith("earlier\n### newscheck: 12 errors in 12 files\n")


def test_the_summary_is_github_s_only_and_has_to_be_writable(write_dump: WriteDump) -> None:
    folder = write_dump([{"title": ""}])
    assert run("validate", ".", *NOW, cwd=folder, GITHUB_STEP_SUMMARY="summary").returncode == 1
    assert not (folder / "summary").exists()
    result = run("validate", ".", *NOW, "--format", "github", cwd=folder, GITHUB_STEP_SUMMARY="gone/summary")
    one_line(result, "gone/summary", "no such folder")


def test_the_earlier_output_is_untouched_when_the_run_fails(tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text("earlier")
    run("validate", "nowhere", "-o", "out.json", cwd=tmp_path)
    assert (tmp_path / "out.json").read_text() == "earlier"


def test_quiet_and_verbose(write_dump: WriteDump) -> None:
    folder = write_dump([{"title": ""}])
    quiet, verbose = run("validate", folder, *NOW, "-q"), run("validate", folder, *NOW, "-v")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (1, "", "")
    assert "fail-on = error" in verbose.stderr


def test_colour_only_where_it_is_wanted(write_dump: WriteDump) -> None:
    folder = write_dump([{"title": ""}])
    assert "\x1b[" not in run("validate", folder, *NOW).stdout
    assert "\x1b[" in run("validate", folder, *NOW, "--color", "always").stdout


@pytest.mark.slow
def test_the_same_bytes_give_the_same_report_whatever_the_processes(write_dump: WriteDump) -> None:
    folder = write_dump([{"title": ""} if i % 97 == 5 else {} for i in range(1_100)])
    alone, parallel = (
        run("validate", ".", *NOW, "--format", "json", "--jobs", jobs, cwd=folder) for jobs in ("1", "2")
    )
    assert alone.returncode == parallel.returncode == 1, parallel.stderr
    assert alone.stdout == parallel.stdout
    assert json.loads(alone.stdout)["summary"]["files"] == 1_100


def test_files_that_are_none(tmp_path: Path) -> None:
    good = tmp_path / "good.md"
    good.write_bytes(specimen.render())
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "dangling.md").symlink_to(tmp_path / "nowhere")
    (tmp_path / "empty.md").write_bytes(b"")
    (tmp_path / "image.md").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (tmp_path / "half.md").write_bytes(specimen.render({"lead": "导语。"})[:-2000])
    os.mkfifo(tmp_path / "pipe.md")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket.md"))
        result = run("validate", ".", *NOW, "--format", "jsonl", cwd=tmp_path)
    assert result.returncode == 1, result.stderr
    by_path: dict[str, set[str]] = {}
    for line in result.stdout.splitlines():
        finding = json.loads(line)
        by_path.setdefault(finding["path"], set()).add(finding["rule"])
    assert by_path.pop("half.md")
    assert by_path == {
        "folder.md": {"file-unreadable"},
        "dangling.md": {"file-unreadable"},
        "pipe.md": {"file-unreadable"},
        "socket.md": {"file-unreadable"},
        "empty.md": {"file-empty"},
        "image.md": {"file-binary"},
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(specimen.render())
    (tmp_path / "a.md").chmod(0)
    result = run("validate", ".", "--format", "jsonl", cwd=tmp_path)
    assert json.loads(result.stdout)["message"].endswith("permission denied")


@pytest.mark.slow
def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/\xb1\xea.md", "wb") as file:
        file.write(specimen.render({"title": ""}))
    for form in registry.names("outputs"):
        result = run("validate", ".", *NOW, "--format", form, cwd=tmp_path)
        assert result.returncode == 1, result.stderr
        in_json = dict.fromkeys(("gitlab", "html", "json", "jsonl"), r"\\")
        backslash = (in_json | {"sarif": "%5C", "markdown": "&#92;"}).get(form, "\\")
        assert f"{backslash}xb1{backslash}xea.md" in result.stdout


def test_a_huge_file_is_reported_and_not_read(tmp_path: Path) -> None:
    with open(tmp_path / "huge.md", "wb") as file:
        file.truncate(200_000_000)
    result = run("validate", ".", "--format", "jsonl", cwd=tmp_path)
    (finding,) = map(json.loads, result.stdout.splitlines())
    assert finding["rule"] == "file-unreadable"
    assert "200 MB" in finding["message"]


def test_a_long_json_lines_file_is_read_in_pieces(tmp_path: Path) -> None:
    (tmp_path / "newscheck.toml").write_text("max-file-size = 100_000\n")
    lines = [json.dumps({"title": f"题{i}", "url": "https://x.example/a", "body": "文" * 300}) for i in range(1_000)]
    lines[700] = "{"
    (tmp_path / "feed.jsonl").write_text("\n".join(lines))
    result = run("validate", ".", "--select", "json-malformed", "--format", "json", cwd=tmp_path)
    report = json.loads(result.stdout)
    assert report["summary"]["articles"] == 999
    assert [finding["line"] for finding in report["findings"]] == [701]


@pytest.mark.slow
@pytest.mark.parametrize(
    "patch",
    [
        pytest.param({"title": "长" * 1_000_000}, id="a title of a million characters"),
        pytest.param({"before": "<div>" * 100_000}, id="nested 100,000 deep"),
        pytest.param({"before": "<" * 300_000}, id="brackets"),
        pytest.param({"before": "<p>" + "&amp;" * 200_000 + "</p>"}, id="entities"),
        pytest.param({"before": '<a href="' * 50_000}, id="quotes never closed"),
        pytest.param({"before": "<!--" * 100_000}, id="comments never closed"),
        pytest.param({"before": "<p>一</p>" * 100_000}, id="100,000 paragraphs"),
    ],
)
def test_hostile_files_end_in_bounded_time(tmp_path: Path, patch: Mapping[str, Any]) -> None:
    (tmp_path / "a.md").write_bytes(specimen.render({**patch, "share": False}))
    (tmp_path / "b.md").write_bytes(specimen.render({}, 1))
    result = run("validate", ".", *NOW, "--format", "jsonl", cwd=tmp_path)
    assert result.returncode in (0, 1), result.stderr[-2000:]
    assert {json.loads(line)["path"] for line in result.stdout.splitlines()} <= {"a.md"}


@pytest.mark.slow
def test_untrusted_text_never_reaches_the_terminal_raw(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m.md").write_bytes(specimen.render({"title": "红\x1b[31m\x07\u202e题", "share": False}))
    for form in registry.names("outputs"):
        out = run("validate", ".", *NOW, "--format", form, cwd=tmp_path).stdout
        assert "\x1b" not in out
        assert "\x07" not in out
        assert form in ("json", "jsonl") or "\u202e" not in out


def test_a_closed_pipe_ends_quietly(write_dump: WriteDump) -> None:
    folder = write_dump([{"title": ""}] * 300)
    command = f"'{sys.executable}' -m newscheck validate '{folder}' --format jsonl --no-collapse | head -1"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60)
    assert result.stdout.count("\n") == 1
    assert result.stderr == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "code"),
    [
        pytest.param(signal.SIGINT, 130, id="Ctrl-C"),
        pytest.param(signal.SIGTERM, 143, id="a job is cancelled"),
        pytest.param(signal.SIGKILL, -9, id="killed"),
    ],
)
def test_an_early_end_is_quiet_and_leaves_no_process(write_dump: WriteDump, number: int, code: int) -> None:
    folder = write_dump([{}] * 1_500)
    process = subprocess.Popen(
        [sys.executable, "-m", "newscheck", "validate", "rfi", "--jobs", "2", "--no-cache", "-q"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    # It has begun when it has child processes; a machine may be slow.
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    for _ in range(200):
        time.sleep(0.05)
        if process.poll() is not None or (children.exists() and len(children.read_text().split()) > 1):
            break
    if process.poll() is None:
        # At a terminal, all of them receive Ctrl-C.
        (os.killpg if number == signal.SIGINT else os.kill)(process.pid, number)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err) in ((code, ""), (0, "")), err
    assert process.returncode == 0 or out == ""
    for _ in range(200):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.05)
    else:
        pytest.fail("a process is left")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("closed", "args", "code", "message"),
    [
        pytest.param(">&-", ["rfi"], 1, "", id="stdout"),
        pytest.param(">&- 2>&-", ["rfi"], 1, "", id="stdout and stderr"),
        pytest.param("<&-", ["rfi", "--stdin-paths"], 2, "newscheck: stdin is closed\n", id="paths on stdin"),
        pytest.param("<&-", ["-"], 2, "newscheck: stdin is closed\n", id="a document on stdin"),
    ],
)
def test_what_the_shell_has_closed(
    write_dump: WriteDump, closed: str, args: list[str], code: int, message: str
) -> None:
    command = [sys.executable, "-m", "newscheck", "validate", *NOW, *args]
    done = subprocess.run(
        ["sh", "-c", f'"$@" {closed}', "sh", *command], cwd=write_dump([{"title": ""}]), capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (code, message)


def test_show_prints_the_record(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(specimen.render({"title": "题"}))
    result = run("show", "a.md", cwd=tmp_path)
    record = json.loads(result.stdout)
    assert record["title"] == "题"
    assert "题" in result.stdout
    count = sum("一" <= c <= "鿿" for c in record["body"])
    assert result.stderr == f"newscheck: site rfi, layout share, language Chinese, {count} Han characters\n"


def test_show_tells_the_language_and_the_own_fields_of_an_item(tmp_path: Path) -> None:
    body = "Die Fischer der Insel begrüßen das Abkommen, das am Freitag in Kraft tritt, und fordern mehr Boote."
    item = {"title": "Abkommen", "url": "https://h.example/1", "body": body, "author": "A. Meer", "tags": ["hafen"]}
    item |= {"source": {"id": 7, "name": "H"}, "editors": [{"name": "B. Kai"}]}
    (tmp_path / "a.jsonl").write_text(json.dumps(item))
    result = run("show", "a.jsonl", cwd=tmp_path)
    assert [*json.loads(result.stdout)][-4:] == ["author", "tags", "source", "editors"]
    assert f"layout none, language German, {len(body)} characters" in result.stderr
    assert result.stderr.splitlines()[-1] == "newscheck: own fields: author, tags, source (id, name), editors (name)"


def test_show_counts_no_han_in_an_alphabet(tmp_path: Path) -> None:
    items = [
        {"title": "ميناء", "url": "https://h.example/1"},
        {"title": "题", "url": "https://h.example/2", "body": "一二"},
    ]
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(item)}\n" for item in items))
    lines = [line for line in run("show", "a.jsonl", cwd=tmp_path).stderr.splitlines() if "layout" in line]
    assert [line.rpartition(", ")[2] for line in lines] == ["0 characters", "2 Han characters"]


def test_show_tells_how_it_reads_the_date_of_an_item(tmp_path: Path) -> None:
    lines = ["Wed, 16 Aug 2023 21:04:00 GMT+8", "2023年8月16日 下午3:20", "3 hours ago"]
    text = "".join(json.dumps({"title": "题", "dateline": line, "body": "一"}) + "\n" for line in lines)
    (tmp_path / "a.jsonl").write_text(text)
    told = [line for line in run("show", "a.jsonl", cwd=tmp_path).stderr.splitlines() if "date line" in line]
    assert told == [
        "newscheck: date line Wed, 16 Aug 2023 21:04:00 GMT+8: 2023-08-16 21:04 (UTC+8:00)",
        "newscheck: date line 2023年8月16日 下午3:20: 2023-08-16 15:20",
        "newscheck: date line 3 hours ago: relative",
    ]


def test_show_reports_the_same_fault_of_all_items_once(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"heading": "港口"}\n' * 3)
    result = run("show", "a.jsonl", cwd=tmp_path)
    assert result.returncode == 2
    assert result.stderr.count("is a field of the record") == 1


def test_explain_tells_what_to_do_and_gives_an_example() -> None:
    out = run("explain", "record-schema").stdout
    assert "What to do:" in out
    assert "most = 5" in out
    assert "/images" in out


def test_rules_lists_the_severity_that_the_project_gives(tmp_path: Path) -> None:
    (tmp_path / "newscheck.toml").write_text("ignore = ['title-empty']\n[rules]\nimage-missing = 'note'\n")
    lines = {line.split()[0]: line.split()[1] for line in run("rules", cwd=tmp_path).stdout.splitlines()}
    assert lines["title-empty"] == "off"
    assert lines["image-missing"] == "note"
    assert len(lines) == len(registry.names("rules"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("args", "category"),
    [
        pytest.param(["."], "newscheck/", id="all that is here"),
        pytest.param(["rfi/"], "newscheck/rfi/", id="a folder"),
        pytest.param(["rfi", "rfi/1048575.md"], "newscheck/rfi,rfi/1048575.md/", id="two paths"),
        pytest.param(["rfi", "--site", "rfi"], "newscheck/rfi/rfi/", id="a folder and a site"),
        pytest.param(["rfi", "--category", "eel/"], "eel/", id="a name"),
        pytest.param(["rfi", "--category", ""], "newscheck/rfi/", id="no name"),
    ],
)
def test_code_scanning_tells_reports_apart_by_what_was_checked(
    write_dump: WriteDump, args: list[str], category: str
) -> None:
    sarif = json.loads(run("validate", *args, *NOW, "--format", "sarif", cwd=write_dump([{}])).stdout)
    assert [sarif_run["automationDetails"]["id"] for sarif_run in sarif["runs"]] == [category]


@pytest.mark.slow
def test_schema_prints_what_it_lists() -> None:
    names = [line.split()[0] for line in run("schema").stdout.splitlines()]
    assert {"article", "rfi", "site", "config", "report"} <= set(names)
    for name in names:
        known = "https://json.schemastore.org/newscheck.json" if name == "config" else f"urn:newscheck:schema:{name}"
        assert json.loads(run("schema", name).stdout)["$id"] == known
