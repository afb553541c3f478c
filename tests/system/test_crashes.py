"""The command line where newscheck itself fails: the findings are written, the file is named, the exit code is 2."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result

from newscheck import registry, rules
from newscheck.checker.execution import Checker
from newscheck.cli import group
from newscheck.engine.files import atomic_write
from newscheck.engine.workers import executors, scheduler
from newscheck.errors import UsageError
from newscheck.model import Article, Context, FileResult, Hit, RawInput, Rule
from newscheck.synthetic import specimen

NOW = ("--now", "2023-09-15T00:00:00Z", "--no-cache", "--jobs", "1")
COUNT, GUILTY = 12, "1048570.md"


@pytest.fixture
def dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dump with two findings, one of them in the file at which something fails."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    for number in range(COUNT):
        name = specimen.path({}, number).replace("rfi/", "")
        patch = {"title": ""} if name == GUILTY else {"image": "Array"} if number == 2 else {}
        Path(name).write_bytes(specimen.render(patch, number))
    return tmp_path


def newscheck(*args: str) -> Result:
    return CliRunner().invoke(group, args, standalone_mode=False, catch_exceptions=False)


def crash(*_: object, **__: object) -> None:
    raise RuntimeError("on purpose")


@pytest.fixture
def crashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more rule, which crashes on articles without a title."""
    module = ModuleType("newscheck.rules.title_crash")
    module.__doc__ = "Crashes."

    def check(article: Article, ctx: Context) -> list[Hit]:
        return [] if article.title else crash() or []

    vars(module).update(SEVERITY="error", BAD=[], GOOD=[], check=check)
    known: dict[str, Rule] = {**rules.load(), "title-crash": rules.build("title_crash", module)}
    monkeypatch.setattr(rules, "load", lambda: known)


FINDINGS = {("title-empty", GUILTY), ("image-malformed", "1048573.md")}


def of_json(path: str) -> set[tuple[str, str]]:
    return {(finding["rule"], finding["path"]) for finding in json.loads(Path(path).read_text("utf-8"))["findings"]}


@pytest.mark.usefixtures("crashing")
def test_a_crash_of_a_rule_costs_no_output(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    outputs = [f"--report={form}=out.{form}" for form in registry.names("outputs")]
    result = newscheck("validate", *NOW, "--format", "github", *outputs)
    assert result.return_value == 2
    assert "RuntimeError: on purpose" in result.stderr
    (line,) = (line for line in result.stderr.splitlines() if line.startswith("newscheck: "))
    # It is no rule of the package, so its author is the one to tell.
    assert line == f"newscheck: crashed in rule title-crash on {GUILTY} (1 in all); the findings are incomplete."
    assert of_json("out.json") == FINDINGS
    for form in registry.names("outputs"):
        assert "title-empty" in Path(f"out.{form}").read_text("utf-8")
    assert "title-empty" in Path("summary.md").read_text("utf-8")
    assert "title-empty" in result.stdout


@pytest.mark.usefixtures("crashing")
def test_every_file_is_named(dump: Path) -> None:
    for number in (1, 3):
        Path(f"x{number}.md").write_bytes(specimen.render({"title": ""}, number + 20))
    result = newscheck("validate", *NOW)
    assert f"on {GUILTY} (3 in all; also on x1.md, x3.md); the findings are incomplete" in result.stderr


@pytest.mark.usefixtures("crashing")
@pytest.mark.parametrize(
    ("options", "path"),
    [
        pytest.param(["--write-baseline", "known.txt"], "known.txt", id="write"),
        pytest.param(["--baseline", "known.txt", "--update-baseline"], "known.txt", id="update"),
        pytest.param(["--reference", "ref.json", "--update-reference"], "ref.json", id="reference"),
    ],
)
def test_what_is_accepted_stays_as_it_is(dump: Path, options: list[str], path: str) -> None:
    newscheck("profile", "-o", "ref.json", "--exclude", GUILTY)
    Path("known.txt").write_text("# newscheck baseline 1\n# end\n")
    text = Path(path).read_text()
    result = newscheck("validate", *NOW, *options)
    assert result.return_value == 2
    assert Path(path).read_text() == text
    assert f"newscheck: {path} is left unchanged: the findings are incomplete\n" in result.stderr
    assert "title-empty" in result.stdout


@pytest.mark.parametrize("crashed", ["json", "sarif", "text"])
def test_an_output_that_crashes_costs_no_other(dump: Path, monkeypatch: pytest.MonkeyPatch, crashed: str) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    monkeypatch.setattr(registry.module("outputs", crashed), "render", crash)
    outputs = [f"--report={form}=out.{form}" for form in ("json", "sarif", "github")]
    result = newscheck("validate", *NOW, *outputs)
    assert result.return_value == 2
    assert f"newscheck: crashed in output {crashed}; please report this with the lines above\n" in result.stderr
    assert ("title-empty" in result.stdout) is (crashed != "text")
    for path in ({"out.json", "out.sarif", "out.github"} - {f"out.{crashed}"}) | {"summary.md"}:
        assert "title-empty" in Path(path).read_text("utf-8")


def test_an_output_that_cannot_be_written_costs_no_other(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk may be full by the time the report is written."""
    write = atomic_write.write

    def full(path: str, pieces: object) -> None:
        if path.endswith(".sarif"):
            raise UsageError(f"can't write {path}: No space left on device")
        write(path, pieces)  # type: ignore[arg-type]

    monkeypatch.setattr(atomic_write, "write", full)
    result = newscheck("validate", *NOW, "--report", "sarif=a.sarif", "--report", "json=a.json")
    assert (result.return_value, of_json("a.json")) == (2, FINDINGS)
    assert result.stderr == "newscheck: can't write a.sarif: No space left on device\n"
    assert "title-empty" in result.stdout


@pytest.mark.parametrize("command", [["layouts"], ["layouts", "--format", "json"], ["profile", "-o", "ref.json"]])
def test_a_crash_fails_the_commands_without_findings_too(
    dump: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    check = Checker.check

    def crashed(self: Checker, *raws: RawInput) -> FileResult:
        if any(raw.path == GUILTY and not raw.fault for raw in raws):
            crash()
        return check(self, *raws)

    monkeypatch.setattr(Checker, "check", crashed)
    if command[0] == "profile":
        with pytest.raises(Exception, match=f"crashed on {GUILTY}: newscheck validate shows the traceback"):
            newscheck(*command, "--jobs", "1")
        assert not Path("ref.json").exists()
    else:
        result = newscheck(*command, "--jobs", "1")
        assert (result.return_value, bool(result.stdout)) == (2, True)
        assert f"on {GUILTY} (1 in all)" in result.stderr


@pytest.mark.slow
def test_what_was_not_checked_is_never_known(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else every run from now on would be green, whatever the file holds."""
    check = Checker.check

    def slow(self: Checker, *raws: RawInput) -> FileResult:
        if any(raw.path == GUILTY and not raw.fault for raw in raws):
            time.sleep(60)
        return check(self, *raws)

    monkeypatch.setattr(Checker, "check", slow)
    command = ["validate", *NOW, "--file-timeout", "0.2"]
    written = newscheck(*command, "--write-baseline", "known.txt")
    assert written.stderr.splitlines() == [
        "newscheck: known.txt: 1 finding accepted",
        f"newscheck: {GUILTY}: check-timeout can't be accepted: it may hold anything",
    ]
    later = newscheck(*command, "--baseline", "known.txt", "--format", "json", "-o", "a.json")
    assert (later.return_value, of_json("a.json")) == (1, {("check-timeout", GUILTY)})


def test_a_process_that_is_ended_is_reported_in_one_line(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever else is found: the file was not checked, and may hold anything."""
    check = Checker.check

    def killed(self: Checker, *raws: RawInput) -> FileResult:
        if any(raw.path == GUILTY and not raw.fault for raw in raws):
            assert os.getpid() != parent
            os.kill(os.getpid(), 9)
        return check(self, *raws)

    parent = os.getpid()
    monkeypatch.setattr(Checker, "check", killed)
    monkeypatch.setattr(scheduler, "_WORTHWHILE", 2)
    # A plugin of pytest may have started a thread.
    monkeypatch.setattr(executors, "_starter", lambda: None)
    result = newscheck("validate", *NOW[:-1], "2", "--ignore", "check-crashed", "-o", "a.json", "--format", "json")
    assert result.return_value == 2
    first, second = result.stderr.splitlines()
    assert first.startswith("newscheck: a process was ended from outside, perhaps for memory, while it checked these")
    assert f"{GUILTY}, 10" in first
    assert second == (
        f"newscheck: {GUILTY}: its process was ended from outside, perhaps for memory; the findings are incomplete"
    )
    assert of_json("a.json") == {("image-malformed", "1048573.md")}


@pytest.mark.parametrize(
    "command",
    [["validate", "."], ["layouts", "."], ["profile", ".", "-o", "r.json"], ["bench", "."]],
    ids=lambda command: command[0],
)
def test_every_command_that_checks_files_has_the_limit(
    dump: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    limits: list[float] = []
    monkeypatch.setattr(
        "newscheck.engine.workers.timed_check.call_within", lambda seconds, call: (limits.append(seconds), call())[1]
    )
    CliRunner().invoke(group, [*command, "--file-timeout", "7.5", "--jobs", "1"], standalone_mode=False)
    shutil.rmtree(".newscheck_cache", ignore_errors=True)
    Path("newscheck.toml").write_text("file-timeout = 8\n")
    CliRunner().invoke(group, [*command, "--jobs", "1"], standalone_mode=False)
    assert {*limits} == {7.5, 8.0}


def test_a_record_that_is_shown_has_the_time_of_a_file(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newscheck.article.extraction.to_article", lambda *_: time.sleep(60))
    Path("newscheck.toml").write_text("file-timeout = 0.1\n")
    with pytest.raises(UsageError, match=f"^{GUILTY}: not done after 0.1 s$"):
        newscheck("show", GUILTY)


def test_a_file_that_is_made_smaller_has_its_time(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Checker, "check", lambda self, *raws: FileResult() if raws[0].fault else time.sleep(60))
    Path("newscheck.toml").write_text("file-timeout = 0.1\n")
    with pytest.raises(UsageError, match=f"^{GUILTY}: not checked to its end: not done after 0.1 s$"):
        newscheck("fixture", "minimise", GUILTY)


def python(code: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, **env}, timeout=120
    )


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="a limit of the memory is kept by Linux only")
def test_numpy_never_ends_the_process() -> None:
    """With little memory OpenBLAS ends it with exit code 1, which is that of findings: here it raises, or is loaded."""
    code = """
import os, resource, sys
import importlib.util, newscheck.model
importlib.util.find_spec("newscheck.dump.numpy_loader")  # lists its folder
size = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()
codes = set()
for more in range(0, 200, 12):
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_AS, (size + (more << 20), -1))
        try:
            import newscheck.dump.numpy_loader
        except (ImportError, MemoryError):
            os._exit(3)
        os._exit(4)
    codes.add(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
print(*sorted(codes))
"""
    done = python(code)
    assert (done.stdout, done.stderr) == ("3 4\n", "")


@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted as Linux lists them")
def test_numpy_has_one_thread_and_other_processes_are_unaffected() -> None:
    code = """
import os
from newscheck.dump.numpy_loader import np
threads = [line.split()[1] for line in open('/proc/self/status') if line.startswith('Threads')]
print(*threads, os.environ.get('OPENBLAS_NUM_THREADS'), os.environ.get('OMP_NUM_THREADS'))
"""
    environment = dict.fromkeys(("MKL_NUM_THREADS",), "")
    assert python(code, **environment, OMP_NUM_THREADS="3").stdout.split()[1:] == ["None", "3"]
    assert python(code).stdout == "1 None None\n"


@pytest.mark.parametrize("args", [["validate", "."], ["rules"], ["explain", "title-empty"], ["mutants", "--list"]])
def test_python_without_docstrings_is_reported_in_one_line(dump: Path, args: list[str]) -> None:
    done = subprocess.run([sys.executable, "-OO", "-m", "newscheck", *args], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "newscheck: the texts of the rules are docstrings, which this Python leaves out:"
        " run it without -OO (PYTHONOPTIMIZE=2)\n"
    )


@pytest.mark.slow
def test_pytest_without_docstrings_is_a_usage_error_too(dump: Path) -> None:
    command = [sys.executable, "-OO", "-m", "pytest", "--newscheck=.", "-p", "no:cacheprovider"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 4
    assert "newscheck: the texts of the rules are docstrings" in done.stderr


@pytest.mark.parametrize(
    ("code", "words"),
    [
        pytest.param("raise MemoryError('none left')", "can't be loaded: MemoryError: none left", id="while it loads"),
        pytest.param(
            "def main():\n    raise MemoryError('none left')", "MemoryError: none left", id="while it reports"
        ),
    ],
)
def test_no_death_of_the_program_is_taken_for_findings(tmp_path: Path, code: str, words: str) -> None:
    """Python exits with 1 after an uncaught exception."""
    run = f"""
import sys, types
module = types.ModuleType('newscheck.cli')
try:
    exec({code!r}, vars(module))
    sys.modules['newscheck.cli'] = module
except MemoryError:
    sys.modules['newscheck.cli'] = None
    class Finder:
        def find_spec(self, name, *_):
            if name == 'newscheck.cli':
                raise MemoryError('none left')
    del sys.modules['newscheck.cli']
    sys.meta_path.insert(0, Finder())
from newscheck.__main__ import main
main()
"""
    done = python(run)
    assert done.returncode == 2
    assert words in done.stderr


@pytest.mark.parametrize("raised", ["SystemExit(0)", "SystemExit(1)", "type('PanicException', (BaseException,), {})()"])
def test_whatever_a_command_raises_is_a_crash(raised: str) -> None:
    done = python(
        f"""
import sys
from newscheck.cli import main, rules
def ended(*_, **__):
    raise {raised}
rules.command.callback = ended
sys.argv = ['newscheck', 'rules']
main()
"""
    )
    assert done.returncode == 2
    assert done.stderr.endswith("newscheck: crashed; please report this with the lines above\n")
