"""Hashes of lines that may be headlines of other articles, and of titles, by which the two are compared.

The lowest bit of a line's hash says where it is: 0 in the text, 1 in what newscheck leaves out of the text (lists of
links, what follows `Related articles`); that of a title's is 0.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from xxhash import xxh3_64_intdigest

from newscheck.model import Article
from newscheck.text import headline_lines

#: Hashes that are kept of an article.
_MOST = 48
_EVEN = ~1


def headline_keys(article: Article) -> array[int]:
    """Hashes (uint64) of an article's lines, distinct, in order, those in its text first.

    The first paragraph is none of them: it may be another headline of the same article.
    """
    keys = dict.fromkeys(_keys(headline_lines.headlines(_lines(article.paragraphs[1:]))))
    if article.content.furniture:
        keys |= dict.fromkeys(key | 1 for key in _keys(headline_lines.headlines(article.content.furniture)))
    return array("Q", list(keys)[:_MOST])


def title_keys(title: str) -> list[int]:
    """Hashes (uint64) of a title, with and without the name of a site behind it."""
    return list(_keys(headline_lines.of_title(title)))


def _lines(paragraphs: Iterable[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        if "\n" in paragraph:
            yield from paragraph.split("\n")
        else:
            yield paragraph


def _keys(texts: Iterable[str]) -> Iterator[int]:
    for text in texts:
        yield xxh3_64_intdigest(text.encode("utf-8", "replace")) & _EVEN
