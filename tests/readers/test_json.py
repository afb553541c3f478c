"""JSON: items in arrays and wrappers at their exact places, and what is broken."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newscheck import readers
from newscheck.article.item_mapping import ItemMapping
from newscheck.checker import locations
from newscheck.model import Document, RawInput

ITEMS: list[dict[str, Any]] = [
    {
        "title": f'港口 "{number}" 😀',
        "url": f"https://paper.example/{number}",
        "body": "渔民合作社\n表示欢迎。",
        "tags": [{"name": "海"}],
    }
    for number in range(3)
]
SHAPES = {
    "an array": ITEMS,
    "a wrapper": {"status": "ok", "articles": ITEMS},
    "papers": {"papers": {"times": {"articles": ITEMS[:1]}, "post": {"articles": ITEMS[1:]}}},
    "an index": {f"a{number}": item for number, item in enumerate(ITEMS)},
    "arrays": [ITEMS[:2], ITEMS[2:]],
    "hits": {"hits": {"hits": [{"_id": 1, "_source": item} for item in ITEMS]}},
    "wrappers": [{"source": "times", "articles": ITEMS[:2]}, {"source": "post", "articles": ITEMS[2:]}],
}


def read(text: str | bytes, path: str = "a.json", **settings: Any) -> list[Document]:
    data = text.encode() if isinstance(text, str) else text
    return [*readers.read(RawInput(path, data), ItemMapping(**settings))]


def at(value: Any, path: str) -> Any:
    """The value at a path of this file: names and indices."""
    for step in path.replace("[", ".").replace("]", "").strip(".").split("."):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("indent", "separators", "newline"),
    [
        pytest.param(None, None, "\n", id="on a line"),
        pytest.param(None, (",", ":"), "\n", id="minified"),
        pytest.param(2, None, "\n", id="indented"),
        pytest.param("\t", None, "\r\n", id="CRLF and tabs"),
    ],
)
@pytest.mark.parametrize("is_ascii", [True, False], ids=["escaped", "as it is"])
def test_items_and_values_have_exact_places(
    shape: str, indent: int | str | None, separators: tuple[str, str] | None, newline: str, is_ascii: bool
) -> None:
    value = SHAPES[shape]
    text = json.dumps(value, ensure_ascii=is_ascii, indent=indent, separators=separators).replace("\n", newline)
    documents = read(text)
    assert [document.url.value for document in documents if document.url] == [item["url"] for item in ITEMS]
    for document, item in zip(documents, ITEMS, strict=True):
        assert at(value, document.place) == item
        assert json.loads(document.text) == item
        line, column = document.start
        assert text.split("\n")[line - 1][column - 1 :].startswith(document.text.partition("\n")[0])
        assert document.title is not None
        start, end = readers.span(document, document.title)
        assert document.text[start:end] == json.dumps(item["title"], ensure_ascii=is_ascii)[1:-1]
        line, column = locations.line_and_column(document, start)
        assert text.split("\n")[line - 1][column - 1 :].startswith(document.text[start:end])


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_in_lines(shape: str) -> None:
    line = json.dumps(SHAPES[shape])
    documents = read(f"{line}\n\n{line}\n", "a.jsonl")
    places = [document.place for document in read(line)]
    assert [document.place for document in documents] == places * 2
    assert [document.line for document in documents] == [1] * len(places) + [3] * len(places)
    assert all(line.startswith(document.text, document.start[1] - 1) for document in documents)


ONE = json.dumps(ITEMS[0])


@pytest.mark.parametrize(
    ("text", "places", "faults"),
    [
        pytest.param(
            '[{"title": "a"},\n {"title": "b"},\n {"title": c}]',
            ["[0]", "[1]"],
            {(3, 12): "Expecting value"},
            id="array",
        ),
        pytest.param(
            f'{{"articles": [\n {ONE},\n {{"title": x}},\n {ONE}\n]}}',
            ["articles[0]", "articles[2]"],
            {(3, 12): "Expecting value"},
            id="an error in a wrapper costs its item",
        ),
        pytest.param(
            f'{{"articles": [\n{ONE},\n{{"ti', ["articles[0]"], {(3, 2): "Unterminated string"}, id="cut wrapper"
        ),
        pytest.param(f'[\n{ONE},\n{{"ti', ["[0]"], {(3, 2): "Unterminated string"}, id="cut array"),
        pytest.param('{\n"title": "a",\n"bo', [], {(3, 1): "Unterminated string"}, id="cut item"),
        pytest.param(
            f'{{\n"articles": [{ONE}]}}\n{{"articles": [{ONE}]}}',
            ["articles[0]", "articles[0]"],
            {(3, 1): "it goes on behind its end"},
            id="two wrappers",
        ),
        pytest.param(
            f"[{ONE},\n// two\n{ONE}]", ["[0]", "[2]"], {(2, 1): "a comment, which JSON does not have"}, id="comment"
        ),
        pytest.param("[" * 10_000 + "]" * 10_000, [], {(1, 2): "nested too deep"}, id="nested 10,000 deep"),
        pytest.param(
            f'{{"articles": [{ONE}, {{"title": "a", "x": {"[" * 1000}{"]" * 1000}}}]}}',
            ["articles[0]"],
            {(1, 1): "nested too deep"},
            id="an item nested deep",
        ),
    ],
)
def test_broken_json(text: str, places: list[str], faults: dict[tuple[int, int], str]) -> None:
    documents = read(text)
    assert [document.place for document in documents if not document.is_blank] == places
    found = {
        locations.line_and_column(document, fault.start): fault.detail
        for document in documents
        for fault in document.faults
    }
    assert found == faults


@pytest.mark.parametrize("shape", ["an array", "a wrapper", "an index"])
@pytest.mark.parametrize(
    ("encoding", "fault"),
    [
        ("utf-8-sig", "byte-order-mark"),
        ("gb18030", "encoding"),
        ("utf-16", "encoding"),
        ("utf-16-le", "encoding"),
        ("utf-16-be", "encoding"),
    ],
)
def test_other_encodings(shape: str, encoding: str, fault: str) -> None:
    text = json.dumps(SHAPES[shape], ensure_ascii=False, indent=1).replace("😀", "")
    documents = read(text.encode(encoding))
    assert [document.url.value for document in documents if document.url] == [item["url"] for item in ITEMS]
    assert [[found.kind for found in document.faults] for document in documents] == [[fault], [], []]


def test_big5_is_told() -> None:
    text = json.dumps(
        [{"title": "漁業與航運", "body": "港口週五重新開放，漁民合作社表示歡迎。" * 9}], ensure_ascii=False
    )
    (document,) = read(text.encode("big5"))
    assert [fault.kind for fault in document.faults] == ["encoding"]


def test_numbers_that_json_does_not_have_are_read_as_python_writes_them() -> None:
    (document,) = read('[{"title": "a", "score": NaN, "body": Infinity}]')
    assert document.faults == ()
    assert document.record_fields["body"].value == float("inf")


def test_the_last_of_two_members_counts() -> None:
    (document,) = read('[{"title": "a", "title": "b"}]')
    assert document.title is not None
    assert document.title.value == "b"
    assert readers.span(document, document.title) == (25, 26)


def test_halves_of_surrogate_pairs_are_replaced() -> None:
    (document,) = read('[{"title": "\\ud800a", "url": "😀\\ud83d\\ude00", "tags": [{"\\udc00": "\\udfff"}]}]')
    assert document.title is not None
    assert document.title.value == "\ufffda"
    assert document.url is not None
    assert document.url.value == "😀😀"


@pytest.mark.parametrize(
    ("text", "path", "kinds"),
    [
        pytest.param("[" + ",".join(["{}"] * 3_000) + "]", "a.json", ["fields"], id="an array"),
        pytest.param('{"articles": [' + ",".join(["{}"] * 3_000) + "]}", "a.json", ["empty"], id="a wrapper"),
        pytest.param("{}\n" * 3_000, "a.jsonl", ["fields"], id="lines"),
        pytest.param("[" + ",".join(["[]"] * 3_000) + "]", "a.json", ["empty"], id="empty arrays"),
        pytest.param("[" + ",".join(["1"] * 3_000) + "]", "a.json", ["json"], id="numbers"),
        pytest.param('{"status": "ok", "data": {"items": []}}', "a.json", ["empty"], id="an answer without items"),
    ],
)
def test_thousands_without_content_are_one_fault(text: str, path: str, kinds: list[str]) -> None:
    documents = read(text, path)
    assert [fault.kind for document in documents for fault in document.faults] == kinds
    assert all(document.is_blank for document in documents)


@pytest.mark.parametrize(("text", "path"), [(f'{{"papers": [{ONE}]}}', "a.json"), (f"{ONE}\n{ONE}\n", "a.jsonl")])
def test_a_path_that_leads_nowhere_is_one_fault(text: str, path: str) -> None:
    (document,) = read(text, path, items="articles")
    assert document.is_blank
    assert [fault.kind for fault in document.faults] == ["items"]


def test_a_line_without_items_at_the_path_is_no_fault_beside_others() -> None:
    documents = read(f'{{"type": "header"}}\n{{"articles": [{ONE}]}}\n', "a.jsonl", items="articles")
    assert [(document.place, document.faults) for document in documents] == [("articles[0]", ())]


def test_a_part_of_a_list_has_the_places_of_the_file() -> None:
    raw = RawInput("a.json", f"{ONE},\n{ONE}".encode(), 7, form="json", column=31, steps=("articles", 40))
    first, second = readers.read(raw)
    assert (first.place, first.start) == ("articles[40]", (7, 31))
    assert (second.place, second.start) == ("articles[41]", (8, 1))


@pytest.mark.parametrize(
    ("head", "reader"),
    [
        pytest.param('{ "status": "ok",\n "articles": []}', "json", id="members on the first line"),
        pytest.param('{"articles": [\n{"title": "a"}]}', "json", id="a list on the first line"),
        pytest.param('{"title": "a"}\n{"title": "b"}\n', "jsonl", id="lines in a .json file"),
        pytest.param('[\n{"title": "a"}\n]', "json", id="an array"),
    ],
)
def test_the_reader_of_a_json_file(head: str, reader: str) -> None:
    assert {document.format for document in read(head) if not document.is_blank} in ({reader}, set())
    assert not any(fault.kind == "json" for document in read(head) for fault in document.faults)


FIRST, SECOND, THIRD = (json.dumps(item, ensure_ascii=False, indent=1) for item in ITEMS)
LINE_1, LINE_2, LINE_3 = (json.dumps(item, ensure_ascii=False) for item in ITEMS)
#: The last line of each document.
LAST = FIRST.count("\n") + 1
SEVERAL, OTHER = "json-documents", "json"


@pytest.mark.parametrize(
    ("text", "path", "faults"),
    [
        pytest.param(f"{FIRST}\n{SECOND}\n{THIRD}\n", "a.json", [(SEVERAL, LAST + 1, 1)], id="on lines of their own"),
        pytest.param(f"{FIRST}{SECOND}{THIRD}", "a.json", [(SEVERAL, LAST, 2)], id="one right behind the other"),
        pytest.param(LINE_1 + LINE_2 + LINE_3, "a.json", [(SEVERAL, 1, len(LINE_1) + 1)], id="in one line"),
        pytest.param(LINE_1 + LINE_2 + LINE_3, "a.json.gz", [(SEVERAL, 1, len(LINE_1) + 1)], id="compressed"),
        pytest.param(
            LINE_1 + LINE_2 + LINE_3, "a.jsonl", [(OTHER, 1, len(LINE_1) + 1)], id="a line of JSON Lines has one"
        ),
        pytest.param(f"{LINE_1}\n{LINE_2}\n{LINE_3}", "a.json", [], id="JSON Lines under another name"),
        pytest.param(
            f"{FIRST},\n{SECOND},\n{THIRD}",
            "a.json",
            [(OTHER, LAST, 2), (OTHER, 2 * LAST, 2)],
            id="entries without a list",
        ),
        pytest.param(f"[{FIRST}][{SECOND}, {THIRD}]", "a.json", [(OTHER, LAST, 3)], id="two lists"),
    ],
)
def test_several_documents_in_one_file(text: str, path: str, faults: list[tuple[str, int, int]]) -> None:
    documents = read(text, path)
    assert [document.title.value for document in documents if document.title] == [item["title"] for item in ITEMS]
    found = [
        (fault.kind, *locations.line_and_column(document, fault.start))
        for document in documents
        for fault in document.faults
    ]
    assert found == faults
