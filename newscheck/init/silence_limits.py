"""How long each site may be silent before a feed is reported: the limits that `max-age` gets in the first settings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from newscheck.dump import rhythm
from newscheck.dump.timeline import timelines
from newscheck.engine.git.revisions import Repository
from newscheck.engine.session import Session
from newscheck.errors import UsageError
from newscheck.layout.thresholds import MIN_REFERENCE
from newscheck.model import Dump
from newscheck.readers import dump as dump_files
from newscheck.text.display import joined, quantity
from newscheck.text.timestamps import format_minute, time_zone

#: Commits of articles from which on these can't be of a single crawl that was committed in parts.
_MIN_COMMITS = 5
#: Up to this many sites are listed by name.
_MAX_LISTED = 4
#: What the epochs of a site are, and the share of its articles whose epoch is their date line.
_PUBLISHED, _CRAWLED, _MIN_SHARE = "times of publication", "times of crawl", 0.9


def find(session: Session, dump: Dump, remarks: list[str]) -> dict[str, int | None]:
    """The limit of each site in hours; None for an archive, and for a single crawl, which has no rhythm."""
    limits: dict[str, int | None] = {}
    project, now = session.project, session.project.now
    published = _publication_clock_sites(project.fields, project.paths, dump)
    zones = {site.name: site.timezone for site in session.sites}
    single: dict[str, list[tuple[str, Sequence[int]]]] = {}
    for line in timelines(dump, now):
        name = line.site or "articles without a URL"
        times = [time for time in line.times if time <= now]
        is_published = line.site in published
        if is_published or rhythm.is_one_crawl(times):
            single.setdefault(_PUBLISHED if is_published else _CRAWLED, []).append((name, times))
            limits[line.site] = None
            continue
        limit = rhythm.silence_limit(times)
        local = time_zone(zones.get(line.site))
        if limit and rhythm.is_archive(times, now, local, limit):
            limit = None
        elif limit and rhythm.is_silent(times, now, local, limit):
            remarks.append(
                f"{name}: nothing since {format_minute(times[-1])}: validate reports it as a silent feed (max-age)"
            )
        if limit or len(times) >= MIN_REFERENCE:
            limits[line.site] = limit
        if not limit and len(times) >= MIN_REFERENCE:
            remarks.append(f"{name}: nothing since {format_minute(times[-1])}: an archive, without max-age")
    remarks.extend(_single_crawl(kind, sites) for kind, sites in single.items())
    return limits


def _single_crawl(kind: str, sites: Sequence[tuple[str, Sequence[int]]]) -> str:
    """Why some sites have no limit yet, in words."""
    names = [name for name, _ in sites]
    where = joined(names) if len(names) <= _MAX_LISTED else quantity(len(names), "publisher")
    times = sorted(time for _, times in sites for time in times)
    ends = dict.fromkeys(map(format_minute, (times[0], times[-1]))) if times else ("none is over yet",)
    return f"{where}: {kind} of a single crawl ({' .. '.join(ends)}): no max-age until there are more"


def max_age_setting(limits: Mapping[str, int | None]) -> dict[str, Any]:
    """The setting `max-age`: one limit where all sites have the same; empty without any."""
    spans = {site: f"{limit}h" for site, limit in limits.items() if limit}
    if not spans:
        return {}
    return {"max-age": spans if len({*limits.values()}) > 1 else next(iter(spans.values()))}


def _publication_clock_sites(fields: Mapping[str, Any], paths: Sequence[str], dump: Dump) -> set[str]:
    """The sites whose times may all be those of publication, in what a single crawl has brought."""
    articles, dated = Counter[str](), Counter[str]()
    are_mapped = _has_no_clock(fields)
    for summary in dump:
        is_item = not summary.path.endswith(dump_files.SUFFIXES)
        articles[summary.site] += 1
        dated[summary.site] += is_item and (are_mapped or summary.epoch == summary.published is not None)
    published = {site for site, number in articles.items() if dated[site] >= _MIN_SHARE * number}
    return published if published and not _has_grown(paths) else set()


def _has_no_clock(fields: Mapping[str, Any]) -> bool:
    """Whether the settings take the epoch of items from their time of publication, for want of a crawl clock."""
    names = (fields.get("epoch_ms", ()), fields.get("dateline", "dateline"))
    epoch, dateline = ({name} if isinstance(name, str) else {*name} for name in names)
    return bool(epoch & dateline)


def _has_grown(paths: Sequence[str]) -> bool:
    """Whether several commits have brought articles, so that these are of several crawls."""
    words = ("rev-list", "--count", f"--max-count={_MIN_COMMITS}", "HEAD", "--", *paths)
    try:
        return int(Repository(".").git.ask(*words)) == _MIN_COMMITS
    except UsageError:
        return False
