"""What the layouts of a dump look like, in counts: a stream of articles in order of time, each with its features.

A feature is a name (`newscheck.shape`) that an article has or has not, so that every count is a sum.
"""

from __future__ import annotations

from array import array

from msgspec import Struct


class Stream(Struct, frozen=True):
    """The articles of one site in the order of their epochs (ties in the order of their paths).

    `epochs` (ms) and `rows` (where in the dump it stands) have an entry for each article; the features of article i
    are `names[f]` for f in `features[offsets[i]:offsets[i + 1]]`, ascending. The first `known` articles stand for the
    counts of a reference: of an hour's articles, nobody knows which had a feature.
    """

    site: str
    names: list[str]
    epochs: array[int]
    rows: array[int]
    offsets: array[int]
    features: array[int]
    known: int = 0


class Shift(Struct, frozen=True):
    """A feature whose share (0 to 1) changed; `kind` is appeared, vanished or shifted."""

    feature: str
    before: float
    after: float
    kind: str
    score: float


class Scanned(Struct, frozen=True):
    """A change that the scan found, between two articles: `last` before and `first` after it (positions in the stream).

    `window` is how many articles after it were compared with the `reference` before it; `until` is that of the
    first article at which the layout before came back, or None. `examples_*` are positions of typical articles.
    """

    site: str
    last: int
    first: int
    shifts: list[Shift]
    reference: int
    window: int
    score: float
    label: str
    until: int | None = None
    examples_before: list[int] = []
    examples_after: list[int] = []
