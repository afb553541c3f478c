"""Which link of an entry is that of the article, and which picture its own."""

from __future__ import annotations

import pytest

from newscheck.article import entry_elements, entry_links, xml_form

HTML, JSON = "text/html", "application/json"


@pytest.mark.parametrize(
    ("links", "index"),
    [
        pytest.param([{"href": "/1"}], 0, id="one"),
        pytest.param([{"rel": "self"}, {"href": "/1"}], 1, id="no other purpose"),
        pytest.param([{"rel": "alternate", "type": JSON}, {"rel": "alternate", "type": HTML}], 1, id="HTML"),
        pytest.param([{"type": HTML, "rel": "self"}, {"type": JSON}], 1, id="the purpose counts more"),
    ],
)
def test_the_link_to_the_article(links: list[dict[str, str]], index: int) -> None:
    assert entry_links.alternate(links) == index


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("<enclosure url='/1.jpg'/>", ("https://a/1.jpg", "url"), id="an address with the suffix of one"),
        pytest.param("<enclosure url='/1.mp3'/>", None, id="a sound"),
        pytest.param("<enclosure url='/1' type='image/png'/>", ("https://a/1", "url"), id="the type of one"),
        pytest.param("<enclosure url='/1.jpg' type='video/mp4'/>", None, id="the type of another"),
        pytest.param("<link rel='enclosure' href='/1.png'/>", ("https://a/1.png", "href"), id="a link"),
        pytest.param("<link href='/1.png'/>", None, id="a link to the article"),
        pytest.param(
            "<enclosure url='/1.jpg'/><media:group><media:content url='/2.jpg'/></media:group>",
            ("https://a/2.jpg", "url"),
            id="a group counts as its best",
        ),
        pytest.param("<media:thumbnail url=''/>", None, id="no address"),
    ],
)
def test_the_picture(text: str, expected: tuple[str, str] | None) -> None:
    form = xml_form.form_of("rss", " xml:base='https://a/'")
    found = entry_links.picture(text, entry_elements.elements(text, 0, len(text), form), form)
    assert (found and found[1:]) == expected
