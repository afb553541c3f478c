"""`newscheck fixture minimise`: the smallest file that shows a defect."""

from __future__ import annotations

import os
import stat
import sys
import time
from typing import TYPE_CHECKING, Any

import click

from newscheck.cli import _options
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
@click.option(
    "--rule", metavar="RULE", help="The rule whose finding is to stay.  [default: the only one with findings]"
)
@click.option(
    "-o", "--output", type=_options.NON_EMPTY, metavar="FILE", help="Write the result to a file instead of stdout."
)
@click.option("--clean", is_flag=True, help="Let no other rule come up, at warning or above, that was silent before.")
@click.option("--site", metavar="SITE", help="The publisher of the article, whatever its URL says.")
@_options.config
@_options.no_code
@click.option(
    "--now", callback=_options.parse_time, metavar="TIME", help="The time of the check instead of the clock's."
)
def command(file: str, rule: str | None, output: str | None, clean: bool, config: str | None, **given: Any) -> None:
    """Shrink a failing file to the smallest one with the same finding, for a regression test.

    Elements, attributes, lines and characters are left out as long as the rule goes on saying the same; the file stays
    one of its format. The first finding of the rule is taken: in LINE, where one is given (an item of JSON Lines).
    """
    from newscheck.engine.files import destinations
    from newscheck.engine.files.atomic_write import write
    from newscheck.engine.files.inputs import locate
    from newscheck.engine.session import Session
    from newscheck.fixtures.interestingness import to_text
    from newscheck.fixtures.minimisation import failing_file, minimise_file

    started = time.monotonic()
    session = Session.load(given, file=config)
    _options.print_remarks(session.project.omissions)
    inputs = (*session.input_files, locate(file)[0])
    destinations.check(
        destinations.WritePlan((output,) if output else (), inputs=inputs, fields=session.project.fields)
    )
    case = failing_file(session, file, rule)
    with _options.status_line() as show:

        def tick(tries: int, size: int) -> None:
            if tries % _STEP == 0:
                show(f"{tries:,} tries, {size:,} characters")

        found = minimise_file(session, case, clean=clean, tick=tick)
    if output:
        write(output, [to_text(found.data)])
    else:
        _print(found.data)
    _options.print_remarks([_summary(case.size, found, time.monotonic() - started)])


def _print(data: bytes) -> None:
    """Print a file as it is. Raises UsageError where a terminal, or who runs the job, would obey what is in it."""
    if is_unsafe(data.decode("utf-8", "replace")) and _is_heard():
        raise UsageError("the smallest file has in it what a terminal or a CI runner would obey: write it with -o FILE")
    click.echo(data, nl=False)


def _is_heard() -> bool:
    """Whether stdout leads to a terminal or a pipe, and not to a file."""
    try:
        return not stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except OSError:  # it is no stream of the system: what is printed is collected in memory
        return False


def _summary(size: int, found: MinimisedFile, seconds: float) -> str:
    finding = found.finding
    end = "" if found.is_minimal else ", and stopped there"
    others = f" (also: {', '.join(found.others)})" if found.others else ""
    return (
        f"{size:,} -> {len(found.data):,} bytes in {seconds:.1f} s, {found.tries:,} tries{end}; still: "
        f"{finding.severity} {finding.line}:{finding.column} {finding.rule} {finding.message}{others}"
    )
