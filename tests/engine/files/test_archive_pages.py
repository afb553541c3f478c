"""Pages of web archives: which are read, by the setting, the patterns and the path that name them."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscheck.engine.files import inputs
from newscheck.engine.files.directory_walk import FileEntry, require_file, walk
from newscheck.model import RawInput
from newscheck.text import file_kinds

LIMIT = 4_000
SITE = "https://paper.example"
URLS = [f"{SITE}/1.html", f"{SITE}/tag/2.html", f"{SITE}/README.html", f"{SITE}/1.html"]
NAMES = [*URLS[:3], f"{SITE}/1.html#2"]


def page(number: int) -> bytes:
    return b"<p>page %d" % number


def crawl() -> bytes:
    """A web archive of a page for each URL."""
    data = b""
    for number, url in enumerate(URLS):
        content = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(number)
        data += (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2024-01-02T03:04:05Z\r\n"
            f"WARC-Target-URI: <{url}>\r\nContent-Length: {len(content)}\r\n\r\n"
        ).encode()
        data += content + b"\r\n\r\n"
    return data


def zip_of(content: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("archive/c.warc.gz", content)
    return data.getvalue()


@pytest.fixture(
    params=[
        pytest.param(("c.warc", lambda data: data), id="as it is"),
        pytest.param(("c.warc.gz", gzip.compress), id="compressed"),
        pytest.param(("c.zip!/archive/c.warc.gz", lambda data: zip_of(gzip.compress(data))), id="in an archive"),
    ]
)
def archive(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The path of a web archive; the working folder is that of the file."""
    path, pack = request.param
    monkeypatch.chdir(tmp_path)
    Path(path.partition("!/")[0]).write_bytes(pack(crawl()))
    return path


def file_of(archive: str) -> str:
    return archive.partition("!/")[0]


def read(archive: str, exclude: tuple[str, ...] = (), *, pages: bool = True) -> list[RawInput]:
    (entry,) = walk([file_of(archive)], exclude, pages=pages)
    return [*inputs.read(entry, LIMIT)]


def test_each_page_has_a_path_of_its_own(archive: str) -> None:
    expected = [(f"{archive}!/{name}", page(at)) for at, name in enumerate(NAMES)]
    assert [(raw.path, raw.data) for raw in read(archive)] == expected


@pytest.mark.parametrize("pattern", [f"{SITE}/tag/*", "2.html", "tag"])
def test_patterns_leave_pages_out(archive: str, pattern: str) -> None:
    assert [raw.path for raw in read(archive, (pattern,))] == [f"{archive}!/{NAMES[at]}" for at in (0, 2, 3)]


def test_without_an_extractor_one_fault_counts_the_pages(archive: str) -> None:
    expected = RawInput(archive, fault="other-kind", detail=file_kinds.pages_in_words(4))
    assert read(archive, pages=False) == [expected]
    assert [*inputs.read(require_file(file_of(archive)), LIMIT)] == [expected]
    assert expected.detail.startswith("an archive of 4 HTML pages: ")


@pytest.mark.parametrize("at", range(len(NAMES)))
def test_one_page_is_read_by_its_path(archive: str, at: int) -> None:
    path = f"{archive}!/{NAMES[at]}"
    for entry in (require_file(path), *walk([path])):
        (raw,) = inputs.read(entry, LIMIT)
        assert (raw.path, raw.data) == (path, page(at)) == (entry.path, page(at))


def test_a_page_that_is_not_there_is_told(archive: str) -> None:
    path = f"{archive}!/{SITE}/9.html"
    assert [*inputs.read(require_file(path), LIMIT)] == [
        RawInput(path, fault="unreadable", detail="the web archive has no such page")
    ]


def test_a_web_archive_in_an_archive_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "c.zip"
    path.write_bytes(zip_of(gzip.compress(crawl())))
    (entry,) = walk([f"{path}!/archive/c.warc.gz"])
    assert [raw.data for raw in inputs.read(entry, LIMIT)] == [*map(page, range(4))]


def test_pages_of_an_archive_that_is_named_or_on_stdin_are_read_with_an_extractor(archive: str) -> None:
    file = file_of(archive)
    data = Path(file).read_bytes()
    named = [*inputs.read(require_file(file, pages=True), LIMIT)]
    assert named == [*inputs.read_stream(io.BytesIO(data), file, LIMIT, pages=True)] == read(archive)
    assert [*inputs.read_stream(io.BytesIO(data), file, LIMIT)] == read(archive, pages=False)


def test_saved_pages_in_a_zip_are_read_with_an_extractor(tmp_path: Path) -> None:
    path = tmp_path / "pages.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("1.html", page(1))
    (unread,) = inputs.read(FileEntry("pages.zip", str(path)), LIMIT)
    assert unread.detail.startswith("an archive of an HTML page: ")
    (raw,) = inputs.read(require_file(str(path), pages=True), LIMIT)
    assert raw.data == page(1)
