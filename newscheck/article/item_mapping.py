"""How the fields of an item become those of the record: by the settings, by a preset, by their own names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from newscheck.article import item_paths, presets
from newscheck.article.item_paths import ItemPath
from newscheck.article.presets import Preset
from newscheck.errors import UsageError
from newscheck.text.suggestions import did_you_mean

#: Fields of the record that an item may have; missing ones are extracted from its `html`.
RECORD_FIELDS = ("epoch_ms", "title", "url", "dateline", "image", "images", "lead", "paragraphs", "body")
ITEM_FIELDS = (*RECORD_FIELDS, "html")
#: The unit of an epoch that is a number, beside the fields in `[fields]`.
EPOCH_UNIT = "epoch_unit"

#: The paths of each field in the order in which they are tried.
FieldPaths = tuple[tuple[str, tuple[ItemPath, ...]], ...]


class ItemMapping:
    """The settings for reading items, prepared once and used for any number of them.

    `fields` is the table `[fields]`: for each field of the record a path, or several of which the first counts that the
    item has. `preset` names the tool that wrote the items (empty: recognised item by item), `items` is the path to the
    items in a file (empty: found by its shape), `date_order` is "day-first", "month-first", or empty where each feed
    shows it. Raises UsageError where the preset is unknown.
    """

    def __init__(
        self, fields: Mapping[str, Any] = {}, *, preset: str = "", items: str = "", date_order: str = ""
    ) -> None:
        self.fields = fields
        self.items = items
        self.date_order = date_order
        self.preset = preset
        if preset and preset not in presets.names():
            raise UsageError(f"unknown preset {preset!r}{did_you_mean(preset, presets.names())}")
        self._own = {name: _paths(value) for name, value in fields.items() if name in ITEM_FIELDS}
        self.paths_of = lru_cache(1_000)(self._paths_of)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.fields, self.preset, self.items, self.date_order)

    def _paths_of(self, names: tuple[str, ...]) -> tuple[FieldPaths, Preset | None]:
        """The paths for an item with some names, and the preset that it is recognised by, if any."""
        preset = presets.load(self.preset) if self.preset else presets.recognise(names)
        tables = (self._own, preset.fields if preset else {})
        paths = {field: [path for table in tables for path in table.get(field, ())] for field in ITEM_FIELDS}
        return _present(((field, (*found, item_paths.parse(field))) for field, found in paths.items()), names), preset

    def epoch_unit(self, preset: Preset | None) -> str:
        """The unit of epochs that are numbers."""
        return str(self.fields.get(EPOCH_UNIT) or (preset.epoch_unit if preset else "ms"))

    def is_mapped(self, field: str) -> bool:
        """Whether the settings map a field of the record."""
        return field in self._own


def _restored(fields: Mapping[str, Any], preset: str, items: str, date_order: str) -> ItemMapping:
    return ItemMapping(fields, preset=preset, items=items, date_order=date_order)


def _paths(value: str | Sequence[str]) -> tuple[ItemPath, ...]:
    return tuple(map(item_paths.parse, [value] if isinstance(value, str) else value))


def _present(fields: Iterable[tuple[str, tuple[ItemPath, ...]]], names: tuple[str, ...]) -> FieldPaths:
    """The paths without those that lead to nothing in an item with some names."""
    kept = ((field, tuple(path for path in paths if _begins(path, names))) for field, paths in fields)
    return tuple((field, paths) for field, paths in kept if paths)


def _begins(path: ItemPath, names: tuple[str, ...]) -> bool:
    return path.text in names or path.steps[0] in names
