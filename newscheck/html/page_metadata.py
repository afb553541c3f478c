"""What a page says about its article outside of the text: JSON-LD, `<meta>`, `<link>`, comments of what saved it.

Each value is located in the page. Of several the first that is usable counts; the order of the sources is that in which
they are right most often.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from itertools import chain
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from newscheck.html import json_ld, markup
from newscheck.html.json_ld import JsonLdNode
from newscheck.html.markup import Tag
from newscheck.model import LocatedValue
from newscheck.text.regex import lazy_regex

#: Names of `<meta>` for the time of publication (Open Graph, Dublin Core, Parse.ly, Chinese portals), best first.
_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "og:published_time", "article:published"),
    *("datepublished", "pubdate", "publishdate", "publish_date", "publish-date", "publish_time", "pub_date"),
    *("apub:time", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued"),
    *("dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "weibo: article:create_at"),
    *("og:time", "date"),
)
#: Names of `<meta>` for what a page says beside the record, best first.
_OWN = {
    "author": ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator"),
    "section": ("article:section", "og:section", "parsely-section", "section"),
    "description": ("description", "og:description", "twitter:description"),
    "language": ("og:locale", "language", "dc.language"),
    "site_name": ("og:site_name", "application-name"),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "lastmod"),
}
#: Members of JSON-LD for the same; and names of `<meta>` with words separated by commas, for tags.
_OWN_MEMBERS = {
    "author": "author",
    "section": "articleSection",
    "description": "description",
    "language": "inLanguage",
    "modified": "dateModified",
}
_TAG, _KEYWORDS, _MAX_KEYWORDS = "article:tag", ("news_keywords", "keywords", "parsely-tags"), 50
_COMMAS = lazy_regex("[,，、;；]")
_TITLES = ("og:title", "twitter:title")
_ADDRESSES = ("og:url", "al:web:url", "twitter:url", "dc.identifier")
_IMAGES = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
#: Comments of browsers, SingleFile and HTTrack with the address of a saved page.
_ADDRESS = lazy_regex(
    r"saved from url=\([0-9]{1,5}\)\s?(\S{1,2000})|\burl:\s+(https?://\S{1,2000})|Mirrored from (\S{1,2000}) by HTTrack"
    r"|<!--\s{0,9}(https?://\S{1,2000})\s{0,9}-->"
)
#: Comments of SingleFile, HTTrack and the Wayback Machine with the time at which a page was saved.
_SAVED = lazy_regex(
    r"saved date: (\w{3} [A-Z][a-z]{2} [0-9]{2} [0-9]{4} [0-9:]{8} GMT[+-][0-9]{4})"
    r"|HTTrack Website Copier[^,]{0,80}, (\w{3}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT)"
    r"|FILE ARCHIVED ON ([0-9:]{8} [A-Z][a-z]{2} [0-9]{2}, [0-9]{4})"
)
#: The most tags of a kind, and characters of a comment, that are looked at.
_MAX_TAGS, _MAX_COMMENT = 400, 4_000
#: The shortest headline; places at which one is looked for, and blanks around it.
_MIN_HEADING, _MAX_PLACES, _BLANKS = 4, 50, 60
_SEPARATOR = lazy_regex(r"\s*[-|_–—·»:：,，]")


class PageMetadata(NamedTuple):
    """The values that a page states, None where there is none.

    `saved` is the time at which it was saved, as the program that did so writes it. It `names_article` where it says of
    itself that it is one; `own` are fields beside the record (author, section, tags).
    """

    title: LocatedValue | None
    url: LocatedValue | None
    published: LocatedValue | None
    image: LocatedValue | None
    saved: LocatedValue | None
    names_article: bool
    own: Mapping[str, LocatedValue] = {}


class _Sources:
    """The tags and comments of a page that state something, by their names."""

    def __init__(self, html: str, pieces: Iterable[Tag]) -> None:
        self.html = html
        self.metas: dict[str, LocatedValue] = {}
        self.scripts: list[tuple[int, int]] = []
        self.tags: list[LocatedValue] = []
        self.comments: list[Tag] = []
        self.canonical: LocatedValue | None = None
        self.headings: list[tuple[int, int]] = []
        self.titles: list[tuple[int, int]] = []
        self.times: list[LocatedValue] = []
        open_: dict[str, int] = {}
        left = _MAX_TAGS
        for tag in pieces:
            if tag.name in ("h1", "title", "script"):
                if not tag.is_end:
                    is_wanted = tag.name != "script" or json_ld.is_script(html, tag)
                    open_[tag.name] = tag.end if is_wanted else -1
                elif (start := open_.pop(tag.name, -1)) >= 0:
                    spans = {"h1": self.headings, "title": self.titles, "script": self.scripts}[tag.name]
                    spans.append((start, tag.start))
            elif tag.name == "!":
                if len(self.comments) < _MAX_TAGS:
                    self.comments.append(tag)
            elif tag.name in ("meta", "link", "time") and not tag.is_end and left:
                left -= 1
                self.add(tag)

    def add(self, tag: Tag) -> None:
        """Add a `<meta>`, `<link>` or `<time>`."""
        html = self.html
        given: dict[str, tuple[int, int]] = {}
        for attribute in markup.attributes(self.html, tag):
            given.setdefault(attribute.name, attribute.value)
        if tag.name == "meta":
            name = next((html[slice(*given[key])] for key in ("property", "name", "itemprop") if key in given), "")
            if name and (content := self.value(given.get("content"))):
                name = name.strip().lower()
                self.metas.setdefault(name, content)
                if name == _TAG:
                    self.tags.append(content)
        elif tag.name == "time":
            if moment := self.value(given.get("datetime")):
                self.times.append(moment)
        elif "rel" in given and html[slice(*given["rel"])].strip().lower() == "canonical" and not self.canonical:
            self.canonical = self.value(given.get("href"))

    def value(self, span: tuple[int, int] | None) -> LocatedValue | None:
        """The value of an attribute; None where it is blank."""
        text = unescape(self.html[slice(*span)]).strip() if span else ""
        return LocatedValue(text, *span) if text and span else None

    def first(self, names: Iterable[str]) -> LocatedValue | None:
        """The first `<meta>` of some names."""
        return next((self.metas[name] for name in names if name in self.metas), None)


def read(
    html: str, pieces: Iterable[Tag], context: Mapping[str, str], heading: tuple[int, int] = (0, 0)
) -> PageMetadata:
    """What a page states, by the pieces of its markup.

    `context` is what is known of it besides, its `url` for one; `heading` is the span of the article's headline, if it
    has been found. Never raises.
    """
    sources = _Sources(html, pieces)
    nodes = [*json_ld.articles(html, sources.scripts)]
    node = nodes[0] if nodes else None
    url = _url(sources, node, context.get("url", ""))
    kind = sources.metas.get("og:type")
    published = (node.text("datePublished", "dateCreated") if node else None) or sources.first(_PUBLISHED)
    image = sources.first(_IMAGES) or (node.text("image", "thumbnailUrl") if node else None)
    return PageMetadata(
        title=_title(sources, node, heading),
        url=url,
        published=published or (sources.times[0] if len(sources.times) == 1 else None),
        image=_joined(image, url) if image else None,
        saved=_saved(sources),
        names_article=node is not None or bool(kind and "article" in kind.value.lower()) or published is not None,
        own=dict(_own(sources, node)),
    )


def _own(sources: _Sources, node: JsonLdNode | None) -> Iterator[tuple[str, LocatedValue]]:
    """What a page says beside the record. An author that is an address names a profile."""
    for name, metas in _OWN.items():
        member = _OWN_MEMBERS.get(name)
        stated = (node.label(member) if node and member else None, *map(sources.metas.get, metas))
        usable = (value for value in stated if value and not (name == "author" and "://" in value.value))
        if (value := next(usable, None)) is not None:
            yield name, value
    if sources.tags:
        yield "tags", LocatedValue([tag.value for tag in sources.tags], sources.tags[0].start, sources.tags[0].end)
    elif (keywords := sources.first(_KEYWORDS)) is not None:
        words = (word.strip() for word in _COMMAS.split(keywords.value, _MAX_KEYWORDS))
        yield "tags", LocatedValue([word for word in words if word], keywords.start, keywords.end)


def words(html: str, start: int, end: int) -> LocatedValue | None:
    """The words of an element, `html[start:end]` without its tags; None where there are none."""
    inner = html[start:end]
    text = markup.words(inner)
    if not text:
        return None
    first = start + len(inner) - len(inner.lstrip())
    return LocatedValue(text, first, max(first, start + len(inner.rstrip())))


def _title(sources: _Sources, node: JsonLdNode | None, heading: tuple[int, int]) -> LocatedValue | None:
    """The title; the headline on the page where the stated one is the same with more behind it (a site's name)."""
    html = sources.html
    spans = [heading] if heading[1] else sources.headings[:1]
    shown = next((found for span in spans if (found := words(html, *span))), None)
    stated = (node.text("headline") if node else None) or sources.first(_TITLES)
    title = stated or shown or _shown_title(sources)
    if stated and shown and len(shown.value) >= _MIN_HEADING and stated.value.startswith(shown.value):
        is_longer = _SEPARATOR.match(stated.value, len(shown.value))
        return shown if is_longer else stated
    return title


def _shown_title(sources: _Sources) -> LocatedValue | None:
    """The `<title>`; the part of it before the name of the site where that stands alone in the page."""
    html = sources.html
    title = next((found for span in sources.titles if (found := words(html, *span))), None)
    if title is None:
        return None
    for separator in _SEPARATOR.finditer(title.value, _MIN_HEADING):
        part = title.value[: separator.start()]
        if place := next(_alone(html, part, title.end), None):
            return LocatedValue(part, *place)
    return title


def _alone(html: str, part: str, start: int) -> Iterator[tuple[int, int]]:
    """Where a text is all of an element's text."""
    at = html.find(part, start)
    for _ in range(_MAX_PLACES):
        if at < 0:
            return
        end = at + len(part)
        if html[max(0, at - _BLANKS) : at].rstrip()[-1:] == ">" and html[end : end + _BLANKS].lstrip()[:1] == "<":
            yield at, end
        at = html.find(part, end)


def _url(sources: _Sources, node: JsonLdNode | None, known: str) -> LocatedValue | None:
    """The address: the first that is one of an article, else the first."""
    html = sources.html
    saved = (_address(html, comment) for comment in sources.comments)
    stated = (sources.canonical, *map(sources.metas.get, _ADDRESSES), *saved)
    from_node = (node.text("mainEntityOfPage"), node.text("url")) if node else ()
    given = LocatedValue(known, 0, 0) if known else None
    candidates = [_joined(value, given) for value in chain(stated, from_node, [given]) if value]
    usable = [value for value in candidates if _path(value.value)]
    return next((value for value in usable if _path(value.value) != "/"), usable[0] if usable else given)


def _path(url: str) -> str:
    """The path of an address of the web, `/` for a front page; empty for another text."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    return (parts.path.rstrip("/") or "/") + (f"?{parts.query}" if parts.query else "")


def is_front_page(url: str) -> bool:
    """Whether an address has no path."""
    return _path(url) == "/"


def _address(html: str, comment: Tag) -> LocatedValue | None:
    match = _ADDRESS.search(html, comment.start, min(comment.end, comment.start + _MAX_COMMENT))
    if not match or not match.lastindex:
        return None
    address = match[match.lastindex]
    return LocatedValue(address if "://" in address else f"http://{address}", *match.span(match.lastindex))


def _saved(sources: _Sources) -> LocatedValue | None:
    for comment in sources.comments:
        match = _SAVED.search(sources.html, comment.start, min(comment.end, comment.start + _MAX_COMMENT))
        if match and match.lastindex:
            return LocatedValue(match[match.lastindex], *match.span(match.lastindex))
    return None


def _joined(value: LocatedValue, base: LocatedValue | None) -> LocatedValue:
    """An address, joined with that of the page where it is relative."""
    if base is None or "://" in value.value[:10]:
        return value
    try:
        return LocatedValue(urljoin(base.value, value.value), value.start, value.end)
    except ValueError:
        return value
