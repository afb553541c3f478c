"""Find the dumps in a repository, what else stands among their files, and how JSON items name their fields.

Only a few files of each folder are read, so that this takes little longer than a walk through the repository.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from glob import escape
from itertools import chain
from typing import Any, NamedTuple

from newscheck.article import field_names, item_groups, table_columns, value_forms
from newscheck.article.document_fields import given
from newscheck.article.extraction import to_article
from newscheck.article.item_mapping import EPOCH_UNIT, ITEM_FIELDS, MAIN_CONTENT, ItemMapping
from newscheck.article.sites import SiteIndex
from newscheck.engine import feed_sample
from newscheck.engine.files import directory_walk, inputs, path_names
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.files.other_files import OtherFiles
from newscheck.errors import UsageError
from newscheck.model import Article, Document
from newscheck.readers import csv
from newscheck.text.width import cell_width

#: Files of a folder that are read, and the fewest items of a file (if it has so many).
_MAX_FILES, _MIN_ITEMS = 8, 50
#: Items of a file that make it one of articles, though they lack what tells one: address and time, title, or text.
_MANY = 3
#: Fields that an article may lack: where a preset doesn't map them, its tool has nothing that is one.
_OPTIONAL = ("lead", "image", "images")
#: What scrapers write, in capitals, where there is no value.
_PLACEHOLDERS = ("", "N/A", "NA", "NONE", "NULL", "NAN", "-")
#: The share of items recognised by a preset that have a field by it, so that no other is looked for.
_MIN_SHARE = 0.2
#: Bytes (UTF-8) that the text of an article has at least, markup included: descriptions of other things are shorter;
#: and one that has but a label.
_MIN_TEXT, _MIN_LABELLED = 60, 200
#: The format of the documents of saved pages.
_PAGE = "page"
#: The preset of Markdown with front matter, which documents of any kind have.
_ANY_FRONT_MATTER = "front_matter"
#: Cells of a headline in a list of them, and of one with a day: entries of menus and names of feeds are shorter.
_MIN_HEADLINE, _MIN_DATED = 24, 16
#: An address of an article in a list of headlines: a page of its own, and no feed; also without its scheme.
_PAGE_ADDRESS = re.compile(
    r"(?:https?://[^/]+/|/[^/]+/|[a-z0-9-]+(?:\.[a-z0-9-]+)+/)(?!.*(?:\b(?:rss|feeds?|atom)\b|\.xml\Z)).*[^/].*",
    re.DOTALL,
)
#: Folders whose articles belong to no dump, unless they are named.
_SKIPPED_FOLDERS = re.compile(
    r"build|dist|docs?|env|examples?|fixtures?|samples?|site-packages|(__)?snapshots(__)?|tests?|testdata|vendor|venv"
)
#: A folder with such a name (a year, a month) is one of many: the next one will have another name.
NUMBERED_FOLDER = re.compile(r"[\d._-]+")


class DumpLocations(NamedTuple):
    """Where articles are: `paths` relative to the working folder, and patterns that exclude other files below them.

    `fields` is the mapping `[tool.newscheck.fields]` of their items, `extractor` what makes items of saved pages;
    `columns` are the names of the columns of tables without a header.
    """

    paths: tuple[str, ...]
    exclude: tuple[str, ...]
    fields: Mapping[str, str | list[str]]
    extractor: str | None = None
    columns: tuple[str, ...] = ()

    @property
    def mapping(self) -> ItemMapping:
        """How the fields of their items become those of the record."""
        return ItemMapping(self.fields, columns=self.columns, extractor=self.extractor)


class _FolderSummary(NamedTuple):
    """Whether a folder holds articles, and whether it holds items; the item's field for each record field, and the
    `others`, files beside the articles."""

    is_dump: bool
    has_items: bool
    fields: Mapping[str, str | list[str]] = {}
    others: tuple[str, ...] = ()


def find_dumps(paths: Sequence[str], limit: int) -> DumpLocations:
    """Find articles below the working folder, or only below `paths`; files over `limit` bytes are not read.

    Saved pages are taken for articles where there are no others. Raises UsageError where a path is missing, or where
    there are no articles.
    """
    seen = OtherFiles()
    entries = _folders(paths, seen, pages=False)
    columns = _columns(entries.values(), limit)
    folders = _examined(entries, limit, ItemMapping(columns=columns))
    if any(folder.is_dump for folder in folders.values()):
        used = _columns((entries[path] for path, folder in folders.items() if folder.is_dump), limit)
        return _locations(paths, folders, None)._replace(columns=columns if used else ())
    pages = _examined(_folders(paths, OtherFiles(), pages=True), limit, ItemMapping(extractor=MAIN_CONTENT))
    if any(folder.is_dump for folder in pages.values()):
        return _locations(paths, pages, MAIN_CONTENT)
    where = ", ".join(map(path_names.display_path, paths)) or "this folder"
    has_items = any(folder.has_items for folder in folders.values())
    hint = "; where items have other field names, map them in newscheck.toml ([fields])" if has_items else ""
    found = f" ({words})" if (words := seen.in_words()) else ""
    raise UsageError(f"no articles in {where}{found}: name the folder that they are in (newscheck init PATH){hint}")


def _columns(folders: Iterable[Sequence[FileEntry]], limit: int) -> tuple[str, ...]:
    """Names for the columns of most of the tables of articles without a header; empty where there is none."""
    proposals: Counter[tuple[str, ...]] = Counter()
    for entries in folders:
        tables = [entry for entry in entries if any(suffix in entry.path.lower() for suffix in csv.SUFFIXES)]
        for entry in _evenly_spaced(tables, _MAX_FILES) if tables else ():
            for document in feed_sample.documents_of(inputs.read(entry, limit), ItemMapping(), 1, 1):
                names = (fault.names for fault in document.faults if fault.kind == "csv")
                proposals.update(filter(table_columns.is_of_articles, names))
    return min(proposals, key=lambda names: (-proposals[names], names), default=())


def _examined(folders: Mapping[str, Sequence[FileEntry]], limit: int, bare: ItemMapping) -> dict[str, _FolderSummary]:
    """All folders by their paths; with an extractor, with saved pages."""
    return {folder: _examine(entries, limit, bare) for folder, entries in folders.items()}


def _locations(paths: Sequence[str], folders: Mapping[str, _FolderSummary], extractor: str | None) -> DumpLocations:
    dumps = {path: folder for path, folder in folders.items() if folder.is_dump}
    fields = _merged_fields([dump.fields for dump in dumps.values() if dump.fields])
    if paths:
        return DumpLocations(tuple(map(path_names.display_path, paths)), (), fields, extractor)
    others = folders.keys() - dumps.keys()
    roots = _highest(_root(folder, others) for folder in dumps)
    inside = _highest(folder for folder in others if any(_is_below(folder, root) for root in roots))
    beside = sorted(path for dump in dumps.values() for path in dump.others)
    exclude = (*(f"{escape(folder)}/*" for folder in inside), *map(escape, beside))
    return DumpLocations(tuple(root or "." for root in roots), exclude, fields, extractor)


def sample(dumps: DumpLocations, sites: SiteIndex, limit: int, most: int) -> list[Article]:
    """At most about `most` articles of the dumps, spread evenly over their files."""
    entries = list(directory_walk.walk(dumps.paths, dumps.exclude, pages=dumps.extractor is not None))
    chosen = _evenly_spaced(entries, most)
    per_file = max(_MIN_ITEMS, most // (2 * len(chosen)))
    documents = (document for entry in chosen for document in _documents(entry, limit, dumps.mapping, per_file))
    return [to_article(document, sites) for document in documents if not document.is_blank]


def _folders(paths: Sequence[str], others: OtherFiles, *, pages: bool) -> dict[str, list[FileEntry]]:
    """The files that may hold articles, by their folder (empty for the working folder); `others` counts the rest."""
    folders: dict[str, list[FileEntry]] = {}
    for entry in directory_walk.walk(paths or (".",), pages=pages, others=others):
        folders.setdefault(entry.path.rpartition("/")[0], []).append(entry)
    # Tests, examples and documents are read only where a path names them.
    return {
        folder: [] if not paths and any(map(_SKIPPED_FOLDERS.fullmatch, folder.split("/"))) else entries
        for folder, entries in folders.items()
    }


def _examine(entries: Sequence[FileEntry], limit: int, bare: ItemMapping) -> _FolderSummary:
    """Examine some files of a folder: it is a dump if most hold articles, or any of them where it has only a few files.

    A file without articles that has the suffix of those with articles is a broken one, unless most files have none or
    its items are of another kind.
    """
    chosen = _evenly_spaced(entries, _MAX_FILES)
    extractor = bare.extractor
    by_file = {entry: _documents(entry, limit, bare, _MIN_ITEMS) for entry in chosen}
    joint = {} if extractor else _guess([*chain.from_iterable(by_file.values())])

    def read(entry: FileEntry, fields: Mapping[str, Any]) -> list[Document]:
        return _documents(entry, limit, ItemMapping(fields, columns=bare.columns, extractor=extractor), _MIN_ITEMS)

    jointly = {entry: read(entry, joint) for entry in chosen}
    known = {entry for entry, documents in jointly.items() if any(map(_is_known, documents))}
    dumps = {entry for entry, documents in jointly.items() if _holds_articles(documents)}
    dumps |= known if len(known) >= _MANY else set()
    if len(chosen) > 1 and not extractor:
        # Items of other files, which are no articles, may outvote those of one.
        others_read = {entry: read(entry, _guess(by_file[entry])) for entry in chosen if entry not in dumps}
        dumps |= {entry for entry, documents in others_read.items() if _holds_articles(documents)}
    items = [document for entry in chosen if entry in dumps for document in by_file[entry] if document.item]
    fields = {} if extractor else _guess(items)
    are_most = 2 * len(dumps) >= len(chosen)
    if not dumps or not (are_most or len(chosen) == len(entries)):
        found = chain.from_iterable(by_file.values())
        return _FolderSummary(False, any(document.item and document.format != "markdown" for document in found))
    suffixes = {_suffix(entry) for entry in dumps} if are_most else set()
    usual = [_names(by_file[entry]) for entry in dumps]
    others = (
        entry.path
        for entry in chosen
        if entry not in dumps and (_suffix(entry) not in suffixes or _are_others(by_file[entry], usual))
    )
    fields = {name: name for name in ITEM_FIELDS} | fields if items and not extractor else {}
    return _FolderSummary(True, bool(items), fields, tuple(others) if len(chosen) == len(entries) else ())


def _guess(documents: Sequence[Document]) -> dict[str, Any]:
    """The mapping of the items; fields that a preset maps are left to it."""
    mapping = item_groups.guess([document.item for document in documents if document.item])
    known = [document for document in documents if document.preset]
    if 2 * len(known) < len(documents):
        return mapping
    filled = Counter(field for document in known for field in _filled(document))
    by_preset = {field for field, number in filled.items() if number >= _MIN_SHARE * len(known)}
    if by_preset & {"html", "body", "paragraphs"}:
        by_preset |= {"html", "body", "paragraphs"}
    if "epoch_ms" in by_preset:
        by_preset.add("epoch_unit")
    return {field: path for field, path in mapping.items() if field not in by_preset}


def _filled(document: Document) -> Iterator[str]:
    """The record fields that a document has a usable value for, and those that need none beside a preset."""
    yield from _OPTIONAL
    for field in ITEM_FIELDS:
        located = given(document, field)
        if located is not None and located.value and (field != "epoch_ms" or isinstance(located.value, int)):
            is_date = field != "dateline" or value_forms.is_day(located.value)
            yield from (field,) if is_date else ()


def _names(documents: Iterable[Document]) -> frozenset[str]:
    """The names of the members that items have."""
    return frozenset(name for document in documents for name in document.item or ())


def _are_others(documents: Sequence[Document], usual: Iterable[AbstractSet[str]]) -> bool:
    """Whether there are several items with other names than those of each file of articles."""
    names = _names(documents)
    is_list = len(documents) >= _MANY and bool(names)
    return is_list and all(2 * len(names & known) < len(names | known) for known in usual)


def _suffix(entry: FileEntry) -> str:
    return os.path.splitext(entry.path)[1]


def _merged_fields(tables: Sequence[Mapping[str, str | list[str]]]) -> dict[str, str | list[str]]:
    """One field mapping for the items of all folders; where they differ, the most frequent names come first."""
    usual = [dict(table) for table, _ in Counter(map(_candidates, tables)).most_common()]
    merged: dict[str, str | list[str]] = {}
    texts = {path for table in usual for path in table["body"]}
    for name in ITEM_FIELDS:
        # A field that is plain text in some items and HTML in others is mapped as body: the reader tells them apart.
        found = (path for table in usual for path in table[name] if name != "html" or path not in texts)
        paths = list(dict.fromkeys(found))
        if paths and paths != [name]:
            merged[name] = paths if len(paths) > 1 else paths[0]
    merged.update(next(({EPOCH_UNIT: table[EPOCH_UNIT][0]} for table in usual if EPOCH_UNIT in table), {}))
    return merged


def _candidates(table: Mapping[str, str | list[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, (value,) if isinstance(value, str) else tuple(value)) for name, value in table.items())


def _documents(entry: FileEntry, limit: int, mapping: ItemMapping, least: int) -> list[Document]:
    """At least so many documents of a file (if it has so many), spread over it."""
    return [*feed_sample.documents_in([entry], limit, mapping, least)]


def _holds_articles(documents: Sequence[Document]) -> bool:
    """Whether one of the documents is an article, or some look alike that lack something."""
    kinds = (_has_words, _is_headline, _is_untitled, _is_of_corpus)
    if any(map(_is_article, documents)) or any(sum(map(kind, documents)) >= _MANY for kind in kinds):
        return True
    return sum(_has_words(document) or _is_known(document) for document in documents) >= _MANY


def _is_article(document: Document) -> bool:
    """Whether a document has a title, and two of a text, an address and a time."""
    url = document.url.value if document.url else ""
    has_address, has_time = str(url).startswith("http"), document.epoch is not None
    is_listed = has_address and has_time and document.title is not None and not document.is_blank
    return is_listed or ((has_address or has_time) and _has_words(document))


def _is_known(document: Document) -> bool:
    """Whether a document is the article of a page, or an item of a known tool, with a text, whatever else it lacks."""
    is_known = document.format == _PAGE or document.preset not in ("", _ANY_FRONT_MATTER)
    return is_known and _has_text(document)


def _has_words(document: Document) -> bool:
    """Whether a document has a title and a text."""
    return document.title is not None and _has_text(document)


def _is_headline(document: Document) -> bool:
    """Whether a document has a title as long as that of an article, with the address of a page or a day."""
    title = str(document.title.value) if document.title else ""
    url = str(document.url.value) if document.url else ""
    day = document.record_fields.get("dateline")
    is_dated = day is not None and value_forms.is_dated(day.value)
    least = _MIN_DATED if is_dated else _MIN_HEADLINE
    return cell_width(title) >= least and (is_dated or _is_page(url))


def _is_untitled(document: Document) -> bool:
    """Whether a document has a text without a title: with an address, or where all titles are empty."""
    url = str(document.url.value) if document.url else ""
    return document.title is None and _has_text(document) and (_is_page(url) or "title" in document.missing)


def _is_of_corpus(document: Document) -> bool:
    """Whether a document has a long text or a headline, and besides only what says of which kind it is."""
    title = str(document.title.value) if document.title else ""
    has_text = _has_text(document, _MIN_LABELLED) or cell_width(title) >= _MIN_HEADLINE
    return has_text and field_names.is_of_corpus(_given_names(document))


def _given_names(document: Document) -> Iterator[str]:
    """The names of the members of an item that have a value."""
    for name, value in (document.item or {}).items():
        if value is not None and (not isinstance(value, str) or value.upper() not in _PLACEHOLDERS):
            yield name


def _is_page(url: str) -> bool:
    """Whether an address may be that of an article."""
    return bool(_PAGE_ADDRESS.match(url)) and not value_forms.is_image_address(url)


def _has_text(document: Document, least: int = _MIN_TEXT) -> bool:
    """Whether a document has a text as long as that of an article."""
    texts = (document.html, document.record_fields.get("body"), document.record_fields.get("paragraphs"))
    has_text = any(text is not None and len(str(text.value).encode("utf-8", "replace")) >= least for text in texts)
    return not document.is_blank and has_text


def _root(folder: str, others: AbstractSet[str]) -> str:
    """The highest folder above a dump that holds nothing else, or in which the next numbered folder will appear."""
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
    highest: list[str] = []
    for folder in sorted(set(folders), key=lambda folder: folder.split("/")):
        if not any(_is_below(folder, above) for above in highest):
            highest.append(folder)
    return highest


def _is_below(folder: str, above: str) -> bool:
    return not above or folder == above or folder.startswith(f"{above}/")


def _evenly_spaced(entries: Sequence[FileEntry], most: int) -> list[FileEntry]:
    """At most `most` files, evenly spread, the last one among them."""
    step = max(1, -(-len(entries) // most))
    return [*entries[::-step]][::-1]
