"""How the fields of an item become those of the record: by the settings, by a preset, by their own names.

The record's own names count beside any mapping, so that a record is valid under all settings. An item that has none of
them as it is written may have one in another spelling (`URL`, `Title`, `epochMs`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from newscheck.errors import UsageError
from newscheck.model import ExtractorResult
from newscheck.text.suggestions import did_you_mean

if TYPE_CHECKING:
    # A dump has no items.
    from newscheck.article.item_paths import ItemPath, Place
    from newscheck.article.presets import Preset

#: Fields of the record that an item may have; missing ones are extracted from its `html`.
RECORD_FIELDS = ("epoch_ms", "title", "url", "dateline", "image", "images", "lead", "paragraphs", "body")
ITEM_FIELDS = (*RECORD_FIELDS, "html")
#: The unit of an epoch that is a number, beside the fields in `[fields]`.
EPOCH_UNIT = "epoch_unit"
#: The place of the record's own field for the epoch.
OWN_EPOCH: Place = ("epoch_ms",)

#: The setting `extractor` for the main content of a page instead of a scraper's own function.
MAIN_CONTENT = "newscheck:main-content"

#: A scraper's own function: the record of a page and its address.
PageExtractor = Callable[[bytes, str], ExtractorResult]
#: Sets of names whose plans are remembered, and the most names of such a set: the names are those of the input.
_REMEMBERED, _MOST_NAMES = 200, 200


class FieldPlan(NamedTuple):
    """How to find a field: at the first of its `paths` that leads to a value.

    `name` is the member to which the first path leads, whatever is behind it, `place` the steps to it.
    """

    field: str
    name: str | None
    place: Place
    paths: tuple[ItemPath, ...]


class ItemPlan(NamedTuple):
    """How to read items of the same names: their fields, the unit of a number in the record's own epoch field, the
    preset that they are recognised by, if any, and the names of their `own` fields, which are not of the record.
    """

    fields: tuple[FieldPlan, ...]
    own_unit: str
    preset: Preset | None
    own: tuple[str, ...] = ()


class ItemMapping:
    """The settings for reading items, prepared once and used for any number of them.

    `fields` is the table `[fields]`: for each field of the record a path, or several of which the first counts that the
    item has. `preset` names the tool that wrote the items (empty: recognised item by item), `items` is the path to the
    items in a file (empty: found by its shape), `date_order` is "day-first", "month-first", or empty where each feed
    shows it. `columns` are the names of the columns of tables that have no header. `extractor` makes records of pages:
    a function, MAIN_CONTENT, or None where pages are not read.
    Raises UsageError where the preset is unknown, or two columns have one name.
    """

    def __init__(
        self,
        fields: Mapping[str, Any] = {},
        *,
        preset: str = "",
        items: str = "",
        date_order: str = "",
        columns: Sequence[str] = (),
        extractor: PageExtractor | str | None = None,
    ) -> None:
        self.fields = fields
        self.items = items
        self.date_order = date_order
        self.columns = tuple(columns)
        self.preset = preset
        self.extractor = extractor
        if preset:
            _require(preset)
        if len(set(columns)) < len(columns):
            twice = Counter(columns).most_common(1)[0][0]
            raise UsageError(f"columns: two columns are called {twice[:40]!r}; each needs a name of its own")
        self._own = {name: _paths(value) for name, value in fields.items() if name in ITEM_FIELDS}
        self._remembered = lru_cache(_REMEMBERED)(self._plan_of)
        #: Mostly an item has the names of the one before.
        self._last: tuple[tuple[str, ...], ItemPlan | None] = ((), None)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.fields, self.preset, self.items, self.date_order, self.columns, self.extractor)

    def plan_of(self, names: tuple[str, ...]) -> ItemPlan:
        """How to read an item with some names."""
        known, plan = self._last
        if plan is None or known != names:
            plan = self._remembered(names) if len(names) <= _MOST_NAMES else self._plan_of(names)
            self._last = (names, plan)
        return plan

    def _plan_of(self, names: tuple[str, ...]) -> ItemPlan:
        from newscheck.article import presets

        preset = presets.load(self.preset) if self.preset else presets.recognise(names)
        own = _own_names(names)
        every = ((field, self._candidates(field, own[field], preset)) for field in ITEM_FIELDS)
        plans = tuple(_plans(every, names))
        return ItemPlan(
            plans,
            self.epoch_unit(preset, OWN_EPOCH),
            preset,
            _own_fields(plans, names, is_lead_mapped=self.is_mapped("lead")),
        )

    def _candidates(self, field: str, name: str, preset: Preset | None) -> tuple[ItemPath, ...]:
        from newscheck.article.item_paths import ItemPath

        settings, own = self._own.get(field, ()), ItemPath(name, (name,))
        by_preset = preset.fields.get(field, ()) if preset else ()
        # No tool calls a time as the record does: whoever adds one to its items means the clock.
        return (*settings, own, *by_preset) if field == "epoch_ms" else (*settings, *by_preset, own)

    def epoch_unit(self, preset: Preset | None, place: Place = ()) -> str:
        """The unit of epochs that are numbers: ms in the record's own field where the settings map another."""
        if place == OWN_EPOCH and self.is_mapped("epoch_ms"):
            return "ms"
        return str(self.fields.get(EPOCH_UNIT) or (preset.epoch_unit if preset else "ms"))

    def is_mapped(self, field: str) -> bool:
        """Whether the settings map a field of the record."""
        return field in self._own


def _restored(
    fields: Mapping[str, Any],
    preset: str,
    items: str,
    date_order: str,
    columns: Sequence[str],
    extractor: PageExtractor | str | None,
) -> ItemMapping:
    return ItemMapping(fields, preset=preset, items=items, date_order=date_order, columns=columns, extractor=extractor)


def _require(preset: str) -> None:
    """Raise UsageError where there is no such preset."""
    from newscheck.article import presets

    if preset not in presets.names():
        raise UsageError(f"unknown preset {preset[:40]!r}{did_you_mean(preset[:40], presets.names())}")


def _own_names(names: Sequence[str]) -> dict[str, str]:
    """The names of the record's fields as an item spells them; the field's own where it has none or several."""
    from newscheck.article.field_names import plain

    spellings: dict[str, list[str]] = {}
    for name in names:
        spellings.setdefault(plain(name), []).append(name)
    return {field: _spelling(field, spellings.get(plain(field), ())) for field in ITEM_FIELDS}


def _spelling(field: str, written: Sequence[str]) -> str:
    return written[0] if len(written) == 1 and field not in written else field


def _paths(value: str | Sequence[str]) -> tuple[ItemPath, ...]:
    from newscheck.article import item_paths

    return tuple(map(item_paths.parse, [value] if isinstance(value, str) else value))


def _plans(fields: Iterable[tuple[str, tuple[ItemPath, ...]]], names: tuple[str, ...]) -> Iterator[FieldPlan]:
    """The fields without those whose paths lead to nothing in an item with some names."""
    for field, candidates in fields:
        if paths := tuple(path for path in candidates if _begins(path, names)):
            name = paths[0].text if paths[0].text in names else None
            yield FieldPlan(field, name, (name,) if name is not None else (), paths)


def _own_fields(plans: Iterable[FieldPlan], names: tuple[str, ...], *, is_lead_mapped: bool) -> tuple[str, ...]:
    """The names of an item that no field of the record is taken from first.

    A summary that a preset takes for a lead (`description`) is a field of its own as well.
    """
    plans = [plan for plan in plans if is_lead_mapped or plan.field != "lead"]
    used = {root for plan in plans for root in _roots(plan.paths[0], names)}
    return tuple(name for name in names if name not in used and name not in ITEM_FIELDS and name[:1] != "(")


def _roots(path: ItemPath, names: tuple[str, ...]) -> Iterator[str]:
    """The members of an item at which a path begins."""
    if path.text in names:
        yield path.text
        return
    first = path.steps[0]
    if isinstance(first, tuple):
        for inner in first:
            yield from _roots(inner, names)
    elif isinstance(first, str):
        yield first


def _begins(path: ItemPath, names: tuple[str, ...]) -> bool:
    first = path.steps[0]
    if isinstance(first, tuple):
        return any(_begins(inner, names) for inner in first)
    return path.text in names or first in names
