"""Where a document begins, counted where it is asked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newscheck.model import CountedText, Document

TEXTS = st.text("ab\n文\N{GRINNING FACE}", max_size=30)


@given(TEXTS, st.lists(st.integers(0, 30), max_size=6), st.integers(1, 9), st.integers(1, 9))
def test_positions_are_those_of_the_text_in_any_order(text: str, places: list[int], line: int, column: int) -> None:
    data = text.encode()
    counted = CountedText(data, line, column)
    for place in places:
        before = text[:place]
        at = len(before.encode())
        document = Document("a.json", data[at:], "json", origin=(line, column), before=(counted, at))
        first = 0 if "\n" in before else column - 1
        expected = (line + before.count("\n"), len(before) - (before.rfind("\n") + 1) + 1 + first)
        assert document.line == expected[0]
        assert document.start == expected


def test_a_document_of_its_own_text_begins_at_its_origin() -> None:
    document = Document("a.csv", "x", "csv", origin=(4, 2))
    assert (document.line, document.start) == (4, (4, 2))
