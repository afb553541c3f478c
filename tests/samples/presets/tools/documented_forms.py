"""Samples of services and of tools that are no Python packages, in the form that their documents or sources give.

- WordPress: REST API handbook, posts with `_embed` (https://developer.wordpress.org/rest-api/reference/posts/).
- RSSHub: `lib/views/json.ts` (`?format=json`), and the route's data as `?format=debug.json` and the package write them.
- JSON Feed: https://www.jsonfeed.org/version/1.1/
- rss-parser (npm): README, "Output".
- Readability: README of @mozilla/readability 0.6, "parse()".
- NewsAPI, newsdata.io, Webz.io, AYLIEN, Guardian Open Platform, Zyte API, Diffbot, Event Registry: the responses in
  their API documents.

The values are those of the pages, from `json_ld.json`, which `with_extruct.py` writes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

OUT = Path(sys.argv[1])


class News(NamedTuple):
    """What the forms are made of."""

    number: int
    title: str
    url: str
    when: str
    author: str
    section: str
    image: str
    lines: list[str]

    @property
    def slug(self) -> str:
        """The last part of the address."""
        return self.url.rsplit("/", 1)[1]

    @property
    def utc(self) -> str:
        """The time in UTC, without saying so."""
        return self._in_utc.strftime("%Y-%m-%dT%H:%M:%S")

    @property
    def rfc_822(self) -> str:
        """The time as `Date.toUTCString()` writes it."""
        return self._in_utc.strftime("%a, %d %b %Y %H:%M:%S GMT")

    @property
    def _in_utc(self) -> datetime:
        return datetime.fromisoformat(self.when).astimezone(UTC)

    @property
    def html(self) -> str:
        """The text in paragraphs."""
        return "".join(f"<p>{line}</p>\n" for line in self.lines)


def news() -> Iterator[News]:
    """All pages."""
    for number, node in enumerate(json.loads((OUT / "json_ld.json").read_text(encoding="utf-8"))):
        yield News(
            number,
            node["headline"],
            node["url"],
            node["datePublished"],
            node["author"][0]["name"],
            node["articleSection"],
            node["image"][0]["url"],
            node["articleBody"].split("\n"),
        )


def wordpress(each: News) -> dict[str, Any]:
    """A post of the REST API."""
    title = each.title.replace(" ", " &#8211; ", 1) if each.number == 0 else each.title
    return {
        "id": 100 + each.number,
        "date": each.when[:19],
        "date_gmt": each.utc,
        "guid": {"rendered": f"https://news.example.org/?p={100 + each.number}"},
        "modified": each.when[:19],
        "modified_gmt": each.utc,
        "slug": each.slug,
        "status": "publish",
        "type": "post",
        "link": each.url,
        "title": {"rendered": title},
        "content": {"rendered": each.html, "protected": False},
        "excerpt": {"rendered": f"<p>{each.lines[0]}</p>\n", "protected": False},
        "author": 7,
        "featured_media": 200 + each.number,
        "comment_status": "closed",
        "ping_status": "closed",
        "sticky": False,
        "template": "",
        "format": "standard",
        "meta": {"footnotes": ""},
        "categories": [3],
        "tags": [],
        "_links": {"self": [{"href": f"https://news.example.org/wp-json/wp/v2/posts/{100 + each.number}"}]},
        "_embedded": {
            "author": [{"id": 7, "name": each.author, "link": "https://news.example.org/author/7"}],
            "wp:featuredmedia": [
                {
                    "id": 200 + each.number,
                    "type": "attachment",
                    "link": "https://news.example.org/photo",
                    "title": {"rendered": "photo"},
                    "media_type": "image",
                    "mime_type": "image/jpeg",
                    "source_url": each.image,
                }
            ],
        },
    }


def json_feed(each: News) -> dict[str, Any]:
    """An item of JSON Feed 1.1."""
    return {
        "id": each.slug,
        "url": each.url,
        "title": each.title,
        "content_html": each.html,
        "content_text": "\n".join(each.lines),
        "summary": each.lines[0],
        "image": each.image,
        "date_published": each.when,
        "date_modified": each.when,
        "authors": [{"name": each.author}],
        "tags": [each.section],
    }


def rsshub_feed(each: News) -> dict[str, Any]:
    """An item of the JSON Feed of RSSHub."""
    return {
        "id": each.url,
        "url": each.url,
        "title": each.title,
        "content_html": f'<img src="{each.image}" referrerpolicy="no-referrer">' + "<br>".join(each.lines),
        "date_published": each.rfc_822,
        "authors": [{"name": each.author}],
        "tags": [each.section],
    }


def rsshub(each: News) -> dict[str, Any]:
    """An item of a route of RSSHub."""
    return {
        "title": each.title,
        "description": f'<p><img src="{each.image}" referrerpolicy="no-referrer"></p>{each.html}',
        "pubDate": each.rfc_822,
        "link": each.url,
        "author": each.author,
        "category": [each.section],
    }


def rss_parser(each: News) -> dict[str, Any]:
    """An item of rss-parser."""
    content = f'<p><img src="{each.image}"></p>{each.html}'
    snippet = "\n".join(each.lines)
    return {
        "creator": each.author,
        "title": each.title,
        "link": each.url,
        "pubDate": each.rfc_822,
        "content:encoded": content,
        "content:encodedSnippet": snippet,
        "dc:creator": each.author,
        "content": each.lines[0],
        "contentSnippet": each.lines[0],
        "guid": each.slug,
        "categories": [each.section],
        "isoDate": f"{each.utc}.000Z",
    }


def newsapi(each: News) -> dict[str, Any]:
    """An article of NewsAPI."""
    return {
        "source": {"id": None, "name": "Example News"},
        "author": each.author,
        "title": each.title,
        "description": each.lines[0],
        "url": each.url,
        "urlToImage": each.image,
        "publishedAt": f"{each.utc}Z",
        "content": "\n".join(each.lines),
    }


def newsdata(each: News) -> dict[str, Any]:
    """A result of newsdata.io."""
    return {
        "article_id": f"{each.number:032x}",
        "title": each.title,
        "link": each.url,
        "keywords": None,
        "creator": [each.author],
        "video_url": None,
        "description": each.lines[0],
        "content": "\n".join(each.lines),
        "pubDate": each.utc.replace("T", " "),
        "pubDateTZ": "UTC",
        "image_url": each.image,
        "source_id": "example",
        "source_priority": 1200,
        "source_name": "Example News",
        "source_url": "https://news.example.org",
        "language": "chinese",
        "country": ["china"],
        "category": ["top"],
        "duplicate": False,
    }


def webz(each: News) -> dict[str, Any]:
    """A post of Webz.io."""
    return {
        "thread": {
            "uuid": f"{each.number:040x}",
            "url": each.url,
            "site_full": "news.example.org",
            "site": "example.org",
            "title": each.title,
            "title_full": each.title,
            "published": f"{each.when[:19]}.000{each.when[19:]}",
            "main_image": each.image,
        },
        "uuid": f"{each.number:040x}",
        "url": each.url,
        "ord_in_thread": 0,
        "author": each.author,
        "published": f"{each.when[:19]}.000{each.when[19:]}",
        "title": each.title,
        "text": "\n".join(each.lines),
        "language": "chinese",
        "entities": {"persons": [], "organizations": [], "locations": []},
        "crawled": f"{each.utc}.000Z",
    }


def aylien(each: News) -> dict[str, Any]:
    """A story of the AYLIEN News API."""
    return {
        "author": {"id": 7, "name": each.author},
        "body": "\n".join(each.lines),
        "id": 4000 + each.number,
        "language": "zh",
        "links": {"permalink": each.url, "related_stories": None, "clusters": None},
        "media": [{"type": "image", "url": each.image}],
        "published_at": f"{each.utc}Z",
        "source": {"id": 7, "name": "Example News", "domain": "news.example.org"},
        "summary": {"sentences": each.lines[:1]},
        "title": each.title,
        "words_count": 90,
    }


def guardian(each: News) -> dict[str, Any]:
    """A result of the Guardian Open Platform, with `show-fields=all`."""
    return {
        "id": f"news/2026/nov/28/{each.slug}",
        "type": "article",
        "sectionId": "news",
        "sectionName": each.section,
        "webPublicationDate": f"{each.utc}Z",
        "webTitle": each.title,
        "webUrl": each.url,
        "apiUrl": f"https://content.example.org/{each.slug}",
        "fields": {
            "headline": each.title,
            "trailText": each.lines[0],
            "body": each.html,
            "thumbnail": each.image,
            "bodyText": " ".join(each.lines),
        },
        "isHosted": False,
    }


def zyte(each: News) -> dict[str, Any]:
    """An article of the Zyte API."""
    return {
        "headline": each.title,
        "datePublished": f"{each.utc}Z",
        "datePublishedRaw": each.when,
        "authors": [{"name": each.author, "nameRaw": each.author}],
        "inLanguage": "zh",
        "mainImage": {"url": each.image},
        "images": [{"url": each.image}],
        "articleBody": "\n\n".join(each.lines),
        "articleBodyHtml": f"<article>{each.html}</article>",
        "canonicalUrl": each.url,
        "url": each.url,
        "metadata": {"probability": 0.98, "dateDownloaded": "2026-11-28T06:30:00Z"},
    }


def zyte_response(each: News) -> dict[str, Any]:
    """A response of the Zyte API."""
    return {"url": each.url, "statusCode": 200, "article": zyte(each)}


def diffbot(each: News) -> dict[str, Any]:
    """An object of Diffbot's Article API."""
    return {
        "type": "article",
        "title": each.title,
        "text": "\n".join(each.lines),
        "html": each.html,
        "date": each.rfc_822,
        "author": each.author,
        "siteName": "Example News",
        "pageUrl": each.url,
        "humanLanguage": "zh",
        "images": [{"url": each.image, "primary": True, "diffbotUri": "image|3|1"}],
        "tags": [],
        "diffbotUri": f"article|3|{each.number}",
    }


def event_registry(each: News) -> dict[str, Any]:
    """An article of Event Registry (newsapi.ai)."""
    return {
        "uri": str(8000 + each.number),
        "lang": "zho",
        "isDuplicate": False,
        "date": each.utc[:10],
        "time": each.utc[11:],
        "dateTime": f"{each.utc}Z",
        "dateTimePub": f"{each.utc}Z",
        "dataType": "news",
        "url": each.url,
        "title": each.title,
        "body": "\n\n".join(each.lines),
        "source": {"uri": "news.example.org", "dataType": "news", "title": "Example News"},
        "image": each.image,
        "sentiment": None,
        "wgt": 1,
    }


def readability(each: News) -> dict[str, Any]:
    """What Readability's `parse()` returns."""
    text = "\n".join(each.lines)
    return {
        "title": each.title,
        "byline": each.author,
        "dir": None,
        "lang": "zh",
        "content": f'<div id="readability-page-1" class="page">{each.html}</div>',
        "textContent": text,
        "length": len(text),
        "excerpt": each.lines[0],
        "siteName": "Example News",
        "publishedTime": each.when,
    }


def write(name: str, form: Callable[[News], Any], *above: tuple[dict[str, Any], str]) -> None:
    """Write the items of a form, in objects that hold the list under a name, the innermost first."""
    value: Any = [form(each) for each in news()]
    for members, member in above:
        value = {**members, member: value}
    (OUT / name).write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


VERSION = "https://jsonfeed.org/version/1.1"
FEED = {"title": "Example News", "home_page_url": "https://news.example.org/"}
write("wordpress.json", wordpress)
write("json_feed.json", json_feed, ({"version": VERSION, **FEED}, "items"))
write("json_feed.rsshub.json", rsshub_feed, ({"version": VERSION, **FEED, "language": "zh-cn"}, "items"))
write("rss.rsshub.json", rsshub, ({"title": "Example News", "link": "https://news.example.org/"}, "item"))
write("rss_parser.json", rss_parser, ({"title": "Example News", "link": "https://news.example.org/"}, "items"))
write("newsapi.json", newsapi, ({"status": "ok", "totalResults": 3}, "articles"))
write("newsdata.json", newsdata, ({"status": "success", "totalResults": 3}, "results"))
write("webz.json", webz, ({"totalResults": 3, "moreResultsAvailable": 0}, "posts"))
write("aylien.json", aylien, ({"next_page_cursor": "AAB"}, "stories"))
write("guardian.json", guardian, ({"status": "ok", "total": 3}, "results"), ({}, "response"))
write("zyte.json", zyte)
write("zyte_response.json", zyte_response)
write("diffbot.json", diffbot, ({"request": {"api": "article", "version": 3}}, "objects"))
write("event_registry.json", event_registry, ({"page": 1, "totalResults": 3}, "results"), ({}, "articles"))
write("readability.json", readability)
