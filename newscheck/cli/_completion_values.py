"""What the shell can complete: the values of options and arguments, by their names in the help (`RULE`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from click import Command, Context, Group, Option, Parameter
from click.shell_completion import CompletionItem
from click.types import ParamType, StringParamType

from newscheck.cli import _completion_names

#: The candidates for a value, as far as it is typed.
Complete = Callable[[Context, str], list[CompletionItem]]
#: Characters.
_LINE = 100


class _CompletedValue(StringParamType):
    """Values that complete, and are what they were: the commands of this process may be run afterwards."""

    def __init__(self, complete: Complete, own: ParamType[Any]) -> None:
        self._complete, self._own = complete, own

    def convert(self, value: Any, param: Parameter | None, ctx: Context | None) -> Any:
        return self._own.convert(value, param, ctx)

    def shell_complete(self, ctx: Context, param: Parameter, incomplete: str) -> list[CompletionItem]:
        return self._complete(ctx, incomplete)


def assign(command: Command) -> None:
    """Make the values of a command's parameters, and those of its subcommands, complete; set its short description."""
    for parameter in command.params:
        called = (parameter.metavar or parameter.human_readable_name.upper()).strip("[].")
        is_list = isinstance(parameter, Option) and parameter.multiple
        if complete := (is_list and LISTS.get(called)) or VALUES.get(called):
            parameter.type = _CompletedValue(complete, parameter.type)
    # Not cut off after 45 characters.
    command.short_help = command.get_short_help_str(_LINE)
    for part in command.commands.values() if isinstance(command, Group) else ():
        assign(part)


def _item(value: str, kind: str = "plain", meaning: str = "", prefix: str = "") -> CompletionItem:
    """`prefix` is the part of the word before the value, which stays; for the kinds see `_completion_shells`."""
    return CompletionItem(value, kind, meaning, prefix=prefix)


def _beginning(names: list[_completion_names.Name], word: str, prefix: str = "") -> list[CompletionItem]:
    return [_item(name.value, meaning=name.meaning, prefix=prefix) for name in names if name.value.startswith(word)]


def _name(names: Callable[[Context], list[_completion_names.Name]], *others: str) -> Complete:
    """One of these names, or a value of other kinds."""
    return lambda ctx, word: [*_beginning(names(ctx), word), *(_item(word, kind) for kind in others)]


def _list(names: Callable[[Context], list[_completion_names.Name]]) -> Complete:
    """Names separated by commas: the last one, which is none of those before it."""

    def complete(ctx: Context, word: str) -> list[CompletionItem]:
        before, comma, last = word.rpartition(",")
        others = [name for name in names(ctx) if name.value not in before.split(",")]
        return _beginning(others, last, before + comma)

    return complete


def _kind(kind: str) -> Complete:
    """A kind of value that the shell itself completes."""
    return lambda ctx, word: [_item(word, kind)]


def _report(names: Callable[[Context], list[_completion_names.Name]], kind: str) -> Complete:
    """FORMAT=, and then a file or a folder."""

    def complete(ctx: Context, word: str) -> list[CompletionItem]:
        form, sign, path = word.partition("=")
        if sign:
            return [_item(path, kind, prefix=form + sign)]
        known = (name for name in names(ctx) if name.value.startswith(form))
        return [_item(f"{name.value}=", "part", name.meaning) for name in known]

    return complete


def _range(ctx: Context, word: str) -> list[CompletionItem]:
    """A revision, or two with `..` between them."""
    first, dots, last = word.rpartition("..")
    return _beginning(_completion_names.revisions(ctx), last, first + dots)


VALUES: dict[str, Complete] = {
    "CASE": _name(_completion_names.cases, "file"),
    "FAULT": _name(_completion_names.mutants),
    "FILE": _kind("file"),
    "FOLDER": _kind("dir"),
    "FORMAT=FILE": _report(_completion_names.formats, "file"),
    "html=FILE": _report(_completion_names.pages, "file"),
    "FORMAT=FOLDER": _report(_completion_names.shards, "dir"),
    "PATTERN": _kind("file"),
    "REPORT.json": _kind("file"),
    "REV": _name(_completion_names.revisions),
    "REV1..REV2": _range,
    "RULE": _name(_completion_names.rules),
    "SCHEMA": _name(_completion_names.schemas),
    "SITE": _name(_completion_names.sites),
    "URL_OR_FILE": _kind("file"),
}
#: Values of options that can be given several times, and separate them by commas.
LISTS: dict[str, Complete] = {"MUTANT": _list(_completion_names.mutants), "RULE": _list(_completion_names.selectors)}
