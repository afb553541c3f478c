"""Hashes of lines that may be headlines of other articles, and of titles, by which the two are compared.

The lowest bit of a line's hash says where it is: 0 in the text, 1 in what newscheck leaves out of the text (lists of
links, what follows `Related articles`); that of a title's is 0.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

from xxhash import xxh3_64_intdigest

from newscheck.model import Article
from newscheck.text import headline_lines

#: Hashes that are kept of an article.
_MOST = 48
#: Lines that are looked at have so many characters: at least, at most.
_FEWEST, _LONGEST = 8, 160
_EVEN = ~1


def headline_keys(paragraphs: Sequence[str], left_out: Sequence[str]) -> array[int]:
    """Hashes (uint64) of an article's lines, distinct, in order, those in its text first.

    The first paragraph is none of them: it may be another headline of the same article. `left_out` is what
    `unknown_furniture` returns.
    """
    keys = dict.fromkeys(_keys(headline_lines.headlines(_lines(paragraphs))))
    if left_out:
        keys |= dict.fromkeys(key | 1 for key in _keys(headline_lines.headlines(left_out)))
    return array("Q", list(keys)[:_MOST])


def unknown_furniture(article: Article) -> list[str]:
    """What is left out of an article's text, without what its site file names and what is too short for a headline."""
    known = article.site.furniture.texts
    return [text for text in article.content.furniture if len(text) >= _FEWEST and not (known and known.match(text))]


def title_keys(title: str) -> list[int]:
    """Hashes (uint64) of a title, with and without the name of a site behind it."""
    return list(_keys(headline_lines.of_title(title)))


def _lines(paragraphs: Sequence[str]) -> list[str]:
    """The short lines behind the first paragraph; few paragraphs of a text have any."""
    # A line that ends a sentence is no headline.
    short = [text for text in paragraphs[1:] if (len(text) <= _LONGEST and text[-1:] != "。") or "\n" in text]
    return [line for text in short for line in text.split("\n")]


def _keys(texts: Iterable[str]) -> Iterator[int]:
    for text in texts:
        yield xxh3_64_intdigest(text.encode("utf-8", "replace")) & _EVEN
