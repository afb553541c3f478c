"""The built-in clean dump: the same every time, well formed, and as bursty as a real one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import islice, pairwise
from zlib import crc32

import pytest

from newscheck.checker.execution import Checker
from newscheck.engine.session import default_checker
from newscheck.model import FileResult, RawInput
from newscheck.synthetic.simulator import SITE_NAMES, stream

NOW = 4_000_000_000_000
DAY = 86_400_000
CHECKSUM = 1846469313
#: What marks a wire in all publishers, in both scripts.
WIRE = re.compile("（(?:远|遠)洋社.{2,6}日(?:电|電)）")


@pytest.fixture(scope="module")
def clean_checker() -> Checker:
    return default_checker(NOW)


def epochs(files: Sequence[RawInput]) -> list[int]:
    return [int(raw.data[4 : raw.data.index(b"-->")]) for raw in files]


def is_wire(raw: RawInput) -> bool:
    return WIRE.search(raw.data.decode()) is not None


def test_there_are_several_publishers() -> None:
    assert len(SITE_NAMES) >= 5
    assert len({next(stream(site, 1)).path.partition("/")[0] for site in SITE_NAMES}) == len(SITE_NAMES)


@pytest.mark.parametrize("site", SITE_NAMES)
def test_the_same_seed_gives_the_same_bytes(site: str) -> None:
    files = list(stream(site, 120, seed=3))
    assert files == list(stream(site, 120, seed=3))
    assert files != list(stream(site, 120, seed=4))
    assert len({raw.path for raw in files}) == 120


def test_bytes_are_the_same_in_every_process_and_version() -> None:
    """A change of the generator changes the figures of `bench`, so it must be on purpose."""
    whole = crc32(b"".join(raw.data for site in SITE_NAMES for raw in stream(site, 50)))
    assert whole == CHECKSUM


@pytest.mark.parametrize("site", SITE_NAMES)
def test_a_prefix_is_a_prefix(site: str) -> None:
    assert list(stream(site, 100)) == list(islice(stream(site, 200), 100))
    assert list(stream(site, 0)) == []


@pytest.mark.slow
@pytest.mark.parametrize("site", SITE_NAMES)
def test_time_goes_on(site: str) -> None:
    times = epochs(list(stream(site, 1_500)))
    assert all(before <= after for before, after in pairwise(times))
    days = (times[-1] - times[0]) / DAY
    assert 30 <= 1_500 / days <= 90


#: Rules about what is in the texts of a publisher, as in those of some real ones: labels of other articles, and tags.
USUAL = {"digest": {"furniture-leaked", "furniture-shared"}}


@pytest.mark.slow
@pytest.mark.parametrize("site", SITE_NAMES)
def test_articles_are_well_formed(clean_checker: Checker, site: str) -> None:
    results = [clean_checker.check(raw) for raw in stream(site, 150, seed=1)]
    usual = {"iframe-present", *USUAL.get(site, ())}
    noisy = [finding for result in results for finding in result.findings if finding.rule not in usual]
    assert [(finding.path, finding.rule, finding.message) for finding in noisy] == []


@pytest.mark.slow
@pytest.mark.parametrize("site", SITE_NAMES)
def test_the_dump_hangs_together(clean_checker: Checker, site: str) -> None:
    summaries = [summary for raw in stream(site, 1_500, seed=1) for summary in clean_checker.check(raw).summaries]
    findings = [(finding.rule, finding.message) for finding in clean_checker.check_dump(summaries).findings]
    assert [entry for entry in findings if entry[0] not in USUAL.get(site, ())] == []


@pytest.mark.slow
@pytest.mark.parametrize("site", SITE_NAMES)
def test_most_articles_have_what_a_fault_can_take_away(clean_checker: Checker, site: str) -> None:
    results: list[FileResult] = [clean_checker.check(raw) for raw in stream(site, 300)]
    summaries = [summary for result in results for summary in result.summaries]
    assert len(summaries) == 300
    for bit, field in enumerate(("dateline", "image", "lead")):
        assert sum(summary.present_fields >> bit & 1 for summary in summaries) >= 240, field


def overdispersion(has: Sequence[bool], size: int) -> float:
    """Variance of the counts in windows of neighbours over that of independent draws."""
    share = sum(has) / len(has)
    counts = [sum(has[at : at + size]) for at in range(0, len(has) - size + 1, size)]
    spread = sum((count - size * share) ** 2 for count in counts) / len(counts)
    return spread / (size * share * (1 - share))


@pytest.mark.slow
@pytest.mark.parametrize("site", SITE_NAMES)
def test_kinds_come_in_bursts(site: str) -> None:
    """Independent draws would give 1, give or take 0.2 in so many windows."""
    wires = [is_wire(raw) for raw in stream(site, 4_800)]
    assert 0.1 <= sum(wires) / len(wires) <= 0.75
    assert overdispersion(wires, 32) > 1.7
    assert overdispersion(wires, 128) > 1.9


@pytest.mark.slow
@pytest.mark.parametrize("site", SITE_NAMES)
def test_nights_are_silent_and_batches_share_their_epoch(site: str) -> None:
    times = epochs(list(stream(site, 1_500)))
    hours = [epoch // 3_600_000 % 24 for epoch in times]
    assert len(set(hours)) <= 17 + 1  # one more where clocks change
    assert len(set(times)) < 0.7 * len(times)
    by_day: dict[int, int] = {}
    for epoch in times:
        by_day[epoch // DAY] = by_day.get(epoch // DAY, 0) + 1
    week, weekend = [], []
    for day, count in list(by_day.items())[1:-1]:
        weekday = datetime.fromtimestamp(day * 86_400, UTC).weekday()
        (weekend if weekday >= 5 else week).append(count)
    assert sum(weekend) / len(weekend) < 0.9 * sum(week) / len(week)


@pytest.mark.parametrize(
    ("site", "marker"),
    [
        pytest.param("harbour", b'<div class="story__body"><', id="classes"),
        pytest.param("ridge", b'<div id="text">', id="breaks"),
        pytest.param("lantern", b"<section>", id="figures"),
        pytest.param("digest", b'<div class="entry-content">', id="blog"),
        pytest.param("rfi", b"data-selfpromo-newsletter", id="rfi"),
    ],
)
def test_templates_are_constant(site: str, marker: bytes) -> None:
    assert all(raw.data.count(marker) == 1 for raw in stream(site, 1_000))
