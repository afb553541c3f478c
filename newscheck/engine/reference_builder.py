"""The features of one article, and the reference that is built of all articles below some paths."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from newscheck.checker.results import merged
from newscheck.engine.cache.content_store import Cache
from newscheck.engine.files import directory_walk, inputs, path_names
from newscheck.engine.gathering import gathered_dump
from newscheck.engine.session import Session
from newscheck.engine.stages import LAYOUTS, Progress, Stage
from newscheck.engine.workers.timed_check import check_stream
from newscheck.errors import UsageError
from newscheck.html import parser
from newscheck.layout import attribution, change_points, profile_builder
from newscheck.layout.counted_since import VERSION
from newscheck.layout.detection import omitted_features
from newscheck.layout.features import SKELETON_PREFIX
from newscheck.layout.profile import DetectedChange, Profile, merge
from newscheck.layout.reference_stream import known_articles, new_articles, prepend_reference
from newscheck.layout.site_streams import site_streams
from newscheck.layout.streams import Stream
from newscheck.layout.thresholds import MIN_REFERENCE, NEEDED, is_reference
from newscheck.model import Dump
from newscheck.rules import TIMEOUT
from newscheck.text.display import quantity
from newscheck.text.timestamps import format_utc

#: Features that change with the news, and not with the layout.
_CONTENT_FEATURES = ("time ", "text begins ")


class NamedFeatures(NamedTuple):
    """The skeleton of one article, and the names of the features of its layout."""

    skeleton: str
    features: frozenset[str]


def named_features(session: Session, path: str) -> NamedFeatures:
    """The features of the article in a file. Raises UsageError where there isn't exactly one."""
    project, checker = session.project, session.replace(collects_features=True).checker
    entries = directory_walk.walk([path], pages=project.reads_pages)
    raws = (raw for entry in entries for raw in inputs.read(entry, project.max_file_size))
    result = merged(check_stream(checker, raws, project.file_timeout))
    late = [finding.message for finding in result.findings if finding.rule == TIMEOUT]
    if late or len(result.features) != 1:
        why = late[0] if late else f"wanted one article, found {len(result.features)}"
        raise UsageError(f"{path_names.display_path(path)}: {why}")
    skeleton, *features = (result.feature_names[hashed] for hashed in array("I", result.features[0].features))
    return NamedFeatures(
        skeleton.removeprefix(SKELETON_PREFIX),
        frozenset(name for name in features if not name.startswith(_CONTENT_FEATURES)),
    )


class BuiltReference(NamedTuple):
    """Profiles by site, and remarks on them."""

    profiles: dict[str, Profile]
    remarks: list[str]


def build(
    session: Session,
    paths: Iterable[str],
    *,
    jobs: int = 0,
    cache: Cache | None = None,
    progress: Progress | None = None,
) -> BuiltReference:
    """The profile of each site: of its articles since the last layout change that isn't one of some sections only.

    Raises UsageError where a path is missing, where nothing is selected, or where no article has an epoch.
    """
    lost: list[str] = []
    with gathered_dump(session, paths, jobs=jobs, cache=cache, progress=progress, notify=lost.append) as dump:
        if progress:
            progress(Stage(LAYOUTS, total=len(dump)))
        built = build_from_dump(session, dump)
    return BuiltReference(built.profiles, [*lost, *built.remarks])


def build_from_dump(session: Session, dump: Dump) -> BuiltReference:
    """The profiles of a gathered dump. Raises UsageError where no article has an epoch."""
    built = BuiltReference({}, parser.version_warnings())
    for stream, _ in _streams(session, dump, {}):
        changes = change_points.detect(stream, session.thresholds)
        built.profiles[stream.site] = profile = profile_builder.build(stream, dump, _start(changes))
        built.remarks.extend((_summary_line(stream.site, profile, stream, changes), *omitted_features(stream)))
    if not built.profiles:
        raise UsageError("no article with a URL and a time of its crawl: there is nothing to make a reference of")
    return built


def update(session: Session, paths: Iterable[str], *, jobs: int = 0, cache: Cache | None = None) -> BuiltReference:
    """The project's reference with the articles that are later than its own.

    After a layout change, only the articles since then are kept: the new layout is accepted. An older reference is
    counted anew if its articles are among those of the paths; else the sum has what it counts. Raises UsageError as
    `build`, and where the reference can't be read.
    """
    built = BuiltReference(dict(session.reference or {}), parser.version_warnings())
    if not session.checker.collects_features:
        session = session.replace(collects_features=True)
    with gathered_dump(session, paths, jobs=jobs, cache=cache, notify=built.remarks.append) as dump:
        for whole, known in _streams(session, dump, built.profiles):
            site = whole.site
            if known and known.version < VERSION and (articles := known_articles(known, whole)):
                known = built.profiles[site] = profile_builder.build(articles, dump)
                built.remarks.append(f"{site}: {quantity(known.count, 'article')} of the reference counted anew")
            later, remark = new_articles(known, whole) if known else (whole, "")
            if not later.epochs:
                built.remarks.append(f"{site}: nothing new")
                continue
            both = prepend_reference(known, later) if known else later
            changes = change_points.detect(both, session.thresholds)
            start = _start(changes)
            profile = profile_builder.build(later, dump, start - both.reference_size if start else 0)
            built.profiles[site] = profile if known is None or start else merge(known, profile)
            built.remarks.append(_summary_line(site, built.profiles[site], both, changes) + remark)
    return built


def _streams(session: Session, dump: Dump, known: Mapping[str, Profile]) -> Iterator[tuple[Stream, Profile | None]]:
    """The articles of each site in the order of time, and the profile that the reference has of it."""
    for stream in site_streams(dump, 1, session.detection_settings.latest):
        if stream.site:
            yield stream, known.get(stream.site)


def _last_of_site(changes: list[DetectedChange]) -> DetectedChange | None:
    """The latest change that isn't one of some sections only: for these, the other sections' articles are as before."""
    return next((change for change in reversed(changes) if not change.kinds), None)


def _start(changes: list[DetectedChange]) -> int:
    """The position of the first article that a profile has; 0 where nothing changed."""
    last = _last_of_site(changes)
    return (last.complete or last.first) if last else 0


def _summary_line(site: str, profile: Profile, stream: Stream, changes: list[DetectedChange]) -> str:
    """What a profile is built of, with the layout change that it begins with, if any, and those of sections in it."""
    text = f"{site}: {quantity(profile.count, 'article')}"
    if last := _last_of_site(changes):
        text += f" since the layout changed, {format_utc(stream.epochs[last.first])}: the new one is the reference"
    for change in changes:
        if change.kinds and stream.epochs[change.last] >= profile.articles.first[0]:
            since = format_utc(stream.epochs[change.first])
            text += f"; the layout changed {attribution.only_within(change.kinds)}, {since}: it has both"
    if not is_reference(profile.count, len(profile.articles.hours)):
        return f"{text}: too few to compare with ({NEEDED})"
    # What is smaller than half of the articles.
    return text + (f" ({MIN_REFERENCE} are needed for small changes)" if profile.count < MIN_REFERENCE else "")
