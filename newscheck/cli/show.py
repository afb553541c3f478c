"""`newscheck show FILE`: the record of each article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from newscheck.cli import _options, _terminal

if TYPE_CHECKING:
    from newscheck.model import Article

#: Own fields that a message names.
_NAMED = 20


@click.command(epilog="Example: newscheck show articles/1048575.md")
@click.argument("file", type=click.Path())
@click.option("--site", metavar="SITE", help="The publisher of the articles, instead of that of their URLs.")
@_options.config
@_options.no_code
def command(file: str, config: str | None, **given: Any) -> None:
    """Print the record of each article in a file as JSON, as the schema checks it, an item's own fields last; site,
    layout, language and the reading of an item's date go to stderr.

    FILE may be one in an archive, articles.zip!/rfi/1.md, or a page in a web archive, crawl.warc.gz!/URL.
    """
    from newscheck import readers
    from newscheck.article.extraction import to_article
    from newscheck.article.presets import load
    from newscheck.engine.files import directory_walk, inputs
    from newscheck.engine.files.urls import is_url
    from newscheck.engine.remote import remote_walk
    from newscheck.engine.session import Session
    from newscheck.errors import UsageError
    from newscheck.outputs.json import indented

    session = Session.load(given, file=config)
    _terminal.print_remarks(session.project.omissions)
    project, sites = session.project, session.checker.sites
    entry = (remote_walk if is_url(file) else directory_walk).require_file(file, pages=project.reads_pages)
    shown = 0
    reported: set[str] = set()
    for raw in inputs.read(entry, project.max_file_size):
        for document in readers.read(raw, session.checker.mapping):
            # Items of a file are often alike: each fault once.
            faults = dict.fromkeys(f"{document.path}: {fault.detail}" for fault in document.faults)
            _terminal.print_remarks([fault for fault in faults if fault not in reported])
            reported.update(faults)
            if document.is_blank:
                continue
            article = _in_time(project.file_timeout, file, partial(to_article, document, sites))
            shown += 1
            layout = article.layout.name if article.layout else "none"
            preset = f", an item of {load(document.preset).title}" if document.preset else ""
            _terminal.print_remarks([f"site {article.site.name}, layout {layout}, {_text(article)}{preset}"])
            _terminal.print_remarks([*_date_remarks(article), *_own_remarks(article)])
            click.echo(indented(article.record))
    if not shown:
        raise UsageError(f"no article in {entry.path}")


def _text(article: Article) -> str:
    """The language of the text, and its length."""
    from newscheck.article.script import is_han
    from newscheck.text.display import quantity
    from newscheck.text.language import NAMES, is_other

    language, expected = article.language, article.site.language
    named = f"language {NAMES.get(language, language)}" if language else "no language recognised"
    if is_other(language, expected):
        named += f" (that of the site is {NAMES[expected]})"
    length = f"{article.han_count:,} Han characters" if is_han(article) else quantity(len(article.body), "character")
    return f"{named}, {length}"


def _own_remarks(article: Article) -> Iterator[str]:
    """The names of the fields that are not of the record, with those of the members of objects."""
    if names := [*article.fields]:
        more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
        yield f"own fields: {', '.join(_with_members(name, article.fields[name]) for name in names[:_NAMED])}{more}"


def _with_members(name: str, value: Any) -> str:
    from newscheck.dump.own_members import members

    paths = [path.removeprefix(name).removeprefix("[*]").removeprefix(".") for path, _ in members({name: value})]
    more = ", …" if len(paths) > _NAMED else ""
    return f"{name} ({', '.join(paths[:_NAMED])}{more})" if paths else name


def _date_remarks(article: Article) -> Iterator[str]:
    """What the date that an item states was read as, with its zone."""
    from newscheck.article import dates, times

    field = article.document.record_fields.get("dateline")
    date = dates.stated(article.document, article.site, article.epoch_ms)
    if field is not None and date is not None:
        meaning = times.format_dateline(article) if date.iso else date.kind
        yield f"date line {dates.quoted(field.value)}: {meaning}"


def _in_time(seconds: float, file: str, call: Callable[[], Article]) -> Article:
    """The result of a call. Raises UsageError where it exceeds the time limit of a file."""
    from newscheck.engine.files.path_names import display_path
    from newscheck.engine.processes.time_limit import TimeLimitExceeded, call_within
    from newscheck.errors import UsageError

    try:
        return call_within(seconds, call)
    except TimeLimitExceeded:
        raise UsageError(f"{display_path(file)}: not done after {seconds:g} s") from None
