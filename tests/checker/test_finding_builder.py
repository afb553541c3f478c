"""What fingerprints depend on."""

from __future__ import annotations

import pytest

from newscheck.checker.finding_builder import DumpFindingBuilder, FindingBuilder
from newscheck.checker.rule_selection import ActiveRule
from newscheck.model import Context, Document, DumpHit, Hit, LocatedValue, Site

RULE = ActiveRule(lambda target, ctx: iter(()), Context(0, Site("x")), "a-b", "warning")
OWN = RULE.__class__(RULE.check, RULE.ctx, "a-b", "note", has_default_severity=False)
HIT = Hit("no lead", "/lead", evidence="x")


def document(path: str = "a.md", text: str = "x", url: str = "https://x.example/a", title: str = "") -> Document:
    fields = {"url": LocatedValue(url, 0, 0), "title": LocatedValue(title, 0, 0)}
    return Document(path, text, "dump", **fields)


@pytest.mark.parametrize(
    ("other", "hit", "is_same"),
    [
        pytest.param(document("b/c.md"), HIT, True, id="the path"),
        pytest.param(document(text="\n\nx"), HIT, True, id="the line"),
        pytest.param(document(title="t"), HIT, True, id="the title of an article with a URL"),
        pytest.param(document(url="https://x.example/b"), HIT, False, id="the URL"),
        pytest.param(document(), Hit("other", "/lead", evidence="x"), True, id="the message beside evidence"),
        pytest.param(document(), Hit("no lead", "/lead", evidence="y"), False, id="the evidence"),
        pytest.param(document(), Hit("no lead", "/title", evidence="x"), False, id="the field"),
        pytest.param(document(), Hit("no lead", "/lead/3", evidence="x"), True, id="the part of the field"),
    ],
)
def test_what_changes_a_fingerprint(other: Document, hit: Hit, is_same: bool) -> None:
    first, second = FindingBuilder(document()).build(RULE, HIT), FindingBuilder(other).build(RULE, hit)
    assert (first.fingerprint == second.fingerprint) is is_same


def test_equal_findings_are_numbered_in_their_order() -> None:
    def fingerprints() -> list[str]:
        builder = FindingBuilder(document())
        return [builder.build(RULE, HIT).fingerprint for _ in range(3)]

    assert len(set(fingerprints())) == 3
    assert fingerprints() == fingerprints()


@pytest.mark.parametrize(
    ("rule", "severity"), [pytest.param(RULE, "error", id="the hit's"), pytest.param(OWN, "note", id="the settings'")]
)
def test_the_severity_of_a_hit_of_the_dump(rule: ActiveRule, severity: str) -> None:
    assert DumpFindingBuilder().build(rule, DumpHit("m", severity="error")).severity == severity
