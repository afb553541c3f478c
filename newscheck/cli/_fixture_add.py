"""`newscheck fixture add`: a page fixture made of a saved page, or of an article in a dump."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import click

from newscheck.cli import EXIT_FINDINGS, _options, _terminal
from newscheck.errors import UsageError
from newscheck.text.display import sanitize
from newscheck.text.width import shorten

if TYPE_CHECKING:
    from pathlib import Path

    from newscheck.engine.session import Session
    from newscheck.fixtures.captures import Capture
    from newscheck.fixtures.cases import Case

#: Cells of an address.
_NAME = 72


@click.command(
    "add", epilog="Example: newscheck fixture add saved.html --url https://www.rfi.fr/cn/… -x mypkg.rfi:parse"
)
@click.argument("sources", nargs=-1, required=True, metavar="URL_OR_FILE...")
@click.option(
    "--pages",
    type=_options.NON_EMPTY,
    metavar="FOLDER",
    help=f"The folder of page fixtures.  [default: {_options.PAGES}]",
)
@click.option("--name", metavar="NAME", help="The name of the case.  [default: the file's name]")
@_options.page_url
@_options.fetched
@click.option("--update", is_flag=True, help="Replace the page and the record of an existing case.")
@_options.extractor_options
def command(
    sources: tuple[str, ...],
    pages: str | None,
    name: str | None,
    url: str | None,
    fetched: int | None,
    update: bool,
    extractor: str | None,
    limit: float,
    config: str | None,
    **given: Any,
) -> int:
    """Make page fixtures: folders with a page, its origin, its record and its structure.

    A source is a saved page (.html, or - for stdin), a dump file (PATH, or PATH:LINE for one of several articles), or
    the address of an article in the configured dumps. newscheck fetches nothing. It prints the folders on stdout.

    The record comes from the extractor, or without one from the dump: review it before you commit it. An --extractor
    other than the configured one is stored in the case.

    Exit code 1: an extractor ended its process.
    """
    from pathlib import Path

    from newscheck.engine.files.destinations import check_location
    from newscheck.engine.session import Session
    from newscheck.fixtures import cases

    session = Session.load(given, file=config)
    _terminal.print_remarks(session.project.omissions)
    if len(sources) > 1 and (name or url):
        raise UsageError("--name and --url are for one source")
    root = Path(pages or session.project.pages or _options.PAGES)
    check_location(str(root))
    captures = []
    for case in (case for source in sources for case in cases_of(session, source, url, fetched)):
        folder = root / (cases.name_of(name) if name else case.name)
        captures.append((folder, _capture(session, case, folder, extractor, limit, update=update)))
    _save(captures)
    return EXIT_FINDINGS if any(capture.process_died for _, capture in captures) else 0


def _save(captures: Sequence[tuple[Path, Capture]]) -> None:
    """Write each case to its folder. Raises UsageError where two have the same."""
    from newscheck.engine.files.path_names import display_path
    from newscheck.fixtures import cases

    if len({folder for folder, _ in captures}) < len(captures):
        raise UsageError("several articles would have one name: give them one by one with --name")
    for folder, capture in captures:
        cases.save(folder, capture.case)
        click.echo(sanitize(display_path(str(folder))))
        _terminal.print_remarks([*capture.remarks, _summary(capture.case)])


def _capture(
    session: Session, case: Case, folder: Path, extractor: str | None, limit: float, *, update: bool
) -> Capture:
    """A case with the record of its extractor, for a folder. Raises UsageError where that must not be replaced."""
    from newscheck.engine.files.path_names import display_path
    from newscheck.fixtures import captures, cases

    if folder.exists() and not update:
        raise UsageError(f"{display_path(str(folder))} exists: --update replaces it, --name gives another name")
    project = session.project
    # A case names its extractor where it is not that of the settings: tests run it, too.
    own = cases.load(folder).extractor if folder.exists() else None
    named = extractor if extractor not in (None, project.extractor) else own
    isolated = _options.start_extractor(extractor or (not project.no_code and own) or project.extractor)
    return captures.with_expectation(case.renamed(folder.name), isolated, session, limit, named=named)


def cases_of(session: Session, source: str, url: str | None, fetched: int | None) -> Iterator[Case]:
    """The cases in a source."""
    from newscheck.engine.files import inputs
    from newscheck.fixtures import page_sources

    if page_sources.is_url(source):
        source = page_sources.find_by_url(session, session.project.resolve_paths(), source)
    elif source == "-" or page_sources.is_page(source):
        stdin = source == "-"
        page, time = (
            (inputs.read_stdin(sys.stdin.buffer), session.project.now) if stdin else page_sources.read_page(source)
        )
        yield page_sources.of_page(session, page, source, url=url, fetched=time if fetched is None else fetched)
        return
    if url or fetched is not None:
        raise UsageError("--url and --fetched are for saved pages: an article of a dump has both")
    yield from page_sources.of_articles(session, source)


def _summary(case: Case) -> str:
    record = case.record
    fields = "no record" if record is None else f"a record of {len(record)} fields ({', '.join(record)})"
    return f"{case.name}: {shorten(unquote(case.url), _NAME) or 'no address'}, {fields}"
