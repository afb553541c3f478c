"""A long JSON text is read in parts of any size, with places, limits and a reason where it ends."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.engine.files import json_stream
from newscheck.engine.files.json_stream import JsonStream, Stop, loaded

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text('a"\\[]{}:, 港\n', max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('a"\\[{', max_size=3), inner, max_size=3),
    max_leaves=8,
)


def stream(text: str | bytes, size: int = 1 << 20, limit: int = 1_000, head: int = 0) -> JsonStream:
    """A stream of which `size` bytes are read at a time, the first `head` before it begins."""
    data = io.BytesIO(text.encode() if isinstance(text, str) else text)
    first = data.read(head)
    return JsonStream(lambda most: data.read(min(size, most)), first, limit)


def entries(text: JsonStream) -> list[Any]:
    """The entries of an array, read one after the other, of which only one is in memory."""
    assert text.mark() == b"["
    text.at += 1
    found = []
    if text.mark() == b"]":
        return found
    while True:
        text.mark()
        end = text.end()
        found.append(loaded(text.data[text.at : end]))
        text.at = end
        text.drop()
        if text.is_last(b"]"):
            return found


@given(st.lists(VALUES, max_size=4), st.integers(1, 9), st.sampled_from((None, 1)), st.booleans())
def test_entries_are_those_of_the_whole_in_parts_of_any_size(
    values: list[Any], size: int, indent: int | None, is_ascii: bool
) -> None:
    text = json.dumps(values, indent=indent, ensure_ascii=is_ascii)
    assert entries(stream(text, size)) == values
    assert entries(stream(b"\xef\xbb\xbf" + text.encode(), size, head=3)) == values


def test_places_stay_right_where_the_beginning_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "_CHUNK", 4)
    text = '[\n "港口", "渡轮",\n  "灯塔"]'
    read = stream(text, 3)
    places, sizes = [], []
    assert read.mark() == b"["
    read.at += 1
    for _ in range(3):
        read.mark()
        places.append(read.position(read.at))
        read.at = read.end()
        read.drop()
        sizes.append(len(read.data))
        read.is_last(b"]")
    assert places == [(2, 2), (2, 8), (3, 3)]
    assert max(sizes) < len(text.encode()) // 2


@pytest.mark.parametrize(
    ("text", "kind", "detail"),
    [
        pytest.param("[1", "cut", "it ends within a value", id="within a number"),
        pytest.param('["a', "cut", "it ends within a value", id="within a text"),
        pytest.param('[{"a": [1]', "cut", "it ends within a value", id="within an object"),
        pytest.param("[[1] [2]]", "json", "Expecting ',' or ']'; the rest is not read", id="no comma"),
        pytest.param("[[1]", "json", "Expecting ',' or ']'", id="no end"),
        pytest.param(f'["{"a" * 2_000}"]', "too-large", "", id="over the limit"),
    ],
)
def test_where_it_stops(text: str, kind: str, detail: str) -> None:
    with pytest.raises(Stop) as stop:
        entries(stream(text, 16))
    assert (stop.value.kind, stop.value.detail) == (kind, detail)


def test_a_value_may_be_of_the_size_of_the_limit_and_less_may_be_asked_for() -> None:
    text = json.dumps(["a" * 500])
    assert entries(stream(text, 16, limit=502)) == ["a" * 500]
    read = stream(text, 16, limit=10_000)
    read.at = 1
    with pytest.raises(Stop):
        read.end(most=100)


@pytest.mark.parametrize(
    ("rest", "has_extra_comma"),
    [pytest.param(", ]", True, id="a comma too many"), pytest.param(" ]", False, id="none")],
)
def test_a_comma_before_the_end(rest: str, has_extra_comma: bool) -> None:
    read = stream(f"[1{rest}")
    assert entries(read) == [1]
    assert read.has_extra_comma is has_extra_comma


def test_names_of_members() -> None:
    read = stream('"港\\u53e3": 1, 2', 3)
    assert read.mark() == b'"'
    assert read.name() == "港口"
    assert read.mark() == b":"
    read = stream("2 : 1")
    read.mark()
    with pytest.raises(Stop, match="Invalid name; the rest is not read"):
        read.name()


@pytest.mark.parametrize("data", [b"", b"[", b"{'a': 1}", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_nothing(data: bytes) -> None:
    assert loaded(data) is None
