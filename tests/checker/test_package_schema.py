"""What is valid without the engine of JSON Schema is valid by it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscheck.checker.json_schema import CompiledSchema
from newscheck.checker.package_schema import PackageSchema, is_plainly_valid
from newscheck.engine.settings import package_data

SCHEMAS = package_data.schemas()
KNOWN = {schema["$id"]: schema for schema in SCHEMAS.values()}
ENGINES = {name: CompiledSchema(SCHEMAS[name], SCHEMAS.values()) for name in ("article", "rfi", "config", "site")}
ARTICLE = {
    "epoch_ms": 1692215820000,
    "title": "海上救援协定周五开始生效",
    "url": "https://www.rfi.fr/cn/国际/20230816-海上救援协定",
    "dateline": "2023-08-16T21:04",
    "image": "https://s.rfi.fr/media/photo.jpg",
    "images": ["https://s.rfi.fr/media/photo.jpg"],
    "lead": None,
    "paragraphs": ["渔民合作社表示欢迎。"],
    "body": "渔民合作社表示欢迎。",
}
CONFIG = {"paths": ["articles"], "fail-on": "warning", "ignore": ["title-spacing"], "min-share": 0.2, "jobs": 2}
VALID = [
    pytest.param("article", ARTICLE, id="article"),
    pytest.param("article", {**ARTICLE, "own": {"tags": ["a", None, True, 1.5]}}, id="fields of its own"),
    pytest.param("rfi", ARTICLE, id="of a site, by a reference"),
    pytest.param("config", CONFIG, id="settings"),
]
TEXTS = st.text(st.characters(exclude_categories=()), max_size=8) | st.sampled_from(
    [
        "",
        "2023-08-16",
        "2023-08-16\n",
        "https://a.b/c",
        "\ud800",
        " ",
        "\ufeff",
        "\x85",
        "off",
        "error",
        "6h",
        "0h",
        "zh",
    ]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.just(1 << 70)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3))


def plain(name: str, value: Any) -> bool:
    return is_plainly_valid(value, SCHEMAS[name], KNOWN)


@pytest.mark.parametrize(("name", "value"), VALID)
def test_the_usual_needs_no_engine(name: str, value: dict[str, Any]) -> None:
    assert plain(name, value)
    assert ENGINES[name].accepts(value)


@settings(max_examples=400)
@given(data=st.data())
@pytest.mark.parametrize(("name", "value"), VALID)
def test_what_is_plainly_valid_is_valid(name: str, value: dict[str, Any], data: st.DataObject) -> None:
    fields = sorted({*SCHEMAS[name]["properties"], "own"} | value.keys())
    changes = data.draw(st.dictionaries(st.sampled_from(fields), VALUES, max_size=2))
    removed = data.draw(st.sets(st.sampled_from(fields), max_size=1))
    changed = {field: entry for field, entry in {**value, **changes}.items() if field not in removed}
    if plain(name, changed):
        assert ENGINES[name].accepts(changed)


@pytest.mark.parametrize(
    "keyword", ["minLength", "minItems", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]
)
@pytest.mark.parametrize("value", [0, 1, 2, 2.5, "", "ab", "中文字", [], [1], [1, 2], None, True, {}])
def test_limits_are_those_of_the_engine(keyword: str, value: Any) -> None:
    schema = {keyword: 2}
    assert is_plainly_valid(value, schema, {}) == CompiledSchema(schema).accepts(value)


@pytest.mark.parametrize(
    "schema",
    [
        pytest.param({"type": "object", "const": {}}, id="keyword"),
        pytest.param({"properties": {"a": {"pattern": r"\w"}}}, id="pattern that Python reads otherwise"),
        pytest.param({"not": {"type": "string"}}, id="negation"),
        pytest.param({"$ref": "urn:other"}, id="unknown schema"),
        pytest.param({"$ref": "#/$defs/other"}, id="unknown definition"),
        pytest.param({"properties": {"a": True}}, id="no object"),
    ],
)
def test_what_is_not_known_here_is_left_to_the_engine(schema: dict[str, Any]) -> None:
    assert not is_plainly_valid({"a": "b"}, schema, {})


@pytest.mark.parametrize("value", [{1: 2}, {"a": (1,)}, {"a": "\ud800"}, {"\ud800": 1}, {"a": float("nan")}])
def test_what_is_no_json_is_left_to_the_engine(value: Any) -> None:
    assert not is_plainly_valid(value, {}, {})


def test_a_deep_value_is_left_to_the_engine() -> None:
    value: Any = 1
    for _ in range(5_000):
        value = [value]
    assert not is_plainly_valid({"a": value}, {}, {})


def test_a_schema_is_the_engine_for_what_is_invalid_and_for_many() -> None:
    prepared = PackageSchema(SCHEMAS["article"], KNOWN)
    broken = {**ARTICLE, "title": ""}
    assert prepared.accepts(ARTICLE) and not prepared.accepts(broken)
    assert [*prepared.violations(broken)] == [*ENGINES["article"].violations(broken)]
    assert all(prepared.accepts(ARTICLE) for _ in range(100))
