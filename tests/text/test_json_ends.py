"""The ends of objects are guessed, and found in any case or told to be unknown."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import json_ends
from newscheck.text.json_ends import ObjectReader

TEXTS = st.text(max_size=4) | st.sampled_from(['}, {"title": "', "}", '\\"}, {"', "港口" * 30])
VALUES = st.recursive(
    TEXTS | st.integers(-(2**70), 2**70),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=6,
)
OBJECTS = st.builds(lambda title, more: {"title": title, **more}, TEXTS, st.dictionaries(TEXTS, VALUES, max_size=3))
LISTS = st.lists(OBJECTS, min_size=1, max_size=6)
BETWEEN = re.compile(rb"\s*,\s*")


def objects(data: bytes) -> list[Any]:
    """The objects of an array; raises ValueError where one is not found."""
    reader, found, at = ObjectReader(data), [], data.index(b"{")
    while data.startswith(b"{", at):
        behind, value = reader.read(at, len(data))
        assert json.loads(data[at:behind]) == value
        found.append(value)
        if comma := BETWEEN.match(data, behind):
            reader.learn(behind, comma.end())
        at = comma.end() if comma else behind
    return found


@given(LISTS, st.sampled_from([None, 0, 2]), st.booleans())
def test_all_objects_are_read(values: list[Any], indent: int | None, is_ascii: bool) -> None:
    data = json.dumps(values, indent=indent, ensure_ascii=is_ascii).encode("utf-8", "replace")
    assert objects(data) == json.loads(data)


@pytest.mark.parametrize("more", [0, 10, 60], ids=lambda count: f"{count} objects in each")
def test_objects_in_objects_may_look_like_those_around(more: int) -> None:
    values = [{"title": str(number), "related": [{"title": "x"}] * more} for number in range(30)]
    assert objects(json.dumps(values).encode()) == values


def test_a_search_in_vain_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_ends, "_IN_VAIN", 100)
    data = json.dumps([{"title": "x", "broken": [{"a": 1}] * 50}]).replace("broken", "bro\nken").encode()
    tried: list[int] = []
    loads = json_ends.orjson.loads
    monkeypatch.setattr(json_ends.orjson, "loads", lambda view: tried.append(len(view)) or loads(view))
    with pytest.raises(ValueError, match="no end"):
        objects(data)
    assert sum(tried) < 300


def test_a_long_object_behind_short_ones_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_ends, "_NEAR", 40)
    values = [{"title": "x" * length} for length in (1, 1, 500, 1, 30, 31, 32, 1)]
    assert objects(json.dumps(values).encode()) == values
