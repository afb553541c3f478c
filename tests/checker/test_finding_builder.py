"""A fingerprint says which finding it is, wherever it stands; a hit of the dump brings its own place and severity."""

from __future__ import annotations

from typing import Any

import pytest

from newscheck.article import extraction
from newscheck.article.sites import GENERIC_SITE
from newscheck.checker.execution import Checker
from newscheck.checker.finding_builder import DumpFindingBuilder, FindingBuilder
from newscheck.checker.rule_selection import ActiveRule
from newscheck.model import Context, Document, DumpHit, Hit, LocatedValue, RelatedLocation, Site

URL, TITLE = LocatedValue("https://x.org/1", 0, 0), LocatedValue("标题", 0, 0)


def rule(name: str = "title-empty", severity: str = "error", **more: Any) -> ActiveRule:
    return ActiveRule(lambda target, ctx: iter(()), Context(0, Site(GENERIC_SITE)), name, severity, **more)


def document(**fields: Any) -> Document:
    return Document(
        **{"path": "a/1.md", "source": "一二三四五", "format": "dump", "url": URL, "title": TITLE, **fields}
    )


HIT = Hit("message", "/title", evidence="甲")


def fingerprint(hit: Hit = HIT, name: str = "title-empty", **fields: Any) -> str:
    return FindingBuilder(document(**fields)).build(rule(name), hit).fingerprint


BASE = fingerprint()


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        pytest.param(fingerprint(path="b/2.md"), True, id="in another file"),
        pytest.param(fingerprint(place="articles[3]"), True, id="at another place in a file of items"),
        pytest.param(fingerprint(origin=(7, 3)), True, id="at another line"),
        pytest.param(fingerprint(title=None), True, id="of another title"),
        pytest.param(fingerprint(Hit("other words", "/title", evidence="甲")), True, id="in other words"),
        pytest.param(fingerprint(Hit("message", "/title", evidence="乙")), False, id="of other evidence"),
        pytest.param(fingerprint(Hit("message", "/lead", evidence="甲")), False, id="in another field"),
        pytest.param(fingerprint(name="title-control"), False, id="of another rule"),
        pytest.param(fingerprint(url=LocatedValue("https://x.org/2", 0, 0)), False, id="of another article"),
    ],
)
def test_a_finding_is_the_same(other: str, is_same: bool) -> None:
    assert (other == BASE) is is_same


@pytest.mark.parametrize(
    ("first", "other"),
    [
        pytest.param({"title": None}, {"title": None, "path": "b/1.md"}, id="no title: the name of the file"),
        pytest.param({"title": TITLE}, {"title": TITLE, "path": "b/2.md"}, id="the title"),
        pytest.param({"title": LocatedValue(5, 0, 0)}, {"title": None}, id="a title that is no text"),
    ],
)
def test_without_a_url_an_article_is_identified_by(first: dict[str, Any], other: dict[str, Any]) -> None:
    assert fingerprint(url=None, **first) == fingerprint(url=None, **other) != BASE
    assert fingerprint(url=None, title=None) != fingerprint(url=None, title=None, path="a/2.md")
    assert fingerprint(url=None) != fingerprint(url=None, title=LocatedValue("另题", 0, 0))
    fronts = [fingerprint(url=None, title=None, path=f"c.warc!/https://{name}.example/") for name in "ab"]
    assert fronts[0] != fronts[1]


def test_findings_that_are_alike_are_numbered() -> None:
    builder, hit = FindingBuilder(document()), Hit("message", "/paragraphs/1", evidence="甲")
    found = [builder.build(rule(), hit).fingerprint for _ in range(3)]
    assert len(set(found)) == 3
    # The number of a paragraph is none of its identity.
    again = FindingBuilder(document())
    assert [again.build(rule(), Hit("", f"/paragraphs/{at}", evidence="甲")).fingerprint for at in range(3)] == found


def test_what_stands_for_further_findings_is_of_its_article_and_rule() -> None:
    made = {
        FindingBuilder(document(url=url))
        .further(rule(name), FindingBuilder(document()).build(rule(name), Hit("")))
        .fingerprint
        for url in (URL, LocatedValue("https://x.org/2", 0, 0))
        for name in ("title-empty", "title-control")
    }
    assert len(made) == 4


@pytest.mark.parametrize(
    ("given", "is_own", "expected"),
    [
        pytest.param("", True, "error", id="the rule's"),
        pytest.param("note", True, "note", id="the hit's"),
        pytest.param("note", False, "error", id="that of the settings"),
    ],
)
def test_the_severity_of_a_hit_of_the_dump(given: str, is_own: bool, expected: str) -> None:
    hit = DumpHit("message", severity=given)
    assert DumpFindingBuilder().build(rule(has_default_severity=is_own), hit).severity == expected


def test_a_hit_of_the_dump_is_reported_whole() -> None:
    related = (RelatedLocation("b.md", "other", 2),)
    hit = DumpHit("message", "/url", "a.md", 3, "evidence", related, "", ("a line",), "rfi", 5, [0, 1])
    found = DumpFindingBuilder().build(rule(), hit)
    assert (found.message, found.pointer, found.path, found.line, found.column) == ("message", "/url", "a.md", 3, 1)
    assert (found.evidence, found.related, found.details) == ("evidence", related, ("a line",))
    assert (found.site, found.epoch) == ("rfi", 5)


@pytest.mark.parametrize(("epoch", "expected"), [(2**53, 2**53), (2**63, None), (-(2**63), None)])
def test_an_epoch_that_no_output_can_hold_is_none(checker: Checker, epoch: int, expected: int | None) -> None:
    found = document(epoch=LocatedValue(epoch, 0, 0), html=LocatedValue("<p>文</p>", 0, 0))
    article = extraction.to_article(found, checker.sites)
    assert FindingBuilder(found, article).build(rule(), Hit("")).epoch == expected
