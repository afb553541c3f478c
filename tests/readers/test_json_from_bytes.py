"""JSON is read from its bytes as from its text: the same documents, faults and places."""

from __future__ import annotations

import json
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck import readers
from newscheck.article.item_mapping import ItemMapping
from newscheck.model import Document, RawInput
from newscheck.text import json_borders

ITEM = {
    "title": "港口的新灯塔",
    "url": "https://paper.example/1",
    "body": "渔民合作社\n表示欢迎。",
    "epoch_ms": 1714503600000,
}
TEXTS = st.text(max_size=8) | st.sampled_from(
    ["灯塔" * 30, "\ud83d", "\u2028", "https://paper.example/", "05/06/2024", "\x00"]
)
NUMBERS = st.integers() | st.floats() | st.sampled_from([2**63, -(2**63) - 1, 2**64, 10**30, 1e19, -0.0, 1e300])
SCALARS = st.none() | st.booleans() | NUMBERS | TEXTS
NAMES = st.sampled_from(
    ["title", "url", "body", "dateline", "epoch_ms", "tags", "image", "articles", "data", "", "題目"]
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5), max_leaves=8
)
#: Of the other, most is escapes where it is escaped.
ITEMS = st.builds(
    lambda item, more: {**item, **more},
    st.sampled_from([ITEM, {**ITEM, "title": "港口的新灯塔" * 9}]),
    st.dictionaries(NAMES, VALUES, max_size=3),
) | st.just({})
LISTS = st.lists(ITEMS, max_size=4)
FILES = st.one_of(
    LISTS,
    ITEMS,
    VALUES,
    st.builds(lambda items: {"status": "ok", "articles": items, "total": len(items)}, LISTS),
    st.builds(lambda items: {f"a{number}": item for number, item in enumerate(items)}, LISTS),
    st.builds(lambda items: {"data": {"results": [*items, [], [items]]}}, LISTS),
    st.builds(lambda items, other: [*items, other], LISTS, VALUES),
    # Of long lists and objects only some entries are looked at.
    st.builds(lambda items: {f"a{number}": item for number, item in enumerate(items * 8)}, LISTS),
    st.builds(
        lambda items, others: {
            "data": {f"a{number}": item for number, item in enumerate(others + items + [ITEM] * 22)}
        },
        *(LISTS, st.lists(ITEMS | st.just({"data": [ITEM]}) | VALUES, max_size=2)),
    ),
    st.builds(lambda items, other: dict(enumerate([*[ITEM] * 8, *items, other, *[ITEM] * 12])), LISTS, ITEMS | VALUES),
    st.builds(lambda items, name: {"total": 1, name: items * 5}, LISTS, NAMES),
    st.builds(lambda items, name: [{**ITEM, "data": {name: items * 5}}, {name: items * 5}], LISTS, NAMES),
    st.builds(lambda items, name: {"data": {**ITEM, name: items * 5}, "feed": {name: [items * 5]}}, LISTS, NAMES),
)
BYTE_FAULTS = {"encoding", "binary", "byte-order-mark"}
MAPPINGS = [ItemMapping(), ItemMapping(items="articles"), ItemMapping({"title": "題目"}, items="*.results")]


def described(document: Document) -> tuple[Any, ...]:
    """All of a document but the form of its source. NaN is not equal to itself, hence `repr`."""
    fields = (document.epoch, document.title, document.url, document.html, document.record_fields, document.missing)
    place = (document.format, document.place, document.start, document.text, document.is_blank, document.preset)
    return *place, document.faults, repr(fields), repr(document.item), document.date_order


def read(raw: RawInput, mapping: ItemMapping) -> list[tuple[Any, ...]]:
    return [described(document) for document in readers.read(raw, mapping)]


def from_text(raw: RawInput, mapping: ItemMapping) -> list[tuple[Any, ...]]:
    with patch.object(readers, "_from_bytes", lambda raw, mapping: ()):
        return read(raw, mapping)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """JSON as different programs write it, or JSON Lines."""
    written = {
        "ensure_ascii": draw(st.booleans()),
        "indent": draw(st.sampled_from([None, None, 1, "\t"])),
        "separators": draw(st.sampled_from([None, (",", ":"), (" ,\r\n", " : ")])),
    }
    if draw(st.booleans()):
        text = json.dumps(draw(FILES), **written)
    else:
        lines = [json.dumps(value, ensure_ascii=written["ensure_ascii"]) for value in draw(st.lists(FILES, max_size=4))]
        text = draw(st.sampled_from(["\n", "\r\n", " \n\n"])).join(lines)
    text = draw(st.sampled_from(["", "", " ", "\ufeff", "\n"])) + text + draw(st.sampled_from(["", "\n", " ", "\x0c"]))
    return text.encode("utf-8", "replace")


def broken(data: bytes, at: int, length: int, other: str) -> bytes:
    text = data.decode()
    at %= len(text) + 1
    return (text[:at] + other + text[at + length :]).encode()


BREAKS = st.builds(
    lambda at, length, other: (at, length, other),
    *(st.integers(0, 5_000), st.integers(0, 3)),
    st.sampled_from(["", ",", "{", "]", "\n", "\0", '"', "//", "{}"]),
)


@given(
    files(), st.sampled_from(["a.json", "a.jsonl", "a.txt", "a.html"]), st.sampled_from(MAPPINGS), st.none() | BREAKS
)
def test_bytes_and_text_give_the_same(data: bytes, path: str, mapping: ItemMapping, change: Any) -> None:
    raw = RawInput(path, broken(data, *change) if change else data, line=3)
    assert read(raw, mapping) == from_text(raw, mapping)


@given(files(), BREAKS)
def test_bytes_that_are_no_utf_8_are_told(data: bytes, change: tuple[int, int, str]) -> None:
    """The fault is that of the first article behind which they may be, not always of the first in the file."""
    raw = RawInput("a.json", broken(data, *change) + b"\xff")
    faults = {fault.kind for document in readers.read(raw) for fault in document.faults}
    with patch.object(readers, "_from_bytes", lambda raw, mapping: ()):
        expected = {fault.kind for document in readers.read(raw) for fault in document.faults}
    assert faults & BYTE_FAULTS == expected & BYTE_FAULTS


def test_articles_before_bytes_that_are_no_utf_8_are_read() -> None:
    lines = [json.dumps(ITEM, ensure_ascii=False).encode() for _ in range(3)]
    lines[2] = lines[2].replace("渔".encode(), b"\xe6\xb8")
    first, second, third = readers.read(RawInput("a.jsonl", b"\n".join(lines)))
    assert not first.faults and not second.faults
    assert [fault.kind for fault in third.faults] == ["encoding"]
    assert third.start == (3, 1)


@pytest.mark.parametrize("length", [2, 5])
@given(st.lists(ITEMS, min_size=1, max_size=4), st.booleans())
def test_pieces_give_the_same(length: int, items: list[Any], is_ascii: bool) -> None:
    """What `engine.files.json_pieces` makes of long JSON: entries of a list without its brackets, or a member."""
    entries = " ,\n".join(json.dumps(item, ensure_ascii=is_ascii) for item in items)
    data = entries.encode("utf-8", "replace")
    for steps in (("articles", length), (length,)):
        raw = RawInput("a.json", data, line=4, form="json", column=length, steps=steps)
        assert read(raw, MAPPINGS[0]) == from_text(raw, MAPPINGS[0])
    whole = json.dumps({"articles": items}, ensure_ascii=is_ascii).encode("utf-8", "replace")
    raw = RawInput("a.json", whole, form="json", column=length, steps=("news",))
    assert read(raw, MAPPINGS[0]) == from_text(raw, MAPPINGS[0])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('[{"title": "a", "url": "b", "title": "c"}]', id="a name twice"),
        pytest.param(f'{{"articles": [], "articles": [{json.dumps(ITEM)}]}}', id="a list twice"),
        pytest.param(f'{{"a": {json.dumps(ITEM)}, "a": {json.dumps(ITEM)}}}', id="a key twice"),
        pytest.param('[{"title": "a", "url": "b", "body": %s}]' % ("[" * 210 + "]" * 210), id="deep"),
        pytest.param('[{"title": "a", "url": "b", "body": %s}]' % ("[" * 199 + "]" * 199), id="just not too deep"),
        pytest.param("[" * 2_000 + "]" * 2_000, id="very deep"),
        pytest.param('[{"title": "a", "url": "b", "size": %s}]' % ("9" * 5_000), id="a very long number"),
        pytest.param('[{"title": "a", "url": "b", "size": 1e999}, {"title": NaN}]', id="infinite"),
        pytest.param('[{"title": "\\ud83d", "url": "b"}, {"\\ud83d": 1, "title": "c"}]', id="halves of pairs"),
        pytest.param("[{}]".format(",".join(["{}"] * 300)), id="many empty items"),
        pytest.param("{}\n" * 300, id="many empty lines"),
        pytest.param('{"a":1}\n' * 300, id="many short lines"),
    ],
)
def test_texts_that_libraries_read_differently(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(json_borders, "_MANY", 100)
    for path in ("a.json", "a.jsonl"):
        raw = RawInput(path, text.encode())
        assert read(raw, MAPPINGS[0]) == from_text(raw, MAPPINGS[0])


def test_long_items_are_not_copied() -> None:
    data = json.dumps([ITEM] * 3, ensure_ascii=False).encode()
    assert all(isinstance(document.source, memoryview) for document in readers.read(RawInput("a.json", data)))


def test_the_characters_of_a_line_are_counted_once() -> None:
    """A long list on one line has a finding in each item."""
    data = json.dumps({"articles": [ITEM] * 30}, ensure_ascii=False).encode()
    documents = list(readers.read(RawInput("a.json", data)))
    assert len({id(document.before[0]) for document in documents if document.before}) == 1
    starts = [document.start for document in documents]
    assert starts == [document.start for document in reversed(documents)][::-1]
    assert all(data.decode().startswith(document.text, document.start[1] - 1) for document in documents)
