"""What an article looks like, as a set of binary features: of its markup, its addresses, its sizes, its times.

Every count of features is a sum, so that profiles of parts of a dump add up to the profile of the whole. Nothing here
is particular to a publisher.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

from xxhash import xxh32_intdigest

from newscheck.article.extraction import dateline_to_ms
from newscheck.article.sites import host_of, publisher_name
from newscheck.html.markup_features import mask_values
from newscheck.model import Article, ArticleFeatures
from newscheck.text.regex import lazy_regex
from newscheck.text.timestamps import EARLIEST_CRAWL, HOUR

_HAN_STEPS = (20, 50, 100, 200, 400, 800, 1600)
_PARAGRAPH_STEPS = (1, 2, 4, 8, 16)
_IMAGE_STEPS = (1, 2, 4)
_LINK_STEPS = (1, 4, 16)
_LONGEST_STEPS = (100, 200, 400, 800)
_LAG_HOURS = (1, 2, 4, 8, 12, 24)
_HOSTS, _LINKS = 12, 60
_FIRST = 40
_SHAPE = 12
#: What the name of a skeleton begins with.
SKELETON_PREFIX = "skeleton "
#: What the name of a kind of article begins with.
KIND_PREFIX = "kind "
_FOLDERS = 2
_DIGITS = lazy_regex("[0-9]+")
_LONGEST = 200
_UUID = 36
#: Pairs of characters of the title that are looked for in the text at most.
_PAIRS = 16
_DAY_HOURS = 26
#: What no reader should see.
_ENTITY = lazy_regex(r"&(?:[a-zA-Z]{2,8}|#x?[0-9a-fA-F]{2,6});")
#: Field of the record -> feature that says it is there: what a change took away is told in these.
FIELD_FEATURES = {"image": "has image", "lead": "has lead", "dateline": "has dateline", "body": "has body"}
_DASHES = ("-", "–", "—", "|")
_LETTERS = lazy_regex("[A-Za-z]+")
_SUFFIX = lazy_regex(r".*\s[-–—|]\s(.{2,24})")
_EMBEDDED = lazy_regex(r"[?&/](?:url=|src=)?(?:https?:|https?%3A)?/*([a-z0-9.-]+\.[a-z]{2,})/", 2)


_HASHES, _LONGEST_KEY = 50_000, 200


class _Hashes(dict[str, int]):
    """The hash of a name, remembered."""

    def __missing__(self, name: str) -> int:
        if len(self) >= _HASHES:
            self.clear()
        made = self[name] = xxh32_intdigest(name.encode("utf-8", "replace"))
        return made


_hashes = _Hashes()


def feature_set(article: Article, names: set[str]) -> ArticleFeatures:
    """The features as hashes, the first of them the skeleton's; the features are added to `names`."""
    found = extract(article)
    found.insert(0, f"{SKELETON_PREFIX}{article.content.skeleton[:_LONGEST]}")
    names.update(found)
    epoch = article.epoch_ms if article.epoch_ms and EARLIEST_CRAWL <= article.epoch_ms < 1 << 62 else None
    kind = f"{KIND_PREFIX}{kind_of(article.decoded_url)}"
    names.add(kind)
    return ArticleFeatures(
        publisher_name(article.site, article.url),
        epoch,
        array("I", [_hashes[name] for name in found]).tobytes(),
        _hashes[kind],
    )


def kind_of(address: str) -> str:
    """The section that an article is of: the first folders of its URL's path, digits folded (`/cn/国际`)."""
    path = address.partition("://")[2].partition("?")[0].partition("#")[0]
    folders = [folder for folder in path.split("/")[1:-1] if folder][:_FOLDERS]
    return "/" + "/".join(_DIGITS.sub("0", folder)[:_FIRST] for folder in folders)


def names_by_hash(names: Iterable[str]) -> dict[int, str]:
    """Features by their hashes; of two that share one, always the same."""
    return {_hashes[name]: name for name in sorted(names)}


def extract(article: Article) -> list[str]:
    """All features of an article, each once; at most some 200, whatever it holds."""
    found = [*article.content.features]
    found += [name for field, name in FIELD_FEATURES.items() if getattr(article, field)]
    if article.url:
        _add_address(found, "url", article.url, article.decoded_url)
    if article.image:
        _add_address(found, "image", article.image, article.image)
        _add_embedded(found, article.image)
    if links := article.content.links:
        _add_links(found, links)
    _add_title(found, article.title or "")
    found += _sizes(article)
    _add_text(found, article)
    _add_words(found, article.title or "", article.body)
    _add_times(found, article)
    return [*{*found}]


def _add_address(found: list[str], what: str, url: str, address: str) -> None:
    scheme, _, rest = address.partition("://")
    found += _origin(what, scheme[:12], host_of(url))
    if "#" in rest:
        rest = rest.partition("#")[0]
    path, _, query = rest.partition("?")
    head, _, last = path.partition("/")[2].rpartition("/")
    if what == "image":
        # The name of a file is its own; its ending is the publisher's.
        last = "*" + last[last.rfind(".") :].lower()[:6] if "." in last else "*"
    else:
        last = f"0{last[8:9]}~" if last[:8].isdigit() else _segment(last)
    shape = "/".join([_segment(part) for part in head.split("/")])
    found.append(f"{what} path /{shape[:60]}/{last}")
    if query:
        found += [f"{what} query {mask_values(pair.partition('=')[0][:_FIRST])}" for pair in query.split("&")[:6]]


@lru_cache(maxsize=1_000)
def _origin(what: str, scheme: str, host: str) -> tuple[str, str]:
    return f"{what} scheme {scheme}", f"{what} host {mask_values(host)}"


def _segment(text: str) -> str:
    """The shape of a part of a path; a slug of many parts is one sign."""
    if len(text) == _UUID and text.count("-") == 4:
        return "h"
    return _short(text) if len(text) <= _FIRST else "~"


@lru_cache(maxsize=10_000)
def _short(text: str) -> str:
    shape = mask_values(text)
    return shape if len(shape) <= _SHAPE else "~"


def _add_embedded(found: list[str], image: str) -> None:
    """The host of another address in the image's own; the gate is that a point stands between two slashes."""
    slash = image.find("/", 9)
    if "?" in image or "&" in image or -1 < slash < image.find(".", slash) < image.rfind("/"):
        embedded = _EMBEDDED.search(image, 9)
        if embedded:
            found.append(f"image of {embedded[1].lower()[:40]}")


def _add_links(found: list[str], links: list[str]) -> None:
    hosts = dict.fromkeys([_linked(_origin_of(link)) for link in links[:_LINKS]])
    found += [f"link {mask_values(host)}" for host in [*hosts][:_HOSTS]]


def _origin_of(link: str) -> str:
    """What of a link says its host: few of them have to be remembered."""
    if link.startswith(("http://", "https://")) and (end := link.find("/", 8)) > 0:
        return link[:end]
    return link


def _linked(origin: str) -> str:
    return _known_link(origin) if len(origin) <= _LONGEST_KEY else _known_link.__wrapped__(origin)


@lru_cache(maxsize=10_000)
def _known_link(origin: str) -> str:
    return host_of(origin) or origin.partition(":")[0][:12]


def _add_title(found: list[str], title: str) -> None:
    end = title[-80:]
    if _has(end, _DASHES) and (suffix := _SUFFIX.match(end)):
        found.append(f"title suffix {mask_values(suffix[1])}")
    if title[:1] in "【[［「":
        found.append("title bracket")
    if "&" in title and ";" in title:
        found.append("title entity")
    if "…" in title or "..." in title:
        found.append("title ellipsis")
    if title.isascii():
        found.append("title without han")


def _has(text: str, parts: tuple[str, ...]) -> bool:
    for part in parts:  # noqa: SIM110 - a generator costs more than the look
        if part in text:
            return True
    return False


def _sizes(article: Article) -> tuple[str, ...]:
    paragraphs = article.paragraphs
    return _reached(
        bisect_right(_HAN_STEPS, article.han_count),
        bisect_right(_PARAGRAPH_STEPS, len(paragraphs)),
        bisect_right(_IMAGE_STEPS, len(article.images)),
        bisect_right(_LINK_STEPS, len(article.content.links)),
        bisect_right(_LONGEST_STEPS, max(map(len, paragraphs), default=0)),
    )


@lru_cache(maxsize=10_000)
def _reached(han: int, paragraphs: int, images: int, links: int, longest: int) -> tuple[str, ...]:
    """What is reached of each size, by the number of its steps."""
    return (
        *_steps("han", _HAN_STEPS[:han]),
        *_steps("paragraphs", _PARAGRAPH_STEPS[:paragraphs]),
        *_steps("images", _IMAGE_STEPS[:images]),
        *_steps("links", _LINK_STEPS[:links]),
        *_steps("longest paragraph", _LONGEST_STEPS[:longest]),
    )


def _steps(name: str, steps: tuple[int, ...]) -> list[str]:
    return [f"{name} >= {step}" for step in steps]


def _add_text(found: list[str], article: Article) -> None:
    tree, body, paragraphs = article.content, article.body, article.paragraphs
    if tree.dateline:
        found.append(f"dateline form {_form(tree.dateline.text)[:24]}")
    if paragraphs:
        found.append(f"text begins {_form(paragraphs[0][:_FIRST])[:6]}")
        if len(set(paragraphs)) < len(paragraphs):
            found.append("text repeats a paragraph")
    if tree.captions:
        found.append("has caption")
    if tree.leftovers:
        found.append(f"leftover {mask_values(tree.leftovers[0])}")
    if tree.fused_tags:
        found.append("has fused tag")
    if "\ufffd" in body or "Ã" in body or ("â" in body and "â€" in body):
        found.append("text mojibake")
    if ("<" in body and "</" in body) or ("&" in body and _ENTITY.search(body)):
        found.append("text shows markup")


def _form(text: str) -> str:
    """A short text with runs of digits, letters and Han as one sign each."""
    return _LETTERS.sub("a", mask_values(text))


def _add_words(found: list[str], title: str, body: str) -> None:
    """Whether a fifth or half of the title's pairs of characters, or all of it, are in the text.

    In real files of eleven publishers a fifth is there in 98 to 100 % of the articles, with the text of another in 0 to
    40 %; half in 58 to 100 %, with that of another in 0.
    """
    end = min(len(title), _FIRST) - 1
    pairs = [pair for at in range(0, end, -(-end // _PAIRS) or 1) if (pair := title[at : at + 2]).isalnum()]
    some, half, left = -(-len(pairs) // 5), -(-len(pairs) // 2), len(pairs)
    had = 0
    for pair in pairs:
        had += pair in body
        left -= 1
        if had == half or had + left < some:
            break
    if pairs and had >= some:
        found.append("text has the title's words")
    if pairs and had >= half:
        found.append("text has half the title")
    if title and title[:2] in body and title in body:
        found.append("text has the title")


def _add_times(found: list[str], article: Article) -> None:
    """Names that begin with `time`: schedules move them, too, and the scan judges them by longer windows."""
    epoch = article.epoch_ms
    if epoch is None:
        return
    found.append(f"time of day {epoch // HOUR % 24 // 6}")
    if article.published_ms is not None:
        lag = epoch - article.published_ms
        if lag < 0:
            found.append("time before dateline")
        found += _lag(bisect_right(_LAG_HOURS, lag // HOUR))
    elif article.dateline is not None and (wall := dateline_to_ms(article.dateline, article.site, 0)) is not None:
        # Whatever the zone, it does not change; the steps are of four hours, so that daylight saving moves few.
        lag = (epoch - wall) // HOUR
        found.append(f"time to dateline {(lag + 2) // 4 * 4:+}" if abs(lag) <= _DAY_HOURS else "time to dateline days")


@lru_cache
def _lag(count: int) -> tuple[str, ...]:
    return tuple(_steps("time lag", _LAG_HOURS[:count]))
