"""How a shell requests completions.

The scripts in `newscheck/completions/` call newscheck with two variables: `_NEWSCHECK_COMPLETE` is the request
(`bash_complete`, `bash_source`), `_NEWSCHECK_LINE` the command line up to the cursor as it was typed. The output has
four lines for each candidate: the part of the word that stays, what follows it, its description, and its kind:

plain   a whole word
part    a word that continues (`json=`)
file    the shell completes the names of files that begin with it
dir     the same for folders
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from typing import Any

from click import Command, Context, Group
from click.shell_completion import CompletionItem, ShellComplete, add_completion_class, shell_complete, split_arg_string

from newscheck import registry
from newscheck.cli import _completion_values

WANTED, LINE = "_NEWSCHECK_COMPLETE", "_NEWSCHECK_LINE"
#: Inserted at the cursor before the line is split, so that the word there is never empty, even behind a blank.
_CURSOR = "\0"
#: `2>`, and the file where that is the same word.
_REDIRECTION = re.compile(r"(?:\d*|&)[<>][>&|]?")


class _Shell(ShellComplete):
    def source(self) -> str:
        return script(self.name)

    def get_completion_args(self) -> tuple[list[str], str]:
        words = split_arg_string(os.environ.get(LINE, "") + _CURSOR)
        return words[1:-1], words[-1].removesuffix(_CURSOR)

    def complete(self) -> str:
        args, word = self.get_completion_args()
        lead, items = self._candidates(args, word)
        candidates = (_lines(lead, item) for item in items)
        # Text that isn't printable could contain a line end, or control the terminal.
        return "\n".join(line for lines in candidates if all(map(str.isprintable, lines)) for line in lines)

    def _candidates(self, args: list[str], word: str) -> tuple[str, list[CompletionItem]]:
        """The part of the word that stays, and what can follow it."""
        own = _REDIRECTION.match(word)
        if own or (args and _REDIRECTION.fullmatch(args[-1])):
            lead = own[0] if own else ""
            return lead, [CompletionItem(word.removeprefix(lead), "file")]
        commands = list(self._commands(args, word))
        for command in commands:
            _completion_values.assign(command)
        if args and not commands and args[0][:1] != "-":
            return "", []
        option, sign, _ = word.partition("=")
        return option + sign if sign and word[0] == "-" else "", self.get_completions(args, word)

    def _commands(self, args: list[str], word: str) -> Iterator[Command]:
        """The command, or those whose names begin with the word: no other is loaded."""
        if isinstance(self.cli, Group):
            ctx = Context(self.cli)
            names = args[:1] or [name for name in self.cli.list_commands(ctx) if name.startswith(word)]
            yield from filter(None, (self.cli.get_command(ctx, name) for name in names))


def _lines(lead: str, item: CompletionItem) -> tuple[str, str, str, str]:
    return lead + (item.prefix or ""), item.value, " ".join((item.help or "").split()), item.type


class _Bash(_Shell):
    name = "bash"


class _Zsh(_Shell):
    name = "zsh"


class _Fish(_Shell):
    name = "fish"


SHELLS = {shell.name: shell for shell in (_Bash, _Zsh, _Fish)}


def script(shell: str) -> str:
    """The completion script of a shell."""
    return registry.data("completions")[f"newscheck.{shell}"]


def print_completions(group: Command, wanted: str) -> int:
    """Print the completions or the script that a shell requests; the exit code is 1 for an unknown request."""
    for shell in SHELLS.values():
        add_completion_class(shell)
    context: dict[str, Any] = {}
    code: int = shell_complete(group, context, "newscheck", WANTED, wanted)
    sys.stdout.flush()
    return code
