"""The walk of object storage finds what the walk of a folder with the same files does."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from remote_files import Storage, stored

from newscheck.engine.cache.shard import ContentDigests
from newscheck.engine.files import directory_walk, inputs
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.files.other_files import OtherFiles
from newscheck.engine.remote import bucket, connection, prefetch, remote_walk
from newscheck.engine.remote.remote_file import RemoteFile
from newscheck.errors import UsageError

NAMES = [
    *("b.md", "a.md", "a/2.md", "a/1.md", "a-b/1.md", "a/b/c/1.json", "lines.jsonl", "feed.XML", "folder.md/1.md"),
    *(".hidden/1.md", "a/README.md", "old/1.md", "a/\n\x1b[31m.md", "a/back\\slash.md", "新闻/一.md", "a/x.docx"),
    *("a.zip", "a/page.html", "z/z/z/1.md"),
]
LIMIT = 1_000


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    with stored({f"news/dump/{name}": name.encode() for name in NAMES}) as made:
        monkeypatch.setattr(connection, "filesystem", lambda scheme: made)
        yield made


def walk(*urls: str, **options: Any) -> list[FileEntry]:
    return list(remote_walk.walk(urls, **options))


@pytest.mark.skipif(sys.platform == "win32", reason="names of POSIX")
@pytest.mark.parametrize("pages", [False, True])
@pytest.mark.parametrize("exclude", [(), ("old", "a/b/*", "a-b/1.md")])
def test_files_and_contents_are_those_of_the_folder(
    storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exclude: tuple[str, ...], pages: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        (tmp_path / "dump" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "dump" / name).write_bytes(name.encode())
    counted, here = OtherFiles(), OtherFiles()
    found = walk("gs://news/dump", exclude=exclude, pages=pages, others=counted)
    local = list(directory_walk.walk(["dump"], exclude, pages=pages, others=here))

    def shown(text: str) -> str:
        return text.replace("gs://news/dump", "dump")

    def read(entries: list[FileEntry]) -> dict[str, list[tuple[str, bytes, str, str]]]:
        return {
            shown(entry.path): [(shown(raw.path), raw.data, raw.fault, raw.detail) for raw in inputs.read(entry, LIMIT)]
            for entry in entries
        }

    assert read(found) == read(local)
    assert [shown(entry.path) for entry in found if not entry.fault] == [
        entry.path for entry in local if entry.path != "dump/folder.md"
    ]
    assert [shown(remark) for remark in counted.remarks()] == here.remarks()


@pytest.mark.parametrize(
    ("urls", "expected"),
    [
        pytest.param(["az://news/dump/a.md"], ["az://news/dump/a.md"], id="a file"),
        pytest.param(["gs://news/dump/a/b", "gs://news/dump/a/b/"], ["gs://news/dump/a/b/c/1.json"], id="once each"),
        pytest.param(["gs://news/dump/a.zip!/x.md"], ["gs://news/dump/a.zip!/x.md"], id="a member"),
    ],
)
def test_what_is_named_is_found(storage: Storage, urls: list[str], expected: list[str]) -> None:
    assert [entry.path for entry in walk(*urls)] == expected


@pytest.mark.parametrize(
    ("url", "failures", "message"),
    [
        ("gs://news/none", {}, "no such file or folder: gs://news/none"),
        ("gs://news/dump/a.md/", {}, "no such file or folder: gs://news/dump/a.md/"),
        ("gs://news/dump/none.zip!/1.md", {}, "no such file or folder: gs://news/dump/none.zip!/1.md"),
        ("gs://news/dump", {"news/dump": PermissionError()}, "can't read gs://news/dump: access is denied"),
        ("gs://news/none", {"news/none": TimeoutError()}, "can't read gs://news/none: no answer in time"),
    ],
)
def test_a_root_that_cant_be_read_is_a_mistake(
    storage: Storage, url: str, failures: dict[str, Exception], message: str
) -> None:
    storage.failures = failures
    with pytest.raises(UsageError) as caught:
        walk(url)
    assert str(caught.value) == message


def test_a_folder_that_cant_be_listed_is_a_finding(storage: Storage) -> None:
    storage.failures = {"news/dump/a": PermissionError()}
    (entry,) = [entry for entry in walk("gs://news/dump") if entry.fault.startswith("can't")]
    assert (entry.path, entry.fault) == ("gs://news/dump/a", "can't list the folder: access is denied")


def test_a_listing_has_a_bound(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_walk, "_MOST", 5)
    with pytest.raises(UsageError, match=r"over 5 files and folders: name a part of them"):
        walk("gs://news/dump")


def test_a_listing_without_an_end_is_given_up(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def page(*arguments: object) -> bucket.Page:
        return bucket.Page([], "more")

    monkeypatch.setattr(bucket, "page", page)
    monkeypatch.setattr(remote_walk, "_EMPTY", 10)
    with pytest.raises(UsageError, match="can't read gs://news/dump: the listing has no end"):
        walk("gs://news/dump")


def test_who_may_not_list_may_read_a_file(storage: Storage) -> None:
    storage.failures = {"news/dump/a.zip": PermissionError()}
    with pytest.raises(UsageError, match="access is denied"):
        walk("gs://news/dump/a.zip")
    storage.failures = {"news/dump": PermissionError()}
    assert [entry.path for entry in walk("gs://news/dump/a.md")] == ["gs://news/dump/a.md"]
    assert storage.asked[-1:] == ["info news/dump/a.md"]


def test_folders_are_listed_ahead_but_not_all_at_once(storage: Storage) -> None:
    storage.files = {f"news/{at:03d}/{at}.md": b"x" for at in range(100)}
    assert len(walk("gs://news")) == 100
    assert 2 <= storage.most <= remote_walk._LISTED


def test_a_walk_that_is_given_up_asks_for_no_more(storage: Storage) -> None:
    storage.files = {f"news/{at:03d}/{at}.md": b"x" for at in range(100)}
    entries = remote_walk.walk(["gs://news"])
    next(entries)
    entries.close()  # type: ignore[attr-defined]
    assert len(storage.asked) < 40


def test_files_are_found_again_by_their_paths(storage: Storage) -> None:
    paths = ["gs://news/dump/a.md", "gs://news/dump/none.md", "gs://news/dump/a.zip!/1.md", "local.md"]
    found = list(remote_walk.found_again(FileEntry(path, path) for path in paths))
    assert [(entry.path, entry.member) for entry in found] == [(paths[0], ""), (paths[2], "1.md"), (paths[3], "")]


def test_small_files_are_fetched_ahead_within_bounds(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefetch, "_BYTES", 30)
    storage.files = {f"news/{at:03d}.md": bytes(10) for at in range(50)}
    reads = [raw.data for entry in prefetch.ahead(walk("gs://news"), LIMIT) for raw in inputs.read(entry, LIMIT)]
    assert reads == [bytes(10)] * 50
    assert 2 <= storage.most <= 4


def test_files_over_the_limit_are_not_fetched(storage: Storage) -> None:
    storage.files = {"news/1.md": bytes(LIMIT + 1)}
    (raw,) = [raw for entry in prefetch.ahead(walk("gs://news"), LIMIT) for raw in inputs.read(entry, LIMIT)]
    assert (raw.fault, raw.data) == ("too-large", b"")
    assert not [asked for asked in storage.asked if asked.startswith("cat")]


def test_what_fails_for_one_member_is_not_asked_again_for_each(storage: Storage) -> None:
    (entry,) = walk("gs://news/dump/b.md")
    assert isinstance(entry.stored, RemoteFile)
    storage.failures = {"news/dump/b.md": PermissionError()}
    storage.asked.clear()
    with entry.stored.opened() as content:
        for _ in range(3):
            with pytest.raises(OSError, match="access is denied"):
                content.read(1)
    assert storage.asked == ["cat news/dump/b.md"]


def test_what_is_not_read_is_not_waited_for(storage: Storage) -> None:
    entries = walk("gs://news/dump")
    storage.waits = True
    ahead = prefetch.ahead(entries, LIMIT)
    assert next(ahead).path == "gs://news/dump/a.md"
    ahead.close()  # type: ignore[attr-defined]


def test_the_digest_of_a_file_is_that_of_its_version_unless_it_could_not_be_read(storage: Storage) -> None:
    entries = walk("gs://news/dump/b.md")

    def read() -> bytes:
        contents = ContentDigests()
        list(contents.read(entries, LIMIT))
        return contents.packed

    storage.asked.clear()
    known = ContentDigests.of(entries, LIMIT).packed
    assert storage.asked == []
    assert read() == known
    storage.failures = {"news/dump/b.md": PermissionError()}
    assert read() != known
    storage.failures = {}
    storage.files["news/dump/b.md"] = b""
    assert read() != known
    assert ContentDigests.of(walk("gs://news/dump/b.md"), LIMIT).packed != known
    assert ContentDigests.of(entries, LIMIT + 1).packed != known
