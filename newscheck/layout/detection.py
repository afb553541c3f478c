"""The history of a dump's layouts: what the scan finds, told in terms of the record, and what lies between."""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from newscheck.errors import UsageError
from newscheck.layout.profile import DEFAULT_THRESHOLD, Profile, Stream
from newscheck.model import ArticleFeatures, ArticleSummary, Dump, LayoutChange, LayoutHistory
from newscheck.text.display import quantity

if TYPE_CHECKING:
    from newscheck.layout.thresholds import Thresholds

#: Sites with fewer articles have no reference to compare with.
MIN_ARTICLES = 150
_HOUR = 3_600_000
_NEVER = 1 << 63


class DetectionSettings(Struct, frozen=True):
    """How changes are looked for: `threshold` is the score of an alarm, `min_share` (0 to 1) leaves out smaller shifts,
    changes before `since` (ms) are no news, what is later than `latest` (ms) is no article yet, and the articles come
    after those of the `reference` (site -> profile)."""

    threshold: float = DEFAULT_THRESHOLD
    min_share: float = 0.0
    since: int | None = None
    latest: int | None = None
    reference: Mapping[str, Profile] | None = None


class InMemoryDump(list[ArticleSummary]):
    """The cards and shapes of a few articles, in memory (`model.Dump`)."""

    def __init__(
        self,
        cards: Iterable[ArticleSummary],
        shapes: Iterable[ArticleFeatures] = (),
        names: Mapping[int, str] | None = None,
        watch: DetectionSettings | None = None,
    ) -> None:
        super().__init__(cards)
        self._features = list(shapes)
        self._feature_names = names or {}
        self._detection = watch or DetectionSettings()

    def feature_names(self, wanted: Container[int]) -> dict[int, str]:
        """Which feature, kind or skeleton each hash is."""
        return {hashed: name for hashed, name in self._feature_names.items() if hashed in wanted}

    def features(self, site: str = "") -> Iterator[ArticleFeatures]:
        """What each article looks like."""
        return iter(self._features)

    @property
    def history(self) -> LayoutHistory:
        """Layouts and changes."""
        return layout_history(self, self._detection)


def layout_history(dump: Dump, watch: DetectionSettings) -> LayoutHistory:
    """All layouts of all sites of a dump, and the changes between them; the scan is loaded only where it is needed.

    Raises UsageError where a reference knows none of the sites.
    """
    if next(dump.features(), None) is None or (watch.reference is None and len(dump) < MIN_ARTICLES):
        return LayoutHistory()
    from newscheck.layout import change_points
    from newscheck.layout.change_report import ChangeReport
    from newscheck.layout.streams import site_streams
    from newscheck.layout.thresholds import Thresholds

    gates = Thresholds(watch.threshold, watch.min_share)
    past = LayoutHistory()
    strangers: list[str] = []
    for stream in site_streams(dump, MIN_ARTICLES if watch.reference is None else 1, watch.latest):
        known = None
        if watch.reference is not None:
            known = watch.reference.get(stream.site)
            if known is None:
                strangers.append(f"{stream.site or 'no site'} ({quantity(len(stream.epochs), 'article')})")
                continue
            stream, remark = _beside_reference(known, stream, gates)
            past.remarks.append(remark)
        past.remarks.extend(omitted_features(stream))
        if len(stream.epochs) > stream.reference_size:
            told = ChangeReport(dump, stream, change_points.detect(stream, gates), known)
            for change in told.changes():
                (past.changes if change.since >= (watch.since or 0) else past.past_changes).append(change)
            past.layouts.extend(told.spans())
    if watch.reference is not None:
        past.remarks.extend(_uncompared(watch.reference, strangers, found=bool(past.remarks)))
    return past


def affected_articles(dump: Dump, changes: Sequence[LayoutChange]) -> list[array[int]]:
    """The positions of the articles of each change's site since it, as long as it lasts."""
    found = [array("I") for _ in changes]
    spans = [
        (change.site, change.since, change.until or _NEVER, here) for change, here in zip(changes, found, strict=True)
    ]
    for at, card in enumerate(dump if changes else ()):
        for site, since, until, here in spans:
            if card.site == site and since <= (card.epoch or 0) < until:
                here.append(at)
    return found


def omitted_features(stream: Stream) -> Iterator[str]:
    """Words for the features of a stream that are not looked at."""
    if stream.left_out:
        yield f"{stream.site}: {quantity(stream.left_out, 'rare feature')} not compared, being too many"


def _beside_reference(known: Profile, stream: Stream, gates: Thresholds) -> tuple[Stream, str]:
    """The later articles of a stream behind those of a reference, and how small a change can be seen in them."""
    from newscheck.layout.streams import new_articles, prepend_reference
    from newscheck.layout.windows import min_detectable_count

    stream, left_out = new_articles(known, stream)
    batch, beside = len(stream.epochs), f"{known.count:,} of the reference"
    if not batch:
        return stream, f"{stream.site}: nothing new beside {beside}{left_out}"
    least = min_detectable_count(batch, len({epoch // _HOUR for epoch in stream.epochs}), known.count, gates)
    if known.count < MIN_ARTICLES:
        seen = f"too few there to tell anything ({MIN_ARTICLES} are needed)"
    elif least is None:
        seen = "too few to see a change of the layout"
    else:
        seen = f"a feature never seen would be noticed from {least} of them ({least / batch:.0%})"
    return prepend_reference(
        known, stream
    ), f"{stream.site}: {quantity(batch, 'article')} beside {beside}: {seen}{left_out}"


def _uncompared(reference: Mapping[str, Profile], strangers: list[str], *, found: bool) -> Iterator[str]:
    """Words for what could not be compared. Raises UsageError where that is all there is."""
    if strangers:
        what = f"the reference knows {', '.join(sorted(reference))}, not {', '.join(strangers)}"
        if not found:
            raise UsageError(what)
        yield what
    elif not found:
        yield "no article has the time of its crawl: nothing was compared with the reference"
