"""git, which is started here and nowhere else: in repositories that nobody trusts.

What stands in a repository, its settings and attributes included, makes git start no program, fetch nothing and ask
for nothing. What there is to switch off is named by git-config(1), gitattributes(5), githooks(5) and git(1).
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, NamedTuple

from newscheck.engine.files import regular_file
from newscheck.engine.files.path_names import display_path
from newscheck.errors import UsageError

#: Seconds that one question to git may take: a first look at a million files after a checkout does take minutes.
_PATIENCE = 600
#: Paths are no patterns, and no lock is taken that another git would wait for.
_OPTIONS = ("--no-pager", "--no-optional-locks", "--literal-pathspecs")
#: What no repository changes: on the command line settings stand above all files. Some have no part in what is asked
#: here; they stand here so that no later question needs to be thought of.
_SETTINGS = (
    # A folder of a working tree that looks like a repository is none.
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.editor=false",
    "sequence.editor=false",
    "core.sshCommand=false",
    "core.gitProxy=none",
    "core.alternateRefsCommand=false",
    "core.askPass=",
    "credential.helper=",
    "gpg.program=false",
    "gpg.ssh.program=false",
    "gpg.x509.program=false",
    "log.showSignature=false",
    # Else a merge may be shown without what it changed.
    "log.diffMerges=separate",
    # git looks into no repository below the one that it is asked about.
    "submodule.recurse=false",
    "protocol.allow=never",
)
#: `protocol.NAME.allow` of a repository stands above `protocol.allow`, but not above this; nothing has that name.
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    # Complaints are found by their first word.
    "LC_ALL": "C",
}
#: What git tells a hook about the hook's own repository, in words that are wrong in any other folder.
_OF_A_HOOK = {"GIT_DIR", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX"}
#: What compares may have programs for it in settings and attributes; each has words to do without.
_OF_A_COMPARISON = dict.fromkeys(("diff", "log"), ("--no-ext-diff", "--no-textconv"))
#: Programs that have names of their own choice: how each of a kind is switched off.
_NAMED = {"filter": ("process=", "clean=", "smudge=", "required=false"), "hook": ("enabled=false",)}


class Git(NamedTuple):
    """git in a folder; `silenced` are settings for what the repository there gives names to (`hardened`)."""

    folder: str
    silenced: tuple[str, ...] = ()

    def conversation(self, *words: str) -> subprocess.Popen[bytes]:
        """A process that is asked on its stdin and answers on its stdout. Raises UsageError where there is no git."""
        return self._started(words, subprocess.PIPE, subprocess.DEVNULL)

    def run(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        """The whole answer, whatever it is. Raises UsageError where there is none in time."""
        with self._started(words, subprocess.DEVNULL, subprocess.PIPE) as process:
            try:
                out, said = process.communicate(timeout=_PATIENCE)
            except subprocess.TimeoutExpired:
                raise UsageError(f"git {words[0]} took longer than {_PATIENCE} seconds") from None
            finally:
                process.kill()
        return subprocess.CompletedProcess(words, process.returncode, out, said)

    def ask(self, *words: str) -> bytes:
        """The whole answer. Raises UsageError with git's own words where it fails."""
        done = self.run(*words)
        if done.returncode:
            raise UsageError(f"{display_path(self.folder)}: {_complaint(done.stderr, words[0])}")
        return done.stdout

    def line(self, *words: str) -> str:
        """The one line that an answer is. Raises UsageError as `ask` does."""
        return single_line(self.ask(*words))

    @contextmanager
    def output(self, *words: str) -> Iterator[IO[bytes]]:
        """An answer while it is given. Raises UsageError with git's own words where it fails."""
        with tempfile.TemporaryFile() as said, self._started(words, subprocess.DEVNULL, said) as process:
            assert process.stdout
            try:
                yield process.stdout
            except BaseException:
                process.kill()
                raise
            if process.wait():
                said.seek(0)
                raise UsageError(f"git {words[0]}: {_complaint(said.read(), words[0])}")

    def _started(self, words: Sequence[str], stdin: int, stderr: int | IO[bytes]) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(  # noqa: S603 - no shell, and no word of it is an option that was not written here
                _line_of(words, self.silenced),
                cwd=self.folder,
                env=_environment(),
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=stderr,
            )
        except OSError as error:
            raise UsageError(f"git can't be run: {regular_file.reason(error)}") from None


def _line_of(words: Sequence[str], silenced: Iterable[str]) -> list[str]:
    """The whole command line of a question to git; there is no other place that makes one."""
    settings = [word for setting in (*_SETTINGS, *silenced) for word in ("-c", setting)]
    command, *rest = words
    return [_program(), *_OPTIONS, *settings, command, *_OF_A_COMPARISON.get(command, ()), *rest]


def hardened(folder: str) -> Git:
    """git in a folder, without the filters and hooks that any settings name. Raises UsageError where it fails."""
    names = os.fsdecode(Git(folder).ask("config", "--list", "--name-only", "-z")).split("\0")
    return Git(folder, tuple(_silenced(folder, names)))


def _silenced(folder: str, names: Iterable[str]) -> Iterator[str]:
    """Settings that switch off each filter and hook among the `names` of settings (`filter.NAME.clean`)."""
    for kind, name in sorted({(name.partition(".")[0], name.rpartition(".")[0]) for name in names}):
        if kind not in _NAMED or kind == name:
            continue
        # git has no way to say what such a setting is to be.
        if "=" in name:
            raise UsageError(f"{display_path(folder)}: git's settings name a {kind} with an equals sign: {name!r}")
        yield from (f"{name}.{end}" for end in _NAMED[kind])


def single_line(answer: bytes) -> str:
    """The one line that an answer is, without its end: a folder's name may end with a blank."""
    return os.fsdecode(answer.removesuffix(b"\n").removesuffix(b"\r"))


def _program() -> str:
    """Where git is. A PATH may have folders relative to the working folder, whose files nobody trusts."""
    name = "git.exe" if os.name == "nt" else "git"
    places = (os.path.join(folder, name) for folder in os.get_exec_path() if os.path.isabs(folder))
    found = next((place for place in places if os.path.isfile(place) and os.access(place, os.X_OK)), None)
    if found is None:
        raise UsageError("git is not installed, and without it there is no telling what changed")
    return found


def is_work_tree_set() -> bool:
    """Whether the environment says which working tree is meant, wherever newscheck was started."""
    return "GIT_WORK_TREE" in os.environ


def _environment() -> dict[str, str]:
    """What git is run with, so that it finds the repository by the folder; whoever names a working tree means that."""
    left_out = set() if is_work_tree_set() else _OF_A_HOOK
    return {name: value for name, value in os.environ.items() if name not in left_out} | _ENVIRONMENT


def _complaint(said: bytes, command: str) -> str:
    """The line of git's that says what is wrong, with the command that trusts a repository of another owner."""
    lines = os.fsdecode(said).strip().splitlines() or [f"git {command} failed"]
    fatal = next((line for line in lines if line.startswith("fatal: ")), lines[-1]).removeprefix("fatal: ")
    advice = next((line.strip() for line in lines if line.startswith("\tgit config ")), "")
    return f"{fatal}; if you trust it: {advice}" if advice else fatal
