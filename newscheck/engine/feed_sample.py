"""Documents of a feed, spread over its files and over each file: what the fields of its items are guessed from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from newscheck import readers
from newscheck.article.item_mapping import ItemMapping
from newscheck.article.spread import spread
from newscheck.engine.files import inputs
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.model import Document, RawInput

#: Documents that are read of all files together, and the fewest (if there are so many) that are taken of a file.
_MAX_READ, _PER_FILE = 20_000, 50


def documents_in(
    entries: Sequence[FileEntry], limit: int, mapping: ItemMapping, per_file: int = _PER_FILE
) -> Iterator[Document]:
    """At least `per_file` documents of each file, if it has so many; files over `limit` bytes are not read."""
    most = max(2 * per_file, _MAX_READ // max(1, len(entries)))
    for entry in entries:
        yield from documents_of(inputs.read(entry, limit), mapping, per_file, most)


def documents_of(
    raws: Iterable[RawInput], mapping: ItemMapping, per_file: int = _PER_FILE, most: int = _MAX_READ
) -> list[Document]:
    """A sample of the documents in the pieces of one file."""
    documents = chain.from_iterable(readers.read(raw, mapping) for raw in raws)
    return spread(islice(documents, most), per_file)
