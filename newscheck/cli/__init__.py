"""The command line: a command is a file of this folder, loaded when it is called."""

from __future__ import annotations

import os
import signal
import sys
from io import TextIOWrapper
from typing import NoReturn

import click

from newscheck import __version__, registry
from newscheck.errors import MISSING_DOCSTRINGS, UsageError, reason

EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130
_VALIDATE = "validate"


class _Commands(click.Group):
    """Commands by the names of the files in this folder."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(registry.names("cli"))

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in registry.names("cli"):
            return None
        command: click.Command = registry.module("cli", name).command
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            result = super().invoke(ctx)
            if not result and _output_is_lost(str(ctx.invoked_subcommand)):
                raise UsageError("can't write the output: stdout is closed")
            return result
        except KeyboardInterrupt:
            # click would print an empty line before it gives up.
            raise SystemExit(EXIT_INTERRUPTED) from None
        except SystemExit as error:
            # Whatever its code: a run that a library ended is incomplete.
            raise RuntimeError("something that newscheck uses ended the process") from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib

            close = difflib.get_close_matches(args[0], self.list_commands(ctx), n=1)
            hint = f" Did you mean '{close[0]}'?" if close else ""
            raise click.UsageError(error.message + hint, ctx) from None


class _Closed(TextIOWrapper):
    """Stands for a stream that the caller has closed (`>&-`), and knows whether anything was written to it."""

    is_used = False

    def write(self, text: str) -> int:
        self.is_used = self.is_used or bool(text)
        return super().write(text)


def _output_is_lost(command: str) -> bool:
    """Whether a command has printed what it was called for to a closed stdout; `validate` has its exit code."""
    return command != _VALIDATE and isinstance(sys.stdout, _Closed) and sys.stdout.is_used


def _print_version(ctx: click.Context, option: click.Parameter, is_given: bool) -> None:
    """Print the version, with `-v` also what the result or the time of reading HTML depends on, and exit."""
    if not is_given or ctx.resilient_parsing:
        return
    click.echo(f"newscheck {__version__}")
    if ctx.params["verbose"]:
        from newscheck.html.walk_choice import LOADED, WALK

        click.echo(f"parser of HTML: lxml {LOADED[0]} with libxml2 {LOADED[1]}\nwalk of HTML: {WALK}")
    ctx.exit()


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 nothing at or above the fail level, 1 findings, 2 usage error or crash.",
)
@click.option("-v", "--verbose", is_flag=True, is_eager=True, help="With --version: also how HTML is read.")
@click.option(
    "-V", "--version", is_flag=True, expose_value=False, callback=_print_version, help="Show the version and exit."
)
def group(verbose: bool) -> None:
    """Check dumps of scraped news: is each article well formed, is the dump consistent?

    \b
    newscheck validate articles/        check a dump
    newscheck explain image-missing     what a rule means and what to do
    """
    if verbose:
        raise click.UsageError("-v is for --version; most commands have one of their own")


def main() -> NoReturn:
    """Run the command line; Ctrl-C and a closed pipe end it quietly, a user's mistake with a one-line message."""
    signal.signal(signal.SIGTERM, _terminated)
    # They are None where the caller closed them (`>&-`).
    sys.stdout = sys.stdout or _Closed(open(os.devnull, "wb"))  # noqa: SIM115 - open to the end
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115 - as above
    if sys.flags.optimize > 1:
        sys.exit(_complain(MISSING_DOCSTRINGS))
    try:
        code = _complete() if os.environ.get("_NEWSCHECK_COMPLETE") else group(standalone_mode=False)
        sys.stdout.flush()
    except UsageError as error:
        code = _complain(str(error))
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        code = EXIT_USAGE
    except click.UsageError as error:
        hint = f" (see '{error.ctx.command_path} --help')" if error.ctx else ""
        code = _complain(error.format_message() + hint)
    except click.ClickException as error:
        code = _complain(error.format_message())
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    except SystemExit:  # of `invoke`, and of click where the pipe is closed
        raise
    except BrokenPipeError:
        # Nobody reads the rest of the buffer.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_FINDINGS)
    except OSError as error:
        code = _complain(f"can't write the output: {reason(error)}")
    except BaseException:  # a panic in Rust is no Exception
        code = _crashed()
    sys.stderr.flush()
    # What an extractor has started may not end with it.
    _abandon("newscheck.engine.processes.child_process")
    # All is written: Python's own exit would take longer than checking a file.
    os._exit(code if isinstance(code, int) else 0)


def _terminated(number: int, frame: object) -> NoReturn:
    """End at SIGTERM without leaving temporary files.

    It raises no exception: code may swallow that, or it may come between a lock and its release.
    """
    _abandon("newscheck.engine.files.temporary", "newscheck.engine.processes.child_process")
    os._exit(128 + number)


def _abandon(*modules: str) -> None:
    """Give up what modules hold, as far as they are loaded: a signal may come in the middle of an import."""
    for module in modules:
        if abandon := getattr(sys.modules.get(module), "abandon", None):
            abandon()


def _crashed() -> int:
    """Report a crash of newscheck; its exit code is neither that of success nor that of findings."""
    import traceback

    from newscheck.text.display import sanitize_lines

    click.echo(sanitize_lines(traceback.format_exc().rstrip("\n")), err=True)
    return _complain("crashed; please report this with the lines above")


def _complete() -> int:
    """Print the completions that a shell requests when TAB is pressed."""
    from newscheck.cli import _completion_shells

    return _completion_shells.print_completions(group, os.environ[_completion_shells.WANTED])


def _complain(message: str) -> int:
    from newscheck.text.display import sanitize

    click.echo(f"newscheck: {sanitize(' '.join(message.split()))}", err=True)
    return EXIT_USAGE
