"""The shapes of a dump become streams: the articles of each site in the order of time, with numbered features.

Whatever a dump holds, at most `MOST_FEATURES` features of a site are looked at: those that most articles have. Which
these are is found without holding all that occur, in a table of fixed size that counts too much rather than too little.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from msgspec.structs import replace

from newscheck.layout.numpy_loader import NDArray, np
from newscheck.layout.profile import MAX_FEATURES, Profile, Stream
from newscheck.model import ArticleFeatures, Dump

#: One of fewer articles can't be a change.
_RARE = 4
#: Slots of the table (a power of two), and how many may be full before a feature must be less rare than `_RARE`.
_SLOTS, _FULL = 1 << 17, 20_000
#: Articles looked at together.
_PART = 2_000
_HOUR = 3_600_000
_NEVER = 1 << 62

Hashes = NDArray[np.uint32]


class _Part(NamedTuple):
    """Some articles: their features one behind the other, how many each has, their kinds and skeletons."""

    features: Hashes
    sizes: NDArray[np.int64]
    kinds: Hashes
    skeletons: Hashes


def site_streams(dump: Dump, least: int, latest: int | None = None) -> Iterator[Stream]:
    """The articles with an epoch, of `latest` (ms) or before, of each site that has `least` of them, by site."""
    latest = _NEVER - 1 if latest is None else latest
    places: dict[str, tuple[array[int], array[int]]] = {}
    for row, shape in enumerate(dump.features()):
        if shape.epoch is not None and shape.epoch <= latest:
            found = places.get(shape.site)
            if found is None:
                found = places[shape.site] = array("q"), array("I")
            found[0].append(shape.epoch)
            found[1].append(row)
    for site in sorted(places):
        epochs, rows = places.pop(site)
        if len(rows) >= least:
            yield _stream(dump, site, np.array(epochs), np.array(rows), latest)


def _parts(dump: Dump, site: str, latest: int) -> Iterator[_Part]:
    shapes = (shape for shape in dump.features(site) if shape.site == site and (shape.epoch or _NEVER) <= latest)
    while part := list(islice(shapes, _PART)):
        yield _part(part)


def _part(shapes: list[ArticleFeatures]) -> _Part:
    all_features = np.frombuffer(b"".join(shape.features for shape in shapes), dtype=np.uint32)
    sizes = np.array([len(shape.features) // 4 for shape in shapes], dtype=np.int64)
    firsts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    kinds = np.array([shape.kind for shape in shapes], dtype=np.uint32)
    return _Part(np.delete(all_features, firsts), sizes - 1, kinds, all_features[firsts])


def _stream(dump: Dump, site: str, epochs: NDArray[np.int64], rows: Hashes, latest: int) -> Stream:
    """`epochs` and `rows` are those of each article, in the order of the dump."""
    hashes, names, left_out = _common(dump, site, latest)
    sizes, features = array("H"), array("H")
    kinds, skeletons = [], []
    for part in _parts(dump, site, latest):
        article, column = _numbered(part, hashes)
        sizes.frombytes(np.bincount(article, minlength=len(part.sizes)).astype(np.uint16).tobytes())
        features.frombytes(column.astype(np.uint16).tobytes())
        kinds.append(part.kinds)
        skeletons.append(part.skeletons)
    labels, places = np.unique(np.concatenate((*kinds, *skeletons)), return_inverse=True)
    found = dump.feature_names(set(labels.tolist()))
    order = np.lexsort((rows, epochs))
    offsets, ordered = _reordered(np.asarray(sizes), np.asarray(features), order)
    count = len(order)
    return Stream(
        site,
        names,
        array("q", epochs[order].tobytes()),
        array("I", rows[order].tobytes()),
        array("I", offsets.astype(np.uint32).tobytes()),
        ordered,
        [found.get(label, "") for label in labels.tolist()],
        array("I", places[:count][order].astype(np.uint32).tobytes()),
        array("I", places[count:][order].astype(np.uint32).tobytes()),
        left_out=left_out,
    )


def new_articles(known: Profile, stream: Stream) -> tuple[Stream, str]:
    """The articles of a stream that are later than those of a profile, and words for the rest, which are no news.

    A stream that ends before the profile begins is compared as a whole.
    """
    first = bisect_right(stream.epochs, known.articles.last[0])
    if first == 0 or stream.epochs[-1] < known.articles.first[0]:
        return stream, "" if first == 0 else " (the reference is later than all of them)"
    start = stream.offsets[first]
    later = replace(
        stream,
        epochs=stream.epochs[first:],
        rows=stream.rows[first:],
        offsets=array("I", (offset - start for offset in stream.offsets[first:])),
        features=stream.features[start:],
        kinds=stream.kinds[first:],
        skeletons=stream.skeletons[first:],
    )
    return later, f" ({first:,} no later than the reference, not compared)"


def prepend_reference(known: Profile, stream: Stream) -> Stream:
    """The stream with the articles of a profile before it, hour by hour, in as many articles as there were.

    In an hour, the first ones stand for those that had a feature. Should a batch begin before its reference ends, the
    reference is moved back in time: what is compared is the batch.
    """
    hours = sorted(known.articles.hours)
    sizes = np.array([known.articles.hours[hour] for hour in hours], dtype=np.int64)
    starts = dict(zip(hours, (np.cumsum(sizes) - sizes).tolist(), strict=True))
    names = sorted(known.features.keys() | set(stream.names))
    column = {name: at for at, name in enumerate(names)}
    cells = [
        (starts[hour], number, column[name])
        for name, counted in known.features.items()
        for hour, number in counted.hours.items()
    ]
    first, number, feature = (np.array(values, dtype=np.int64) for values in zip(*cells, strict=True))
    article = np.arange(number.sum()) + np.repeat(first - (np.cumsum(number) - number), number)
    feature = np.repeat(feature, number)
    order = np.lexsort((feature, article))
    count = int(sizes.sum())
    ends = np.cumsum(np.bincount(article, minlength=count))
    late = max(0, hours[-1] + 1 - min(stream.epochs) // _HOUR)
    epochs = np.repeat((np.array(hours, dtype=np.int64) - late) * _HOUR, sizes)
    new = np.array([column[name] for name in stream.names], dtype=np.uint16)[np.asarray(stream.features)]
    nothing = np.zeros(count, dtype=np.uint32)
    return Stream(
        stream.site,
        names,
        array("q", epochs.tobytes()) + stream.epochs,
        array("I", nothing.tobytes()) + stream.rows,
        array("I", np.concatenate(([0], ends, ends[-1] + np.asarray(stream.offsets)[1:])).astype(np.uint32).tobytes()),
        array("H", np.concatenate((feature[order].astype(np.uint16), new)).tobytes()),
        stream.labels,
        array("I", nothing.tobytes()) + stream.kinds,
        array("I", nothing.tobytes()) + stream.skeletons,
        count,
        stream.left_out,
    )


def _numbered(part: _Part, hashes: Hashes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Article and column of each feature that is among the `hashes` (those sorted by name), each once, in order."""
    by_hash = np.argsort(hashes)
    at = np.searchsorted(hashes, part.features, sorter=by_hash) if len(hashes) else np.zeros(0, dtype=np.int64)
    at = np.minimum(at, len(hashes) - 1)
    article = np.repeat(np.arange(len(part.sizes)), part.sizes)
    if not len(hashes):
        return article[:0], article[:0]
    column = by_hash[at]
    known = hashes[column] == part.features
    cells = np.sort(article[known] * len(hashes) + column[known])
    return cells // len(hashes), cells % len(hashes)


def _reordered(
    sizes: NDArray[np.uint16], features: NDArray[np.uint16], order: NDArray[np.int64]
) -> tuple[NDArray[np.int64], array[int]]:
    """Offsets and features with the articles in another order; some at a time, for there may be many."""
    ends = np.cumsum(sizes, dtype=np.int64)
    starts = (ends - sizes)[order]
    sizes = sizes[order]
    offsets = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))
    ordered = array("H")
    for low in range(0, len(order), _PART):
        part, start = sizes[low : low + _PART], starts[low : low + _PART]
        first = offsets[low : low + len(part)] - offsets[low]
        places = np.arange(int(part.sum())) + np.repeat(start - first, part)
        ordered.frombytes(features[places].tobytes())
    return offsets, ordered


def _common(dump: Dump, site: str, latest: int) -> tuple[Hashes, list[str], int]:
    """Hashes and names (by name) of the features that are looked at, and how many are not for being too many."""
    table = np.zeros(_SLOTS, dtype=np.int64)
    for part in _parts(dump, site, latest):
        table += np.bincount(part.features & np.uint32(_SLOTS - 1), minlength=_SLOTS)
    least, over = _RARE, 0
    if (full := int(np.count_nonzero(table >= least))) > _FULL:
        least = int(np.partition(table, _SLOTS - _FULL)[_SLOTS - _FULL]) + 1
        over = full - int(np.count_nonzero(table >= least))
    counts: dict[int, int] = {}
    for part in _parts(dump, site, latest):
        often = part.features[table[part.features & np.uint32(_SLOTS - 1)] >= least]
        for feature, number in zip(*(found.tolist() for found in np.unique(often, return_counts=True)), strict=True):
            counts[feature] = counts.get(feature, 0) + number
    named = dump.feature_names({feature for feature, number in counts.items() if number >= least})
    chosen = sorted(named, key=lambda feature: (-counts[feature], named[feature]))[:MAX_FEATURES]
    chosen.sort(key=named.__getitem__)
    return np.array(chosen, dtype=np.uint32), [named[feature] for feature in chosen], over + len(named) - len(chosen)
