"""Markdown with front matter, or with a heading: fields as they are written, and where they stand."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from newscheck import readers
from newscheck.article.extraction import to_article
from newscheck.checker import locations
from newscheck.checker.execution import Checker
from newscheck.model import Article, Document, Hit, RawInput
from newscheck.readers import dump

TEXT = "潮水退去以后，渔民回到了芦苇港的码头。"
YAML = f"""---
title: 灯塔与渡轮
date: 2023-08-16T21:04:00+02:00
link: https://harbour.example/a
image: https://img.harbour.example/a.jpg
---

{TEXT}
"""
TOML = f"""+++
title = "灯塔与渡轮"
date = 2023-08-16T21:04:00+02:00
link = "https://harbour.example/a"
image = 'https://img.harbour.example/a.jpg'
+++

{TEXT}
"""
JSON = f"""{{
  "title": "灯塔与渡轮",
  "date": "2023-08-16T21:04:00+02:00",
  "link": "https://harbour.example/a",
  "image": "https://img.harbour.example/a.jpg"
}}

{TEXT}
"""


def read(text: str | bytes, path: str = "posts/a.md") -> Document:
    (document,) = readers.read(RawInput(path, text.encode() if isinstance(text, str) else text))
    return document


def article(checker: Checker, text: str) -> Article:
    return to_article(read(text), checker.sites)


def place_of(checker: Checker, text: str, hit: Hit) -> tuple[int, int, str]:
    """Line and column of a hit, and the text there."""
    document = read(text)
    start, end = locations.offset_of(hit, document, to_article(document, checker.sites))
    return (*locations.line_and_column(document, start), document.text[start:end])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(YAML, id="YAML"),
        pytest.param(YAML.replace("\n", "\r\n"), id="CRLF"),
        pytest.param("\n" + YAML, id="a blank line before it"),
        pytest.param(YAML.rstrip(), id="no final line end"),
        pytest.param(YAML.replace("---\n\n", "...\n\n"), id="closed as YAML documents are"),
        pytest.param(YAML.removeprefix("---\n"), id="Hexo's older form, not opened"),
        pytest.param(TOML, id="TOML"),
        pytest.param(TOML.replace("\n", "\r\n"), id="TOML, CRLF"),
        pytest.param(TOML.replace("2023-08-16T", "2023-08-16 "), id="TOML, a blank in the time"),
        pytest.param(JSON, id="JSON"),
        pytest.param(f";;;\n{JSON.partition('}')[0].lstrip('{')}\n;;;\n\n{TEXT}", id="Hexo's JSON"),
        pytest.param(YAML.replace("link: ", "source_url: "), id="another name"),
        pytest.param(YAML.replace("link: ", "source: 海港报\nfrom: "), id="beside the name of the paper"),
        pytest.param(YAML.replace("link: ", "url: /2023/a/\nlink: "), id="beside the path on the new site"),
        pytest.param(YAML.replace("image: ", "image:\n  src: "), id="an image with members"),
        pytest.param(YAML.replace("image: ", "images:\n  - src: ").replace("title", "tags: [a]\ntitle"), id="images"),
        pytest.param(YAML.replace("title: 灯塔与渡轮\n", "").replace(TEXT, f"# 灯塔与渡轮\n\n{TEXT}"), id="a heading"),
        pytest.param(YAML.replace(TEXT, f"# 灯塔与渡轮\n\n{TEXT}"), id="a heading that repeats the title"),
        pytest.param(YAML.replace(TEXT, f"<article><p>{TEXT}</p></article>"), id="HTML"),
    ],
)
def test_fields_of_front_matter(checker: Checker, text: str) -> None:
    document = read(text)
    assert (document.format, document.preset, document.faults) == ("markdown", "front_matter", ())
    found = to_article(document, checker.sites)
    assert {name: value for name, value in found.record.items() if name not in found.fields} == {
        "epoch_ms": 1692212640000,
        "title": "灯塔与渡轮",
        "url": "https://harbour.example/a",
        "dateline": "2023-08-16T21:04",
        "image": "https://img.harbour.example/a.jpg",
        "images": ["https://img.harbour.example/a.jpg"],
        "lead": None,
        "paragraphs": [TEXT],
        "body": TEXT,
    }


@pytest.mark.parametrize(
    ("text", "title", "url", "dateline"),
    [
        pytest.param(f"# 灯塔\n\n{TEXT}", "灯塔", None, None, id="a heading"),
        pytest.param(f"灯塔\n====\n\n{TEXT}", "灯塔", None, None, id="a heading with a line below"),
        pytest.param(f"# [灯塔](https://h.example/a)\n\n{TEXT}", "灯塔", "https://h.example/a", None, id="a link"),
        pytest.param(
            f"# [灯塔](https://h.example/a)\n------\n\n{TEXT}", "灯塔", "https://h.example/a", None, id="a rule"
        ),
        pytest.param(
            f"# 灯塔\n\n**Source:** 海港报\n**Published:** 2023-08-16 21:04\n**URL:** https://h.example/a\n\n---\n\n{TEXT}",
            "灯塔",
            "https://h.example/a",
            "2023-08-16T21:04",
            id="lines with names",
        ),
        pytest.param(
            f"# 灯塔\n> 来源：海港报 | 发布时间：2023-08-16\n> 原文链接：[原文](https://h.example/a)\n\n{TEXT}",
            "灯塔",
            "https://h.example/a",
            "2023-08-16",
            id="a quotation, several on a line",
        ),
        pytest.param(
            f"# 灯塔\n\n- **日期**：2023-08-16  \n- **链接**：<https://h.example/a>\n\n{TEXT}",
            "灯塔",
            "https://h.example/a",
            "2023-08-16",
            id="a list",
        ),
        pytest.param(
            "Title: 灯塔\n\nURL Source: https://h.example/a\n\nPublished Time: 2023-08-16\n\n"
            f"Markdown Content:\n{TEXT}",
            "灯塔",
            "https://h.example/a",
            "2023-08-16",
            id="lines without a heading",
        ),
        pytest.param(
            f"标题：灯塔\n链接：https://h.example/a\n\n正文：{TEXT}",
            "灯塔",
            "https://h.example/a",
            None,
            id="in Chinese",
        ),
    ],
)
def test_a_heading_is_the_title(checker: Checker, text: str, title: str, url: str | None, dateline: str | None) -> None:
    found = article(checker, text)
    assert (found.title, found.url, found.dateline, found.paragraphs) == (title, url, dateline, [TEXT])


@pytest.mark.parametrize(
    ("text", "kinds", "words"),
    [
        pytest.param("Title: a\n\nsome notes\n", ["header"], "no front matter and no header", id="a title alone"),
        pytest.param("just some notes\n", ["header"], "no front matter and no header", id="notes"),
        pytest.param(f"---\n{TEXT}\n---\n{TEXT}", ["header"], "no front matter", id="text between two rules"),
        pytest.param("---\n标题：灯塔\n日期：今天\n---\n", ["front-matter"], "full-width", id="full-width colons"),
        pytest.param("---\ntitle: a\nlink: b\n", ["front-matter"], "not closed by `---`", id="not closed"),
        pytest.param("+++\ntitle = 1\n", ["front-matter"], "not closed by `+++`", id="TOML, not closed"),
        pytest.param("---\n---\n", ["empty"], "without fields", id="nothing at all"),
    ],
)
def test_what_is_no_article(text: str, kinds: list[str], words: str) -> None:
    document = read(text)
    assert document.is_blank
    assert [fault.kind for fault in document.faults] == kinds
    assert words in document.faults[0].detail


def test_posts_that_were_appended_to_each_other(checker: Checker) -> None:
    text = YAML + "---\n\n一条线\n\n" + YAML.replace("渡轮", "潮水") + YAML.replace("灯塔与渡轮", '"a"b"')
    documents = list(readers.read(RawInput("a.md", text.encode())))
    assert [document.title.value for document in documents if document.title] == ["灯塔与渡轮", "灯塔与潮水", 'a"b']
    assert [document.origin for document in documents] == [(1, 1), (13, 1), (21, 1)]
    assert to_article(documents[0], checker.sites).paragraphs == [TEXT, "一条线"]
    assert locations.line_and_column(documents[1], readers.span(documents[1], documents[1].title)[0]) == (14, 8)
    assert [[fault.kind for fault in document.faults] for document in documents] == [
        [],
        ["front-matter"],
        ["front-matter"],
    ]
    (fault,) = documents[1].faults
    assert fault.detail == "2 other posts are appended to the first: write each to a file of its own"
    assert locations.line_and_column(documents[1], fault.start) == (13, 1)


SAME_NAMES = "---\n标题: 灯塔\nlink: https://h.example/{}\n---\n正文"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(YAML + YAML, id="YAML"),
        pytest.param(TOML + TOML, id="TOML"),
        pytest.param(YAML.replace("\n", "\r\n") * 2, id="CRLF"),
        pytest.param(YAML.rstrip() + YAML, id="no final line end"),
        pytest.param(SAME_NAMES.format(1) + "\n" + SAME_NAMES.format(2), id="without a title, with the same names"),
        pytest.param(YAML + "---\na: b\n" + YAML, id="a rule and a line like a field before it"),
        pytest.param(YAML + "```yaml\ntitle: x\n```\n" + YAML, id="behind a block of code"),
        pytest.param(YAML + YAML.replace("title", "tags:\n- a\n- b\ntitle"), id="a list"),
    ],
)
def test_a_second_post_in_a_file_is_told(text: str) -> None:
    first, second = readers.read(RawInput("a.md", text.encode()))
    assert not first.faults
    assert [fault.detail.partition(":")[0] for fault in second.faults] == ["another post is appended to the first"]
    assert second.text.startswith(text[:3])


@pytest.mark.parametrize(
    "behind",
    [
        pytest.param("\n---\n\n注: 文\nsource: a\n---\n文\n---\n", id="rules"),
        pytest.param("\n---\n注: 文\nsource: a\n---\n", id="lines like fields between rules"),
        pytest.param(f"```yaml\n{YAML}```\n", id="an example in a block of code"),
        pytest.param(f"~~~\n{YAML}", id="in a block of code that is not closed"),
        pytest.param(TOML, id="another form"),
        pytest.param("| a | b |\n|---|---|\n| title: | c |\n", id="a table"),
        pytest.param("----\ntitle: a\n----\n", id="longer rules"),
    ],
)
def test_what_is_in_a_text_divides_no_posts(behind: str) -> None:
    assert not read(YAML + behind).faults


@pytest.mark.parametrize("path", ["README.md", "news/readme.zh.md", "a.zip!/CHANGELOG.md", "index.md"])
def test_a_file_about_the_folder_is_no_article(path: str) -> None:
    assert [fault.kind for fault in read("# 海港新闻\n\n每小时更新。\n", path).faults] == ["header"]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        pytest.param('---\ntitle: "他说"好""\nlink: https://h.example/a\n---\n正文', (2, 12), "no YAML", id="quotes"),
        pytest.param("---\ntitle: a: b\nlink: https://h.example/a\n---\n正文", (2, 9), "no YAML", id="a colon"),
        pytest.param(
            "---\nlink: https://h.example/a\ntitle: a\x0bb\n---\n正文", (3, 9), "U+000B", id="a control character"
        ),
        pytest.param("---\ntitle: a\nlink: https://h.example/a\ntitle: b\n---\n正文", (4, 1), "twice", id="twice"),
        pytest.param(
            "---\na: &x [1]\ntitle: b\nlink: https://h.example/a\nc: *x\n---\n正", (2, 1), "alias", id="an alias"
        ),
    ],
)
def test_a_fault_in_the_front_matter_costs_little(text: str, place: tuple[int, int], words: str) -> None:
    document = read(text)
    (fault,) = document.faults
    assert (fault.kind, locations.line_and_column(document, fault.start)) == ("front-matter", place)
    assert words in fault.detail
    assert document.title is not None
    assert document.url is not None
    assert document.url.value == "https://h.example/a"


@pytest.mark.parametrize(
    ("text", "hit", "place"),
    [
        pytest.param(YAML, Hit("", "/title"), (2, 8, "灯塔与渡轮"), id="the title"),
        pytest.param(YAML, Hit("", "/title", 3, 5), (2, 11, "渡轮"), id="a place in it"),
        pytest.param(YAML, Hit("", "/url"), (4, 7, "https://harbour.example/a"), id="the address"),
        pytest.param(YAML, Hit("", "/epoch_ms"), (3, 7, "2023-08-16T21:04:00+02:00"), id="the time"),
        pytest.param(YAML, Hit("", "/paragraphs/0", 7, 9), (8, 8, "渔民"), id="a place in the text"),
        pytest.param(
            YAML.replace("灯塔与渡轮", '"灯塔\\"与\\u6e21轮"'),
            Hit("", "/title", 4, 5),
            (2, 14, "\\u6e21"),
            id="an escape",
        ),
        pytest.param(
            YAML.replace("image: ", "cover: {image: ").replace(".jpg", ".jpg}"),
            Hit("", "/image"),
            (5, 16, "https://img.harbour.example/a.jpg"),
            id="a member of a member",
        ),
        pytest.param(TOML, Hit("", "/title"), (2, 10, "灯塔与渡轮"), id="TOML"),
        pytest.param(TOML, Hit("", "/epoch_ms"), (3, 8, "2023-08-16T21:04:00+02:00"), id="TOML, the time"),
        pytest.param(
            TOML.replace("image =", "[cover]\nimage ="),
            Hit("", "/image"),
            (6, 10, "https://img.harbour.example/a.jpg"),
            id="TOML, a table",
        ),
        pytest.param(JSON, Hit("", "/title"), (2, 13, "灯塔与渡轮"), id="JSON"),
        pytest.param(
            f"# [灯塔](https://h.example/a)\n{TEXT}", Hit("", "/url"), (1, 8, "https://h.example/a"), id="heading"
        ),
        pytest.param(
            f"# 灯塔\n链接：https://h.example/a\n{TEXT}", Hit("", "/url"), (2, 4, "https://h.example/a"), id="a line"
        ),
    ],
)
def test_a_hit_is_where_it_stands_in_the_file(
    checker: Checker, text: str, hit: Hit, place: tuple[int, int, str]
) -> None:
    assert place_of(checker, text, hit) == place


def test_a_place_in_html_leads_to_the_markdown(checker: Checker) -> None:
    text = YAML.replace(TEXT, f"{TEXT}\n\n**潮水**\n\n<script>alert(1)</script>\n")
    document = read(text)
    assert document.html is not None
    at = document.html.value.index("<script>")
    line, column, _ = place_of(checker, text, Hit("", "/html", at, at + 8))
    assert (line, column) == (12, 1)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("16:04", "16:04", id="no sexagesimal number"),
        pytest.param("0123", "0123", id="no octal number"),
        pytest.param("no", "no", id="no falsehood"),
        pytest.param("1.0", "1.0", id="no number"),
        pytest.param("2023-08-16", "2023-08-16", id="no date"),
        pytest.param("'it''s'", "it's", id="single quotes"),
        pytest.param('"a\\tb"', "a\tb", id="double quotes"),
        pytest.param("a\u2028b", "a\u2028b", id="a line separator"),
        pytest.param("\ta", "a", id="a tab before it"),
        pytest.param("|\n  a\n  b", "a\nb\n", id="a block"),
        pytest.param("null", None, id="null"),
        pytest.param('"null"', "null", id="the word null"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_scalars_of_yaml_are_texts(value: str, expected: str | None) -> None:
    document = read(f"---\ntitle: {value}\nlink: https://h.example/a\n---\n正文")
    assert document.faults == ()
    assert (document.title.value if document.title else None) == expected


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300))
def test_any_text_behind_front_matter_is_read(text: str) -> None:
    assume(not dump.is_header(text, 0))  # that of a dump, which is read from there
    document = read(f"---\ntitle: a\nlink: https://h.example/a\n---\n{text}")
    assert document.title is not None
    if document.html is not None:
        start, end = readers.span(document, document.html)
        assert 0 <= start <= end <= len(document.text)


@given(st.text("abk:=[]{}\"'#\\\n-+;, 0123", max_size=120), st.sampled_from(["---", "+++", ";;;"]))
def test_any_front_matter_is_read(block: str, fence: str) -> None:
    document = read(f"{fence}\n{block}\n{fence}\n正文\n")
    for field in (document.title, document.url, document.html, *document.record_fields.values()):
        if field is not None:
            start, end = readers.span(document, field)
            assert 0 <= start <= end <= len(document.text)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_other_encodings(encoding: str) -> None:
    document = read((YAML + TEXT * 5).encode(encoding))
    assert [fault.kind for fault in document.faults] == ["encoding"]
    assert document.title is not None
    assert document.title.value == "灯塔与渡轮"
