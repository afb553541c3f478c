"""Elements are found where their visible text stands."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.html.element_spans import ElementSpan, spans
from newscheck.html.parser import parse


def found(html: str) -> tuple[str, list[ElementSpan]]:
    """The text and its elements, without those that the parser puts around all of it."""
    text, elements = spans(parse(html).root, lambda node: (*(node.get("class") or "").split(),))
    return text, [*elements][:-2]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("a<p>b</p>c", [("b", 0, 0, False)], id="a block"),
        pytest.param("<div>a<p>b</p></div>", [("b", 0, 0, False), ("ab", 0, 0, True)], id="a block in a block"),
        pytest.param("<p>a<a href=x>bc<b>d</b></a>e</p>", [("abcde", 3, 0, False)], id="a link"),
        pytest.param("<p>a<img src=x><script>b</script>c</p>", [("ac", 0, 1, False)], id="a picture and a script"),
        pytest.param("<p>a</p><div><b>b</b></div>", [("a", 0, 0, False), ("b", 0, 0, False)], id="two blocks"),
    ],
)
def test_blocks(html: str, expected: list[Any]) -> None:
    text, elements = found(html)
    assert [(text[span.start : span.end], span.linked, span.images, span.has_blocks) for span in elements] == expected


def test_marks_of_the_elements_around() -> None:
    _, elements = found("<div class=a><span class='b c'><p>x</p></span></div>")
    assert [(span.marks, sorted(span.above)) for span in elements] == [
        ((), ["a", "b", "c"]),
        (("b", "c"), ["a"]),
        (("a",), []),
    ]


def test_marks_around_are_bounded() -> None:
    _, elements = found("".join(f"<div class=c{at}>" for at in range(300)) + "x")
    assert max(len(span.above) for span in elements) == 12


@given(st.text(max_size=80))
def test_any_html(html: str) -> None:
    text, elements = found(html)
    assert all(0 <= span.start <= span.end <= len(text) and span.linked >= 0 for span in elements)
