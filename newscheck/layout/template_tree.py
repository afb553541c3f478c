"""Articles in groups by their markup: a tree of features, each of which splits off what many other features go with.

An article that has a list or a video has one more element in one place. Another template differs in several places, and
where it replaces another, something is gone as well. So a split counts the places in which features come or go together
(monothetic clustering: Williams and Lambert 1959, Kaufman and Rousseeuw's MONA), and all those features vote on the
group of an article.

The tree is made of the distinct sets of features and how often each occurs: the order of the articles can't matter,
and it takes time in proportion to their number.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from math import log
from typing import NamedTuple

from newscheck.dump.numpy_loader import NDArray, np
from newscheck.layout.statistics import Bools, Floats, Ints
from newscheck.layout.streams import Stream

#: The most groups, and the articles that each has at least: so many, and such a share of all.
MAX_GROUPS, MIN_ARTICLES, MIN_SHARE = 12, 8, 0.03
#: Features of markup that templates differ in.
_MARKUP = ("attribute ", "class ", "empty ", "id ", "path ", "top ", "value ")
#: What describes a group best, in this order.
_READABLE = ("class ", "id ", "path ", "value ", "attribute ", "empty ", "top ")
#: The most features that are compared, those in the most even shares.
_MAX_FEATURES = 256
#: Squared correlation from which two features go together.
_TIED = 0.5
#: A feature is gone with another where hardly any article (this part of its share) has both, although so many of the
#: others have it, and the squared correlation is no chance: of three templates, each is less tied to the other two.
_BOTH, _OF_OTHERS, _NO_CHANCE = 0.1, 0.4, 0.1
#: What a split is worth at least: the entropy (nats) of its shares, times the places in which something comes or goes
#: with it, times the part of the articles that it splits.
_MIN_WORTH = 0.35
#: A feature whose squared correlation is less by so much may still stand for the others.
_ALIKE = 0.1
#: Articles or sets of features processed together, to limit memory.
_ROWS = 2_000


class FeatureSets(NamedTuple):
    """Different sets of features: `rows[i, f]` if set i has feature `names[f]`; `counts[i]` articles have set i.

    `articles` is the set of each article.
    """

    names: list[str]
    rows: Bools
    counts: Ints
    articles: Ints


class Trait(NamedTuple):
    """What one side of a split has or lacks."""

    feature: str
    is_there: bool


class Group(NamedTuple):
    """Sets of features (positions in `rows`) that are alike in the traits by which they were split off, first to
    last."""

    members: Ints
    traits: tuple[Trait, ...] = ()


class _Leaf(NamedTuple):
    """A group of `size` articles; `worths` has what a split by each feature is worth, `tied` the squared correlation of
    each two features."""

    group: Group
    size: int
    worths: Floats
    tied: Floats


def feature_sets(stream: Stream, start: int, end: int, without: Container[str] = ()) -> FeatureSets:
    """The sets of features of markup of articles `start` to `end`, without those that nearly all or hardly any have,
    and without some by name."""
    totals = np.zeros(len(stream.names), dtype=np.int64)
    for low in range(start, end, _ROWS):
        _, features = _cells(stream, low, min(low + _ROWS, end))
        totals += np.bincount(features, minlength=len(totals))
    least = min_articles(end - start)
    markup = np.array([name.startswith(_MARKUP) and name not in without for name in stream.names], dtype=np.bool_)
    varying = np.flatnonzero(markup & (totals >= least) & (totals <= end - start - least))
    even = np.argsort(np.abs(2 * totals[varying] - (end - start)), kind="stable")[:_MAX_FEATURES]
    chosen = np.sort(varying[even])
    packed = _packed(stream, start, end, chosen)
    # As one value each, sets are sorted faster than as rows.
    values = np.ascontiguousarray(packed).view(np.dtype((np.void, max(1, packed.shape[1])))).ravel()
    _, firsts, articles, counts = np.unique(values, return_index=True, return_inverse=True, return_counts=True)
    rows = np.unpackbits(packed[firsts], axis=1)[:, : len(chosen)].astype(np.bool_)
    return FeatureSets([stream.names[feature] for feature in chosen], rows, counts, articles)


def min_articles(count: int) -> int:
    """How many of `count` articles a group has at least."""
    return max(MIN_ARTICLES, int(np.ceil(MIN_SHARE * count)))


def _packed(stream: Stream, start: int, end: int, chosen: Ints) -> NDArray[np.uint8]:
    """The chosen features of each article as bits."""
    column = np.full(len(stream.names), len(chosen))
    column[chosen] = np.arange(len(chosen))
    packed = np.zeros((end - start, max(1, -(-len(chosen) // 8))), dtype=np.uint8)
    for low in range(start, end, _ROWS):
        high = min(low + _ROWS, end)
        articles, features = _cells(stream, low, high)
        present = np.zeros((high - low, len(chosen) + 1), dtype=np.bool_)
        present[articles, column[features]] = True
        bits = np.packbits(present[:, :-1], axis=1)
        packed[low - start : high - start, : bits.shape[1]] = bits
    return packed


def _cells(stream: Stream, start: int, end: int) -> tuple[Ints, Ints]:
    """The article (from 0) and the feature of each that articles `start` to `end` have."""
    offsets = np.asarray(stream.offsets[start : end + 1], dtype=np.int64)
    features = np.asarray(stream.features[offsets[0] : offsets[-1]], dtype=np.int64)
    return np.repeat(np.arange(end - start), np.diff(offsets)), features


def groups(sets: FeatureSets) -> list[Group]:
    """The groups, in the order of the tree; a single one where no split is worth it.

    Features that split one group may split the smaller ones, too: two differences that are independent of each other
    make four templates.
    """
    total = int(sets.counts.sum())
    leaves = [_leaf(sets, Group(np.arange(len(sets.counts))), total)]
    used = np.zeros(len(sets.names), dtype=np.bool_)
    while len(leaves) < MAX_GROUPS:
        worths = [np.where(used, leaf.worths, leaf.worths * leaf.size / total) for leaf in leaves]
        highest = [round(float(worth.max(initial=0.0)), 9) for worth in worths]
        at = max(range(len(leaves)), key=highest.__getitem__)
        if highest[at] < _MIN_WORTH:
            break
        feature = int(np.argmax(np.round(worths[at], 9)))
        used |= np.abs(leaves[at].tied[feature]) >= _TIED
        leaves[at : at + 1] = [_leaf(sets, side, total) for side in _split(sets, leaves[at], feature, total)]
    return [leaf.group for leaf in leaves]


def _leaf(sets: FeatureSets, group: Group, total: int) -> _Leaf:
    """A group of `total` articles, and what it is worth to split it by each feature."""
    rows, counts = sets.rows[group.members], sets.counts[group.members]
    size, least = int(counts.sum()), min_articles(total)
    worths, tied = np.zeros(len(sets.names)), np.zeros((0, 0))
    if size >= 2 * least:
        having, together = _counts(rows, counts)
        tied = _correlations(having, together, size)
        for feature in np.flatnonzero((having >= least) & (size - having >= least)).tolist():
            gone = _gone(having, together[feature], size, tied[feature], feature)
            moved = [*_places(sets.names, tied[feature]).values(), *_places(sets.names, gone).values()]
            # A single place only shows that an optional element is there.
            if len(moved) > 1:
                worths[feature] = _entropy(having[feature] / size) * sum(moved)
    return _Leaf(group, size, worths, tied)


def _split(sets: FeatureSets, leaf: _Leaf, feature: int, total: int) -> tuple[Group, Group]:
    """Both sides of a group: by the majority of the features that are tied to one, or by that one alone."""
    (members, traits), tied = leaf.group, leaf.tied[feature]
    counts, least = sets.counts[members], min_articles(total)
    is_first = _vote(sets.rows[members], tied, feature)
    if not least <= int(counts[is_first].sum()) <= leaf.size - least:
        is_first = sets.rows[members, feature]
    first, second = _traits(sets.names, tied, {trait.feature for trait in traits})
    return Group(members[is_first], (*traits, first)), Group(members[~is_first], (*traits, second))


def _entropy(share: float) -> float:
    return -share * log(share) - (1 - share) * log(1 - share)


def _counts(rows: Bools, counts: Ints) -> tuple[Ints, Ints]:
    """How many articles have each feature, and each two."""
    together = np.zeros((rows.shape[1], rows.shape[1]), dtype=np.int64)
    for low in range(0, len(rows), _ROWS):
        # Sums of whole numbers are exact, so that their order can't matter.
        part = rows[low : low + _ROWS].astype(np.float64)
        together += np.rint(part.T @ (part * counts[low : low + _ROWS, None])).astype(np.int64)
    return np.diagonal(together).copy(), together


def _correlations(having: Ints, together: Ints, size: int) -> Floats:
    """The squared correlation of each two features, negative where one is there where the other isn't."""
    covariance = together * size - np.outer(having, having)
    spread = (having * (size - having)).astype(np.float64)
    product = np.outer(spread, spread)
    return np.asarray(np.sign(covariance) * np.divide(covariance.astype(np.float64) ** 2, np.maximum(product, 1)))


def _gone(having: Ints, with_feature: Ints, size: int, tied: Floats, feature: int) -> Floats:
    """How much rarer each feature is in articles with a feature, of which `with_feature` have it: 0 to 1, where it is
    gone with that one."""
    number = having[feature]
    there, elsewhere = with_feature / number, (having - with_feature) / (size - number)
    is_gone = (there <= _BOTH * elsewhere) & (elsewhere - there >= _OF_OTHERS) & (tied <= -_NO_CHANCE)
    return np.maximum(-tied, np.where(is_gone, np.maximum(elsewhere - there, _TIED), 0.0))


def _places(names: Sequence[str], tied: Floats) -> dict[str, float]:
    """Where the features that come together are, and how strongly they are tied: `in` an element to which others are
    added, `at` one that is there anyway and gets attributes, `top` for the order of the top elements."""
    coming = [(names[at], float(tied[at])) for at in np.flatnonzero(tied >= _TIED).tolist()]
    paths = {name.removeprefix("path "): strength for name, strength in coming if name.startswith("path ")}
    new = {path.rpartition("/")[2] for path in paths}
    places: dict[str, float] = {}
    for path, strength in paths.items():
        *above, _ = path.split("/")
        if not any("/".join(above[:depth]) in paths for depth in range(1, len(above) + 1)):
            place = f"in {above[-1] if above else ''}"
            places[place] = max(places.get(place, 0.0), strength)
    for name, strength in coming:
        kind, _, rest = name.partition(" ")
        element = rest.partition({"class": ".", "id": "#"}.get(kind, "["))[0]
        place = "top" if kind == "top" else f"at {element}"
        # A new child of an element with an attribute of its own is one place, not two.
        if kind != "path" and element not in new and f"in {element}" not in places:
            places[place] = max(places.get(place, 0.0), strength)
    return places


def _vote(rows: Bools, tied: Floats, feature: int) -> Bools:
    """Whether each set is on the side of the feature: by the majority of the features that are tied to it."""
    voting = np.flatnonzero(np.abs(tied) >= _TIED)
    votes = np.where(rows[:, voting], 1, -1) @ np.sign(tied[voting]).astype(np.int64)
    return np.asarray((votes > 0) | ((votes == 0) & rows[:, feature]))


def _traits(names: Sequence[str], tied: Floats, told: Container[str] = ()) -> tuple[Trait, Trait]:
    """What describes the side of a feature, and the other side; the order of elements only where nothing else does.

    `told` describes both sides already, by an earlier split.
    """
    first, second = _most_readable(names, tied, told), _most_readable(names, -tied, told)
    if not second or (second.startswith("top ") and not first.startswith("top ")):
        return Trait(first, True), Trait(first, False)
    if first.startswith("top ") and not second.startswith("top "):
        return Trait(second, False), Trait(second, True)
    return Trait(first, True), Trait(second, True)


def _most_readable(names: Sequence[str], tied: Floats, told: Container[str]) -> str:
    """The name of a feature that is tied as closely as any, or nearly so; an empty one where none is."""
    closest = [names[at] for at in np.flatnonzero(tied >= max(_TIED, tied.max() - _ALIKE)).tolist()]
    candidates = [name for name in closest if name not in told] or closest

    def rank(name: str) -> tuple[int, int, str]:
        return next(number for number, prefix in enumerate(_READABLE) if name.startswith(prefix)), len(name), name

    return min(candidates, key=rank, default="")
