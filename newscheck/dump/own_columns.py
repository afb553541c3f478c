"""The own fields of each site's articles as columns of codes: what comparing articles before and after needs.

A code is a number of 32 bits: what a value is, and a hash of a text, or the place of a number among all numbers. A
million articles with 20 fields take 160 MB; of fields whose names differ by article, those of most articles are kept.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import copysign, log2
from typing import NamedTuple

from xxhash import xxh32_intdigest

from newscheck.dump.dump_columns import integers, sites_of
from newscheck.dump.own_forms import forms
from newscheck.dump.own_value import OBJECT, OwnValue, packed_fields, unpacked
from newscheck.dump.rhythm import is_one_crawl
from newscheck.model import Dump
from newscheck.text.timestamps import DAY, EARLIEST_CRAWL

#: What a value is; `NUMERAL` is a number that is written as a text, as in all cells of a CSV file.
TEXT, NUMBER, NUMERAL, TRUTH, LIST, STRUCTURE = range(1, 7)
#: Bits of a code below what the value is.
BITS = 28
#: Zero's place among numbers, and places in each doubling of `1 + abs(number)`: an own number is below 2 ** 53.
_ZERO, _PLACES = 1 << (BITS - 1), 2_000_000
_LONGEST_NUMERAL = 16
#: Names of a site from which on the rare ones are dropped, and the part of the articles that a rare one is in.
_NAMES, _RARE = 200, 20
UNKNOWN = -1
#: Articles with a field before a change of it, at least; and after it.
MIN_BEFORE, MIN_AFTER = 40, 8


class OwnColumn(NamedTuple):
    """The values of a field: the article (its number among those of the site) and the code of each value.

    A list has a value for each of its entries.
    """

    articles: array[int]
    codes: array[int]


class OwnTable(NamedTuple):
    """The articles of a site in the order of the dump: `times` (ms UTC, `UNKNOWN`), positions in the dump, columns.

    `forms` are those of the URLs and dates in a field (`own_forms`), where there are any.
    """

    site: str
    times: array[int]
    positions: array[int]
    columns: dict[str, OwnColumn]
    forms: dict[str, OwnColumn]


def own_tables(dump: Dump, now: int, least: int) -> Iterator[OwnTable]:
    """One pass over the dump: the table of each site with at least `least` articles that have fields of their own."""
    builders: dict[str, _Builder] = {}
    sites, crawled, published = sites_of(dump), integers(dump, "epoch"), integers(dump, "published")
    for position, own in packed_fields(dump):
        site = sites.site(position)
        builder = builders.get(site)
        if builder is None:
            builder = builders[site] = _Builder()
        builder.add(position, _known(crawled[position], now), _known(published[position], now), own)
    for site in sorted(builders):
        builder = builders.pop(site)
        if len(builder.positions) >= least:
            yield OwnTable(site, builder.times(), builder.positions, builder.columns, builder.forms)


class _Builder:
    """The table of a site while it grows."""

    def __init__(self) -> None:
        self.crawled, self.published, self.positions = array("q"), array("q"), array("I")
        self.columns: dict[str, OwnColumn] = {}
        self.forms: dict[str, OwnColumn] = {}
        self.most = _NAMES

    def add(self, position: int, crawled: int, published: int, own: bytes) -> None:
        """Add an article with its packed fields."""
        article = len(self.positions)
        self.positions.append(position)
        self.crawled.append(crawled)
        self.published.append(published)
        for name, values, own_forms in _coded(own):
            column = self.columns.get(name)
            if column is None:
                column = self.columns[name] = OwnColumn(array("I"), array("I"))
            for code in values:
                column.articles.append(article)
                column.codes.append(code)
            for code in own_forms:
                forms = self.forms.setdefault(name, OwnColumn(array("I"), array("I")))
                forms.articles.append(article)
                forms.codes.append(code)
        if len(self.columns) > self.most:
            least = len(self.positions) / _RARE
            self.columns = {name: column for name, column in self.columns.items() if len(column.codes) >= least}
            self.forms = {name: column for name, column in self.forms.items() if name in self.columns}
            self.most = max(_NAMES, 2 * len(self.columns))

    def times(self) -> array[int]:
        """When the articles were saved; where that was one run of the scraper, when they were published."""
        if not is_one_crawl([time for time in self.crawled if time != UNKNOWN]):
            return self.crawled
        published = [time for time in self.published if time != UNKNOWN]
        return self.crawled if is_one_crawl(published) else self.published


def _known(time: int, now: int) -> int:
    return time if EARLIEST_CRAWL <= time <= now + DAY else UNKNOWN


@lru_cache(maxsize=256)
def _coded(own: bytes) -> list[tuple[str, Sequence[int], Sequence[int]]]:
    """The codes of an article's packed fields, and those of their forms; many articles have the same ones."""
    return [(name, codes(value), form_codes(value)) for name, value in unpacked(own).items()]


def codes(value: OwnValue) -> Sequence[int]:
    """The code of a value, or those of the entries of a list."""
    if isinstance(value, str):
        return (_text_code(value),)
    if isinstance(value, list):
        return [*map(_entry_code, dict.fromkeys(value))]
    return (TRUTH << BITS | value if isinstance(value, bool) else NUMBER << BITS | number_place(value),)


def form_codes(value: OwnValue) -> Sequence[int]:
    """The code of the form of a URL or a date, or those of the entries of a list."""
    return [*map(code_of, forms(value))] if isinstance(value, (str, list)) else ()


@lru_cache(maxsize=1 << 14)
def _text_code(text: str) -> int:
    if text == OBJECT:
        return STRUCTURE << BITS
    if len(text) <= _LONGEST_NUMERAL and text.isascii() and (text[-1].isdigit() and text[0] in "-0123456789"):
        try:
            number = float(text)
        except ValueError:
            return TEXT << BITS | code_of(text)
        if "_" not in text and number == number and abs(number) < 1 << 53:
            return NUMERAL << BITS | number_place(number)
    return TEXT << BITS | code_of(text)


@lru_cache(maxsize=1 << 14)
def _entry_code(text: str) -> int:
    return LIST << BITS | code_of(text)


def code_of(text: str) -> int:
    """The code of a text, without what it is."""
    return xxh32_intdigest(text.encode("utf-8", "replace")) & ((1 << BITS) - 1)


def number_place(number: float) -> int:
    """The place of a number among all numbers: its logarithm, so that order and proportion are kept."""
    return _ZERO + int(copysign(log2(1 + abs(number)) * _PLACES, number))


def number_at(place: float) -> float:
    """The number at a place, to six digits."""
    place -= _ZERO
    number = float(f"{2 ** (abs(place) / _PLACES) - 1:.6g}")
    return copysign(number, place) if number else 0.0
