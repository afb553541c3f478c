"""Every reader and every encoding of Chinese: the words come out right, or a fault says that they may not."""

from __future__ import annotations

import json

import pytest

from newscheck import readers, registry
from newscheck.article.item_mapping import MAIN_CONTENT, ItemMapping
from newscheck.model import Document, RawInput

TITLE, URL = "漁業協定週五開始生效", "https://paper.example/1"
#: In the characters that Big5 has, too; long enough to tell the encodings apart.
BODY = "漁民合作社表示歡迎，同時要求增加近海的巡邏船隻，港口的船隻將在兩個月內更換海圖。" * 3
_ITEM = json.dumps({"title": TITLE, "url": URL, "body": BODY}, ensure_ascii=False)
_FRONT = f"---\ntitle: {TITLE}\nlink: {URL}\n---\n"
_PAGE = (
    f'<!doctype html><html><head>@<title>{TITLE}</title><link rel="canonical" href="{URL}"></head>'
    f"<body><article><h1>{TITLE}</h1><p>{BODY}</p><p>{BODY}</p></article></body></html>"
)
_FEED = (
    f'<?xml version="1.0"@?><rss version="2.0"><channel><title>海事</title><item><title>{TITLE}</title>'
    f"<link>{URL}</link><description>{BODY}</description></item></channel></rss>"
)
_DUMP = f"<!--1692213306000-->\n[{TITLE}]({URL})\n------\n\n<p>{BODY}</p>\n"
#: A file of each reader; `@` is where it may declare its encoding.
FILES = {
    "csv": ("a.csv", f"title,url,body\n{TITLE},{URL},{BODY}\n"),
    "dump": ("a.md", _DUMP),
    "jekyll": ("a.md", f"---\nlayout: post\ntitle: {TITLE}\nfrom: {URL}\n---\n{_DUMP}"),
    "json": ("a.json", f'{{"articles": [\n{_ITEM}\n]}}'),
    "jsonl": ("a.jsonl", f"{_ITEM}\n{_ITEM}\n"),
    "markdown": ("a.md", f"{_FRONT}\n{BODY}\n"),
    "page": ("a.html", _PAGE),
    "xml": ("a.xml", _FEED),
}
DECLARED = {"page": '<meta charset="{}">', "xml": ' encoding="{}"'}
#: With a mark, without one, and two that none of the files is in.
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "gbk", "big5", "utf-16", "utf-16-le", "utf-16-be", "euc-jp", "euc-kr"]
#: Rows of a table are no text.
each = pytest.mark.parametrize("name", [name for name in registry.names("readers") if name != "arrow"])


def read(name: str, encoding: str, declaration: str = "") -> list[Document]:
    path, text = FILES[name]
    data = text.replace("@", declaration).encode(encoding, "replace")
    return [*readers.read(RawInput(path, data), ItemMapping(extractor=MAIN_CONTENT))]


def titles(documents: list[Document]) -> set[str | None]:
    return {document.title.value if document.title else None for document in documents}


def kinds(documents: list[Document]) -> list[str]:
    return [fault.kind for document in documents for fault in document.faults]


@each
def test_utf_8_has_no_fault(name: str) -> None:
    documents = read(name, "utf-8")
    assert {document.format for document in documents} == {name}
    assert (titles(documents), kinds(documents)) == ({TITLE}, [])


@each
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_undeclared_text_is_read_right_or_told(name: str, encoding: str) -> None:
    documents = read(name, encoding)
    assert documents
    assert titles(documents) == {TITLE} or kinds(documents)
    # One cause, one fault, however many items have the text.
    assert len(kinds(documents)) <= 1


@each
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_the_encodings_of_the_mainland_and_of_windows_are_read(name: str, encoding: str) -> None:
    documents = read(name, encoding)
    assert titles(documents) == {TITLE}
    has_mark = encoding == "utf-16"
    assert kinds(documents) == ([] if has_mark and name in ("csv", "page", "xml") else ["encoding"])


@pytest.mark.parametrize("name", DECLARED)
@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("gb2312", "gbk"),
        ("GBK", "gb18030"),
        ("gb18030", "gb18030"),
        ("Big5", "big5"),
        ("big5-hkscs", "big5hkscs"),
        ("UTF-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("utf-16", "utf-16"),
    ],
)
def test_a_declared_encoding_is_taken(name: str, label: str, encoding: str) -> None:
    documents = read(name, encoding, DECLARED[name].format(label))
    assert (titles(documents), kinds(documents)) == ({TITLE}, [])


@pytest.mark.parametrize("name", DECLARED)
@pytest.mark.parametrize(
    ("label", "encoding"),
    [("utf-8", "gb18030"), ("utf-8", "big5"), ("big5", "utf-8"), ("gb2312", "utf-8"), ("x-none", "gb18030")],
)
def test_a_wrong_declaration_is_told_or_does_no_harm(name: str, label: str, encoding: str) -> None:
    documents = read(name, encoding, DECLARED[name].format(label))
    assert titles(documents) == {TITLE} or kinds(documents)
    assert len(kinds(documents)) <= 1
