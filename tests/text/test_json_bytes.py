"""What a walk through bytes finds is what one through the text finds; of what is long it reads a sample."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import json_bytes, json_walk
from newscheck.text.json_path import Steps
from newscheck.text.json_samples import UNREAD, Index, Sample, at_both_ends, has_sample

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=10,
)
OBJECTS = st.dictionaries(st.text(max_size=4), VALUES, max_size=4)
#: Titles in which most is escapes where it is escaped, and as they are.
FORMS = [pytest.param(True, id="escaped"), pytest.param(False, id="as it is")]


def enters(steps: Steps, mark: str, inner: str) -> bool:
    return not steps or (len(steps) < 3 and isinstance(steps[-1], str) and (mark == "{" or inner in "[{"))


def is_item(names: tuple[str, ...]) -> bool:
    return "title" in names


def read_all(value: Any) -> Any:
    """A value with all of its samples."""
    if isinstance(value, Sample):
        return [*value.whole()]
    if isinstance(value, Index):
        return {name: value.load(name) for name in value}
    return {name: read_all(inner) for name, inner in value.items()} if isinstance(value, dict) else value


@pytest.mark.parametrize("is_ascii", FORMS)
@given(value=OBJECTS, more=st.integers(0, 30), indent=st.sampled_from([None, 1]))
def test_bytes_have_the_spans_of_the_text(is_ascii: bool, value: dict[str, Any], more: int, indent: int | None) -> None:
    item = {"title": "灯塔" * 20}
    text = json.dumps({**value, "L": [item] * more, "O": dict.fromkeys(map(str, range(more)), item)}, indent=indent)
    text = text if is_ascii else json.dumps(json.loads(text), ensure_ascii=False, indent=indent)
    data = text.encode()
    try:
        walked = json_bytes.walk(data, 0, len(data), enters, is_item=is_item)
    except ValueError:
        assert is_ascii, "only what is escaped may be for the text"
        return
    expected = json_walk.walk(text, 0, enters)
    assert read_all(walked.value) == expected.value
    for found, spans in ((walked.members, expected.members), (walked.entries, expected.entries)):
        assert {*found} <= {*spans} or more > 20
    for steps, members in walked.members.items():
        assert [*members] == [*expected.members[steps]]
        for name, (start, end) in members.items():
            begin, behind = expected.members[steps][name]
            assert data[start:end].decode() == text[begin:behind]


@pytest.mark.parametrize("is_ascii", FORMS)
def test_long_lists_and_objects_are_samples(is_ascii: bool) -> None:
    items = [{"title": "灯塔" * 20, "number": number} for number in range(40)]
    by_key = {f"a{number}": item for number, item in enumerate(items)}
    data = json.dumps({"list": items, "index": by_key, "few": items[:3]}, ensure_ascii=is_ascii).encode()
    value = json_bytes.walk(data, 0, len(data), enters, is_item=is_item).value
    assert [*value["list"]] == at_both_ends(items)
    assert [*value["list"].whole()] == items
    assert value["index"]["a0"] == items[0]
    assert value["index"]["a20"] is UNREAD
    assert value["index"].load("a20") == items[20]
    assert value["few"] == items[:3]
    assert has_sample(value)
    assert not has_sample({"few": value["few"]})


@pytest.mark.parametrize("is_ascii", FORMS)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('}, "b"', '} "b"', id="no comma between members"),
        pytest.param('{"a"', '{, "a"', id="a comma before the first"),
        pytest.param('}, {"title"', '} {"title"', id="no comma between entries"),
        pytest.param('[{"title"', '[, {"title"', id="a comma before the first entry"),
        pytest.param("}], ", "},], ", id="a comma behind the last entry"),
        pytest.param(', "b"', ', "a"', id="a name twice"),
        pytest.param('"last": 1}', '"last": ', id="it ends before a value"),
        pytest.param('"last": 1}', '"last": [', id="it ends behind a bracket"),
        pytest.param('"last": 1}', '"last": 1}}', id="it goes on behind its end"),
        pytest.param('"last": 1}', '"last": 1]', id="another bracket"),
    ],
)
def test_a_fault_is_refused(old: str, new: str, is_ascii: bool) -> None:
    item = {"title": "灯塔" * 20}
    text = json.dumps({"a": {"x": 1}, "b": 2, "list": [item] * 3, "last": 1}, ensure_ascii=is_ascii)
    assert old in text
    data = text.replace(old, new, 1).encode()
    with pytest.raises(ValueError, match=r"."):
        json_bytes.walk(data, 0, len(data), enters, is_item=is_item)
