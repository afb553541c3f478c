"""The streams of the sites of a dump.

Of a site with many articles, the features are read anew for each step; sites with few are read together, so that a dump
of many sites is not read for each.
"""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from newscheck.dump.blocks import GrowingColumn, room
from newscheck.dump.numpy_loader import np
from newscheck.dump.vectors import ascending
from newscheck.layout import feature_counts
from newscheck.layout.feature_counts import Counted, Hashes, Part, Reading
from newscheck.layout.statistics import Bools
from newscheck.layout.streams import Stream, part_of
from newscheck.model import ABSENT, Column, FeatureColumns, FeatureDump, Storage

#: Articles processed together, and those of sites that are read together.
_PART, _TOGETHER = 2_000, 20_000
_NEVER = 1 << 62


class SiteColumns(NamedTuple):
    """The articles of a site in the order of the dump."""

    epochs: Column
    rows: Column


def site_streams(dump: FeatureDump, least: int, latest: int | None = None) -> Iterator[Stream]:
    """The articles with an epoch, of `latest` (ms) or before, of each site that has `least` of them, by site."""
    sites = site_columns(dump, least, latest)
    for group in groups(sites):
        yield from streams(dump, {site: sites.pop(site) for site in group}, latest)


def site_columns(dump: FeatureDump, least: int, latest: int | None = None) -> dict[str, SiteColumns]:
    """The sites that have a stream, in the order of their names."""
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
    columns = {site: SiteColumns(*(own.rows for own in sites[site])) for site in sorted(sites)}
    return {site: own for site, own in columns.items() if len(own.rows) >= least}


def groups(sites: Mapping[str, SiteColumns]) -> list[list[str]]:
    """The sites in parts that have at most `_TOGETHER` articles each, or are one site."""
    parts, articles = list[list[str]](), _TOGETHER
    for site, columns in sites.items():
        if articles + len(columns.rows) > _TOGETHER:
            parts.append([])
            articles = 0
        parts[-1].append(site)
        articles += len(columns.rows)
    return parts


def streams(dump: FeatureDump, sites: Mapping[str, SiteColumns], latest: int | None) -> Iterator[Stream]:
    """The streams of the sites of a group; names are looked up once for all."""
    read = readings(dump, sites, latest)
    counted, names = names_of(dump, read)
    for site, columns in sites.items():
        yield _stream(site, columns, read.pop(site), counted.pop(site), names, dump.storage)


def readings(dump: FeatureDump, sites: Mapping[str, SiteColumns], latest: int | None) -> dict[str, Reading]:
    """What reads the articles of each site of a group."""
    if sum(len(columns.rows) for columns in sites.values()) <= _TOGETHER:
        return _held(dump, sites, latest)
    return {site: partial(_parts, dump, site, latest) for site in sites}


def names_of(dump: FeatureDump, read: Mapping[str, Reading]) -> tuple[dict[str, Counted], dict[int, str]]:
    """The features of some sites that may be compared, and the names of all of them."""
    counted = {site: feature_counts.counted(reading) for site, reading in read.items()}
    wanted = set[int]().union(*(counts.features for counts in counted.values()))
    return counted, dump.feature_names(wanted.union(*(counts.labels for counts in counted.values())))


def _articles(
    block: FeatureColumns, latest: int | None, among: Container[str] | None = None
) -> Iterator[tuple[str, Bools]]:
    """Each site of a block that is `among` some, and which articles are of it, with an epoch of `latest` or before."""
    numbers, epochs = np.frombuffer(block.site_numbers, dtype=np.uint32), np.frombuffer(block.epochs, dtype=np.int64)
    is_dated = (epochs != ABSENT) & (epochs <= (_NEVER if latest is None else latest))
    for number, site in enumerate(block.sites):
        if among is None or site in among:
            chosen = is_dated & (numbers == number)
            if chosen.any():
                yield site, chosen


def _held(dump: FeatureDump, sites: Iterable[str], latest: int | None) -> dict[str, Reading]:
    """The articles of some sites, read once."""
    parts: dict[str, list[Part]] = {site: [] for site in sites}
    only = next(iter(parts)) if len(parts) == 1 else ""
    for block in dump.features(only):
        for site, chosen in _articles(block, latest, parts):
            parts[site].append(_part(block, chosen))
    return {site: [*_joined(parts.pop(site))].__iter__ for site in [*parts]}


def _parts(dump: FeatureDump, site: str, latest: int | None) -> Iterator[Part]:
    return _joined(
        _part(block, chosen) for block in dump.features(site) for _, chosen in _articles(block, latest, (site,))
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
    columns: SiteColumns,
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
