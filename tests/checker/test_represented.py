"""Findings about articles are counted in the one of the dump that stands for them; what is usual in a site is none."""

from __future__ import annotations

import pytest

from newscheck import rules
from newscheck.checker.represented import Represented, without_usual
from newscheck.model import CountedFindings, Finding

RULES = rules.load()


def finding(rule: str, severity: str, number: int, site: str = "eel", pointer: str = "/epoch_ms") -> Finding:
    return Finding(
        rule, severity, f"{number:03}.md", 1, 1, pointer, "x", "x", f"{rule} {number}", site=site, epoch=number
    )


SHIFTED = finding("dateline-shifted", "error", 1)
EARLY = [finding("epoch-before-dateline", "error", number) for number in range(2, 93)]


def test_one_finding_stands_for_those_of_its_site() -> None:
    other = finding("epoch-before-dateline", "error", 95, "heron")
    represented = Represented([SHIFTED, *EARLY, other], RULES)
    assert represented
    first, left = represented
    assert (first.rule, first.number, first.fingerprint) == ("dateline-shifted", 91, SHIFTED.fingerprint)
    assert left == other


@pytest.mark.parametrize(
    "others",
    [
        pytest.param([], id="none"),
        pytest.param([finding("image-missing", "error", 2)], id="another rule"),
        pytest.param([finding("epoch-before-dateline", "error", 2, "heron")], id="another site"),
    ],
)
def test_other_findings_stay(others: list[Finding]) -> None:
    represented = Represented([SHIFTED, *others], RULES)
    assert not represented
    assert [*represented] == [SHIFTED, *others]


def test_nothing_that_is_more_severe_is_counted() -> None:
    warning = finding("dateline-shifted", "warning", 1)
    late = finding("epoch-after-dateline", "warning", 2)
    first, *left = Represented([warning, late, *EARLY], RULES)
    assert first.number == 1
    assert left == EARLY


def test_a_note_stands_for_nothing() -> None:
    both = [finding("dateline-stand-in", "note", 1), finding("article-rerun", "note", 2)]
    assert [*Represented(both, RULES)] == both


def test_of_a_finding_about_several_sites_a_part_is_counted() -> None:
    parts = (CountedFindings("a", 7, 3, "eel", 5), CountedFindings("b", 4, 9, "heron", 6))
    many = Finding(
        *("epoch-before-dateline", "error", "a.jsonl", 3, 1, "/epoch_ms", "and 11 more", "", "c"), aggregated=parts
    )
    first, rest = Represented([SHIFTED, many], RULES)
    assert first.number == 7
    assert rest.aggregated == parts[1:]
    (left,) = without_usual([many], {"epoch-before-dateline": frozenset({"heron"})})
    assert left.aggregated == parts[:1]


def test_what_is_usual_in_a_site_is_only_about_the_crawl() -> None:
    late, swapped = (
        finding("epoch-after-dateline", "warning", 2, pointer=pointer) for pointer in ("/epoch_ms", "/dateline")
    )
    other = finding("epoch-after-dateline", "warning", 3, "heron")
    usual = {"epoch-after-dateline": frozenset({"eel"})}
    assert [*without_usual([late, swapped, other], usual)] == [swapped, other]
