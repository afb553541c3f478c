"""The articles of some sites, packed for another machine, which scans them without the rest of the dump."""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterable, Iterator

import msgspec

from newscheck.dump.numpy_loader import NDArray, np
from newscheck.layout import site_streams
from newscheck.layout.feature_counts import Part
from newscheck.layout.site_groups import SiteGroups
from newscheck.layout.statistics import Ints
from newscheck.layout.streams import Stream
from newscheck.model import Column, Dump, FeatureColumns, RelatedLocation, Storage


class PackedSites(msgspec.Struct, frozen=True, array_like=True):
    """The features of articles, site by site, the names of those that may be compared, and the place of each article:
    its path, and its line (int64)."""

    blocks: list[FeatureColumns]
    names: dict[int, str]
    paths: list[str]
    lines: bytes


encode = msgspec.msgpack.Encoder().encode
decode = msgspec.msgpack.Decoder(PackedSites).decode


class ReceivedSites:
    """A dump of the articles of some sites (`model.FeatureDump`)."""

    def __init__(self, packed: PackedSites, storage: Storage) -> None:
        self.storage = storage
        self._packed = packed

    def summaries_at(self, positions: Iterable[int]) -> list[RelatedLocation]:
        """The places of some articles."""
        lines = array("q", self._packed.lines)
        return [RelatedLocation(self._packed.paths[at], line=lines[at]) for at in positions]

    def feature_names(self, wanted: Container[int]) -> dict[int, str]:
        """The names of some features."""
        return {hashed: name for hashed, name in self._packed.names.items() if hashed in wanted}

    def features(self, site: str = "") -> Iterator[FeatureColumns]:
        """The features of the articles."""
        return (block for block in self._packed.blocks if not site or site in block.sites)


def streams(dump: ReceivedSites, latest: int | None) -> Iterator[Stream]:
    """The stream of each of the sites."""
    return site_streams.site_streams(dump, 1, latest)


def packed(dump: Dump, groups: SiteGroups, number: int) -> PackedSites:
    """The articles of one of the groups of a dump's sites."""
    columns = groups.columns[number]
    read = site_streams.readings(dump, columns, groups.latest)
    _, names = site_streams.names_of(dump, read)
    blocks: list[FeatureColumns] = []
    for site, own in columns.items():
        start = 0
        for part in read.pop(site)():
            end = start + len(part.sizes)
            blocks.append(_block(site, own.epochs[start:end], part))
            start = end
    rows = np.concatenate([np.frombuffer(own.rows, dtype=np.uint32) for own in columns.values()])
    paths, lines = _places(dump, rows)
    return PackedSites(blocks, names, paths, lines.tobytes())


def _block(site: str, epochs: Column, part: Part) -> FeatureColumns:
    return FeatureColumns(
        bytes(len(part.sizes) * array("I").itemsize),
        [site],
        epochs.tobytes(),
        part.kinds.tobytes(),
        part.skeletons.tobytes(),
        part.sizes.astype(np.uint32).tobytes(),
        part.features.tobytes(),
    )


def _places(dump: Dump, rows: NDArray[np.uint32]) -> tuple[list[str], Ints]:
    """Path and line of the articles in some rows."""
    order = np.argsort(rows)
    ascending = rows[order].astype(np.int64)
    paths, lines = [""] * len(rows), np.zeros(len(rows), dtype=np.int64)
    low = start = 0
    for some_paths, some_lines in dump.parts("path", "line"):
        high = low + len(some_paths)
        end = int(np.searchsorted(ascending, high))
        for place, row in zip(order[start:end].tolist(), (ascending[start:end] - low).tolist(), strict=True):
            paths[place], lines[place] = some_paths[row], some_lines[row]
        low, start = high, end
    return paths, lines
