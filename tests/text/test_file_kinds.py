"""Files of other kinds are recognised by their suffix, their first bytes, or their first words."""

from __future__ import annotations

import pytest

from newscheck import readers
from newscheck.model import RawInput
from newscheck.text import file_kinds
from newscheck.text.file_kinds import FileKind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("news.db", file_kinds.SQLITE),
        ("dump/2023.SQLITE3", file_kinds.SQLITE),
        ("a.b.xlsx", file_kinds.EXCEL),
        ("page.shtml", file_kinds.PAGE),
        (".html", None),
        ("db", None),
        ("a.unknown", None),
    ],
)
def test_by_suffix(name: str, kind: FileKind | None) -> None:
    assert file_kinds.by_suffix(name) == kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        pytest.param("version https://git-lfs.github.com/spec/v1\noid sha256:0", file_kinds.LFS, id="Git LFS"),
        pytest.param("../.git/annex/objects/Xk/1/SHA256E-s9", file_kinds.ANNEX, id="git-annex"),
        pytest.param('<?xml version="1.0"?>\n<!-- a -->\n<urlset xmlns="x">', file_kinds.SITEMAP, id="a sitemap"),
        pytest.param("<sitemapindex>", file_kinds.SITEMAP, id="an index of sitemaps"),
        pytest.param("-- MySQL dump 10.13  Distrib 8", file_kinds.SQL_DUMP, id="mysqldump"),
        pytest.param("PRAGMA foreign_keys=OFF;\nBEGIN", file_kinds.SQL_DUMP, id="sqlite3 .dump"),
        pytest.param("CREATE TABLE news (id int)", file_kinds.SQL_DUMP, id="a table"),
        pytest.param("From: <Saved by Blink>\nSnapshot", file_kinds.MHTML, id="a page as MHTML"),
        pytest.param("Return-Path: <a@b.example>\n", file_kinds.MAIL, id="a mail"),
        pytest.param("#!/usr/bin/env python3\n", file_kinds.CODE, id="a script"),
        pytest.param("from scrapy import Spider\n", file_kinds.CODE, id="a module"),
        pytest.param("from the harbour to the lighthouse", None, id="a sentence"),
        pytest.param("<rss><channel>", None, id="a feed"),
        pytest.param("title,url\n", None, id="a table of items"),
    ],
)
def test_by_words(head: str, kind: FileKind | None) -> None:
    assert file_kinds.by_words(head) == kind


@pytest.mark.parametrize(
    ("data", "path", "detail"),
    [
        pytest.param(b"SQLite format 3\0" + bytes(80), "a.json", "an SQLite database: export", id="SQLite"),
        pytest.param(b"PK\3\4" + bytes(26) + b"[Content_Types].xml", "a.csv", "an Excel or Office file", id="xlsx"),
        pytest.param(b"PK\3\4" + bytes(26) + b"mimetypeapplication/epub+zip", "a.md", "an e-book: save", id="epub"),
        pytest.param(b"\x80\4\x95" + bytes(9), "items.pkl", "a pickle: it would run code", id="a pickle"),
        pytest.param(b"\x16\0\0\0\x02a\0" + bytes(90), "news.bson", "a MongoDB dump: ", id="by its suffix"),
        pytest.param(b"ORC" + bytes(90), "a.orc", "an ORC file: ", id="ORC"),
    ],
)
def test_by_bytes(data: bytes, path: str, detail: str) -> None:
    (document,) = readers.read(RawInput(path, data))
    assert [fault.kind for fault in document.faults] == ["binary"]
    assert document.faults[0].detail.startswith(detail)


@pytest.mark.parametrize(
    ("text", "path", "kind"),
    [
        pytest.param("a line of words", "notes.txt", "plain text: ", id="a text"),
        pytest.param("x = 1\n", "spider.py", "source code: ", id="code"),
        pytest.param("version https://git-lfs.github.com/spec/v1\n", "a.json", "a Git LFS pointer: ", id="LFS"),
    ],
)
def test_a_text_of_another_kind_is_one_fault(text: str, path: str, kind: str) -> None:
    (document,) = readers.read(RawInput(path, text.encode()))
    assert [fault.kind for fault in document.faults] == ["other-kind"]
    assert document.faults[0].detail.startswith(kind)


@pytest.mark.parametrize("path", ["notes.txt", "saved.db"])
def test_what_a_reader_recognises_is_read_whatever_its_suffix(path: str) -> None:
    (document,) = readers.read(RawInput(path, b'{"title": "a"}'))
    assert document.faults == ()


def test_words_that_begin_like_a_binary_file_are_text() -> None:
    (document,) = readers.read(RawInput("a.md", b"ORC is a format"))
    assert {fault.kind for fault in document.faults} == {"header"}
