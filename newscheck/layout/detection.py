"""The history of a dump's layouts: each site's stream is scanned for changes, between which it has one layout."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from newscheck.errors import UsageError
from newscheck.layout.counted_since import VERSION, uncounted_words
from newscheck.layout.profile import NO_SITE, Profile
from newscheck.layout.thresholds import (
    DEFAULT_THRESHOLD,
    MIN_REFERENCE,
    MIN_STREAM,
    MIN_STREAM_HOURS,
    NEEDED,
    Thresholds,
    is_reference,
)
from newscheck.model import Dump, FeatureDump, LayoutChange, LayoutHistory
from newscheck.text.display import joined, quantity
from newscheck.text.timestamps import HOUR

if TYPE_CHECKING:
    from newscheck.layout.site_groups import SiteGroups
    from newscheck.layout.streams import Stream

_NEVER = 1 << 63
#: Up to this many sites are listed by name.
_MAX_LISTED = 4


class DetectionSettings(Struct, frozen=True):
    """`threshold` is the score of an alarm; shifts of a share smaller than `min_share` (0 to 1) are none.

    Changes before `since` (ms) are past changes, articles later than `latest` (ms) are left out. With a `reference`
    (site -> profile), only the articles after it are scanned. `finds_templates` where the
    layouts are to list theirs.
    """

    threshold: float = DEFAULT_THRESHOLD
    min_share: float = 0.0
    since: int | None = None
    latest: int | None = None
    reference: Mapping[str, Profile] | None = None
    finds_templates: bool = False


class GroupHistory(Struct, frozen=True):
    """The layouts of the sites of a group. `unknown` are those that a reference lacks, in words."""

    history: LayoutHistory
    unknown: list[str]


class GroupHistories(Struct, frozen=True):
    """What is known of some of so many groups of a dump's sites, by their numbers."""

    groups: int = 0
    known: dict[int, GroupHistory] = {}


def layout_history(dump: Dump, settings: DetectionSettings, found: GroupHistories | None = None) -> LayoutHistory:
    """All layouts of all sites of a dump, and the changes between them; groups that have been `found` are not scanned.

    Raises UsageError where a reference has none of the sites.
    """
    known = found.known if found else {}
    if not (found and 0 < found.groups == len(known)):
        groups = site_groups(dump, settings)
        if groups is None:
            return LayoutHistory()
        numbers = range(len(groups.sizes))
        known = {at: known.get(at) or group_history(dump, groups.streams(at), settings) for at in numbers}
    return _joined([known[number] for number in sorted(known)], settings)


def site_groups(dump: Dump, settings: DetectionSettings) -> SiteGroups | None:
    """The groups of a dump's sites that are scanned; None where there is nothing to scan, and nothing is loaded."""
    if next(dump.features(), None) is None or (settings.reference is None and len(dump) < MIN_STREAM):
        return None
    from newscheck.layout.site_groups import SiteGroups

    return SiteGroups(dump, MIN_STREAM if settings.reference is None else 1, settings.latest)


def group_history(dump: FeatureDump, streams: Iterable[Stream], settings: DetectionSettings) -> GroupHistory:
    """The layouts of the sites of a group, and the changes between them."""
    from newscheck.layout import change_points
    from newscheck.layout.change_report import ChangeReport

    thresholds = Thresholds(settings.threshold, settings.min_share)
    history = LayoutHistory()
    unknown: list[str] = []
    for stream in streams:
        profile = None
        if settings.reference is None:
            if not _is_scannable(stream):
                continue
        else:
            profile = settings.reference.get(stream.site)
            if profile is None:
                unknown.append(f"{stream.site or NO_SITE} ({quantity(len(stream.epochs), 'article')})")
                continue
            stream, remark = _after_reference(profile, stream, thresholds)
            history.remarks.append(remark)
        if len(stream.epochs) > stream.reference_size:
            scan = change_points.scan(stream, thresholds)
            history.remarks.extend(omitted_features(stream, scan.left_out))
            report = ChangeReport(dump, stream, scan.changes, profile, finds_templates=settings.finds_templates)
            history.remarks.extend(report.remarks(scan.batches))
            for change in report.changes():
                is_past = change.since < (settings.since or 0)
                (history.past_changes if is_past else history.changes).append(change)
            history.layouts.extend(report.spans())
    return GroupHistory(history, unknown)


def _joined(found: Sequence[GroupHistory], settings: DetectionSettings) -> LayoutHistory:
    """The history of all groups. Raises UsageError where a reference has none of their sites."""
    whole = LayoutHistory()
    for part in found:
        for name in LayoutHistory.__struct_fields__:
            getattr(whole, name).extend(getattr(part.history, name))
    if settings.reference is not None:
        unknown = [words for part in found for words in part.unknown]
        whole.remarks.extend(_uncompared(settings.reference, unknown, is_compared=bool(whole.remarks)))
        whole.remarks.extend(_outdated(settings.reference))
    return whole


def affected_articles(dump: Dump, changes: Sequence[LayoutChange]) -> list[array[int]]:
    """The positions of the articles of each change's site since it, as long as it lasts."""
    positions = [array("I") for _ in changes]
    spans = [
        (change.site, change.since, change.until or _NEVER, affected)
        for change, affected in zip(changes, positions, strict=True)
    ]
    if not changes:
        return positions
    for at, (own, epoch) in enumerate(zip(dump.column("site"), dump.column("epoch"), strict=True)):
        for site, since, until, affected in spans:
            if own == site and since <= max(epoch, 0) < until:
                affected.append(at)
    return positions


def omitted_features(stream: Stream, unscanned: int = 0) -> Iterator[str]:
    """Words for the features of a stream that are not compared: those that it lacks, and `unscanned` others."""
    if left_out := stream.left_out + unscanned:
        yield f"{stream.site or NO_SITE}: {quantity(left_out, 'rare feature')} not compared, being too many"


def _is_scannable(stream: Stream) -> bool:
    """Whether the articles of a site are of enough fetch hours to learn from some of them."""
    return len(stream.epochs) >= MIN_REFERENCE or _hours(stream) >= MIN_STREAM_HOURS


def _hours(stream: Stream) -> int:
    """The number of fetch hours of a stream."""
    return len({epoch // HOUR for epoch in stream.epochs})


def _after_reference(profile: Profile, stream: Stream, thresholds: Thresholds) -> tuple[Stream, str]:
    """The later articles of a stream behind those of a reference, and how small a change can be detected in them."""
    from newscheck.layout.reference_stream import new_articles, prepend_reference
    from newscheck.layout.windows import Stretch, min_detectable_count

    stream, left_out = new_articles(profile, stream)
    batch, hours = len(stream.epochs), _hours(stream)
    beside = f"{profile.count:,} of the reference"
    if not batch:
        return stream, f"{stream.site}: nothing new beside {beside}{left_out}"
    known = Stretch(profile.count, len(profile.articles.hours))
    least = min_detectable_count(Stretch(batch, hours), known, thresholds)
    if not is_reference(*known):
        of_all = " all of them" if is_reference(known.articles + batch, known.hours + hours) else ""
        seen = f"too few to compare{of_all} with ({NEEDED})"
    elif least is None:
        seen = "too few to detect a layout change"
    else:
        seen = f"a new feature is detected from {least} of them on ({least / batch:.0%})"
    remark = f"{stream.site}: {quantity(batch, 'article')} beside {beside}: {seen}{left_out}"
    return prepend_reference(profile, stream), remark


def _outdated(reference: Mapping[str, Profile]) -> Iterator[str]:
    """Words for what a reference of an older version can't be compared by."""
    older = {site: profile.version for site, profile in reference.items() if profile.version < VERSION}
    if older:
        of = "" if len(older) == len(reference) else f" of {_listed(older)}"
        version = min(older.values())
        yield (
            f"the reference{of} is of version {version}: it does not count {uncounted_words(version)}; newscheck "
            "profile, or --update-reference with the articles that it was made of, makes it new"
        )


def _uncompared(reference: Mapping[str, Profile], unknown: list[str], *, is_compared: bool) -> Iterator[str]:
    """Words for what could not be compared. Raises UsageError where nothing could."""
    if unknown:
        mismatch = f"the reference has {_listed(reference) or 'no site'}, not {', '.join(unknown)}"
        if not is_compared:
            raise UsageError(mismatch)
        yield mismatch
    elif not is_compared:
        yield "no article has a possible time of its crawl: nothing was compared with the reference"


def _listed(sites: Collection[str]) -> str:
    """The names of a few sites, the number of many."""
    return joined(sorted(sites)) if len(sites) <= _MAX_LISTED else quantity(len(sites), "site")
