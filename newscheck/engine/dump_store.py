"""Article summaries and features on their way from the files to the dump rules: on disk, read as often as needed."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, groupby
from operator import itemgetter
from sys import getsizeof
from typing import Any, NamedTuple, cast

from newscheck.dump import feature_columns, summary_columns
from newscheck.dump.blocks import BLOCK
from newscheck.dump.summary_columns import FIELDS, PLACES
from newscheck.engine.cache import shard as packing
from newscheck.engine.cache.shard import Shard
from newscheck.engine.files.spill_file import SpillFile
from newscheck.engine.files.spilled_columns import SpilledColumns
from newscheck.layout.detection import DetectionSettings, GroupHistories, layout_history
from newscheck.model import ArticleSummary, Column, FeatureColumns, LayoutHistory, Typecode

#: Bytes of columns that are kept; some thirty rules read a few of them each.
_KEPT = 8_000_000
#: Integers of a column that are written before their memory is given back.
_RELEASED = 1 << 17
#: Blocks of summaries that stay unpacked; a block of which fewer are wanted, one in so many, isn't.
_UNPACKED, _FEW = 1, 8


class _Part(NamedTuple):
    """Articles that were packed together: how many, their summaries, and their features where these are collected."""

    articles: int
    summaries: summary_columns.Block
    features: bytes | None


class _Added(NamedTuple):
    """What has been added: shards and articles, blocks in the files, and the parts that wait to be joined to blocks."""

    shards: int = 0
    articles: int = 0
    blocks: int = 0
    feature_blocks: int = 0
    waiting: tuple[_Part, ...] = ()


class DumpStore:
    """The articles of a run (`model.Dump`), filled shard by shard, so that memory doesn't grow with the dump."""

    def __init__(self, detection: DetectionSettings) -> None:
        self.detection = detection
        #: Waits for what other processes find of the history; it may be nothing.
        self.scanned: Callable[[], GroupHistories] = GroupHistories
        self.storage = SpilledColumns()
        #: A piece for each column of each block.
        self._summary_file = SpillFile()
        self._feature_file = SpillFile()
        self._name_file = SpillFile()
        self._added = _Added()
        #: The number of articles in each block.
        self._sizes = array("I")
        self._sites: list[set[str]] = []
        self._columns: OrderedDict[str, Sequence[Any]] = OrderedDict()
        self._blocks: OrderedDict[int, list[ArticleSummary]] = OrderedDict()

    def add(self, shard: Shard) -> None:
        """Append a shard: all of it or, where an exception interrupts, nothing."""
        added = self._added
        self._columns.clear()
        self._blocks.clear()
        vars(self).pop("_starts", None)
        self._name_file.write_from(added.shards, (shard.feature_names,))
        if sum(part.articles for part in added.waiting) + shard.articles > summary_columns.BLOCK:
            added = self._joined(added)
        self._added = added._replace(
            shards=added.shards + 1,
            articles=added.articles + shard.articles,
            waiting=(*added.waiting, *_parts(shard)),
        )

    def join(self) -> None:
        """Write what still waits for further shards."""
        if self._added.waiting:
            self._added = self._joined(self._added)

    def _joined(self, added: _Added) -> _Added:
        """Write the parts that wait, joined to blocks: each rule reads all blocks, and many small ones cost more."""
        blocks, feature_blocks = added.blocks, added.feature_blocks
        for parts in _groups(added.waiting):
            self._sizes[blocks:] = array("I", [sum(part.articles for part in parts)])
            block = summary_columns.joined([(part.articles, part.summaries) for part in parts])
            blocks = self._summary_file.write_from(blocks * len(FIELDS), block) // len(FIELDS)
            if features := [part.features for part in parts if part.features is not None]:
                packed = feature_columns.joined(features)
                feature_blocks = self._feature_file.write_from(feature_blocks, (packed,))
        return added._replace(blocks=blocks, feature_blocks=feature_blocks, waiting=())

    @property
    def shards(self) -> int:
        """The number of shards in the store."""
        return self._added.shards

    def feature_names(self, wanted: Container[int]) -> dict[int, str]:
        """The feature, kind or skeleton of each of the wanted hashes."""
        names: dict[int, str] = {}
        for packed in self._name_file:
            names.update((hashed, name) for hashed, name in packing.feature_names(packed).items() if hashed in wanted)
        return names

    @cached_property
    def _starts(self) -> list[int]:
        """The first article of each block, and the number of all."""
        self.join()
        return [*accumulate(self._sizes[: self._added.blocks], initial=0)]

    def _block_column(self, number: int, name: str) -> Sequence[Any]:
        packed = self._summary_file.piece(number * len(FIELDS) + PLACES[name])
        return summary_columns.column(name, packed, self._starts[number + 1] - self._starts[number])

    def column(self, name: str) -> Sequence[Any]:
        """A field of all summaries."""
        if name not in self._columns:
            code = summary_columns.code_of(name)
            self._columns[name] = self._integers(name, code) if code else self._values(name)
            while len(self._columns) > 1 and sum(map(getsizeof, self._columns.values())) > _KEPT:
                self._columns.popitem(last=False)
        self._columns.move_to_end(name)
        return self._columns[name]

    def _integers(self, name: str, code: Typecode) -> Column:
        length, end = len(self) * summary_columns.width(name), 0
        is_short = len(self) <= BLOCK
        column = array(code, bytes(length * array(code).itemsize)) if is_short else self.storage.column(code, length)
        rows = memoryview(column)
        for (part,) in self.parts(name):
            rows[end : end + len(part)] = memoryview(cast("array[int]", part))
            end += len(part)
            if end % _RELEASED < len(part):
                self.storage.release()
        self.storage.release()
        return column

    def _values(self, name: str) -> list[Any]:
        column: list[Any] = []
        for (part,) in self.parts(name):
            column.extend(part)
        return column

    def parts(self, *names: str) -> Iterator[tuple[Sequence[Any], ...]]:
        """Columns of the articles of a block at a time."""
        for number in range(len(self._starts) - 1):
            yield tuple(self._block_column(number, name) for name in names)

    def summaries_at(self, positions: Iterable[int]) -> list[ArticleSummary]:
        """The summaries at some positions."""
        starts = self._starts
        places = ((bisect_right(starts, position) - 1, position) for position in positions)
        found: list[ArticleSummary] = []
        for block, members in groupby(places, itemgetter(0)):
            wanted = [position - starts[block] for _, position in members]
            if block in self._blocks or len(wanted) * _FEW > starts[block + 1] - starts[block]:
                found += map(self._summaries_in(block).__getitem__, wanted)
            else:
                size = starts[block + 1] - starts[block]
                found += summary_columns.rows_at(self._packed_block(block), size, wanted)
        return found

    def __iter__(self) -> Iterator[ArticleSummary]:
        for number in range(len(self._starts) - 1):
            yield from self._summaries_in(number)

    def _summaries_in(self, number: int) -> list[ArticleSummary]:
        if number in self._blocks:
            self._blocks.move_to_end(number)
            return self._blocks[number]
        size = self._starts[number + 1] - self._starts[number]
        self._blocks[number] = summary_columns.rows(self._packed_block(number), size)
        if len(self._blocks) > _UNPACKED:
            self._blocks.popitem(last=False)
        return self._blocks[number]

    def _packed_block(self, number: int) -> summary_columns.Block:
        first = number * len(FIELDS)
        return [self._summary_file.piece(first + place) for place in range(len(FIELDS))]

    def features(self, site: str = "") -> Iterator[FeatureColumns]:
        """The features of the articles, in the order of the summaries; with `site`, only where it has some."""
        self.join()
        for number in range(self._added.feature_blocks):
            if number < len(self._sites) and site and site not in self._sites[number]:
                continue
            columns = feature_columns.unpack(self._feature_file.piece(number))
            if number == len(self._sites):
                self._sites.append({*columns.sites})
            if not site or site in self._sites[number]:
                yield columns

    @cached_property
    def history(self) -> LayoutHistory:
        """Layouts and changes."""
        return layout_history(self, self.detection, self.scanned())

    def __len__(self) -> int:
        return self._added.articles

    def close(self) -> None:
        """Close the files."""
        self._summary_file.close()
        self._feature_file.close()
        self._name_file.close()


def _parts(shard: Shard) -> Iterator[_Part]:
    sizes = summary_columns.sizes(shard.articles)
    features: Sequence[bytes | None] = shard.features or [None] * len(sizes)
    return (_Part(*part) for part in zip(sizes, shard.summaries, features, strict=True))


def _groups(parts: Iterable[_Part]) -> Iterator[list[_Part]]:
    """Parts that have together as many articles as are packed together, or are one part."""
    group, articles = list[_Part](), 0
    for part in parts:
        if group and articles + part.articles > summary_columns.BLOCK:
            yield group
            group, articles = [], 0
        group.append(part)
        articles += part.articles
    if group:
        yield group
