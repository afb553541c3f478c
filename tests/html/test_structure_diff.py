"""Changes between two structure snapshots in words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscheck.html.structure import to_text
from newscheck.html.structure_diff import describe_changes
from newscheck.text.display import sanitize

LONG = "渔民合作社表示欢迎，新的渔业配额将从九月开始实行，港口同时开放。"


def tree(*lines: str, dates: str = "none") -> str:
    return "\n".join([f"# newscheck layout 1: article\ndate line: {dates}", *lines, ""])


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        pytest.param(tree("a"), tree("a"), [], id="equal"),
        pytest.param(
            tree(dates="00/00/0000 - 00:00"),
            tree(dates="0000-00-00 00:00"),
            ["the date line has another form: 00/00/0000 - 00:00 is now 0000-00-00 00:00"],
            id="date line",
        ),
        pytest.param(tree(), tree(dates="00.00.0000"), ["a date line is found: 00.00.0000"], id="a date at last"),
        pytest.param(
            tree(dates="00.00.0000"), tree(), ["the date line (00.00.0000) is not found any more"], id="no date"
        ),
        pytest.param(
            tree(),
            tree().replace("article", "page"),
            ["the kind of input changed: article is now page"],
            id="article and page",
        ),
        pytest.param(
            tree("div.body (around the text)", "  text in p"),
            tree("section (around the text)", "  text in p"),
            ["renamed: div.body (around the text) is now section"],
            id="renamed",
        ),
        pytest.param(
            tree("div.body (around the text)", "  text in p", "  div.ad"),
            tree("text in p", "div.ad"),
            ["unwrapped: text in p and div.ad are no longer in div.body"],
            id="unwrapped",
        ),
        pytest.param(
            tree("div.a", "  img.x[src]", "p"),
            tree("div.b", "  img.y[src]", "p"),
            ["renamed: img.x[src] is now img.y[src]", "renamed: div.a is now div.b"],
            id="what holds the same kind of things is the same",
        ),
        pytest.param(
            tree("nav", "  a.b", "main"), tree("nav", "main", "  a.b"), ["moved: a.b from nav to main"], id="moved"
        ),
        pytest.param(tree("a", "b", "c"), tree("b", "a", "c"), ["moved: b now stands before a"], id="another order"),
        pytest.param(
            tree("div.a", "  p.c.d", "div.e[data-x]"),
            tree("div", "  p", "div[data-x]"),
            ["no element has a class any more"],
            id="classes stripped: one change",
        ),
        pytest.param(
            tree("text in p"),
            tree("text in div.text"),
            ["the text stands in other elements: p is now div.text"],
            id="paragraphs of another kind",
        ),
        pytest.param(
            tree("div.a (around the text)", "  text in p"),
            tree("div.a", "text in p"),
            ["unwrapped: text in p is no longer in div.a"],
            id="the text has left its box",
        ),
        pytest.param(
            tree("p (lead)"), tree("p"), ["p was lead, and is now plain"], id="no lead any more"
        ),
        pytest.param(
            tree("img[src]"),
            tree("img[src][srcset]"),
            ["the image has other sources: img[src][srcset] instead of img[src]"],
            id="more sources",
        ),
        pytest.param("", tree("a"), ["appeared line: # newscheck layout 1: article", "appeared line: date line: none",
                                     "appeared line: a"], id="no structure before"),
        pytest.param(tree("a"), tree("a").replace("\n", "\r\n"),
                     ["only the order of lines or white space differs"], id="line ends"),
        pytest.param(tree("<<<<<<< ours", "a"), tree("a"), ["vanished: <<<<<<< ours"], id="a merge gone wrong"),
        pytest.param(tree("a"), tree("      a"), ["only the order of lines or white space differs"], id="indent"),
    ],
)  # fmt: skip
def test_changes_in_words(before: str, after: str, changes: list[str]) -> None:
    assert describe_changes(before, after) == changes


def test_of_many_changes_the_first_are_listed() -> None:
    changes = describe_changes(tree(), tree(*(f"div.{'x' * n}" for n in range(1, 99))))
    assert len(changes) == 31
    assert changes[-1] == "and 68 more changes"


_PIECES = ("<p>", "</p>", "<div>", '<div class="a b" data-c id=d>', "</div>", "<b>", "<img src=a>", "<imgsrc=a>",
           "<br>", "<figure>", "<script>", "</script>", "<svg>", "<aside>", "<li>", "<a href=x>", "<time>", "<!--",
           "-->", "<html>", "<body>", "<template>", "<", ">", '"', LONG, "16/08/2023 - 21:04", " ", "\n")  # fmt: skip
_htmls = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join) | st.text(max_size=80)
_structures = _htmls.map(to_text) | st.text(max_size=80)
_LINES = ("a", "b.c", "  a", "  b.c (around the text)", "    text in p", "      img[src]", "text in", "()", " (lead)")
_trees = st.lists(st.sampled_from(_LINES), max_size=12).map(lambda lines: tree(*lines))


@settings(deadline=None)
@given(_structures | _trees, _structures | _trees)
def test_changes_are_listed_exactly_where_there_are_some(before: str, after: str) -> None:
    assert bool(describe_changes(before, after)) == (before != after)
    assert describe_changes(before, before) == []
    assert all(change and change == sanitize(change) for change in describe_changes(before, after))
