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
_UNPACKED, _FEW = 8, 8


class _Added(NamedTuple):
    """A shard in the store: its number of articles, and the numbers of the pieces after its summaries and features."""

    articles: int = 0
    summaries_end: int = 0
    features_end: int = 0


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
        self._added: list[_Added] = []
        self._sites: list[set[str]] = []
        self._columns: OrderedDict[str, Sequence[Any]] = OrderedDict()
        self._blocks: OrderedDict[int, list[ArticleSummary]] = OrderedDict()

    def add(self, shard: Shard) -> None:
        """Append a shard: all of it or, where an exception interrupts, nothing."""
        last = self._added[-1] if self._added else _Added()
        self._columns.clear()
        self._blocks.clear()
        columns = (column for block in shard.summaries for column in block)
        summaries_end = self._summary_file.write_from(last.summaries_end, columns)
        features_end = self._feature_file.write_from(last.features_end, shard.features)
        self._name_file.write_from(self.shards, (shard.feature_names,))
        vars(self).pop("_starts", None)
        self._added.append(_Added(shard.articles, summaries_end, features_end))

    @property
    def shards(self) -> int:
        """The number of shards in the store."""
        return len(self._added)

    def feature_names(self, wanted: Container[int]) -> dict[int, str]:
        """The feature, kind or skeleton of each of the wanted hashes."""
        names: dict[int, str] = {}
        for packed in self._name_file:
            names.update((hashed, name) for hashed, name in packing.feature_names(packed).items() if hashed in wanted)
        return names

    @cached_property
    def _starts(self) -> list[int]:
        """The first article of each block, and the number of all."""
        sizes = (size for shard in self._added for size in summary_columns.sizes(shard.articles))
        return [*accumulate(sizes, initial=0)]

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
        for number in range(self._added[-1].features_end if self._added else 0):
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
        return sum(shard.articles for shard in self._added)

    def close(self) -> None:
        """Close the files."""
        self._summary_file.close()
        self._feature_file.close()
        self._name_file.close()
