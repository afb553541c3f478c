"""A stream behind the articles of a saved reference."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from msgspec.structs import replace

from newscheck.dump.numpy_loader import NDArray, np
from newscheck.dump.own_members import above
from newscheck.layout.counted_since import uncounted
from newscheck.layout.features import OWN_PREFIX
from newscheck.layout.profile import Profile
from newscheck.layout.statistics import Ints
from newscheck.layout.streams import Stream, with_features
from newscheck.model import Column, Storage, Typecode
from newscheck.text.timestamps import HOUR

#: Articles, and entries of a column, that are processed together, to limit memory.
_PART, _AT_ONCE = 2_000, 1 << 16


def new_articles(profile: Profile, stream: Stream) -> tuple[Stream, str]:
    """The articles of a stream that are later than those of a profile, and words for the others.

    A stream that ends before the profile begins is compared as a whole.
    """
    first = bisect_right(stream.epochs, profile.articles.last[0])
    if first == 0 or stream.epochs[-1] < profile.articles.first[0]:
        return stream, "" if first == 0 else " (the reference is later than all of them)"
    return _part(stream, first, len(stream.epochs)), f" ({first:,} no later than the reference, not compared)"


def known_articles(profile: Profile, stream: Stream) -> Stream | None:
    """The articles of a stream that are in the time of a profile; None where they are fewer than it counts."""
    first = bisect_left(stream.epochs, profile.articles.first[0])
    end = bisect_right(stream.epochs, profile.articles.last[0])
    return _part(stream, first, end) if end - first >= profile.count else None


def _part(stream: Stream, first: int, end: int) -> Stream:
    """The articles from position `first` to `end`."""
    start, stop = stream.offsets[first], stream.offsets[end]
    offsets = stream.storage.column("q", end - first + 1)
    np.subtract(stream.offsets[first : end + 1], start, out=np.asarray(offsets), casting="unsafe")
    return replace(
        stream,
        epochs=stream.epochs[first:end],
        rows=stream.rows[first:end],
        offsets=offsets,
        features=stream.features[start:stop],
        kinds=stream.kinds[first:end],
        skeletons=stream.skeletons[first:end],
    )


def prepend_reference(profile: Profile, stream: Stream) -> Stream:
    """The stream with the articles of a profile before it, as many in each hour as were counted.

    The first articles of an hour have a feature that the profile counts in it. A reference that ends after the batch
    begins is moved back in time. What an older profile does not count is left out, and so are own fields of items, and
    the members of objects in them, where it has none: it may have been made when they were not counted.
    """
    left_out = _not_counted(profile.features, stream.names) | uncounted(stream.names, profile.version)
    stream = with_features(stream, [name for name in stream.names if name not in left_out])
    hours = sorted(profile.articles.hours)
    sizes = np.array([profile.articles.hours[hour] for hour in hours], dtype=np.int64)
    starts = dict(zip(hours, (np.cumsum(sizes) - sizes).tolist(), strict=True))
    names = sorted(profile.features.keys() | set(stream.names))
    column = {name: at for at, name in enumerate(names)}
    cells = [
        (starts[hour], number, column[name])
        for name, counted in profile.features.items()
        for hour, number in counted.hours.items()
    ]
    first, number, feature = np.array(cells, dtype=np.int64).reshape(-1, 3).T
    article = np.arange(number.sum()) + np.repeat(first - (np.cumsum(number) - number), number)
    feature = np.repeat(feature, number)
    order = np.lexsort((feature, article))
    count = int(sizes.sum())
    ends = np.cumsum(np.bincount(article, minlength=count))
    late = max(0, hours[-1] + 1 - min(stream.epochs) // HOUR)
    epochs = np.repeat((np.array(hours, dtype=np.int64) - late) * HOUR, sizes)
    numbers = np.array([column[name] for name in stream.names], dtype=np.uint16)
    storage, nothing = stream.storage, np.zeros(count, dtype=np.int64)
    new_ends = np.asarray(stream.offsets, dtype=np.int64)[1:]
    return Stream(
        stream.site,
        names,
        _joined(epochs, stream.epochs, "q", storage),
        _joined(nothing, stream.rows, "I", storage),
        _joined(np.concatenate(([0], ends)), new_ends + ends[-1], "q", storage),
        _joined(feature[order], stream.features, "H", storage, numbers),
        stream.labels,
        _joined(nothing, stream.kinds, "I", storage),
        _joined(nothing, stream.skeletons, "I", storage),
        count,
        stream.left_out,
        storage=storage,
    )


def _joined(
    first: Ints, second: Column | Ints, typecode: Typecode, storage: Storage, numbers: NDArray[np.uint16] | None = None
) -> Column:
    """One column of two; with `numbers`, the second holds positions of them."""
    joined, values = storage.column(typecode, len(first) + len(second)), np.asarray(second)
    there = np.asarray(joined)
    there[: len(first)] = first
    for low in range(0, len(values), _AT_ONCE):
        part = values[low : low + _AT_ONCE]
        there[len(first) + low :][: len(part)] = part if numbers is None else numbers[part]
        storage.release()
    return joined


def _not_counted(known: Iterable[str], names: Iterable[str]) -> set[str]:
    """The features of own fields, or of members of objects in them, if a profile has none."""
    own = {name for name in names if name.startswith(OWN_PREFIX)}
    if not any(name.startswith(OWN_PREFIX) for name in known):
        return own
    inner = {name for name in own if not own.isdisjoint(above(name))}
    return inner if inner.isdisjoint(known) else set()
