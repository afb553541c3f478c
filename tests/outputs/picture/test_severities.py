"""The worst findings of a period: whose they are, and which are in none."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from newscheck.model import CountedFindings, FeedProperty, Finding
from newscheck.outputs.picture.severities import WorstFindings
from tests.support.picture_samples import START, day, finding, report, series

AGGREGATED = replace(
    finding("error", None),
    aggregated=(CountedFindings("0", 3, 1, "harbour", day(1)), CountedFindings("0", 1, 1, "bay", day(1))),
)


@pytest.mark.parametrize(
    ("findings", "unit", "expected"),
    [
        pytest.param([finding("error", START)], "day", {0: 2}, id="with the first moment"),
        pytest.param([finding("error", START - 1)], "day", {}, id="before it"),
        pytest.param([finding("warning", day(2))], "day", {2: 1}, id="in the last day"),
        pytest.param([finding("warning", day(4))], "day", {}, id="after it"),
        pytest.param([finding("warning", day(20))], "week", {2: 1}, id="on the last day of a week"),
        pytest.param([finding("warning", day(92))], "month", {2: 1}, id="on the last day of a month"),
        pytest.param([finding("warning", day(1)), finding("error", day(1))], "day", {1: 2}, id="the worst"),
        pytest.param([finding("error", day(1)), finding("warning", day(1))], "day", {1: 2}, id="the worst, first"),
        pytest.param([finding("note", day(1))], "day", {}, id="notes are none"),
        pytest.param([finding("error", None)], "day", {}, id="no time"),
        pytest.param([finding("error", day(1), site="other")], "day", {}, id="another site"),
        pytest.param([AGGREGATED], "day", {1: 2}, id="one that stands for many"),
    ],
)
def test_findings_belong_to_periods(findings: list[Finding], unit: str, expected: dict[int, int]) -> None:
    own = [series([1, 1, 1], unit=unit), series([], site="other")]
    assert WorstFindings(report(own, findings)).of("harbour") == expected


def of_feed(site: str) -> Finding:
    """A finding that stands for those of all articles."""
    counted = CountedFindings("0", 7, 1, site, None)
    return replace(finding("error", None, site=site), aggregated=(counted,))


@pytest.mark.parametrize(
    ("site", "of", "expected"),
    [
        pytest.param("harbour", "harbour", ({0: 2, 2: 2}, {}), id="of one site"),
        pytest.param("harbour", None, ({0: 2, 2: 2}, {}), id="of all articles, which are of one site"),
        pytest.param("", None, ({0: 2, 2: 2}, {0: 2, 1: 2}), id="of all sites"),
        pytest.param("", "", ({}, {}), id="of articles without a site"),
        pytest.param("other", "other", ({}, {}), id="of a site without times"),
    ],
)
def test_what_is_true_of_a_whole_feed_is_in_all_periods_with_articles(
    site: str, of: str | None, expected: tuple[dict[int, int], dict[int, int]]
) -> None:
    own = [series([1, 0, 4]), series([2, 1], site="bay"), series([], site="other")]
    feed = FeedProperty(of, "title-empty", "error", "title", 7, 7, 7)
    worst = WorstFindings(replace(report(own, [of_feed(site)]), properties=[feed]))
    assert (worst.of("harbour"), worst.of("bay")) == expected
    without = WorstFindings(report(own, [of_feed(site)]))
    assert (without.of("harbour"), without.of("bay")) == ({}, {})
