"""How the fields of an item become those of the record: by the settings, by a preset, by their own names.

The record's own names count beside any mapping, so that a record is valid under all settings. An item that has none of
them as it is written may have one in another spelling (`URL`, `Title`, `epochMs`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from newscheck.article import item_paths, presets
from newscheck.article.item_paths import ItemPath, Place
from newscheck.article.presets import Preset
from newscheck.errors import UsageError
from newscheck.model import ExtractorResult
from newscheck.text.suggestions import did_you_mean

#: Fields of the record that an item may have; missing ones are extracted from its `html`.
RECORD_FIELDS = ("epoch_ms", "title", "url", "dateline", "image", "images", "lead", "paragraphs", "body")
ITEM_FIELDS = (*RECORD_FIELDS, "html")
#: The unit of an epoch that is a number, beside the fields in `[fields]`.
EPOCH_UNIT = "epoch_unit"

#: The setting `extractor` for the main content of a page instead of a scraper's own function.
MAIN_CONTENT = "newscheck:main-content"

#: A scraper's own function: the record of a page and its address.
PageExtractor = Callable[[bytes, str], ExtractorResult]
#: The paths of each field in the order in which they are tried.
FieldPaths = tuple[tuple[str, tuple[ItemPath, ...]], ...]
#: Sets of names whose paths are remembered, and the most names of such a set: the names are those of the input.
_REMEMBERED, _MOST_NAMES = 200, 200
_PUNCTUATION = re.compile(r"[\W_]")


class ItemMapping:
    """The settings for reading items, prepared once and used for any number of them.

    `fields` is the table `[fields]`: for each field of the record a path, or several of which the first counts that the
    item has. `preset` names the tool that wrote the items (empty: recognised item by item), `items` is the path to the
    items in a file (empty: found by its shape), `date_order` is "day-first", "month-first", or empty where each feed
    shows it. `extractor` makes records of pages: a function, MAIN_CONTENT, or None where pages are not read.
    Raises UsageError where the preset is unknown.
    """

    def __init__(
        self,
        fields: Mapping[str, Any] = {},
        *,
        preset: str = "",
        items: str = "",
        date_order: str = "",
        extractor: PageExtractor | str | None = None,
    ) -> None:
        self.fields = fields
        self.items = items
        self.date_order = date_order
        self.preset = preset
        self.extractor = extractor
        if preset and preset not in presets.names():
            raise UsageError(f"unknown preset {preset[:40]!r}{did_you_mean(preset[:40], presets.names())}")
        self._own = {name: _paths(value) for name, value in fields.items() if name in ITEM_FIELDS}
        self._remembered = lru_cache(_REMEMBERED)(self._paths_of)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.fields, self.preset, self.items, self.date_order, self.extractor)

    def paths_of(self, names: tuple[str, ...]) -> tuple[FieldPaths, Preset | None]:
        """The paths for an item with some names, and the preset that it is recognised by, if any."""
        return self._remembered(names) if len(names) <= _MOST_NAMES else self._paths_of(names)

    def _paths_of(self, names: tuple[str, ...]) -> tuple[FieldPaths, Preset | None]:
        preset = presets.load(self.preset) if self.preset else presets.recognise(names)
        tables = (self._own, preset.fields if preset else {})
        paths = {field: [path for table in tables for path in table.get(field, ())] for field in ITEM_FIELDS}
        own = _own_names(names)
        every = ((field, (*found, ItemPath(own[field], (own[field],)))) for field, found in paths.items())
        return _present(every, names), preset

    def epoch_unit(self, preset: Preset | None, place: Place = ()) -> str:
        """The unit of epochs that are numbers: ms in the record's own field where the settings map another."""
        if place == ("epoch_ms",) and self.is_mapped("epoch_ms"):
            return "ms"
        return str(self.fields.get(EPOCH_UNIT) or (preset.epoch_unit if preset else "ms"))

    def is_mapped(self, field: str) -> bool:
        """Whether the settings map a field of the record."""
        return field in self._own


def _restored(
    fields: Mapping[str, Any], preset: str, items: str, date_order: str, extractor: PageExtractor | str | None
) -> ItemMapping:
    return ItemMapping(fields, preset=preset, items=items, date_order=date_order, extractor=extractor)


def _own_names(names: Sequence[str]) -> dict[str, str]:
    """The names of the record's fields as an item spells them; the field's own where it has none or several."""
    spellings: dict[str, list[str]] = {}
    for name in names:
        spellings.setdefault(_plain(name), []).append(name)
    return {field: _spelling(field, spellings.get(_plain(field), ())) for field in ITEM_FIELDS}


def _spelling(field: str, written: Sequence[str]) -> str:
    return written[0] if len(written) == 1 and field not in written else field


def _plain(name: str) -> str:
    """A name without case and punctuation."""
    return _PUNCTUATION.sub("", name.lower())


def _paths(value: str | Sequence[str]) -> tuple[ItemPath, ...]:
    return tuple(map(item_paths.parse, [value] if isinstance(value, str) else value))


def _present(fields: Iterable[tuple[str, tuple[ItemPath, ...]]], names: tuple[str, ...]) -> FieldPaths:
    """The paths without those that lead to nothing in an item with some names."""
    kept = ((field, tuple(path for path in paths if _begins(path, names))) for field, paths in fields)
    return tuple((field, paths) for field, paths in kept if paths)


def _begins(path: ItemPath, names: tuple[str, ...]) -> bool:
    first = path.steps[0]
    if isinstance(first, tuple):
        return any(_begins(inner, names) for inner in first)
    return path.text in names or first in names
