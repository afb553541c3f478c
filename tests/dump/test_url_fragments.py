"""Fragments that name an article, and fragments that don't."""

from __future__ import annotations

import pytest

from newscheck.dump.url_fragments import entry_name

ENTRIES = """entry-1 entry-12 post-8812 block-64dfb4358f08 update_1430 live-2024-05-01-7 item3 17 n204 id-9 eintrag-5
    2024/05/01/12 id=77 article=12a post=5 p=9911 p88123 msg:4 !/news/12 /news/12 /artikel/hafen !/hafen"""
PARTS = """comments respond comment-1234 comments-3 c123456 reply-9 disqus_thread kommentare kommentar-7 top more
    content share main-content photo-3 slide-12 image4 video1 page-2 page=2 p2 h2-harbour section-3 section_2.1 fn:1
    footnote-2 cite_note-4 ref12 t=30 xtor=RSS-3208 utm_source=rss1 rss gsc.tab=0 .YQ1abc2 :~:text=harbour%202
    Echobox=16921234 nws=mcnewsletter1 why-2024-matters 评论 第2节 / ! ?x=1"""


@pytest.mark.parametrize("fragment", ENTRIES.split())
def test_names_an_article(fragment: str) -> None:
    assert entry_name(fragment) == fragment


@pytest.mark.parametrize("fragment", ["", *PARTS.split(), "entry-1" * 200])
def test_names_a_part_of_the_page_or_where_a_reader_came_from(fragment: str) -> None:
    assert entry_name(fragment) == ""
