"""An item that a program hands over becomes input. Never raises for a bad item: what can't be read is a fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace

from newscheck.article import item_values, records
from newscheck.article.item_mapping import ItemMapping, ItemPlan
from newscheck.model import RawInput
from newscheck.text.display import sanitize, size_text

_EPOCH = "epoch_ms"
#: Characters of a URL in the path of an item.
_LONGEST = 1_000


class ItemInput(NamedTuple):
    """An item as input, and whether the time of the check stands for that of its crawl, which it doesn't have."""

    raw: RawInput
    is_crawled_now: bool = False


def of_item(item: object, name: str, mapping: ItemMapping, now: int, limit: int) -> ItemInput:
    """An item as input, whose path is its URL and a name.

    `now` is the time of the check in ms since 1970, `limit` the most bytes of an item.

    Values that no record can hold are left out where they are in fields of the item's own (a Response, a Request).
    """
    try:
        record, plan = _record(item, mapping)
        is_crawled_now = not _has_epoch(record, plan, mapping)
        if is_crawled_now:
            record[_EPOCH] = now
        url = _value("url", record, plan)
        # The name comes last: the suffix of an address says nothing of the item.
        path = f"{url[:_LONGEST]} ({name})" if isinstance(url, str) else name
        raw = replace(records.to_input(record, path), form="json")
    except Exception as error:  # its properties are code of the user
        detail = str(error) if isinstance(error, TypeError) else f"{type(error).__name__}: {error}"
        return ItemInput(RawInput(name, fault="unreadable", detail=sanitize(detail)))
    if len(raw.data) > limit:
        detail = f"{size_text(len(raw.data))}, over the limit of {size_text(limit)}"
        return ItemInput(RawInput(name, fault="too-large", detail=detail))
    return ItemInput(raw, is_crawled_now)


def _record(item: object, mapping: ItemMapping) -> tuple[dict[str, Any], ItemPlan]:
    """The plain record of an item, and how its fields are read. Raises TypeError where there is none."""
    fields = records.fields_of(item)
    plan = mapping.plan_of(tuple(fields))
    own = set(plan.own)
    record: dict[str, Any] = {}
    for name, value in fields.items():
        try:
            # To convert an iterator would use it up.
            if isinstance(value, Iterator):
                raise TypeError(f"{name} is a value of type {type(value).__name__}, which no record can hold")
            record[name] = records.to_json_value(value, name)
        except TypeError:
            if name not in own:
                raise
    return record, plan


def _has_epoch(record: Mapping[str, Any], plan: ItemPlan, mapping: ItemMapping) -> bool:
    """Whether an item has a time of its crawl, or what stands for it; where the settings name its field, it has to."""
    if _EPOCH in record or mapping.is_mapped(_EPOCH):
        return True
    return _value(_EPOCH, record, plan) is not None


def _value(field: str, record: Mapping[str, Any], plan: ItemPlan) -> Any:
    """The value of a field of the record, as the item has it; None where it says nothing."""
    paths = next((planned.paths for planned in plan.fields if planned.field == field), ())
    found = item_values.find(field, record, paths)
    return None if found is None or item_values.is_empty(field, found.value) else found.value
