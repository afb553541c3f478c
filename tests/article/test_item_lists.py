"""Which objects in a JSON text are the items: in any wrapper, and not what is in an item."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.article import item_lists
from newscheck.article.item_finder import ItemFinder, JsonItem
from newscheck.article.item_lists import NoItem
from newscheck.article.item_mapping import ItemMapping

#: An item with a text, one without, the object of a feed or a section, and other objects that items have.
FULL = {"title": "港口重新开放", "url": "https://paper.example/a", "body": "渔民合作社表示欢迎。"}
BRIEF = {"title": "港口重新开放", "link": "https://paper.example/a", "description": "渔民合作社"}
FEED = {"title": "海港日报", "link": "https://paper.example/", "description": "每天的新闻"}
HEADLINE = {"title": "港口重新开放", "url": "https://paper.example/a"}
PERSON = {"@type": "Person", "name": "林海", "url": "https://paper.example/lin"}
NODE = {"@type": "NewsArticle", "headline": "港口重新开放", "articleBody": "渔民合作社表示欢迎。"}
RENDERED = {"id": 1, "title": {"rendered": "港口"}, "link": "https://paper.example/1", "content": {"rendered": "<p>港"}}
HITS = [{"_index": "news", "_id": "1", "_score": 1.0, "_source": FULL}, {"_index": "news", "_id": "2", "_source": FULL}]
ITSELF = [""]


def found(text: str, **settings: Any) -> list[JsonItem | NoItem]:
    return [*item_lists.read(text, ItemFinder(ItemMapping(**settings)))]


def places(value: Any, **settings: Any) -> list[str]:
    """The paths of the items of a value; each is the source of its members."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    items = found(text, **settings)
    for item in items:
        assert isinstance(item, JsonItem)
        assert json.loads(text[item.start : item.end]).items() <= item.members.items()
    return [item.place for item in items if isinstance(item, JsonItem)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param([FULL, FULL], ["[0]", "[1]"], id="an array"),
        pytest.param([[FULL, BRIEF], [], [FULL]], ["[0][0]", "[0][1]", "[2][0]"], id="arrays in an array"),
        pytest.param({"status": "ok", "totalResults": 1, "articles": [FULL]}, ["articles[0]"], id="articles"),
        pytest.param({"items": [BRIEF, FULL]}, ["items[0]", "items[1]"], id="items"),
        pytest.param({"meta": {"count": 1}, "news": [BRIEF]}, ["news[0]"], id="news"),
        pytest.param({"data": {"list": [BRIEF]}, "code": 0}, ["data.list[0]"], id="data.list"),
        pytest.param({"query": "港口", "results": [HEADLINE]}, ["results[0]"], id="results"),
        pytest.param({"posts": [RENDERED]}, ["posts[0]"], id="posts of WordPress"),
        pytest.param(
            {"response": {"docs": [{"headline": {"main": "港口"}, "web_url": "https://x.example", "snippet": "渔"}]}},
            ["response.docs[0]"],
            id="response.docs",
        ),
        pytest.param(
            {"response": {"status": "ok", "results": [{"webTitle": "港口", "webUrl": "https://x.example"}]}},
            ["response.results[0]"],
            id="response.results",
        ),
        pytest.param({"hits": {"total": 2, "hits": HITS}}, ["hits.hits[0]._source", "hits.hits[1]._source"], id="hits"),
        pytest.param(HITS, ["[0]._source", "[1]._source"], id="an array of hits"),
        pytest.param({"content": [FULL], "pageable": {"page": 0}}, ["content[0]"], id="content that is a list"),
        pytest.param({"data": {"edges": [{"node": FULL}]}}, ["data.edges[0].node"], id="edges and nodes"),
        pytest.param({"data": [{"type": "article", "attributes": FULL}]}, ["data[0].attributes"], id="attributes"),
        pytest.param({"feed": FEED, "items": [BRIEF]}, ["items[0]"], id="a feed beside its items"),
        pytest.param({**FEED, "items": [BRIEF, BRIEF]}, ["items[0]", "items[1]"], id="a feed around its items"),
        pytest.param(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "海港日报",
                "description": "每天的新闻",
                "home_page_url": "https://paper.example/",
                "feed_url": "https://paper.example/feed.json",
                "items": [{"id": "1", "url": "https://paper.example/1", "content_html": "<p>港口"}],
            },
            ["items[0]"],
            id="JSON Feed 1.1",
        ),
        pytest.param({"rss": {"channel": {**FEED, "item": [BRIEF]}}}, ["rss.channel.item[0]"], id="RSS as JSON"),
        pytest.param(
            {"newspapers": {"times": {"link": "https://t.example", "articles": [FULL]}, "post": {"articles": [BRIEF]}}},
            ["newspapers.times.articles[0]", "newspapers.post.articles[0]"],
            id="lists by name of paper",
        ),
        pytest.param({"times": [FULL], "post": [BRIEF, FULL]}, ["times[0]", "post[0]", "post[1]"], id="papers"),
        pytest.param({"2024": {"01": {"02": [FULL]}}}, ['["2024"]["01"]["02"][0]'], id="lists by day"),
        pytest.param({"categories": {"sea": [FULL]}}, ["categories.sea[0]"], id="lists by category"),
        pytest.param(
            [{"source": "times", "articles": [FULL, FULL]}, {"source": "post", "articles": [BRIEF]}],
            ["[0].articles[0]", "[0].articles[1]", "[1].articles[0]"],
            id="an array of wrappers",
        ),
        pytest.param(
            {"title": "新闻", "date": "2024-01-02", "times": [BRIEF]}, ["times[0]"], id="a wrapper with a title"
        ),
        pytest.param(
            {"code": 200, "data": {"newsList": [{"news_title": "港口", "news_posttime": "2024-01-02 10:00:00"}]}},
            ["data.newsList[0]"],
            id="names with a prefix",
        ),
        pytest.param(
            {
                "metadata": {"total": 1},
                "data": {"url": "https://s.example", "posts": [{"text": "港", "link": "https://x"}]},
            },
            ["data.posts[0]"],
            id="posts of a page",
        ),
        pytest.param(
            {f"a{number}": FULL for number in range(30)}, [f"a{number}" for number in range(30)], id="a long index"
        ),
        pytest.param({"a1": FULL, "a2": BRIEF}, ["a1", "a2"], id="an index by key"),
        pytest.param(
            {"articles": {"7": FULL, "8": FULL}}, ['articles["7"]', 'articles["8"]'], id="an index in a member"
        ),
        pytest.param(
            {
                "secciones": [{"nombre": "Puerto", "enlace": "https://paper.example/puerto"}],
                "noticias": [{"titular": "港口", "enlace": "https://paper.example/1", "parrafos": ["渔民", "配额"]}],
            },
            ["noticias[0]"],
            id="a Spanish list beside that of sections",
        ),
        pytest.param(
            {"berita": [{"judul": "港口", "tautan": "https://paper.example/1"}]}, ["berita[0]"], id="an Indonesian list"
        ),
        pytest.param(
            {"https://paper.example/1": {"headline": "港口"}, "https://paper.example/2": {"text": "渔民"}},
            ['["https://paper.example/1"]', '["https://paper.example/2"]'],
            id="an index by address",
        ),
        pytest.param({"status": "ok", "article": HEADLINE}, ["article"], id="one item in a wrapper"),
        pytest.param({"props": {"pageProps": {"article": FULL}}}, ["props.pageProps.article"], id="one item, deep"),
        pytest.param(
            {"docs": [{"kop": "港口"}, {"kop": "渔民"}]}, ["docs[0]", "docs[1]"], id="a list known by its name"
        ),
        pytest.param(
            {"报道": [{"a": "港口" * 200, "b": "https://paper.example/1"}]},
            ["报道[0]"],
            id="a list known by long texts and addresses",
        ),
        pytest.param({"@graph": [PERSON, NODE, {"@type": "WebPage"}]}, ['["@graph"][1]'], id="a graph of JSON-LD"),
        pytest.param([{"@graph": [NODE]}, NODE], ['[0]["@graph"][0]', "[1]"], id="graphs in an array"),
        pytest.param([PERSON, NODE], ["[1]"], id="nodes in an array"),
        pytest.param(
            {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": NODE}]},
            ["itemListElement[0].item"],
            id="an ItemList",
        ),
    ],
)
def test_items_in_wrappers(value: Any, expected: list[str]) -> None:
    assert places(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        pytest.param({**FULL, "related": [HEADLINE] * 3}, id="related articles"),
        pytest.param({"related": [FULL] * 3, **FULL}, id="related articles first, with texts"),
        pytest.param({**BRIEF, "related": [HEADLINE] * 3}, id="related articles of an item without a text"),
        pytest.param({**HEADLINE, "more": [HEADLINE] * 3}, id="other articles under any name"),
        pytest.param({**FULL, "items": [HEADLINE]}, id="a list with the name of one"),
        pytest.param({**BRIEF, "images": [{"url": "https://x.example/1.jpg", "title": "港口"}]}, id="images"),
        pytest.param({**BRIEF, "tags": [{"title": "港口", "url": "https://x.example/t"}]}, id="tags"),
        pytest.param({**FULL, "comments": [{"author": "林", "text": "好", "date": "2024-01-02"}]}, id="comments"),
        pytest.param(
            {**HEADLINE, "comments": [{"author": "林", "text": "好", "date": "2024-01-02"}]}, id="only comments"
        ),
        pytest.param({**HEADLINE, "author": {"name": "林海", "url": "https://paper.example/lin"}}, id="an author"),
        pytest.param({**HEADLINE, "source": {"title": "海港日报", "url": "https://paper.example"}}, id="a source"),
        pytest.param({**HEADLINE, "data": FULL}, id="another item in it"),
        pytest.param(
            {**HEADLINE, "body": {"summary": [], "sections": [{"headline": ["港口"], "paragraphs": ["渔民"]}]}},
            id="a nested body",
        ),
        pytest.param({**HEADLINE, "content": [{"type": "p", "text": "渔民"}]}, id="a body in blocks"),
        pytest.param({**RENDERED, "_links": {"self": [{"href": "https://x.example"}]}}, id="an item of WordPress"),
        pytest.param({**NODE, "author": [PERSON]}, id="one node of JSON-LD"),
        pytest.param({**NODE, "@type": ["NewsArticle", "LiveBlogPosting"], "liveBlogUpdate": [NODE]}, id="a live blog"),
        pytest.param({"kop": "港口", "tekst": "渔民"}, id="unknown names"),
        pytest.param({"x": "港口" * 200, "related": [FULL]}, id="unknown names, and a long text"),
    ],
)
def test_an_item_is_no_wrapper(value: dict[str, Any]) -> None:
    assert places(value) == ITSELF
    assert places([value, value]) == ["[0]", "[1]"]
    assert places({"status": "ok", "articles": [FULL, value, value]})[1:] == ["articles[1]", "articles[2]"]


def test_names_of_the_settings_are_known() -> None:
    value = {"papers": {"a": [{"opschrift": "港口", "verhaal": "渔民"}]}}
    assert places(value) == ITSELF
    assert places(value, fields={"title": "opschrift", "body": "verhaal"}) == ["papers.a[0]"]


def test_a_key_that_is_an_address_is_the_items() -> None:
    text = json.dumps({"https://paper.example/1": {"headline": "a", "text": "b"}, "https://paper.example/2": FULL})
    first, second = found(text)
    assert isinstance(first, JsonItem)
    assert first.members == {"headline": "a", "text": "b", "url": "https://paper.example/1"}
    assert isinstance(second, JsonItem)
    assert second.members == FULL


PAPERS = {"newspapers": {"times": {"articles": [FULL]}, "post": {"articles": [BRIEF, FULL]}}, "editors": [PERSON]}
PAPER_PLACES = ["newspapers.times.articles[0]", "newspapers.post.articles[0]", "newspapers.post.articles[1]"]


@pytest.mark.parametrize(
    ("value", "path", "expected"),
    [
        pytest.param(PAPERS, "newspapers.*.articles", PAPER_PLACES, id="any key"),
        pytest.param(PAPERS, "newspapers.*.articles[*]", PAPER_PLACES, id="any entry"),
        pytest.param(PAPERS, "newspapers.post.articles[1]", PAPER_PLACES[2:], id="an index"),
        pytest.param(PAPERS, "editors", ["editors[0]"], id="another list"),
        pytest.param([PAPERS], "*.newspapers.times.articles", ["[0]." + PAPER_PLACES[0]], id="any index"),
        pytest.param([FULL, FULL], "[1]", ["[1]"], id="one of an array"),
        pytest.param(
            {"hits": {"hits": HITS}},
            "hits.hits[*]._source",
            ["hits.hits[0]._source", "hits.hits[1]._source"],
            id="hits",
        ),
        pytest.param({"hits": {"hits": HITS}}, "hits.hits", ["hits.hits[0]", "hits.hits[1]"], id="not by shape"),
        pytest.param({"a": {"x": FULL, "y": FULL}}, "a.*", ["a.x", "a.y"], id="the members of an object"),
        pytest.param({"a": {"x": FULL, "y": FULL}}, "a", ["a.x", "a.y"], id="an index"),
    ],
)
def test_items_at_a_path(value: Any, path: str, expected: list[str]) -> None:
    assert places(value, items=path) == expected


@pytest.mark.parametrize(
    ("value", "detail"),
    [
        pytest.param(
            PAPERS,
            'items = "papers.*" leads nowhere; lists of objects in it are `newspapers.post.articles` (2), '
            "`newspapers.times.articles` (1), `editors` (1)",
            id="lists elsewhere",
        ),
        pytest.param([FULL], 'items = "papers.*" leads nowhere; there is no list of objects in it', id="an array"),
    ],
)
def test_a_path_that_leads_nowhere_is_one_fault(value: Any, detail: str) -> None:
    assert found(json.dumps(value), items="papers.*") == [NoItem(0, "items", detail)]


def test_a_graph_of_other_nodes_has_no_item() -> None:
    text = json.dumps({"@graph": [PERSON, {"@type": "WebPage"}]})
    assert found(text) == [NoItem(0, "empty", "no object in it is an article")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("[" + "{}," * 500 + "{}]", 1, id="nothing else"),
        pytest.param(f"[{json.dumps(FULL)}," + "{}," * 500 + json.dumps(FULL) + "]", 3, id="between two"),
        pytest.param("[{}]", 1, id="one"),
    ],
)
def test_objects_without_members_in_a_row_are_one(text: str, count: int) -> None:
    assert len(found(text)) == count


NAMES = st.sampled_from(
    ["title", "url", "body", "items", "articles", "data", "related", "@type", "_source", "a", "https://x.example/1"]
)
VALUES = st.recursive(
    st.sampled_from(["", "港口", "NewsArticle", "WebPage", "https://x.example/2", None, 1]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


@given(value=VALUES, path=st.sampled_from(["", "", "*", "items", "data.items[*]", "*.*"]))
def test_any_json_gives_items_with_their_source_or_a_reason(value: Any, path: str) -> None:
    text = json.dumps(value)
    items = found(text, items=path)
    assert items
    for item in items:
        if isinstance(item, JsonItem):
            assert json.loads(text[item.start : item.end]).items() <= item.members.items()
        else:
            assert item.kind in ("json", "empty", "items")


@given(
    counts=st.lists(st.integers(1, 3), min_size=1, max_size=4),
    indent=st.none() | st.integers(0, 2),
    cut=st.floats(0.1, 0.99),
)
def test_a_wrapper_that_is_cut_keeps_the_items_before(counts: list[int], indent: int | None, cut: float) -> None:
    value = {"status": "ok", "papers": {f"p{number}": [FULL] * count for number, count in enumerate(counts)}}
    text = json.dumps(value, indent=indent)
    end = int(cut * len(text))
    whole = [item for item in found(text) if item.end <= end]  # type: ignore[union-attr]
    *items, fault = found(text[:end])
    assert items == whole
    assert isinstance(fault, NoItem)
    assert fault.kind == "json"


@pytest.mark.parametrize("wrapper", [{"body": {}}, {"a": {}}, {"body": {}, "content": {}, "text": {}}], ids=str)
def test_nested_wrappers_take_no_time(wrapper: dict[str, Any]) -> None:
    value: Any = FULL
    for _ in range(60):
        value = dict.fromkeys(wrapper, value) if len(wrapper) == 1 else {**wrapper, "body": value}
    assert len(found(json.dumps(value))) == 1
