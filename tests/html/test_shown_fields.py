"""Fields that the HTML of an article shows."""

from __future__ import annotations

import pytest

from newscheck.html.shown_fields import shown


@pytest.mark.parametrize(
    ("html", "field", "expected"),
    [
        pytest.param("<time datetime=2023-08-16>", "dateline", "<time", id="a time"),
        pytest.param(
            '<meta content="a" property="article:published_time">', "dateline", "article:published_time", id="m"
        ),
        pytest.param('<div style="background-image:url(a.jpg)">', "image", "background-image", id="a background"),
        pytest.param('<p class="article-lead">', "lead", '<p class="article-lead">', id="a lead"),
        pytest.param("<h2 class='b standfirst c'>", "lead", "<h2 class='b standfirst c'>", id="a standfirst"),
        pytest.param('<p class="leader misleading">', "lead", "", id="other words"),
        pytest.param("<p>The lead in the poll</p>", "lead", "", id="a text about one"),
        pytest.param("<p>a</p>", "dateline", "", id="nothing"),
        pytest.param("<time>", "title", "", id="a field that is not looked for"),
    ],
)
def test_shown(html: str, field: str, expected: str) -> None:
    assert shown(html, field) == expected
