"""Dumps are found wherever they are, and nothing else below their paths."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from newscheck.article.sites import SiteIndex
from newscheck.engine.files.directory_walk import walk
from newscheck.engine.settings import package_data
from newscheck.errors import UsageError
from newscheck.init.discovery import DumpLocations, find_dumps, sample
from newscheck.synthetic import specimen

LIMIT = 1_000_000
ITEM = {"url": "https://eel.example/1", "title": "题", "body": "配额在九月初就会用完。" * 9}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(path: str, text: str | bytes) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode() if isinstance(text, str) else text)


def feed(path: str, items: Iterable[Mapping[str, Any]]) -> None:
    write(path, "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items))


@pytest.mark.parametrize(
    ("folders", "others", "paths", "exclude"),
    [
        pytest.param(["articles"], [], ["articles"], [], id="one folder"),
        pytest.param(["articles/2022", "articles/2023"], [], ["articles"], [], id="a folder for each year"),
        pytest.param(["articles/2023"], [], ["articles"], [], id="only one year so far"),
        pytest.param(["2023/08"], [], ["."], [], id="years at the root"),
        pytest.param(["2023/08"], ["notes/a.md"], ["."], ["notes/*"], id="years at the root, beside other files"),
        pytest.param(["."], ["notes/a.md"], ["."], ["notes/*"], id="at the root"),
        pytest.param(["data/rfi", "data/dw"], [], ["data"], [], id="two publishers in one folder"),
        pytest.param(["rfi/dump", "dw/dump"], ["rfi/x/data.json"], ["dw", "rfi/dump"], [], id="two in two"),
        pytest.param(["data/a"], ["data/b/notes.md"], ["data/a"], [], id="beside other files"),
        pytest.param(["a/2023"], ["a/meta/notes.md"], ["a"], ["a/meta/*"], id="a year beside other files"),
        pytest.param(["articles", "tests/pages"], [], ["articles"], [], id="fixtures are no dump"),
        pytest.param(["articles"], ["docs/a.md", "conf/x.json"], ["articles"], [], id="documents are none"),
        pytest.param(["articles", "node_modules/x"], ["README.md"], ["articles"], [], id="nor what others wrote"),
    ],
)
def test_the_folders_of_articles_are_found(
    folders: list[str], others: list[str], paths: list[str], exclude: list[str]
) -> None:
    for folder in folders:
        for number in range(2):
            write(f"{folder}/{1048555 + number}.md", specimen.render({}, number))
    for other in others:
        write(other, '{"name": "x"}' if other.endswith("json") else "# Notes\n\nOf no matter.\n")
    dumps = find_dumps((), LIMIT)
    assert (list(dumps.paths), list(dumps.exclude)) == (paths, exclude)
    skipped = ("tests/", "node_modules/")
    articles = [folder for folder in folders if not f"{folder}/".startswith(skipped)]
    folders = {Path(entry.path).parent.as_posix() for entry in walk(dumps.paths, dumps.exclude)}
    assert folders == set(articles), "nothing else is below the paths"


def test_a_folder_that_is_named_is_taken() -> None:
    write("docs/examples/1.md", specimen.render())
    assert find_dumps(["docs/examples"], LIMIT) == DumpLocations(("docs/examples",), (), {})
    with pytest.raises(UsageError, match=r"no articles in this folder: name the folder that they are in"):
        find_dumps((), LIMIT)


@pytest.mark.parametrize(
    ("text", "has_items"),
    [
        pytest.param('[{"name": "a", "url": "https://a.example", "description": "<b>hi</b>"}]', True, id="items"),
        pytest.param("# Notes", False, id="a text"),
    ],
)
def test_a_description_of_something_else_is_no_article(text: str, has_items: bool) -> None:
    write("users.json" if has_items else "users.md", text)
    with pytest.raises(UsageError, match="no articles") as raised:
        find_dumps((), LIMIT)
    assert ("map them in newscheck.toml ([fields])" in str(raised.value)) == has_items


@pytest.mark.parametrize(
    ("other", "fields"),
    [
        pytest.param({"link": ITEM["url"], "title": "题", "body": ITEM["body"]}, {"url": ["url", "link"]}, id="a name"),
        pytest.param({**ITEM, "headline": "题"}, {}, id="a field that isn't needed"),
        pytest.param(
            {"url": ITEM["url"], "title": "题", "content": f"<p>{ITEM['body']}</p>"},
            {"html": ["html", "content"]},
            id="HTML",
        ),
        pytest.param(
            {"url": ITEM["url"], "title": "题", "content": ITEM["body"]}, {"body": ["body", "content"]}, id="a text"
        ),
    ],
)
def test_items_of_two_folders_have_one_mapping(other: Mapping[str, Any], fields: Mapping[str, Any]) -> None:
    feed("a/1.jsonl", [{**ITEM, "title": f"题{at}", "url": f"{ITEM['url']}{at}"} for at in range(9)])
    feed("b/1.jsonl", [other])
    feed("c/1.jsonl", [{**ITEM, "title": f"题{at}", "url": f"{ITEM['url']}{at}"} for at in range(9)])
    assert find_dumps((), LIMIT).fields == fields


def test_items_are_looked_at_beyond_the_head_of_a_file() -> None:
    def item(at: int) -> dict[str, Any]:
        return {"link": f"{ITEM['url']}{at}", "title": f"题{at}", "text": f"{at}{ITEM['body']}" if at > 700 else ""}

    feed("a/1.jsonl", map(item, range(1000)))
    assert find_dumps((), LIMIT).fields == {"url": "link", "body": "text"}


def test_items_with_neither_address_nor_time_are_articles_where_there_are_several() -> None:
    feed("a/1.jsonl", [{"title": "题", "body": ITEM["body"]}] * 2)
    with pytest.raises(UsageError, match="no articles"):
        find_dumps((), LIMIT)
    feed("a/1.jsonl", [{"title": f"题{at}", "body": ITEM["body"]} for at in range(3)])
    assert find_dumps((), LIMIT).paths == ("a",)


#: Fields of several items: `{}` is their number.
HEADLINE, TEXT = "渔民合作社表示欢迎港口重新开放{}", f"{{}}{ITEM['body']}"


@pytest.mark.parametrize(
    "item",
    [
        pytest.param({"title": HEADLINE, "link": "https://eel.example/coast/{}.html"}, id="headlines with addresses"),
        pytest.param({"title": HEADLINE, "link": "/coast/{}.html"}, id="relative addresses"),
        pytest.param({"title": HEADLINE, "link": "www.eel.example/coast/{}"}, id="addresses without scheme"),
        pytest.param({"title": "港口今天重新开放{}", "date": "2023-08-16"}, id="headlines with a day"),
        pytest.param({"title": "港口今天重新开放{}", "posted": "3小时前"}, id="a day relative to the crawl"),
        pytest.param({"url": "https://eel.example/{}", "text": TEXT}, id="texts without titles"),
        pytest.param({"title": None, "text": TEXT}, id="texts whose titles are empty"),
        pytest.param({"id": "{}", "text": "{}" + TEXT * 9, "label": "渔业"}, id="texts with labels"),
        pytest.param({"article": "{}" + TEXT * 9, "highlights": TEXT}, id="texts with summaries"),
        pytest.param({"headline": HEADLINE, "source": "海港日报"}, id="headlines with their publishers"),
        pytest.param({"headline": HEADLINE, "label": "真", "link": "N/A"}, id="headlines with placeholders"),
    ],
)
def test_several_that_lack_something_are_articles(item: Mapping[str, Any]) -> None:
    items = [{name: value and value.replace("{}", str(at)) for name, value in item.items()} for at in range(3)]
    feed("a/1.jsonl", items[:2])
    with pytest.raises(UsageError, match="no articles"):
        find_dumps((), LIMIT)
    feed("a/1.jsonl", items)
    assert find_dumps((), LIMIT).paths == ("a",)


@pytest.mark.parametrize(
    "item",
    [
        pytest.param({"title": "渔业{}", "link": "https://eel.example/{}.html"}, id="a menu"),
        pytest.param({"title": "海港日报每天的新闻和评论{}", "xmlUrl": "https://eel.example/{}/rss.xml"}, id="feeds"),
        pytest.param({"title": "海港日报每天的新闻和评论{}", "site": "https://eel{}.example/"}, id="publishers"),
        pytest.param({"title": HEADLINE, "src": "https://img.eel.example/{}.jpg"}, id="images"),
        pytest.param({"user": "王五{}", "text": TEXT, "stars": "{}"}, id="comments"),
        pytest.param({"word": "配额{}", "count": "{}"}, id="words"),
        pytest.param({"user": "王五{}", "text": "{}" + TEXT * 9, "label": "渔业"}, id="long comments"),
        pytest.param({"id": "{}", "text": "{}" + TEXT * 9}, id="texts of any kind"),
    ],
)
def test_other_lists_are_no_articles(item: Mapping[str, Any]) -> None:
    items = [{name: value.replace("{}", str(at)) for name, value in item.items()} for at in range(9)]
    feed("a/1.jsonl", items)
    with pytest.raises(UsageError, match="no articles"):
        find_dumps((), LIMIT)
    feed("a/2.jsonl", ({**ITEM, "title": f"题{at}", "url": f"{ITEM['url']}{at}"} for at in range(9)))
    dumps = find_dumps((), LIMIT)
    assert {entry.path for entry in walk(dumps.paths, dumps.exclude)} == {"a/2.jsonl"}
    assert dumps.fields == {}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"url": null, "title": "题", "body": ""}', id="items without a text"),
        pytest.param('{"error": "404"}', id="a message"),
        pytest.param('{"url": "', id="cut off"),
        pytest.param("", id="empty"),
    ],
)
def test_a_broken_file_is_left_in_the_dump(text: str) -> None:
    write("a/1.jsonl", text)
    feed("a/2.jsonl", [{**ITEM, "title": f"题{at}", "url": f"{ITEM['url']}{at}"} for at in range(9)])
    assert find_dumps((), LIMIT).exclude == ()


def test_what_a_preset_maps_is_left_to_it() -> None:
    news = {"maintext": ITEM["body"], "date_publish": None, "date_download": "2024-05-01 09:00:00"}
    feed("a/1.jsonl", ({"title": f"题{at}", "url": f"{ITEM['url']}{at}", **news} for at in range(9)))
    assert find_dumps((), LIMIT).fields == {}
    feed("a/1.jsonl", ({"title": f"题{at}", "href": f"{ITEM['url']}{at}", **news} for at in range(9)))
    assert find_dumps((), LIMIT).fields == {"url": "href"}


def test_items_of_a_known_tool_are_articles_whatever_they_lack() -> None:
    def text(at: int) -> str:
        return json.dumps({"text": f"{at}{ITEM['body']}", "raw_text": "", "comments": ""})

    for at in range(2):
        write(f"out/{at}.json", text(at))
    with pytest.raises(UsageError, match="no articles in this folder: name"):
        find_dumps((), LIMIT)
    write("out/2.json", text(2))
    assert find_dumps((), LIMIT) == DumpLocations(("out",), (), {})


PAGE = "<html><head><title>题</title></head><body><article><h1>题</h1><p>{}</p></article></body></html>"


def test_pages_are_articles_where_there_are_no_others() -> None:
    for at in range(3):
        write(f"pages/{at}.html", PAGE.format(f"{at}{ITEM['body']}"))
    write("notes/a.md", "# Notes")
    assert find_dumps((), LIMIT) == DumpLocations(("pages",), (), {}, "newscheck:main-content")
    assert len(sample(find_dumps((), LIMIT), SiteIndex(package_data.sites()), LIMIT, 9)) == 3
    feed("data/1.jsonl", [{**ITEM, "title": f"题{at}", "url": f"{ITEM['url']}{at}"} for at in range(9)])
    assert find_dumps((), LIMIT) == DumpLocations(("data",), (), {})


def test_pages_in_an_archive_are_articles() -> None:
    Path("saved").mkdir()
    with ZipFile("saved/1.zip", "w") as archive:
        for at in range(3):
            archive.writestr(f"{at}.html", PAGE.format(f"{at}{ITEM['body']}"))
    assert find_dumps((), LIMIT) == DumpLocations(("saved",), (), {}, "newscheck:main-content")


def test_files_of_other_kinds_are_named() -> None:
    write("a/1.png", b"\x89PNG")
    write("a/2.png", b"\x89PNG")
    with pytest.raises(UsageError, match=r"no articles in this folder \(2 .*a/1.png, …\)"):
        find_dumps((), LIMIT)


@pytest.mark.parametrize(("most", "number"), [(100, 12), (4, 4), (1, 1)])
def test_a_sample_is_spread_over_the_files(most: int, number: int) -> None:
    for at in range(12):
        write(f"rfi/{1048555 + at}.md", specimen.render({}, at))
    dumps = find_dumps((), LIMIT)
    articles = sample(dumps, SiteIndex(package_data.sites()), LIMIT, most)
    assert len(articles) == number
    assert articles[-1].document.path == "rfi/1048566.md"
