"""What servers may send, the hostile ones among them."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from file_server import Answer, ranged, send, served, status, whole

from newscheck.engine.remote import connection, repetition, website
from newscheck.engine.remote.failures import failure
from newscheck.engine.remote.location import Location, parse
from newscheck.engine.remote.object_info import ObjectInfo

aiohttp = pytest.importorskip("aiohttp", reason="aiohttp is not installed: newscheck[remote]")
http = pytest.importorskip("fsspec.implementations.http", reason="fsspec is not installed: newscheck[remote]")
DATA = bytes(range(256)) * 40


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repetition, "_PAUSES", (0, 0))
    monkeypatch.setattr(website, "_PIECE", 1_000)
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


def ask(address: str, work: Callable[[Any, Location], Any]) -> Any:
    """What a coroutine gives, or the words for its error."""

    async def asked() -> Any:
        fs = http.HTTPFileSystem(asynchronous=True, skip_instance_cache=True, **connection._options("http"))
        try:
            return await work(fs, parse(address))
        finally:
            await fs._session.close()

    try:
        return asyncio.run(asked())
    except Exception as error:
        return failure(error).strerror


def found(answer: Answer) -> Any:
    with served({"/a.zip": answer}) as site:
        return ask(f"{site.address}/a.zip?5ecret", website.found)


def fetched(answer: Answer, info: ObjectInfo, start: int = 0, end: int = 100) -> Any:
    with served({"/a.zip": answer}) as site:
        return ask(f"{site.address}/a.zip", lambda fs, place: website.fetch(fs, place, info, start, end))


def downloaded(answer: Answer, info: ObjectInfo) -> Any:
    file = io.BytesIO()
    with served({"/a.zip": answer}) as site:
        error = ask(f"{site.address}/a.zip", lambda fs, place: website.download(fs, place, info, file))
    return error or file.getvalue()


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param(ranged(DATA), ObjectInfo(len(DATA), '"1"'), id="parts"),
        pytest.param(
            whole(DATA, Last_Modified="Tue, 02 Jan 2024 00:00:00 GMT"),
            ObjectInfo(len(DATA), "", 1704153600.0, has_ranges=False),
            id="whole only",
        ),
        pytest.param(whole(DATA, Content_Length=""), ObjectInfo(None, has_ranges=False), id="no length"),
        pytest.param(whole(b"", Last_Modified="never"), ObjectInfo(0, has_ranges=False), id="no time"),
        pytest.param(status(416, Content_Range="bytes */0"), ObjectInfo(0), id="empty"),
        pytest.param(status(416), "the server refuses to send its first byte (416)", id="refuses ranges"),
        pytest.param(status(403), "access is denied (403)", id="forbidden"),
        pytest.param(status(404), "no such file or folder (404)", id="absent"),
        pytest.param(status(302, Location="file:///etc/passwd"), "a redirect to what is no website", id="to a file"),
        pytest.param(status(302), "a redirect to what is no website", id="to nowhere"),
        pytest.param(status(204), "the server sends no file (204)", id="no content"),
        pytest.param(status(304), "the server sends no file (304)", id="not modified"),
        pytest.param(
            lambda handler: send(handler, 206, DATA[:1], Content_Range=f"bytes 0-0/{'9' * 5_000}"),
            ObjectInfo(1, has_ranges=False),
            id="a length that is no number",
        ),
        pytest.param(ranged(DATA, 'W/"1"'), ObjectInfo(len(DATA)), id="a tag that need not change"),
        pytest.param(ranged(DATA, '"\x1b[31m"'), ObjectInfo(len(DATA)), id="a tag that can't be asked for"),
        pytest.param(lambda handler: handler.wfile.write(b"?\r\n\r\n"), "the answer isn't valid HTTP", id="not HTTP"),
        pytest.param(status(302, Location="/a.zip"), "too many redirects", id="redirects in a circle"),
        pytest.param(
            whole(DATA, Content_Encoding="br"), "the server compresses what was asked for as it is", id="compressed"
        ),
    ],
)
def test_a_server_says_what_it_has(answer: Answer, expected: object) -> None:
    assert found(answer) == expected


INFO = ObjectInfo(len(DATA), '"1"')


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param(ranged(DATA), DATA[:100], id="the part"),
        pytest.param(ranged(DATA, '"2"'), "changed while read", id="another version"),
        pytest.param(ranged(DATA + b"x"), "changed while read", id="it has grown"),
        pytest.param(status(412), "changed while read (412)", id="it says so"),
        pytest.param(
            lambda handler: send(handler, 206, DATA, Content_Range=f"bytes 0-99/{len(DATA)}"),
            "changed while read",
            id="without its tag",
        ),
        pytest.param(whole(DATA), "the server sends another part than the one that was asked for", id="all of it"),
        pytest.param(
            lambda handler: send(
                handler, 206, DATA, Content_Range=f"bytes 0-99/{len(DATA)}", ETag='"1"', Content_Length="1000000000"
            ),
            DATA[:100],
            id="more than was asked for is not read",
        ),
        pytest.param(
            lambda handler: send(handler, 206, b"x", Content_Range=f"bytes 0-99/{len(DATA)}", ETag='"1"'),
            "the connection is lost",
            id="less",
        ),
    ],
)
def test_only_the_part_that_was_asked_for_is_taken(answer: Answer, expected: object) -> None:
    assert fetched(answer, INFO) == expected


def test_what_may_pass_is_asked_again() -> None:
    answers = [status(503), status(429), ranged(DATA)]
    assert fetched(lambda handler: answers.pop(0)(handler), INFO) == DATA[:100]
    answers = [status(503)] * 4
    assert fetched(lambda handler: answers.pop(0)(handler), INFO) == "the server fails (503)"
    assert len(answers) == 1


def test_without_a_tag_the_time_tells_that_a_file_has_changed() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        place, date = f"bytes 0-99/{len(DATA)}", "Tue, 02 Jan 2024 00:00:00 GMT"
        send(handler, 206, DATA[:100], Content_Range=place, Last_Modified=date)

    assert fetched(answer, ObjectInfo(len(DATA), "", 1704153600.0)) == DATA[:100]
    assert fetched(answer, ObjectInfo(len(DATA), "", 1704153601.0)) == "changed while read"


def test_a_download_that_breaks_off_is_begun_again() -> None:
    info = ObjectInfo(len(DATA), has_ranges=False)
    answers = [whole(DATA[:100], Content_Length=str(len(DATA))), status(503), whole(DATA)]
    assert downloaded(lambda handler: answers.pop(0)(handler), info) == DATA
    broken = whole(DATA[:100], Content_Length=str(len(DATA)))
    assert downloaded(broken, info) == "the connection is lost"


def test_a_download_is_of_the_whole_file() -> None:
    part = "the server sends a part of the file that was asked for"
    assert downloaded(lambda handler: send(handler, 206, DATA), ObjectInfo(None, has_ranges=False)) == part


def test_a_body_without_an_end_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    assert downloaded(whole(DATA), ObjectInfo(len(DATA), has_ranges=False)) == DATA
    monkeypatch.setattr(website, "MOST", 5_000)
    endless = whole(DATA, Content_Length="10000000000")
    assert downloaded(endless, ObjectInfo(None, has_ranges=False)).startswith("over 5,000 bytes")
    monkeypatch.setattr(website, "_PATIENCE", -1.0)
    monkeypatch.setattr(website, "_SLOWEST", 1e12)
    assert downloaded(whole(DATA), ObjectInfo(None, has_ranges=False)) == "the server sends too slowly"


@pytest.mark.parametrize("host", ["[::1", "host:99999", "host:x"])
def test_what_is_no_url_is_told(host: str) -> None:
    place = Location("http", host, "a.zip", f"http://{host}/a.zip")
    assert ask("http://host/a.zip", lambda fs, _: website.found(fs, place)) == "not the URL of a website"
