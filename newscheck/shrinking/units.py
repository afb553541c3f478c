"""What can be left out of a file: members of JSON, elements, tags, attributes, lines, phrases, characters.

A unit is spans (start, end) of the text that go together; the units of one list don't overlap and are in the order of
the text. Nothing is parsed that has to be whole: broken markup stays as broken as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from re import Pattern

from newscheck.text import markup, members
from newscheck.text.members import Stretch
from newscheck.text.patterns import lazy

Unit = tuple[tuple[int, int], ...]
_Spans = Callable[[str], Iterator[Unit]]

#: Elements are left out level by level; those nested deeper than this are tried without their tags before that.
DEEP = 64
#: Copies of a text are looked for in files that are shorter than this.
LONG = 20_000
_FRONT = lazy(r"\ufeff?---[ \t\r]*\n(?:.*\n)*?---[ \t\r]*\n")
_LINE = lazy(r"[^\n]*\n+|[^\n]+")
#: An attribute that is glued to the one before it.
_GLUED = lazy(r"(?<=[\"'])[^\s\"'<>/=]+=(?:\"[^\"]*\"|'[^']*')")
_VALUE = lazy(r"=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
#: A host is a whole: half of one is another publisher; so is an entity.
_WHOLE = r"(?:https?:)?//[\w.-]*/?|&\#?\w+;"
#: A phrase ends with its punctuation; so do the steps of a path and the parameters of a URL.
_END = r"(?:[。！？!?；;，,、/?#\s]|&(?!\#?\w+;))"
_PHRASE = lazy(rf"{_WHOLE}|(?:(?!https?:)[^。！？!?；;，,、/&?#\s])++{_END}*+|{_END}++|.")
_CHARACTER = lazy(
    rf"{_WHOLE}|[0-9]{{1,20}}"  # a number
    r"|%[c-fC-F][0-9a-fA-F](?:%[89abAB][0-9a-fA-F])+|%[0-9a-fA-F]{2}"  # a character in percent escapes
    r"|\n{1,2}|([!-/:-@\[-`{-~])\1+"  # a rule `------`, the end of a paragraph
    r"|.",
    re.DOTALL,
)


def front(text: str) -> list[Unit]:
    """The front matter as a whole."""
    found = _FRONT.match(text)
    return [(found.span(),)] if found else []


@lru_cache(maxsize=1)
def items(text: str) -> list[list[Unit]]:
    """By depth, the members of JSON objects and arrays but for the first ones, each with the comma before it."""
    return _by_depth(
        (depth, ((before, end),)) for depth, spans in _shelves(text) for (_, before), (_, end) in pairwise(spans)
    )


@lru_cache(maxsize=1)
def first_items(text: str) -> list[list[Unit]]:
    """By depth, the first members of JSON objects and arrays, each with the comma behind it."""
    return _by_depth(
        (depth, ((spans[0][0], spans[1][0] if len(spans) > 1 else spans[0][1]),))
        for depth, spans in _shelves(text)
        if spans
    )


def _shelves(text: str) -> list[members.Shelf]:
    return members.shelves(text) if members.is_json(text) else []


@lru_cache(maxsize=1)
def nodes(text: str) -> list[list[Unit]]:
    """By depth, what stands between the tags of an element: elements, texts, comments, tags without a partner."""
    found = ((depth, _placed(stretch, unit)) for stretch in _stretches(text) for depth, unit in _nodes(stretch.text))
    return _by_depth(found)


def _by_depth(found: Iterator[tuple[int, Unit]]) -> list[list[Unit]]:
    levels: dict[int, list[Unit]] = {}
    for depth, unit in found:
        levels.setdefault(depth, []).append(unit)
    return [sorted(levels[depth]) for depth in sorted(levels)]


def _nodes(html: str) -> Iterator[tuple[int, Unit]]:
    closed = {element.start: element for element in markup.elements(html)}
    ends: list[int] = []
    at = 0
    for tag in markup.tokens(html):
        if at < tag.start:
            yield len(ends), ((at, tag.start),)
        if element := closed.get(tag.start):
            yield len(ends), ((element.start, element.end),)
            ends.append(element.end)
        elif ends and tag.end == ends[-1]:
            ends.pop()
        else:
            yield len(ends), ((tag.start, tag.end),)
        at = tag.end
    if at < len(html):
        yield len(ends), ((at, len(html)),)


def deep_wrappers(text: str) -> list[Unit]:
    """The two tags of each element that is nested deeper than `DEEP`."""
    return _each(text, lambda html: _wrappers(html, DEEP))


def wrappers(text: str) -> list[Unit]:
    """The two tags of each element, without what is between them."""
    return _each(text, lambda html: _wrappers(html, 0))


def _wrappers(html: str, least: int) -> Iterator[Unit]:
    ends: list[int] = []
    for element in markup.elements(html):
        while ends and ends[-1] <= element.start:
            ends.pop()
        if len(ends) >= least:
            yield ((element.start, element.inner[0]), (element.inner[1], element.end))
        ends.append(element.end)


def attributes(text: str) -> list[Unit]:
    """The attributes of all tags, each with the blanks before it."""
    return _each(text, _attributes)


def _attributes(html: str) -> Iterator[Unit]:
    for tag in markup.tokens(html):
        if tag.name != "!" and not tag.is_end:
            yield from _matches(html, _GLUED, tag.start + 1, tag.start + 1 + len(tag.name))
            for one in markup.attributes(html, tag):
                start = one.start
                while html[start - 1].isspace():
                    start -= 1
                yield ((start, one.end),)


def lines(text: str) -> list[Unit]:
    """The lines of a text, each with the empty ones below it."""
    return _each(text, lambda html: _matches(html, _LINE, 0, len(html)))


def phrases(text: str) -> list[Unit]:
    """The phrases of texts and of the values of attributes; the steps of a URL."""
    return _each(text, lambda html: _in_values(html, _PHRASE))


def characters(text: str) -> list[Unit]:
    """The characters of texts, comments and the values of attributes; an entity or a number is one, too.

    Of JSON also brackets, blanks and whatever else stands between the strings.
    """
    found = _each(text, lambda html: _in_values(html, _CHARACTER))
    if members.is_json(text):
        found += [(span,) for span in members.marks(text)]
    return sorted(found)


def repeated(text: str) -> list[Unit]:
    """The characters of texts that stand in several places (a title that is the body), with all their copies."""
    found: list[Unit] = []
    taken: set[int] = set()
    for value in _all_values(text) if len(text) < LONG else ():
        copies = [copy.start() for copy in re.finditer(re.escape(value), text)]
        places = {place for copy in copies for place in range(copy, copy + len(value))}
        if len(copies) > 1 and taken.isdisjoint(places):
            taken |= places
            spans = [character.span() for character in _CHARACTER.finditer(value)]
            found += [tuple((copy + start, copy + end) for copy in copies) for start, end in spans]
    return found


def _all_values(text: str) -> Iterator[str]:
    """The texts and values of a file, as they are written in it; those of one character are of no interest."""
    for stretch in _stretches(text):
        for ((start, end),) in _in_values(stretch.text, _LINE):
            value = text[stretch.offsets[start] : stretch.offsets[end]].strip()
            if len(value) > 1:
                yield value


def _in_values(html: str, form: Pattern[str]) -> Iterator[Unit]:
    """What a pattern finds in the values of a text."""
    for start, end in _values(html):
        yield from _matches(html, form, start, end)


def _values(html: str) -> Iterator[tuple[int, int]]:
    """Where the texts, the comments and the values of attributes are, also of one that is glued to its tag."""
    at = 0
    for tag in markup.tokens(html):
        yield at, tag.start
        if tag.name == "!":
            yield tag.start + len("<!--"), tag.end - len("-->")
        else:
            for value in _VALUE.finditer(html, tag.start, tag.end - 1):
                yield value.span(value.lastindex or 0)
        at = tag.end
    yield at, len(html)


def _matches(text: str, form: Pattern[str], start: int, end: int) -> Iterator[Unit]:
    return ((found.span(),) for found in form.finditer(text, start, end))


def _stretches(text: str) -> Iterator[Stretch]:
    """The texts that HTML may stand in: the strings of JSON, or the file."""
    return members.strings(text) if members.is_json(text) else iter([Stretch(text, range(len(text) + 1))])


def _each(text: str, spans: _Spans) -> list[Unit]:
    return [_placed(stretch, unit) for stretch in _stretches(text) for unit in sorted(spans(stretch.text))]


def _placed(stretch: Stretch, unit: Unit) -> Unit:
    """A unit of a stretch as it stands in the file."""
    places = stretch.offsets
    return tuple((places[start], places[end]) for start, end in unit)
