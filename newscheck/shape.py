"""What an article looks like, as a set of binary features: of its markup, its addresses, its sizes, its times.

Every count of features is a sum, so that profiles of parts of a dump add up to the profile of the whole. Nothing here
is particular to a publisher.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache

from xxhash import xxh32_intdigest

from newscheck.model import Article, Shaped
from newscheck.outline import fold
from newscheck.patterns import lazy
from newscheck.site import GENERIC, host_of

_HAN_STEPS = (20, 50, 100, 200, 400, 800, 1600)
_PARAGRAPH_STEPS = (1, 2, 4, 8, 16)
_IMAGE_STEPS = (1, 2, 4)
_LINK_STEPS = (1, 4, 16)
_LONGEST_STEPS = (100, 200, 400, 800)
_LAG_HOURS = (1, 2, 4, 8, 12, 24)
_HOSTS = 12
_FIRST = 40
_SHAPE = 12
#: What the name of a skeleton begins with.
SKELETON = "skeleton "
#: What the name of a kind of article begins with.
KIND = "kind "
_FOLDERS = 2
_DIGITS = lazy("[0-9]+")
_LONGEST = 200
_UUID = 36
#: Pairs of characters of the title that are looked for in the text.
_PAIRS = 8
_HOUR = 3_600_000
#: Field of the record -> feature that says it is there: what a change took away is told in these.
FIELDS = {"image": "has image", "lead": "has lead", "dateline": "has dateline", "body": "has body"}
_LETTERS = lazy("[A-Za-z]+")
_SUFFIX = lazy(r".*\s[-–—|]\s(.{2,24})")
_EMBEDDED = lazy(r"[?&/](?:url=|src=)?(?:https?:|https?%3A)?/*([a-z0-9.-]+\.[a-z]{2,})/", 2)


def pack(article: Article, names: dict[int, str]) -> Shaped:
    """The features as hashes, whose names are added to `names`; the first is the skeleton's."""
    found = (f"{SKELETON}{article.tree.skeleton[:_LONGEST]}", *features(article))
    hashes = [_hash(name) for name in found]
    names.update(zip(hashes, found, strict=True))
    epoch = article.epoch_ms if article.epoch_ms and 0 < article.epoch_ms < 1 << 62 else None
    site = article.site.name if article.site.name != GENERIC else host_of(article.url)
    kind = f"{KIND}{kind_of(article.address)}"
    names[_hash(kind)] = kind
    return Shaped(site, epoch, array("I", hashes).tobytes(), _hash(kind))


def kind_of(address: str) -> str:
    """The section that an article is of: the first folders of its URL's path, digits folded (`/cn/国际`)."""
    path = address.partition("://")[2].partition("?")[0].partition("#")[0]
    folders = [folder for folder in path.split("/")[1:-1] if folder][:_FOLDERS]
    return "/" + "/".join(_DIGITS.sub("0", folder)[:_FIRST] for folder in folders)


@lru_cache(maxsize=50_000)
def _hash(name: str) -> int:
    return xxh32_intdigest(name.encode("utf-8", "replace"))


def features(article: Article) -> list[str]:
    """All features of an article; at most some 200, whatever it holds."""
    found = set(article.tree.outline)
    found.update(_fields(article))
    found.update(_addresses(article))
    found.update(_title(article))
    found.update(_sizes(article))
    found.update(_text(article))
    found.update(_times(article))
    return list(found)


def _fields(article: Article) -> Iterator[str]:
    for field, name in FIELDS.items():
        if getattr(article, field):
            yield name


def _addresses(article: Article) -> Iterator[str]:
    if article.url:
        yield from _address("url", article.url, article.address)
    if article.image:
        yield from _address("image", article.image, article.image)
        if embedded := _EMBEDDED.search(article.image, 9):
            yield f"image of {embedded[1].lower()[:40]}"
    hosts: dict[str, None] = {}
    for link in article.tree.links[:60]:
        hosts[host_of(link) or link.partition(":")[0][:12]] = None
    for host in list(hosts)[:_HOSTS]:
        yield f"link {fold(host)}"


def _address(what: str, url: str, address: str) -> Iterator[str]:
    scheme, _, rest = address.partition("://")
    yield from _origin(what, scheme[:12], host_of(url))
    path, _, query = rest.partition("#")[0].partition("?")
    head, _, last = path.partition("/")[2].rpartition("/")
    if what == "image":
        # The name of a file is its own; its ending is the publisher's.
        last = "*" + last[last.rfind(".") :].lower()[:6] if "." in last else "*"
    else:
        last = f"0{last[8:9]}~" if last[:8].isdigit() else _segment(last)
    shape = "/".join(map(_segment, head.split("/")))
    yield f"{what} path /{shape[:60]}/{last}"
    for pair in query.split("&")[:6] if query else ():
        yield f"{what} query {fold(pair.partition('=')[0][:_FIRST])}"


@lru_cache(maxsize=1_000)
def _origin(what: str, scheme: str, host: str) -> tuple[str, str]:
    return f"{what} scheme {scheme}", f"{what} host {fold(host)}"


def _segment(text: str) -> str:
    """The shape of a part of a path; a slug of many parts is one sign."""
    if len(text) == _UUID and text.count("-") == 4:
        return "h"
    if len(text) > _FIRST:
        return "~"
    shape = fold(text)
    return shape if len(shape) <= _SHAPE else "~"


def _title(article: Article) -> Iterator[str]:
    title = article.title or ""
    if found := _SUFFIX.match(title[-80:]):
        yield f"title suffix {fold(found[1])}"
    if title[:1] in "【[［「":
        yield "title bracket"
    if "&" in title and ";" in title:
        yield "title entity"
    if "…" in title or "..." in title:
        yield "title ellipsis"
    if title.isascii():
        yield "title without han"


def _sizes(article: Article) -> Iterator[str]:
    lengths = [len(paragraph) for paragraph in article.paragraphs]
    yield from _steps("han", _HAN_STEPS, article.han)
    yield from _steps("paragraphs", _PARAGRAPH_STEPS, len(lengths))
    yield from _steps("images", _IMAGE_STEPS, len(article.images))
    yield from _steps("links", _LINK_STEPS, len(article.tree.links))
    yield from _steps("longest paragraph", _LONGEST_STEPS, max(lengths, default=0))


def _steps(name: str, steps: tuple[int, ...], value: int) -> tuple[str, ...]:
    return _reached(name, steps, bisect_right(steps, value))


@cache
def _reached(name: str, steps: tuple[int, ...], count: int) -> tuple[str, ...]:
    return tuple(f"{name} >= {step}" for step in steps[:count])


def _text(article: Article) -> Iterator[str]:
    tree, body = article.tree, article.body
    if tree.dateline:
        yield f"dateline form {_LETTERS.sub('a', fold(tree.dateline.shown))[:24]}"
    if article.paragraphs:
        first = _LETTERS.sub("a", fold(article.paragraphs[0][:_FIRST]))
        yield f"text begins {first[:6]}"
        if len(set(article.paragraphs)) < len(article.paragraphs):
            yield "text repeats a paragraph"
    if tree.captions:
        yield "has caption"
    if tree.leftovers:
        yield f"leftover {fold(tree.leftovers[0])}"
    if tree.fused:
        yield "has fused tag"
    if "\ufffd" in body or "Ã" in body or "â€" in body:
        yield "text mojibake"
    if "</" in body or "&lt;" in body or "&amp;" in body:
        yield "text shows markup"
    title = article.title or ""
    pairs = [title[at : at + 2] for at in range(0, min(len(title), _FIRST) - 1, max(1, len(title) // _PAIRS))]
    if pairs and sum(map(body.__contains__, pairs)) * 4 >= len(pairs):
        yield "text has the title's words"
    if title and title in body:
        yield "text has the title"


def _times(article: Article) -> Iterator[str]:
    """Names that begin with `time`: schedules move them, too, and the scan judges them by longer windows."""
    epoch = article.epoch_ms
    if epoch is None:
        return
    yield f"time of day {epoch // _HOUR % 24 // 6}"
    if article.published_ms is not None:
        lag = epoch - article.published_ms
        if lag < 0:
            yield "time before dateline"
        yield from _steps("time lag", _LAG_HOURS, lag // _HOUR)
