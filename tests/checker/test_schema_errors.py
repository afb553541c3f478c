"""Messages for violations: their order, and the descriptions of fields."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
import referencing
from referencing.jsonschema import DRAFT202012

from newscheck.checker.json_schema import CompiledSchema

ORDERED = [
    pytest.param({"minLength": 9, "enum": [1], "const": 2, "maxLength": 0}, id="beside each other"),
    pytest.param(
        {"required": ["b", "a"], "minProperties": 9, "allOf": [{"maxProperties": 0}, {"const": 1}]}, id="in parts"
    ),
    pytest.param(
        {"$id": "urn:a", "const": 1, "$ref": "#/$defs/z", "$defs": {"z": {"minProperties": 9, "enum": [1]}}},
        id="behind a reference",
    ),
    pytest.param({"minProperties": 99, "$ref": "urn:known", "const": 1}, id="behind one to another schema"),
]
KNOWN = {"$id": "urn:known", "required": ["z"], "propertyNames": {"maxLength": 0}, "enum": [1]}


@pytest.mark.parametrize("schema", ORDERED)
def test_the_reasons_at_one_place_stand_in_the_order_of_the_schema(schema: Any) -> None:
    resources = referencing.Registry().with_resource("urn:known", referencing.Resource(KNOWN, DRAFT202012))
    value = "x" if "minLength" in schema else {"c": 1}
    theirs = [error.message for error in jsonschema.Draft202012Validator(schema, registry=resources).iter_errors(value)]
    assert len(theirs) > 2
    assert [words for _, words in CompiledSchema(schema, [KNOWN]).violations(value)] == theirs


def test_the_description_of_a_field_stands_behind_its_reason() -> None:
    about = {"type": "string", "description": "As the page has it."}
    schema = {"$id": "https://example.org/own", "properties": {"title": about}, "required": ["url"]}
    assert list(CompiledSchema(schema).violations({"title": 1})) == [
        ("", "'url' is a required property"),
        ("/title", "1 is not of type string (As the page has it.)"),
    ]
