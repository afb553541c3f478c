"""The header of the dump format."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck import readers
from newscheck.model import Document, LocatedValue, RawInput

HEAD = "<!--1692213306000-->\n[标题](https://www.rfi.fr/cn/a/20230816-x)\n------\n\n"
HTML = "<div>16/08/2023 - 21:04</div><p>正文</p>"


def read(text: str) -> list[Document]:
    return list(readers.read(RawInput("a.md", text.encode())))


def source_of(document: Document, field: LocatedValue | None) -> str:
    assert field is not None
    return document.text[field.start : field.end]


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


def test_a_file_with_a_broken_header_is_still_read() -> None:
    (document,) = read(HEAD.split("\n", 1)[1] + HTML)
    assert document.title is not None
    assert document.html is not None
    assert document.html.value == HTML


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("[题](https://h.example/)\n------\n\n<p>x</p>", [], id="no epoch line"),
        pytest.param("[题](https://h.example/)\n\n<p>x</p>", ["header"] * 2, id="no rule either"),
        pytest.param("<!-1-->\n[题](https://h.example/)\n------\n\n<p>x</p>", ["header"], id="a broken one"),
        pytest.param("题\n------\n\n<p>x</p>", ["header"], id="no header"),
    ],
)
def test_a_missing_epoch_line_is_a_fault_beside_others_only(text: str, kinds: list[str]) -> None:
    (document,) = read(text)
    assert [fault.kind for fault in document.faults] == kinds
    assert document.epoch is None


@given(st.text(alphabet="\n <>/div海", max_size=12), st.sampled_from(["\n</div>", "</div>", "\n</div>\n\u3000\n", ""]))
def test_the_wrapper_is_what_the_last_line_closes(inner: str, end: str) -> None:
    text = f"<!--1692215820000-->\n[题](https://a.example/x)\n------\n<div>\n{inner}{end}"
    [document] = readers.read(RawInput("a.md", text.encode()))
    wrapped = re.search(r"<div>\s*\n(?:(.*)\n)?</div>\s*\Z", text, re.DOTALL)
    assert document.html is not None
    assert (document.html.end < len(text.rstrip("\r\n"))) == (wrapped is not None)
    assert document.text[document.html.start : document.html.end] == document.html.value
