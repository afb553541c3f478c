"""A schema violation fails a run, also where a milder rule reports the same field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newscheck import rules
from newscheck.checker import examples
from newscheck.checker.execution import Checker
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project

BAD = [example for rule in rules.load().values() if rule.scope in ("document", "article") for example in rule.bad]
MILD = tuple(rule.id for rule in rules.load().values() if rule.severity != "error")
OTHERS = tuple(name for name in rules.load() if name != "record-schema")
NO_IMAGE, RELATIVE = {"image": None}, {"image": "/media/display/photo.jpg"}


def checker_of(**settings: Any) -> Checker:
    return Session(Project(now=examples.NOW, **settings)).checker


def severities(checker: Checker, example: Any) -> dict[str, str]:
    """The severities of the rules that fire."""
    return {finding.rule: finding.severity for finding in examples.run(checker, "article", example).findings}


@pytest.mark.parametrize(
    ("example", "settings", "expected"),
    [
        pytest.param(NO_IMAGE, {}, {"image-missing": "error"}, id="an error explains it"),
        pytest.param(NO_IMAGE, {"ignore": ("image-missing",)}, {}, id="the project has settled it"),
        pytest.param(NO_IMAGE, {"rules": {"image-missing": "off"}}, {}, id="settled it in its settings"),
        pytest.param(
            NO_IMAGE, {"rules": {"image-missing": "warning"}}, {"image-missing": "warning"}, id="has made it milder"
        ),
        pytest.param(NO_IMAGE, {"select": ("record-schema",)}, {"record-schema": "error"}, id="nobody else was asked"),
        pytest.param(RELATIVE, {}, {"image-relative": "error"}, id="the site makes an error of it"),
        pytest.param(
            RELATIVE, {"ignore": ("image-relative",)}, {"record-schema": "error"}, id="a warning settles nothing"
        ),
        pytest.param(
            RELATIVE,
            {"rules": {"image-relative": "warning"}},
            {"image-relative": "warning", "record-schema": "error"},
            id="a warning explains nothing",
        ),
        pytest.param(
            RELATIVE,
            {"rules": {"image-relative": "warning", "record-schema": "warning"}},
            {"image-relative": "warning"},
            id="a warning explains a warning",
        ),
    ],
)
def test_which_rule_reports_a_field_that_the_schema_refuses(
    example: Any, settings: dict[str, Any], expected: dict[str, str]
) -> None:
    assert severities(checker_of(**settings), example) == expected


@pytest.mark.parametrize("off", [(), MILD], ids=["all rules", "no mild rule"])
def test_what_the_schema_of_a_site_refuses_is_red(off: tuple[str, ...]) -> None:
    alone, together = checker_of(select=("record-schema",)), checker_of(ignore=off)
    refused = [example for example in BAD if "record-schema" in severities(alone, example)]
    assert len(refused) > 40
    for example in refused:
        assert "error" in severities(together, example).values(), example


@pytest.mark.slow
@pytest.mark.parametrize("off", [(), MILD, OTHERS], ids=["all rules", "no mild rule", "no other rule"])
@pytest.mark.parametrize("field", ["title", "url", "image", "body"])
def test_what_an_own_schema_refuses_is_red(field: str, off: tuple[str, ...], tmp_path: Path) -> None:
    own = tmp_path / "own.json"
    own.write_text(json.dumps({"properties": {field: {"not": {"type": ["string", "null"]}}}}), "utf-8")
    alone, together = (
        checker_of(schema=str(own), select=("record-schema",)),
        checker_of(schema=str(own), ignore=off),
    )
    refused = [example for example in BAD if "record-schema" in severities(alone, example)]
    assert len(refused) > 200
    for example in refused:
        assert "error" in severities(together, example).values(), example


@pytest.mark.parametrize(
    ("most", "violations", "listed", "rest"),
    [
        pytest.param(5, 5, 5, None, id="as many as are listed"),
        pytest.param(5, 6, 5, "and 1 more violations of the schema", id="one more"),
        pytest.param(1_000, 20, 20, None, id="as many as are ever listed"),
        pytest.param(1_000, 30, 20, "and 10 more violations of the schema", id="more than are ever listed"),
        pytest.param(5, 999, 5, "and 994 more violations of the schema", id="as many as are counted"),
        pytest.param(5, 3_000, 5, "and at least 995 more violations of the schema", id="more than are counted"),
    ],
)
def test_of_many_violations_the_first_are_explained(most: int, violations: int, listed: int, rest: str | None) -> None:
    item = {"title": "海上救援协定周五开始生效", "epoch_ms": examples.NOW - 1, "images": [*range(violations)]}
    chosen = checker_of(rules={"record-schema": {"most": most}}, select=("record-schema",))
    result = examples.run(chosen, "article", {"json": {**item, "url": "https://news.example.org/a.html", "body": "文"}})
    messages = [finding.message for finding in result.findings]
    assert [message.startswith("/images/") for message in messages] == [True] * listed + [False] * (rest is not None)
    assert rest is None or messages[-1] == rest


def test_a_finding_of_a_field_hides_no_violation_of_the_whole_record(tmp_path: Path) -> None:
    own = tmp_path / "own.json"
    own.write_text(json.dumps({"required": ["author"]}), "utf-8")
    assert severities(checker_of(schema=str(own)), {"title": ""}) == {
        "title-empty": "error",
        "record-schema": "error",
    }
