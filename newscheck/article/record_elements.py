"""Which elements of an XML text are its records, where it is no feed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from newscheck.text import xml_source

#: The tags of the beginning that are looked at.
_TAGS = 3_000
#: Names in records of articles.
_USUAL = frozenset(("title", "headline", "url", "link", "href", "content", "body", "text", "date", "description"))


def find(text: str, at: int) -> str | None:
    """The name of the elements that are records: they hold texts, and others like them follow.

    None where no element holds two texts. `at` is where the root element begins.
    """
    texts: dict[tuple[str, ...], set[str]] = {}
    counts: Counter[tuple[str, ...]] = Counter()
    for path, is_text in _ends(text, at):
        counts[path] += 1
        if is_text and len(path) > 1:
            texts.setdefault(path[:-1], set()).add(path[-1])

    def is_usual(path: tuple[str, ...]) -> bool:
        return not _USUAL.isdisjoint(name.rpartition(":")[2].lower() for name in texts[path])

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
    for tag in islice(xml_source.tags(text, at), _TAGS):
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
