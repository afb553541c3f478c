"""What articles look like: one, or all below some paths, of which a reference is made and brought up to date."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import msgspec

from newscheck.engine.cache.content_store import Cache
from newscheck.engine.files import directory_walk, inputs, path_names
from newscheck.engine.run import gathered_dump
from newscheck.engine.settings.config import Project, build_checker, build_scan_settings
from newscheck.engine.workers.timed_check import check_inputs
from newscheck.errors import UsageError
from newscheck.html import parser
from newscheck.layout import change_points, profile_builder
from newscheck.layout.detection import omitted_features
from newscheck.layout.features import SKELETON_PREFIX
from newscheck.layout.profile import DetectedChange, Profile, merge
from newscheck.layout.reference_stream import new_articles, prepend_reference
from newscheck.layout.streams import Stream, site_streams
from newscheck.layout.thresholds import MIN_REFERENCE, Thresholds
from newscheck.model import Dump
from newscheck.rules import TIMEOUT
from newscheck.text.display import quantity
from newscheck.text.timestamps import format_utc

#: Features that change with the news, and not with the layout.
_CONTENT_FEATURES = ("time ", "text begins ")


class NamedFeatures(NamedTuple):
    """What one article looks like: its skeleton, and the names of the features of its layout."""

    skeleton: str
    features: frozenset[str]


def named_features(project: Project, path: str) -> NamedFeatures:
    """What the article in a file looks like. Raises UsageError where there isn't exactly one."""
    judge = build_checker(msgspec.structs.replace(project, shapes=True))
    raws = [raw for entry in directory_walk.walk([path]) for raw in inputs.read(entry, project.max_file_size)]
    found = [*check_inputs(judge, raws, project.file_timeout)]
    late = [one.message for said in found for one in said.findings if one.rule == TIMEOUT]
    shapes = [(shape, said.feature_names) for said in found for shape in said.features]
    if late or len(shapes) != 1:
        raise UsageError(
            f"{path_names.display_path(path)}: {late[0] if late else f'wanted one article, found {len(shapes)}'}"
        )
    ((shape, names),) = shapes
    skeleton, *features = (names[hashed] for hashed in array("I", shape.features))
    return NamedFeatures(
        skeleton.removeprefix(SKELETON_PREFIX),
        frozenset(name for name in features if not name.startswith(_CONTENT_FEATURES)),
    )


class BuiltReference(NamedTuple):
    """Profiles by site, and what there is to say of them."""

    profiles: dict[str, Profile]
    remarks: list[str]


def build(
    project: Project,
    paths: Iterable[str],
    *,
    jobs: int = 0,
    cache: Cache | None = None,
    progress: Callable[[int], None] | None = None,
) -> BuiltReference:
    """The profile of each site: of its articles since its layout last changed.

    Raises UsageError where a path is missing, where nothing is selected, or where no article has an epoch.
    """
    lost: list[str] = []
    with gathered_dump(project, paths, jobs=jobs, cache=cache, progress=progress, tell=lost.append) as dump:
        made = build_from_dump(project, dump)
    return BuiltReference(made.profiles, [*lost, *made.remarks])


def build_from_dump(project: Project, dump: Dump) -> BuiltReference:
    """The profiles of a dump that is gathered. Raises UsageError where no article has an epoch."""
    made = BuiltReference({}, parser.version_warnings())
    for stream, _ in _streams(project, dump):
        changes = change_points.detect(stream, _gates(project))
        made.profiles[stream.site] = found = profile_builder.build(stream, dump, _start(changes))
        made.remarks.extend((_summary_line(stream.site, found, stream, changes), *omitted_features(stream)))
    if not made.profiles:
        raise UsageError("no article with a URL and a time of its crawl: there is nothing to make a reference of")
    return made


def update(project: Project, paths: Iterable[str], *, jobs: int = 0, cache: Cache | None = None) -> BuiltReference:
    """The project's reference with the articles that are later than its own.

    After a change of the layout, only what came since then is kept: the new layout is accepted. Raises UsageError as
    `build`, and where the reference can't be read.
    """
    made = BuiltReference(dict(build_scan_settings(project).reference or {}), parser.version_warnings())
    if not build_checker(project).collects_features:
        project = msgspec.structs.replace(project, shapes=True)
    with gathered_dump(project, paths, jobs=jobs, cache=cache, tell=made.remarks.append) as dump:
        for whole, known in _streams(project, dump, made.profiles):
            site = whole.site
            later, remark = new_articles(known, whole) if known else (whole, "")
            if not later.epochs:
                made.remarks.append(f"{site}: nothing new")
                continue
            both = prepend_reference(known, later) if known else later
            changes = change_points.detect(both, _gates(project))
            found = profile_builder.build(later, dump, _start(changes) - both.reference_size if changes else 0)
            made.profiles[site] = found if known is None or changes else merge(known, found)
            made.remarks.append(_summary_line(site, made.profiles[site], both, changes) + remark)
    return made


def _streams(
    project: Project, dump: Dump, known: dict[str, Profile] | None = None
) -> Iterator[tuple[Stream, Profile | None]]:
    for stream in site_streams(dump, 1, build_scan_settings(project).latest):
        if stream.site:
            yield stream, (known or {}).get(stream.site)


def _gates(project: Project) -> Thresholds:
    asked = build_scan_settings(project)
    return Thresholds(asked.threshold, asked.min_share)


def _start(changes: list[DetectedChange]) -> int:
    return changes[-1].first if changes else 0


def _summary_line(site: str, found: Profile, stream: Stream, changes: list[DetectedChange]) -> str:
    """What a profile is made of; a change that it begins with is never passed over in silence."""
    text = f"{site}: {quantity(found.count, 'article')}"
    if changes:
        text += (
            f" since the layout changed, {format_utc(stream.epochs[changes[-1].first])}: the new one is the reference"
        )
    return text + (f" ({MIN_REFERENCE} are needed to compare with)" if found.count < MIN_REFERENCE else "")
