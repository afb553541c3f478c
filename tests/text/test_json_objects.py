"""The objects of a JSON text and its faults: their reasons, and their number."""

from __future__ import annotations

import pytest

from newscheck.text import json_objects
from newscheck.text.json_objects import JsonFault, JsonObject
from newscheck.text.json_path import Steps

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


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(
            f"[{ONE},\n// two\n{TWO}]", "a comment, which JSON does not have", id="a comment to the end of the line"
        ),
        pytest.param(f"[{ONE} /* two */]", "a comment, which JSON does not have", id="a comment"),
        pytest.param(
            f"[{ONE},\n]", "a comma behind the last entry, which JSON does not allow", id="a comma in an array"
        ),
        pytest.param(
            '[{"a": 1, }]', "a comma behind the last entry, which JSON does not allow", id="a comma in an object"
        ),
        pytest.param(
            "[{'a': 1}]", "single quotes, as Python prints them; JSON has double quotes", id="a dict of Python"
        ),
        pytest.param('[{"a": None}]', "a word of Python; JSON has null, true and false", id="None"),
        pytest.param('[{"a": x}]', "Expecting value", id="another word"),
    ],
)
def test_a_reason_in_better_words(text: str, reason: str) -> None:
    fault = next(part for part in json_objects.read(text) if isinstance(part, JsonFault))
    assert json_objects.explained(text, fault) == reason


@pytest.mark.parametrize(
    ("text", "inside", "expected"),
    [
        pytest.param(f"{ONE},\n{TWO}", ("articles", 7), [("articles", 7), ("articles", 8)], id="entries of an array"),
        pytest.param(f"{ONE}, 1, {TWO}", (3,), [(3,), None, (5,)], id="one of them no object"),
        pytest.param(ONE, ("by id", "a1"), [("by id", "a1")], id="a member"),
        pytest.param(f"{ONE},", ("a", 0), [("a", 0)], id="a comma at the end of a part"),
    ],
)
def test_a_part_of_an_array(text: str, inside: Steps, expected: list[Steps | None]) -> None:
    parts = json_objects.read(text, inside=inside)
    assert [part.steps if isinstance(part, JsonObject) else None for part in parts] == expected


def test_after_an_error_in_a_wrapper_its_list_goes_on() -> None:
    text = f'{{"n": 1, "articles": [\n {ONE},\n {{"title": x}},\n {TWO}\n]}}'
    whole, error, last = json_objects.read(text, lambda steps, mark, inner: not steps or mark == "[")
    assert isinstance(whole, JsonObject)
    assert whole.value == {"n": 1, "articles": [{"title": "一"}]}
    assert error == JsonFault(text.index("x}"), "Expecting value")
    assert isinstance(last, JsonObject)
    assert (last.value, last.steps) == ({"title": "二"}, ("articles", 2))
