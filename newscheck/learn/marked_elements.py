"""Elements that are furniture by an attribute or a class: what stands in them is the same in all articles, or links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from newscheck.learn.markup import Mark, Markup
from newscheck.learn.suggestion import MIN_ARTICLES, MIN_SHARE, Suggestion
from newscheck.text.display import joined

#: Articles that must have a mark, the share of them, and the share of its elements that must be alike.
_MIN_ARTICLES, _MIN_HAVING, _ALIKE = 5, 0.1, 0.9
#: The part of all text that elements with a mark have at most.
_MAX_TEXT = 0.15
_MAX_IMAGES, _MAX, _BEGINNINGS = 0.05, 12, 3
#: Names of furniture: they make sure what the text alone doesn't.
_NAMES = re.compile(
    r"share|sharing|social|related|promo|newsletter|subscri|advert|sponsor|recommend|read-?(?:more|on|also|next)|follow"
    r"|breadcrumb|comment|attribution|copyright|disclaimer|(?<![a-z])(?:tags?|ads?|nav|menu|footer)(?![a-z])",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
#: The beginning of a text that tells what it is.
_BEGINNING = re.compile(r"[^\s:：]{2,16}(?=\s?[:：]|\s)|[^\s:：]+ [^\s:：]+(?=\s?[:：])")


def suggest(articles: Sequence[Markup]) -> Iterator[Suggestion]:
    """The marks of furniture, the outermost of those that are one in another."""
    groups: dict[str, list[Mark]] = {}
    for article in articles:
        for mark in article.marks:
            groups.setdefault(f"{mark.setting} {mark.name}", []).append(mark)
    with_markup = sum(article.is_html for article in articles)
    found: dict[str, Suggestion] = {}
    least = max(_MIN_ARTICLES, _MIN_HAVING * with_markup)
    for name, marks in groups.items():
        if len(marks) >= least and (entry := _suggestion(marks, with_markup)):
            found[name] = entry
    outer = [name for name in found if not _is_inner(groups[name], found)]
    seen: set[tuple[Mark, ...]] = set()
    for name in outer[:_MAX]:
        # Several classes of one element.
        alike = tuple(mark._replace(setting="", name="") for mark in groups[name])
        if alike not in seen:
            seen.add(alike)
            yield found[name]


def _is_inner(marks: Sequence[Mark], found: dict[str, Suggestion]) -> bool:
    return sum(any(name in found for name in mark.above) for mark in marks) >= _ALIKE * len(marks)


def _suggestion(marks: Sequence[Mark], total: int) -> Suggestion | None:
    """What is proposed of a mark; None where its elements may be text."""
    if sum(mark.share for mark in marks) > _MAX_TEXT * len(marks):
        return None
    alike, reason = _evidence(marks)
    if alike < _ALIKE * len(marks):
        return None
    setting, name = marks[0].setting, marks[0].name
    is_named = _NAMES.search(name) is not None
    is_certain = is_named and len(marks) >= MIN_ARTICLES and alike >= MIN_SHARE * len(marks)
    what = "attribute" if setting == "attributes" else "class"
    return Suggestion(
        f"furniture.{setting}", name, len(marks), total, f"articles have this {what}: {reason}", is_certain
    )


def _evidence(marks: Sequence[Mark]) -> tuple[int, str]:
    """How many elements are alike, and in what."""
    text, same = Counter(_DIGITS.sub("0", mark.text) for mark in marks).most_common(1)[0]
    links = sum(mark.linked >= _ALIKE and mark.text != "" for mark in marks)
    if text and same >= _ALIKE * len(marks):
        return same, f"`{text}`"
    if links >= _ALIKE * len(marks):
        return links, "only links"
    begun = Counter(match[0] for mark in marks if (match := _BEGINNING.match(mark.text)))
    images = sum(mark.has_image for mark in marks)
    if images > _MAX_IMAGES * len(marks):
        return 0, ""
    usual = [(beginning, number) for beginning, number in begun.most_common(_BEGINNINGS) if number > 1]
    return sum(
        number for _, number in usual
    ), f"it begins with {joined([f'`{beginning}`' for beginning, _ in usual], 'or')}"
