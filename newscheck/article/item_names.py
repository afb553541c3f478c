"""Names that members have in items and in what is around them, in the languages of the press."""

from __future__ import annotations

from typing import Any

from newscheck.article import field_names
from newscheck.article.field_names import plain
from newscheck.text.regex import lazy_regex


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Plain names of members.
TITLES = field_names.of_articles("title")
URLS = field_names.of_articles("url")
TEXTS = field_names.of_articles("body", "html")
SUMMARIES = field_names.of_articles("lead")
DATES = field_names.of_articles("dateline", "epoch_ms")
#: Names of a list of items, and of an object around one item.
LISTS = _names(
    "items articles entries results data news posts stories list docs records hits rows feed documents content"
    " contents articlelist newslist itemlist datalist postlist edges nodes graph pages headlines topstories"
    " topheadlines latest value values item entry post story 文章 新闻 新聞 noticias notícias noticia notas articulos"
    " artículos artigos articoli artikel berita nachrichten meldungen actualites actualités nouvelles haberler haber"
    " новости статьи ニュース 記事 기사 뉴스"
)
ITEMS = _names(
    "article item news post story entry record doc document page data result response payload newsarticle source"
    " node attributes content parsed extracted metadata fields object"
)
#: Objects around lists that are likely to be long.
_ENVELOPES = _names(
    "data response result results hits body payload feed rss channel newspapers papers sources sites outlets"
    " publishers publications content page pageprops props news articles"
)
#: Names of objects in an item, or beside the items, which are no articles though they may have a title and an address.
OTHERS = lazy_regex(
    r"(related|recommend|similar|readmore|alsoread|moreon|seealso|suggest|comment|repl(y|ies)|respon[ds]e[sd]to|image|img|photo"
    r"|picture|gallery|video|audio|podcast|media|thumb|enclosure|attachment|asset|embed|link|breadcrumb|nav|menu|tag|keyword"
    r"|categor|topic|section|label|entit|author|byline|creator|contributor|editor|reporter|journalist|user|publisher|provider"
    r"|organi[sz]ation|website|site$|logo|icon|avatar|footnote|reference|citation|advert|ads$|widget|share|social|liveblogupdate"
    r"|ispartof|parent|next|prev|meta$|opengraph|og$|twitter|facebook|quote|paragraph|figure|block|child|subsection"
    r"|相关|相關|推荐|推薦|评论|評論|图片|圖片)"
)


def is_url(text: Any) -> bool:
    """Whether a value is an absolute address of the web."""
    return isinstance(text, str) and text.startswith(("http://", "https://")) and len(text) > 10


def may_hold_items(name: str) -> bool:
    """Whether items may be in a member with this name."""
    return not OTHERS.match(plain(name)) or is_url(name)


def is_envelope(name: str) -> bool:
    """Whether an object with this name is likely to have a long list in it."""
    return plain(name) in _ENVELOPES
