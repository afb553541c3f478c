"""Which clock tells when the articles of a site came: that of the crawl or, where all were crawled at once, the
publisher's."""

from __future__ import annotations

from array import array

from newscheck.dump.dump_columns import integers
from newscheck.dump.rhythm import is_one_crawl
from newscheck.dump.timeline import Timeline
from newscheck.dump.vectors import choice, computed, taken
from newscheck.model import Column, Dump
from newscheck.text.timestamps import DAY, EARLIEST_CRAWL


def published_times(dump: Dump) -> Column:
    """When each article of a dump was published (ms UTC), 0 where that is unknown or absurd."""
    return computed("Q", lambda time: choice(time >= EARLIEST_CRAWL, time, 0), integers(dump, "published"))


def on_its_clock(line: Timeline, published: Column) -> Timeline:
    """A timeline by the times of publication where all articles were crawled at once, but not published at once.

    `published` has the time of each article of the dump, as `published_times`; articles without one are left out then.
    """
    if not is_one_crawl(line.times):
        return line
    own, latest = taken(published, line.positions), line.times[-1] + DAY
    known = (at for at, time in enumerate(own) if EARLIEST_CRAWL <= time <= latest)
    order = sorted(known, key=own.__getitem__)
    times = array("q", map(own.__getitem__, order))
    if is_one_crawl(times):
        return line
    positions = array("I", map(line.positions.__getitem__, order))
    return Timeline(line.site, times, positions, array("Q", map(line.values.__getitem__, order)))
