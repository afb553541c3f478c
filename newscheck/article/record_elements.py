"""Which elements of an XML text are its records, where it is no feed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from newscheck.text import xml_source
from newscheck.text.xml_source import XmlTag

#: The tags of the beginning that are looked at.
_TAGS = 3_000
#: So many elements directly in the root, with names as articles have them, are the records.
_BELOW_ROOT, _ENOUGH = 2, 10
#: Names in records of articles.
_USUAL = frozenset(("title", "headline", "url", "link", "href", "content", "body", "text", "date", "description"))


def find(text: str, at: int) -> str | None:
    """The name of the elements that are records: they hold texts, and others like them follow.

    None where no element holds two texts. `at` is where the root element begins.
    """
    texts: dict[tuple[str, ...], set[str]] = {}
    counts: Counter[tuple[str, ...]] = Counter()

    def is_usual(path: tuple[str, ...]) -> bool:
        return not _USUAL.isdisjoint(name.rpartition(":")[2].lower() for name in texts[path])

    for path, is_text in _ends(text, at):
        counts[path] += 1
        if is_text and len(path) > 1:
            texts.setdefault(path[:-1], set()).add(path[-1])
        elif len(path) == _BELOW_ROOT and counts[path] == _ENOUGH and path in texts and is_usual(path):
            return path[-1]

    def rank(path: tuple[str, ...]) -> tuple[bool, bool, int]:
        return not is_usual(path), counts[path] < 2, len(path)

    records = [
        path
        for path, names in texts.items()
        if len(names) > 1 or is_usual(path) or (counts[path] > 1 and names != {"value"})
    ]
    if not records:
        return None

    return min(records, key=rank)[-1]


def _ends(text: str, at: int) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The paths of the elements that end in the beginning of a text, and whether they hold no other element."""
    stack: list[str] = []
    has_elements: list[bool] = []
    for tag in _tags(text, at):
        if tag.is_end:
            if tag.name not in stack:
                continue
            while stack:
                path, name = tuple(stack), stack.pop()
                inner = has_elements.pop()
                if name == tag.name:
                    yield path, not inner
                    break
            continue
        if has_elements:
            has_elements[-1] = has_elements[-1] or tag.name != "value"
        if tag.is_empty:
            yield (*stack, tag.name), True
        else:
            stack.append(tag.name)
            has_elements.append(False)


def _tags(text: str, at: int) -> Iterator[XmlTag]:
    """The tags of the beginning of a text; those of an element with nothing but text in it are one, an empty one."""
    left = _TAGS
    while left > 0:
        if leaf := xml_source.LEAF_AT.match(text, at):
            left -= 2 if leaf[3] or leaf[4] else 1
            at = leaf.end()
            yield XmlTag(leaf[1], leaf[2], leaf.start(), at, is_empty=True)
        elif tag := next(xml_source.tags(text, at), None):
            left -= 1
            at = tag.end
            yield tag
        else:
            return
