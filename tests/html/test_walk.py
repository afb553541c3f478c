"""Extraction without selectors: the article in one walk of the HTML."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.engine.settings import package_data
from newscheck.html.walk import extract_content
from newscheck.model import HtmlContent

SITES = {site.name: site for site in package_data.sites()}


def walked(html: str, site: str = "generic", title: str | None = None) -> HtmlContent:
    return extract_content(html, SITES[site], title)


@pytest.mark.parametrize(
    ("html", "paragraphs"),
    [
        pytest.param("<p>一</p><p>二</p>", ["一", "二"], id="paragraphs"),
        pytest.param("<div>一<p>二</p>三</div>四", ["一", "二", "三", "四"], id="loose text between blocks"),
        pytest.param("<p>一<br>二</p>", ["一\n二"], id="one break is a line"),
        pytest.param("<p>一<br/> <br/>二<br><br><br>三</p>", ["一", "二", "三"], id="an empty line parts paragraphs"),
        pytest.param(
            "<p>一<b>二</b>\x0b\x0b&#11;&#11;三</p>", ["一二\x0b\x0b\x0b\x0b三"], id="a control character is no break"
        ),
        pytest.param("<p><br>一<br></p><p><br> <br></p>", ["一"], id="breaks around a text, and without one"),
        pytest.param("<p>  一 \n\t 二  </p>", ["一 二"], id="white space is folded"),
        pytest.param("<p>一\u3000二</p>", ["一\u3000二"], id="an ideographic space is text"),
        pytest.param("<p>\u00a0</p><p> </p><p></p><p>一</p>", ["一"], id="blank paragraphs are none"),
        pytest.param("<p>a <b>b</b> <a href=x>c</a> d</p>", ["a b c d"], id="inline markup"),
        pytest.param(
            "<p>一</p><script>x()</script><style>.a{}</style><svg><title>t</title></svg><p>二</p>",
            ["一", "二"],
            id="hidden",
        ),
        pytest.param("<button>读</button><p>一</p>", ["一"], id="a button is no text"),
        pytest.param("<ul><li>一</li><li>二</li></ul>", ["一", "二"], id="a list"),
        pytest.param("<ul><li><a href=x>相关新闻题目</a></li></ul><p>一</p>", ["一"], id="a list of links"),
        pytest.param(
            "<p>一</p><figure><img src=a><figcaption>说明</figcaption></figure>", ["一"], id="a caption is not body"
        ),
        pytest.param('<divclass="t"><p>一</p></div>', ["一"], id="a fused block"),
        pytest.param("<p>a &lt;全球见证&gt; b</p>", ["a <全球见证> b"], id="escaped brackets"),
        pytest.param("<p>a <全球见证> b</p>", ["a <全球见证> b"], id="ASCII brackets around Han are text"),
        pytest.param("</div></div><p>一</p></section>", ["一"], id="stray end tags"),
        pytest.param("<table><tr><td>一</td><td>二</td></tr></table>", ["一", "二"], id="a table"),
        pytest.param("", [], id="nothing"),
        pytest.param("<", ["<"], id="a bracket"),
    ],
)
def test_paragraphs(html: str, paragraphs: list[str]) -> None:
    assert walked(html).paragraphs == paragraphs


@pytest.mark.parametrize(
    ("html", "lead"),
    [
        pytest.param("<p><strong>导语</strong></p><p>正文</p>", "导语", id="strong"),
        pytest.param("<div>16/08/2023 - 21:04</div><p><b>导语 </b></p><p>正文</p>", "导语", id="after the date line"),
        pytest.param("Array<p><strong>导语</strong></p>", "导语", id="after a word of a program"),
        pytest.param("<p>正文</p><p><strong>小标题</strong></p>", None, id="a subheading is no lead"),
        pytest.param("<p><strong>导</strong>语</p>", None, id="partly strong"),
        pytest.param("<p><strong></strong></p><div><p>正文</p></div>", None, id="empty strong"),
    ],
)
def test_lead(html: str, lead: str | None) -> None:
    assert walked(html).lead == lead


FURNITURE = [
    pytest.param("<div>分享 :</div>", id="share block"),
    pytest.param("<br><hr><div>获取更多RSS：<br><a href=x>https://feeds.example</a></div>", id="feed footer"),
    pytest.param(
        "<button data-readmore-unlocker><span>继续浏览后续</span><style>.a{fill:none}</style></button>",
        id="'read on' button",
    ),
    pytest.param("<div>继续浏览后续</div>", id="the button's label alone"),
    pytest.param("<div>相关阅读：</div><p>另一篇</p><img src=x>", id="related articles to the end"),
]


@pytest.mark.parametrize("html", FURNITURE)
@pytest.mark.parametrize("site", ["generic", "rfi"])
def test_furniture_is_no_body(html: str, site: str) -> None:
    content = walked(f"<p>一。</p>{html}", site)
    assert content.paragraphs == ["一。"]
    assert content.images == []


def test_title_repeated_above_the_text_is_not_body() -> None:
    assert walked("<h1>题</h1><p>正文。</p>", title="题").paragraphs == ["正文。"]
    assert walked("<p>题</p>", title="题").paragraphs == ["题"]


def test_images_links_and_fused_tags() -> None:
    content = walked(
        '<img src="https://x.org/a.jpg" width="640"><p>一</p>'
        '<img src="data:image/gif;base64,R0" srcset="https://x.org/b.jpg 1x">'
        '<a href="https://x.org/c">二</a><imgsrc="https://x.org/d.jpg" alt="">'
    )
    assert [(image.src, image.is_before_text) for image in content.images] == [
        ("https://x.org/a.jpg", True),
        ("data:image/gif;base64,R0", False),
    ]
    assert content.images[1].fallback == "https://x.org/b.jpg 1x"
    assert content.links == ["https://x.org/c"]
    assert len(content.fused_tags) == 1


@pytest.mark.parametrize("levels", [1_000, 100_000])
def test_nesting_without_end(levels: int) -> None:
    content = walked("<div>" * levels + "底" + "</div>" * levels)
    assert content.is_truncated is (levels > 2_048)
    assert content.paragraphs == ([] if content.is_truncated else ["底"])


MARKUP = st.lists(
    st.sampled_from(
        [
            "<div>",
            "</div>",
            "<p>",
            "</p>",
            "<strong>",
            "</strong>",
            "<br>",
            "<li>",
            "<a href=x>",
            "</a>",
            "<img src=y>",
            "<figcaption>",
            "<small>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<![CDATA[",
            "<imgsrc=",
            "<time datetime=2020-01-01>",
            "Array",
            "正文",
            "分享",
            "&lt;",
            "&#0;",
            "&bogus;",
            "\x00",
            "<",
            "16/08/2023 - 21:04",
            " ",
            "\u00a0",
            "相关阅读",
            "\x0b",
        ]
    ),
    max_size=60,
).map("".join)


@given(MARKUP)
def test_any_markup_is_walked(html: str) -> None:
    content = walked(html, "rfi")
    assert all(paragraph.strip() == paragraph != "" for paragraph in content.paragraphs)
    assert content.lead is None or content.lead == content.paragraphs[0]


def test_nothing_is_fetched_and_no_entity_is_read(tmp_path: Any) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim")
    html = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]><p>a &e; b</p>'
    assert "geheim" not in "".join(walked(html).paragraphs)


@pytest.mark.parametrize(
    ("html", "site", "furniture"),
    [
        pytest.param(
            "<p>Lire aussi\xa0: <a href=/1>Un</a></p>", "generic", ["Lire aussi\xa0: Un"], id="a label and a link"
        ),
        pytest.param(
            "<p>Lire aussi : <b><a href=/1>Un</a></b><br><br>a</p>", "generic", ["Lire aussi : Un"], id="in a part"
        ),
        pytest.param("<a href=/1><p>Leia também: Um</p></a>", "generic", ["Leia também: Um"], id="a link around"),
        pytest.param("<div>Publicidad</div>", "generic", ["Publicidad"], id="a label alone"),
        pytest.param(
            "<p>関連記事：<a href=/1>港の再開</a></p><p>港の</p>", "generic", ["関連記事：港の再開"], id="Japanese"
        ),
        pytest.param(
            "<p>Lire aussi : le port</p><p><a href=/1>Un</a></p>", "generic", [], id="a link in the next block"
        ),
        pytest.param("<p>Publicité et presse</p>", "generic", [], id="a subject"),
        pytest.param("<p>Publicité</p>", "voa", [], id="a site in Chinese"),
        pytest.param("<p>港口重开。</p><p>Publicité</p>", "generic", [], id="a text in Chinese"),
    ],
)
def test_labels_of_other_languages_are_no_text(html: str, site: str, furniture: list[str]) -> None:
    assert walked(f"<p>Le port rouvre mardi.</p>{html}", site).furniture == furniture
