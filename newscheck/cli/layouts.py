"""`newscheck layouts`: the history of an archive's layouts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import click

from newscheck.cli import EXIT_USAGE, _delivery, _options, _timeline


@click.command(epilog="Example: newscheck layouts articles/ --propose")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of the output.")
@click.option("--propose", is_flag=True, help="Print [[layout]] entries for a site's data instead.")
@click.option("--diff", is_flag=True, help="Show what the markup of two files has not in common instead.")
@_options.selection
@_options.scan
def command(paths: tuple[str, ...], form: str, propose: bool, diff: bool, config: str | None, **given: Any) -> int:
    """Tell how the layout of each site's articles changed: since when, what appeared and vanished, what was lost.

    Nothing is judged, and the exit code is 0 unless newscheck itself crashes. A site needs 150 articles with an epoch.
    """
    import sys

    from newscheck.outputs.json import change, indented, layout
    from newscheck.rules import TIMEOUT
    from newscheck.run import run
    from newscheck.settings.config import identity, load
    from newscheck.store.cache import Cache
    from newscheck.text.wording import count

    given["exclude"] = given["exclude"] or None
    given |= {"select": ("file",), "ignore": (), "shapes": True}
    project = load(given, file=config, without=("reference", "since"))
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    if diff:
        _tell_difference(project, paths, form)
        return 0
    cache = Cache(".", identity(project))
    report = run(project, project.resolve_paths(paths), jobs=project.jobs, cache=cache)
    cache.save()
    _options.tell([*report.remarks, *cache.remarks])
    _options.tell([f"{one.path}: {one.message}; it is left out" for one in report.findings if one.rule == TIMEOUT])
    if form == "json":
        found = {"changes": [*map(change, report.changes)], "layouts": [*map(layout, report.layouts)]}
        click.echo(indented(found))
    elif not propose and not report.layouts:
        click.echo(f"{count(report.summary.articles, 'article')}, too few of any site to tell layouts apart (150)")
    else:
        lines = _proposed(report) if propose else _timeline.lines(report)
        click.echo("".join(f"{line}\n" for line in lines), nl=False)
    _delivery.tell_crashes(report.crashes)
    return EXIT_USAGE if report.crashes else 0


def _tell_difference(project: Any, paths: tuple[str, ...], form: str) -> None:
    """The skeletons of two files, and the features that only one of them has."""
    from newscheck.layout.profiling import look
    from newscheck.outputs.json import indented
    from newscheck.text.wording import safe

    if len(paths) != 2:
        raise click.UsageError("--diff takes two files: newscheck layouts --diff OLD.md NEW.md")
    before, after = (look(project, path) for path in paths)
    vanished, appeared = sorted(before.features - after.features), sorted(after.features - before.features)
    if form == "json":
        skeletons = {"before": before.skeleton, "after": after.skeleton}
        click.echo(indented({"skeletons": skeletons, "vanished": vanished, "appeared": appeared}))
        return
    click.echo(f"--- {safe(paths[0])}\n+++ {safe(paths[1])}")
    if before.skeleton != after.skeleton:
        click.echo(f"- {safe(before.skeleton)}\n+ {safe(after.skeleton)}")
    for sign, names in (("-", vanished), ("+", appeared)):
        for name in names:
            click.echo(f"{sign}   {safe(name)}")
    if not vanished and not appeared:
        click.echo("the same structure")


def _proposed(report: Any) -> Iterator[str]:
    """`[[layout]]` entries: a layout ends between the last article before a change and the first after it."""
    from newscheck.outputs.json import encode
    from newscheck.text.wording import safe

    for span in report.layouts:
        after = [change for change in report.changes if change.site == span.site and change.since > span.first]
        ending = min(after, key=lambda change: change.since, default=None)
        yield "[[layout]]"
        yield f"name = {encode(span.layout)}"
        if ending:
            middle = datetime.fromtimestamp((ending.last_before + ending.since) / 2000, UTC)
            yield f"until = {middle:%Y-%m-%dT%H:%M:%SZ}"
            yield f"# {safe(ending.what)}"
        yield ""
