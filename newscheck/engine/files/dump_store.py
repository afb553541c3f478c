"""The dump store: summaries and features of all articles, in temporary files between checking and the dump rules."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import cached_property
from io import BytesIO
from typing import IO, Any, NamedTuple

import msgspec

from newscheck.layout.detection import DetectionSettings, layout_history
from newscheck.model import ArticleFeatures, ArticleSummary, LayoutHistory

_encode = msgspec.msgpack.Encoder().encode
_decode_summaries = msgspec.msgpack.Decoder(list[ArticleSummary]).decode
_decode_features = msgspec.msgpack.Decoder(list[ArticleFeatures]).decode
_decode_names = msgspec.msgpack.Decoder(dict[int, str]).decode
_decode_raw = msgspec.msgpack.Decoder(list[msgspec.Raw]).decode
#: Bytes up to which a spill file stays in memory.
_MAX_IN_MEMORY = 1 << 20
#: A shard with more bytes (of a file with very many articles) is stored in pieces of so many entries.
_MAX_PIECE, _PIECE_ENTRIES = 1 << 20, 2_000


def pack(entries: list[Any] | dict[int, str]) -> bytes:
    """The summaries, features or names of a shard as bytes, for `DumpStore.add`."""
    return _encode(entries)


class SpillFile:
    """A sequence of packed pieces, in memory as long as they are small, then in a temporary file."""

    def __init__(self) -> None:
        self._file: IO[bytes] = BytesIO()
        self._starts = [0]

    def add(self, packed: bytes) -> None:
        """Append a piece."""
        self.write_from(len(self._starts) - 1, (packed,))

    def write_from(self, number: int, pieces: Iterable[bytes]) -> int:
        """Write pieces from a number on, over any that an interruption left there. The number after the last."""
        for packed in pieces:
            start = self._starts[number]
            if isinstance(self._file, BytesIO) and start > _MAX_IN_MEMORY:
                self._file = _on_disk(self._file)
            self._file.seek(start)
            self._file.write(packed)
            number += 1
            self._starts[number:] = [start + len(packed)]
        return number

    def piece(self, number: int) -> bytes:
        """The piece with a number, from 0 on."""
        # Another reader may have moved the file position.
        self._file.seek(self._starts[number])
        return self._file.read(self._starts[number + 1] - self._starts[number])

    def __iter__(self) -> Iterator[bytes]:
        return map(self.piece, range(len(self._starts) - 1))

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class _Added(NamedTuple):
    """A shard in the store: its number of articles, and the numbers of the pieces after its summaries and features."""

    articles: int = 0
    summaries_end: int = 0
    features_end: int = 0


class DumpStore:
    """All summaries and features of a run (`model.Dump`), so that memory doesn't grow with the dump."""

    def __init__(self, watch: DetectionSettings) -> None:
        self._detection = watch
        self._summary_file = SpillFile()
        self._feature_file = SpillFile()
        self._name_file = SpillFile()
        self._added: list[_Added] = []
        self._sites: list[set[str]] = []

    def add(self, summaries: bytes, count: int, features: bytes, names: bytes) -> None:
        """Append a packed shard of `count` articles: all of it or, after an exception, nothing."""
        last = self._added[-1] if self._added else _Added()
        summaries_end = self._summary_file.write_from(last.summaries_end, _pieces(summaries))
        features_end = self._feature_file.write_from(last.features_end, _pieces(features))
        self._name_file.write_from(self.shards, (names,))
        self._added.append(_Added(count, summaries_end, features_end))

    @property
    def shards(self) -> int:
        """The number of shards in the store."""
        return len(self._added)

    def feature_names(self, wanted: Container[int]) -> dict[int, str]:
        """The feature, kind or skeleton of each of the wanted hashes."""
        names: dict[int, str] = {}
        for packed in self._name_file:
            names.update((hashed, name) for hashed, name in _decode_names(packed).items() if hashed in wanted)
        return names

    def __iter__(self) -> Iterator[ArticleSummary]:
        for packed in self._summary_file:
            yield from _decode_summaries(packed)

    def features(self, site: str = "") -> Iterator[ArticleFeatures]:
        """The features of each article, in the order of the summaries; with `site`, only of pieces with that site."""
        for number, packed in enumerate(self._feature_file):
            if number == len(self._sites):
                self._sites.append({features.site for features in _decode_features(packed)})
            if not site or site in self._sites[number]:
                yield from _decode_features(packed)

    @cached_property
    def history(self) -> LayoutHistory:
        """Layouts and changes."""
        return layout_history(self, self._detection)

    def __len__(self) -> int:
        return sum(shard.articles for shard in self._added)

    def close(self) -> None:
        """Close the files."""
        self._summary_file.close()
        self._feature_file.close()
        self._name_file.close()


def _pieces(packed: bytes) -> Iterator[bytes]:
    """A packed list, cut into several where it is long, so that no reader decodes all of it at once."""
    if len(packed) <= _MAX_PIECE:
        yield packed
        return
    entries = _decode_raw(packed)
    for start in range(0, len(entries), _PIECE_ENTRIES):
        yield _encode(entries[start : start + _PIECE_ENTRIES])


def _on_disk(memory: BytesIO) -> IO[bytes]:
    """The same bytes in a temporary file without a name."""
    import tempfile

    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the store
    file.write(memory.getvalue())
    return file
