"""What becomes of mutants: robust, killed by the extractor, a rule or the structure, or survived."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from newscheck import mutants
from newscheck.checker.execution import Checker
from newscheck.fixtures import mutation_testing
from newscheck.fixtures.mutation_testing import KILLED, ROBUST, SURVIVED, MutantResult, MutationRun, PageUnderTest
from newscheck.html import structure
from newscheck.model import Crash, ExtractorResult, FileResult

PAGE = (Path(__file__).parent / "samples/pages/soup.html").read_text("utf-8")
URL = "https://news.harbour.example/2023/08/16/lisbon.html"
KNOWN = {"url": URL, "epoch_ms": 1692220000000}
Extract = Callable[[str], ExtractorResult]


def record(page: str) -> dict[str, Any]:
    """By classes, as most scrapers do; no field has to be there."""
    tree = html.fromstring(page)
    paragraphs = [one.text_content() for one in tree.xpath('//div[@class="story__body"]/p')]
    images = tree.xpath('//div[@class="story__photo"]/img/@src')
    return {"title": tree.xpath("//h1")[-1].text, "image": next(iter(images), None), "paragraphs": paragraphs}


def extract(page: str) -> ExtractorResult:
    return ExtractorResult(record(page))


def ordeal(
    checker: Checker, by: Extract = extract, watchers: Any = mutation_testing.WATCHERS, **facts: Any
) -> MutationRun:
    return MutationRun(PageUnderTest(PAGE, URL, KNOWN)._replace(**facts), by, checker, structure.to_text, watchers)


def fate(checker: Checker, mutant: str, by: Extract = extract, **given: Any) -> MutantResult:
    (found,) = ordeal(checker, by, **given).results([mutants.load()[mutant]])
    return found


@pytest.mark.parametrize(
    ("mutant", "outcome", "watchers", "rules"),
    [
        pytest.param("white-space-added", ROBUST, (), (), id="the same record"),
        pytest.param("lead-lost", ROBUST, (), (), id="lost where the extractor doesn't look"),
        pytest.param("classes-hashed", KILLED, ("rules",), ("body-empty",), id="a rule"),
        pytest.param("paragraphs-merged", SURVIVED, (), (), id="paragraphs that are one"),
        pytest.param("image-dropped", SURVIVED, (), (), id="no image"),
    ],
)
def test_rules_kill(checker: Checker, mutant: str, outcome: str, watchers: Any, rules: Any) -> None:
    found = fate(checker, mutant)
    assert (found.outcome, found.killed_by, found.rules) == (outcome, watchers, rules)
    assert found.is_neutral == mutants.load()[mutant].is_neutral
    assert bool(found.changes) == (outcome != ROBUST)
    assert found.page != PAGE


def test_the_structure_kills_where_it_is_stored(checker: Checker) -> None:
    layout = structure.to_text(PAGE)
    assert fate(checker, "figure-wrapped").outcome == SURVIVED
    found = fate(checker, "figure-wrapped", layout=layout)
    assert (found.outcome, found.killed_by) == (KILLED, ("layout",))
    both = fate(checker, "classes-hashed", layout=layout)
    assert both.killed_by == ("rules", "layout")
    assert fate(checker, "classes-stripped", layout=layout, watchers=["layout"]).killed_by == ("layout",)
    assert fate(checker, "classes-hashed", watchers=["layout"]).outcome == SURVIVED
    assert fate(checker, "figure-wrapped", layout=layout, watchers=["rules"]).outcome == SURVIVED


def test_a_structure_that_is_not_the_pages_says_nothing(checker: Checker) -> None:
    stale = ordeal(checker, layout="layout of another page\n")
    assert stale.is_layout_stale
    assert [found.outcome for found in stale.results([mutants.load()["figure-wrapped"]])] == [SURVIVED]
    assert not ordeal(checker, layout=structure.to_text(PAGE)).is_layout_stale
    assert not ordeal(checker).is_layout_stale


def test_an_extractor_that_fails_on_a_mutant_kills_it(checker: Checker) -> None:
    def strict(page: str) -> ExtractorResult:
        return extract(page) if 'class="story__body"' in page else ExtractorResult(failure="parse raised KeyError")

    found = fate(checker, "container-renamed", strict)
    assert (found.outcome, found.killed_by, found.failure) == (KILLED, ("extractor",), "parse raised KeyError")


def test_an_extractor_that_fails_on_the_page_itself_has_no_mutants(checker: Checker) -> None:
    failing = ordeal(checker, lambda page: ExtractorResult(failure="parse raised KeyError", traceback="Traceback"))
    assert (failing.failure, failing.traceback) == ("parse raised KeyError", "Traceback")
    assert list(failing.results(mutants.load().values())) == []


def test_what_changes_is_told_in_words(checker: Checker) -> None:
    found = fate(checker, "image-dropped")
    assert found.changes == ("image vanished", "  - https://img.harbour.example/2023/lisbon.jpg")


def ticking(step: Iterator[int], every: int) -> Extract:
    return lambda page: ExtractorResult({**record(page), "crawled": next(step) // every})


@pytest.mark.parametrize("every", [1, 2], ids=["each run another", "the first two runs the same"])
def test_what_differs_from_run_to_run_is_no_change(checker: Checker, every: int) -> None:
    tried = ordeal(checker, ticking(count(), every))
    wanted = [mutants.load()[name] for name in ("white-space-added", "read-on-button", "script-inserted")]
    assert {found.outcome for found in tried.results(wanted)} == {ROBUST}
    assert tried.volatile == {"crawled"}


def test_a_field_that_is_called_volatile_is_not_compared(checker: Checker) -> None:
    assert fate(checker, "image-dropped", volatile=frozenset(["image"])).outcome == ROBUST


def test_a_rule_that_spoke_before_says_nothing_new(checker: Checker) -> None:
    def by(page: str) -> ExtractorResult:
        return ExtractorResult({**record(page), "title": "" if "l-story-text" in page else " "})

    assert "title-empty" not in fate(checker, "container-renamed", by).rules


def test_body_of_another_takes_the_article_of_the_other_page(checker: Checker) -> None:
    other = PAGE.replace("里斯本", "海德兰")
    wanted = [mutants.load()["body-of-another"]]
    assert list(ordeal(checker).results(wanted)) == []
    (found,) = ordeal(checker).results(wanted, other)
    assert "<h1>海德兰" in found.page
    assert found.outcome == SURVIVED


def test_the_same_page_has_the_same_fates(checker: Checker) -> None:
    first, second = (list(ordeal(checker).results(mutants.load().values())) for _ in range(2))
    assert first == second
    assert len(first) > 20
    assert not {found.mutant for found in first} & {"epoch-shifted", "title-entity", "url-scheme"}


def test_a_crash_of_a_rule_is_loud(checker: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    crashed = FileResult(crashes=[Crash("a.json", "body-empty", "Traceback of the rule")])
    monkeypatch.setattr(Checker, "check", lambda self, *raws: crashed)
    with pytest.raises(RuntimeError, match="body-empty"):
        fate(checker, "classes-hashed")


def test_fates_are_added_up(checker: Checker) -> None:
    found = mutation_testing.mutation_score(
        ordeal(checker, layout=structure.to_text(PAGE)).results(mutants.load().values())
    )
    assert found.mutants == found.robust + found.killed + found.survived
    assert sum(found.killers.values()) == found.killed
    assert mutation_testing.mutation_score([]) == (0, 0, 0, {})
