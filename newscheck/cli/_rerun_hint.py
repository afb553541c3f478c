"""The command line of a run, to be run again: what a hint says is to show what it says, of the same files."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Any

import click

#: What only says how and where to something is told, and what would be done twice.
_ONCE = {
    *("form", "output", "reports", "category", "statistics", "max_per_rule", "color", "quiet", "verbose"),
    *("update_reference", "update_baseline"),
}
_WORDS = f"{__name__}.words"


class RecordingCommand(click.Command):
    """A command that remembers how it was called."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does it, which leaves nothing of the words."""
        ctx.meta[_WORDS] = list(args)
        return super().parse_args(ctx, args)


def command_line(*more: str) -> str:
    """What to type to run the current command again with the same input, and with other options for the output."""
    ctx = click.get_current_context()
    given, _, _ = ctx.command.make_parser(ctx).parse_args(list(ctx.meta[_WORDS]))
    options = [parameter for parameter in ctx.command.params if isinstance(parameter, click.Option)]
    paths = [str(path) for path in ctx.params["paths"]]
    words = ["newscheck", str(ctx.info_name)]
    words += [word for option in options for word in _words(option, given.get(str(option.name)))]
    words += [*more, *(["--"] if any(path[:1] == "-" and path != "-" for path in paths) else []), *paths]
    return shlex.join(words)


def _words(option: click.Option, value: Any) -> Iterator[str]:
    """An option as it was given, by its long name."""
    if value is None or option.name in _ONCE:
        return
    if option.is_flag:
        yield from (option.opts if value else option.secondary_opts)[:1]
        return
    for each in value if option.multiple else [value]:
        yield from (max(option.opts, key=len), str(each))
