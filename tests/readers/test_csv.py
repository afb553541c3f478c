"""Tables: any dialect, missing values and lists in cells, broken rows, and the place of each value."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck import readers
from newscheck.article.extraction import to_article
from newscheck.article.item_mapping import ItemMapping
from newscheck.checker import locations
from newscheck.checker.execution import Checker
from newscheck.model import Document, Hit, RawInput

HEADER = "title,url,body\n"
ROW = "港口重新开放,https://paper.example/1,渔民表示欢迎\n"


def read(text: str | bytes, path: str = "articles.csv", **fields: str) -> list[Document]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(readers.read(RawInput(path, data), ItemMapping(fields)))


def values(document: Document) -> dict[str, object]:
    own = {"title": document.title, "url": document.url, "html": document.html, "epoch_ms": document.epoch}
    return {name: field.value for name, field in {**own, **document.record_fields}.items() if field is not None}


def faults(text: str | bytes, path: str = "articles.csv") -> list[tuple[str, tuple[int, int]]]:
    return [
        (fault.detail, locations.line_and_column(document, fault.start))
        for document in read(text, path)
        for fault in document.faults
    ]


EXPECTED = {"title": "港口", "url": "https://paper.example/1", "body": "一，二;\n“三”"}
WRITTEN = 'title,url,body\n港口,https://paper.example/1,"一，二;\n“三”"\n'


@pytest.mark.parametrize(
    ("data", "path"),
    [
        pytest.param(WRITTEN.encode(), "a.csv", id="comma"),
        pytest.param(b"\xef\xbb\xbf" + WRITTEN.encode(), "a.csv", id="byte-order mark"),
        pytest.param(WRITTEN.encode("utf-16"), "a.csv", id="UTF-16, as Excel writes it"),
        pytest.param(WRITTEN.replace(",", "\t").encode("utf-16"), "a.txt", id="tabs in a file of another suffix"),
        pytest.param(WRITTEN.replace(",", "\t").encode(), "a.tsv", id="tab"),
        pytest.param(WRITTEN.replace(",", ";").encode(), "a.csv", id="semicolon, which a cell has, too"),
        pytest.param(WRITTEN.replace(",", "|").encode(), "a.csv", id="bar"),
        pytest.param(f"sep=;\n{WRITTEN.replace(',', ';')}".encode(), "a.csv", id="Excel's line with the delimiter"),
        pytest.param(WRITTEN.replace('"', "'").encode(), "a.csv", id="single quotes"),
        pytest.param(WRITTEN.replace(",", ", ").encode(), "a.csv", id="blanks behind the delimiter"),
        pytest.param(f"\n\n{WRITTEN}\n\n,,\n".encode(), "a.csv", id="blank lines, and a row of empty cells"),
        pytest.param(WRITTEN.rstrip("\n").encode(), "a.csv", id="no final line end"),
    ],
)
def test_a_table_in_any_dialect(data: bytes, path: str) -> None:
    (document,) = read(data, path)
    assert document.faults == ()
    assert document.format == "csv"
    assert values(document) == EXPECTED


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends(line_end: str) -> None:
    first, second = read((HEADER + ROW + ROW).replace("\n", line_end))
    assert values(first) == values(second)
    assert second.text == ROW.strip()


@pytest.mark.parametrize(
    ("header", "row", "names"),
    [
        pytest.param(",title,url", "0,港口,https://a/1", ["Unnamed: 0", "title", "url"], id="the index of pandas"),
        pytest.param("title,url", '"1",港口,https://a/1', ["Unnamed: 0", "title", "url"], id="row names of R"),
        pytest.param("title,url,", "港口,https://a/1,", ["title", "url", "Unnamed: 2"], id="a last delimiter"),
        pytest.param(" title ,URL of it", "港口,https://a/1", ["title", "URL of it"], id="blanks around and inside"),
        pytest.param("url,title,url", "https://a/1,港口,x", ["url", "title", "url.1"], id="a name that comes twice"),
    ],
)
def test_names_of_columns(header: str, row: str, names: list[str]) -> None:
    document = read(f"{header}\n{row}\n")[-1]
    assert list(document.header.names) == names
    assert document.title is not None
    assert document.title.value == "港口"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        pytest.param("", None, id="empty"),
        pytest.param("nan", None, id="pandas"),
        pytest.param("None", None, id="Python"),
        pytest.param("[]", None, id="an empty list"),
        pytest.param('["https://a/1.jpg", "https://a/2.jpg"]', ["https://a/1.jpg", "https://a/2.jpg"], id="JSON"),
        pytest.param("['a', \"b's\", 'c\\'\\u6e2f\\n']", ["a", "b's", "c'港\n"], id="Python's list"),
        pytest.param("('a',)", ["a"], id="a tuple"),
        pytest.param("['a' 'b'\n 'c']", ["a", "b", "c"], id="an array of numpy"),
        pytest.param(
            "[{'url': 'https://a/1.jpg', 'checksum': None, 'width': 10}]",
            ["https://a/1.jpg"],
            id="Scrapy's images",
        ),
        pytest.param(
            "https://a/1,2.jpg,http://b/3.jpg", ["https://a/1,2.jpg", "http://b/3.jpg"], id="Scrapy joins a list"
        ),
        pytest.param("https://a/1,https", "https://a/1,https", id="a comma in an address"),
        pytest.param("https://a/1.jpg, http", "https://a/1.jpg, http", id="a text that begins with an address"),
        pytest.param("[图集] 港口", "[图集] 港口", id="a title in brackets"),
        pytest.param("[图集]", "[图集]", id="brackets around words"),
        pytest.param("['a' + 'b']", "['a' + 'b']", id="an expression stays a text"),
        pytest.param("[" * 5_000 + "]" * 5_000, "[" * 5_000 + "]" * 5_000, id="nested too deep"),
    ],
)
def test_values_of_cells(cell: str, value: object) -> None:
    stream = io.StringIO()
    csv.writer(stream).writerows([["title", "images"], ["港口", cell]])
    (document,) = read(stream.getvalue())
    assert values(document).get("images") == value


@pytest.mark.parametrize(
    ("text", "titles", "detail", "place"),
    [
        pytest.param(
            HEADER + ROW + "二,https://a/2\n" + ROW, "港二港", "2 cells, the header has 3", (3, 1), id="cells that lack"
        ),
        pytest.param(
            HEADER + ROW + "二,https://a/2,三,四\n" + ROW, "港港", "4 cells, the header has 3", (3, 1), id="surplus"
        ),
        pytest.param(
            HEADER + ROW + '二,https://a/2,"三\n' + ROW * 2,
            "港港港",
            "a quote that is never closed; 3 lines below it are in one cell",
            (3, 15),
            id="a quote that is never closed: rows before and behind it are read",
        ),
        pytest.param(
            HEADER + '一,https://a/1,"二 "三" 四"\n' + ROW,
            "一港",
            "a quote within a cell that is not doubled",
            (2, 18),
            id="quotes within quotes",
        ),
        pytest.param(
            ROW + ROW,
            "",
            "no header: the first row is data, so that the columns have no names; name them in the settings, likely"
            ' columns = ["title", "url", "lead"]',
            (1, 1),
            id="no header",
        ),
        pytest.param(
            "title,url,title\n" + ROW,
            "港",
            "two columns are called `title`: the second is read as `title.1`",
            (1, 1),
            id="two columns with one name",
        ),
        pytest.param(HEADER, "", "a table without rows", (1, 1), id="a header alone"),
        pytest.param(
            (HEADER + ROW) * 3,
            "港港港",
            "the header again: two tables were appended to each other; all rows are read",
            (3, 1),
            id="tables appended to each other",
        ),
    ],
)
def test_what_is_broken_costs_no_other_row(text: str, titles: str, detail: str, place: tuple[int, int]) -> None:
    assert "".join(str(document.title.value)[0] for document in read(text) if document.title) == titles
    assert faults(text) == [(detail, place)]


def test_a_quote_that_takes_in_one_row_is_reported() -> None:
    text = HEADER + '一,https://a/1,"二\n三,https://a/3,"四"\n' + ROW * 3
    assert len(faults(text)) == 1
    assert len(read(text)) >= 4


def test_other_encodings_are_named() -> None:
    (document,) = read((HEADER + ROW).encode("gb18030"))
    assert [fault.detail for fault in document.faults] == ["not UTF-8 but GB18030"]
    assert values(document)["title"] == "港口重新开放"


def test_a_cell_over_the_limit_of_the_csv_module() -> None:
    before = csv.field_size_limit()
    long = "港" * (before + 1)
    (first, second) = read(f'{HEADER}一,https://a/1,{long}\n二,https://a/2,"{long}" x\n')
    assert len(str(values(first)["body"])) == len(long)
    assert second.is_blank
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    ("hit", "place", "text"),
    [
        pytest.param(Hit("", "/title"), (4, 1), "二", id="a cell without quotes"),
        pytest.param(Hit("", "/url"), (4, 3), "https://paper.example/2", id="the next"),
        pytest.param(Hit("", "/body"), (4, 28), '三""四""\n五', id="a cell in quotes"),
        pytest.param(Hit("", "/body", 3, 4), (4, 32), '""', id="a doubled quote"),
        pytest.param(Hit("", "/body", 5, 6), (5, 1), "五", id="in the next line"),
    ],
)
def test_the_place_of_a_value(checker: Checker, hit: Hit, place: tuple[int, int], text: str) -> None:
    data = 'title,url,body\n一,https://paper.example/1,"a\nb"\n二,https://paper.example/2,"三""四""\n五"\n'
    document = read(data)[1]
    assert document.place == "[1]"
    start, end = locations.offset_of(hit, document, to_article(document, checker.sites))
    assert (*locations.line_and_column(document, start), document.text[start:end]) == (*place, text)


def test_mapped_names_are_those_of_the_header() -> None:
    (document,) = read("Article Title,Link\n港口,https://a/1\n", title="Article Title", url="Link")
    assert values(document) == {"title": "港口", "url": "https://a/1"}
    assert document.item == {"Article Title": "港口", "Link": "https://a/1"}


#: What is printed of a list is read as that.
CELL = st.text(st.sampled_from("港a ,;|\t\"'\n\\[]"), max_size=8).filter(
    lambda cell: not re.fullmatch(r"\s*\[.*\]\s*", cell, re.DOTALL)
)


@pytest.mark.slow
@given(
    rows=st.lists(st.tuples(CELL, CELL, CELL), min_size=2, max_size=5),
    delimiter=st.sampled_from(",;\t|"),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_written_is_read(rows: list[tuple[str, ...]], delimiter: str, quoting: int, line_end: str) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, quoting=quoting, lineterminator=line_end)  # type: ignore[arg-type]
    writer.writerows([("title", "url", "body"), *(("“" + title, url, body) for title, url, body in rows)])
    documents = read(stream.getvalue())
    assert [values(document)["title"] for document in documents] == ["“" + title for title, _, _ in rows]
    for document, (_, url, body) in zip(documents, rows, strict=True):
        got = values(document)
        expected = [None if re.fullmatch(r"\s*|\[\s*\]\s*", cell) else cell for cell in (url, body)]
        assert [got.get("url"), got.get("body")] == expected
        for field in filter(None, (document.title, document.url, *document.record_fields.values())):
            start, end = readers.span(document, field)
            source = document.text[start:end]
            is_quoted = document.text[start - 1 : start] == '"'
            assert (source.replace('""', '"') if is_quoted else source) == field.value


@given(st.text(st.sampled_from("港,;\"'\n\r\\ a"), max_size=60))
def test_any_text_below_a_header(text: str) -> None:
    for document in read(HEADER + text):
        for field in (document.title, document.url, *document.record_fields.values()):
            if field is not None:
                start, end = readers.span(document, field)
                assert 0 <= start <= end <= len(document.text)


COLUMNS = ("title", "url", "body")


def read_columns(text: str, columns: tuple[str, ...] = COLUMNS, **context: str) -> list[Document]:
    return list(readers.read(RawInput("a.csv", text.encode(), context=context), ItemMapping(columns=columns)))


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        pytest.param(ROW + ROW, "港港", id="no header"),
        pytest.param("港口重新开放,x,y\n", "港", id="a first row that may be a header is none where columns are named"),
        pytest.param(HEADER + ROW, "港", id="a header with one of the names is one"),
        pytest.param("URL,headline,x\nhttps://a/1,港口,三\n", "", id="a header of another table has its own names"),
        pytest.param("\n\n" + ROW.replace(",", "\t"), "港", id="tabs, and blank lines before the first row"),
        pytest.param(ROW.replace("\n", ",\n") * 2, "港港", id="a delimiter at the end of rows"),
    ],
)
def test_the_settings_name_the_columns_of_a_table_without_a_header(text: str, titles: str) -> None:
    documents = read_columns(text)
    assert "".join(str(document.title.value)[0] for document in documents if document.title) == titles
    assert not any(document.faults for document in documents)


def test_the_first_row_without_a_header_has_its_place(checker: Checker) -> None:
    first, second = read_columns(ROW + ROW)
    assert [locations.line_and_column(each, 0) for each in (first, second)] == [(1, 1), (2, 1)]
    start, end = locations.offset_of(Hit("", "/url"), second, to_article(second, checker.sites))
    assert (*locations.line_and_column(second, start), second.text[start:end]) == (2, 8, "https://paper.example/1")


@pytest.mark.parametrize(
    ("columns", "detail"),
    [
        pytest.param(("title", "url"), "`columns` of the settings names 2 columns, the first row has 3", id="too few"),
        pytest.param(
            (*COLUMNS, "lead"), "`columns` of the settings names 4 columns, the first row has 3", id="too many"
        ),
    ],
)
def test_another_number_of_columns_is_told_once(columns: tuple[str, ...], detail: str) -> None:
    documents = read_columns(ROW * 5, columns)
    assert [fault.detail for document in documents for fault in document.faults] == [detail]


def test_pieces_of_a_long_table_without_a_header_repeat_its_first_row() -> None:
    context = {"delimiter": ",", "quote": '"', "escape": "", "skips_blanks": ""}
    rest = ROW.replace("港", "海")
    assert [str(each.title and each.title.value)[0] for each in read_columns(ROW + rest, **context)] == ["海"]
    assert read_columns(ROW + rest, (), **context) == []
    assert read_columns(ROW + rest, ("title",), **context) == []
