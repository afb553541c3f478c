"""Rules of a project's own in all commands, from outside: a project on the disk, and newscheck as users start it."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import forked_process
import jsonschema
import pytest

from newscheck import rules
from newscheck.engine import run as engine
from newscheck.engine.session import Session
from newscheck.engine.settings import project_rules
from newscheck.engine.workers import scheduler
from newscheck.synthetic import specimen

RULE = '''"""The title ends with an exclamation mark.

It is a teaser.

What to do: look at the page. `marks` are those that are meant.
"""
from newscheck.model import Article, Context, Hit
SEVERITY = "error"
OPTIONS = {"marks": "！"}
BAD = [{"title": "渔业配额谈判再延！"}]
GOOD = [{}]
def check(article: Article, ctx: Context):
    if article.title and article.title[-1] in ctx.options["marks"]:
        yield Hit("it shouts", "/title")
'''
COUNT = '''"""There are few articles.

It is a small dump.

What to do: wait.
"""
from newscheck.model import Context, Dump, DumpHit
SEVERITY = "note"
BAD = [[{}]]
GOOD = [[{}] * 9]
def check(dump: Dump, ctx: Context):
    if len(dump) < 9:
        yield DumpHit(f"only {len(dump)} articles")
'''
NOW = "2023-09-15"
#: The second article shouts.
PATCHES: list[Mapping[str, str]] = [{}, {"title": "渔业配额谈判再延！"}]
SETTINGS = 'rules-from = ["mypkg.checks"]\npaths = ["rfi"]\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A dump of two articles, two rules, and settings that name them."""
    for number, patch in enumerate(PATCHES):
        write(tmp_path, specimen.path(patch, number), specimen.render(patch, number).decode())
    write(tmp_path, "mypkg/__init__.py", "")
    write(tmp_path, "mypkg/checks/__init__.py", "")
    write(tmp_path, "mypkg/checks/title_shouting.py", RULE)
    write(tmp_path, "mypkg/checks/dump_small.py", COUNT)
    write(tmp_path, "newscheck.toml", SETTINGS)
    return tmp_path


def write(project: Path, name: str, text: str) -> None:
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def newscheck(project: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    own = {**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "100", **environment}
    done = forked_process.run_text(words, cwd=project, env=own, safe_path=True)
    assert "Traceback" not in done.stderr or "on purpose" in done.stderr, done.stderr
    return done


def findings(project: Path, *words: str) -> list[tuple[str, str]]:
    """Rule and severity of the findings."""
    done = newscheck(project, "validate", "--now", NOW, "--format", "json", *words)
    return [(finding["rule"], finding["severity"]) for finding in json.loads(done.stdout)["findings"]]


BOTH = [("dump-small", "note"), ("title-shouting", "error")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("settings", "words", "expected"),
    [
        pytest.param("", (), BOTH, id="plain"),
        pytest.param("", ("--select", "title"), BOTH[1:], id="selected by the first word"),
        pytest.param("", ("--select", "dump-*"), BOTH[:1], id="selected by a pattern"),
        pytest.param("", ("--ignore", "dump-small,title-shouting"), [], id="ignored"),
        pytest.param("", ("--each", "rfi"), BOTH[1:], id="each file by itself"),
        pytest.param("[rules]\ntitle-shouting = 'note'", (), [BOTH[0], ("title-shouting", "note")], id="severity"),
        pytest.param("[rules]\ntitle-shouting = {marks = '?'}", (), BOTH[:1], id="option"),
        pytest.param("[[suppress]]\nrule = 'title-shouting'\nreason = 'so'", (), BOTH[:1], id="suppressed"),
        pytest.param("ignore = ['title-shouting']", ("--no-code",), [], id="left out"),
        pytest.param("", ("--no-code", "--select", "title-shouting"), [], id="left out though it is asked for"),
    ],
)
def test_findings(project: Path, settings: str, words: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    write(project, "newscheck.toml", SETTINGS + settings)
    assert findings(project, *words) == expected


def test_a_project_rule_runs_only_where_the_settings_name_it(project: Path) -> None:
    write(project, "newscheck.toml", 'paths = ["rfi"]')
    assert findings(project) == []
    done = newscheck(project, "explain", "title-shouting")
    assert (done.returncode, done.stderr.startswith("newscheck: unknown rule 'title-shouting'")) == (2, True)


@pytest.mark.slow
def test_a_baseline_holds_them_and_keeps_what_is_left_out(project: Path) -> None:
    assert newscheck(project, "validate", "--now", NOW, "--write-baseline", "known.txt").returncode == 0
    whole = (project / "known.txt").read_text("utf-8")
    assert "title-shouting" in whole and findings(project, "--baseline", "known.txt") == []
    done = newscheck(project, "validate", "--now", NOW, "--no-code", "--baseline", "known.txt", "--update-baseline")
    assert "no longer match" not in done.stderr
    assert (project / "known.txt").read_text("utf-8") == whole


def test_outputs_have_their_documentation(project: Path) -> None:
    done = newscheck(project, "validate", "--now", NOW, "--format", "sarif")
    described = {rule["id"]: rule for rule in json.loads(done.stdout)["runs"][0]["tool"]["driver"]["rules"]}
    assert described["title-shouting"]["shortDescription"]["text"] == "The title ends with an exclamation mark"
    assert "It is a teaser." in described["title-shouting"]["help"]["text"]


def test_explain_rules_schema_and_completion(project: Path) -> None:
    explained = newscheck(project, "explain", "title-shouting").stdout
    assert explained.startswith("title-shouting (error, scope: article)\n\nThe title ends with an exclamation")
    assert '    marks = "！"\n' in explained and explained.endswith("    error: it shouts\n")
    listed = newscheck(project, "rules").stdout.splitlines()
    assert [line for line in listed if "dump-small" in line] == [
        "dump-small                 note     dump      There are few articles"
    ]
    assert len(listed) == len(rules.load()) + 2
    schema = json.loads(newscheck(project, "schema", "config").stdout)
    validator = jsonschema.Draft7Validator(schema)
    assert validator.is_valid({"rules": {"title-shouting": {"marks": "?"}}, "select": ["title-shouting"]})
    assert not validator.is_valid({"rules": {"title-shouting": {"marks": 1}}})


def test_completion_has_their_names_and_imports_none(project: Path) -> None:
    write(project, "mypkg/checks/title_shouting.py", RULE + "open('owned', 'w').close()\n")
    line = {
        "_NEWSCHECK_COMPLETE": "bash_complete",
        "_NEWSCHECK_LINE": "newscheck validate --select title-empty,title-sho",
    }
    done = newscheck(project, **line)
    assert done.stdout.splitlines()[1:] == ["title-shouting", "The title ends with an exclamation mark", "plain"]
    assert not (project / "owned").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("validate", "--now", NOW), id="validate"),
        pytest.param(("layouts",), id="layouts"),
        pytest.param(("layouts", "--diff", "rfi/1048575.md", "rfi/1048574.md"), id="layouts --diff"),
        pytest.param(("profile", "save", "-o", "reference.json"), id="profile"),
        pytest.param(("rules",), id="rules"),
        pytest.param(("explain", "lead-lost"), id="explain"),
        pytest.param(("show", "rfi/1048575.md"), id="show"),
        pytest.param(("schema", "config"), id="schema"),
        pytest.param(("init", "--dry-run", "--now", NOW), id="init"),
        pytest.param(("mutants",), id="mutants"),
        pytest.param(("fixture", "add", "rfi/1048575.md"), id="fixture add"),
        pytest.param(("fixture", "rerun"), id="fixture rerun"),
        pytest.param(("fixture", "minimise", "rfi/1048575.md", "--rule", "title-empty"), id="fixture minimise"),
        pytest.param(("bench", "--fault", "image-array", "rfi"), id="bench"),
    ],
)
def test_every_command_that_reads_settings_leaves_code_out_with_a_remark(project: Path, words: tuple[str, ...]) -> None:
    write(project, "mypkg/checks/title_shouting.py", "open('owned', 'w').close()\n" + RULE)
    write(project, "newscheck.toml", SETTINGS + 'extractor = "mypkg.checks.title_shouting:check"\n')
    done = newscheck(project, *words, "--no-code")
    assert "newscheck: --no-code: rules-from" in done.stderr, done.stderr
    assert not (project / "owned").exists()


@pytest.mark.slow
def test_an_extractor_of_a_page_fixture_is_left_out(project: Path) -> None:
    write(project, "owned_page.py", "open('owned', 'w').close()\ndef parse(page): return {'title': 'a'}\n")
    done = newscheck(project, "fixture", "add", "rfi/1048575.md", "-x", "owned_page:parse")
    assert done.returncode == 0 and (project / "owned").exists()
    (project / "owned").unlink()
    for words in (["fixture", "rerun"], ["mutants"]):
        done = newscheck(project, *words, "--no-code")
        assert (done.returncode, "no extractor" in done.stderr) == (2, True), done.stderr
    assert not (project / "owned").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param("import nowhere", "importing it raised ModuleNotFoundError", id="import"),
        pytest.param("x = (", "importing it raised SyntaxError", id="syntax"),
        pytest.param(RULE.replace('"error"', '"loud"'), "unknown SEVERITY 'loud'", id="severity"),
        pytest.param(RULE.replace("    yield", "    return"), "check is no generator", id="check"),
    ],
)
@pytest.mark.parametrize("command", ["validate", "rules", "layouts"])
def test_a_module_that_is_no_rule_is_one_line(project: Path, command: str, text: str, complaint: str) -> None:
    write(project, "mypkg/checks/title_shouting.py", text)
    done = newscheck(project, command)
    (line,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (2, "")
    assert line.startswith("newscheck: rules-from: mypkg.checks.title_shouting: ") and complaint in line


def test_the_schema_helps_to_mend_settings_whose_rules_cant_be_loaded(project: Path) -> None:
    write(project, "mypkg/checks/title_shouting.py", "x = (")
    done = newscheck(project, "schema", "config")
    assert done.returncode == 0 and "title-empty" in done.stdout
    assert done.stderr.startswith("newscheck: the schema has the package's rules only: rules-from: mypkg")


def test_a_check_that_raises_is_a_crash_and_costs_no_other_finding(project: Path) -> None:
    write(project, "mypkg/checks/title_shouting.py", RULE.replace('"it shouts"', "1 / 0 or 'on purpose'"))
    done = newscheck(project, "validate", "--now", NOW, "--format", "json")
    assert done.returncode == 2 and "crashed in rule title-shouting" in done.stderr
    assert [finding["rule"] for finding in json.loads(done.stdout)["findings"]] == ["dump-small"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param(RULE.replace("Hit(", "DumpHit(").replace(", Hit", ", DumpHit"), "wanted Hit", id="no Hit"),
        pytest.param(RULE.replace('"/title"', '"title"'), "the pointer 'title'", id="pointer"),
    ],
)
def test_a_check_that_yields_no_hit_is_two_lines(project: Path, text: str, complaint: str) -> None:
    write(project, "mypkg/checks/title_shouting.py", text)
    done = newscheck(project, "validate", "--now", NOW, "--format", "json")
    mistake, crash = done.stderr.splitlines()
    assert done.returncode == 2 and complaint in mistake and crash.endswith("the findings are incomplete.")
    assert [finding["rule"] for finding in json.loads(done.stdout)["findings"]] == ["dump-small"]


def test_what_rules_print_is_no_output(project: Path) -> None:
    write(project, "mypkg/__init__.py", "import os\nos.system('echo a command')\n")
    write(project, "mypkg/checks/title_shouting.py", RULE.replace("    if ", "    print('checking')\n    if ", 1))
    done = newscheck(project, "validate", "--now", NOW, "--format", "json")
    assert len(json.loads(done.stdout)["findings"]) == 2
    assert done.stderr.splitlines() == ["a command", "checking", "checking"]


@pytest.mark.slow
def test_an_edited_rule_never_gives_old_results(project: Path) -> None:
    """Also an edit of the same length in the same second, which size and time don't show."""
    for number in range(engine._FEW + 10):
        write(project, specimen.path({}, number), specimen.render({}, number).decode())
    write(project, specimen.path({}, 0), specimen.render({"title": "渔业配额谈判再延！"}, 0).decode())
    write(project, "newscheck.toml", SETTINGS + "select = ['title-shouting']")
    rule = project / "mypkg/checks/title_shouting.py"
    mtime = rule.stat().st_mtime_ns
    for character, expected in (("！", 1), ("？", 0), ("！", 1)):
        rule.write_text(RULE.replace("！", character), "utf-8", newline="\n")
        os.utime(rule, ns=(mtime, mtime))
        assert len(findings(project)) == expected
        assert len(findings(project)) == expected


@pytest.fixture
def forgetful() -> Iterator[None]:
    """Modules that a test imports are unloaded after it."""
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        del sys.modules[name]
    project_rules._load.cache_clear()


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.usefixtures("forgetful")
def test_other_processes_load_them_too(project: Path, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    for number in range(40):
        write(project, specimen.path({}, number), specimen.render({"title": f"渔业{number}！"}, number).decode())
    monkeypatch.chdir(project)
    monkeypatch.setattr(scheduler, "_WORTHWHILE", 2)
    monkeypatch.setattr("newscheck.engine.cache.shard._AVERAGE", 6)
    monkeypatch.setattr("newscheck.engine.cache.shard._LARGEST", 8)
    if method == "spawn":
        spawn = multiprocessing.get_context("spawn")
        monkeypatch.setattr(multiprocessing, "get_context", lambda wanted: spawn)
    loaded = Session.load({"select": ("title-shouting",)})
    reports = [engine.run(loaded, ["rfi"], jobs=jobs) for jobs in (1, 2)]
    assert [*reports[0].findings] == [*reports[1].findings]
    assert len(reports[0].findings) == 40 and not reports[1].crashes
