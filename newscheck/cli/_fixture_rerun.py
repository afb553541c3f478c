"""`newscheck fixture rerun`: what the extractor makes of page fixtures now, beside what is expected of it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from newscheck.cli import EXIT_FINDINGS, _options
from newscheck.errors import UsageError
from newscheck.wording import safe

if TYPE_CHECKING:
    from pathlib import Path

    from newscheck.captures import Rerun


@click.command("rerun", epilog="Example: newscheck fixture rerun tests/pages/eel-quota --accept")
@click.argument("cases", nargs=-1, metavar="[CASE]...")
@click.option("--accept", is_flag=True, help="What the extractor gives now is expected from now on.")
@_options.extraction
def command(
    cases: tuple[str, ...], accept: bool, extractor: str | None, limit: float, config: str | None, **given: Any
) -> int:
    """Show what the extractor makes of page fixtures now beside what is expected: all that differs, field by field.

    A CASE is the folder of a case or its name, or a folder of cases; all configured ones when not given. The exit code
    is 1 where something differs that was not accepted.
    """
    from newscheck import captures
    from newscheck import cases as engine
    from newscheck.config import load

    project = load(given, file=config)
    is_same = True
    for folder in _options.folders(project, cases):
        case = engine.load(folder)
        own = _options.extractor(extractor or case.extractor or project.extractor)
        if own is None:
            raise UsageError(f"{case.name}: no extractor: --extractor MODULE:FUNCTION, or `extractor` in the settings")
        with contextlib.redirect_stdout(sys.stderr):
            found = captures.rerun(case, own, project, limit)
        for line in _told(folder, found):
            click.echo(safe(line))
        if accept and found.extraction.record is not None:
            engine.save(folder, found.accepted)
        else:
            is_same = is_same and not found.differences and found.extraction.record is not None
    return 0 if is_same else EXIT_FINDINGS


def _told(folder: Path, found: Rerun) -> Iterator[str]:
    """A case: what differs, and the names of what doesn't."""
    from newscheck.files import shown

    yield shown(str(folder))
    if found.extraction.record is None:
        yield f"  {found.extraction.failure}"
        yield from (f"    {line}" for line in found.extraction.trace.splitlines())
        return
    for lines in found.differences.values():
        yield from (f"  {line}" for line in lines)
    same = ", ".join(found.same)
    yield f"  unchanged: {same}" if same else "  nothing is unchanged"
