"""Cards and shapes on their way from the files to the dump rules: written down as they come, read back as often as one
likes."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import cached_property
from io import BytesIO
from typing import IO, Any, NamedTuple

import msgspec

from newscheck.layout.detection import DetectionSettings, layout_history
from newscheck.model import ArticleFeatures, ArticleSummary, LayoutHistory

_encode = msgspec.msgpack.Encoder().encode
_cards = msgspec.msgpack.Decoder(list[ArticleSummary]).decode
_shapes = msgspec.msgpack.Decoder(list[ArticleFeatures]).decode
_names = msgspec.msgpack.Decoder(dict[int, str]).decode
_raws = msgspec.msgpack.Decoder(list[msgspec.Raw]).decode
#: A tape shorter than this stays in memory.
_IN_MEMORY = 1 << 20
#: A piece longer than this is of a file with very many articles: it is written down in pieces of so many.
_LONG, _FEW = 1 << 20, 2_000


def pack(things: list[Any] | dict[int, str]) -> bytes:
    """The cards, shapes or names of a shard as bytes, ready for `DumpStore.add`."""
    return _encode(things)


class SpillFile:
    """Packed pieces one behind the other, in memory as long as they are few, then in a temporary file."""

    def __init__(self) -> None:
        self._file: IO[bytes] = BytesIO()
        self._starts = [0]

    def add(self, packed: bytes) -> None:
        """Append a piece."""
        self.write_from(len(self._starts) - 1, (packed,))

    def write_from(self, number: int, pieces: Iterable[bytes]) -> int:
        """Make pieces those from a number on, and the last: what an interruption left there is written over.

        The number of the next piece.
        """
        for packed in pieces:
            start = self._starts[number]
            if isinstance(self._file, BytesIO) and start > _IN_MEMORY:
                self._file = _on_disk(self._file)
            self._file.seek(start)
            self._file.write(packed)
            number += 1
            self._starts[number:] = [start + len(packed)]
        return number

    def piece(self, number: int) -> bytes:
        """The piece that was added as number so and so, from 0 on."""
        # Another reader may have moved the file in the meantime.
        self._file.seek(self._starts[number])
        return self._file.read(self._starts[number + 1] - self._starts[number])

    def __iter__(self) -> Iterator[bytes]:
        return map(self.piece, range(len(self._starts) - 1))

    def close(self) -> None:
        """Give the file back."""
        self._file.close()


class _Added(NamedTuple):
    """A shard that was added: its articles, and the numbers of the pieces behind its cards and its shapes."""

    articles: int = 0
    summaries_end: int = 0
    features_end: int = 0


class DumpStore:
    """All cards and shapes of a run (`model.Dump`), so that memory doesn't grow with the dump."""

    def __init__(self, watch: DetectionSettings) -> None:
        self._detection = watch
        self._summary_file = SpillFile()
        self._feature_file = SpillFile()
        self._name_file = SpillFile()
        self._added: list[_Added] = []
        self._sites: list[set[str]] = []

    def add(self, cards: bytes, count: int, shapes: bytes, names: bytes) -> None:
        """Append what a shard packed: all of it or, where an exception comes in between, nothing."""
        last = self._added[-1] if self._added else _Added()
        cards_end = self._summary_file.write_from(last.summaries_end, _pieces(cards))
        shapes_end = self._feature_file.write_from(last.features_end, _pieces(shapes))
        self._name_file.write_from(self.shards, (names,))
        self._added.append(_Added(count, cards_end, shapes_end))

    @property
    def shards(self) -> int:
        """How many have been added."""
        return len(self._added)

    def feature_names(self, wanted: Container[int]) -> dict[int, str]:
        """Which feature, kind or skeleton each of the wanted hashes is."""
        found: dict[int, str] = {}
        for packed in self._name_file:
            found.update((hashed, name) for hashed, name in _names(packed).items() if hashed in wanted)
        return found

    def __iter__(self) -> Iterator[ArticleSummary]:
        for packed in self._summary_file:
            yield from _cards(packed)

    def features(self, site: str = "") -> Iterator[ArticleFeatures]:
        """What each article looks like, in the order of the cards; with `site`, without shards that have none of it."""
        for number, packed in enumerate(self._feature_file):
            if number == len(self._sites):
                self._sites.append({shape.site for shape in _shapes(packed)})
            if not site or site in self._sites[number]:
                yield from _shapes(packed)

    @cached_property
    def history(self) -> LayoutHistory:
        """Layouts and changes."""
        return layout_history(self, self._detection)

    def __len__(self) -> int:
        return sum(shard.articles for shard in self._added)

    def close(self) -> None:
        """Give the files back."""
        self._summary_file.close()
        self._feature_file.close()
        self._name_file.close()


def _pieces(packed: bytes) -> Iterator[bytes]:
    """A packed list as several, of which one can be read at a time; as it is where it isn't long."""
    if len(packed) <= _LONG:
        yield packed
        return
    entries = _raws(packed)
    for start in range(0, len(entries), _FEW):
        yield _encode(entries[start : start + _FEW])


def _on_disk(memory: BytesIO) -> IO[bytes]:
    """The same bytes in a temporary file that no name leads to."""
    import tempfile

    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the spool
    file.write(memory.getvalue())
    return file
