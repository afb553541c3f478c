"""The command line of a run as a command for a hint: the same files, with another output."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Any

import click

from newscheck.engine.files.urls import displayed, is_url

#: Options of the output, and options that would update a file twice.
_ONCE = {
    *("form", "output", "reports", "category", "statistics", "max_per_rule", "collapse", "color", "quiet"),
    *("verbose", "update_reference", "update_baseline", "notify", "notify_format", "notify_on"),
}
_WORDS = f"{__name__}.words"


class RecordingCommand(click.Command):
    """A command that records its arguments."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse as click does, which doesn't keep the arguments."""
        ctx.meta[_WORDS] = list(args)
        return super().parse_args(ctx, args)


def command_line(*more: str) -> str:
    """The current command with the same input and other options for the output."""
    ctx = click.get_current_context()
    given, _, _ = ctx.command.make_parser(ctx).parse_args(list(ctx.meta[_WORDS]))
    options = [parameter for parameter in ctx.command.params if isinstance(parameter, click.Option)]
    # What is secret in a URL is not repeated.
    paths = [displayed(path) if is_url(path) else path for path in map(str, ctx.params["paths"])]
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
    for single in value if option.multiple else [value]:
        yield from (max(option.opts, key=len), str(single))
