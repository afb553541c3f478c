"""Build a Document from an item: the members of a JSON object, a row of a table, an entry of a feed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import islice
from json import dumps
from typing import Any

from newscheck.article import date_order, item_values
from newscheck.article.date_order import Siblings
from newscheck.article.dates import in_china, language
from newscheck.article.item_mapping import EPOCH_UNIT, OWN_EPOCH, RECORD_FIELDS, ItemMapping, ItemPlan
from newscheck.article.item_values import LONGEST_NO_VALUE, RENDERED, is_blank
from newscheck.article.presets import Preset
from newscheck.model import CountedText, Document, InputFault, LocatedValue
from newscheck.text import dates, written_date
from newscheck.text.regex import lazy_regex

#: Milliseconds in a unit: numerator and denominator.
_MS_PER = {"ms": (1, 1), "s": (1000, 1), "us": (1, 1000)}
#: Names of the list of items in a wrapper: a response with an empty one has no articles.
_LISTS = frozenset(
    ("items", "articles", "entries", "results", "data", "news", "posts", "stories", "list", "docs", "records", "hits")
)
#: The most fields of an unmapped item that a message names.
_MAX_NAMES = 6
#: The fields that some tools have the number of images in.
_IMAGES = ("image", "images")
#: The fields that a document has beside those of its record.
_HEAD = frozenset(("epoch_ms", "title", "url", "html"))
#: What the HTML of a page without `<p>` begins with.
_ELEMENTS = ("<div", "<main", "<article", "<section", "<figure")
#: The fields that are dates.
_DATES = ("dateline", "epoch_ms")
#: Larger than any clock's number, in any unit.
_MAX_EPOCH = 1 << 63
_NUMBER = lazy_regex(r"-?[0-9]{1,19}(?:\.[0-9]{1,9})?")


def to_document(
    path: str,
    source: str | bytes | memoryview | Mapping[str, Any],
    form: str,
    item: Mapping[str, Any],
    mapping: ItemMapping,
    origin: tuple[int, int],
    *,
    place: str = "",
    siblings: Siblings | None = None,
    header: Any = None,
    before: tuple[CountedText, int] | None = None,
) -> Document:
    """Build the document of an item and its `source`; `origin` and `before` say where that begins (`Document`).

    `form` is the name of the reader, `place` the path of the item in its file (`articles[3]`). The fields are located
    later, by their paths in the item and by `header`, if the reader needs one for that (`readers.span`). `siblings`
    gives the items of the same file (the same function for all of them): it is called once, where a date leaves open
    which number is the month.
    """
    plan = mapping.plan_of(tuple(item))
    head, fields, missing = _fields(item, plan)
    if not head and not fields:
        faults = (_no_article(item),)
        return Document(
            path, source, form, faults=faults, origin=origin, is_blank=True, place=place, item=item, before=before
        )
    order = mapping.date_order
    if siblings and not order:
        order = _order_of_file((fields.get("dateline"), head.get("epoch_ms")), plan, siblings)
    title, epoch, html = head.get("title"), head.get("epoch_ms"), head.get("html")
    if epoch is not None and (epoch.value.__class__ is not int or plan.own_unit != "ms" or epoch.path != OWN_EPOCH):
        epoch = _in_ms(epoch, item, head, plan, mapping, order)
    if html is None:
        body = fields.get("body")
        if body is not None and body.value.__class__ is str and _has_paragraph(body.value):
            html = fields.pop("body")
    return Document(
        path,
        source,
        form,
        epoch,
        _text(fields, "title", title) if title is not None else None,
        _text(fields, "url", head["url"]) if "url" in head else None,
        _text(fields, "html", html) if html is not None else None,
        fields,
        missing,
        origin=origin,
        place=place,
        preset=plan.preset.name if plan.preset else "",
        item=item,
        date_order=order,
        is_date_order_set=bool(mapping.date_order),
        header=header,
        before=before,
        own=plan.own,
    )


def _fields(
    item: Mapping[str, Any], plan: ItemPlan
) -> tuple[dict[str, LocatedValue], dict[str, LocatedValue], Mapping[str, LocatedValue]]:
    """The fields of the record that an item has, of each the first with a value: those of a document, and the others.

    And those that have none.
    """
    head: dict[str, LocatedValue] = {}
    fields: dict[str, LocatedValue] = {}
    missing: dict[str, LocatedValue] | None = None
    get = item.get
    for field, name, place, candidates in plan.fields:
        # Mostly a field is a member with a text, or the number of an epoch.
        value: Any = get(name)  # type: ignore[arg-type]
        kind = value.__class__
        if kind is str:
            if name != RENDERED and not (value.isspace() if len(value) > LONGEST_NO_VALUE else is_blank(value)):
                (head if field in _HEAD else fields)[field] = LocatedValue(value, -1, -1, place)
                continue
        elif kind is int and field == "epoch_ms":
            head[field] = LocatedValue(value, -1, -1, place)
            continue
        found = item_values.find(field, item, candidates)
        if found is None:
            null = next((candidate.text for candidate in candidates if candidate.text in item), None)
            found = LocatedValue(None, path=(null,)) if null is not None else None
        if found is not None and field in _IMAGES and isinstance(found.value, (int, float)):
            continue  # their number
        if found is not None and not _is_missing(found.value):
            (head if field in _HEAD else fields)[field] = found
        elif found is not None:
            missing = missing or {}
            missing[field] = found
    return head, fields, missing or {}


def _in_ms(
    epoch: LocatedValue,
    item: Mapping[str, Any],
    head: Mapping[str, LocatedValue],
    plan: ItemPlan,
    mapping: ItemMapping,
    order: str,
) -> LocatedValue:
    """The epoch of an item in milliseconds, where it is in another unit or written as a date."""
    unit = plan.own_unit if epoch.path == OWN_EPOCH else _epoch_unit(mapping, plan.preset)
    if epoch.value.__class__ is int and unit == "ms":
        return epoch
    title, url = head.get("title"), head.get("url")
    stated = partial(language, item, url and url.value)
    read = partial(_moment, order=order, is_set=bool(mapping.date_order), title=title and title.value, stated=stated)
    return LocatedValue(_epoch(epoch.value, unit, read), path=epoch.path)


def _is_missing(value: Any) -> bool:
    """Whether a value is none: null, blanks only, or not a number."""
    if isinstance(value, str):
        return not value or value.isspace()
    return value is None or (isinstance(value, float) and value != value)


def _order_of_file(dates: Iterable[LocatedValue | None], plan: ItemPlan, siblings: Siblings) -> str:
    """The order of day and month that the items of the file show, where a date of this one leaves it open."""
    for date in dates:
        if date is not None and _leaves_order_open(date.value):
            paths = (path for field in plan.fields if field.field in _DATES for path in field.paths)
            return date_order.of_file(siblings, tuple(paths))
    return ""


def _has_paragraph(text: str) -> bool:
    """Whether a text is HTML: it has a paragraph, or begins with an element of a page."""
    return "<" in text and ("<p" in text or text.startswith(_ELEMENTS))  # To look for one character is much faster.


def _leaves_order_open(value: Any) -> bool:
    """Whether day and month of a date are two numbers of which each may be the month."""
    # Mostly a date is in ISO 8601, or a number.
    year = value[:4] if value.__class__ is str and value[4:5] == "-" else value
    if year.__class__ is int or (year.__class__ is str and year.isdecimal()):
        return False
    return dates.parse(value).order == written_date.EITHER


def _no_article(item: Mapping[str, Any]) -> InputFault:
    """The reason why an item is no article: it has no items, no values, or no field of the record."""
    for name, value in item.items():
        if _is_empty_list(name, value):
            return InputFault("empty", f"`{name}` has no items")
    if item and all(map(_is_missing, item.values())):
        return InputFault("empty", "none of the item's fields has a value")
    detail = (
        "none of the item's fields is a field of the record; map them with [tool.newscheck.fields]"
        " (newscheck init writes it)"
    )
    return InputFault("fields", detail, 0, 1, tuple(islice(item, _MAX_NAMES)))


def _is_empty_list(name: str, value: Any) -> bool:
    """Whether a member of a wrapper is an empty list of items, or contains one."""
    if name.lower() not in _LISTS or not isinstance(value, (list, dict)):
        return False
    return not any(value) or (isinstance(value, dict) and any(_is_empty_list(*inner) for inner in value.items()))


def _text(fields: dict[str, LocatedValue], name: str, field: LocatedValue) -> LocatedValue:
    """A text; the JSON text of another value. A field of the record keeps that one, for the schema to reject."""
    if field.value.__class__ is str:
        return field
    if name in RECORD_FIELDS:
        fields[name] = field
    return LocatedValue(dumps(field.value, ensure_ascii=False), path=field.path)


def _epoch_unit(mapping: ItemMapping, preset: Preset | None) -> str:
    """The unit of an epoch in a mapped field, as it is set; else empty: by its size."""
    if mapping.fields.get(EPOCH_UNIT):
        return mapping.epoch_unit(preset)
    return preset.epoch_unit if preset and preset.epoch_unit != "ms" else ""


def _moment(value: Any, *, order: str, is_set: bool, title: Any, stated: Callable[[], str]) -> int | None:
    """A date in milliseconds, in UTC where it has no zone, as the clocks of machines on which scrapers run."""
    date = written_date.in_order(dates.parse(value), order, is_known=is_set)
    if date.readings:
        date = written_date.in_language(date, stated())
    return in_china(date, title).ms()


def _epoch(value: Any, unit: str, read: Callable[[Any], int | None]) -> Any:
    """Milliseconds: a number in a unit (empty: the one in which it is a time of news), or a date as `read` reads it.

    An invalid or implausibly large value is returned unchanged, so that rules report it.
    """
    number = _number(value)
    per_second = dates.unit_of(number) if number is not None else None
    unchanged = number if isinstance(number, int) else value
    if number is None or (per_second is None and not unit):
        moment = read(value)
        return unchanged if moment is None else moment
    if not abs(number) <= _MAX_EPOCH or (per_second is None and number % 1):
        return unchanged
    times, by = _MS_PER[unit] if unit else (1000, per_second or 1)
    return int(number * times) // by


def _number(value: Any) -> float | None:
    """A number, also one that is written as text; a whole one is an int."""
    if isinstance(value, str):
        text = value.strip()
        return (float(text) if "." in text else int(text)) if _NUMBER.fullmatch(text) else None
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return value if isinstance(value, int) and not isinstance(value, bool) else None
