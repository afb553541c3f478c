"""JSON with offsets: exact locations in escaped strings, and a limit of nesting."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text.json_scanner import scan_object, skip_whitespace, source_offset

ESCAPED = json.dumps({"html": 'a\n"b\u4e2d\U0001f600z'})


@pytest.mark.parametrize(
    ("offset", "literal"),
    [(0, "a"), (1, "\\n"), (2, '\\"'), (3, "b"), (4, "\\u4e2d"), (5, "\\ud83d\\ude00"), (6, "z")],
)
def test_a_location_in_an_escaped_string_is_exact(offset: int, literal: str) -> None:
    field = scan_object(ESCAPED, 0)[0]["html"]
    assert ESCAPED.startswith(literal, source_offset(ESCAPED, field.start, field.end, offset))


@pytest.mark.parametrize(("depth", "is_valid"), [(200, True), (201, False)])
@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_nesting_has_a_limit(opening: str, depth: int, is_valid: bool) -> None:
    closing = {"[": "]", '{"a":': "}"}[opening]
    value = opening * depth + ("1" if closing == "}" else "") + closing * depth
    text = f'{{"title": "一", "wide": [{"[]," * 300}1], "deep": {value}}}'
    if is_valid:
        assert scan_object(text, 0)[1] == len(text)
    else:
        with pytest.raises(ValueError, match="nested deeper than 200 levels"):
            scan_object(text, 0)


@given(st.text(alphabet=" \t\r\n\x0b\x1f\x85\xa0a海", max_size=6), st.integers(0, 6))
def test_white_space_is_what_json_says(text: str, at: int) -> None:
    at = min(at, len(text))
    assert skip_whitespace(text, at) == len(text) - len(text[at:].lstrip(" \t\r\n"))
