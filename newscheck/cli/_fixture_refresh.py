"""`newscheck fixture refresh`: a newer page for a page fixture, and what it changes in the record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from newscheck.cli import EXIT_FINDINGS, _fixture_add, _options, _terminal
from newscheck.errors import UsageError
from newscheck.text.display import sanitize

if TYPE_CHECKING:
    from pathlib import Path

    from newscheck.engine.session import Session
    from newscheck.fixtures.refreshes import Refresh


@click.command(
    "refresh", epilog="Example: newscheck fixture refresh eel-quota --from saved.html --url https://eel.example/2023/…"
)
@click.argument("case", type=_options.NON_EMPTY, metavar="CASE")
@click.option(
    "--from",
    "source",
    type=_options.NON_EMPTY,
    required=True,
    metavar="URL_OR_FILE",
    help="The newer page: a saved one (- for stdin), an article of a dump (PATH:LINE), or the address of one.",
)
@_options.page_url
@_options.fetched
@click.option(
    "--accept", is_flag=True, help="Also take a page with which the record loses fields, or that seems to be cut off."
)
@_options.extractor_options
def command(
    case: str,
    source: str,
    url: str | None,
    fetched: int | None,
    accept: bool,
    extractor: str | None,
    limit: float,
    config: str | None,
    **given: Any,
) -> int:
    """Replace the page of a page fixture by a newer one of the same publisher, and show what changes.

    CASE is the folder of a case or its name. The extractor's record of the newer page becomes the expected one: review
    it before you commit it. If the extractor fails on the newer page, nothing is written; nor, unless you accept
    that, if a field that had a value is empty there, or the page has no `</html>` any more.

    Exit code 1: nothing was written.
    """
    from newscheck.engine.session import Session
    from newscheck.fixtures import cases
    from newscheck.fixtures.refreshes import refresh

    session = Session.load(given, file=config)
    _terminal.print_remarks(session.project.omissions)
    folder = _folder(session, case)
    old = cases.load(folder)
    newer = list(_fixture_add.cases_of(session, source, url, fetched))
    if len(newer) > 1:
        raise UsageError(f"{source}: {len(newer):,} articles; give one of them: {source}:LINE")
    named = extractor or (not session.project.no_code and old.extractor) or session.project.extractor
    isolated = _options.start_extractor(named)
    if isolated is None:
        raise UsageError(f"{old.name}: no extractor: -x MODULE:FUNCTION, or `extractor` in the settings")
    result = refresh(old, newer[0], isolated, session, limit)
    for line in _report(folder, result):
        click.echo(sanitize(line))
    _terminal.print_remarks([*result.remarks])
    if result.failure or ((result.lost or result.is_cut) and not accept):
        return EXIT_FINDINGS
    cases.save(folder, result.case)
    return 0


def _folder(session: Session, name: str) -> Path:
    """The folder of the case of that name. Raises UsageError where there are none, or several."""
    folders = list(_options.case_folders(session, (name,)))
    if len(folders) > 1:
        raise UsageError(f"{name}: a folder of {len(folders):,} cases; name one of them")
    return folders[0]


def _report(folder: Path, result: Refresh) -> Iterator[str]:
    """The differences, and what keeps the page from being taken."""
    from newscheck.engine.files.path_names import display_path

    yield display_path(str(folder))
    if result.failure:
        yield f"  {result.failure}"
        yield from (f"    {line}" for line in result.traceback.splitlines())
        return
    for lines in result.differences.values():
        yield from (f"  {line}" for line in lines)
    if result.lost:
        yield (
            f"  lost: {', '.join(result.lost)} had a value, and has none on the newer page: mend the extractor, or take"
            " the page with --accept"
        )
    if result.is_cut:
        yield "  cut off: the page has no `</html>`, as the old one has: save it again, or take it with --accept"
