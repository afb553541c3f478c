"""The article of a page as the fields of an item."""

from __future__ import annotations

from typing import Any

import pytest

from newscheck.article import page_item

TEXT = "灯塔管理局周五公布了新的航标，渔民合作社表示欢迎，港口的船只将在两个月内更换海图。"
URL = {"url": "https://a.example/news/1"}


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def fields(text: str, **context: str) -> dict[str, Any]:
    found = page_item.fields_of(text, context)
    return {} if found is None else {name: field.value for name, field in found.items()}


@pytest.mark.parametrize(
    ("text", "is_article"),
    [
        pytest.param(page(f"<p>{TEXT}</p>"), True, id="a text"),
        pytest.param(page("<p>灯塔管理局公布了新的航标和海图。</p>"), False, id="a sentence"),
        pytest.param(page("<p>灯塔管理局公布了新的航标，渔民合作社表示欢迎。</p>"), True, id="a flash in Chinese"),
        pytest.param(page("<p>The harbour office published new charts.</p>"), False, id="a sentence in English"),
        pytest.param(
            page("<p>The harbour office published new charts, and fishermen welcome them.</p>"), True, id="a longer one"
        ),
        pytest.param(page("<p>短</p>", '<meta property="og:type" content="article">'), True, id="it says so"),
        pytest.param(page(f"<a href=/1>{TEXT}</a>"), False, id="only links"),
        pytest.param(page(f"<p>{TEXT}</p>", "<link rel=canonical href=https://a.example/>"), False, id="a front page"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_which_pages_are_articles(text: str, is_article: bool) -> None:
    assert (page_item.fields_of(text, {}) is not None) is is_article


@pytest.mark.parametrize(
    ("body", "images"),
    [
        pytest.param("<img src=/a.jpg>", ["https://a.example/a.jpg"], id="joined with the address"),
        pytest.param("<img src=data:image/gif;base64,R0 data-src=b.jpg>", ["https://a.example/news/b.jpg"], id="lazy"),
        pytest.param("<img data-original=/c.jpg src=/a.jpg>", ["https://a.example/c.jpg"], id="another lazy one"),
        pytest.param("<img src=data:image/gif;base64,R0>", None, id="in the page itself"),
        pytest.param(
            "<img src=/a.jpg><img src=/a.jpg><img src=/b.jpg>",
            ["https://a.example/a.jpg", "https://a.example/b.jpg"],
            id="each once",
        ),
        pytest.param("<img src='/a.jpg?b=1&amp;c=2'>", ["https://a.example/a.jpg?b=1&c=2"], id="a reference"),
        pytest.param("<img src='http://[bad'>", ["http://[bad"], id="no address"),
        pytest.param("<img alt=x>", None, id="none"),
    ],
)
def test_pictures(body: str, images: list[str] | None) -> None:
    found = fields(page(f"<article><p>{TEXT}</p>{body}<p>{TEXT}</p></article>"), **URL)
    assert found.get("images") == images
    assert found.get("image") == (images[0] if images else None)


def test_pictures_outside_of_the_article_are_none_of_it() -> None:
    body = (
        f"<header>{'<img src=/logo.png>' * 20}</header><article><p>{TEXT}</p><p>{TEXT}</p></article><img src=/ad.png>"
    )
    assert "images" not in fields(page(body), **URL)


def test_so_many_pictures_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_item, "_MAX_IMAGES", 2)
    pictures = "".join(f"<img src=/{number}.jpg>" for number in range(5))
    assert len(fields(page(f"<article><p>{TEXT}</p>{pictures}<p>{TEXT}</p></article>"), **URL)["images"]) == 2


@pytest.mark.parametrize(
    ("head", "shown", "dateline", "epoch"),
    [
        pytest.param(
            "2023-08-16", "16/08/2023 - 21:04", "16/08/2023 - 21:04", "2023-08-16T21:04:00", id="the shown time"
        ),
        pytest.param(
            "2023-08-16T20:00", "16/08/2023 - 21:04", "2023-08-16T20:00", "2023-08-16T20:00", id="a stated one"
        ),
        pytest.param("2023-08-16", "16/08/2023", "2023-08-16", "2023-08-16", id="a shown day"),
        pytest.param("20230816", "16/08/2023", "20230816", "2023-08-16", id="a day of eight digits"),
        pytest.param("1692212640", "16/08/2023", "1692212640", "1692212640", id="seconds"),
        pytest.param(
            "", "2023-08-16 21:04 +08:00", "2023-08-16 21:04 +08:00", "2023-08-16T21:04:00+08:00", id="a zone"
        ),
    ],
)
def test_the_date_line_and_the_time(head: str, shown: str, dateline: str, epoch: str) -> None:
    head = f'<meta name="pubdate" content="{head}">' if head else ""
    found = fields(page(f"<article><h1>灯塔</h1><div>{shown}</div><p>{TEXT}</p></article>", head), **URL)
    assert (found["dateline"], found["epoch_ms"]) == (dateline, epoch)


def test_the_time_of_fetching_is_the_epoch() -> None:
    found = fields(page(f"<p>{TEXT}</p>"), **URL, fetched="2023-08-16T14:00:00Z")
    assert found["epoch_ms"] == "2023-08-16T14:00:00Z"


@pytest.mark.parametrize(
    ("text", "context", "address"),
    [
        pytest.param(page("", "<link rel=canonical href=https://a.example/2>"), {}, "https://a.example/2", id="stated"),
        pytest.param(page("", "<link rel=canonical href=https://a.example/2>"), URL, URL["url"], id="known"),
        pytest.param("<p>", {}, "", id="neither"),
    ],
)
def test_address(text: str, context: dict[str, str], address: str) -> None:
    assert page_item.address(text, context) == address


@pytest.mark.parametrize(
    ("value", "found"),
    [
        pytest.param("灯塔", "灯塔", id="a text"),
        pytest.param("  灯塔\n渡轮", "灯塔", id="its first line"),
        pytest.param(["渡轮", "灯塔"], "渡轮", id="the first of a list"),
        pytest.param("海图" * 40, "海图" * 30, id="the beginning of a long one"),
        pytest.param("别的", "", id="one that isn't there"),
        pytest.param("", "", id="an empty one"),
        pytest.param([], "", id="an empty list"),
        pytest.param(17, "", id="a number"),
    ],
)
def test_where_a_value_of_a_record_stands(value: Any, found: str) -> None:
    text = f"<p>灯塔 17</p><p>渡轮</p><p>{'海图' * 35}</p>"
    located = page_item.sought(text, value)
    assert (located.value, text[located.start : located.end]) == (value, found)
