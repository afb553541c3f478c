"""How long each site may be silent before a feed is reported: the limits that `max-age` gets in the first settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from newscheck.article.extraction import time_zone
from newscheck.dump import rhythm
from newscheck.dump.timeline import format_minute, timelines
from newscheck.engine.git.revisions import Repository
from newscheck.engine.settings import config
from newscheck.engine.settings.config import Project
from newscheck.errors import UsageError
from newscheck.init.unmapped_fields import ITEM_SUFFIXES
from newscheck.layout.detection import MIN_ARTICLES
from newscheck.model import Dump

#: Commits of articles from which on these can't be of a single crawl that was committed in parts.
_MIN_COMMITS = 5


def find(project: Project, dump: Dump, remarks: list[str]) -> dict[str, int | None]:
    """The limit of each site in hours; None for an archive, and for a single crawl, which has no rhythm."""
    limits: dict[str, int | None] = {}
    published = _publication_clock_sites(project, dump)
    zones = {site.name: site.timezone for site in config.sites_by_name(project).values()}
    for line in timelines(dump, project.now):
        name = line.site or "articles without a URL"
        times = [time for time in line.times if time <= project.now]
        is_published = line.site in published
        if is_published or rhythm.is_one_crawl(times):
            span = f"{format_minute(times[0])} .. {format_minute(times[-1])}" if times else "none is over yet"
            kind = "times of publication" if is_published else "times of crawl"
            remarks.append(f"{name}: {kind} of a single crawl ({span}): no max-age until there are more")
            limits[line.site] = None
            continue
        limit = rhythm.silence_limit(times)
        local = time_zone(zones.get(line.site))
        if limit and rhythm.is_archive(times, project.now, local, limit):
            limit = None
        elif limit and rhythm.is_silent(times, project.now, local, limit):
            remarks.append(
                f"{name}: nothing since {format_minute(times[-1])}: validate reports it as a silent feed (max-age)"
            )
        if limit or len(times) >= MIN_ARTICLES:
            limits[line.site] = limit
        if not limit and len(times) >= MIN_ARTICLES:
            remarks.append(f"{name}: nothing since {format_minute(times[-1])}: an archive, without max-age")
    return limits


def max_age_setting(limits: Mapping[str, int | None]) -> dict[str, Any]:
    """The setting `max-age`: one limit where all sites have the same; empty without any."""
    spans = {site: f"{limit}h" for site, limit in limits.items() if limit}
    if not spans:
        return {}
    return {"max-age": spans if len({*limits.values()}) > 1 else next(iter(spans.values()))}


def _publication_clock_sites(project: Project, dump: Dump) -> set[str]:
    """The sites whose times may all be those of publication, in what a single crawl has brought."""
    if not _has_no_clock(project) or _has_grown(project.paths):
        return set()
    sources = {(summary.site, summary.path.endswith(ITEM_SUFFIXES)) for summary in dump}
    return {site for site, _ in sources} - {site for site, is_item in sources if not is_item}


def _has_no_clock(project: Project) -> bool:
    """Whether the epoch of items is the time of publication, for want of a crawl clock."""
    names = (project.fields.get("epoch_ms", ()), project.fields.get("dateline", "dateline"))
    epoch, dateline = ({name} if isinstance(name, str) else {*name} for name in names)
    return bool(epoch & dateline)


def _has_grown(paths: Sequence[str]) -> bool:
    """Whether several commits have brought articles, so that these are of several crawls."""
    words = ("rev-list", "--count", f"--max-count={_MIN_COMMITS}", "HEAD", "--", *paths)
    try:
        return int(Repository(".").git.ask(*words)) == _MIN_COMMITS
    except UsageError:
        return False
