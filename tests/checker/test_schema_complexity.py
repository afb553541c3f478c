"""The number of schemas that a schema expands to, and what it limits."""

from __future__ import annotations

from typing import Any

import pytest

from newscheck.checker import json_schema
from newscheck.checker.json_schema import CompiledSchema
from newscheck.checker.schema_complexity import complexity_of
from newscheck.errors import UsageError


def doubled(levels: int, last: Any) -> dict[str, Any]:
    """A schema of a few lines that comes to its last one by 2 ** levels ways."""
    defs = {f"d{level}": {"allOf": [{"$ref": f"#/$defs/d{level + 1}"}] * 2} for level in range(levels)}
    return {"$defs": {**defs, f"d{levels}": last}, "$ref": "#/$defs/d0"}


@pytest.mark.parametrize(
    ("schema", "count"),
    [
        pytest.param(True, 1, id="a schema that is none"),
        pytest.param({"properties": {"title": {"type": "string"}}}, 3, id="one in one"),
        pytest.param({"$defs": {"a": {}}, "enum": [[], {}]}, 1, id="what nothing refers to, and values"),
        pytest.param(doubled(0, {}), 2, id="a reference"),
        pytest.param(doubled(10, {}), 2 + 5 * (2**10 - 1), id="references to references"),
        pytest.param({"$ref": "#/$defs/n", "$defs": {"n": {"items": {"$ref": "#/$defs/n"}}}}, 3, id="to itself"),
        pytest.param({"$ref": "urn:known#/properties/a"}, 4, id="in another document"),
        pytest.param({"$ref": "#/$defs/none"}, 1, id="to nothing"),
    ],
)
def test_the_number_of_schemas_that_one_expands_to(schema: Any, count: int) -> None:
    documents = {"urn:known": {"properties": {"a": {"items": [{}]}}}}
    assert complexity_of(schema, "newscheck:///own", {"newscheck:///own": schema, **documents}).schemas == count


def test_a_schema_that_expands_to_too_many_is_refused_at_once() -> None:
    assert not CompiledSchema(doubled(8, {"required": ["x"]})).accepts({})
    with pytest.raises(UsageError, match="a schema whose references stand for over 100,000 schemas"):
        CompiledSchema(doubled(15, {"required": ["x"]}))
    # Long, not wide: as many references as there are.
    chain = {f"d{level}": {"items": {"$ref": f"#/$defs/d{level + 1}"}} for level in range(3_000)}
    assert CompiledSchema({"$defs": {**chain, "d3000": {}}, "$ref": "#/$defs/d0"}).accepts([])


def deep(levels: int) -> Any:
    return {"a": deep(levels - 1)} if levels else "end"


@pytest.mark.parametrize(
    ("node", "returns", "deepest"),
    [
        pytest.param({"properties": {"a": {"$ref": "#/$defs/n"}}}, 1, None, id="one way"),
        pytest.param({"properties": {"a": {"allOf": [{"$ref": "#/$defs/n"}] * 2}}}, 2, 6, id="the same twice"),
        pytest.param(
            {"properties": {"a": {"anyOf": [{"$ref": f"#/$defs/n{letter}"} for letter in "pqr"]}}}, 3, 4, id="by others"
        ),
    ],
)
def test_what_comes_back_to_itself_in_several_ways_is_compared_with_nothing_deep(
    monkeypatch: pytest.MonkeyPatch, node: Any, returns: int, deepest: int | None
) -> None:
    monkeypatch.setattr("newscheck.checker.schema_complexity._MAX_STEPS", 100)
    other_nodes = {f"n{letter}": {"allOf": [{"$ref": "#/$defs/n"}]} for letter in "pqr"}
    schema = {"$defs": {"n": node, **other_nodes}, "properties": {"lead": {"$ref": "#/$defs/n"}}}
    complexity = complexity_of(schema, "newscheck:///own", {"newscheck:///own": schema})
    assert (complexity.recursive_paths, complexity.max_depth) == (returns, deepest)
    compiled_schema = CompiledSchema(schema)
    assert compiled_schema.accepts({"lead": deep(3)})
    assert compiled_schema.accepts({"lead": deep(8)}) == (deepest is None)
    expected = (
        []
        if deepest is None
        else [("", f"nested over {deepest} deep, for a schema that comes back to itself in several ways")]
    )
    assert [*compiled_schema.violations({"lead": deep(8)})] == expected


def test_the_limit_is_the_number_of_schemas_that_is_still_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_schema, "_MAX_SCHEMAS", 2)
    assert CompiledSchema(doubled(0, {})).accepts({})
    monkeypatch.setattr(json_schema, "_MAX_SCHEMAS", 1)
    with pytest.raises(UsageError, match="references stand for over 1 schemas"):
        CompiledSchema(doubled(0, {}))
