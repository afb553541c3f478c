"""The outputs of a run, one by one: one that fails stops none of the others, and makes the exit code 2."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence

import click

from newscheck import registry
from newscheck.cli import EXIT_USAGE, _terminal
from newscheck.errors import UsageError, is_crash, reason
from newscheck.model import Crash
from newscheck.text.display import sanitize

#: Files that a message about crashes names.
_NAMED = 20


class OutputSteps:
    """The outputs of one run."""

    def __init__(self) -> None:
        self._has_failed = False
        self._closed: BrokenPipeError | None = None

    def attempt(self, label: str, deliver: Callable[[], object]) -> None:
        """Write an output, or report why that fails; `label` names it where newscheck crashes."""
        try:
            deliver()
        except BrokenPipeError as error:
            self._closed = error
        except UsageError as error:
            self._fail(str(error))
        except OSError as error:
            self._fail(f"can't write the output: {reason(error)}")
        except BaseException as error:
            if not is_crash(error):
                raise
            self._fail(f"crashed in {label}; please report this with the lines above", traceback.format_exc())

    def code(self, code: int) -> int:
        """The exit code of the run, which would be `code`. Raises BrokenPipeError where nobody reads the output."""
        if self._closed and not self._has_failed:
            raise self._closed
        return EXIT_USAGE if self._has_failed else code

    def _fail(self, why: str, trace: str = "") -> None:
        self._has_failed = True
        for line in trace.splitlines():
            click.echo(sanitize(line), err=True)
        _terminal.print_remarks([" ".join(why.split())])


def report_crashes(crashes: Sequence[Crash]) -> None:
    """Print on stderr where newscheck itself crashed: the first traceback, and the files."""
    from newscheck.rules import UNCHECKED

    # The crash of a file whose check was ended has no traceback.
    ended = [crash for crash in crashes if crash.rule in UNCHECKED]
    for crash in ended[:_NAMED]:
        _terminal.print_remarks([f"{crash.path or 'history'}: {crash.traceback}; the findings are incomplete"])
    tracebacks = [crash for crash in crashes if crash.rule not in UNCHECKED]
    if not tracebacks:
        return
    first = tracebacks[0]
    for line in first.traceback.splitlines():
        click.echo(sanitize(line), err=True)
    where = f"rule {first.rule}" if first.rule else "reading"
    others = [path for path in dict.fromkeys(crash.path for crash in tracebacks) if path and path != first.path][
        :_NAMED
    ]
    also = f"; also on {', '.join(others)}" if others else ""
    on = f"{first.path or 'the dump'} ({len(tracebacks)} in all{also})"
    is_ours = not first.rule or first.rule.replace("-", "_") in registry.names("rules")
    please = " Please report this." if is_ours else ""
    _terminal.print_remarks([f"crashed in {where} on {on}; the findings are incomplete.{please}"])
