"""Reading: every format gives Documents with exact places; any bytes give Documents or faults, never an exception."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from newscheck import readers, registry
from newscheck.article.extraction import to_article
from newscheck.article.sites import SiteIndex
from newscheck.checker import locations
from newscheck.engine.settings import package_data
from newscheck.model import Document, LocatedValue, RawInput
from newscheck.readers import jekyll

HEAD = "<!--1692213306000-->\n[标题](https://www.rfi.fr/cn/a/20230816-x)\n------\n\n"
HTML = "<div>16/08/2023 - 21:04</div><p>正文</p>"
FRONT = '---\nlayout: post\ntitle: "标题"\ndate: 2023-08-16T19:15:06.000Z\nfrom: https://www.rfi.fr/cn/a\n---\n'


def read(text: str | bytes, path: str = "a.md", **mapping: str | list[str]) -> list[Document]:
    return list(readers.read(RawInput(path, text.encode() if isinstance(text, str) else text), mapping))


def faults(text: str | bytes, path: str = "a.md") -> list[str]:
    return [fault.kind for document in read(text, path) for fault in document.faults]


def source_of(document: Document, field: LocatedValue | None) -> str:
    assert field is not None
    return document.text[field.start : field.end]


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
    ("line", "title", "url"),
    [
        pytest.param("[a](b) c](https://x.org/(y))", "a](b) c", "https://x.org/(y)", id="brackets in both"),
        pytest.param("[[视频] 题](http://x.org/)", "[视频] 题", "http://x.org/", id="nested brackets"),
        pytest.param("[](https://x.org/)", "", "https://x.org/", id="empty title"),
        pytest.param("[题](undefined)", "题", "undefined", id="no URL at all"),
        pytest.param("[题]()", "题", "", id="empty URL"),
    ],
)
def test_title_and_url_of_the_link(line: str, title: str, url: str) -> None:
    (document,) = read(f"<!--1-->\n{line}\n------\n\n<p>x</p>")
    assert document.title is not None
    assert document.url is not None
    assert (document.title.value, document.url.value) == (title, url)
    assert source_of(document, document.title) == title
    assert source_of(document, document.url) == url


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
        pytest.param(HEAD.split("\n", 1)[1] + HTML, ["header"], id="no epoch line"),
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


def test_a_file_with_a_broken_header_is_still_read() -> None:
    (document,) = read(HEAD.split("\n", 1)[1] + HTML)
    assert document.title is not None
    assert document.html is not None
    assert document.html.value == HTML


def test_chinese_in_another_encoding_is_read_in_it() -> None:
    (document,) = read((HEAD + HTML * 5).encode("gb18030"))
    assert document.title is not None
    assert document.title.value == "标题"


simple = st.text("abc 中文:#\"'[]{}-,&*!|>%@0123456789（(《", max_size=20)


@pytest.mark.slow
@given(st.dictionaries(st.sampled_from(["title", "date", "from", "author"]), simple, min_size=1))
def test_front_matter_is_read_as_yaml_reads_it(fields: dict[str, str]) -> None:
    block = "".join(f"{name}: {value}\n" for name, value in fields.items())
    try:
        loaded = yaml.compose(block, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        loaded = None
    front, faults = jekyll._front(block, 0, len(block))
    if not isinstance(loaded, yaml.MappingNode):
        assert faults
        return
    expected = {key.value: value.value for key, value in loaded.value if isinstance(value, yaml.ScalarNode)}
    assert {name: field.value for name, field in front.items()} == expected


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
        line, column = locations.line_and_column(document, document.title.start)
        assert text.split("\n")[line - 1][column - 1 :].startswith(json.dumps("标题")[1:-1])


def test_a_place_inside_an_escaped_string_is_exact() -> None:
    text = json.dumps({**ITEM, "html": 'a\n"b\u4e2d\U0001f600z'})
    (document,) = read(text, "a.jsonl")
    assert document.html is not None
    from newscheck.text import json_scanner

    for offset, literal in (
        (0, "a"),
        (1, "\\n"),
        (2, '\\"'),
        (3, "b"),
        (4, "\\u4e2d"),
        (5, "\\ud83d\\ude00"),
        (6, "z"),
    ):
        at = json_scanner.source_offset(document.text, document.html.start, document.html.end, offset)
        assert document.text.startswith(literal, at)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        pytest.param('{"title": "a"}\n{"title" "b"}\n', 2, 10, id="second line broken"),
        pytest.param('{"title": "a"}\n{"title": "b"} x\n', 2, 16, id="something after the item"),
        pytest.param('{"title": ' + "[" * 100_000, 1, 1, id="nested for ever"),
    ],
)
def test_broken_json_lines_have_a_location(text: str, line: int, column: int) -> None:
    (broken,) = [document for document in read(text, "a.jsonl") if document.faults]
    assert broken.is_blank
    assert broken.faults[0].kind == "json"
    assert locations.line_and_column(broken, broken.faults[0].start) == (line, column)


def test_a_broken_array_gives_the_items_before_the_error() -> None:
    documents = read('[{"title": "a"},\n {"title": "b"},\n {"title": c}]', "a.json")
    assert [document.is_blank for document in documents] == [False, False, True]
    assert documents[-1].origin == (3, 12)


ONE, TWO, THREE = ('{"title": "一"}', '{"title": "二"}', '{"title": "三"}')


def titles_and_errors(text: str, path: str) -> tuple[str, list[tuple[int, int]]]:
    """The titles of the items of a text, and where it is no JSON."""
    documents = read(text, path)
    titles = "".join(document.title.value for document in documents if document.title)
    errors = [
        locations.line_and_column(document, fault.start)
        for document in documents
        for fault in document.faults
        if fault.kind == "json"
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
        pytest.param(f"[{ONE}] done [{TWO}]", "一二", [(1, 18), (1, 23)], id="a word between two"),
        pytest.param(f"[{ONE}]null", "一", [(1, 17)], id="a value that holds no items"),
        pytest.param(f"[{ONE}],", "一", [(1, 17)], id="a comma"),
        pytest.param(f"[{ONE}]]", "一", [(1, 17)], id="a bracket too many"),
        pytest.param(f"[{ONE}]\u3000", "一", [(1, 17)], id="a blank that JSON doesn't have"),
        pytest.param(f"[{ONE}]\ufeff[{TWO}]", "一二", [(1, 17), (1, 18)], id="a file pasted behind another"),
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
        pytest.param(f'"{{" [{ONE}]', "一", [(1, 1), (1, 5)], id="a string before an array"),
    ],
)
def test_nothing_in_json_is_passed_over(text: str, titles: str, errors: list[tuple[int, int]]) -> None:
    assert titles_and_errors(text, "a.json") == (titles, errors)


@pytest.mark.parametrize(
    ("text", "titles", "errors"),
    [
        pytest.param(f"{ONE}{TWO}\n{THREE}", "一二三", [(1, 15)], id="two items on a line"),
        pytest.param(f"{ONE}{TWO} {THREE}", "一二三", [(1, 15), (1, 30)], id="three items on a line"),
        pytest.param(f"{ONE} 1 {TWO}\n{THREE}", "一二三", [(1, 16), (1, 18)], id="a word between"),
        pytest.param(f"{ONE}\n[{TWO},{THREE}]", "一二三", [(2, 1)], id="an array on a line"),
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
    assert next(fault.detail for document in read(text, "a.json") for fault in document.faults) == reason


def test_of_what_is_hardly_json_the_rest_is_given_up_in_words() -> None:
    documents = read("[\n" + '{"title": x},\n' * 150 + f"{ONE}\n]", "a.json")
    assert len(documents) == 100
    assert [document.faults[0].detail for document in documents[98:]] == [
        "Expecting value",
        "Expecting value; so much is broken that the rest is not read",
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("[]", ["empty"], id="an array without items"),
        pytest.param(" [\n]\n", ["empty"], id="with blanks"),
        pytest.param("{}", ["empty"], id="an object without members"),
        pytest.param('{"status": "ok", "articles": []}', ["empty"], id="a wrapper without items"),
        pytest.param('{"data": {"total": 0, "list": []}}', ["empty"], id="a wrapper in a wrapper"),
        pytest.param('{\n"items": {}\n}', ["empty"], id="items by key, and none"),
        pytest.param('{"headline": "一", "tags": []}', ["fields"], id="an item with an empty list is none"),
        pytest.param('{"title": "一", "data": []}', [], id="an item that is one"),
        pytest.param("[{}]", ["fields"], id="an item without members"),
        pytest.param("[][]", ["json"], id="twice nothing"),
    ],
)
def test_json_without_items_is_no_green_file(text: str, kinds: list[str]) -> None:
    assert faults(text, "a.json") == kinds


@pytest.mark.parametrize(("depth", "kinds"), [(200, []), (201, ["json"])])
@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_nesting_has_a_limit(opening: str, depth: int, kinds: list[str]) -> None:
    closing = {"[": "]", '{"a":': "}"}[opening]
    value = opening * depth + ("1" if closing == "}" else "") + closing * depth
    text = f'{{"title": "一", "wide": [{"[]," * 300}1], "deep": {value}}}'
    assert faults(f"{text}\n{ONE}", "a.jsonl") == kinds


def test_fields_are_mapped() -> None:
    text = json.dumps(
        {"t": "题", "meta": {"link": "https://x.org/a"}, "when": "2023-08-16T19:15:06Z", "text": "一\n二"}
    )
    mapping = {"title": "t", "url": "meta.link", "epoch_ms": "when", "body": "text"}
    (document,) = read(text, "a.jsonl", **mapping)
    assert (document.title, document.url) != (None, None)
    assert document.epoch is not None
    assert document.epoch.value == 1692213306000
    assert document.record_fields["body"].value == "一\n二"


@pytest.mark.parametrize(
    ("item", "wanted"),
    [
        pytest.param({"meta": {"name": "一"}, "headline": "二"}, "一", id="the first that is there"),
        pytest.param({"headline": "二", "meta": {}}, "二", id="another"),
        pytest.param({"meta": {"name": None}, "headline": "二"}, "二", id="null is not there"),
        pytest.param({"title": "三"}, None, id="its own name is not taken when it isn't listed"),
    ],
)
def test_a_field_may_have_several_names(item: dict[str, object], wanted: str | None) -> None:
    (document,) = read(json.dumps({"url": "https://x.org/a", **item}), "a.jsonl", title=["meta.name", "headline"])
    assert (document.title and document.title.value) == wanted


@pytest.mark.parametrize(
    ("stated", "wanted", "published"),
    [
        pytest.param("2023-08-16T21:04:00+08:00", "2023-08-16T21:04", 1692191040000, id="ISO 8601 with an offset"),
        pytest.param("2023-08-16 21:04:05.123456", "2023-08-16T21:04", None, id="what Python prints"),
        pytest.param("Wed, 16 Aug 2023 21:04:00 GMT", "2023-08-16T21:04", 1692219840000, id="RSS"),
        pytest.param("2023年8月16日 21:04", "2023-08-16T21:04", None, id="Chinese"),
        pytest.param("2023-08-16", "2023-08-16", None, id="a bare date"),
        pytest.param("yesterday", "yesterday", None, id="no date stays for the schema to refuse"),
        pytest.param("2023-02-31 21:04", "2023-02-31 21:04", None, id="nor does a day that is none"),
        pytest.param("发布时间：2023-08-16 21:04", "2023-08-16T21:04", None, id="what it is the date of"),
        pytest.param("（2023年8月16日 星期三）", "2023-08-16", None, id="the day of the week"),
        pytest.param("2023年8月16日 21时04分05秒", "2023-08-16T21:04", None, id="hours, minutes, seconds"),
        *(
            pytest.param(text, text, None, id=f"not read, for not all of it is understood: {text}")
            for text in (
                *("11/5/2026 7:30 PM", "16/08/2023 - 9:04 p.m.", "7:30 a.m. 16/08/2023", "2023年8月16日 下午3:20"),
                *("2023-08-16 晚上9:04", "2023-08-16 21:04 CST", "Wed, 16 Aug 2023 21:04:00 GMT+8"),
                *("2023-08-16 21:04:00+08", "2023-08-16 21:04 +99:99", "2023-08-16 21:04 - 22:30"),
                *("2023-08-16 21:04, updated 2023-08-17", "2023-08-16 21:04 新华社"),
            )
        ),
    ],
)
def test_a_mapped_date_line_may_have_any_form(stated: str, wanted: str, published: int | None) -> None:
    (document,) = read(json.dumps({"title": "题", "posted": stated}), "a.jsonl", dateline="posted")
    article = to_article(document, SiteIndex(package_data.sites()))
    assert (article.dateline, article.published_ms) == (wanted, published)


def test_a_date_line_that_is_the_records_own_has_its_form() -> None:
    (document,) = read(json.dumps({"title": "题", "dateline": "2023-08-16 21:04"}), "a.jsonl")
    assert to_article(document, SiteIndex(package_data.sites())).dateline == "2023-08-16 21:04"


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        *(("s", 1692213306), ("s", 1692213306.0), ("s", "1692213306")),
        *(("ms", 1692213306000), ("us", 1692213306000000), ("us", " 1692213306000000 ")),
    ],
)
def test_epoch_units(unit: str, value: float | str) -> None:
    (document,) = read(json.dumps({"title": "a", "epoch_ms": value}), "a.jsonl", epoch_unit=unit)
    assert document.epoch is not None
    assert document.epoch.value == 1692213306000


def test_items_without_a_known_field_name_the_setting() -> None:
    (document,) = read('{"headline": "a"}', "a.jsonl")
    assert document.is_blank
    assert "[tool.newscheck.fields]" in document.faults[0].detail


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


@pytest.mark.parametrize("name", registry.names("readers"))
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
                assert 0 <= field.start <= field.end <= len(document.text)
