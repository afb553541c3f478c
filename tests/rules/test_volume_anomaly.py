"""Unusual volume: which time counts, what a backfill is, and what the finding tells."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import ArticleSummary, Context, DumpHit, Site
from newscheck.rules import volume_anomaly
from newscheck.text.timestamps import DAY, HOUR

#: Monday, 2 October 2023.
MONDAY = 1_696_204_800_000
NOW = MONDAY + 400 * DAY
Times = Sequence[tuple[int | None, int | None]]


def hits(times: Times, zone: str = "UTC") -> list[DumpHit]:
    """The findings of a site whose articles were crawled and published then."""
    dump = InMemoryDump(
        ArticleSummary(str(at), 1, "x", crawled, published, None, 0, 0, 0, 0, "", "", 0, 0, b"", b"")
        for at, (crawled, published) in enumerate(times)
    )
    ctx = Context(NOW, Site("generic"), options=volume_anomaly.OPTIONS, zones={"x": zone})
    return list(volume_anomaly.check(dump, ctx))


def days(counts: Sequence[int]) -> list[int]:
    return [MONDAY + day * DAY + at * DAY // count for day, count in enumerate(counts) for at in range(count)]


def crawled(counts: Sequence[int]) -> list[tuple[int, int]]:
    """Crawled then, published an hour before."""
    return [(time, time - HOUR) for time in days(counts)]


def test_the_finding_has_the_counts_and_the_days() -> None:
    [hit] = hits(crawled([40] * 21 + [4] * 10 + [40] * 7))
    assert hit.message == (
        "x: 40 articles in 10 days (2023-10-23 to 2023-11-01), where about 400 were expected: 40 a day before, 4 then"
    )
    assert (hit.path, hit.evidence, len(hit.positions), hit.severity) == ("840", "fall from 2023-10-23", 40, "")


def test_a_fall_that_lasts_longer_is_the_same_finding() -> None:
    short, long = (hits(crawled([40] * 21 + [4] * length)) for length in (2, 9))
    assert [hit.evidence for hit in short] == [hit.evidence for hit in long] == ["fall from 2023-10-23"]


def test_a_burst_of_old_articles_is_a_backfill() -> None:
    usual = crawled([40] * 28)
    old = [(MONDAY + 22 * DAY + at * 1000, MONDAY - 900 * DAY + at * DAY) for at in range(800)]
    [hit] = hits(usual + old)
    assert hit.severity == "note"
    assert hit.message.endswith(
        "; 800 of them were published more than a week before, from 2021-04-15 to 2023-06-23: a backfill"
    )
    [hit] = hits(usual + [(time, time - HOUR) for time, _ in old])
    assert (hit.severity, "backfill" in hit.message) == ("", False)


def test_a_burst_on_days_that_had_none_may_be_the_collection_s() -> None:
    [hit] = hits(crawled([*[5] * 5, 0, 0] * 4 + [*[5] * 5, 60, 0]))
    assert hit.severity == ""
    assert hit.message.endswith(
        "; such days had none before: stored again, or a collection that was made on other days"
    )


FALL, BURST = [40] * 21 + [4] * 10 + [40] * 7, [40] * 21 + [800] + [40] * 6


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        pytest.param([(None, time) for time in days(FALL)], ["fall from 2023-10-23"], id="published"),
        pytest.param([(None, time) for time in days(BURST)], ["burst from 2023-10-23"], id="published, a burst"),
        pytest.param([(None, time) for time in days([1] * 30 + [40, 60])], [], id="a feed that is read once"),
        pytest.param([(NOW - DAY, time) for time in days(FALL)], ["fall from 2023-10-23"], id="crawled at once"),
        pytest.param([(time, MONDAY) for time in days(FALL)], ["fall from 2023-10-23"], id="crawled counts"),
        pytest.param([(None, None)] * 500, [], id="no times"),
        pytest.param([(NOW + 9 * DAY, NOW + 9 * DAY)] * 500, [], id="far future"),
        pytest.param([(MONDAY, MONDAY)] * 500, [], id="equal times"),
        pytest.param([(MONDAY, None)], [], id="one article"),
    ],
)
def test_which_time_counts(times: Times, expected: list[str]) -> None:
    assert [hit.evidence for hit in hits(times)] == expected


def test_days_are_those_of_the_sites_zone() -> None:
    [hit] = hits([(time + 9 * HOUR, None) for time in days(FALL)], "America/Los_Angeles")
    assert hit.evidence == "fall from 2023-10-23"
