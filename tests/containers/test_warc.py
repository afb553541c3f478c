"""Web archives: each page among the responses, with its address, its time and the encoding of its header."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscheck.containers import ContainerFault, warc
from newscheck.model import RawInput

URL, DATE = "https://example.org/1.html", "2024-01-02T03:04:05Z"
PAGE = b"<html><p>\xd5\xfd\xce\xc4</p></html>"
CHUNKS = b"4\r\n%b\r\n%x;name=value\r\n%b\r\n0\r\n\r\n" % (PAGE[:4], len(PAGE) - 4, PAGE[4:])
HTML = ("Content-Type", "text/html")


class Response(NamedTuple):
    body: bytes = PAGE
    headers: tuple[tuple[str, str], ...] = (HTML,)
    status: str = "200 OK"
    kind: str = "response"
    url: str = URL
    own: tuple[tuple[str, str], ...] = ()


def record(kind: str, content: bytes, *headers: tuple[str, str]) -> bytes:
    lines = [("WARC-Type", kind), ("WARC-Record-ID", "<urn:uuid:1>"), ("WARC-Date", DATE), *headers]
    head = "".join(f"{name}: {value}\r\n" for name, value in (*lines, ("Content-Length", str(len(content)))))
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + content + b"\r\n\r\n"


def crawl(*responses: Response) -> bytes:
    """A web archive; its first record is about itself."""
    data = record("warcinfo", b"software: test\r\n", ("Content-Type", "application/warc-fields"))
    for response in responses:
        head = f"HTTP/1.1 {response.status}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in response.headers)
        own = (("WARC-Target-URI", response.url), ("Content-Type", "application/http; msgtype=response"), *response.own)
        data += record(response.kind, head.encode() + b"\r\n" + response.body, *own)
    return data


def read(data: bytes, limit: int = 10_000) -> list[RawInput]:
    return [*warc.inputs(io.BytesIO(data), "a.warc", limit)]


def names(pages: Sequence[RawInput]) -> list[str]:
    return [page.path.removeprefix("a.warc!/") for page in pages]


def test_a_page_has_its_address_which_is_its_name_too_and_its_time() -> None:
    (page,) = read(crawl(Response(headers=(("Content-Type", 'text/html; charset="GB2312"'),))))
    context = {"url": URL, "fetched": DATE, "charset": "gb2312"}
    assert page == RawInput(f"a.warc!/{URL}", PAGE, form="page", context=context)


def test_pages_with_one_address_stay_apart() -> None:
    nameless = resource("resource", "text/html", "")
    pages = read(crawl(*[Response()] * 3, Response(url=f"{URL}#2")) + nameless * 2)
    assert names(pages) == [URL, f"{URL}#2", f"{URL}#3", f"{URL}%232", "record-6", "record-7"]


def resource(kind: str, content_type: str, url: str = URL) -> bytes:
    return record(kind, PAGE, ("WARC-Target-URI", url), ("Content-Type", content_type))


@pytest.mark.parametrize(
    ("data", "contexts"),
    [
        pytest.param(
            resource("resource", "text/html; charset=GBK"),
            [{"url": URL, "fetched": DATE, "charset": "gbk"}],
            id="a page that was saved without its response",
        ),
        pytest.param(resource("resource", "text/html", "file:///a/1.html"), [{"fetched": DATE}], id="of a file"),
        pytest.param(resource("resource", "text/plain", "metadata://wget/log") + crawl(Response()), [{}], id="wget"),
        pytest.param(resource("conversion", "text/html") + crawl(Response()), [{}], id="a copy in another format"),
    ],
)
def test_resources_are_pages_too(data: bytes, contexts: list[dict[str, str]]) -> None:
    pages = read(data)
    assert len(pages) == len(contexts)
    assert all(expected.items() <= page.context.items() for page, expected in zip(pages, contexts, strict=True))
    assert all(page.data == PAGE and ("url" in page.context) is ("file:" not in page.path) for page in pages)


def test_the_type_that_the_crawler_saw_stands_for_one_that_the_server_does_not_give() -> None:
    seen = (("WARC-Identified-Payload-Type", "text/html"),)
    assert names(read(crawl(Response(headers=(), own=seen)))) == [URL]


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        pytest.param([("Content-Encoding", "gzip")], gzip.compress(PAGE), id="gzip"),
        pytest.param([("Content-Encoding", "deflate")], zlib.compress(PAGE), id="deflate"),
        pytest.param([("Content-Encoding", "deflate")], zlib.compress(PAGE)[2:-4], id="deflate without a header"),
        pytest.param([("Content-Encoding", "br")], brotli.compress(PAGE), id="Brotli"),
        pytest.param([("Content-Encoding", "gzip")], PAGE, id="stored decoded"),
        pytest.param([("Content-Encoding", "br")], PAGE, id="stored decoded, Brotli"),
        pytest.param([("Transfer-Encoding", "chunked")], CHUNKS, id="chunks"),
        pytest.param([("Transfer-Encoding", "chunked")], PAGE, id="stored without chunks"),
    ],
)
def test_the_encodings_of_a_body_are_undone(headers: list[tuple[str, str]], body: bytes) -> None:
    assert [page.data for page in read(crawl(Response(body, (HTML, *headers))))] == [PAGE]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Response(status="404 Not Found"), id="not found"),
        pytest.param(Response(status="301 Moved"), id="moved"),
        pytest.param(Response(headers=(("Content-Type", "image/png"),)), id="no page"),
        pytest.param(Response(headers=()), id="no type"),
        pytest.param(Response(kind="request"), id="a request"),
        pytest.param(Response(kind="revisit"), id="the same as before"),
    ],
)
def test_other_records_are_left_out(other: Response) -> None:
    assert names(read(crawl(other._replace(url="https://other.example/"), Response(), other))) == [URL]


@pytest.mark.parametrize(
    ("response", "kind", "detail"),
    [
        pytest.param(
            Response(own=(("WARC-Truncated", "length"),)), "unreadable", "cut off by the crawler (length)", id="cut off"
        ),
        pytest.param(Response(bytes(101)), "too-large", "over the limit of 100 bytes", id="large"),
        pytest.param(
            Response(gzip.compress(bytes(101)), (HTML, ("Content-Encoding", "gzip"))),
            "too-large",
            "over the limit of 100 bytes",
            id="large when decompressed",
        ),
        pytest.param(
            Response(brotli.compress(bytes(101)), (HTML, ("Content-Encoding", "br"))),
            "too-large",
            "over the limit of 100 bytes",
            id="large when decompressed, Brotli",
        ),
        pytest.param(
            Response(gzip.compress(PAGE)[:-9], (HTML, ("Content-Encoding", "gzip"))),
            "unreadable",
            "its compressed body ends early",
            id="a part of gzip data",
        ),
        pytest.param(
            Response(headers=(HTML, ("Content-Encoding", "zstd"))),
            "unreadable",
            "its Content-Encoding 'zstd' is not read",
            id="another encoding",
        ),
    ],
)
def test_a_page_that_can_not_be_read_costs_no_other(response: Response, kind: str, detail: str) -> None:
    fault, page = read(crawl(response, Response(b"<p>")), limit=100)
    assert fault == RawInput(f"a.warc!/{URL}", fault=kind, detail=detail)
    assert (page.path, page.data) == (f"a.warc!/{URL}#2", b"<p>")


def test_brackets_around_an_address_are_no_part_of_it() -> None:
    data = crawl(Response()).replace(URL.encode(), b"<" + URL.encode() + b">")
    assert [page.context["url"] for page in read(data)] == [URL]


def faulty(data: bytes) -> ContainerFault:
    with pytest.raises(ContainerFault) as caught:
        read(data)
    return caught.value


WHOLE = crawl(Response(), Response(b"<p>" * 99))


@pytest.mark.parametrize(
    ("data", "detail"),
    [
        pytest.param(b"", "0 bytes", id="empty"),
        pytest.param(b"<html>", "no WARC data, as its name says", id="another format"),
        pytest.param(
            b"filedesc://a.arc 0.0.0.0 20240101000000 text/plain 0\n",
            "an ARC file: convert it to WARC (`warcio recompress`)",
            id="ARC",
        ),
        pytest.param(WHOLE[:-20], "the WARC data end early (record 3)", id="cut off in a page"),
        pytest.param(
            WHOLE.replace(b"Content-Length: ", b"Content-Size: "),
            "damaged WARC data: a record that doesn't say how long it is (record 1)",
            id="no length",
        ),
        pytest.param(
            crawl(
                *[Response(headers=(("Content-Type", "application/json"),))] * 2,
                Response(kind="request"),
                Response(kind="revisit"),
                Response(status="404 Not Found"),
                Response(headers=()),
            ),
            "no record is the response with a page (2 application/json, 1 revisit, 1 status 404, …)",
            id="no page",
        ),
        pytest.param(crawl(), "no record is the response with a page", id="nothing but its head"),
    ],
)
def test_data_that_can_not_be_read_further_are_told(data: bytes, detail: str) -> None:
    assert faulty(data).detail == detail


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(crawl(Response(kind="request")), id="no response"),
        pytest.param(crawl(Response())[:60], id="cut off in the first header"),
    ],
)
def test_a_web_archive_without_a_page_is_never_green(data: bytes) -> None:
    assert faulty(data).detail


def test_pages_before_one_that_is_cut_off_are_read() -> None:
    stream = warc.inputs(io.BytesIO(WHOLE[:-20]), "a.warc", 10_000)
    assert next(stream).data == PAGE
    with pytest.raises(ContainerFault, match="end early"):
        next(stream)


def test_archives_one_behind_the_other_are_one() -> None:
    assert names(read(crawl(Response()) + crawl(Response()))) == [URL, f"{URL}#2"]


def test_a_line_without_an_end_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "_LONGEST_LINE", 100_000)
    fault = faulty(b"WARC/1.0 " + bytes(500_000))
    assert fault.detail == "damaged WARC data: a line over 100,000 bytes"


@pytest.mark.parametrize(("before", "after"), [(b"Content-Length: 1", b"Content-Length: 3"), (b"software", b"\r\n")])
def test_a_record_with_another_length_is_told_and_nothing_is_written(
    before: bytes, after: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    assert before in WHOLE
    faulty(WHOLE.replace(before, after, 1))
    assert capfd.readouterr() == ("", "")


def test_without_its_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "warcio.archiveiterator", None)
    fault = faulty(WHOLE)
    assert fault.detail == "a web archive: pip install 'newscheck[warc]'"


@settings(max_examples=60)
@given(edits=st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(max_size=4)), max_size=4))
def test_damaged_data_give_pages_or_a_fault(edits: Sequence[tuple[int, bytes]]) -> None:
    data = WHOLE
    for at, other in edits:
        data = data[:at] + other + data[at + len(other) + 1 :]
    with suppress(ContainerFault):
        assert all(page.form == "page" or page.fault for page in read(data))
