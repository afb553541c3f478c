"""The layout features of an article: binary features of its markup, URLs, title, text, sizes and times.

Every count of features is a sum, so that profiles of parts of a dump add up to the profile of the whole. No feature is
particular to a publisher. A new feature needs a row in `newscheck.layout.counted_since`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from re import Pattern

from xxhash import xxh32_intdigest

from newscheck.article import script, times, url_dates
from newscheck.article.extraction import dateline_to_ms
from newscheck.article.sites import publisher_name
from newscheck.html.markup_features import mask_own, mask_values
from newscheck.layout import title_words
from newscheck.layout.plain_text import plain_text_features
from newscheck.layout.url_features import add_embedded_host, add_links, add_url
from newscheck.model import Article, ArticleFeatures
from newscheck.text.regex import lazy_regex
from newscheck.text.timestamps import DAY, EARLIEST_CRAWL, HOUR

#: What the names of a skeleton and of a kind of article begin with.
SKELETON_PREFIX, KIND_PREFIX = "skeleton ", "kind "
#: Field of the record -> the feature that it is there: what a change took away is reported by these.
FIELD_FEATURES = {
    "title": "has title",
    "image": "has image",
    "lead": "has lead",
    "dateline": "has dateline",
    "body": "has body",
}
#: What the name of the feature that an item has a field of its own begins with.
OWN_PREFIX = "has field "
#: The feature of markup with numeric character references.
NUMERIC_REFERENCES = "markup with numeric references"
#: The features of markup that a parser repairs, and of a text that is one paragraph.
STRAY_END_TAGS, LINE_BREAKS = "markup with stray end tags", "as many line breaks as paragraphs"
#: The feature of a text that has the words of its title, which another article's text lacks.
TITLE_WORDS = "text has the title's words"
#: The feature of an epoch that is in seconds.
IN_SECONDS = "epoch in seconds"
#: What the name of a feature that compares the day of the crawl (UTC) with that of the URL begins with.
URL_DAY = "time of URL day "
#: What the names of features of times begin with.
TIME_PREFIX = "time "
_TO_DATELINE, BEHIND_DATELINE, _BEFORE_DATELINE = "time to dateline ", "time behind dateline ", "time before dateline"
_HAN_STEPS = (20, 50, 100, 200, 400, 800, 1600)
_PARAGRAPH_STEPS = (1, 2, 4, 8, 16)
_IMAGE_STEPS = (1, 2, 4)
_LINK_STEPS = (1, 4, 16)
_LONGEST_STEPS = (100, 200, 400, 800)
#: Characters that are kept of a skeleton, and of another text.
_SKELETON, _FIRST = 200, 40
#: Folders of a URL's path that name a kind of article.
_FOLDERS = 2
#: Days within which the crawl follows a URL's date.
_MAX_URL_DAYS = 3
#: Hours within which the zone of a date line decides.
_DAY_HOURS = 26
_MAX_HASHES = 50_000
_EPOCH_DAY = date(1970, 1, 1).toordinal()
#: Seconds from 1995 to 2065: there are no earlier news, and in milliseconds they are in January 1970.
_SECONDS = range(788_918_400, 3_000_000_000)
#: Containers that a template closes too often.
_CONTAINERS = (("<div", "</div"), ("<section", "</section"), ("<article", "</article"))
_DIGITS = lazy_regex("[0-9]+")
#: Character references, which no reader should see.
_ENTITY = lazy_regex(r"&(?:[a-zA-Z]{2,8}|#x?[0-9a-fA-F]{2,6});")
_DASHES = ("-", "–", "—", "|")
_LATIN = lazy_regex("[A-Za-z]+")
#: Letters of any script with their combining marks.
_LETTERS = lazy_regex(
    r"(?:[^\W\d_]|[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0970-\u0dff\u0e31-\u109f\u1780-\u17d3\u200c\u200d])+"
)
#: UTF-8 read as Latin-1; capital Ã alone is a letter of Portuguese and Vietnamese.
_MISREAD = lazy_regex("Ã[\u0080-\u00bf]|â€")
_SUFFIX = lazy_regex(r".*\s[-–—|]\s(.{2,24})")


class _Hashes(dict[str, int]):
    """A cache: name -> hash."""

    def __missing__(self, name: str) -> int:
        if len(self) >= _MAX_HASHES:
            self.clear()
        hashed = self[name] = xxh32_intdigest(name.encode("utf-8", "replace"))
        return hashed


_hashes = _Hashes()


def feature_set(article: Article, names: set[str], own: Iterable[str] = ()) -> ArticleFeatures:
    """The hashes of an article's features, its skeleton's first; their names are added to `names`.

    `own` are the names of the item's own fields that have a value (`newscheck.dump.own_value`).
    """
    features = extract(article)
    features += [f"{OWN_PREFIX}{name}" for name in own]
    features.insert(0, f"{SKELETON_PREFIX}{article.content.skeleton[:_SKELETON]}")
    names.update(features)
    epoch = _crawled(article)
    epoch = epoch if epoch and EARLIEST_CRAWL <= epoch < 1 << 62 else None
    kind = f"{KIND_PREFIX}{kind_of(article.decoded_url)}"
    names.add(kind)
    hashes = array("I", [_hashes[name] for name in features]).tobytes()
    return ArticleFeatures(publisher_name(article.site, article.url), epoch, hashes, _hashes[kind])


def kind_of(url: str) -> str:
    """The section of an article: the first folders of its unescaped URL's path, digits folded (`/cn/国际`)."""
    path = url.partition("://")[2].partition("?")[0].partition("#")[0]
    folders = [folder for folder in path.split("/")[1:-1] if folder][:_FOLDERS]
    return "/" + "/".join(_DIGITS.sub("0", folder)[:_FIRST] for folder in folders)


def names_by_hash(names: Iterable[str]) -> dict[int, str]:
    """Features by hash; of two with the same hash, always the same one."""
    return {_hashes[name]: name for name in sorted(names)}


def extract(article: Article) -> list[str]:
    """All features of an article, each once; at most some 200, whatever its size."""
    features = [*article.content.features]
    features += [name for field, name in FIELD_FEATURES.items() if getattr(article, field)]
    if article.url:
        add_url(features, "url", article.url, article.decoded_url)
    if article.image:
        add_url(features, "image", article.image, article.image)
        add_embedded_host(features, article.image)
    if links := article.content.links:
        add_links(features, links)
    # A title without a text shows no language.
    is_han = script.is_han(article) or not (article.language or article.body)
    _add_title(features, article.title or "", is_han=is_han)
    features += _sizes(article, is_han=is_han)
    _add_text(features, article, is_han=is_han)
    _add_words(features, article.title or "", article.body, article.language)
    _add_times(features, article)
    return [*{*features}]


def _add_title(features: list[str], title: str, *, is_han: bool) -> None:
    end = title[-80:]
    if _contains_any(end, _DASHES) and (suffix := _SUFFIX.match(end)):
        features.append(f"title suffix {mask_values(suffix[1])}")
    if title and title[0] in "【[［「":
        features.append("title bracket")
    if "&" in title and ";" in title:
        features.append("title entity")
    if "…" in title or "..." in title:
        features.append("title ellipsis")
    if is_han and title.isascii():
        features.append("title without han")


def _contains_any(text: str, parts: tuple[str, ...]) -> bool:
    for part in parts:  # noqa: SIM110 - a generator costs more than the test
        if part in text:
            return True
    return False


def _sizes(article: Article, *, is_han: bool) -> tuple[str, ...]:
    paragraphs = article.paragraphs
    return _reached(
        bisect_right(_HAN_STEPS, article.han_count if is_han else article.size),
        bisect_right(_PARAGRAPH_STEPS, len(paragraphs)),
        bisect_right(_IMAGE_STEPS, len(article.images)),
        bisect_right(_LINK_STEPS, len(article.content.links)),
        bisect_right(_LONGEST_STEPS, max(map(len, paragraphs), default=0)),
        "han" if is_han else "text",
    )


@lru_cache(maxsize=10_000)
def _reached(text: int, paragraphs: int, images: int, links: int, longest: int, unit: str) -> tuple[str, ...]:
    """The features of sizes; each number is that of the steps that a size reaches, `unit` names the text's."""
    return (
        *_steps(unit, _HAN_STEPS[:text]),
        *_steps("paragraphs", _PARAGRAPH_STEPS[:paragraphs]),
        *_steps("images", _IMAGE_STEPS[:images]),
        *_steps("links", _LINK_STEPS[:links]),
        *_steps("longest paragraph", _LONGEST_STEPS[:longest]),
    )


def _steps(name: str, steps: tuple[int, ...]) -> list[str]:
    return [f"{name} >= {step}" for step in steps]


def _add_text(features: list[str], article: Article, *, is_han: bool) -> None:
    content, body, paragraphs = article.content, article.body, article.paragraphs
    letters = _LATIN if is_han else _LETTERS
    if content.dateline:
        features.append(f"dateline form {_form(content.dateline.text, letters)[:24]}")
    if paragraphs:
        features.append(f"text begins {_form(paragraphs[0][:_FIRST], letters)[:6]}")
        if len(set(paragraphs)) < len(paragraphs):
            features.append("text repeats a paragraph")
    if content.captions:
        features.append("has caption")
    if content.leftovers:
        features.append(f"leftover {mask_values(content.leftovers[0])}")
    if content.fused_tags:
        features.append("has fused tag")
    if article.html:
        _add_markup(features, article.html)
    else:
        features += plain_text_features(body)
    if "\ufffd" in body or _is_misread(body, is_han=is_han):
        features.append("text mojibake")
    if ("<" in body and "</" in body) or ("&" in body and _ENTITY.search(body)):
        features.append("text shows markup")


def _add_markup(features: list[str], html: str) -> None:
    """What the tree of the elements doesn't show."""
    if _has_numeric_reference(html):
        features.append(NUMERIC_REFERENCES)
    # End tags may be left out.
    if (breaks := html.count("<br")) and breaks >= html.count("<p>") + html.count("<p "):
        features.append(LINE_BREAKS)
    for start, end in _CONTAINERS:
        if (ends := html.count(end)) and ends > html.count(start):
            features.append(STRAY_END_TAGS)
            break


def _has_numeric_reference(html: str) -> bool:
    """Whether there is `&#`; one sign is found ten times as fast as two."""
    at = html.find("#")
    while at > 0 and html[at - 1] != "&":
        at = html.find("#", at + 1)
    return at > 0


def _is_misread(body: str, *, is_han: bool) -> bool:
    if is_han:
        return "Ã" in body or ("â" in body and "â€" in body)
    return bool(_MISREAD.search(body))


def _form(text: str, letters: Pattern[str]) -> str:
    """A short text in which each run of digits, letters or Han is one sign."""
    return letters.sub("a", mask_own(text))


def _add_words(features: list[str], title: str, body: str, language: str) -> None:
    """Whether a fifth or half of the title's parts, or all of the title, are in the text.

    In real files of eleven publishers in Chinese a fifth is there in 98 to 100 % of the articles, with the text of
    another in 0 to 40 %; half in 58 to 100 %, with that of another in 0.
    """
    some, half = title_words.shares(title, body, language)
    if some:
        features.append(TITLE_WORDS)
    if half:
        features.append("text has half the title")
    if title and title[:2] in body and title in body:
        features.append("text has the title")


def _crawled(article: Article) -> int | None:
    """When an article was crawled (ms), also where its epoch is in seconds."""
    epoch = article.epoch_ms
    return epoch * 1_000 if epoch is not None and epoch in _SECONDS else epoch


def _url_day(article: Article) -> date | None:
    """The day in the URL, or that with which a number in it begins."""
    shown = times.url_date(article)
    if shown is None:
        return url_dates.of_number(article.decoded_url) if article.site.url_date is None else None
    return shown.first if shown.first == shown.last else None


def _add_times(features: list[str], article: Article) -> None:
    """Names that begin with `time`: schedules move them, too, so the scan compares them in longer windows."""
    epoch = _crawled(article)
    if epoch is None:
        return
    if epoch != article.epoch_ms:
        features.append(IN_SECONDS)
    if (shown := _url_day(article)) is not None:
        apart = epoch // DAY - (shown.toordinal() - _EPOCH_DAY)
        if abs(apart) <= _MAX_URL_DAYS:
            features.append(f"{URL_DAY}{'before' if apart < 0 else 'after' if apart else 'on'}")
    if article.published_ms is not None:
        lag = (epoch - article.published_ms) // HOUR
        if lag < 0:
            features.append(_BEFORE_DATELINE)
        features.append(_from_dateline(BEHIND_DATELINE, lag))
    elif article.dateline is not None and (wall := dateline_to_ms(article.dateline, article.site, 0)) is not None:
        # The unknown zone does not change; with steps of four hours, daylight saving moves few articles.
        features.append(_from_dateline(_TO_DATELINE, (epoch - wall) // HOUR))


@lru_cache
def _from_dateline(name: str, hours: int) -> str:
    return f"{name}{(hours + 2) // 4 * 4:+}" if abs(hours) <= _DAY_HOURS else f"{name}days"


def dateline_lag(feature: str) -> int | None:
    """The hours from the date line to the crawl that a feature stands for."""
    hours = feature.removeprefix(BEHIND_DATELINE if feature.startswith(BEHIND_DATELINE) else _TO_DATELINE)
    return int(hours) if hours != feature and hours != "days" else None


def is_ahead(feature: str) -> bool:
    """Whether a feature is that the date line is later than the crawl, which no hour of a crawl explains."""
    return feature == _BEFORE_DATELINE


def in_words(feature: str) -> str:
    """A feature of times in the words of the rules about them; any other by its name."""
    if feature == _BEFORE_DATELINE:
        return "date lines ahead of the crawl"
    if feature.startswith((_TO_DATELINE, BEHIND_DATELINE)):
        hours = dateline_lag(feature)
        if hours is None:
            return "date lines days from the crawl"
        distance = f"about {abs(hours)} h {'ahead of' if hours < 0 else 'behind'}" if hours else "about the time of"
        return f"date lines {distance} the crawl{' (read as UTC)' if feature.startswith(_TO_DATELINE) else ''}"
    if feature.startswith(URL_DAY):
        where = feature.removeprefix(URL_DAY)
        return f"crawled {'on the day' if where == 'on' else f'{where} the day'} in the URL (UTC)"
    return feature
