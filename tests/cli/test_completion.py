"""Completion of the command line: keys are pressed in real shells, and the command that ran is checked."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import shlex
import shutil
import subprocess
import sys
import termios
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import pytest

from newscheck import mutants, registry, rules
from newscheck.cli import _completion_names, _completion_shells, _completion_values, group
from newscheck.engine.settings import package_data

#: A branch whose name is a command, if a shell evaluates it.
BRANCH = "feature/$(touch${IFS}pwned)"
#: What is typed (\t is the key), and what newscheck is called with then.
TYPED = {
    "validat\t": ["validate"],
    "validate --select title-empty,url-trackin\t": ["validate", "--select", "title-empty,url-tracking"],
    "validate --report sari\tap\t": ["validate", "--report", "sarif=apple.json"],
    "validate --report=json=ap\t": ["validate", "--report=json=apple.json"],
    "validate --changed-since feat\t --config two\t": [
        "validate",
        "--changed-since",
        BRANCH,
        "--config",
        "two words.md",
    ],
    "mutants --save pa\tee\t": ["mutants", "--save", "pages/eel-quota"],
}
#: Cases that are hard in bash, which splits words at some characters.
MARKED = {
    "validate --format=sari\t": ["validate", "--format=sarif"],
    "validate --history v1..user@h\t": ["validate", "--history", "v1..user@home"],
    "validate --baseline=two\t": ["validate", "--baseline=two words.md"],
    "fixture rerun eel\t": ["fixture", "rerun", "eel-quota"],
}
#: How a shell is started, and the prompt that shows that it is ready.
PROMPT = "ready>"
STARTED = {
    "bash": ("bash -i", ".bashrc", f"PS1='{PROMPT} '"),
    "bash without marks": ("bash -i", ".bashrc", f"PS1='{PROMPT} ' COMP_WORDBREAKS=$' \\t\\n\"\\'><;|&('"),
    "zsh": ("zsh -i", ".zshrc", f"PROMPT='{PROMPT} ' PROMPT_EOL_MARK=''"),
    "fish": ("fish -i", ".config/fish/config.fish", f"function fish_prompt; echo '{PROMPT} '; end; set fish_greeting"),
}
#: Values without a known set.
FREE = {"ADDRESS", "[SITE=]AGE", "DAY", "MODULE:FUNCTION", "N", "NAME", "SECONDS", "SHARE", "TEXT", "TIME", "URL"}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with branches, files, a site and a page fixture; newscheck there prints its arguments."""
    work = tmp_path / "work"
    (work / "pages" / "eel-quota").mkdir(parents=True)
    (work / "newscheck.toml").write_text('pages = "pages"\nsites = ["sites/mypaper.toml"]\n')
    for name in ("apple.json", "two words.md"):
        (work / name).touch()
    monkeypatch.chdir(work)
    for words in (
        "init -q -b main",
        "-c user.name=a -c user.email=a@b.example commit -q --allow-empty -m 1",
        f"branch {shlex.quote(BRANCH)}",
        "branch user@home",
        "tag v1",
    ):
        subprocess.run(["git", *shlex.split(words)], check=True, timeout=60)
    program = tmp_path / "bin" / "newscheck"
    program.parent.mkdir()
    program.write_text(f"""#!/bin/sh
if [ "$1" = completion ] || [ -n "$_NEWSCHECK_COMPLETE" ]; then exec {shlex.quote(sys.executable)} -m newscheck "$@"; fi
{{ printf '%s\\0' "$@"; echo; }} >>"$HOME/called"
""")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("HOME", str(tmp_path))
    for variable in ("XDG_CONFIG_HOME", "ZDOTDIR", "PROMPT_COMMAND", "BASH_ENV", "GIT_DIR"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


class Terminal:
    """A shell in a terminal of its own."""

    def __init__(self, command: str) -> None:
        self.handle, theirs = pty.openpty()
        self.shown = b""
        self.shell = subprocess.Popen(
            shlex.split(command),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
            env={**os.environ, "TERM": "xterm", "LC_ALL": "C.UTF-8"},
        )
        os.close(theirs)
        self.expect(PROMPT)

    def type(self, keys: str) -> None:
        self.shown = b""
        os.write(self.handle, keys.encode())

    def expect(self, text: str) -> None:
        end = time.monotonic() + 30
        while text.encode() not in self.shown:
            ready, _, _ = select.select([self.handle], [], [], end - time.monotonic())
            assert ready, f"no {text!r} in {self.shown!r}"
            self.shown += os.read(self.handle, 1 << 16)

    def close(self) -> None:
        self.shell.kill()
        self.shell.wait()
        os.close(self.handle)


@contextlib.contextmanager
def terminal(name: str, home: Path) -> Iterator[Terminal]:
    """A shell that is set up as `newscheck completion --help` describes."""
    command, rc, settings = STARTED[name]
    shell = command.split()[0]
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    (home / rc).parent.mkdir(parents=True, exist_ok=True)
    (home / rc).write_text(f"{settings}\n")
    help_text = subprocess.run(["newscheck", "completion", "--help"], capture_output=True, text=True, check=True).stdout
    install = help_text.split(f"  {shell}:\n")[1].splitlines()[0]
    subprocess.run(["sh", "-c", install], check=True, timeout=60)
    opened = Terminal(command)
    try:
        yield opened
    finally:
        opened.close()


@pytest.mark.slow
@pytest.mark.parametrize("name", STARTED)
def test_what_is_typed_is_completed(place: Path, name: str) -> None:
    record = place / "called"
    marked = {keys: args for keys, args in TYPED.items() if "=" in keys} | MARKED
    typed = {"bash": TYPED | MARKED, "bash without marks": marked}.get(name, TYPED)
    called = {}
    with terminal(name, place) as shell:
        for number, keys in enumerate(typed):
            # The end of the line marks that it was run; no typed line has it.
            shell.type(f"newscheck {keys}; echo do''ne{number}\r")
            shell.expect(f"done{number}")
            shell.expect(PROMPT)
            # Some shells take the end of a folder's name away again when the line is run.
            called[keys] = [word.rstrip("/") for word in record.read_text().splitlines()[-1].split("\0")[:-1]]
    assert called == typed
    assert not list(place.rglob("pwned"))


@pytest.mark.slow
def test_zsh_shows_values_without_a_description_without_a_dash(place: Path) -> None:
    with terminal("zsh", place) as shell:
        shell.type("newscheck init --ci \t")
        # Below the line, to which the cursor goes up again.
        shell.expect("\x1b[A")
        listed = shell.shown.partition(b"--ci")[2].partition(b"\x1b[A")[0]
        values = [*registry.names("services", ".yml"), "none"]
        assert listed.rpartition(b"\x1b[J")[2].decode().split() == values


def answer(line: str, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The candidates as a shell gets them: the kept part of the word, its completion, its description, its kind."""
    monkeypatch.setenv(_completion_shells.LINE, f"newscheck {line}")
    lines = iter(
        _completion_shells.SHELLS["zsh"](group, {}, "newscheck", _completion_shells.WANTED).complete().splitlines()
    )
    return list(zip(lines, lines, lines, lines, strict=True))


SITES = sorted(site.name for site in package_data.sites())


def beginning(prefix: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.startswith(prefix)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("v", beginning("v", registry.names("cli")), id="command"),
        pytest.param("--vers", ["--version"], id="option of the program"),
        pytest.param("nothing ", [], id="unknown command"),
        pytest.param("fixture ", ["add", "minimise", "refresh", "rerun"], id="part of a command"),
        pytest.param("validate --max", ["--max-age", "--max-per-rule"], id="option"),
        pytest.param("validate --max-per-rule 6 --max", ["--max-age"], id="option that was given"),
        pytest.param("validate --fail-on ", ["error", "warning", "note", "never"], id="choice"),
        pytest.param("validate --fail-on=n", ["--fail-on=note", "--fail-on=never"], id="choice in the same word"),
        pytest.param("validate --now 20", [], id="what nobody can know"),
        pytest.param("validate --ignore epoch-b", beginning("epoch-b", rules.load()), id="rules"),
        pytest.param(
            "validate --ignore dat",
            ["dateline", *beginning("dat", rules.load())],
            id="first word of rules",
        ),
        pytest.param(
            "validate --select epoch-before-site,epoch-before",
            ["epoch-before-site,epoch-before-dateline"],
            id="not the same rule again",
        ),
        pytest.param("explain dateline-i", ["dateline-impossible"], id="rule to explain"),
        pytest.param("explain dateline-missing dat", [], id="only one rule"),
        pytest.param("fixture minimise a.md --rule title-emp", ["title-empty"], id="rule of a fixture"),
        pytest.param("mutants --select image-array,image-laz", ["image-array,image-lazy"], id="mutants"),
        pytest.param("bench --fault image-laz", ["image-lazy"], id="fault"),
        pytest.param(
            "validate --report j",
            [f"{name}=" for name in beginning("j", registry.names("outputs"))],
            id="format of a report",
        ),
        pytest.param("validate --report json=out/", ["json=out/"], id="file of a report"),
        pytest.param("validate --findings p", ["parquet="], id="format of findings"),
        pytest.param("validate --findings parquet=out/", ["parquet=out/"], id="folder of findings"),
        pytest.param("validate -o ", [""], id="file"),
        pytest.param("validate 'two wo", ["two wo"], id="quoted"),
        pytest.param("validate two\\ wo", ["two wo"], id="escaped"),
        pytest.param("explain body-empty 2>er", ["2>er"], id="redirection"),
        pytest.param("explain > ", [""], id="redirection with a blank"),
        pytest.param("schema r", ["reference", "report", "rfi"], id="schema"),
        pytest.param("validate --site ", [*SITES, "mypaper"], id="sites"),
        pytest.param("show --config none.toml --site ", SITES, id="sites without the settings"),
        pytest.param("validate --changed-since ", [BRANCH, "main", "user@home", "v1"], id="revisions"),
        pytest.param("validate --history main..v", ["main..v1"], id="revisions from and to"),
        pytest.param("mutants e", ["eel-quota", "e"], id="page fixture"),
        pytest.param("profile m", ["merge", "m"], id="command or file"),
        pytest.param("profile --ou", ["--output"], id="option of the command that may be left out"),
        pytest.param("profile merge a.json --si", [], id="option of another command"),
        pytest.param("completion ", ["bash", "zsh", "fish"], id="shell"),
    ],
)
def test_candidates(place: Path, monkeypatch: pytest.MonkeyPatch, line: str, expected: list[str]) -> None:
    assert [before + value for before, value, _, _ in answer(line, monkeypatch)] == expected


def test_candidates_are_explained_in_one_line(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert answer("explain title-em", monkeypatch) == [("", "title-empty", "The title is empty", "plain")]
    assert answer("validate --report sa", monkeypatch)[0][3] == "part"
    ((_, _, meaning, _),) = answer("va", monkeypatch)
    assert meaning == "Check the articles in files and folders, and the dump as a whole."


def test_a_name_that_can_not_be_shown_is_no_candidate(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("eel\nquota", "eel\x1b[31m", os.fsdecode(b"eel\xff")):
        Path("pages", name).mkdir()
    assert [value for _, value, _, _ in answer("fixture rerun eel", monkeypatch)] == ["eel-quota", "eel"]


@pytest.mark.parametrize(
    "settings",
    ["paths = [", "sites = 7\npages = 7\n", "sites = [7]\n", "[no-such-table]\n"],
    ids=["broken", "of the wrong form", "with a wrong entry", "unknown"],
)
def test_broken_settings_print_nothing_at_a_key(place: Path, settings: str) -> None:
    Path("newscheck.toml").write_text(settings)
    done = ask("validate --site rfi")
    assert (done.returncode, done.stdout.split("\n")[1], done.stderr) == (0, "rfi", "")


def test_nothing_is_loaded_that_reads_articles(place: Path) -> None:
    source = """if True:
        import os, sys
        from newscheck.cli import _completion_shells, group
        for line in ("", "validate --select title-empty --site my", "validate --changed-since v", "fixture rerun "):
            os.environ[_completion_shells.LINE] = "newscheck " + line
            _completion_shells.print_completions(group, "bash_complete")
        print(*sys.modules)
    """
    output = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True).stdout
    loaded = set(output.splitlines()[-1].split())
    assert "newscheck.cli.validate" in loaded
    assert not loaded & {
        "numpy",
        "lxml",
        "rich",
        "jsonschema",
        "jsonschema_rs",
        "yaml",
        "newscheck.engine.settings.config",
    }
    assert not [name for name in loaded if name.startswith("newscheck.rules.")]


def test_meanings_are_those_of_the_entries() -> None:
    ctx = click.Context(group)
    assert _completion_names.rules(ctx) == [(rule.id, rule.summary) for rule in rules.load().values()]
    assert _completion_names.mutants(ctx) == [(mutant.id, mutant.summary) for mutant in mutants.load().values()]


def parameters(command: click.Command) -> Iterator[click.Parameter]:
    yield from command.params
    for part in command.commands.values() if isinstance(command, click.Group) else ():
        yield from parameters(part)


@pytest.mark.parametrize("name", registry.names("cli"))
def test_every_value_can_be_completed_or_known_to_nobody(name: str) -> None:
    command = registry.module("cli", name).command
    _completion_values.assign(command)
    unknown = {
        parameter.metavar
        for parameter in parameters(command)
        if type(parameter.type) is type(click.STRING) or isinstance(parameter.type, (click.IntRange, click.FloatRange))
    }
    assert unknown <= FREE


def ask(line: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "newscheck"],
        env={
            **os.environ,
            _completion_shells.WANTED: "zsh_complete",
            _completion_shells.LINE: f"newscheck {line}",
            **env,
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )


def completion(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newscheck", "completion", *args]
    return subprocess.run(command, env={**os.environ, **env}, capture_output=True, text=True, timeout=60)


def test_shellcheck_finds_nothing_in_the_script_that_it_can_read() -> None:
    """No completion of zsh or fish there."""
    beside = Path(sys.executable).parent
    program = shutil.which("shellcheck", path=os.pathsep.join([str(beside), os.environ["PATH"]]))
    if program is None:
        pytest.skip("shellcheck is not installed")
    script = completion("bash").stdout
    done = subprocess.run([program, "-"], input=script, capture_output=True, encoding="utf-8", timeout=60)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_shell_is_that_of_the_user() -> None:
    assert completion(SHELL="/usr/local/bin/fish").stdout == completion("fish", SHELL="/bin/bash").stdout != ""


@pytest.mark.parametrize("shell", ["", "/bin/tcsh"])
def test_an_unknown_shell_is_reported(shell: str) -> None:
    done = completion(SHELL=shell)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "newscheck: which shell is it? newscheck completion bash|zsh|fish\n"
