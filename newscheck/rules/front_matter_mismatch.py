"""Front matter and header contradict each other.

Archives with front matter store date, title and URL twice. One program writes both from one item, so a difference means
that one of them was changed later or computed differently. In a real archive, articles whose epoch is 8 hours ahead
have the time of the run in the front matter.

What to do: find out which of the two is right (by the page's own date line, or the URL) and write both from one value.
Times are compared to the second, across time zones; URLs are compared unescaped, titles without regard to white space
and entities.
"""

from collections.abc import Iterator
from datetime import datetime
from html import unescape

from newscheck.article import times
from newscheck.article.extraction import decode_url
from newscheck.model import Article, Context, Hit
from newscheck.text import timestamps
from newscheck.text.timestamps import time_zone

SEVERITY = "error"
BAD = [
    {"front": {"date": "2023-08-16T11:57:00.000Z"}},
    {"front": {"date": "2023-08-16 21:57:00 +0000"}},
    {"front": {"date": "2023-08-14"}},
    {"front": {"date": "Invalid Date"}},
    {"front": {"title": '"海上救援协定周五开始生效"'}},
    {"front": {"from": "https://www.rfi.fr/cn/国际/20230816-海上救援协定周五开始生效"}},
]
GOOD = [
    {"front": True},
    {"front": {"date": "2023-08-16 21:57:00 +0200"}},
    {"front": {"date": "2023-08-16 19:57:00"}},
    {"front": {"date": "2023-08-16 21:57"}},
    {"front": {"date": "2023-08-16"}},
    {"front": {"date": "2023-08-17"}},
    {"title": '海上救援协定\u3000周五开始"生效"', "front": {"title": '"海上救援协定 周五开始\\"生效&quot;"'}},
    {
        "title": "海上救援协定周五生效",
        "url": "https://www.rfi.fr/cn/%E5%9B%BD%E9%99%85/20230816-%E6%B5%B7%E4%B8%8A%E6%95%91%E6%8F%B4%E5%8D%8F%E5%AE%9A%E5%91%A8%E4%BA%94%E7%94%9F%E6%95%88",
        "front": {"from": "https://www.rfi.fr/cn/国际/20230816-海上救援协定周五生效"},
    },
]
_TOLERANCE = 1000
#: Time zones differ by whole quarters of an hour.
_QUARTER = 15 * timestamps.MINUTE
#: The time from publication to crawl is rarely longer.
_MOST_LAG = 4 * timestamps.HOUR
#: Characters shown of two different texts, and searched for the difference.
_SHOWN, _LOOKED_AT = 30, 2000


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Compare date with epoch, title with title, `from` with URL."""
    front = article.document.front_matter
    if not front:
        return
    if (field := front.get("date")) is not None and article.epoch_ms is not None:
        yield from _date(field.value, article.epoch_ms, article, ctx)
    if (field := front.get("title")) is not None and article.title is not None and field.value != article.title:
        yield from _title(field.value, article.title)
    address = field.value if (field := front.get("from")) is not None else None
    if address is not None and article.url is not None and address not in (article.url, article.decoded_url):
        yield from _url(decode_url(address).strip(), article.decoded_url.strip())


def _date(value: str, epoch: int, article: Article, ctx: Context) -> Iterator[Hit]:
    when = _moment(value.strip())
    if when is None:
        yield Hit(f"the front matter's date {_short(value)!r} is no date", "/front/date")
        return
    if when.tzinfo is not None and abs(when.timestamp() * 1000 - epoch) <= _TOLERANCE:
        return
    gap = min((_gap(epoch, first, last) for first, last in _readings(when, value.strip(), article)), key=abs)
    if abs(gap) <= _TOLERANCE or times.mistaken_unit(epoch, ctx):
        return
    side = "before" if gap > 0 else "after"
    span = timestamps.format_span(gap)
    difference = f"the front matter's date {value.strip()} is {span} {side} the epoch {timestamps.format_utc(epoch)}"
    yield Hit(f"{difference}{_cause(gap)}", "/front/date")


def _cause(gap: int) -> str:
    """Whole hours suggest a time zone; a bit less than eight, an epoch in the future beside the time of the run."""
    hours = round(gap / timestamps.HOUR)
    if 1 <= abs(hours) <= 14 and abs(gap - hours * timestamps.HOUR) <= _TOLERANCE:
        return f"; likely {abs(hours)} h of another time zone"
    if 8 * timestamps.HOUR - _MOST_LAG <= gap <= 8 * timestamps.HOUR:
        return "; perhaps an epoch in UTC+8 taken for UTC"
    return ""


def _moment(text: str) -> datetime | None:
    """Parse a time in a form that Jekyll accepts: ISO 8601, also with a space before the zone."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text.replace(" UTC", "Z").replace(" +", "+").replace(" -", "-"))
    except ValueError:
        return None


def _readings(when: datetime, value: str, article: Article) -> Iterator[tuple[int, int]]:
    """First and last instant of each meaning of a time: a date is that day anywhere on earth; a time without a zone is
    in UTC or the site's zone or, if the site has none, in any zone."""
    length = 0 if value.count(":", 10, 19) > 1 else timestamps.MINUTE
    first = timestamps.to_ms(when)
    if when.tzinfo is not None:
        yield first, first + length
    elif len(value) <= 10:
        yield first - timestamps.FARTHEST_EAST, first + timestamps.DAY + timestamps.FARTHEST_WEST
    elif article.site.timezone is None:
        for ahead in range(-timestamps.FARTHEST_EAST, timestamps.FARTHEST_WEST + 1, _QUARTER):
            yield first + ahead, first + ahead + length
    else:
        yield first, first + length
        for fold in (0, 1):
            first = timestamps.to_ms(when.replace(tzinfo=time_zone(article.site.timezone), fold=fold))
            yield first, first + length


def _gap(epoch: int, first: int, last: int) -> int:
    """How long a span of time is before (or, negative, after) the epoch; 0 if it contains the epoch."""
    return max(epoch - last, 0) or min(epoch - first, 0)


def _url(front: str, header: str) -> Iterator[Hit]:
    if front != header:
        yield Hit(f"the front matter's URL is another: {_difference(front, header)}", "/front/from")


def _title(front: str, header: str) -> Iterator[Hit]:
    own, headline = (" ".join(unescape(unescape(title)).split()) for title in (front, header))
    if own != headline:
        yield Hit(f"the front matter's title is another: {_difference(own, headline)}", "/front/title")


def _difference(front: str, header: str) -> str:
    """Both texts, from shortly before their first difference."""
    pairs = zip(front[:_LOOKED_AT], header[:_LOOKED_AT], strict=False)
    at = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(front), len(header), _LOOKED_AT))
    at = max(0, at - _SHOWN // 3)
    mark = "…" if at else ""
    return f"{mark}{_short(front[at:])} against {mark}{_short(header[at:])}"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
