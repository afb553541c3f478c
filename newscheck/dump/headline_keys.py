"""Hashes of lines that may be headlines of other articles, and of titles, by which the two are compared.

The lowest bit of a line's hash says where it is: 0 in the text, 1 in what newscheck leaves out of the text (lists of
links, what follows `Related articles`); that of a title's is 0.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from xxhash import xxh3_64_intdigest

from newscheck.model import Article
from newscheck.text import headline_lines

#: Hashes that are kept of an article.
_MOST = 48
#: Lines that are looked at have so many characters: at least, at most.
_FEWEST, _LONGEST = 8, 160
_EVEN = ~1


def headline_keys(article: Article) -> array[int]:
    """Hashes (uint64) of an article's lines, distinct, in order, those in its text first.

    The first paragraph is none of them: it may be another headline of the same article.
    """
    lines = list(_lines(article.paragraphs))
    left_out = unknown_furniture(article)
    if not lines and not left_out:
        return array("Q")
    keys = dict.fromkeys(_keys(headline_lines.headlines(lines)))
    keys |= dict.fromkeys(key | 1 for key in _keys(headline_lines.headlines(left_out)))
    return array("Q", list(keys)[:_MOST])


def unknown_furniture(article: Article) -> list[str]:
    """What is left out of an article's text, without what its site file names and what is too short for a headline."""
    known = article.site.furniture.texts
    return [text for text in article.content.furniture if len(text) >= _FEWEST and not (known and known.match(text))]


def title_keys(title: str) -> list[int]:
    """Hashes (uint64) of a title, with and without the name of a site behind it."""
    return list(_keys(headline_lines.of_title(title)))


def _lines(paragraphs: Sequence[str]) -> Iterator[str]:
    """The short lines behind the first paragraph; few paragraphs of a text have any."""
    for paragraph in islice(paragraphs, 1, None):
        if "\n" in paragraph:
            yield from paragraph.split("\n")
        elif len(paragraph) <= _LONGEST and paragraph[-1:] != "。":
            yield paragraph


def _keys(texts: Iterable[str]) -> Iterator[int]:
    for text in texts:
        yield xxh3_64_intdigest(text.encode("utf-8", "replace")) & _EVEN
