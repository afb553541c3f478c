"""Where front matter begins and ends."""

from __future__ import annotations

import pytest

from newscheck.text import front_matter


@pytest.mark.parametrize(
    ("text", "form", "fields", "rest"),
    [
        pytest.param("---\na: b\n---\nc", "YAML", "a: b\n", "c", id="YAML"),
        pytest.param("--- \r\na: b\r\n---\t\r\nc", "YAML", "a: b\r\n", "c", id="blanks behind the fences"),
        pytest.param("---\na: b\n---", "YAML", "a: b\n", "", id="nothing behind it"),
        pytest.param("---\na: b\n...\nc", "YAML", "a: b\n", "c", id="closed by dots"),
        pytest.param("---\na: |\n  ...\n---\nc", "YAML", "a: |\n  ...\n", "c", id="dots in a value"),
        pytest.param("---\na: b\n------\n---\nc", "YAML", "a: b\n------\n", "c", id="a longer rule is no fence"),
        pytest.param("+++\na = 1\n+++\nc", "TOML", "a = 1\n", "c", id="TOML"),
        pytest.param(';;;\n"a": 1\n;;;\nc', "JSON", '"a": 1\n', "c", id="JSON between semicolons"),
        pytest.param('{"a": {"b": "}"}}\nc', "JSON", '{"a": {"b": "}"}}', "\nc", id="an object"),
        pytest.param("a: b\nc:\n  - d\n---\ne", "YAML", "a: b\nc:\n  - d\n", "e", id="not opened"),
    ],
)
def test_front_matter_is_found(text: str, form: str, fields: str, rest: str) -> None:
    front = front_matter.find(text)
    assert front is not None
    assert (front.form, text[front.start : front.end], text[front.body :]) == (form, fields, rest)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("a", id="text"),
        pytest.param("---\na: b\n", id="not closed"),
        pytest.param("{\n", id="an object that is cut off"),
        pytest.param("注意: 文\n---\n", id="a text, and a rule below it"),
        pytest.param("Note: a text\ngoes on here\n---\nb", id="a text that begins like a field"),
        pytest.param("a:b\n---\nc", id="no blank behind the colon"),
    ],
)
def test_there_is_none(text: str) -> None:
    assert front_matter.find(text) is None


def test_it_is_not_read_without_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front_matter, "MAX_LENGTH", 10)
    text = "---\ntitle: abcdefgh\n---\n"
    front = front_matter.find(text)
    assert front is not None
    fields, fault = front_matter.fields(text, front)
    assert fields == {}
    assert fault is not None
    assert "too long" in fault.detail


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param('{"a": 1, b}\n', 9, id="an object is no front matter then"),
        pytest.param(';;;\n"a": 1,\nb\n;;;\n', 12, id="between semicolons"),
    ],
)
def test_broken_json(text: str, place: int) -> None:
    front = front_matter.find(text)
    if front is not None:
        _, fault = front_matter.fields(text, front)
        assert fault is not None
        assert fault.start == place


@pytest.mark.parametrize(
    ("written", "offset", "place"),
    [
        pytest.param('"a\\u4e00b"', 1, 1, id="an escape"),
        pytest.param('"a\\u4e00b"', 2, 7, id="what is behind it"),
        pytest.param("'it''s'", 2, 2, id="a doubled quote"),
        pytest.param("'it''s'", 3, 4, id="behind a doubled quote"),
        pytest.param(" plain", 3, 3, id="no quotes"),
    ],
)
def test_places_in_values_with_escapes(written: str, offset: int, place: int) -> None:
    assert front_matter.source_offset(written, 1, len(written) - 1, offset) == 1 + place
