"""Labels of elements: names, marks and sources, without values of a single article."""

from __future__ import annotations

import pytest
from lxml import html

from newscheck.html.labels import element_label


@pytest.mark.parametrize(
    ("source", "label", "is_marked"),
    [
        pytest.param('<div class="b a">', "div.a.b", True, id="classes are sorted"),
        pytest.param('<p class="post-12 tag-sea lead">', "p.lead.post-0", True, id="classes of the article"),
        pytest.param('<p class="tag-sea lead">', "p.lead.tag-sea", True, id="without a number they are kept"),
        pytest.param('<div id="ad 7" role="main" data-x="y">', "div#ad_0[data-x][role=main]", True, id="other marks"),
        pytest.param('<img src="a.jpg" data-src="b.jpg">', "img[data-src][src]", False, id="sources are no marks"),
        pytest.param('<img src="data:image/gif" data-src="b.jpg">', "img[data-src]", False, id="a placeholder"),
        pytest.param('<script class="x">', "script", False, id="a script has no marks"),
        pytest.param(
            f"<p class='{chr(32).join(map(chr, range(97, 113)))}'>",
            "p.a.b.c.d.e.f.g.h.i.j.k.l",
            True,
            id="at most twelve",
        ),
    ],
)
def test_element_label(source: str, label: str, is_marked: bool) -> None:
    assert element_label(html.fragment_fromstring(source)) == (label, is_marked)
