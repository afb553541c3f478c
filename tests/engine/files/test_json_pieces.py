"""JSON over the size limit, read in pieces: the same items at the same places as in the whole file."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck import readers
from newscheck.engine.files import inputs, json_pieces, json_stream
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.model import RawInput

LIMIT = 600


@pytest.fixture(scope="module", autouse=True)
def small_pieces() -> object:
    """Files of some hundred bytes are read in pieces."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inputs, "_FIRST", 16)
        patch.setattr(json_stream, "_CHUNK", 64)
        patch.setattr(json_pieces, "_PIECE", 200)
        yield


def item(number: int) -> dict[str, Any]:
    body = "港口 [重新] 开放 {" * (number % 4)
    return {
        "title": f'港 "{number}" \\',
        "url": f"https://paper.example/{number}",
        "body": body,
        "tags": [{"name": "]"}],
    }


ITEMS = [item(number) for number in range(25)]
SHAPES: dict[str, Any] = {
    "an array": ITEMS,
    "a wrapper": {"status": "ok", "articles": ITEMS, "pages": [1, 2]},
    "a feed": {"feed": {"title": "海港", "url": "https://paper.example"}, "items": ITEMS},
    "papers": {
        "papers": {"times": {"link": "https://t.example", "articles": ITEMS[:9]}, "post": {"articles": ITEMS[9:]}}
    },
    "an index": {f"a{number}": one for number, one in enumerate(ITEMS)},
    "arrays": [ITEMS[:9], ITEMS[9:]],
    "hits": {"hits": {"total": 25, "hits": [{"_id": 1, "_source": one} for one in ITEMS]}},
    "wrappers": [{"source": "times", "articles": ITEMS[:9]}, {"source": "post", "articles": ITEMS[9:]}],
    "other lists": {"comments": [{"author": "林"}] * 40, "articles": ITEMS, "scores": [0] * 400},
}


def pieces(data: bytes, limit: int = LIMIT) -> list[RawInput]:
    return [*inputs.read_stream(io.BytesIO(data), "a.json", limit)]


def summary(raws: Iterable[RawInput]) -> list[tuple[str, tuple[int, int], str, list[str]]]:
    """Place, origin, source and faults of each document."""
    return [
        (document.place, document.start, document.text, [fault.detail for fault in document.faults])
        for raw in raws
        for document in readers.read(raw)
    ]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("indent", [None, 1], ids=["on a line", "indented"])
@pytest.mark.parametrize("is_ascii", [True, False], ids=["escaped", "as it is"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_pieces_are_the_file(shape: str, indent: int | None, is_ascii: bool, newline: str) -> None:
    data = json.dumps(SHAPES[shape], indent=indent, ensure_ascii=is_ascii).replace("\n", newline).encode()
    divided = pieces(data)
    assert len(divided) > 5
    assert all(len(raw.data) < LIMIT for raw in divided)
    assert summary(divided) == summary([RawInput("a.json", data, form="json")])


@given(cut=st.floats(0.15, 0.999), shape=st.sampled_from(["an array", "a wrapper"]), indent=st.none() | st.just(1))
def test_a_file_that_is_cut_keeps_the_items_before_and_has_one_fault(
    cut: float, shape: str, indent: int | None
) -> None:
    data = json.dumps(SHAPES[shape], indent=indent).encode()
    data = data[: int(cut * len(data))]
    items = [entry for entry in summary([RawInput("a.json", data, form="json")]) if not entry[3]]
    divided = summary(pieces(data))
    assert [entry for entry in divided if not entry[3]] == items
    assert sum(map(len, (entry[3] for entry in divided))) == 1


def test_a_file_is_read_as_a_stream_is(tmp_path: Path) -> None:
    data = json.dumps(ITEMS).encode()
    (tmp_path / "a.json").write_bytes(data)
    assert [*inputs.read(FileEntry("a.json", str(tmp_path / "a.json")), LIMIT)] == pieces(data)


@pytest.mark.parametrize("indent", [None, 1], ids=["on a line", "indented"])
@pytest.mark.parametrize("between", ["", "\n"], ids=["nothing between them", "line ends"])
def test_documents_behind_each_other_are_all_read(indent: int | None, between: str) -> None:
    text = between.join(json.dumps(one, indent=indent) for one in ITEMS)
    divided = pieces(f" {text}".encode())
    documents = [document for raw in divided for document in readers.read(raw)]
    assert [document.title.value for document in documents if document.title] == [one["title"] for one in ITEMS]
    is_lines = between and indent is None
    assert [fault.kind for one in documents for fault in one.faults] == ([] if is_lines else ["json-documents"])
    cut = [document for raw in pieces(text[:-9].encode()) for document in readers.read(raw)]
    assert len([document for document in cut if document.title]) == len(ITEMS) - 1
    assert "json" in {fault.kind for one in cut for fault in one.faults}


ONE = json.dumps(item(1))


@pytest.mark.parametrize(
    ("text", "count", "faults"),
    [
        pytest.param(f"[{ONE}," * 1 + f"{ONE}," * 9 + "]", 10, [(1, "json")], id="a comma too many"),
        pytest.param("[" + f"{ONE},\n" * 9 + f'{{"title": x}},\n{ONE}]', 10, [(10, "json")], id="an error in an item"),
        pytest.param("[" + f"{ONE},\n" * 9 + f"{ONE}\n" + f"{ONE}]", 10, [(11, "json")], id="no comma"),
        pytest.param("[\n" + f"{ONE},\n" * 9 + f"{ONE}\n]\n[{ONE}]", 11, [(13, "json")], id="an array behind"),
        pytest.param("[\n" + f"{ONE},\n" * 9 + f"{ONE}\n]\nend", 10, [(13, "json")], id="a word behind"),
        pytest.param(
            "[\n" + f"{ONE},\n" * 9 + '{"body": "' + "a" * 700 + '"},\n' + f"{ONE}]",
            9,
            [(11, "too-large")],
            id="a long item",
        ),
        pytest.param('{"articles": [' + f"{ONE}," * 9 + f"{ONE}]}}", 10, [], id="as it should be"),
        pytest.param("{" + f'"a": {ONE}, ' * 9 + "b: 1}", 9, [(1, "json")], id="a name without quotes"),
        pytest.param("[" + "{}," * 900 + "{}]", 0, [(1, "fields")], id="empty objects"),
        pytest.param(f"{ONE}\n" * 12, 12, [], id="lines"),
    ],
)
def test_faults_in_a_long_file(text: str, count: int, faults: list[tuple[int, str]]) -> None:
    documents = [document for raw in pieces(text.encode()) for document in readers.read(raw)]
    assert sum(not document.is_blank for document in documents) == count
    found = [(document.line, fault.kind) for document in documents for fault in document.faults]
    assert list(dict.fromkeys(found))[: len(faults)] == faults if faults else not found


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(json.dumps(ITEMS, ensure_ascii=False).encode("gb18030"), id="GB18030"),
        pytest.param(json.dumps(ITEMS).encode("utf-16"), id="UTF-16"),
        pytest.param(b"<html>" * 500, id="HTML"),
        pytest.param(b"\xff\xd8\xff" * 500, id="an image"),
    ],
)
def test_what_can_not_be_divided_is_too_large(data: bytes) -> None:
    assert pieces(data) == [RawInput("a.json", fault="too-large", detail="over the limit of 600 bytes")]


def test_a_byte_order_mark_is_told_once() -> None:
    data = b"\xef\xbb\xbf" + json.dumps(ITEMS).encode()
    documents = [document for raw in pieces(data) for document in readers.read(raw)]
    assert len(documents) == len(ITEMS)
    assert [[fault.kind for fault in document.faults] for document in documents[:2]] == [["byte-order-mark"], []]
    assert documents[1].start == (1, len(json.dumps(ITEMS[0])) + 4)


@given(
    data=st.binary(max_size=300).map(lambda tail: b'{"a": [{' + tail)
    | st.text('{}[]",:\\a1 \n', max_size=400).map(str.encode)
)
def test_any_bytes_give_pieces_or_a_fault(data: bytes) -> None:
    for raw in pieces(data, 50):
        assert len(raw.data) < 400
        for document in readers.read(raw):
            assert document.path == "a.json"
