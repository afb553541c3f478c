"""How much an object looks like an article, by the names of its members and the form of their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from newscheck.article import presets
from newscheck.article.field_names import plain
from newscheck.article.item_mapping import ItemMapping
from newscheck.article.item_names import DATES, LISTS, OTHERS, SUMMARIES, TEXTS, TITLES, URLS, is_url, may_hold_items
from newscheck.text.regex import lazy_regex

#: Types of schema.org with these words are articles; those below are other objects of a page.
_ARTICLE_TYPE = lazy_regex(r"(Article|Posting|News|Report)$|^(Review|Claim|Recipe)")
_PAGE_TYPES = frozenset(
    (
        *("Organization", "NewsMediaOrganization", "Corporation", "Brand", "Person", "WebSite", "WebPage", "ItemPage"),
        *("AboutPage", "ProfilePage", "FAQPage", "CollectionPage", "WPHeader", "WPFooter", "WPSideBar"),
        *("BreadcrumbList", "SiteNavigationElement", "SearchAction", "ItemList", "ListItem", "ImageObject"),
        *("VideoObject", "AudioObject", "ImageGallery", "MediaGallery", "Comment", "ContactPoint", "PostalAddress"),
        *("Product", "Event", "Place"),
    )
)
#: How much an object looks like an article: not at all, it is in a list that has the name of one, by title and address
#: or such a pair, or with a text.
NOTHING, NAMED, WEAK, STRONG = range(4)
#: Characters of a value that is a text whatever its name is.
LONG = 200


class ItemRanks:
    """What items look like: by the usual names, and by those that the settings map."""

    def __init__(self, mapping: ItemMapping) -> None:
        own = {field: frozenset(map(plain, _heads(paths))) for field, paths in mapping.fields.items()}
        none: frozenset[str] = frozenset()
        self._titles = TITLES | own.get("title", none)
        self._urls = URLS | own.get("url", none)
        self._texts = TEXTS.union(*(own.get(field, none) for field in ("html", "body", "paragraphs")))
        self._dates = DATES.union(*(own.get(field, none) for field in ("dateline", "epoch_ms")))
        self.plain_rank: Callable[[tuple[str, ...]], int] = lru_cache(1_000)(self._plain_rank)

    def _plain_rank(self, names: tuple[str, ...]) -> int:
        """The rank of an object with these names that is an item whatever its values are; else NOTHING."""
        bare = frozenset(map(plain, names))
        has_more = not all(map(bare.isdisjoint, (self._urls, self._texts, SUMMARIES, self._dates)))
        may_be_other = "@type" in names or "_source" in names or not bare.isdisjoint(LISTS - self._texts)
        is_item = (has_more and any(map(self._is_title, bare))) or presets.recognise(names) is not None
        if may_be_other or not is_item:
            return NOTHING
        return WEAK if bare.isdisjoint(self._texts) else STRONG

    def _is_title(self, bare: str) -> bool:
        return bare in self._titles or (bare.endswith(("title", "headline")) and not OTHERS.match(bare))

    def rank(self, item: Mapping[str, Any], *, by_value: bool = False) -> int:
        """How much an object looks like an article; `by_value` also by long texts and addresses of any name."""
        if types := _types(item):
            if any(map(_ARTICLE_TYPE.search, types)):
                return STRONG
            if _PAGE_TYPES.issuperset(types):
                return NOTHING
        has_title = has_url = has_text = has_summary = has_date = False
        for name, value in item.items():
            if not value or isinstance(value, bool):
                continue
            bare = plain(name)
            if _is_text(value) and self._is_title(bare):
                has_title = True
            elif bare in self._urls and isinstance(value, str):
                has_url = True
            elif bare in self._texts and self._is_body(value):
                has_text = True
            elif bare in SUMMARIES and _is_text(value):
                has_summary = True
            elif (bare in self._dates or bare.endswith(("date", "time"))) and not isinstance(value, list):
                has_date = True
            elif by_value and isinstance(value, str):
                has_text = has_text or (len(value) >= LONG and not is_url(value))
                has_url = has_url or (is_url(value) and not OTHERS.match(bare))
        if has_text and (has_title or has_url or has_date):
            return STRONG
        return WEAK if has_title and (has_url or has_summary or has_date) else NOTHING

    def _is_body(self, value: Any) -> bool:
        """Whether a value is a text: a string, paragraphs, or an object with a text in it, but no list of articles."""
        if isinstance(value, dict):
            return any(map(_is_text, value.values())) or not any(
                self._is_article(entry)
                for name, inner in value.items()
                if isinstance(inner, list) and may_hold_items(name)
                for entry in inner[:1]
            )
        return not self._is_article(value[0]) if isinstance(value, list) else isinstance(value, str)

    def _is_article(self, entry: Any) -> bool:
        """Whether an entry of a list has the names of an article."""
        if not isinstance(entry, dict):
            return isinstance(entry, list)
        names = frozenset(plain(name) for name, value in entry.items() if value)
        others = (self._urls, self._texts, SUMMARIES, self._dates)
        return any(map(self._is_title, names)) and not all(map(names.isdisjoint, others))


def is_page_node(item: Mapping[str, Any]) -> bool:
    """Whether an object is a JSON-LD node that describes something else than an article."""
    return "@type" in item and _PAGE_TYPES.issuperset(_types(item) or ("",))


def has_address(item: Mapping[str, Any]) -> bool:
    """Whether an item has a member for its address."""
    return not URLS.isdisjoint(map(plain, item))


def _heads(paths: Any) -> Iterable[str]:
    """The first names of paths, and the paths as they are written."""
    texts = [paths] if isinstance(paths, str) else [path for path in paths if isinstance(path, str)]
    return (part for text in texts for part in (text, re.split(r"[.\[]", text, maxsplit=1)[0]))


def _types(item: Mapping[str, Any]) -> list[str]:
    types = item.get("@type")
    return [name for name in (types if isinstance(types, list) else [types]) if isinstance(name, str)]


def _is_text(value: Any) -> bool:
    """Whether a value is a text, or an object around one (`{"rendered": "…"}`)."""
    if isinstance(value, dict):
        return any(isinstance(inner, str) and inner.strip() for inner in value.values())
    if isinstance(value, list):
        return bool(value) and all(isinstance(inner, str) for inner in value)
    return isinstance(value, str) and bool(value.strip())
