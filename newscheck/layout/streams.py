"""Streams: the articles of each site of a dump in the order of time, with numbered features.

At most `MAX_FEATURES` features of a site are compared, those that most articles have. They are counted without holding
all that occur, in a hash table of fixed size whose counts are never too low. Of a site with many articles, the features
are read anew for each step; sites with few are read together, so that a dump of many sites is not read for each.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import NamedTuple

from msgspec import Struct

from newscheck.dump.numpy_loader import NDArray, np
from newscheck.layout.profile import MAX_FEATURES
from newscheck.layout.thresholds import MIN_EXCESS, MIN_REFERENCE, MIN_REFERENCE_HOURS, YOUNG_REFERENCE
from newscheck.model import ArticleFeatures, Dump

#: Slots of the hash table (a power of two), and how many may be full before a feature needs more articles than
#: `MIN_EXCESS`, of which fewer can't be a change.
_SLOTS, _FULL = 1 << 17, 20_000
#: Articles processed together, and those of sites that are read together.
_PART, _TOGETHER = 2_000, 20_000
_NEVER = 1 << 62

Hashes = NDArray[np.uint32]


class Stream(Struct, frozen=True):
    """The articles of one site in the order of their epochs (ties in the order of their paths).

    `epochs` (ms), `rows` (positions in the dump), `kinds` and `skeletons` (positions in `labels`) have an entry per
    article; the features of article i are `names[f]` for f in `features[offsets[i]:offsets[i + 1]]`, ascending. The
    first `reference_size` articles stand for the counts of a reference: which articles of an hour had a feature is not
    recorded there. `left_out` counts the features that are not among the names because there are too many.
    A change needs `young_reference` articles before it, with fewer than `min_reference` a great shift, and in less than
    `min_hours` more than a shift.
    """

    site: str
    names: list[str]
    epochs: array[int]
    rows: array[int]
    offsets: array[int]
    features: array[int]
    labels: list[str] = []
    kinds: array[int] = array("I")
    skeletons: array[int] = array("I")
    reference_size: int = 0
    left_out: int = 0
    young_reference: int = YOUNG_REFERENCE
    min_reference: int = MIN_REFERENCE
    min_hours: int = MIN_REFERENCE_HOURS


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
    latest = _NEVER - 1 if latest is None else latest
    sites: dict[str, _Columns] = {}
    for row, article in enumerate(dump.features()):
        if article.epoch is not None and article.epoch <= latest:
            columns = sites.get(article.site)
            if columns is None:
                columns = sites[article.site] = _Columns(array("q"), array("I"))
            columns.epochs.append(article.epoch)
            columns.rows.append(row)
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
        yield _stream(site, columns, readings.pop(site), counted.pop(site), names)


def _held(dump: Dump, sites: Iterable[str], latest: int) -> dict[str, _Reading]:
    """The articles of some sites, read once."""
    articles: dict[str, list[ArticleFeatures]] = {site: [] for site in sites}
    only = next(iter(articles)) if len(articles) == 1 else ""
    for article in dump.features(only):
        if article.site in articles and (article.epoch or _NEVER) <= latest:
            articles[article.site].append(article)
    return {site: [*_in_parts(articles.pop(site))].__iter__ for site in [*articles]}


def _parts(dump: Dump, site: str, latest: int) -> Iterator[_Part]:
    return _in_parts(
        article for article in dump.features(site) if article.site == site and (article.epoch or _NEVER) <= latest
    )


def _in_parts(articles: Iterable[ArticleFeatures]) -> Iterator[_Part]:
    rest = iter(articles)
    while part := list(islice(rest, _PART)):
        yield _part(part)


def _part(articles: list[ArticleFeatures]) -> _Part:
    all_features = np.frombuffer(b"".join(article.features for article in articles), dtype=np.uint32)
    sizes = np.array([len(article.features) // 4 for article in articles], dtype=np.int64)
    firsts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    kinds = np.array([article.kind for article in articles], dtype=np.uint32)
    return _Part(np.delete(all_features, firsts), sizes - 1, kinds, all_features[firsts])


def _stream(
    site: str, columns: _Columns, read: _Reading, counted: _Counted, names_by_hash: Mapping[int, str]
) -> Stream:
    epochs, rows = np.array(columns.epochs), np.array(columns.rows)
    hashes, names, left_out = _common(counted, names_by_hash)
    sizes, features = array("H"), array("H")
    kinds, skeletons = [], []
    for part in read():
        article, column = _numbered(part, hashes)
        sizes.frombytes(np.bincount(article, minlength=len(part.sizes)).astype(np.uint16).tobytes())
        features.frombytes(column.astype(np.uint16).tobytes())
        kinds.append(part.kinds)
        skeletons.append(part.skeletons)
    labels, places = np.unique(np.concatenate((*kinds, *skeletons)), return_inverse=True)
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
        [names_by_hash.get(label, "") for label in labels.tolist()],
        array("I", places[:count][order].astype(np.uint32).tobytes()),
        array("I", places[count:][order].astype(np.uint32).tobytes()),
        left_out=left_out,
    )


def _numbered(part: _Part, hashes: Hashes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Article and column of each feature that is among `hashes` (sorted by name), in the order of articles, columns."""
    article = np.repeat(np.arange(len(part.sizes)), part.sizes)
    if not len(hashes):
        return article[:0], article[:0]
    by_hash = np.argsort(hashes)
    column = by_hash[np.minimum(np.searchsorted(hashes[by_hash], part.features), len(hashes) - 1)]
    known = hashes[column] == part.features
    cells = np.sort(article[known] * len(hashes) + column[known])
    return cells // len(hashes), cells % len(hashes)


def _reordered(
    sizes: NDArray[np.uint16], features: NDArray[np.uint16], order: NDArray[np.int64]
) -> tuple[NDArray[np.int64], array[int]]:
    """Offsets and features with the articles in another order; some at a time, to limit memory."""
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


def _counted(read: _Reading) -> _Counted:
    table, labels = np.zeros(_SLOTS, dtype=np.int64), set[int]()
    for part in read():
        table += np.bincount(part.features & np.uint32(_SLOTS - 1), minlength=_SLOTS)
        labels.update(np.unique(part.kinds).tolist(), np.unique(part.skeletons).tolist())
    least, over = MIN_EXCESS, 0
    if (full := int(np.count_nonzero(table >= least))) > _FULL:
        least = int(np.partition(table, _SLOTS - _FULL)[_SLOTS - _FULL]) + 1
        over = full - int(np.count_nonzero(table >= least))
    counts: dict[int, int] = {}
    for part in read():
        often = part.features[table[part.features & np.uint32(_SLOTS - 1)] >= least]
        for feature, number in zip(*map(np.ndarray.tolist, np.unique(often, return_counts=True)), strict=True):
            counts[feature] = counts.get(feature, 0) + number
    return _Counted({feature: number for feature, number in counts.items() if number >= least}, over, labels)


def _common(counted: _Counted, names: Mapping[int, str]) -> tuple[Hashes, list[str], int]:
    """Hashes and names of the features to compare, sorted by name, and how many features are left out."""
    counts = counted.features
    named = {feature: names[feature] for feature in counts if feature in names}
    chosen = sorted(named, key=lambda feature: (-counts[feature], named[feature]))[:MAX_FEATURES]
    chosen.sort(key=named.__getitem__)
    left_out = counted.left_out + len(named) - len(chosen)
    return np.array(chosen, dtype=np.uint32), [named[feature] for feature in chosen], left_out
