"""The faults of a JSON text: their reasons, and their number."""

from __future__ import annotations

import pytest

from newscheck.text import json_objects
from newscheck.text.json_objects import JsonFault

ONE, TWO = '{"title": "一"}', '{"title": "二"}'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(f"[{ONE}][{TWO}]", "it goes on behind its end", id="array behind array"),
        pytest.param(f"[{ONE}] done", "it goes on behind its end", id="a word behind an array"),
        pytest.param(f"done [{ONE}]", "Expecting an object", id="a word before an array"),
        pytest.param('[{"title": "标', "Unterminated string", id="cut off in a string"),
        pytest.param('[{"title": "标\n题"}]', "Invalid control character", id="a line break in a string"),
    ],
)
def test_the_reason_of_an_error_in_json(text: str, reason: str) -> None:
    assert next(part.reason for part in json_objects.read(text) if isinstance(part, JsonFault)) == reason


def test_of_what_is_hardly_json_the_rest_is_given_up_in_words() -> None:
    parts = list(json_objects.read("[\n" + '{"title": x},\n' * 150 + f"{ONE}\n]"))
    assert [part.reason for part in parts[98:] if isinstance(part, JsonFault)] == [
        "Expecting value",
        "Expecting value; so much is broken that the rest is not read",
    ]
