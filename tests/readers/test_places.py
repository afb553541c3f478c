"""Every reader, every field: a finding about it points at the characters of the file that it was read from."""

from __future__ import annotations

import json
from typing import NamedTuple

import pytest

from newscheck import readers, registry
from newscheck.article.extraction import to_article
from newscheck.article.item_mapping import MAIN_CONTENT, ItemMapping
from newscheck.checker import locations
from newscheck.checker.execution import Checker
from newscheck.model import Hit, RawInput

FIRST = {
    "title": "渡輪班次",
    "url": "https://paper.example/1",
    "dateline": "2023-08-15 10:00",
    "image": "https://img.example/1.jpg",
    "body": "票價不變。",
}
#: No value is a part of another, nor of those of the first item.
SECOND = {
    "title": "灯塔“新”航标",
    "url": "https://paper.example/lights",
    "dateline": "2023-08-16 21:04",
    "image": "https://img.example/buoy.jpg",
    "body": "灯塔管理局公布了新的航标，渔民合作社表示欢迎，港口的船只将在两个月内更换海图。",
}


class Sample(NamedTuple):
    """A file, the number of the document that is looked at and its place, and fields that the format doesn't have."""

    path: str
    text: str
    number: int = 1
    place: str = ""
    lacks: tuple[str, ...] = ()


def table(delimiter: str) -> str:
    rows = (delimiter.join(f'"{value}"' for value in item.values()) for item in (FIRST, SECOND))
    return "\n".join([delimiter.join(SECOND), *rows, ""])


def front_matter(item: dict[str, str], fence: str, sign: str) -> str:
    names = {"title": "title", "url": "link", "dateline": "date", "image": "image"}
    lines = (f"{names[name]}{sign}'{value}'" for name, value in item.items() if name in names)
    return "\n".join([fence, *lines, fence, "", item["body"], ""])


def feed(item: dict[str, str]) -> str:
    return (
        f"<item><title>{item['title']}</title>\n  <link>{item['url']}</link>\n  <pubDate>{item['dateline']}</pubDate>\n"
        f'  <enclosure type="image/jpeg" url="{item["image"]}"/><description>\n{item["body"]}</description></item>'
    )


def entry(item: dict[str, str]) -> str:
    return (
        f'<entry><title>{item["title"]}</title>\n  <link href="{item["url"]}"/>'
        f"<published>{item['dateline']}</published>\n  <content><![CDATA[{item['body']}]]></content></entry>"
    )


PAGE = f"""<!doctype html>
<html><head><meta property="og:title" content="{SECOND["title"]}"><link rel="canonical"
 href="{SECOND["url"]}">
<meta property="article:published_time" content="{SECOND["dateline"]}"><meta property="og:image"
 content="{SECOND["image"]}"></head>
<body><article><h1>新闻</h1><p>{SECOND["body"]}</p><p>{SECOND["body"].replace("灯塔", "委员会")}</p></article></body>
</html>
"""
DUMP = (
    f"<!--1692213306000-->\n[{SECOND['title']}]({SECOND['url']})\n------\n\n"
    f'<div>{SECOND["dateline"]}</div><img src="{SECOND["image"]}"><p>{SECOND["body"]}</p>\n'
)
BOTH = [FIRST, SECOND]
SAMPLES = {
    "csv": Sample("a.csv", table(","), place="[1]"),
    "csv, bars": Sample("a.csv", table("|"), place="[1]"),
    "csv, tabs": Sample("a.tsv", table("\t"), place="[1]"),
    "dump": Sample("a.md", DUMP, 0, lacks=("dateline",)),
    "jekyll": Sample("a.md", f"---\nlayout: post\n---\n{DUMP}", 0, lacks=("dateline",)),
    "json": Sample("a.json", json.dumps(BOTH, ensure_ascii=False), place="[1]"),
    "json, indented": Sample("a.json", json.dumps(BOTH, ensure_ascii=False, indent=2), place="[1]"),
    "json, CRLF": Sample("a.json", json.dumps(BOTH, ensure_ascii=False, indent=1).replace("\n", "\r\n"), place="[1]"),
    "json, in a wrapper": Sample(
        "a.json", json.dumps({"ok": 1, "data": {"news": BOTH}}, ensure_ascii=False, indent=1), place="data.news[1]"
    ),
    "jsonl": Sample("a.jsonl", "".join(json.dumps(item, ensure_ascii=False) + "\n\n" for item in BOTH)),
    "markdown": Sample("a.md", front_matter(SECOND, "---", ": "), 0),
    "markdown, TOML": Sample("a.md", front_matter(SECOND, "+++", " = "), 0),
    "page": Sample("a.html", PAGE, 0),
    "xml": Sample(
        "a.xml", f'<rss version="2.0"><channel>\n{feed(FIRST)}{feed(SECOND)}</channel></rss>', place="item[1]"
    ),
    "xml, Atom": Sample(
        "a.xml",
        f'<feed xmlns="http://www.w3.org/2005/Atom">\n{entry(FIRST)}{entry(SECOND)}\n</feed>',
        place="entry[1]",
        lacks=("image",),
    ),
}


def test_every_reader_has_a_sample() -> None:
    # Rows of a table are in no file as they are.
    assert {name.partition(",")[0] for name in SAMPLES} == set(registry.names("readers")) - {"arrow"}


@pytest.mark.parametrize(
    ("name", "field"),
    [(name, field) for name, sample in SAMPLES.items() for field in SECOND if field not in sample.lacks],
)
def test_a_field_is_where_it_is_written(checker: Checker, name: str, field: str) -> None:
    sample, written = SAMPLES[name], SECOND[field]
    documents = [*readers.read(RawInput(sample.path, sample.text.encode()), ItemMapping(extractor=MAIN_CONTENT))]
    document = documents[sample.number]
    assert (document.format, document.place) == (name.partition(",")[0], sample.place)
    article = to_article(document, checker.sites)
    hit = Hit("", f"/{field}", evidence=written if field == "body" else "")
    start, end = locations.offset_of(hit, document, article)
    assert document.text[start:end] == written
    before = sample.text[: sample.text.index(written)]
    assert locations.line_and_column(document, start) == (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
    if field != "body":
        start, end = locations.offset_of(Hit("", f"/{field}", 2, 4), document, article)
        assert document.text[start:end] == written[2:4]
