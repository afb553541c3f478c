"""Pages around an article: the places of a user's template, and what its scripts keep."""

from __future__ import annotations

import re

import pytest

from newscheck.engine.settings import package_data
from newscheck.errors import UsageError
from newscheck.synthetic import article_factory, page_templates
from newscheck.synthetic.publishers import of_site

SEED = article_factory.ArticleSeed(4, 50, [1, 2, 3])
PUBLISHER = of_site(next(site for site in package_data.sites() if site.name == "rfi"))
DRAFT = article_factory.make(
    PUBLISHER, article_factory.PLAIN_KINDS, SEED, 1_692_212_640_000, has_lead=True, has_image=True
)
NEEDED = ("title", "paragraphs")
EXPECTED = frozenset(("dateline", "image"))


@pytest.mark.parametrize(
    ("template", "places"),
    [
        pytest.param(
            "{title}{paragraphs}{dateline:%d.%m.%Y}{image}", {"title", "paragraphs", "dateline", "image"}, id="all"
        ),
        pytest.param(
            "{title}{paragraphs}{published}{image}", {"title", "paragraphs", "published", "image"}, id="machine time"
        ),
        pytest.param(
            "<script>if (a) {titel}</script><style>p{margin}</style>{title}{paragraphs}{dateline}{image}{{ ad }}",
            {*NEEDED, "dateline", "image"},
            id="braces of code",
        ),
    ],
)
def test_places(template: str, places: set[str]) -> None:
    assert page_templates.check_template(template, EXPECTED) == places


@pytest.mark.parametrize(
    ("template", "message"),
    [
        pytest.param("{title}{paragraph}", "unknown place {paragraph}; did you mean 'paragraphs'?", id="unknown"),
        pytest.param("{title}", "it has no place {paragraphs}", id="no text"),
        pytest.param("{title}{paragraphs}{image}", "it has no place {dateline}", id="a field that all articles have"),
        pytest.param("<script>{title}</script>{paragraphs}", "it has no place {title}", id="only in a script"),
    ],
)
def test_mistakes(template: str, message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        page_templates.check_template(template, EXPECTED)


def test_values_are_escaped_and_scripts_keep_their_braces() -> None:
    draft = DRAFT._replace(title='甲<乙>"丙"</script>')
    template = '<h1>{title}</h1><script>{a: "{title}", b: {title}}</script>{dateline:%d.%m.%Y}'
    assert page_templates.own_page(draft, template) == (
        "<h1>甲&lt;乙&gt;&quot;丙&quot;&lt;/script&gt;</h1>"
        r'<script>{a: "甲\u003c乙>\"丙\"\u003c/script>", b: {title}}</script>16.08.2023'
    )


@pytest.mark.parametrize("layout", page_templates.LAYOUTS)
def test_a_whole_page_has_the_article_once_and_no_place_left(layout: str) -> None:
    page = page_templates.page(DRAFT, layout)
    assert page.count("<h1>") == page.count(str(DRAFT.lead)) == 1
    assert not re.search(r"\{(?:title|url|article|menu|others|shared)\}", page)
