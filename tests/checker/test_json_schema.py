"""JSON Schema: the rules of each draft, and a reason with its location for each refusal."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscheck.checker import json_schema as module
from newscheck.checker.json_schema import CompiledSchema
from newscheck.checker.schema_portability import python_differences
from newscheck.errors import UsageError

URIS = {
    "4": "http://json-schema.org/draft-04/schema#",
    "6": "http://json-schema.org/draft-06/schema#",
    "7": "http://json-schema.org/draft-07/schema#",
    "2019-09": "https://json-schema.org/draft/2019-09/schema",
    "2020-12": "https://json-schema.org/draft/2020-12/schema",
}
ALL, OLD, NEW = tuple(URIS), ("4", "6", "7"), ("2019-09", "2020-12")
FROM_6, FROM_7 = ALL[1:], ALL[2:]
#: Python's validators, which read patterns with `re`.
OTHERS = {
    "4": jsonschema.Draft4Validator,
    "6": jsonschema.Draft6Validator,
    "7": jsonschema.Draft7Validator,
    "2019-09": jsonschema.Draft201909Validator,
    "2020-12": jsonschema.Draft202012Validator,
}


def compiled(schema: Any, draft: str = "2020-12") -> CompiledSchema:
    return CompiledSchema({"$schema": URIS[draft], **schema} if isinstance(schema, dict) else schema)


def pointers(schema: CompiledSchema, value: Any) -> list[str]:
    violations = list(schema.violations(value))
    assert all(message and "\n" not in message for _, message in violations)
    return [pointer for pointer, _ in violations]


#: (drafts, schema, what it takes, what it refuses, the pointers of the reasons)
KEYWORDS: list[tuple[tuple[str, ...], Any, Any, Any, list[str]]] = [
    (ALL, {"type": "string"}, "a", 1, [""]),
    (ALL, {"type": ["string", "null"]}, None, 1, [""]),
    (ALL, {"type": "integer"}, 2, 1.5, [""]),
    (FROM_6, {"type": "integer"}, 2.0, True, [""]),
    (ALL, {"type": "number"}, 1.5, True, [""]),
    (ALL, {"type": "boolean"}, True, 1, [""]),
    (ALL, {"type": "object"}, {}, [], [""]),
    (ALL, {"type": "array"}, [], {}, [""]),
    (ALL, {"enum": ["a", 1, None]}, None, "b", [""]),
    (ALL, {"enum": [1]}, 1.0, True, [""]),
    (FROM_6, {"const": {"a": [1]}}, {"a": [1.0]}, {"a": [True]}, [""]),
    (ALL, {"minLength": 2}, "中文", "中", [""]),
    (ALL, {"minLength": 2}, "\U00020000a", "\U00020000", [""]),
    (ALL, {"maxLength": 1}, "中", "中文", [""]),
    (ALL, {"pattern": "b"}, "abc", "ac", [""]),
    (ALL, {"minimum": 2}, 2, 1, [""]),
    (ALL, {"maximum": 2}, 2, 3, [""]),
    (("4",), {"minimum": 2, "exclusiveMinimum": True}, 2.1, 2, [""]),
    (("4",), {"minimum": 2, "exclusiveMinimum": False}, 2, 1, [""]),
    (("4",), {"maximum": 2, "exclusiveMaximum": True}, 1.9, 2, [""]),
    (FROM_6, {"exclusiveMinimum": 2}, 2.1, 2, [""]),
    (FROM_6, {"exclusiveMaximum": 2}, 1.9, 2, [""]),
    (ALL, {"multipleOf": 0.01}, 4.02, 4.025, [""]),
    (ALL, {"minItems": 1}, [1], [], [""]),
    (ALL, {"maxItems": 1}, [1], [1, 2], [""]),
    (ALL, {"uniqueItems": True}, [1, "1"], [{"a": 1}, {"a": 1.0}], [""]),
    (ALL, {"minProperties": 2}, {"a": 1, "b": 1}, {"a": 1}, [""]),
    (ALL, {"maxProperties": 0}, {}, {"a": 1}, [""]),
    (ALL, {"required": ["a", "b"]}, {"a": 1, "b": 2}, {}, ["", ""]),
    (ALL, {"properties": {"a": {"type": "string"}}}, {"a": "x"}, {"a": 1}, ["/a"]),
    (ALL, {"properties": {"a~b/c": {"type": "string"}}}, {}, {"a~b/c": 1}, ["/a~0b~1c"]),
    (ALL, {"patternProperties": {"^x": {"type": "string"}}}, {"a": 1}, {"xa": 1, "xb": 2}, ["/xa", "/xb"]),
    (ALL, {"additionalProperties": False, "properties": {"a": {}}}, {"a": 1}, {"a": 1, "b": 1, "c": 1}, [""]),
    (ALL, {"additionalProperties": False, "patternProperties": {"^a": {}}}, {"ab": 1}, {"b": 1}, [""]),
    (ALL, {"additionalProperties": {"type": "string"}}, {"a": "x"}, {"a": 1}, ["/a"]),
    (FROM_6, {"propertyNames": {"maxLength": 1}}, {"a": 1}, {"ab": 1, "cd": 2}, ["", ""]),
    (FROM_6, {"propertyNames": {"pattern": "^a"}}, {"a": 1}, {"b": 1}, [""]),
    (FROM_6, {"propertyNames": False}, {}, {"a": 1}, [""]),
    (ALL, {"items": {"type": "string"}}, ["a"], ["a", 1, 2], ["/1", "/2"]),
    (("4", "6", "7", "2019-09"), {"items": [{"type": "string"}]}, ["a", 1], [1], ["/0"]),
    (("4", "6", "7", "2019-09"), {"items": [{}], "additionalItems": False}, [1], [1, 2, 3], [""]),
    (("4", "6", "7", "2019-09"), {"items": [{}], "additionalItems": {"type": "null"}}, [1, None], [1, 2], ["/1"]),
    (("2020-12",), {"prefixItems": [{"type": "string"}]}, ["a", 1], [1], ["/0"]),
    (("2020-12",), {"prefixItems": [True], "items": False}, [1], [1, 2, 3], ["/1", "/2"]),
    (("2020-12",), {"prefixItems": [True], "items": {"type": "null"}}, [1, None], [1, 2], ["/1"]),
    (FROM_6, {"contains": {"type": "string"}}, [1, "a"], [1], [""]),
    (NEW, {"contains": {"type": "string"}, "minContains": 2}, ["a", "b"], ["a"], [""]),
    (NEW, {"contains": {"type": "string"}, "maxContains": 1}, ["a"], ["a", "b"], [""]),
    (NEW, {"contains": {"type": "string"}, "minContains": 0}, [], 1, []),
    (OLD, {"dependencies": {"a": ["b"]}}, {"c": 1}, {"a": 1}, [""]),
    (OLD, {"dependencies": {"a": {"required": ["b"]}}}, {"a": 1, "b": 1}, {"a": 1}, [""]),
    (NEW, {"dependentRequired": {"a": ["b", "c"]}}, {"b": 1}, {"a": 1}, ["", ""]),
    (NEW, {"dependentSchemas": {"a": {"minProperties": 2}}}, {"b": 1}, {"a": 1}, [""]),
    (ALL, {"allOf": [{"minLength": 2}, {"pattern": "^a"}]}, "ab", "b", ["", ""]),
    (ALL, {"anyOf": [{"type": "string"}, {"type": "null"}]}, None, 1, [""]),
    (ALL, {"anyOf": [{"type": ["string", "null"]}, {"type": "array"}]}, None, 1, [""]),
    (ALL, {"anyOf": [{"type": "string"}, {"type": "object", "required": ["a"]}]}, "x", {}, [""]),
    (ALL, {"anyOf": [{"minLength": 3}, {"maxLength": 1}]}, "a", "ab", [""]),
    (ALL, {"oneOf": [{"type": "string"}, {"type": "null"}]}, "a", 1, [""]),
    (ALL, {"oneOf": [{"type": "string"}, {"minLength": 2}]}, "a", "ab", [""]),
    (ALL, {"not": {"type": "string"}}, 1, "a", [""]),
    (FROM_7, {"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"minimum": 2}}, 2, "a", [""]),
    (FROM_7, {"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"minimum": 2}}, "ab", 1, [""]),
    (NEW, {"properties": {"a": {}}, "unevaluatedProperties": False}, {"a": 1}, {"b": 1}, [""]),
    (NEW, {"allOf": [{"properties": {"a": {}}}], "unevaluatedProperties": False}, {"a": 1}, {"a": 1, "b": 1}, [""]),
    (NEW, {"unevaluatedProperties": {"type": "string"}}, {"b": "x"}, {"b": 1}, [""]),
    (("2020-12",), {"prefixItems": [{}], "unevaluatedItems": False}, [1], [1, "b"], [""]),
    (("2019-09",), {"items": [{}], "unevaluatedItems": False}, [1], [1, "b"], [""]),
    (ALL, {"definitions": {"a": {"type": "null"}}, "items": {"$ref": "#/definitions/a"}}, [None], [1], ["/0"]),
    (NEW, {"$defs": {"a": {"$anchor": "here", "type": "string"}}, "$ref": "#here"}, "a", 1, [""]),
    (("2019-09",), {"items": {"$recursiveRef": "#"}, "maxItems": 1}, [[]], [[1, 2]], ["/0"]),
    (("2020-12",), {"$dynamicAnchor": "n", "items": {"$dynamicRef": "#n"}, "maxItems": 1}, [[]], [[1, 2]], ["/0"]),
    (ALL, {"items": {"$ref": "#"}, "maxItems": 1}, [[[]]], [[[1, 2]]], ["/0/0"]),
]  # fmt: skip
CASES = [
    pytest.param(draft, *case, id=f"{draft} {json.dumps(case[0])[:60]}")
    for drafts, *case in KEYWORDS
    for draft in drafts
]


@pytest.mark.parametrize(("draft", "schema", "good", "bad", "where"), CASES)
def test_a_keyword_in_its_draft(draft: str, schema: Any, good: Any, bad: Any, where: list[str]) -> None:
    compiled_schema = compiled(schema, draft)
    assert compiled_schema.accepts(good) and pointers(compiled_schema, good) == []
    assert compiled_schema.accepts(bad) == (not where)
    assert pointers(compiled_schema, bad) == where


@pytest.mark.parametrize(
    ("draft", "schema", "value"),
    [
        pytest.param("2020-12", {"exclusiveMinimum": 3}, 4, id="a number excludes"),
        pytest.param("4", {"minimum": 3, "exclusiveMinimum": True}, 4, id="a boolean excludes"),
        pytest.param("4", {"const": 1, "contains": {}, "propertyNames": False}, 2, id="keywords that came later"),
        pytest.param("6", {"if": {}, "then": False}, 2, id="if came with draft 7"),
        pytest.param("7", {"prefixItems": [False], "unevaluatedItems": False}, [1], id="prefixItems came with 2020-12"),
        pytest.param("7", {"$ref": "#/definitions/a", "type": "null", "definitions": {"a": {}}}, 1, id="beside a $ref"),
        pytest.param("2020-12", {"additionalItems": False, "prefixItems": [{}]}, [1, 2], id="additionalItems is gone"),
        pytest.param("7", {"format": "date"}, "no date", id="format is no demand in an old draft"),
        pytest.param("2020-12", {"format": "date"}, "no date", id="format is no demand in a new one"),
    ],
)
def test_keywords_of_other_drafts_are_ignored(draft: str, schema: Any, value: Any) -> None:
    compiled_schema = compiled(schema, draft)
    assert compiled_schema.accepts(value) and pointers(compiled_schema, value) == []


def test_without_a_draft_the_newest_is_meant() -> None:
    compiled_schema = CompiledSchema({"prefixItems": [{"type": "string"}]})
    assert pointers(compiled_schema, [1]) == ["/0"]


@pytest.mark.parametrize("name", [*URIS.values(), *(uri.rstrip("#") for uri in URIS.values())])
def test_a_draft_is_known_with_and_without_its_empty_fragment(name: str) -> None:
    assert CompiledSchema({"$schema": name}).accepts({})


@pytest.mark.parametrize(
    "name",
    ["http://json-schema.org/draft-03/schema#", "https://json-schema.org/draft/next/schema", "urn:my:meta", "", 7, {}],
)
def test_an_unknown_draft_is_an_error_in_one_line(name: Any) -> None:
    with pytest.raises(UsageError, match=r"^\$schema .* is unknown: .* drafts 4, 6, 7, 2019-09, 2020-12$"):
        CompiledSchema({"$schema": name})


#: Where Python's `re` has another opinion than ECMA-262, or none: (pattern, taken, refused).
PATTERNS = [
    pytest.param(r"\p{Script=Han}", "abc中", "abc", id="Han characters"),
    pytest.param(r"^\p{L}+$", "中文Abc", "中文1", id="letters"),
    pytest.param(r"\P{L}", "1", "中", id="no letters"),
    pytest.param(r"^\w+", "abc", "中文", id="word characters are ASCII"),
    pytest.param(r"\W", "中文", "abc", id="all others are none"),
    pytest.param(r"^\d{4}", "2023-08", "２０２３", id="digits are ASCII"),
    pytest.param(r"^\D+$", "２０２３", "2023", id="all others are none, too"),
    pytest.param(r"^\s$", "\ufeff", "\x85", id="blanks of ECMA-262"),
    pytest.param(r"^a$", "a", "a\n", id="the end is the end"),
    pytest.param(r"^.$", "a", "\u2028", id="a line end is no character of a line"),
    pytest.param(r"^\u{4E2D}$", "中", "u", id="a code point"),
    pytest.param(r"^(?<year>[0-9]+)$", "1", "a", id="a group with a name"),
]


@pytest.mark.parametrize(("pattern", "taken", "refused"), PATTERNS)
def test_a_pattern_is_that_of_ecma_262_and_its_refusal_has_a_reason(pattern: str, taken: str, refused: str) -> None:
    compiled_schema = compiled({"properties": {"title": {"pattern": pattern}}})
    assert compiled_schema.accepts({"title": taken})
    assert not compiled_schema.accepts({"title": refused})
    ((pointer, message),) = compiled_schema.violations({"title": refused})
    assert pointer == "/title" and message.endswith(f"is not of the form {pattern}")
    assert python_differences(pattern)


def test_the_old_dependencies_have_a_reason_in_a_new_draft() -> None:
    compiled_schema = compiled({"dependencies": {"lead": ["image"]}})
    assert not compiled_schema.accepts({"lead": ""})
    assert list(compiled_schema.violations({"lead": ""})) == [("", "'image' is a dependency of 'lead'")]


#: Needs look-around, and a step for each character of the text.
LOOKS_AHEAD, TEXT = r"^(?:(?=a)a)+$", "a" * 2_000 + "b"


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        pytest.param({"pattern": LOOKS_AHEAD}, TEXT, id="a text"),
        pytest.param({"not": {"pattern": LOOKS_AHEAD}}, TEXT, id="what may not be"),
        pytest.param({"if": {"pattern": LOOKS_AHEAD}, "else": False}, TEXT, id="a condition"),
        pytest.param({"patternProperties": {LOOKS_AHEAD: False}}, {TEXT: 1}, id="a name"),
        pytest.param({"propertyNames": {"pattern": LOOKS_AHEAD}}, {TEXT: 1}, id="the form of names"),
        pytest.param({"contains": {"pattern": LOOKS_AHEAD}, "minContains": 0, "maxContains": 0}, [TEXT], id="a count"),
    ],
)
def test_a_pattern_that_takes_too_many_steps_is_a_violation(
    schema: Any, value: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BACKTRACK_LIMIT", 100)
    compiled_schema = compiled(schema)
    assert not compiled_schema.accepts(value)
    ((_, message),) = compiled_schema.violations(value)
    assert "takes too many steps to compare with the pattern at /" in message


@pytest.mark.parametrize(("pairs", "told"), [(8, 3), pytest.param(7, 1, id="one pair less")])
def test_all_violations_are_told_up_to_a_number_of_pairs(
    pairs: int, told: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two schemas, a record and its three values."""
    monkeypatch.setattr(module, "_MAX_PAIRS", pairs)
    violations = list(compiled({"additionalProperties": {"type": "integer"}}).violations(dict.fromkeys("abc", "")))
    assert len(violations) == told
    assert ("only the first violation" in violations[0][1]) is (told == 1)


def test_a_pattern_without_look_around_has_no_limit_of_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BACKTRACK_LIMIT", 1)
    assert compiled({"pattern": "^(?:a|b)+$"}).accepts("ab" * 100_000)


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        pytest.param({"type": "text"}, "/type", id="a type that is none"),
        pytest.param({"properties": {"title": {"pattern": "("}}}, "/properties/title/pattern", id="a pattern"),
        pytest.param({"properties": {"title": {"pattern": "(a{999}){999}"}}}, "/title/pattern", id="a large one"),
        pytest.param({"required": "title"}, "/required", id="no list"),
        pytest.param({"$ref": "#/$defs/none"}, "/$defs/none", id="a reference to nothing"),
        pytest.param({"title": "\ud800"}, "surrogates", id="half a character"),
    ],
)
def test_an_invalid_schema_is_an_error_in_one_line(schema: Any, reason: str) -> None:
    with pytest.raises(UsageError, match=r"^not a usable JSON Schema: ") as raised:
        compiled(schema)
    assert reason in str(raised.value) and "\n" not in str(raised.value)


@pytest.mark.parametrize("uri", ["https://example.org/a.json", "file:///etc/a.json", "urn:a:b", "other.json"])
def test_the_core_reads_nothing_and_fetches_nothing(uri: str) -> None:
    with pytest.raises(UsageError, match="nothing is fetched"):
        compiled({"properties": {"title": {"$ref": uri}}})


def nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("\ud800", id="half a character"),
        pytest.param({"\ud800": 1}, id="half a character in a name"),
        pytest.param(nested(900), id="deep"),
        pytest.param(float("nan"), id="no number"),
        pytest.param(float("inf"), id="no end"),
        pytest.param(10**400, id="large"),
    ],
)
def test_what_is_hardly_json_is_refused_with_a_reason(value: Any) -> None:
    compiled_schema = compiled({"properties": {"images": {"type": ["null", "string"], "pattern": "x"}}})
    assert not compiled_schema.accepts({"images": value})
    assert pointers(compiled_schema, {"images": value})


def test_of_a_record_of_thousands_of_values_the_first_violation_is_reported() -> None:
    compiled_schema = compiled({"properties": {"paragraphs": {"items": {"type": "string"}}}})
    assert len(pointers(compiled_schema, {"paragraphs": [1] * 4_000})) == 4_000
    ((pointer, message),) = compiled_schema.violations({"paragraphs": [1] * 26_000})
    assert pointer == "/paragraphs/0" and message.endswith("(only the first violation is reported)")
    assert pointers(compiled_schema, {"paragraphs": ["a"] * 26_000}) == []


WORDS = [
    pytest.param(draft, schema, bad, id=f"{draft} {json.dumps(schema)[:60]}")
    for drafts, schema, _, bad, where in KEYWORDS
    for draft in drafts[-1:]
    # Messages of newscheck's own, or at another location.
    if where and not {"type", "pattern", "not", "minContains", "items", "propertyNames"} & schema.keys()
]


@pytest.mark.parametrize(("draft", "schema", "value"), WORDS)
def test_the_words_are_those_of_jsonschema(draft: str, schema: Any, value: Any) -> None:
    """Only for types and patterns, newscheck has messages of its own."""
    theirs = {
        ("".join(f"/{part}" for part in error.absolute_path), error.message)
        for error in OTHERS[draft](schema).iter_errors(value)
        if error.validator not in ("type", "pattern", "anyOf")
    }
    ours = {violation for violation in compiled(schema, draft).violations(value) if "not of type" not in violation[1]}
    assert {
        violation for violation in ours if "not of the form" not in violation[1] and "'anyOf'" not in violation[1]
    } >= theirs


TEXTS = st.sampled_from(["", "a", "ab", "中文", "2023", "２０２３", "a\n", "b"]) | st.text(max_size=4)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats(-3, 3) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "中"]), inner, max_size=3),
    max_leaves=6,
)


def keywords(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    some = st.lists(inner, min_size=1, max_size=3)
    named = st.dictionaries(st.sampled_from(["a", "b", "中"]), inner, max_size=2)
    names = st.lists(st.sampled_from(["a", "b", "c"]), max_size=2, unique=True)
    return st.fixed_dictionaries(
        {},
        optional={
            **dict.fromkeys(("items", "contains", "not", "if", "then", "else", "propertyNames"), inner),
            **dict.fromkeys(("additionalProperties", "unevaluatedProperties", "unevaluatedItems"), inner),
            **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), some),
            "properties": named,
            "patternProperties": st.dictionaries(st.sampled_from(["^a", r"\p{L}", r"^\w$"]), inner, max_size=2),
            "dependentSchemas": named,
            "dependencies": st.dictionaries(st.just("a"), names | inner, max_size=1),
            "dependentRequired": st.dictionaries(st.sampled_from(["a", "b"]), names, max_size=2),
            "required": names,
            "minContains": st.integers(0, 2),
            "maxContains": st.integers(0, 2),
        },
    )


LEAVES = st.booleans() | st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["string", "integer", "array", "object", ["null", "string"]]),
        "pattern": st.sampled_from([r"^\w+$", r"\p{Script=Han}", r"^\d", "a$", "^(?!b)"]),
        "enum": st.lists(VALUES, min_size=1, max_size=2),
        "const": VALUES,
        "uniqueItems": st.booleans(),
        "multipleOf": st.sampled_from([1, 2, 0.5]),
        **{key: st.integers(0, 2) for key in ("minLength", "maxLength", "minItems", "maxItems")},
        **{key: st.integers(0, 2) for key in ("minProperties", "maxProperties", "minimum", "exclusiveMaximum")},
    },
)
SCHEMAS = st.recursive(LEAVES, keywords, max_leaves=6)


@pytest.mark.slow
@settings(max_examples=300)
@given(schema=SCHEMAS, values=st.lists(VALUES, min_size=1, max_size=4))
def test_a_refusal_is_never_dropped(schema: Any, values: list[Any]) -> None:
    compiled_schema = CompiledSchema(schema)
    for value in values:
        assert compiled_schema.accepts(value) == (pointers(compiled_schema, value) == [])


def test_of_many_schemas_and_many_values_the_first_violation_is_reported() -> None:
    schema = {"properties": {"paragraphs": {"items": {"oneOf": [{"const": str(number)} for number in range(100)]}}}}
    (few,) = CompiledSchema(schema).violations({"paragraphs": ["a"]})
    assert "only the first" not in few[1]
    (many,) = CompiledSchema(schema).violations({"paragraphs": ["a"] * 1_000})
    assert many[0] == "/paragraphs/0" and many[1].endswith("(only the first violation is reported)")
