"""`newscheck fixture rerun`: the differences between the extractor's records of page fixtures and the expected ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from newscheck.cli import EXIT_FINDINGS, EXIT_USAGE, _options, _terminal
from newscheck.errors import UsageError
from newscheck.text.display import sanitize

if TYPE_CHECKING:
    from pathlib import Path

    from newscheck.engine.extraction.extractors import AnyExtractor
    from newscheck.fixtures.reruns import Rerun


@click.command("rerun", epilog="Example: newscheck fixture rerun tests/pages/eel-quota --accept")
@click.argument("cases", nargs=-1, metavar="[CASE]...")
@click.option("--accept", is_flag=True, help="Accept the current results as the expected records.")
@_options.extractor_options
def command(
    cases: tuple[str, ...], accept: bool, extractor: str | None, limit: float, config: str | None, **given: Any
) -> int:
    """Run the extractor on page fixtures and show the differences from the expected records, field by field.

    A CASE is the folder of a case or its name, or a folder of cases; by default, all configured ones. A case is stale
    if its layout is that of no recent article in the configured paths, or if it is older than their last layout change.

    Exit code 1: a difference that was not accepted; 2: a case can't be used.
    """
    from newscheck.engine.session import Session
    from newscheck.fixtures import cases as engine
    from newscheck.fixtures.reruns import rerun
    from newscheck.fixtures.staleness import Staleness

    session = Session.load(given, file=config)
    _terminal.print_remarks(session.project.omissions)
    folders = list(_options.case_folders(session, cases))
    stale = Staleness(session, map(engine.load, folders))
    common = _options.start_extractor(extractor or session.project.extractor)
    code = 0
    for folder in folders:
        case = engine.load(folder)
        try:
            is_common = extractor or session.project.no_code or not case.extractor
            own = common if is_common else _own(case.name, str(case.extractor))
            if own is None:
                raise UsageError(f"{case.name}: no extractor: -x MODULE:FUNCTION, or `extractor` in the settings")
            result = rerun(case, own, session, limit)
        except UsageError as error:
            # The other cases are still run.
            _terminal.print_remarks([str(error)])
            code = EXIT_USAGE
            continue
        for line in _report(folder, result, stale.reason(case)):
            click.echo(sanitize(line))
        if accept and result.extraction.record is not None:
            engine.save(folder, result.accepted)
        elif result.differences or result.extraction.record is None:
            code = max(code, EXIT_FINDINGS)
    return code


def _own(name: str, extractor: str) -> AnyExtractor | None:
    """The extractor that a case names itself. Raises UsageError, with the name of the case, where there is none."""
    try:
        return _options.start_extractor(extractor)
    except UsageError as error:
        raise UsageError(f"{name}: {error}") from None


def _report(folder: Path, result: Rerun, stale: str) -> Iterator[str]:
    """The differences of a case, whether it is stale, and the names of the fields that have no difference."""
    from newscheck.engine.files.path_names import display_path

    yield display_path(str(folder))
    if stale:
        yield f"  warning: {stale}"
        yield f"  with a newer page: newscheck fixture refresh {folder.name} --from PAGE"
    if result.extraction.record is None:
        yield f"  {result.extraction.failure}"
        yield from (f"    {line}" for line in result.extraction.traceback.splitlines())
        return
    for lines in result.differences.values():
        yield from (f"  {line}" for line in lines)
    same = ", ".join(result.unchanged)
    yield f"  unchanged: {same}" if same else "  nothing is unchanged"
