"""A long XML file in pieces gives the same documents as a whole one."""

from __future__ import annotations

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck import readers
from newscheck.engine.files import inputs, xml_pieces
from newscheck.model import Document, RawInput

RSS = "<?xml version='1.0'?>\n<rss version='2.0' xmlns:c='http://purl.org/rss/1.0/modules/content/'><channel>{}\n</channel></rss>\n"
ATOM = "<a:feed xmlns:a='http://www.w3.org/2005/Atom' xml:base='https://a/'>{}</a:feed>"
RECORDS = "<items>{}</items>"
FORMS = [
    pytest.param(RSS, "item", "c:encoded", id="RSS"),
    pytest.param(ATOM, "a:entry", "a:content", id="Atom with a prefix and a base"),
    pytest.param(RECORDS, "item", "body", id="records"),
]


def text_of(form: str, entry: str, body: str, bodies: list[str]) -> str:
    prefix = "a:" if entry.startswith("a:") else ""
    return form.format(
        "".join(
            f"<{entry}><{prefix}title>标题{number}</{prefix}title><{body}>{inner}</{body}></{entry}>"
            + "\n" * (number % 3)
            for number, inner in enumerate(bodies)
        )
    )


LONG = text_of(RECORDS, "item", "body", ["港\n"] * 60)


def seen(documents: list[Document]) -> list[tuple[object, ...]]:
    return [
        (document.title and document.title.value, document.text, document.origin, document.place, document.item)
        for document in documents
    ]


def whole(text: str) -> list[Document]:
    return list(readers.read(RawInput("a.xml", text.encode())))


def in_pieces(data: bytes, limit: int, path: str = "a.xml") -> list[RawInput]:
    return list(inputs.read_stream(io.BytesIO(data), path, limit))


def documents(raws: list[RawInput]) -> list[Document]:
    return [document for raw in raws for document in readers.read(raw)]


@pytest.mark.parametrize(("form", "entry", "body"), FORMS)
@pytest.mark.parametrize("limit", [900, 2_000])
def test_pieces_have_the_items_of_the_whole(form: str, entry: str, body: str, limit: int) -> None:
    bodies = [f"<![CDATA[<p>港口</p>\n<{entry}></{entry}> ]]>" * (number % 3 + 1) for number in range(60)]
    text = text_of(form, entry, body, bodies)
    pieces = in_pieces(text.encode(), limit)
    assert len(pieces) > 5
    assert max(len(piece.data) for piece in pieces) <= limit
    assert seen(documents(pieces)) == seen(whole(text))
    assert not any(document.faults for document in documents(pieces))


BODIES = st.lists(
    st.lists(
        st.sampled_from(["港", "\n", "<b>1</b>", "<![CDATA[</item><item>]]>", "<!-- <item> -->", "<item>", "</item>"]),
        max_size=6,
    ).map("".join),
    min_size=3,
    max_size=12,
)


@given(BODIES, st.integers(300, 1_000))
def test_any_bodies(bodies: list[str], limit: int) -> None:
    text = text_of(RSS, "item", "c:encoded", bodies)
    pieces = in_pieces(text.encode(), limit)
    read, expected = documents([piece for piece in pieces if not piece.fault]), whole(text)
    if not any(document.faults for document in expected):
        assert seen(read) == seen(expected)[: len(read)]
        assert len(read) == len(expected) or pieces[-1].fault == "too-large"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(LONG.removesuffix("</items>"), id="no end"),
        pytest.param("<!-- 港口港口 <item> -->" + LONG + "x", id="a comment before"),
        pytest.param(f"{LONG}\nx", id="text behind the end"),
    ],
)
def test_faults_are_those_of_the_whole(text: str) -> None:
    read, expected = documents(in_pieces(text.encode(), 1_000)), whole(text)
    assert seen(read) == seen(expected)
    assert [document.faults for document in read] == [document.faults for document in expected]
    assert sum(len(document.faults) for document in read) == 1


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(text_of(RSS, "item", "b", ["港"] * 60).encode("utf-16"), id="UTF-16"),
        pytest.param(
            text_of(RSS, "item", "b", ["港"] * 60).replace("'1.0'", "'1.0' encoding='gbk'").encode("gbk"), id="GBK"
        ),
        pytest.param(text_of("<urlset>{}</urlset>", "url", "loc", ["港"] * 60).encode(), id="a sitemap"),
        pytest.param(
            b"<!DOCTYPE rss [<!ENTITY a 'b'>]>" + text_of(RECORDS, "item", "b", ["港"] * 60).encode(), id="a DTD"
        ),
        pytest.param(b"x" * 3_000, id="no XML"),
        pytest.param(text_of(RECORDS, "item", "b", ["x" * 3_000]).encode(), id="one item"),
    ],
)
def test_what_is_not_divided_is_too_large(data: bytes) -> None:
    (raw,) = in_pieces(data, 1_000)
    assert (raw.fault, raw.detail, raw.data) == ("too-large", "over the limit of 1,000 bytes", b"")


def test_an_item_over_the_limit() -> None:
    *_, last = in_pieces(text_of(RECORDS, "item", "body", [*["港\n"] * 60, "x" * 3_000]).encode(), 1_000)
    assert (last.fault, last.detail) == ("too-large", "an item over the limit of 1,000 bytes")
    assert last.line > 100


def test_bytes_that_are_not_utf8_cost_no_item() -> None:
    data = text_of(RECORDS, "item", "body", ["港"] * 60).encode().replace("港".encode(), b"\xe6\xb8", 1)
    read = documents(in_pieces(data, 1_000))
    assert [document.place for document in read] == [f"item[{number}]" for number in range(60)]
    assert sum(len(document.faults) for document in read) == 1


def test_a_stream_that_ends_early_keeps_what_came() -> None:
    text = text_of(RECORDS, "item", "body", [f"港{number * 7919}" for number in range(600)])
    data = gzip.compress(text.encode(), mtime=0)
    *pieces, last = in_pieces(data[: len(data) // 2], 1_000, "a.xml.gz")
    read = [document for document in documents(pieces) if not document.faults]
    assert last.fault
    assert len(read) > 50
    assert seen(read) == seen(whole(text))[: len(read)]


def test_a_stream_of_a_few_bytes() -> None:
    text = text_of(RECORDS, "item", "body", ["港"] * 30)
    stream = io.BytesIO(text.encode())
    raws = list(xml_pieces.pieces(lambda size: stream.read(min(size, 100)), b"", "a.xml", 1_000, ""))
    assert seen(documents(raws)) == seen(whole(text))
