"""Lines of a script or of a page's data in a text."""

from __future__ import annotations

import pytest

from newscheck.text import page_code


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("港口。\nwindow.__DATA__ = {};\n海", 1, id="data of the page"),
        pytest.param('{"@context": "https://schema.org"}', 1, id="JSON-LD"),
        pytest.param("document.write('<b>');\nvar x = 1;", 2, id="a script"),
        pytest.param("jQuery(function ($) { $('.a').hide(); });", 1, id="jQuery"),
        pytest.param("The window. He opened it; a document.", 0, id="words"),
        pytest.param("Let x = 3 be the number of boats", 0, id="a formula"),
        pytest.param("", 0, id="nothing"),
    ],
)
def test_find(text: str, count: int) -> None:
    found = page_code.find(text, 9)
    assert len(found) == count
    assert all(0 <= start < end <= len(text) for start, end in found)


def test_the_number_of_lines_has_a_limit() -> None:
    assert len(page_code.find("var x = 1;\n" * 50, 9)) == 9
