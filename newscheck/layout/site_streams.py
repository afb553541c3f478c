"""The streams of the sites of a dump.

Of a site with many articles, the features are read anew for each step; sites with few are read together, so that a dump
of many sites is not read for each.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from newscheck.dump.blocks import GrowingColumn, room
from newscheck.dump.numpy_loader import np
from newscheck.dump.vectors import ascending
from newscheck.layout import feature_counts
from newscheck.layout.feature_counts import Counted, Hashes, Part, Reading
from newscheck.layout.statistics import Bools
from newscheck.layout.streams import Stream, part_of
from newscheck.model import ABSENT, Column, Dump, FeatureColumns, Storage

#: Articles processed together, and those of sites that are read together.
_PART, _TOGETHER = 2_000, 20_000
_NEVER = 1 << 62


class _Columns(NamedTuple):
    """The articles of a site in the order of the dump."""

    epochs: Column
    rows: Column


def site_streams(dump: Dump, least: int, latest: int | None = None) -> Iterator[Stream]:
    """The articles with an epoch, of `latest` (ms) or before, of each site that has `least` of them, by site."""
    latest = _NEVER if latest is None else latest
    sites = _columns(dump, latest)
    sizes = {site: len(sites[site].rows) for site in sorted(sites)}
    for group in _groups({site: size for site, size in sizes.items() if size >= least}):
        yield from _streams(dump, {site: sites.pop(site) for site in group}, latest)


def _columns(dump: Dump, latest: int) -> dict[str, _Columns]:
    sites: dict[str, tuple[GrowingColumn, GrowingColumn]] = {}
    row = 0
    with room(dump.storage):
        for block in dump.features():
            epochs = np.frombuffer(block.epochs, dtype=np.int64)
            for site, chosen in _articles(block, latest):
                own = sites.setdefault(site, (GrowingColumn("q"), GrowingColumn("I")))
                own[0].add(array("q", epochs[chosen].tobytes()))
                own[1].add(array("I", (row + np.flatnonzero(chosen)).astype(np.uint32).tobytes()))
            row += len(epochs)
            dump.storage.release()
    return {site: _Columns(epochs.rows, rows.rows) for site, (epochs, rows) in sites.items()}


def _groups(sizes: Mapping[str, int]) -> Iterator[list[str]]:
    """The sites in parts that have at most `_TOGETHER` articles each, or are one site."""
    group, articles = list[str](), 0
    for site, size in sizes.items():
        if group and articles + size > _TOGETHER:
            yield group
            group, articles = [], 0
        group.append(site)
        articles += size
    if group:
        yield group


def _streams(dump: Dump, sites: Mapping[str, _Columns], latest: int) -> Iterator[Stream]:
    """The streams of some sites; names are looked up once for all."""
    readings: dict[str, Reading] = {site: partial(_parts, dump, site, latest) for site in sites}
    if sum(len(columns.rows) for columns in sites.values()) <= _TOGETHER:
        readings = _held(dump, sites, latest)
    counted = {site: feature_counts.counted(read) for site, read in readings.items()}
    wanted = set[int]().union(*(counts.features for counts in counted.values()))
    names = dump.feature_names(wanted.union(*(counts.labels for counts in counted.values())))
    for site, columns in sites.items():
        yield _stream(site, columns, readings.pop(site), counted.pop(site), names, dump.storage)


def _articles(block: FeatureColumns, latest: int) -> Iterator[tuple[str, Bools]]:
    """Each site of a block, and which articles are of it, with an epoch of `latest` or before."""
    numbers, epochs = np.frombuffer(block.site_numbers, dtype=np.uint32), np.frombuffer(block.epochs, dtype=np.int64)
    is_dated = (epochs != ABSENT) & (epochs <= latest)
    for number, site in enumerate(block.sites):
        chosen = is_dated & (numbers == number)
        if chosen.any():
            yield site, chosen


def _held(dump: Dump, sites: Iterable[str], latest: int) -> dict[str, Reading]:
    """The articles of some sites, read once."""
    parts: dict[str, list[Part]] = {site: [] for site in sites}
    only = next(iter(parts)) if len(parts) == 1 else ""
    for block in dump.features(only):
        for site, chosen in _articles(block, latest):
            if site in parts:
                parts[site].append(_part(block, chosen))
    return {site: [*_joined(parts.pop(site))].__iter__ for site in [*parts]}


def _parts(dump: Dump, site: str, latest: int) -> Iterator[Part]:
    return _joined(
        _part(block, chosen)
        for block in dump.features(site)
        for name, chosen in _articles(block, latest)
        if name == site
    )


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """The same articles in parts of `_PART` or more."""
    some, articles = list[Part](), 0
    for part in parts:
        some.append(part)
        articles += len(part.sizes)
        if articles >= _PART:
            yield Part(*map(np.concatenate, zip(*some, strict=True)))
            some, articles = [], 0
    if some:
        yield Part(*map(np.concatenate, zip(*some, strict=True)))


def _part(block: FeatureColumns, chosen: Bools) -> Part:
    """Some articles of a block."""
    features, sizes, kinds, skeletons = (
        np.frombuffer(packed, dtype=np.uint32) for packed in (block.features, block.sizes, block.kinds, block.skeletons)
    )
    if chosen.all():
        return Part(features, sizes.astype(np.int64), kinds, skeletons)
    of_chosen = np.repeat(chosen, sizes)
    return Part(features[of_chosen], sizes[chosen].astype(np.int64), kinds[chosen], skeletons[chosen])


def _stream(
    site: str,
    columns: _Columns,
    read: Reading,
    counted: Counted,
    names_by_hash: Mapping[int, str],
    storage: Storage,
) -> Stream:
    hashes, names, left_out = _common(counted, names_by_hash)
    labels = np.array(sorted(counted.labels), dtype=np.uint32)
    count, cells = len(columns.rows), sum(map(counted.features.__getitem__, hashes.tolist()))
    offsets, features = storage.column("q", count + 1), storage.column("H", cells)
    kinds, skeletons = storage.column("I", count), storage.column("I", count)
    at = cell = 0
    for part in read():
        article, column = _numbered(part, hashes)
        end, cell_end = at + len(part.sizes), cell + len(column)
        np.asarray(offsets)[at + 1 : end + 1] = cell + np.cumsum(np.bincount(article, minlength=end - at))
        np.asarray(features)[cell:cell_end] = column
        np.asarray(kinds)[at:end] = np.searchsorted(labels, part.kinds)
        np.asarray(skeletons)[at:end] = np.searchsorted(labels, part.skeletons)
        at, cell = end, cell_end
        storage.release()
    stream = Stream(
        site,
        names,
        columns.epochs,
        columns.rows,
        offsets,
        features,
        [names_by_hash.get(label, "") for label in labels.tolist()],
        kinds,
        skeletons,
        left_out=left_out,
        storage=storage,
    )
    with room(storage):
        # Rows ascend.
        order = np.asarray(ascending(columns.epochs))
    return part_of(stream, order)


def _numbered(part: Part, hashes: Hashes) -> tuple[Hashes, Hashes]:
    """Article and column of each feature that is among `hashes` (sorted by name), in the order of articles, columns."""
    article = np.repeat(np.arange(len(part.sizes), dtype=np.uint32), part.sizes)
    if not len(hashes):
        return article[:0], article[:0]
    by_hash, width = np.argsort(hashes), np.uint32(len(hashes))
    column = by_hash[np.minimum(np.searchsorted(hashes[by_hash], part.features), len(hashes) - 1)]
    known = hashes[column] == part.features
    cells = np.sort(article[known] * width + column[known].astype(np.uint32))
    return cells // width, cells % width


def _common(counted: Counted, names: Mapping[int, str]) -> tuple[Hashes, list[str], int]:
    """Hashes and names of the features, sorted by name, and how many features are left out."""
    named = sorted((names[feature], feature) for feature in counted.features if feature in names)
    return np.array([feature for _, feature in named], dtype=np.uint32), [name for name, _ in named], counted.left_out
