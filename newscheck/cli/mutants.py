"""`newscheck mutants`: would a scraper's tests notice that the publisher changed its page?"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from newscheck.cli import EXIT_FINDINGS, _options, _terminal
from newscheck.errors import UsageError

if TYPE_CHECKING:
    from newscheck.engine.extraction.extractors import AnyExtractor
    from newscheck.engine.session import Session
    from newscheck.fixtures.cases import Case
    from newscheck.fixtures.mutation_report import CaseResults
    from newscheck.fixtures.mutation_session import MutationSession
    from newscheck.mutants import Mutant

_NAMES = "a name or a pattern (image-*); repeatable, or separated by commas"


@click.command(epilog="Example: newscheck mutants tests/pages --extractor mypkg.rfi:parse --save tests/survivors")
@click.argument("cases", nargs=-1, metavar="[CASE]...")
@click.option("--select", multiple=True, callback=_options.split_names, metavar="MUTANT", help=f"Only these: {_NAMES}.")
@click.option(
    "--ignore", multiple=True, callback=_options.split_names, metavar="MUTANT", help="Leave out these (names as above)."
)
@click.option(
    "--watch",
    multiple=True,
    type=click.Choice(["rules", "layout"]),
    help="What may kill a mutant besides the extractor; repeatable.  [default: both]",
)
@click.option(
    "--save", type=_options.NON_EMPTY, metavar="FOLDER", help="Write each survivor as a page fixture below this folder."
)
@click.option("--url", metavar="URL", help="The address of a single .html file.  [default: the page's own]")
@_options.now
@_options.text_or_json
@_options.color
@_options.extractor_options
def command(
    cases: tuple[str, ...],
    select: tuple[str, ...] | None,
    ignore: tuple[str, ...] | None,
    watch: tuple[str, ...],
    save: str | None,
    url: str | None,
    form: str,
    color: str,
    extractor: str | None,
    limit: float,
    config: str | None,
    **given: Any,
) -> int:
    """Change pages the way publishers do, run the extractor on each, and report undetected changes.

    A CASE is the folder of a page fixture or its name, a folder of fixtures, or an .html file; by default, all
    configured fixtures. A mutant is robust if the record stays the same, and killed if the extractor fails, a rule has
    a new finding, or the structure differs from the stored one. Any other mutant has survived: the record is wrong.
    A fixture whose layout is that of no recent article in the configured paths counts as an untested layout.

    Exit code 1: a mutant survived, or the extractor fails on an unchanged page.
    """
    from newscheck.engine.session import Session
    from newscheck.fixtures import mutation_session
    from newscheck.fixtures.mutation_testing import SURVIVED, WATCHERS
    from newscheck.fixtures.staleness import Staleness

    wanted = mutation_session.select_mutants(select or (), ignore or ())
    session = Session.load(given, file=config)
    _terminal.print_remarks(session.project.omissions)
    mutation = mutation_session.MutationSession(session, limit, watch or WATCHERS)
    named = _with_extractors(list(_cases(session, cases, url)), extractor, session)
    if save:
        _check_save(session, save, cases, [case for case, _ in named], wanted)
    stale = Staleness(session, [case for case, _ in named])
    tried = [
        results._replace(stale=stale.reason(case))
        for results, (case, _) in zip(_results(mutation, named, wanted, save), named, strict=True)
    ]
    _print(tried, wanted, form, color)
    has_failed = any(case.failure or any(own.outcome == SURVIVED for own in case.results) for case in tried)
    return EXIT_FINDINGS if has_failed else 0


def _print(tried: Sequence[CaseResults], wanted: Sequence[Mutant], form: str, color: str) -> None:
    from newscheck.fixtures import mutation_report
    from newscheck.outputs.json import indented

    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    if form == "json":
        click.echo(indented(mutation_report.as_json(tried, wanted)))
    else:
        lines = mutation_report.table(tried, wanted, _terminal.width(), _terminal.is_coloured(color))
        sys.stdout.writelines(f"{line}\n" for line in lines)


def _cases(session: Session, named: tuple[str, ...], url: str | None) -> Iterator[Case]:
    """The cases that are named. Raises UsageError where one isn't there."""
    from newscheck.fixtures import page_sources
    from newscheck.fixtures.cases import load

    if url and (len(named) != 1 or not page_sources.is_page(named[0])):
        raise UsageError("--url is for a single .html file: a page fixture has its own URL")
    for name in named or (None,):
        if name and page_sources.is_page(name):
            yield page_sources.of_file(session, name, url=url)
        else:
            yield from map(load, _options.case_folders(session, (name,) if name else ()))


def _check_save(
    session: Session, save: str, names: tuple[str, ...], read: Sequence[Case], wanted: Sequence[Mutant]
) -> None:
    """Raise UsageError where survivors can't be written, or would replace cases that this run reads."""
    from pathlib import Path

    from newscheck.engine.files.destinations import check_location
    from newscheck.engine.files.path_names import display_path
    from newscheck.fixtures import mutation_session, page_sources

    check_location(save)
    if Path(save).exists() and not Path(save).is_dir():
        raise UsageError(f"can't write {display_path(save)}: not a folder")
    folders = tuple(name for name in names if not page_sources.is_page(name))
    tried = {folder.resolve() for folder in _options.case_folders(session, folders)} if folders or not names else set()
    for case in read:
        for mutant in wanted:
            place = Path(save) / mutation_session.case_name(case, mutant.id)
            if place.resolve() in tried:
                raise UsageError(f"can't write {display_path(str(place))}: this run reads that page fixture")


def _with_extractors(cases: Sequence[Case], given: str | None, session: Session) -> list[tuple[Case, AnyExtractor]]:
    """Each case with the extractor that is given, its own, or that of the settings."""
    project = session.project
    names = [given or (not project.no_code and case.extractor) or project.extractor for case in cases]
    for case, name in zip(cases, names, strict=True):
        if name is None:
            raise UsageError(f"{case.name}: no extractor: --extractor MODULE:FUNCTION, or `extractor` in the settings")
    loaded = {name: _options.start_extractor(name) for name in dict.fromkeys(names)}
    return [(case, own) for case, name in zip(cases, names, strict=True) if (own := loaded[name])]


def _results(
    mutation: MutationSession, named: Sequence[tuple[Case, AnyExtractor]], wanted: Sequence[Mutant], save: str | None
) -> Iterator[CaseResults]:
    """The results of the mutants of each case."""
    from newscheck.fixtures import mutation_session
    from newscheck.text.page_encoding import text_of

    with _terminal.status_line() as show:
        for at, (case, extractor) in enumerate(named):
            show(f"{at + 1} of {len(named)} pages")
            other = mutation_session.other_case(named, at)
            yield _case_results(mutation, case, extractor, wanted, text_of(other.page) if other else "", save)


def _case_results(
    mutation: MutationSession,
    case: Case,
    extractor: AnyExtractor,
    wanted: Sequence[Mutant],
    other: str,
    save: str | None,
) -> CaseResults:
    from pathlib import Path

    from newscheck.fixtures import cases, mutation_session
    from newscheck.fixtures.mutation_report import CaseResults
    from newscheck.fixtures.mutation_testing import SURVIVED

    run = mutation.run(case, extractor)
    if run.failure:
        return CaseResults(case.name, failure=run.failure, traceback=run.traceback)
    if "layout" in mutation.watchers and run.is_layout_stale:
        _terminal.print_remarks([f"{case.name}: {cases.LAYOUT} is not that of the page, so that it detects nothing"])
    results = tuple(run.results(wanted, other))
    for result in results if save else ():
        if result.outcome == SURVIVED:
            survivor = mutation_session.as_case(case, run, result, extractor)
            cases.save(Path(save or "") / survivor.name, survivor)
    return CaseResults(case.name, results)
