"""Streams: the articles of each site of a dump in the order of time, with numbered features.

All features are in a stream that `MIN_EXCESS` articles have, since fewer can't be a change. They are counted without
holding all that occur, in a hash table of fixed size whose counts are never too low. Of a site with many articles, the
features are read anew for each step; sites with few are read together, so that a dump of many sites is not read for
each.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from newscheck.dump.numpy_loader import NDArray, np
from newscheck.layout.in_memory_storage import IN_MEMORY
from newscheck.layout.statistics import Bools, Ints
from newscheck.layout.thresholds import MIN_EXCESS, MIN_REFERENCE, MIN_REFERENCE_HOURS, YOUNG_REFERENCE
from newscheck.model import ABSENT, Column, Dump, FeatureColumns, Storage, Typecode

#: Slots of the hash table (a power of two), the most that one counts, and how many features are counted together.
_SLOTS, _CAP, _COUNTED = 1 << 20, 255, 200_000
_SLOT = np.uint32(_SLOTS - 1)
#: Features of a stream at most: their numbers have 16 bits, also beside those of a reference.
_MOST_NAMED, _NO_NUMBER = 60_000, (1 << 16) - 1
#: Articles processed together, and those of sites that are read together.
_PART, _TOGETHER = 2_000, 20_000
#: Entries of a column that are put into another order together.
_AT_ONCE = 1 << 16
_NEVER = 1 << 62

Hashes = NDArray[np.uint32]


class Stream(Struct, frozen=True):
    """The articles of one site in the order of their epochs (ties in the order of their paths).

    `epochs` (ms), `rows` (positions in the dump), `kinds` and `skeletons` (positions in `labels`) have an entry per
    article; the features of article i are `names[f]` for f in `features[offsets[i]:offsets[i + 1]]`, ascending. The
    first `reference_size` articles stand for the counts of a reference: which articles of an hour had a feature is not
    recorded there. `left_out` counts the features that are not among the names because there are too many.
    What is made of all its articles has room in `storage`.
    A change needs `young_reference` articles before it, with fewer than `min_reference` a great shift, and in less than
    `min_hours` more than a shift.
    """

    site: str
    names: list[str]
    epochs: Column
    rows: Column
    offsets: Column
    features: Column
    labels: list[str] = []
    kinds: Column = array("I")
    skeletons: Column = array("I")
    reference_size: int = 0
    left_out: int = 0
    young_reference: int = YOUNG_REFERENCE
    min_reference: int = MIN_REFERENCE
    min_hours: int = MIN_REFERENCE_HOURS
    storage: Storage = IN_MEMORY


class _Columns(NamedTuple):
    """The articles of a site in the order of the dump."""

    epochs: array[int]
    rows: array[int]


class _Part(NamedTuple):
    """Some articles: the features of all in one array, the number of features, the kind and the skeleton of each."""

    features: Hashes
    sizes: NDArray[np.int64]
    kinds: Hashes
    skeletons: Hashes


#: Reads all articles of a site.
_Reading = Callable[[], Iterator[_Part]]


class _Counted(NamedTuple):
    """How many articles of a site have each feature that may be compared, how many others there are, and the hashes of
    the kinds and skeletons.
    """

    features: dict[int, int]
    left_out: int
    labels: set[int]


def site_streams(dump: Dump, least: int, latest: int | None = None) -> Iterator[Stream]:
    """The articles with an epoch, of `latest` (ms) or before, of each site that has `least` of them, by site."""
    latest = _NEVER if latest is None else latest
    sites: dict[str, _Columns] = {}
    row = 0
    for block in dump.features():
        epochs = np.frombuffer(block.epochs, dtype=np.int64)
        for site, chosen in _articles(block, latest):
            columns = sites.setdefault(site, _Columns(array("q"), array("I")))
            columns.epochs.frombytes(epochs[chosen].tobytes())
            columns.rows.frombytes((row + np.flatnonzero(chosen)).astype(np.uint32).tobytes())
        row += len(epochs)
    sizes = {site: len(sites[site].rows) for site in sorted(sites)}
    for group in _groups({site: size for site, size in sizes.items() if size >= least}):
        yield from _streams(dump, {site: sites.pop(site) for site in group}, latest)


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
    readings: dict[str, _Reading] = {site: partial(_parts, dump, site, latest) for site in sites}
    if sum(len(columns.rows) for columns in sites.values()) <= _TOGETHER:
        readings = _held(dump, sites, latest)
    counted = {site: _counted(read) for site, read in readings.items()}
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


def _held(dump: Dump, sites: Iterable[str], latest: int) -> dict[str, _Reading]:
    """The articles of some sites, read once."""
    parts: dict[str, list[_Part]] = {site: [] for site in sites}
    only = next(iter(parts)) if len(parts) == 1 else ""
    for block in dump.features(only):
        for site, chosen in _articles(block, latest):
            if site in parts:
                parts[site].append(_part(block, chosen))
    return {site: [*_joined(parts.pop(site))].__iter__ for site in [*parts]}


def _parts(dump: Dump, site: str, latest: int) -> Iterator[_Part]:
    return _joined(
        _part(block, chosen)
        for block in dump.features(site)
        for name, chosen in _articles(block, latest)
        if name == site
    )


def _joined(parts: Iterable[_Part]) -> Iterator[_Part]:
    """The same articles in parts of `_PART` or more."""
    some, articles = list[_Part](), 0
    for part in parts:
        some.append(part)
        articles += len(part.sizes)
        if articles >= _PART:
            yield _Part(*map(np.concatenate, zip(*some, strict=True)))
            some, articles = [], 0
    if some:
        yield _Part(*map(np.concatenate, zip(*some, strict=True)))


def _part(block: FeatureColumns, chosen: Bools) -> _Part:
    """Some articles of a block."""
    features, sizes, kinds, skeletons = (
        np.frombuffer(packed, dtype=np.uint32) for packed in (block.features, block.sizes, block.kinds, block.skeletons)
    )
    if chosen.all():
        return _Part(features, sizes.astype(np.int64), kinds, skeletons)
    of_chosen = np.repeat(chosen, sizes)
    return _Part(features[of_chosen], sizes[chosen].astype(np.int64), kinds[chosen], skeletons[chosen])


def _stream(
    site: str,
    columns: _Columns,
    read: _Reading,
    counted: _Counted,
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
    # Rows ascend.
    return part_of(stream, np.argsort(np.asarray(columns.epochs), kind="stable"))


def part_of(stream: Stream, positions: Ints) -> Stream:
    """The articles of a stream at some positions, in the order of these."""
    offsets, features = _features_at(stream, positions)
    return replace(
        stream,
        epochs=_at(stream.epochs, "q", positions, stream.storage),
        rows=_at(stream.rows, "I", positions, stream.storage),
        offsets=offsets,
        features=features,
        kinds=_at(stream.kinds, "I", positions, stream.storage),
        skeletons=_at(stream.skeletons, "I", positions, stream.storage),
    )


def feature_totals(stream: Stream) -> Ints:
    """How many articles have each feature."""
    features, totals = np.asarray(stream.features), np.zeros(len(stream.names), dtype=np.int64)
    for low in range(0, len(features), _AT_ONCE):
        totals += np.bincount(features[low : low + _AT_ONCE], minlength=len(totals))
        stream.storage.release()
    return totals


def varying(stream: Stream) -> Stream:
    """The stream with only the features that may be a change of it or of a part of it: enough articles have and lack
    them.
    """
    totals = feature_totals(stream)
    varies = (totals >= MIN_EXCESS) & (totals <= len(stream.epochs) - MIN_EXCESS)
    return with_features(stream, [stream.names[feature] for feature in np.flatnonzero(varies)], totals)


def with_features(stream: Stream, names: Sequence[str], totals: Ints | None = None) -> Stream:
    """The stream with some of its features, numbered in their order; `totals` are those of `feature_totals`."""
    if [*names] == stream.names:
        return stream
    totals = feature_totals(stream) if totals is None else totals
    place = {name: at for at, name in enumerate(names)}
    numbers = np.array([place.get(name, _NO_NUMBER) for name in stream.names], dtype=np.uint16)
    starts, features, storage = np.asarray(stream.offsets), np.asarray(stream.features), stream.storage
    offsets, chosen = storage.column("q", len(starts)), storage.column("H", int(totals[numbers != _NO_NUMBER].sum()))
    ends, there = np.asarray(offsets), np.asarray(chosen)
    for low in range(0, len(starts) - 1, _PART):
        edges = starts[low : low + _PART + 1].astype(np.int64)
        part = numbers[features[edges[0] : edges[-1]]]
        is_kept = part != _NO_NUMBER
        ends[low + 1 : low + len(edges)] = ends[low] + np.append(0, np.cumsum(is_kept))[edges[1:] - edges[0]]
        there[ends[low] : ends[low + len(edges) - 1]] = part[is_kept]
        storage.release()
    return replace(stream, names=[*names], offsets=offsets, features=chosen)


def _at(column: Column, typecode: Typecode, positions: Ints, storage: Storage) -> Column:
    chosen = storage.column(typecode, len(positions))
    values, there = np.asarray(column), np.asarray(chosen)
    for low in range(0, len(positions), _AT_ONCE):
        there[low : low + _AT_ONCE] = values[positions[low : low + _AT_ONCE]]
        storage.release()
    return chosen


def _features_at(stream: Stream, positions: Ints) -> tuple[Column, Column]:
    """Offsets and features of the articles at some positions; some at a time, to limit memory."""
    starts, features, storage = np.asarray(stream.offsets), np.asarray(stream.features), stream.storage
    offsets = storage.column("q", len(positions) + 1)
    there = np.asarray(offsets)
    for low in range(0, len(positions), _AT_ONCE):
        chosen = positions[low : low + _AT_ONCE]
        sizes = (starts[chosen + 1] - starts[chosen]).astype(np.int64)
        there[low + 1 : low + len(chosen) + 1] = there[low] + np.cumsum(sizes)
    ordered = storage.column("H", offsets[len(positions)])
    for low in range(0, len(positions), _PART):
        chosen = positions[low : low + _PART]
        ends = there[low : low + len(chosen) + 1]
        places = np.arange(ends[0], ends[-1]) + np.repeat(starts[chosen] - ends[:-1], np.diff(ends))
        np.asarray(ordered)[ends[0] : ends[-1]] = features[places]
        storage.release()
    return offsets, ordered


def _numbered(part: _Part, hashes: Hashes) -> tuple[Hashes, Hashes]:
    """Article and column of each feature that is among `hashes` (sorted by name), in the order of articles, columns."""
    article = np.repeat(np.arange(len(part.sizes), dtype=np.uint32), part.sizes)
    if not len(hashes):
        return article[:0], article[:0]
    by_hash, width = np.argsort(hashes), np.uint32(len(hashes))
    column = by_hash[np.minimum(np.searchsorted(hashes[by_hash], part.features), len(hashes) - 1)]
    known = hashes[column] == part.features
    cells = np.sort(article[known] * width + column[known].astype(np.uint32))
    return cells // width, cells % width


def _counted(read: _Reading) -> _Counted:
    """One pass, in which all features are counted that occur; where these are very many, `_often` counts in parts."""
    hashes, counts, labels = np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.int64), set[int]()
    is_whole = True
    for part in read():
        labels.update(np.unique(part.kinds).tolist(), np.unique(part.skeletons).tolist())
        if is_whole:
            hashes, counts = _added(hashes, counts, *np.unique(part.features, return_counts=True))
            is_whole = len(hashes) <= _COUNTED
    if not is_whole:
        return _Counted(*_commonest(_often(read)), labels)
    often = counts >= MIN_EXCESS
    return _Counted(*_commonest(dict(zip(hashes[often].tolist(), counts[often].tolist(), strict=True))), labels)


def _added(hashes: Hashes, counts: Ints, others: Hashes, numbers: Ints) -> tuple[Hashes, Ints]:
    """The counts by hash, both ascending, and others' added to them."""
    places = np.searchsorted(hashes, others)
    is_known = np.append(hashes, 0)[places] == others
    is_known[places == len(hashes)] = False
    counts[places[is_known]] += numbers[is_known]
    new = places[~is_known]
    return np.insert(hashes, new, others[~is_known]), np.insert(counts, new, numbers[~is_known])


def _often(read: _Reading) -> dict[int, int]:
    """Two passes: the first finds, in a table of fixed size, what may occur often, the second counts it, or where the
    table is so full that this is very much, several more do.
    """
    table = np.zeros(_SLOTS, dtype=np.uint16)
    for part in read():
        features, counts = np.unique(part.features, return_counts=True)
        # Each feature counts as often as is needed: many that share a slot can't exceed it.
        np.add.at(table, features & _SLOT, np.minimum(counts, MIN_EXCESS).astype(np.uint16))
        np.minimum(table, _CAP, out=table)
    passes = 1 + int(table[table >= MIN_EXCESS].sum(dtype=np.int64)) // (MIN_EXCESS * _COUNTED)
    counted: dict[int, int] = {}
    for number in range(passes):
        counts_by_feature: dict[int, int] = {}
        for part in read():
            often = part.features[table[part.features & _SLOT] >= MIN_EXCESS]
            mine = often[often // _SLOTS % passes == number] if passes > 1 else often
            for feature, count in zip(*map(np.ndarray.tolist, np.unique(mine, return_counts=True)), strict=True):
                counts_by_feature[feature] = counts_by_feature.get(feature, 0) + count
        counted.update((feature, count) for feature, count in counts_by_feature.items() if count >= MIN_EXCESS)
    return counted


def _commonest(counts: dict[int, int]) -> tuple[dict[int, int], int]:
    """The counts of the most features that a stream has, and how many others there are."""
    if len(counts) <= _MOST_NAMED:
        return counts, 0
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST_NAMED]
    return dict(most), len(counts) - len(most)


def _common(counted: _Counted, names: Mapping[int, str]) -> tuple[Hashes, list[str], int]:
    """Hashes and names of the features, sorted by name, and how many features are left out."""
    named = sorted((names[feature], feature) for feature in counted.features if feature in names)
    return np.array([feature for _, feature in named], dtype=np.uint32), [name for name, _ in named], counted.left_out
