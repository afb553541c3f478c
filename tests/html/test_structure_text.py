"""Structure snapshots as text: what is written is parsed again, and edited text is parsed leniently."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.html.structure_text import MAX_DEPTH, StructureLine, format_tree, parse_header, parse_tree

NAMES = st.sampled_from(["div.a", "p (lead)", "img[src]", "text in p"])
TREES = st.recursive(
    st.just(StructureLine()),
    lambda inner: st.dictionaries(NAMES, inner, max_size=3).map(
        lambda children: StructureLine(
            "", {name: StructureLine(name, line.children) for name, line in children.items()}
        )
    ),
    max_leaves=12,
)


@given(TREES)
def test_a_written_tree_is_parsed_again(top: StructureLine) -> None:
    text = format_tree("article", "00/00/0000", top)
    assert parse_header(text) == ("article", "00/00/0000")
    assert format_tree("article", "00/00/0000", parse_tree(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("h\na\n      b\n", "a\n  b\n", id="an indent is one level at most"),
        pytest.param("h\na\n  b\na\n  c\n", "a\n  b\n  c\n", id="equal neighbours are one line"),
        pytest.param("h\n\n  a\n\n", "a\n", id="blank lines"),
    ],
)
def test_edited_text(text: str, expected: str) -> None:
    assert format_tree("x", "none", parse_tree(text)).split("\n", 2)[2] == expected


@pytest.mark.parametrize(
    ("text", "label", "role"),
    [
        ("p.a (lead)", "p.a", "lead"),
        ("p.a", "p.a", ""),
        ("p.(A)", "p.(A)", ""),
        ("div (around the text)", "div", "around the text"),
    ],
)
def test_label_and_role(text: str, label: str, role: str) -> None:
    assert (StructureLine(text).label, StructureLine(text).role) == (label, role)


def test_nesting_has_a_limit() -> None:
    top = line = StructureLine()
    for _ in range(2 * MAX_DEPTH):
        line = line.child("div")
    assert format_tree("x", "none", top).count("div") == MAX_DEPTH + 1
