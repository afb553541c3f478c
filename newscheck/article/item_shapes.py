"""Tell items from what is around them: a feed, the answer of an interface, an index by key, another object in an item.

Judged are names of members and the form of their values. An object that has a text of its own is an item, whatever
lists it holds; one that has only a title and an address (a feed) is a wrapper where it holds a list of such objects.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from newscheck.article import field_names, presets
from newscheck.article.field_names import plain
from newscheck.article.item_mapping import ItemMapping
from newscheck.text.json_path import Steps
from newscheck.text.json_samples import MANY, SAMPLE, at_both_ends
from newscheck.text.regex import lazy_regex


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Plain names of members.
_TITLES = field_names.of_articles("title")
_URLS = field_names.of_articles("url")
_TEXTS = field_names.of_articles("body", "html")
_SUMMARIES = field_names.of_articles("lead")
_DATES = field_names.of_articles("dateline", "epoch_ms")
#: Names of a list of items, and of an object around one item.
_LISTS = _names(
    "items articles entries results data news posts stories list docs records hits rows feed documents content"
    " contents articlelist newslist itemlist datalist postlist edges nodes graph pages headlines topstories"
    " topheadlines latest value values item entry post story 文章 新闻 新聞 noticias notícias noticia notas articulos"
    " artículos artigos articoli artikel berita nachrichten meldungen actualites actualités nouvelles haberler haber"
    " новости статьи ニュース 記事 기사 뉴스"
)
_ITEMS = _names(
    "article item news post story entry record doc document page data result response payload newsarticle source"
    " node attributes content parsed extracted metadata fields object"
)
#: Objects around lists that are likely to be long.
_ENVELOPES = _names(
    "data response result results hits body payload feed rss channel newspapers papers sources sites outlets"
    " publishers publications content page pageprops props news articles"
)
#: Names of objects in an item, or beside the items, which are no articles though they may have a title and an address.
_OTHERS = lazy_regex(
    r"(related|recommend|similar|readmore|alsoread|moreon|seealso|suggest|comment|repl(y|ies)|respon[ds]e[sd]to|image|img|photo"
    r"|picture|gallery|video|audio|podcast|media|thumb|enclosure|attachment|asset|embed|link|breadcrumb|nav|menu|tag|keyword"
    r"|categor|topic|section|label|entit|author|byline|creator|contributor|editor|reporter|journalist|user|publisher|provider"
    r"|organi[sz]ation|website|site$|logo|icon|avatar|footnote|reference|citation|advert|ads$|widget|share|social|liveblogupdate"
    r"|ispartof|parent|next|prev|meta$|opengraph|og$|twitter|facebook|quote|paragraph|figure|block|child|subsection"
    r"|相关|相關|推荐|推薦|评论|評論|图片|圖片)"
)
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
_LONG = 200
#: Levels of objects and lists around items.
_MAX_DEPTH = 8


class Lists(NamedTuple):
    """Where items are in a value: the steps to each list of them or to each item, and how much they look like items.

    The only steps are () where the value itself is the item.
    """

    rank: int
    are_lists: bool
    places: tuple[Steps, ...]


_ITSELF: tuple[Steps, ...] = ((),)


def is_url(text: Any) -> bool:
    """Whether a value is an absolute address of the web."""
    return isinstance(text, str) and text.startswith(("http://", "https://")) and len(text) > 10


class ItemShapes:
    """What items look like: by the usual names, and by those that the settings map."""

    def __init__(self, mapping: ItemMapping) -> None:
        own = {field: frozenset(map(plain, _heads(paths))) for field, paths in mapping.fields.items()}
        none: frozenset[str] = frozenset()
        self._titles = _TITLES | own.get("title", none)
        self._urls = _URLS | own.get("url", none)
        self._texts = _TEXTS.union(*(own.get(field, none) for field in ("html", "body", "paragraphs")))
        self._dates = _DATES.union(*(own.get(field, none) for field in ("dateline", "epoch_ms")))
        self.plain_rank: Callable[[tuple[str, ...]], int] = lru_cache(1_000)(self._plain_rank)

    def _plain_rank(self, names: tuple[str, ...]) -> int:
        """The rank of an object with these names that is an item whatever its values are; else NOTHING."""
        bare = frozenset(map(plain, names))
        has_more = not all(map(bare.isdisjoint, (self._urls, self._texts, _SUMMARIES, self._dates)))
        may_be_other = "@type" in names or "_source" in names or not bare.isdisjoint(_LISTS - self._texts)
        is_item = (has_more and any(map(self._is_title, bare))) or presets.recognise(names) is not None
        if may_be_other or not is_item:
            return NOTHING
        return WEAK if bare.isdisjoint(self._texts) else STRONG

    def _is_title(self, bare: str) -> bool:
        return bare in self._titles or (bare.endswith(("title", "headline")) and not _OTHERS.match(bare))

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
            elif bare in _SUMMARIES and _is_text(value):
                has_summary = True
            elif (bare in self._dates or bare.endswith(("date", "time"))) and not isinstance(value, list):
                has_date = True
            elif by_value and isinstance(value, str):
                has_text = has_text or (len(value) >= _LONG and not is_url(value))
                has_url = has_url or (is_url(value) and not _OTHERS.match(bare))
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
        others = (self._urls, self._texts, _SUMMARIES, self._dates)
        return any(map(self._is_title, names)) and not all(map(names.isdisjoint, others))

    def find(self, value: Mapping[str, Any], depth: int = 0, *, others: bool = True) -> Lists:
        """Where the items in an object are; with `others`, also in members that mostly hold something else."""
        if depth <= _MAX_DEPTH and (rank := self.index_rank(value)):
            return Lists(rank, False, tuple((name,) for name in value))
        own = self.rank(value)
        if own == STRONG or depth > _MAX_DEPTH:
            return Lists(own, False, _ITSELF)
        inner = [*self._inner(value, depth, others=others and own == NOTHING)]
        if not inner:
            return Lists(own, False, _ITSELF)
        rank, are_lists = max((found.rank, found.are_lists) for found in inner)
        # A map by paper, day or key: its values are of one kind, whatever some of them lack.
        least = min(rank, WEAK) if all(isinstance(part, (list, dict)) for part in value.values()) else rank
        if own == WEAK and not self._is_feed(value, rank, are_lists=are_lists):
            return Lists(own, False, _ITSELF)
        places = [found.places for found in inner if found.rank >= least and found.are_lists == are_lists]
        return Lists(rank, are_lists, tuple(place for some in places for place in some))

    def index_rank(self, value: Mapping[str, Any]) -> int:
        """How much the members of a long object look like articles, by some of them; NOTHING where not all do."""
        if len(value) <= MANY or not all(isinstance(inner, dict) and inner for inner in value.values()):
            return NOTHING
        ranks = [self.plain_rank(tuple(inner)) for inner in at_both_ends([*value.values()])]
        return max(ranks) if all(ranks) else NOTHING

    def _is_feed(self, value: Mapping[str, Any], rank: int, *, are_lists: bool) -> bool:
        """Whether an object with a title of its own is a wrapper of the items of a rank."""
        names = (plain(name) for name, inner in value.items() if isinstance(inner, (list, dict)))
        return are_lists and (rank == STRONG or not has_address(value) or not _LISTS.isdisjoint(names))

    def _inner(self, value: Mapping[str, Any], depth: int, *, others: bool) -> list[Lists]:
        """Where the items in the members of an object are."""
        likely: dict[str, Any] = {}
        unlikely: dict[str, Any] = {}
        for name, inner in value.items():
            if inner and isinstance(inner, (list, dict)):
                (likely if may_hold_items(name) else unlikely)[name] = inner
        found = [*self._in_members(likely, depth, others=others)]
        if not found and others and not any(isinstance(inner, str) and len(inner) >= _LONG for inner in value.values()):
            found = [*self._in_members(unlikely, depth, others=True)]
        return found

    def _in_members(self, members: Mapping[str, Any], depth: int, *, others: bool) -> Iterator[Lists]:
        for name, inner in members.items():
            bare = plain(name)
            if isinstance(inner, list):
                if rank := self._list_rank(bare, inner, depth):
                    yield Lists(rank, True, ((name,),))
                continue
            if len(members) > MANY and (rank := self.plain_rank(tuple(inner))):
                yield Lists(rank, False, ((name,),))
                continue
            found = self.find({**inner, "url": name} if is_url(name) else inner, depth + 1, others=others)
            is_named = found.rank == STRONG or bare in _ITEMS or len(members) > 1 or is_url(name)
            if found.rank and (found.are_lists or is_named):
                yield Lists(found.rank, found.are_lists, tuple((name, *place) for place in found.places))

    def is_wanted(self, name: str, value: Mapping[str, Any]) -> bool:
        """Whether a member of a wrapper is an item or has items in it, whatever the other members are."""
        found = self.find(value)
        return found.are_lists or found.rank == STRONG or (found.rank == WEAK and not is_envelope(name))

    def entry_rank(self, name: str | int, entry: Any) -> int:
        """How much a list with a name and such an entry looks like one of articles."""
        return self._entry_rank(entry, 0) or (NAMED if plain(str(name)) in _LISTS else NOTHING)

    def _list_rank(self, name: str, entries: Sequence[Any], depth: int) -> int:
        """How much the entries of a list look like articles: half of those that are looked at, any in a graph."""
        sample = at_both_ends([*entries[:SAMPLE], *entries[SAMPLE:][-SAMPLE:]])
        ranks = sorted((self._entry_rank(entry, depth) for entry in sample), reverse=True)
        rank = ranks[0 if name == "graph" else (len(ranks) - 1) // 2]
        is_list = name in _LISTS and 2 * sum(isinstance(entry, dict) for entry in sample) >= len(sample)
        return rank or (NAMED if is_list and any(sample) else NOTHING)

    def _entry_rank(self, entry: Any, depth: int) -> int:
        if isinstance(entry, list):
            return self._list_rank("", entry, depth + 1) if entry and depth <= _MAX_DEPTH else NOTHING
        if not isinstance(entry, dict):
            return NOTHING
        return max(self.rank(entry, by_value=True), self.find(entry, depth + 1).rank)


def is_page_node(item: Mapping[str, Any]) -> bool:
    """Whether an object is a JSON-LD node that describes something else than an article."""
    return "@type" in item and _PAGE_TYPES.issuperset(_types(item) or ("",))


def has_address(item: Mapping[str, Any]) -> bool:
    """Whether an item has a member for its address."""
    return not _URLS.isdisjoint(map(plain, item))


def may_hold_items(name: str) -> bool:
    """Whether items may be in a member with this name."""
    return not _OTHERS.match(plain(name)) or is_url(name)


def is_envelope(name: str) -> bool:
    """Whether an object with this name is likely to have a long list in it."""
    return plain(name) in _ENVELOPES


def lists_in(value: Any, steps: Steps = ()) -> Iterator[tuple[Steps, int]]:
    """The lists of objects in a value, with the number of their entries, outer ones first."""
    if isinstance(value, dict) and len(steps) < _MAX_DEPTH:
        for name, inner in value.items():
            if isinstance(inner, list) and inner and isinstance(inner[0], dict):
                yield (*steps, name), len(inner)
            yield from lists_in(inner, (*steps, name))


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
