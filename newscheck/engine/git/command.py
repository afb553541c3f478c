"""The only place that starts git, in repositories that are not trusted.

Nothing in a repository, its settings and attributes included, makes git start a program, fetch or prompt. The features
to switch off are described in git-config(1), gitattributes(5), githooks(5) and git(1).
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, NamedTuple

from newscheck.engine.files.path_names import display_path
from newscheck.errors import UsageError, reason

#: A git that answers questions.
Conversation = subprocess.Popen[bytes]
#: Seconds that one git command may take: the first one on a million files after a checkout takes minutes.
_TIMEOUT = 600
#: Options of every command: paths are no patterns, and no lock is taken that another git would wait for.
_OPTIONS = ("--no-pager", "--no-optional-locks", "--literal-pathspecs")
#: Settings that no repository can change: those of the command line override all files. Some have no effect on the
#: present commands, and are here for later ones.
_SETTINGS = (
    # A folder of a working tree that looks like a bare repository is none.
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
    # Otherwise a merge may be shown without its changes.
    "log.diffMerges=separate",
    # git enters no repository below this one.
    "submodule.recurse=false",
    "protocol.allow=never",
)
#: A repository's `protocol.NAME.allow` overrides `protocol.allow`, but not GIT_ALLOW_PROTOCOL; no protocol is `none`.
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    # Error messages are recognised by their English words.
    "LC_ALL": "C",
}
#: Variables that git sets for a hook; they are wrong in any other repository.
_HOOK_VARIABLES = {"GIT_DIR", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX"}
#: Options that switch off the diff programs of settings and attributes.
_DIFF_OPTIONS = dict.fromkeys(("diff", "log"), ("--no-ext-diff", "--no-textconv"))
#: Settings that switch off each program of a kind that a repository names itself (`filter.NAME.clean`).
_NAMED_PROGRAMS = {"filter": ("process=", "clean=", "smudge=", "required=false"), "hook": ("enabled=false",)}


class Git(NamedTuple):
    """git in a folder; `silenced` are settings that switch off the programs that its repository names (`hardened`)."""

    folder: str
    silenced: tuple[str, ...] = ()

    def conversation(self, *words: str) -> Conversation:
        """A process with pipes for stdin and stdout. Raises UsageError where there is no git."""
        return self._started(words, subprocess.PIPE, subprocess.DEVNULL)

    def run(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        """The output and exit code of a command. Raises UsageError where it takes too long."""
        with self._started(words, subprocess.DEVNULL, subprocess.PIPE) as process:
            try:
                out, errors = process.communicate(timeout=_TIMEOUT)
            except subprocess.TimeoutExpired:
                raise UsageError(f"git {words[0]} took longer than {_TIMEOUT} seconds") from None
            finally:
                process.kill()
        return subprocess.CompletedProcess(words, process.returncode, out, errors)

    def ask(self, *words: str) -> bytes:
        """The output of a command. Raises UsageError with git's own message where it fails."""
        result = self.run(*words)
        if result.returncode:
            raise UsageError(f"{display_path(self.folder)}: {_error_message(result.stderr, words[0])}")
        return result.stdout

    def line(self, *words: str) -> str:
        """The output of a command, which is one line. Raises UsageError as `ask` does."""
        return single_line(self.ask(*words))

    @contextmanager
    def output(self, *words: str) -> Iterator[IO[bytes]]:
        """The output of a command as a stream. Raises UsageError with git's own message where it fails."""
        import tempfile  # not for runs that ask git nothing

        with tempfile.TemporaryFile() as errors, self._started(words, subprocess.DEVNULL, errors) as process:
            assert process.stdout
            try:
                yield process.stdout
            except BaseException:
                process.kill()
                raise
            if process.wait():
                errors.seek(0)
                raise UsageError(f"git {words[0]}: {_error_message(errors.read(), words[0])}")

    def _started(self, words: Sequence[str], stdin: int, stderr: int | IO[bytes]) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(  # noqa: S603 - no shell, and all options are written in this package
                _command_line(words, self.silenced),
                cwd=self.folder,
                env=_environment(),
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=stderr,
            )
        except OSError as error:
            raise UsageError(f"git can't be run: {reason(error)}") from None


def _command_line(words: Sequence[str], silenced: Iterable[str]) -> list[str]:
    """The whole command line of a git command; it is built nowhere else."""
    settings = [word for setting in (*_SETTINGS, *silenced) for word in ("-c", setting)]
    command, *rest = words
    return [_program(), *_OPTIONS, *settings, command, *_DIFF_OPTIONS.get(command, ()), *rest]


def hardened(folder: str) -> Git:
    """git in a folder, with all filters and hooks of its settings switched off. Raises UsageError where it fails."""
    names = os.fsdecode(Git(folder).ask("config", "--list", "--name-only", "-z")).split("\0")
    return Git(folder, tuple(_silenced(folder, names)))


def _silenced(folder: str, names: Iterable[str]) -> Iterator[str]:
    """Settings that switch off each filter and hook among the `names` of settings (`filter.NAME.clean`)."""
    for kind, name in sorted({(name.partition(".")[0], name.rpartition(".")[0]) for name in names}):
        if kind not in _NAMED_PROGRAMS or kind == name:
            continue
        # `git -c` can't set such a name.
        if "=" in name:
            raise UsageError(f"{display_path(folder)}: git's settings name a {kind} with an equals sign: {name!r}")
        yield from (f"{name}.{end}" for end in _NAMED_PROGRAMS[kind])


def single_line(output: bytes) -> str:
    """A line of output without its end; only that is removed, since a folder's name may end with a blank."""
    return os.fsdecode(output.removesuffix(b"\n").removesuffix(b"\r"))


def _program() -> str:
    """The path of git. Relative folders in PATH are skipped: files of the working folder are not trusted."""
    name = "git.exe" if os.name == "nt" else "git"
    places = (os.path.join(folder, name) for folder in os.get_exec_path() if os.path.isabs(folder))
    program = next((place for place in places if os.path.isfile(place) and os.access(place, os.X_OK)), None)
    if program is None:
        raise UsageError("git is not installed: it is needed to find what changed")
    return program


def is_work_tree_set() -> bool:
    """Whether the environment names a working tree, which then holds wherever newscheck is started."""
    return "GIT_WORK_TREE" in os.environ


def _environment() -> dict[str, str]:
    """The environment of git, in which it finds the repository by the folder, unless a working tree is named."""
    removed = set() if is_work_tree_set() else _HOOK_VARIABLES
    return {name: value for name, value in os.environ.items() if name not in removed} | _ENVIRONMENT


def _error_message(errors: bytes, command: str) -> str:
    """The line of git's output that names the error, with the command that trusts a repository of another owner."""
    lines = os.fsdecode(errors).strip().splitlines() or [f"git {command} failed"]
    fatal = next((line for line in lines if line.startswith("fatal: ")), lines[-1]).removeprefix("fatal: ")
    advice = next((line.strip() for line in lines if line.startswith("\tgit config ")), "")
    return f"{fatal}; if you trust it: {advice}" if advice else fatal
