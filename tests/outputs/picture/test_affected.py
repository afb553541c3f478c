"""The articles with errors of a period: whose they are, how many, and which findings are about none."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from newscheck.model import CountedFindings, FeedProperty, Finding
from newscheck.outputs.picture.affected import AffectedArticles
from tests.support.picture_samples import START, day, finding, report, series


def aggregated(*counts: int) -> Finding:
    """A finding that stands for so many on the second day."""
    own = (CountedFindings(f"{at}", count, 1, "harbour", day(1)) for at, count in enumerate(counts))
    return replace(finding("error", None), aggregated=(*own, CountedFindings("9", 1, 1, "bay", day(1))))


def at(path: str, line: int = 1, item: str = "", severity: str = "error") -> Finding:
    """A finding on the second day, at a place."""
    return replace(finding(severity, day(1)), path=path, line=line, item=item)


@pytest.mark.parametrize(
    ("findings", "unit", "errors", "warnings"),
    [
        pytest.param([finding("error", START)], "day", {0: 1}, {}, id="with the first moment"),
        pytest.param([finding("error", START - 1)], "day", {}, {}, id="before it"),
        pytest.param([finding("warning", day(2))], "day", {}, {2: 1}, id="in the last day"),
        pytest.param([finding("warning", day(4))], "day", {}, {}, id="after it"),
        pytest.param([finding("warning", day(20))], "week", {}, {2: 1}, id="on the last day of a week"),
        pytest.param([finding("warning", day(92))], "month", {}, {2: 1}, id="on the last day of a month"),
        pytest.param([finding("warning", day(1)), finding("error", day(1))], "day", {1: 1}, {1: 1}, id="both"),
        pytest.param([finding("note", day(1))], "day", {}, {}, id="notes are none"),
        pytest.param([finding("error", None)], "day", {}, {}, id="no time"),
        pytest.param([finding("error", day(1), site="other")], "day", {}, {}, id="another site"),
    ],
)
def test_findings_belong_to_periods(
    findings: list[Finding], unit: str, errors: dict[int, int], warnings: dict[int, int]
) -> None:
    own = [series([9, 9, 9], unit=unit), series([], site="other")]
    affected = AffectedArticles(report(own, findings))
    assert (affected.of("harbour", "error"), affected.of("harbour", "warning")) == (errors, warnings)


@pytest.mark.parametrize(
    ("findings", "articles"),
    [
        pytest.param([at("a.md"), at("b.md")], 2, id="two files"),
        pytest.param([at("a.md", 1), at("a.md", 7)], 1, id="two places in one file"),
        pytest.param([at("a.md", 1), at("a.md", 3, severity="warning"), at("a.md", 7)], 1, id="a warning between"),
        pytest.param([at("a.md", 1), replace(at("a.md", 1), epoch=day(1) + 1)], 2, id="another time in the file"),
        pytest.param([at("a.jsonl", 1), at("a.jsonl", 2), at("a.jsonl", 2, "images[1]")], 2, id="lines of JSON"),
        pytest.param([at("a.ndjson.gz", 1), at("a.ndjson.gz", 2)], 2, id="lines of JSON, compressed"),
        pytest.param([at("a.json", 1, "[0].title"), at("a.json", 2, "[0].images[1]")], 1, id="fields of an item"),
        pytest.param([at("a.json", 1, "a.b[0].title"), at("a.json", 1, "a.b[1].title")], 2, id="items on one line"),
        pytest.param([at(f"{number}.md") for number in range(12)], 9, id="no more than there are"),
        pytest.param([aggregated(3)], 3, id="one that stands for three"),
        pytest.param([aggregated(2, 3)], 5, id="one that stands for two kinds"),
        pytest.param([aggregated(4), at("a.md")], 5, id="one that stands for others, and another"),
        pytest.param([replace(at("a.md"), rule="coverage-fall")], 9, id="one about the feed on that day"),
        pytest.param([aggregated(500)], 9, id="one that stands for very many"),
    ],
)
def test_an_article_counts_once(findings: list[Finding], articles: int) -> None:
    own = [series([9, 9, 9]), series([], site="bay")]
    assert AffectedArticles(report(own, findings)).of("harbour", "error") == {1: articles}


def of_feed(site: str) -> Finding:
    """A finding that stands for those of all articles."""
    counted = CountedFindings("0", 7, 1, site, None)
    return replace(finding("error", None, site=site), aggregated=(counted,))


@pytest.mark.parametrize(
    ("site", "of", "expected"),
    [
        pytest.param("harbour", "harbour", ({0: 1, 2: 4}, {}), id="of one site"),
        pytest.param("harbour", None, ({0: 1, 2: 4}, {}), id="of all articles, which are of one site"),
        pytest.param("", None, ({0: 1, 2: 4}, {0: 2, 1: 1}), id="of all sites"),
        pytest.param("", "", ({}, {}), id="of articles without a site"),
        pytest.param("other", "other", ({}, {}), id="of a site without times"),
    ],
)
def test_what_is_true_of_a_whole_feed_is_true_of_all_its_articles(
    site: str, of: str | None, expected: tuple[dict[int, int], dict[int, int]]
) -> None:
    own = [series([1, 0, 4]), series([2, 1], site="bay"), series([], site="other")]
    feed = FeedProperty(of, "title-empty", "error", "title", 7, 7, 7)
    found = AffectedArticles(replace(report(own, [of_feed(site)]), properties=[feed]))
    assert (found.of("harbour", "error"), found.of("bay", "error")) == expected
    without = AffectedArticles(report(own, [of_feed(site)]))
    assert (without.of("harbour", "error"), without.of("bay", "error")) == ({}, {})
