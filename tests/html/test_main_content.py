"""The article in whole pages of many forms; mutants applied to a page are as neutral as declared."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html as parser

from newscheck import mutants
from newscheck.html import dateline, main_content, markup

PAGES = {path.stem: path.read_text("utf-8") for path in sorted((Path(__file__).parents[1] / "samples/pages").iterdir())}
FRAGMENT = "<div>16/08/2023 - 21:04</div><img src=a.jpg><div><p>海事法庭周五公布了协定的全部条文。</p></div>"


@pytest.mark.parametrize(
    ("page", "start", "end", "parts"),
    [
        pytest.param("soup", '<div class="story">', "</div>", ["ad-box", "share"], id="divs, furniture inside"),
        pytest.param(
            "semantic", '<article class="post"', "</article>", ["kicker", "newsletter", "footer"], id="article"
        ),
        pytest.param("apart", '<header class="headline">', "</div>", [], id="headline and date in a header apart"),
        pytest.param("table", '<td class="content"', "</td>", [], id="a cell of a layout table"),
        pytest.param("live", '<main class="live">', "</main>", [], id="a live blog"),
        pytest.param("bodiless", "<h1>", "两次钱。\n", [], id="no body, paragraphs without end"),
        pytest.param("rows", "<table>", "</table>", [], id="headline and text in rows of their own"),
        pytest.param("dated", '<div class="when">', "</article>", [], id="the date before the article's element"),
        pytest.param("named", '<div id="sidebar">', "</div>", [], id="the only text is called a sidebar"),
        pytest.param("comments", '<article class="post">', "</article>", [], id="comments that are articles each"),
        pytest.param("video", "<h1>", "</p>", [], id="what a browser shows that can't play a video"),
        pytest.param("after", "<main>", "</main>", ["bio", "teaser"], id="what follows the text in its element"),
    ],
)
def test_the_article_of_a_page(page: str, start: str, end: str, parts: list[str]) -> None:
    html = PAGES.get(page) or SHORT[page]
    cut = main_content.find(html)
    assert cut.page[cut.start : cut.end].startswith(start)
    assert cut.page[cut.start : cut.end].endswith(end)
    assert [name for name in parts if not any(name in part[:40] for part in cut.set_aside)] == []
    assert len(cut.set_aside) == len(parts)
    assert main_content.bounds(html) == (cut.start, cut.end)


LONG = ["海事法庭周五公布了救援协定的全部条文，港口当天复工。", "渔民合作社表示欢迎，称这是二十年来的第一份文件。"]
TEXT = "".join(f"<p>{text}</p>" for text in LONG)
SHORT = {
    "rows": f"<html><p>菜单</p><table><tr><td><h1>港口复工</h1></td></tr><tr><td>{TEXT}</td></tr></table></html>",
    "dated": f'<html><div class="when">2023-08-16 21:04</div><article><h1>港口复工</h1>{TEXT}</article></html>',
    "named": f'<html><body><div id="sidebar">{TEXT}</div></body></html>',
    "comments": f'<html><body><article class="post"><h1>港口复工</h1>{TEXT}</article><ol class="comment-list">'
    + f'<li><article class="comment-body">{TEXT}</article></li>' * 9
    + "</ol></body></html>",
    "video": f"<html><body><h1>港口复工</h1>{TEXT}<div><video>你的浏览器不能播放这段影片，请更新后再试。"
    "</video></div></body></html>",
    "after": f"<html><body><main><h1>港口复工</h1><div class=a>{TEXT}</div>"
    '<div class="bio"><p>作者林舟住在港口边上，写作二十年。</p></div>'
    '<div class="teaser"><p>下一篇：风暴季节提前到来，北方各港发布警报。</p></div></main></body></html>',
}


@pytest.mark.parametrize("name", PAGES)
def test_date_image_and_text_are_found_in_it(name: str) -> None:
    cut = main_content.find(PAGES[name])
    assert markup.find_dateline(cut.html) is not None
    assert markup.first_image(cut.html) is not None
    assert "<h1>" in cut.html
    for furniture in ("nav", "comments", "related", "copyright", "版权", "首页"):
        assert furniture not in cut.html


@pytest.mark.parametrize("html", [FRAGMENT, "", "港口复工", "<p>港口<script>x</script>"])
def test_what_is_no_page_is_an_article_as_a_whole(html: str) -> None:
    assert main_content.find(html) == (html, 0, len(html), html, ())


def test_a_page_without_text_is_its_body() -> None:
    html = "<html><head></head><body><img src=a></body></html>"
    assert html[slice(*main_content.bounds(html))] == "<img src=a>"


def test_a_page_that_holds_our_own_mark_is_left_whole() -> None:
    html = PAGES["soup"].replace("<h1>", "<!--newscheck:aside:0--><h1>")
    assert main_content.find(html).set_aside == ()


_PIECES = (
    *(
        "<html>",
        "<head>",
        "<title>港口",
        "</title>",
        "<body class=nav>",
        "</body>",
        "<nav>",
        "</nav>",
        "<h1>港口复工</h1>",
    ),
    *("<div>", '<div class="share">', "</div>", "<p>", "</p>", "<article>", "</article>", "<table><tr><td>", "</td>"),
    *("</table>", "<a href=x>", "</a>", "16/08/2023 - 21:04", LONG[0], "<!--", "-->", "<", '"', "<!DOCTYPE html>"),
    "<!--newscheck:aside:7-->",
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join) | st.text(max_size=60))
@example("<html>" + "<div>" * 5_000 + LONG[0] + "</div>" * 5_000)
@example("<html>" + f"<div><a>{LONG[0]}" * 2_000)
@example("<html>" + f"<div>{LONG[0]}</div>" * 5_000)
def test_any_text_is_cut_and_put_together_again(html: str) -> None:
    cut = main_content.find(html)
    assert 0 <= cut.start <= cut.end <= len(html)
    assert cut.with_article(cut.html) == html


def on_page(name: str, mutant: mutants.Mutant) -> str | None:
    draw = random.Random(f"{mutant.id} {name}")
    other_html = main_content.find(PAGES["live" if name != "live" else "soup"]).html
    return mutants.mutate_page(
        main_content.find(PAGES[name]), mutant, draw, url="https://e.example/a", other=other_html
    )


def visible(page: str) -> tuple[str, list[str], set[str | None]]:
    """The text of a page without blanks, the days that it shows, and its pictures, loaded at once or later."""
    tree = parser.document_fromstring(page)
    for hidden in tree.xpath("//script | //style | //comment()"):
        hidden.drop_tree()
    text = "".join(tree.text_content().split())
    days = [line.iso[:10] for block in tree.itertext() if (line := dateline.parse(block)) and line.iso]
    images = {image.get("data-src") or image.get("src") for image in tree.iter("img")}
    return text, days, images


TRIED = [
    pytest.param(name, mutant, page, id=f"{mutant.id}-{name}")
    for mutant in mutants.load().values()
    for name in PAGES
    if (page := on_page(name, mutant)) is not None
]


@pytest.mark.parametrize(("name", "mutant", "page"), TRIED)
def test_a_mutant_is_as_neutral_as_declared(name: str, mutant: mutants.Mutant, page: str) -> None:
    assert page != PAGES[name]
    _, days, images = visible(PAGES[name])
    new_text, new_days, new_images = visible(page)
    region = parser.fromstring(f"<div>{main_content.find(PAGES[name]).html}</div>")
    paragraphs = ["".join(p.text_content().split()) for p in region.iter("p")]
    is_whole = all(paragraph in new_text for paragraph in paragraphs if not re.match("[0-9]", paragraph))
    assert mutant.is_neutral == (is_whole and images <= new_images and days == new_days)


def test_every_mutant_of_pages_can_be_put_into_one() -> None:
    without = {mutant.id for mutant in mutants.load().values()} - {param.values[1].id for param in TRIED}
    assert without == {mutant.id for mutant in mutants.load().values() if not mutant.is_of_page}


def test_what_is_set_aside_is_put_back() -> None:
    page = on_page("semantic", mutants.load()["body-cut"])
    assert page is not None
    assert "加開兩班列車" not in page
    assert 'class="newsletter"' in page
    assert "責任編輯" in page
    assert "讀者留言" in page


def test_a_share_block_comes_before_the_comments() -> None:
    page = on_page("semantic", mutants.load()["share-leaking"])
    assert page is not None
    assert page.index("分享：") < page.index('class="comments"')
