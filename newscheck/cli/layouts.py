"""`newscheck layouts`: the history of an archive's layouts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from newscheck.cli import EXIT_USAGE, _options, _output_steps, _page_options, _picture, _terminal, _timeline

if TYPE_CHECKING:
    from newscheck.engine.session import Session
    from newscheck.model import Report
    from newscheck.outputs.picture.style import PictureStyle


@click.command(epilog="Example: newscheck layouts articles/ --propose")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@_options.text_or_json
@click.option("--propose", is_flag=True, help="Print [[layout]] entries for a site file instead.")
@click.option("--diff", is_flag=True, help="Compare the markup of two files instead.")
@_page_options.option
@_options.cache_dir
@_options.rev
@_options.run_options
@_options.scan_options
def command(
    paths: tuple[str, ...],
    form: str,
    propose: bool,
    diff: bool,
    pages: tuple[str, ...],
    config: str | None,
    **given: Any,
) -> int:
    """Show the layout changes of each site: since when, what appeared, what vanished and what was lost.

    The exit code is 0 unless newscheck itself crashes. A site needs 40 articles with an epoch before a
    change of more than half of its articles, 150 before a smaller one.
    """
    from newscheck.engine.session import Session

    _check(paths, given["rev"], diff, pages)
    wider = Session.load(given, file=config, without=("reference", "since"), besides=pages)
    session = wider.of_features(finds_templates=True)
    _terminal.print_remarks(session.project.omissions)
    style = _picture.style(color=_terminal.is_coloured("auto"))
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    if diff:
        _print_difference(session, paths, form)
        return 0
    _page_options.check(pages, session)
    report = _run(wider, session, paths, with_series=bool(pages))
    _print_listing(report, form, style, proposes=propose)
    steps = _output_steps.OutputSteps()
    _page_options.write(pages, report, steps, now=session.project.now)
    _output_steps.report_crashes(report.crashes)
    return steps.code(EXIT_USAGE if report.crashes else 0)


def _run(wider: Session, session: Session, paths: tuple[str, ...], *, with_series: bool) -> Report:
    """The report of a session, with the cache of the wider one that it was made of; remarks are printed."""
    from newscheck.engine.cache.content_store import Cache
    from newscheck.engine.run import run
    from newscheck.rules import TIMEOUT

    cache = Cache.of(session, wider)
    targets = session.project.resolve_paths(paths)
    with _terminal.progress(False, session, targets) as progress:
        jobs = session.project.jobs
        report = run(session, targets, jobs=jobs, cache=cache, progress=progress, with_series=with_series)
    cache.save()
    _terminal.print_remarks([*report.remarks, *cache.remarks])
    late = (finding for finding in report.findings if finding.rule == TIMEOUT)
    _terminal.print_remarks([f"{finding.path}: {finding.message}; it is left out" for finding in late])
    return report


def _print_listing(report: Report, form: str, style: PictureStyle, *, proposes: bool) -> None:
    """The layouts and their changes as JSON or as text, or as entries of a site file."""
    from newscheck.layout.thresholds import NEEDED_TO_SCAN
    from newscheck.outputs.json import change_dict, indented, layout_dict
    from newscheck.text.display import quantity

    if form == "json":
        table = {"changes": [*map(change_dict, report.changes)], "layouts": [*map(layout_dict, report.layouts)]}
        click.echo(indented(table))
    elif not proposes and not report.layouts:
        articles = quantity(report.summary.articles, "article")
        click.echo(f"{articles}, too few of any site with a crawl time to detect layouts ({NEEDED_TO_SCAN})")
    else:
        width = style.width if sys.stdout.isatty() else None
        lines = _proposed(report) if proposes else _timeline.lines(report, style, width)
        click.echo("".join(f"{line}\n" for line in lines), nl=False)


def _check(paths: tuple[str, ...], rev: str | None, diff: bool, pages: tuple[str, ...]) -> None:
    """Raise UsageError where options contradict each other."""
    _options.check_paths(paths, {"--rev": rev, "--diff": diff})
    if diff and rev:
        raise click.UsageError("--diff compares two files on disk: give no --rev with it")
    if diff and pages:
        raise click.UsageError("--diff compares two files: give no --report with it")


def _print_difference(session: Session, paths: tuple[str, ...], form: str) -> None:
    """The skeletons of two files, and the features that only one of them has."""
    from newscheck.engine.reference_builder import named_features
    from newscheck.outputs.json import indented
    from newscheck.text.display import sanitize

    if len(paths) != 2:
        raise click.UsageError("--diff takes two files: newscheck layouts --diff OLD.md NEW.md")
    before, after = (named_features(session, path) for path in paths)
    vanished, appeared = sorted(before.features - after.features), sorted(after.features - before.features)
    if form == "json":
        skeletons = {"before": before.skeleton, "after": after.skeleton}
        click.echo(indented({"skeletons": skeletons, "vanished": vanished, "appeared": appeared}))
        return
    click.echo(f"--- {sanitize(paths[0])}\n+++ {sanitize(paths[1])}")
    if before.skeleton != after.skeleton:
        click.echo(f"- {sanitize(before.skeleton)}\n+ {sanitize(after.skeleton)}")
    for sign, names in (("-", vanished), ("+", appeared)):
        for name in names:
            click.echo(f"{sign}   {sanitize(name)}")
    if not vanished and not appeared:
        click.echo("the same structure")


def _proposed(report: Report) -> Iterator[str]:
    """`[[layout]]` entries: a layout ends between the last article before a change and the first after it."""
    from newscheck.outputs.json import encode
    from newscheck.text.display import sanitize
    from newscheck.text.timestamps import format_iso

    for span in report.layouts:
        after = [change for change in report.changes if change.site == span.site and change.since > span.first]
        ending = min(after, key=lambda change: change.since, default=None)
        yield "[[layout]]"
        yield f"name = {encode(span.layout)}"
        if ending:
            yield f"until = {format_iso((ending.last_before + ending.since) // 2)}"
            yield f"# {sanitize(ending.what)}"
        yield ""
