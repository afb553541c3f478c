"""`newscheck fixture minimise`: the smallest file with the same finding."""

from __future__ import annotations

import os
import stat
import sys
import time
from typing import TYPE_CHECKING, Any

import click

from newscheck.cli import _options, _terminal
from newscheck.errors import UsageError
from newscheck.text.display import is_unsafe

if TYPE_CHECKING:
    from newscheck.fixtures.minimisation import MinimisedFile

#: Tries from one line of progress to the next.
_STEP = 50


@click.command(
    "minimise", epilog="Example: newscheck fixture minimise articles/1048575.md --rule tag-fused -o tests/tag-fused.md"
)
@click.argument("file", type=click.Path(), metavar="FILE[:LINE]")
@click.option("--rule", metavar="RULE", help="The rule whose finding to keep.  [default: the only one with findings]")
@click.option(
    "-o", "--output", type=_options.NON_EMPTY, metavar="FILE", help="Write the result to a file instead of stdout."
)
@click.option("--clean", is_flag=True, help="Cause no finding, at warning or above, of a rule that had none before.")
@click.option("--site", metavar="SITE", help="The publisher of the article, instead of that of its URL.")
@_options.config
@_options.no_code
@_options.now
def command(file: str, rule: str | None, output: str | None, clean: bool, config: str | None, **given: Any) -> None:
    """Shrink a failing file to the smallest one with the same finding, for a regression test.

    Elements, attributes, lines and characters are removed as long as the rule reports the same finding; the file keeps
    its format. It keeps the rule's first finding, or the first in LINE (an item of JSON Lines).
    """
    from newscheck.engine.files import destinations
    from newscheck.engine.files.atomic_write import write
    from newscheck.engine.files.inputs import locate
    from newscheck.engine.session import Session
    from newscheck.fixtures.interestingness import to_text
    from newscheck.fixtures.minimisation import failing_file, minimise_file

    started = time.monotonic()
    session = Session.load(given, file=config)
    _terminal.print_remarks(session.project.omissions)
    inputs = (*session.input_files, locate(file)[0])
    destinations.check(
        destinations.WritePlan((output,) if output else (), inputs=inputs, mapping=session.checker.mapping)
    )
    case = failing_file(session, file, rule)
    with _terminal.status_line() as show:

        def tick(tries: int, size: int) -> None:
            if tries % _STEP == 0:
                show(f"{tries:,} tries, {size:,} characters")

        minimised = minimise_file(session, case, clean=clean, tick=tick)
    if output:
        write(output, [to_text(minimised.data)])
    else:
        _print(minimised.data)
    _terminal.print_remarks([_summary(case.size, minimised, time.monotonic() - started)])


def _print(data: bytes) -> None:
    """Print a file as it is. Raises UsageError where it would send control sequences to a terminal or a CI runner."""
    if is_unsafe(data.decode("utf-8", "replace")) and _is_pipe_or_terminal():
        raise UsageError("the smallest file has control sequences for a terminal or a CI runner: write it with -o FILE")
    click.echo(data, nl=False)


def _is_pipe_or_terminal() -> bool:
    """Whether stdout leads to a terminal or a pipe, and not to a file."""
    try:
        return not stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except OSError:  # no stream of the system: the output is collected in memory
        return False


def _summary(size: int, minimised: MinimisedFile, seconds: float) -> str:
    finding = minimised.finding
    end = "" if minimised.is_minimal else ", and stopped there"
    others = f" (also: {', '.join(minimised.others)})" if minimised.others else ""
    return (
        f"{size:,} -> {len(minimised.data):,} bytes in {seconds:.1f} s, {minimised.tries:,} tries{end}; still: "
        f"{finding.severity} {finding.line}:{finding.column} {finding.rule} {finding.message}{others}"
    )
