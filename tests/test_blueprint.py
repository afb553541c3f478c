"""The structure of a page as a text: the same while only the news changes, and another when the template does."""

from __future__ import annotations

import random
from collections import defaultdict
from functools import cache
from itertools import pairwise
from time import perf_counter
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newscheck import bundle, mutants, newsroom
from newscheck.article import to_article
from newscheck.blueprint import changes, draw
from newscheck.model import Article
from newscheck.mutants import Source
from newscheck.readers import read
from newscheck.site import Sites

SITES = Sites(bundle.sites())
GENERIC = SITES.generic
LONG = "渔民合作社表示欢迎，新的渔业配额将从九月开始实行，港口同时开放。"
HEAD = "# newscheck layout 1: article\ndate line: none\n"


def body(html: str) -> str:
    """The blueprint without its header."""
    return draw(html, GENERIC).split("\n", 2)[2]


@pytest.mark.parametrize(
    ("html", "drawn"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param(f"<p>{LONG}</p>", "text in p\n", id="a text"),
        pytest.param(
            f'<div class="b a" id=x7 data-z data-k=1><p>{LONG}</p></div>',
            "div.a.b#x0[data-k][data-z] (around the text)\n  text in p\n",
            id="classes are sorted, digits folded, data attributes named",
        ),
        pytest.param(
            f"<div class=a><p>{LONG}</p><div class=slot-3></div><p>{LONG}</p><div class=slot-4></div></div>",
            "div.a (around the text)\n  text in p\n  div.slot-0\n",
            id="neighbours that look alike are one",
        ),
        pytest.param(
            f'<p>{LONG}</p><h2 class=s>题</h2><ul class=l><li>一</li></ul><blockquote class=q>二</blockquote>'
            f'<figure class=f><img src=a><figcaption class=c>图</figcaption></figure><p>{LONG}</p>',
            "text in p\n",
            id="what comes and goes with the news",
        ),
        pytest.param(
            f"<p>{LONG}</p><div class=promo><a href=x><img src=a></a><p>买</p></div><p>{LONG}</p>",
            "text in p\ndiv.promo\n  img[src]\n",
            id="a card between paragraphs",
        ),
        pytest.param(
            f"<p>{LONG}</p><button class=more>继续</button><script>x()</script><p>{LONG}</p>",
            "text in p\nbutton.more\nscript\n",
            id="a button and a script",
        ),
        pytest.param(
            f'<p>{LONG}</p><p>分享 <a href="https://www.facebook.com/sharer/x">f</a></p>',
            "text in p\np\n  a (share link)\n",
            id="links of sharing",
        ),
        pytest.param(
            f"<img src=a><p><strong>{LONG}</strong></p><div><p>{LONG}</p></div>",
            "img[src]\np (lead)\ndiv (around the text)\n  text in p\n",
            id="picture and lead before the text",
        ),
        pytest.param(
            f"<img data-src=a src='data:image/gif;base64,R'><p>{LONG}</p>", "img[data-src]\ntext in p\n", id="lazy"
        ),
        pytest.param(
            f"<p>{LONG}</p><img data-original=a><p>{LONG}</p>",
            "text in p\nimg[data-original]\n",
            id="a lazy picture in the text is told, too",
        ),
        pytest.param(f"<div id=t>{LONG}<br><br>{LONG}<br></div>", "div#t (around the text)\n  text in lines\n", id="br"),
        pytest.param(
            f'<div class="w"><p>{LONG}</p></div><div class="w"><p>{LONG}</p></div>',
            "text in div.w > p\n",
            id="each paragraph has a box of its own",
        ),
        pytest.param(
            f"<div>a</div><div><p>{LONG}</p></div><br><hr><div>更多 <a href=x>b</a></div>",
            "div (around the text)\n  text in p\n",
            id="loose words and links around the text",
        ),
        pytest.param(
            f'<article class="post post-12 tag-sea category-news"><p>{LONG}</p></article>',
            "article.post.post-0 (around the text)\n  text in p\n",
            id="numbers, tags and sections of a blog",
        ),
        pytest.param(
            f'<p>{LONG}</p><footer class=tags><a class=tag rel=tag href="/t/1">海</a></footer>', "text in p\n", id="tags"
        ),
        pytest.param(
            f'<divclass="box"data-ad><div class=in>广告</div></div><p>{LONG}</p>', "div.box[data-ad]\ntext in p\n",
            id="a glued box is a box",
        ),
        pytest.param(f'<imgsrc="a"><p>{LONG}</p>', "imgsrc\n  text in p\n", id="a glued picture is lost"),
        pytest.param("<p class=a>\x00\ud800</p><i class='港口 \x1b'>x</i>", "p.a\ni.\\x1b.字\n", id="odd characters"),
    ],
)  # fmt: skip
def test_an_article_is_drawn(html: str, drawn: str) -> None:
    assert body(html) == drawn
