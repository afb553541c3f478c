"""Tags, attributes and elements of unrepaired markup."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.html import markup, tags


def shown(html: str, elements: list[markup.Element]) -> list[str]:
    return [html[element.start : element.end] for element in elements]


@pytest.mark.parametrize(
    ("html", "names"),
    [
        pytest.param("<P>a<br/>b</P>", ["p", "br", "/p"], id="names are in lower case"),
        pytest.param("<!-- <p> --><p>", ["!", "p"], id="tags in comments are none"),
        pytest.param("<script>'<p>'</script><p>", ["script", "/script", "p"], id="tags in scripts are none"),
        pytest.param('<a title="1 > 0"><b>', ["a", "b"], id="a value may hold the end of a tag"),
        pytest.param("<p>a < b", ["p"], id="a bare sign is text"),
        pytest.param("<p><a href=", ["p"], id="a tag without end is none"),
        pytest.param("<p><!-- <b>", ["p"], id="a comment without end takes the rest"),
        pytest.param("<!--><p><!---><p><!-- a --!><p>", ["!", "p", "!", "p", "!", "p"], id="odd ends of comments"),
        pytest.param("<!--!> <b> --><p>", ["!", "p"], id="no end of a comment"),
        pytest.param('<!x a="><p></ <b>"><?php <b> ?>', ["!", "p", "!", "!"], id="what browsers take for a comment"),
        pytest.param("<xmp><b></xmpx></XMP ><p>", ["xmp", "/xmp", "p"], id="markup that is shown"),
    ],
)
def test_tokens(html: str, names: list[str]) -> None:
    assert [f"{'/' * tag.is_end}{tag.name}" for tag in markup.tokens(html)] == names


def test_attributes_and_their_values() -> None:
    html = "<img src='a.jpg' ALT=\"\" width = 3 data-x>"
    (tag,) = markup.tokens(html)
    attributes = markup.attributes(html, tag)
    assert [(attribute.name, html[slice(*attribute.value)]) for attribute in attributes] == [
        ("src", "a.jpg"),
        ("alt", ""),
        ("width", "3"),
        ("data-x", ""),
    ]
    assert html[attributes[2].start : attributes[2].end] == "width = 3"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>a</p><p> &nbsp;</p><p><img></p><p>b</p>", ["<p>a</p>", "<p>b</p>"], id="only those with text"),
        pytest.param("</div><p>a</p></p><p>b", ["<p>a</p>"], id="stray and missing end tags"),
        pytest.param("<p>a<div><p>b</p></div></p>", ["<p>a<div><p>b</p></div></p>"], id="only the outermost"),
    ],
)
def test_paragraphs(html: str, expected: list[str]) -> None:
    assert shown(html, markup.paragraphs(html)) == expected


def test_bold_is_what_has_no_text_outside_of_strong() -> None:
    html = "<p> <strong>a</strong><b>b</b></p><p><strong>a</strong>b</p>"
    assert [markup.is_bold(html, element) for element in markup.paragraphs(html)] == [True, False]
    assert shown(html, markup.plain_paragraphs(html)) == ["<p><strong>a</strong>b</p>"]


def test_containers_hold_most_of_the_text() -> None:
    html = "<p>lead</p><main><div>ad</div><div id=a><p>a</p><p>b</p></div></main>"
    outer, inner = markup.container(html), markup.container(html, innermost=True)
    assert outer is not None and outer.name == "main"
    assert inner is not None and html[inner.start :].startswith("<div id=a>")
    assert markup.container("<p>a</p><p>b</p>") is None


@pytest.mark.parametrize(
    ("html", "date"),
    [
        pytest.param("<div>16/08/2023 - 21:04</div><p>a</p>", "16/08/2023 - 21:04", id="first"),
        pytest.param("<i>某某<br>2023-08-16 21:04:00</i>", "2023-08-16 21:04:00", id="behind a name"),
        pytest.param("<p>某社2023年8月16日讯：<b>" + "渔民合作社表示欢迎" * 9 + "</b></p>", None, id="in a sentence"),
        pytest.param("<p>a</p>" * 4 + "<p>2023-08-16</p>", None, id="too late"),
        pytest.param("<p>31/02/2023</p>", None, id="no day"),
    ],
)
def test_date_line(html: str, date: str | None) -> None:
    date_line = markup.find_dateline(html)
    assert (html[date_line[0] : date_line[1]] if date_line else None) == date


def test_splice_passes_over_what_begins_in_another_edit() -> None:
    assert markup.splice("abcdef", [(1, 4, "X"), (2, 3, "Y"), (4, 4, "Z")]) == "aXZef"


@given(st.text(alphabet="<>/!-\"'= pbscritdv&;a0\n海", max_size=80))
def test_spans_are_in_order_and_inside(html: str) -> None:
    spans = sorted([(tag.start, tag.end) for tag in markup.tokens(html)] + [*markup.text_spans(html)])
    assert all(span[1] <= following[0] for span, following in pairwise(spans))
    assert all(0 <= start < end <= len(html) for start, end in spans)
    for element in markup.elements(html):
        assert element.start < element.inner[0] <= element.inner[1] < element.end


@pytest.mark.parametrize(
    ("html", "names"),
    [
        pytest.param("<p>a<nav>b<a>c</a></nav>d</p>", "p . nav /nav . /p", id="as it should be"),
        pytest.param("<nav><nav>a</nav>b</nav>c", "nav /nav .", id="one in another"),
        pytest.param("<NAV x='>'>a</Nav >b", "nav /nav .", id="upper case, a quoted bracket"),
        pytest.param("<nav>a<b>c</b>", "nav . b . /b", id="never closed"),
        pytest.param("<nav><nav>a</nav><aside>b</aside>", "nav nav /nav aside /aside", id="closed too seldom"),
        pytest.param("a</nav>b<navy>c</navy>", ". /nav . navy . /navy", id="none"),
    ],
)
def test_furniture_can_be_skipped(html: str, names: str) -> None:
    pieces = [*markup.pieces(html, tags.SKIPPED)]
    assert " ".join(f"{'/' * piece.is_end}{piece.name}" or "." for piece in pieces) == names
    assert pieces == [piece for piece in markup.pieces(html) if piece in pieces]
