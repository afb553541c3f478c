"""The URLs of a publisher: hosts, folder of its edition, date, slug, and the form of an article's URL."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from newscheck.article.sites import path_of
from newscheck.learn.observation import Observation
from newscheck.learn.suggestion import Suggestion, suggestion

#: Labels of hosts that serve the same articles.
_FRONTS = frozenset(("www", "m", "amp", "mobile", "wap"))
#: A host that a site file can name; others (`x_y.example`) are faults of the scraper.
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*")
#: Folders that name an edition: languages in short and in full.
_EDITION = re.compile(
    r"/(?:[a-z]{2}(?:-[a-z]{2,4})?|zhongwen|chinese|mandarin|cantonese|english|espanol|mundo|russian|arabic|portuguese"
    r"|turkce|hindi|urdu|persian|japanese|korean|vietnamese|indonesia|ukrainian|swahili|afrique|nepali|bengali|tamil)/",
    re.IGNORECASE,
)
_FOLDER = re.compile(r"/[\w-]{1,40}/", re.ASCII)
#: The share of articles in the folder of an edition, and in another one, from which on they are named.
_MOSTLY, _RARE = 0.8, 0.05
#: How a day stands in a URL: `strftime` form, and the pattern for its digits.
_YEAR, _MONTH, _DAY = r"(?P<year>\d{4})", r"(?P<month>\d\d?)", r"(?P<day>\d\d?)"
_MONTH2, _DAY2 = r"(?P<month>\d\d)", r"(?P<day>\d\d)"
_FORMS: Sequence[tuple[Callable[[date], str], str]] = (
    (lambda day: f"{day:%Y%m%d}", _YEAR + _MONTH2 + _DAY2),
    (lambda day: f"{day:%Y-%m-%d}", f"{_YEAR}-{_MONTH2}-{_DAY2}"),
    (lambda day: f"{day:%Y/%m/%d}", f"{_YEAR}/{_MONTH2}/{_DAY2}"),
    (lambda day: f"{day.year}/{day.month}/{day.day}", f"{_YEAR}/{_MONTH}/{_DAY}"),
    (lambda day: f"{day:%Y-%m/%d}", f"{_YEAR}-{_MONTH2}/{_DAY2}"),
    (lambda day: f"{day:%Y/%m%d}", f"{_YEAR}/{_MONTH2}{_DAY2}"),
    (lambda day: f"{day:%Y%m/%d}", f"{_YEAR}{_MONTH2}/{_DAY2}"),
    (lambda day: f"{day:%Y_%m_%d}", f"{_YEAR}_{_MONTH2}_{_DAY2}"),
    (lambda day: f"{day.year}-{day.month}-{day.day}", f"{_YEAR}-{_MONTH}-{_DAY}"),
    (lambda day: f"{day:%m%d%Y}", _MONTH2 + _DAY2 + _YEAR),
    (lambda day: f"{day:%d%m%Y}", _DAY2 + _MONTH2 + _YEAR),
    (lambda day: f"{day:%d-%m-%Y}", f"{_DAY2}-{_MONTH2}-{_YEAR}"),
    (lambda day: f"{day:%d/%m/%Y}", f"{_DAY2}/{_MONTH2}/{_YEAR}"),
)
#: URLs that must have a date: fewer may have one by chance. Digits or letters before it are of a number.
_MIN_DATED, _MIN_DATED_SHARE = 5, 0.2
#: The title's letters that its slug has at least; letters of a title from which on it is compared.
_SAME, _MIN_LETTERS = 0.6, 5
_HAN = re.compile("[\u3400-\u9fff]")
_SLUGS = (
    r"/(?:\d{8}-)?(?P<slug>[^/?#]+?)/?(?:[?#]|$)",
    r"/(?P<slug>[^/?#]+)/[^/?#]+/?(?:[?#]|$)",
)
#: How the last part of an article's URL may end, the most particular first; articles that must all have it.
_ENDINGS = (
    *(r"/a-\d+/?(?:[?#]|$)", r"/\d{8}-[^/?#]+/?(?:[?#]|$)", r"/\d{8}/[^/?#]+(?:/[a-z-]+)?/?(?:[?#]|$)"),
    *(r"[/_-]\d{5,}\.[a-z]+(?:[?#]|$)", r"[/_-]\d{5,}/?(?:[?#]|$)"),
    *(r"/\d{4}/\d\d?(?:/\d\d?)?/[^/?#]+/?(?:[?#]|$)", r"\.s?html?(?:[?#]|$)"),
)
_MIN_ALIKE, _ALIKE = 100, 1.0


def suggest(articles: Sequence[Observation]) -> Iterator[Suggestion]:
    """What the URLs show; nothing without any."""
    addressed = [article for article in articles if article.host]
    if not addressed:
        return
    host = site_host([article.host for article in addressed])
    own = [article for article in addressed if _is_below(article.host, host)]
    if not _HOST.fullmatch(host):
        return
    yield Suggestion("hosts", [host], len(own), len(articles), "articles are on it", is_certain=True)
    yield from _paths(own)
    yield from _date(own)
    yield from _slug(own)
    yield from _ending(own, host)


def site_host(hosts: Sequence[str]) -> str:
    """The longest name that nearly all hosts end with, without what only tells a front (`www`, `m`)."""
    counts: Counter[str] = Counter()
    for host in hosts:
        labels = host.split(".")
        while len(labels) > 2 and labels[0] in _FRONTS:
            del labels[0]
        counts.update(".".join(labels[at:]) for at in range(max(1, len(labels) - 1)))
    usual = [host for host, count in counts.items() if 100 * count >= 98 * len(hosts)]
    return max(usual or [counts.most_common(1)[0][0]], key=lambda host: (host.count("."), len(host)))


def _is_below(host: str, above: str) -> bool:
    return host == above or host.endswith(f".{above}")


def _paths(articles: Sequence[Observation]) -> Iterator[Suggestion]:
    """The folder of an edition, where nearly all articles stand in it, and others that are not rare: what is in none
    of them is another site's."""
    paths = [path_of(article.url) for article in articles]
    editions = Counter(match[0] for path in paths if (match := _EDITION.match(path)))
    for edition, count in editions.most_common(1):
        if count < _MOSTLY * len(paths):
            return
        others = Counter(match[0] for path in paths if not path.startswith(edition) and (match := _FOLDER.match(path)))
        more = [(folder, number) for folder, number in others.most_common() if number >= _RARE * len(paths)]
        folders, number = [edition, *(folder for folder, _ in more)], count + sum(number for _, number in more)
        where = "this folder" if not more else "these folders"
        reason = f"articles are in {where}; those in others on its hosts are not of this site"
        yield suggestion("paths", folders, number, len(paths), reason)


def _date(articles: Sequence[Observation]) -> Iterator[Suggestion]:
    """The commonest pattern of a day near that of the date line, or of the crawl, where those that match agree."""
    dated = [(article.url, day) for article in articles if (day := _day(article))]
    patterns = Counter(found for url, day in dated for found in dict.fromkeys(_forms_in(url, day)))
    least = max(_MIN_DATED, _MIN_DATED_SHARE * len(dated))
    best: tuple[int, int, str] | None = None
    for pattern, count in patterns.most_common(8):
        if count < least:
            break
        compiled = re.compile(pattern)
        matching = [(match, day) for url, day in dated if (match := compiled.search(url))]
        agreeing = sum(_agrees(match, day) for match, day in matching)
        if agreeing >= count and (best is None or agreeing > best[0]):
            best = agreeing, len(matching), pattern
    if best:
        where = f" ({best[1]:,} of {len(dated):,} have one)" if best[1] < len(dated) else ""
        yield suggestion("url.date", best[2], best[0], best[1], f"dates in URLs agree with date line or crawl{where}")


def _day(article: Observation) -> date | None:
    try:
        if article.day:
            return date.fromisoformat(article.day)
        return None if article.epoch is None else date(1970, 1, 1) + timedelta(milliseconds=article.epoch)
    except (ValueError, OverflowError):
        return None


def _forms_in(url: str, day: date) -> Iterator[str]:
    """The patterns by which a URL has the day, or one beside it, with the letter or mark that stands before."""
    for near in (day, day - timedelta(days=1), day + timedelta(days=1)):
        for write, pattern in _FORMS:
            text = write(near)
            at = url.find(text)
            if at > 0 and not url[at - 1].isdigit():
                before, after = url[at - 1], url[at + len(text) : at + len(text) + 1]
                head = before if before in "/-_" else "(?<=[A-Za-z])" if before.isascii() and before.isalpha() else None
                if head is not None:
                    tail = "/" if after == "/" else "-" if after == "-" else "" if after.isdigit() else r"(?!\d)"
                    yield f"{head}{pattern}{tail}"


def _agrees(match: re.Match[str], day: date) -> bool:
    try:
        found = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return False
    return abs((found - day).days) <= 1


def _slug(articles: Sequence[Observation]) -> Iterator[Suggestion]:
    """Where the URL has the title, by the Han characters of both: only these are compared."""
    titled = [article for article in articles if len(_HAN.findall(article.title)) >= _MIN_LETTERS]
    counts = {pattern: sum(_has_title(article, re.compile(pattern)) for article in titled) for pattern in _SLUGS}
    pattern, count = max(counts.items(), key=lambda entry: entry[1])
    if count >= max(_MIN_DATED, len(titled) // 2):
        yield suggestion("url.slug", pattern, count, len(titled), "URLs have the title there")


def _has_title(article: Observation, pattern: re.Pattern[str]) -> bool:
    match = pattern.search(article.url)
    letters = _HAN.findall(article.title)
    return match is not None and sum(letter in match["slug"] for letter in letters) >= _SAME * len(letters)


def _ending(articles: Sequence[Observation], host: str) -> Iterator[Suggestion]:
    """How all URLs end: without exception, since another one is reported as an error."""
    for ending in _ENDINGS:
        # The last part may be the only one.
        pattern = rf"(?i)^https?://(?:[\w-]+\.)*{re.escape(host)}(?::\d+)?(?=/).*{ending}"
        compiled = re.compile(pattern)
        count = sum(compiled.search(article.url) is not None for article in articles)
        if count >= 0.9 * len(articles):
            reason = "URLs have this form; another one would be reported as that of no article"
            yield suggestion("url.article", pattern, count, len(articles), reason, share=_ALIKE, least=_MIN_ALIKE)
            return
