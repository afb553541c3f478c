"""The fields of an item's own (author, tags, section): which have a value, of what kind it is, and what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from json import dumps
from typing import Any

from newscheck.article import item_values
from newscheck.article.value_forms import is_absolute
from newscheck.model import Article
from newscheck.text import dates, written_date
from newscheck.text.json_path import Steps
from newscheck.text.regex import lazy_regex

#: Members of an object that say what it is, the best first: `author.name`, `tags[*].term`, `source.title`.
_LABELS = ("name", "term", "title", "label", "value", "@value", "slug", "id", "@id", "$oid")
#: Levels of lists and objects in which a value is looked for.
_MAX_DEPTH = 8
#: What stands for each entry of a list in a path, and entries that are looked at.
_EACH, _ENTRIES = "[*]", 50
#: Formats in which each scalar is a text.
_UNTYPED = frozenset(("csv", "xml", "markdown", "jekyll"))
_NUMBER = lazy_regex(r"[+-]?(?:[0-9]{1,400}(?:\.[0-9]{0,400})?|\.[0-9]{1,400})(?:[eE][+-]?[0-9]{1,4})?")
_TRUTH = frozenset(("true", "false", "yes", "no", "0", "1"))


def has_value(value: Any, depth: int = 0) -> bool:
    """Whether a value says anything: not null, NaN, blanks, what programs write for nothing, or a list of these."""
    if isinstance(value, str):
        return not item_values.is_blank(value)
    if isinstance(value, (list, dict)):
        entries = value if isinstance(value, list) else value.values()
        return bool(value) and (depth == _MAX_DEPTH or any(has_value(entry, depth + 1) for entry in entries))
    return value is not None and value == value


def label_of(value: Any) -> Any:
    """The scalar that an object stands for (`{"name": "Ann Lee"}`); any other value as it is."""
    for name in _LABELS if isinstance(value, dict) else ():
        if isinstance(label := value.get(name), (str, int, float)) and has_value(label):
            return label
    return value


def has_own(article: Article) -> bool:
    """Whether an article is of a form that may have own fields: an item, or a text with front matter."""
    return article.document.item is not None or bool(article.document.front_matter)


def find(article: Article, name: str) -> tuple[Any, Steps, bool]:
    """The value of a field in a record, its steps, and whether it is there.

    A field of objects may be named by its path (`source.name`), where no field has this name. A field from which one of
    the record is taken is found in the item, by its name there.
    """
    item, front = article.document.item, article.document.front_matter
    record = item if item is not None else {key: field.value for key, field in front.items()}
    steps = (name,) if name in record else tuple(name.split("."))
    value: Any = record
    for step in steps:
        if not isinstance(value, Mapping) or step not in value:
            return None, (name,) if len(steps) == 1 or steps[0] not in record else steps, False
        value = value[step]
    return value, steps, True


def find_each(article: Article, name: str) -> Iterator[tuple[Any, Steps, bool]]:
    """The values of a field as `find` gives them: one, or one for each entry of a list (`authors[*].name`).

    A list that isn't there, or that is empty, is one value that is missing or empty; an object is a list of one.
    """
    field, each, rest = name.partition(_EACH)
    value, steps, is_there = find(article, name if name in article.fields else field)
    if each and steps != (name,) and value is not None and value != []:
        yield from _entries(value, steps, rest)
    else:
        yield value, steps, is_there


def _entries(value: Any, steps: Steps, path: str) -> Iterator[tuple[Any, Steps, bool]]:
    """The values at a path (`.name`, `.tags[*].term`) in each entry of a list, or in the value itself."""
    if isinstance(value, list):
        for index, entry in enumerate(value[:_ENTRIES]):
            yield from _entries_below(entry, (*steps, index), path)
    else:
        yield from _entries_below(value, steps, path)


def _entries_below(value: Any, steps: Steps, path: str) -> Iterator[tuple[Any, Steps, bool]]:
    names, each, rest = path.partition(_EACH)
    for name in names.split(".")[1:]:
        steps = (*steps, name)
        if not isinstance(value, Mapping) or name not in value:
            yield None, steps, False
            return
        value = value[name]
    if each and value:
        yield from _entries(value, steps, rest)
    else:
        yield value, steps, True


def is_of_kind(value: Any, kind: str, form: str) -> bool:
    """Whether a value is of a kind of `[record]`; in a format without types, a text may spell it."""
    return KINDS[kind](value) or (form in _UNTYPED and isinstance(value, str) and _is_spelled(value.strip(), kind))


def _is_spelled(text: str, kind: str) -> bool:
    if kind == "number":
        return bool(_NUMBER.fullmatch(text))
    return kind == "boolean" and text.lower() in _TRUTH


#: What a value of each kind is.
KINDS: Mapping[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "list": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "url": is_absolute,
    "date": lambda value: not isinstance(value, bool) and dates.parse(value).kind == written_date.MOMENT,
}


def kind_of(value: Any) -> str:
    """The kind of a value of JSON, in the words of `[record]`."""
    return next((kind for kind in ("text", "boolean", "number", "list", "object") if KINDS[kind](value)), "null")


def others(value: Any, values: frozenset[str]) -> Iterator[tuple[str, int | None]]:
    """The entries of a list, or the value, that are not among the expected ones, with their index in the list."""
    for index, entry in enumerate(value) if isinstance(value, list) else ((None, value),):
        label = label_of(entry)
        text = label if isinstance(label, str) else dumps(label, ensure_ascii=False)
        if text.strip() not in values and has_value(entry):
            yield text.strip(), index
