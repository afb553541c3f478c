"""The articles that layout changes name as examples, read again: what their pages were, and what was found in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from newscheck import readers
from newscheck.article.extraction import to_article
from newscheck.engine.files import directory_walk, inputs
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.files.urls import is_url
from newscheck.engine.processes.time_limit import TimeLimitExceeded, call_within
from newscheck.engine.session import Session
from newscheck.errors import UsageError
from newscheck.model import Document, ExampleArticle, LayoutChange, RelatedLocation

#: The most changes, the latest, whose examples are read, and how many of each side.
_CHANGES, _EACH = 30, 1
#: The most characters of a source, and of a field of the record; the most fields, and those that another one shows.
_SOURCE, _TEXT, _FIELDS = 3_000, 600, 30
_LISTS = ("images", "paragraphs")


def example_articles(session: Session, changes: Sequence[LayoutChange]) -> list[ExampleArticle]:
    """An article before and one after each change, by path and line. One that can't be read in time is left out."""
    latest = sorted(changes, key=lambda change: change.since)[-_CHANGES:]
    places = (
        (place.path, place.line)
        for change in latest
        for side in (change.examples_before, change.examples_after)
        for place in side[:_EACH]
    )
    read = (_read(session, RelatedLocation(path, line=line)) for path, line in sorted({*places}))
    return [example for example in read if example]


def _read(session: Session, place: RelatedLocation) -> ExampleArticle | None:
    try:
        return call_within(session.project.file_timeout, lambda: _found(session, place))
    except (TimeLimitExceeded, UsageError):
        return None


def _found(session: Session, place: RelatedLocation) -> ExampleArticle | None:
    documents = (
        document
        for document in _documents(session, place.path)
        if document.path == place.path and document.line == place.line and not document.is_blank
    )
    return next((_example(session, document) for document in documents), None)


def _documents(session: Session, path: str) -> Iterator[Document]:
    project = session.project
    entries: Iterable[FileEntry] = _entries(session, path)
    for entry in islice(entries, 1):
        for raw in inputs.read(entry, project.max_file_size):
            yield from readers.read(raw, session.checker.mapping)


def _entries(session: Session, path: str) -> Sequence[FileEntry]:
    project = session.project
    if project.revision:
        return project.found_again([FileEntry(path, path, pages=project.reads_pages)])
    if is_url(path):
        from newscheck.engine.remote import remote_walk

        return [remote_walk.require_file(path, pages=project.reads_pages)]
    return [directory_walk.require_file(path, pages=project.reads_pages)]


def _example(session: Session, document: Document) -> ExampleArticle:
    article = to_article(document, session.checker.sites)
    source = document.text
    record = {name: _text(value) for name, value in article.record.items() if name not in _LISTS}
    shown = dict(islice(record.items(), _FIELDS))
    return ExampleArticle(document.path, document.line, shown, source[:_SOURCE], max(0, len(source) - _SOURCE))


def _text(value: Any) -> str | None:
    if value is None or value in ("", [], {}):
        return None
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _TEXT else text[:_TEXT] + "…"
