"""Reading: every format gives Documents with exact places; any bytes give Documents or faults, never an exception."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from newscheck import readers, registry
from newscheck.article.item_mapping import ItemMapping
from newscheck.checker import locations
from newscheck.model import Document, LocatedValue, RawInput

HEAD = "<!--1692213306000-->\n[标题](https://www.rfi.fr/cn/a/20230816-x)\n------\n\n"
HTML = "<div>16/08/2023 - 21:04</div><p>正文</p>"
FRONT = '---\nlayout: post\ntitle: "标题"\ndate: 2023-08-16T19:15:06.000Z\nfrom: https://www.rfi.fr/cn/a\n---\n'


def read(text: str | bytes, path: str = "a.md", **mapping: str | list[str]) -> list[Document]:
    return list(readers.read(RawInput(path, text.encode() if isinstance(text, str) else text), ItemMapping(mapping)))


def faults(text: str | bytes, path: str = "a.md") -> list[str]:
    return [fault.kind for document in read(text, path) for fault in document.faults]


def source_of(document: Document, field: LocatedValue | None) -> str:
    assert field is not None
    start, end = readers.span(document, field)
    return document.text[start:end]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param(HEAD + HTML + "\n", HTML, id="as it should be"),
        pytest.param(HEAD + HTML, HTML, id="no final newline"),
        pytest.param(HEAD.replace("\n", "\r\n") + HTML + "\r\n", HTML, id="CRLF"),
        pytest.param(HEAD.rstrip("\n") + "\n" + HTML, HTML, id="no blank line after the rule"),
        pytest.param(FRONT + HEAD + f"<div>\n{HTML}\n</div>\n", HTML, id="front matter and wrapper"),
        pytest.param(
            HEAD + f"<div>\n{HTML}</div></div>\n</div>",
            f"{HTML}</div></div>",
            id="wrapper around early closed containers",
        ),
        pytest.param(HEAD + "<div><p>a</p></div>", "<div><p>a</p></div>", id="a div of the page's own is no wrapper"),
        pytest.param(HEAD, "", id="no body"),
        pytest.param(HEAD + "<div>\n</div>", "", id="an empty wrapper"),
    ],
)
def test_dump_and_jekyll(text: str, html: str) -> None:
    (document,) = read(text)
    assert document.faults == ()
    assert document.html is not None
    assert document.html.value == html == source_of(document, document.html)
    assert source_of(document, document.title) == "标题"
    assert source_of(document, document.url) == "https://www.rfi.fr/cn/a/20230816-x"
    assert source_of(document, document.epoch) == "1692213306000"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("", ["empty"], id="0 bytes"),
        pytest.param(" \n\n", ["empty"], id="blanks"),
        pytest.param(b"\xff\xd8\xff\xe0JFIF", ["binary"], id="an image"),
        pytest.param(b"\0" * 500 + b"a", ["binary"], id="NUL bytes"),
        pytest.param((HEAD + HTML).encode("gb18030"), ["encoding"], id="GB18030"),
        pytest.param(
            (HEAD.replace("标题", "標題") + "標題與內文的測試文字，為了足夠的長度再寫一些。" * 3).encode("big5"),
            ["encoding"],
            id="Big5",
        ),
        pytest.param((HEAD + HTML).encode("utf-16"), ["encoding"], id="UTF-16"),
        pytest.param((HEAD + HTML).encode()[:-2] + b"\xe6", ["encoding"], id="cut inside a character"),
        pytest.param(b"\xef\xbb\xbf" + (HEAD + HTML).encode(), ["byte-order-mark"], id="byte-order mark"),
        pytest.param("just some notes\n", ["header"], id="no header at all"),
        pytest.param(HEAD.split("\n", 1)[1] + HTML, [], id="no epoch line, which is no broken header"),
        pytest.param(
            HEAD.split("\n", 1)[1].replace("------\n", "") + HTML, ["header"] * 2, id="no epoch line, no rule"
        ),
        pytest.param(HEAD.replace("[标题]", "标题") + HTML, ["header"], id="the link is no link"),
        pytest.param(HEAD.replace("------\n", "") + HTML, ["header"], id="no rule"),
        pytest.param("---\ntitle: a\n" + HEAD + HTML, ["front-matter"], id="front matter not closed"),
        pytest.param("---\ntitle: [a\n---\n" + HEAD + HTML, ["front-matter"], id="front matter is no YAML"),
        pytest.param("---\n- a\n---\n" + HEAD + HTML, ["front-matter"], id="front matter is a list"),
        pytest.param(
            "---\na: 'b'\n...\nc: d\n---\n" + HEAD + HTML, ["front-matter"], id="front matter that ends twice"
        ),
        pytest.param("---\na: 'b'\n" + "c: d\n" * 20_000 + "---\n" + HEAD + HTML, ["front-matter"], id="without bound"),
    ],
)
def test_broken_input_is_a_fault(text: str | bytes, kinds: list[str]) -> None:
    assert faults(text) == kinds


def test_chinese_in_another_encoding_is_read_in_it() -> None:
    (document,) = read((HEAD + HTML * 5).encode("gb18030"))
    assert document.title is not None
    assert document.title.value == "标题"


ITEM = {"title": "标题", "url": "https://x.org/a", "epoch_ms": 1692213306000, "html": "<p>“正\\文”\n</p>"}


@pytest.mark.parametrize(
    ("text", "path", "count"),
    [
        pytest.param(json.dumps(ITEM), "a.jsonl", 1, id="one line"),
        pytest.param(json.dumps(ITEM) + "\n\n" + json.dumps(ITEM) + "\n", "a.jl", 2, id="blank line between"),
        pytest.param(json.dumps([ITEM, ITEM], indent=2), "a.json", 2, id="array, indented"),
        pytest.param(json.dumps([ITEM]), "a.json", 1, id="array on one line"),
        pytest.param(json.dumps(ITEM, indent=2), "a.json", 1, id="one item over several lines"),
        pytest.param(json.dumps(ITEM), "a.json", 1, id="one item on one line"),
    ],
)
def test_json_items(text: str, path: str, count: int) -> None:
    documents = read(text, path)
    assert len(documents) == count
    for document in documents:
        assert document.faults == ()
        assert document.title is not None
        assert source_of(document, document.title) == json.dumps("标题")[1:-1]
        line, column = locations.line_and_column(document, readers.span(document, document.title)[0])
        assert text.split("\n")[line - 1][column - 1 :].startswith(json.dumps("标题")[1:-1])


ONE, TWO, THREE = ('{"title": "一"}', '{"title": "二"}', '{"title": "三"}')


def titles_and_errors(text: str, path: str) -> tuple[str, list[tuple[int, int]]]:
    """The titles of the items of a text, and where it is no JSON."""
    documents = read(text, path)
    titles = "".join(document.title.value for document in documents if document.title)
    errors = [
        locations.line_and_column(document, fault.start)
        for document in documents
        for fault in document.faults
        if fault.kind in ("json", "json-documents")
    ]
    return titles, errors


@pytest.mark.parametrize(
    ("text", "titles", "errors"),
    [
        pytest.param(f"[{ONE},\n{TWO}]\n \r\n\t", "一二", [], id="blanks are nothing"),
        pytest.param(f"[\n{ONE}\n][\n{TWO}\n]", "一二", [(3, 2)], id="a feed export that ran twice"),
        pytest.param(f"[{ONE}]\n[{TWO}]\n[{THREE}]", "一二三", [(2, 1), (3, 1)], id="three times"),
        pytest.param(f"[{ONE}]\n[]", "一", [(2, 1)], id="the second without items"),
        pytest.param(f"[]\n[{ONE}]", "一", [(2, 1)], id="the first without items"),
        pytest.param(f"[{ONE}]\n{TWO}\n{THREE}", "一二三", [(2, 1), (3, 1)], id="lines behind an array"),
        pytest.param('{\n"title": "一"\n}\n{\n"title": "二"\n}', "一二", [(4, 1)], id="objects over several lines"),
        pytest.param(f"[{ONE}] done [{TWO}]", "一二", [(1, 18)], id="a word between two"),
        pytest.param(f"[{ONE}]null", "一", [(1, 17)], id="a value that holds no items"),
        pytest.param(f"[{ONE}],", "一", [(1, 17)], id="a comma"),
        pytest.param(f"[{ONE}]]", "一", [(1, 17)], id="a bracket too many"),
        pytest.param(f"[{ONE}]\u3000", "一", [(1, 17)], id="a blank that JSON doesn't have"),
        pytest.param(f"[{ONE}]\ufeff[{TWO}]", "一二", [(1, 17)], id="a file pasted behind another"),
        pytest.param(f"[{ONE}, 1, [2], {TWO}, 3]", "一二", [(1, 18), (1, 42)], id="elements that are no items"),
        pytest.param(f"[{ONE} {TWO}]", "一二", [(1, 17)], id="no comma"),
        pytest.param(f"[{ONE},]", "一", [(1, 17)], id="a comma too many"),
        pytest.param(f"[\n{ONE},\n{TWO}[\n{THREE}\n]", "一二三", [(3, 15)], id="killed, and started anew"),
        pytest.param(f'[\n{ONE},\n{{"title": "二[\n{THREE}\n]', "一三", [(3, 14)], id="killed in an item"),
        pytest.param(f'[\n{ONE},\n{{"title": x}},\n{THREE}\n]', "一三", [(3, 11)], id="an error costs its item"),
        pytest.param(
            '[\n  {\n    "title": "一",\n    "images": [\n      {"url": x}\n    ]\n  },\n  {"title": "二"\n  }\n]',
            "二",
            [(5, 15)],
            id="an error deep in an item that is indented",
        ),
        pytest.param(f'[\n{ONE},\n{{"title": "二', "一", [(3, 11)], id="cut off"),
        pytest.param(f"[{ONE},", "一", [(1, 17)], id="cut off behind a comma"),
        pytest.param(f"[{ONE}", "一", [(1, 16)], id="cut off behind an item"),
        pytest.param("[1,]", "", [(1, 2), (1, 4)], id="a comma too many, behind what is no item"),
        pytest.param("[", "", [(1, 2)], id="cut off at once"),
        pytest.param("17", "", [(1, 1)], id="a number"),
        pytest.param(f'"{{" [{ONE}]', "一", [(1, 1)], id="a string before an array"),
    ],
)
def test_nothing_in_json_is_passed_over(text: str, titles: str, errors: list[tuple[int, int]]) -> None:
    assert titles_and_errors(text, "a.json") == (titles, errors)


@pytest.mark.parametrize(
    ("text", "titles", "errors"),
    [
        pytest.param(f"{ONE}{TWO}\n{THREE}", "一二三", [(1, 15)], id="two items on a line"),
        pytest.param(f"{ONE}{TWO} {THREE}", "一二三", [(1, 15)], id="three items on a line"),
        pytest.param(f"{ONE} 1 {TWO}\n{THREE}", "一二三", [(1, 16), (1, 18)], id="a word between"),
        pytest.param(f"{ONE}\n[{TWO},{THREE}]", "一二三", [], id="an array on a line"),
        pytest.param(f"{ONE}\u00a0\n\u3000\n{TWO}", "一二", [(1, 15), (2, 1)], id="blanks that JSON doesn't have"),
        pytest.param(f'{{"title": "一\n{TWO}', "二", [(1, 11)], id="a line that was cut off"),
        pytest.param(f'{{"title": "一"  x}}\n{TWO}', "二", [(1, 16)], id="a word behind blanks"),
    ],
)
def test_nothing_in_json_lines_is_passed_over(text: str, titles: str, errors: list[tuple[int, int]]) -> None:
    assert titles_and_errors(text, "a.jsonl") == (titles, errors)


@pytest.mark.parametrize(
    ("path", "first"), [("a.json", f"[{ONE}]"), ("a.json", '{\n"title": "一"\n}'), ("a.jsonl", ONE)], ids=str
)
@given(
    blanks=st.text(" \t", max_size=3),
    junk=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20),
)
def test_anything_behind_a_value_is_an_error_where_it_begins(path: str, first: str, blanks: str, junk: str) -> None:
    assume(junk[0] not in " \t\r\n")
    titles, errors = titles_and_errors(first + blanks + junk, path)
    assert titles.startswith("一")
    assert errors[0] == (first.count("\n") + 1, len(first.rpartition("\n")[2] + blanks) + 1)


def test_half_a_surrogate_pair_is_replaced() -> None:
    (document,) = read('{"title": "a\\ud800b"}', "a.jsonl")
    assert document.title is not None
    assert document.title.value == "a\ufffdb"


BYTES = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.text('{}[]",:\\u0d8ab -<!>()\n', max_size=200).map(str.encode),
    st.builds(
        lambda a, b: (a + b).encode("utf-8", "replace"),
        st.sampled_from([HEAD, FRONT, FRONT + HEAD, "[{", '{"title":']),
        st.text(max_size=80),
    ),
)


@pytest.mark.parametrize("name", registry.names("readers"))
def test_the_docstring_is_a_row_of_the_table(name: str) -> None:
    assert re.match(r"[^:\n]+: .+\.(\n\n|$)", registry.module("readers", name).__doc__ or ""), (
        "in README: `NAME: content.`"
    )


@pytest.mark.parametrize(
    "name", [name for name in registry.names("readers") if registry.module("readers", name).SUFFIXES]
)
@given(data=BYTES)
def test_any_bytes_give_documents(name: str, data: bytes) -> None:
    suffix = registry.module("readers", name).SUFFIXES[0]
    for document in readers.read(RawInput(f"a{suffix}", data)):
        assert (
            document.is_blank
            or document.title
            or document.epoch
            or document.record_fields
            or document.html
            or document.url
        )
        for field in (document.title, document.url, document.epoch, document.html, *document.record_fields.values()):
            if field is not None:
                start, end = readers.span(document, field)
                assert 0 <= start <= end <= len(document.text)
