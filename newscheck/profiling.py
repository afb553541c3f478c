"""References made of the articles below some paths, and brought up to date with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newscheck import census, drift
from newscheck.cache import Cache
from newscheck.config import Project, watch
from newscheck.gates import Gates
from newscheck.layouts import LEAST
from newscheck.model import Dump
from newscheck.moments import utc
from newscheck.profile import Profile, Scanned, Stream, merge
from newscheck.run import gather
from newscheck.streams import after, news, streams
from newscheck.wording import count


class Made(NamedTuple):
    """Profiles by site, and what there is to say of them."""

    profiles: dict[str, Profile]
    remarks: list[str]


def collect(project: Project, paths: Iterable[str], *, jobs: int = 0, cache: Cache | None = None) -> Made:
    """The profile of each site: of its articles since its layout last changed.

    Raises UsageError where a path is missing, or where nothing is selected.
    """
    made = Made({}, [])
    with gather(project, paths, jobs=jobs, cache=cache) as dump:
        for stream, _ in _streams(project, dump):
            changes = drift.scan(stream, _gates(project))
            made.profiles[stream.site] = found = census.profile(stream, dump, _start(changes))
            made.remarks.append(_told(stream.site, found, stream, changes))
    return made


def update(project: Project, paths: Iterable[str], *, jobs: int = 0, cache: Cache | None = None) -> Made:
    """The project's reference with the articles that are later than its own.

    After a change of the layout, only what came since then is kept: the new layout is accepted. Raises UsageError as
    `collect`, and where the reference can't be read.
    """
    made = Made(dict(watch(project).reference or {}), [])
    with gather(project, paths, jobs=jobs, cache=cache) as dump:
        for whole, known in _streams(project, dump, made.profiles):
            site = whole.site
            later, remark = news(known, whole) if known else (whole, "")
            if not later.epochs:
                made.remarks.append(f"{site}: nothing new")
                continue
            both = after(known, later) if known else later
            changes = drift.scan(both, _gates(project))
            found = census.profile(later, dump, _start(changes) - both.known if changes else 0)
            made.profiles[site] = found if known is None or changes else merge(known, found)
            made.remarks.append(_told(site, made.profiles[site], both, changes) + remark)
    return made


def _streams(
    project: Project, dump: Dump, known: dict[str, Profile] | None = None
) -> Iterator[tuple[Stream, Profile | None]]:
    for stream in streams(dump, 1):
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
