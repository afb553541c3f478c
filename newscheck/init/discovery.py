"""What stands in a folder: where its articles are, how their items name things, and which service its CI is.

Only a few files of each folder are read, so that a look at a repository takes little longer than a walk through it.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from glob import escape
from itertools import islice
from typing import Any, NamedTuple

from newscheck import readers
from newscheck.article.extraction import to_article
from newscheck.article.json_items import ITEM_FIELDS
from newscheck.article.sites import SiteIndex
from newscheck.engine.files import directory_walk, inputs, path_names
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.errors import UsageError
from newscheck.init.field_mapping import guess
from newscheck.model import Article, Document

#: Files of a folder that are looked at, and items of a file.
_MAX_FILES, _MAX_ITEMS = 8, 50
#: Characters that the text of an article has at least, markup and all: a description of something else is shorter.
_TEXT = 60
#: Folders whose articles are none of a dump, unless they are named.
_SKIPPED_FOLDERS = re.compile(
    r"build|dist|docs?|env|examples?|fixtures?|samples?|site-packages|(__)?snapshots(__)?|tests?|testdata|vendor|venv"
)
#: A folder with such a name is one of many, and the next one will have another.
NUMBERED_FOLDER = re.compile(r"[\d._-]+")
_JSON = ("json", "jsonl")


class DumpLocations(NamedTuple):
    """Where articles are: `paths` relative to the working folder, and patterns of what is below them and has none.

    `fields` is what `[tool.newscheck.fields]` has to say of their items.
    """

    paths: tuple[str, ...]
    exclude: tuple[str, ...]
    fields: Mapping[str, str | list[str]]


class _FolderSummary(NamedTuple):
    """What is in a folder: whether it is of articles, whether of items; then how these name the fields of the record,
    and which files beside the articles are none."""

    is_dump: bool
    has_items: bool
    names: Mapping[str, str] = {}
    others: tuple[str, ...] = ()


def find_dumps(paths: Sequence[str], limit: int) -> DumpLocations:
    """Look for articles below the working folder, or only below `paths`; files over `limit` bytes are not read.

    Raises UsageError where a path is missing, or where there are none.
    """
    looks = {folder: _examine(entries, limit) for folder, entries in _folders(paths).items()}
    found = {folder: look for folder, look in looks.items() if look.is_dump}
    if not found:
        where = ", ".join(map(path_names.display_path, paths)) or "this folder"
        hint = "; where items name things otherwise, say so in newscheck.toml ([fields])"
        hint = hint if any(look.has_items for look in looks.values()) else ""
        raise UsageError(f"no articles in {where}: name the folder that they are in (newscheck init PATH){hint}")
    fields = _fields([look.names for look in found.values() if look.names])
    if paths:
        return DumpLocations(tuple(map(path_names.display_path, paths)), (), fields)
    others = looks.keys() - found.keys()
    roots = _highest(_root(folder, others) for folder in found)
    inside = _highest(folder for folder in others if any(_is_below(folder, root) for root in roots))
    beside = sorted(path for look in found.values() for path in look.others)
    exclude = (*(f"{escape(folder)}/*" for folder in inside), *map(escape, beside))
    return DumpLocations(tuple(root or "." for root in roots), exclude, fields)


def sample(found: DumpLocations, sites: SiteIndex, limit: int, most: int) -> list[Article]:
    """Some articles of what was found, spread evenly over its files; at most about `most`."""
    entries = list(directory_walk.walk(found.paths, found.exclude))
    chosen = _evenly_spaced(entries, most)
    each = max(_MAX_ITEMS, most // len(chosen))
    documents = (document for entry in chosen for document in _documents(entry, limit, found.fields, each))
    return [to_article(document, sites) for document in documents if not document.is_blank]


def _folders(paths: Sequence[str]) -> dict[str, list[FileEntry]]:
    """The files that may hold articles, by the folder that they are in (`` for the working folder)."""
    folders: dict[str, list[FileEntry]] = {}
    for entry in directory_walk.walk(paths or (".",)):
        folders.setdefault(entry.path.rpartition("/")[0], []).append(entry)
    # What stands beside a dump isn't read, but where only paths that were named are looked at.
    return {
        folder: [] if not paths and any(map(_SKIPPED_FOLDERS.fullmatch, folder.split("/"))) else entries
        for folder, entries in folders.items()
    }


def _examine(entries: Sequence[FileEntry], limit: int) -> _FolderSummary:
    """A folder of articles is one in which most of some files hold them; or one of a few files, whatever else is there.

    A file in the form of the articles that holds none is a broken one, unless most are.
    """
    chosen = _evenly_spaced(entries, _MAX_FILES)
    items = [item for entry in chosen for item in _items(entry, limit)]
    fields = guess(items) if items else {}
    dumps = {entry for entry in chosen if any(map(_is_article, _documents(entry, limit, fields, _MAX_ITEMS)))}
    are_most = 2 * len(dumps) >= len(chosen)
    if not dumps or not (are_most or len(chosen) == len(entries)):
        return _FolderSummary(False, bool(items))
    forms = {_suffix(entry) for entry in dumps} if are_most else set()
    others = (entry.path for entry in chosen if entry not in dumps and _suffix(entry) not in forms)
    names = {name: name for name in ITEM_FIELDS} | fields if items else {}
    return _FolderSummary(True, bool(items), names, tuple(others) if len(chosen) == len(entries) else ())


def _suffix(entry: FileEntry) -> str:
    return os.path.splitext(entry.path)[1]


def _fields(tables: Sequence[Mapping[str, str]]) -> dict[str, str | list[str]]:
    """What `[tool.newscheck.fields]` has to say, of how the items of each folder name things: the most usual first."""
    usual = [dict(table) for table, _ in Counter(tuple(table.items()) for table in tables).most_common()]
    found: dict[str, str | list[str]] = {}
    texts = {table["body"] for table in usual}
    for name in ITEM_FIELDS:
        # What is the text for some and HTML for others is either, as the reader sees.
        ways = list(dict.fromkeys(table[name] for table in usual if name != "html" or table[name] not in texts))
        if ways and ways != [name]:
            found[name] = ways if len(ways) > 1 else ways[0]
    found.update(next(({"epoch_unit": table["epoch_unit"]} for table in usual if "epoch_unit" in table), {}))
    return found


def _items(entry: FileEntry, limit: int) -> Iterator[Mapping[str, Any]]:
    for document in _documents(entry, limit, {}, _MAX_ITEMS):
        if document.format in _JSON and not any(fault.kind == "json" for fault in document.faults):
            item = json.loads(document.text)
            if isinstance(item, dict):
                yield item


def _documents(entry: FileEntry, limit: int, fields: Mapping[str, Any], most: int) -> Iterator[Document]:
    """The first documents of a file."""
    raw = next(inputs.read(entry, limit))
    return islice(readers.read(raw, fields), most)


def _is_article(document: Document) -> bool:
    """Whether a document has the address or the time, the title and the text of an article."""
    url = document.url.value if document.url else ""
    has_source = document.epoch is not None or str(url).startswith("http")
    texts = (document.html, document.record_fields.get("body"), document.record_fields.get("paragraphs"))
    has_text = any(text is not None and len(str(text.value)) >= _TEXT for text in texts)
    return not document.is_blank and document.title is not None and has_source and has_text


def _root(folder: str, others: AbstractSet[str]) -> str:
    """The highest folder above one that has articles which holds nothing else, or where the next one is to come."""
    while folder:
        above, _, name = folder.rpartition("/")
        is_mixed = not above or any(_is_below(other, above) for other in others)
        # A name that is not UTF-8 can't stand in settings.
        if is_mixed and not NUMBERED_FOLDER.fullmatch(name) and os.path.lexists(folder):
            break
        folder = above
    return folder


def _highest(folders: Iterable[str]) -> list[str]:
    """Folders without those that are below another of them, sorted."""
    found: list[str] = []
    for folder in sorted(set(folders), key=lambda folder: folder.split("/")):
        if not any(_is_below(folder, above) for above in found):
            found.append(folder)
    return found


def _is_below(folder: str, above: str) -> bool:
    return not above or folder == above or folder.startswith(f"{above}/")


def _evenly_spaced(entries: Sequence[FileEntry], most: int) -> list[FileEntry]:
    """Some of them, evenly spread, the last one among them."""
    step = max(1, -(-len(entries) // most))
    return [*entries[::-step]][::-1]
