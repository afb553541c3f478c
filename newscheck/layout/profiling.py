"""What articles look like: one, or all below some paths, of which a reference is made and brought up to date."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import msgspec

from newscheck import files
from newscheck.errors import UsageError
from newscheck.extraction import parsing
from newscheck.layout import census, drift
from newscheck.layout.gates import Gates
from newscheck.layout.layouts import LEAST, too_many
from newscheck.layout.profile import Profile, Scanned, Stream, merge
from newscheck.layout.shape import SKELETON
from newscheck.layout.streams import after, news, streams
from newscheck.model import Dump
from newscheck.rules import TIMEOUT
from newscheck.run import gather
from newscheck.settings.config import Project, checker, watch
from newscheck.store.cache import Cache
from newscheck.store.examining import results
from newscheck.text.moments import utc
from newscheck.text.wording import count

#: Features that change with the news, and not with the layout.
_NEWS = ("time ", "text begins ")


class Look(NamedTuple):
    """What one article looks like: its skeleton, and the names of the features of its layout."""

    skeleton: str
    features: frozenset[str]


def look(project: Project, path: str) -> Look:
    """What the article in a file looks like. Raises UsageError where there isn't exactly one."""
    judge = checker(msgspec.structs.replace(project, shapes=True))
    raws = [raw for entry in files.walk([path]) for raw in files.read(entry, project.max_file_size)]
    found = [*results(judge, raws, project.file_timeout)]
    late = [one.message for said in found for one in said.findings if one.rule == TIMEOUT]
    shapes = [(shape, said.feature_names) for said in found for shape in said.features]
    if late or len(shapes) != 1:
        raise UsageError(f"{files.shown(path)}: {late[0] if late else f'wanted one article, found {len(shapes)}'}")
    ((shape, names),) = shapes
    skeleton, *features = (names[hashed] for hashed in array("I", shape.features))
    return Look(skeleton.removeprefix(SKELETON), frozenset(name for name in features if not name.startswith(_NEWS)))


class Made(NamedTuple):
    """Profiles by site, and what there is to say of them."""

    profiles: dict[str, Profile]
    remarks: list[str]


def collect(
    project: Project,
    paths: Iterable[str],
    *,
    jobs: int = 0,
    cache: Cache | None = None,
    progress: Callable[[int], None] | None = None,
) -> Made:
    """The profile of each site: of its articles since its layout last changed.

    Raises UsageError where a path is missing, where nothing is selected, or where no article has an epoch.
    """
    lost: list[str] = []
    with gather(project, paths, jobs=jobs, cache=cache, progress=progress, tell=lost.append) as dump:
        made = made_of(project, dump)
    return Made(made.profiles, [*lost, *made.remarks])


def made_of(project: Project, dump: Dump) -> Made:
    """The profiles of a dump that is gathered. Raises UsageError where no article has an epoch."""
    made = Made({}, parsing.remarks())
    for stream, _ in _streams(project, dump):
        changes = drift.scan(stream, _gates(project))
        made.profiles[stream.site] = found = census.profile(stream, dump, _start(changes))
        made.remarks.extend((_told(stream.site, found, stream, changes), *too_many(stream)))
    if not made.profiles:
        raise UsageError("no article with a URL and a time of its crawl: there is nothing to make a reference of")
    return made


def update(project: Project, paths: Iterable[str], *, jobs: int = 0, cache: Cache | None = None) -> Made:
    """The project's reference with the articles that are later than its own.

    After a change of the layout, only what came since then is kept: the new layout is accepted. Raises UsageError as
    `collect`, and where the reference can't be read.
    """
    made = Made(dict(watch(project).reference or {}), parsing.remarks())
    if not checker(project).collects_features:
        project = msgspec.structs.replace(project, shapes=True)
    with gather(project, paths, jobs=jobs, cache=cache, tell=made.remarks.append) as dump:
        for whole, known in _streams(project, dump, made.profiles):
            site = whole.site
            later, remark = news(known, whole) if known else (whole, "")
            if not later.epochs:
                made.remarks.append(f"{site}: nothing new")
                continue
            both = after(known, later) if known else later
            changes = drift.scan(both, _gates(project))
            found = census.profile(later, dump, _start(changes) - both.reference_size if changes else 0)
            made.profiles[site] = found if known is None or changes else merge(known, found)
            made.remarks.append(_told(site, made.profiles[site], both, changes) + remark)
    return made


def _streams(
    project: Project, dump: Dump, known: dict[str, Profile] | None = None
) -> Iterator[tuple[Stream, Profile | None]]:
    for stream in streams(dump, 1, watch(project).latest):
        if stream.site:
            yield stream, (known or {}).get(stream.site)


def _gates(project: Project) -> Gates:
    asked = watch(project)
    return Gates(asked.threshold, asked.min_share)


def _start(changes: list[Scanned]) -> int:
    return changes[-1].first if changes else 0


def _told(site: str, found: Profile, stream: Stream, changes: list[Scanned]) -> str:
    """What a profile is made of; a change that it begins with is never passed over in silence."""
    text = f"{site}: {count(found.count, 'article')}"
    if changes:
        text += f" since the layout changed, {utc(stream.epochs[changes[-1].first])}: the new one is the reference"
    return text + (f" ({LEAST} are needed to compare with)" if found.count < LEAST else "")
