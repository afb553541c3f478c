"""Publishers as data: build a Site from `sites/<name>.toml`, find the site of a URL and the layout of a document."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from re import Pattern
from typing import Any

from newscheck.article.item_mapping import ITEM_FIELDS
from newscheck.errors import UsageError
from newscheck.model import ExpectedField, Furniture, Site, SiteLayout
from newscheck.text import timestamps
from newscheck.text.regex import lazy_regex

#: The site of URLs that no other site's hosts match.
GENERIC_SITE = "generic"
#: RFC 1035, section 2.3.4.
_LONGEST_HOST = 253
#: Characters of the name of a field that is expected: each message about it has all of them.
_LONGEST_NAME = 200
#: Second levels of country domains: `com.tw`, `co.uk`, `or.jp`.
_SECOND_LEVEL = frozenset(("ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org"))
#: Characters of a pattern that a message quotes.
_SHOWN = 60
#: References to groups by number, which change their meaning when patterns are joined.
_COUNTED = re.compile(r"\\[1-9]|\(\?\([0-9]")
_HOST = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*://(?:[^/?#@]*@)?([^/?#:]+)")
_PATH = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]*/*(/[^?#]*)")


def build_site(name: str, data: Mapping[str, Any], base: Site | None = None, *, is_known: bool = False) -> Site:
    """Build a Site from its parsed TOML (`schemas/site.schema.json`); the furniture of `base` is added.

    A site that `is_known` comes with newscheck: tests compile each of its patterns alone, so that they are compiled
    here when the first article of the site needs them. Raises UsageError where a pattern or a date is invalid.
    """
    url = data.get("url", {})
    image = data.get("image", {})
    pattern = _known_pattern if is_known else _pattern
    try:
        return Site(
            name=name,
            title=data.get("title", ""),
            hosts=tuple(data.get("hosts", ())),
            paths=tuple(data.get("paths", ())),
            timezone=data.get("timezone"),
            since=_ms(data, "since"),
            language=data.get("language", "zh" if "script" in data else ""),
            script=data.get("script"),
            record=expected_fields(data.get("record", {})),
            schema=data.get("schema", "article"),
            expects=frozenset(data.get("expects", ())),
            day_first=data.get("day_first"),
            lead_image=image.get("lead", "any"),
            stand_ins=tuple(image.get("stand_ins", ())),
            url_date=pattern(url, "url.date", "year", "month", "day"),
            url_slug=pattern(url, "url.slug", "slug"),
            url_article=pattern(url, "url.article"),
            title_suffix=pattern(data, "title_suffix"),
            furniture=_furniture(data.get("furniture", {}), base.furniture if base else Furniture(), is_known),
            layouts=tuple(_layout(entry, pattern) for entry in data.get("layout", ())),
            rules=data.get("rules", {}),
        )
    except ValueError as error:
        raise UsageError(f"site {name}: {error}") from None


def _furniture(data: Mapping[str, Any], base: Furniture, is_known: bool) -> Furniture:
    join, compiled = ("(?:{})".format, _lazy) if is_known else (_joined, _compiled)
    any_of = partial(_any, data, join=join, compiled=compiled)
    return Furniture(
        attributes=(*base.attributes, *data.get("attributes", ())),
        classes=base.classes | frozenset(data.get("classes", ())),
        texts=any_of(("texts", "rest"), base.texts),
        rest=any_of(("rest",), base.rest),
        words=any_of(("words",), base.words),
        share_links=any_of(("share_links",), base.share_links),
    )


def expected_fields(table: Mapping[str, Any]) -> dict[str, ExpectedField]:
    """The fields of `[record]` by name. Raises ValueError for one that every record has, and for a very long name."""
    for name in filter(table.__contains__, ITEM_FIELDS):
        raise ValueError(f"record.{name}: a field of the record, which is checked in any case: [record] has the others")
    if long := next((name for name in table if len(name) > _LONGEST_NAME), None):
        raise ValueError(f"record.{_cut(long)}: a name of more than {_LONGEST_NAME} characters")
    return {name: expected_field(entry) for name, entry in table.items()}


def expected_field(entry: str | Mapping[str, Any]) -> ExpectedField:
    """A field of `[record]`: its kind, or a table."""
    if isinstance(entry, str):
        return ExpectedField(entry)
    return ExpectedField(entry["kind"], entry.get("required", True), frozenset(entry.get("values", ())))


def _layout(data: Mapping[str, Any], pattern: Callable[..., Pattern[str] | None]) -> SiteLayout:
    return SiteLayout(
        name=data["name"],
        until=_ms(data, "layout.until"),
        url=pattern(data, "layout.url"),
        title=pattern(data, "layout.title"),
        html=data.get("html", ""),
        lacks=frozenset(data.get("lacks", ())),
        rules=data.get("rules", {}),
    )


def _pattern(data: Mapping[str, Any], name: str, *groups: str) -> Pattern[str] | None:
    """Compile the pattern at a key (`url.date`; the last part counts), which must have some groups; None without one.

    Raises ValueError.
    """
    text = data.get(name.rpartition(".")[2])
    if text is None:
        return None
    pattern = _compiled(text, name)
    if missing := [f"(?P<{group}>…)" for group in groups if group not in pattern.groupindex]:
        raise ValueError(f"{name}: the pattern {_cut(text)!r} has no group {', '.join(missing)}")
    return pattern


def _known_pattern(data: Mapping[str, Any], name: str, *groups: str) -> Pattern[str] | None:
    """The pattern at a key of a site that comes with newscheck; None without one."""
    text = data.get(name.rpartition(".")[2])
    return None if text is None else lazy_regex(text)


def _any(
    data: Mapping[str, Any],
    names: Iterable[str],
    base: Pattern[str] | None,
    *,
    join: Callable[[str, str], str],
    compiled: Callable[[str, str], Pattern[str]],
) -> Pattern[str] | None:
    """Join the patterns at some keys of `[furniture]`, and the `base`; `join` wraps each of them. Raises ValueError."""
    parts = [join(text, f"furniture.{name}") for name in names for text in data.get(name, ())]
    if base is None or not parts:
        return compiled("|".join(parts), f"furniture.{' or '.join(names)}") if parts else base
    return compiled("|".join((base.pattern, *parts)), f"furniture.{' or '.join(names)}")


def _lazy(text: str, name: str) -> Pattern[str]:
    return lazy_regex(text)


def _joined(text: str, name: str) -> str:
    """Wrap a pattern for joining. Raises ValueError where it would change its meaning."""
    if _COUNTED.search(text):
        raise ValueError(f"{name}: the pattern {_cut(text)!r} refers to a group by its number: give the group a name")
    _compiled(text, name)
    _compiled(f"(?:{text})", name)
    return f"(?:{text})"


def _compiled(text: str, name: str) -> Pattern[str]:
    """Compile a pattern. Raises ValueError where it is invalid."""
    try:
        # A later Python may read the pattern differently; this one is what counts.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            return re.compile(text)
    except (re.error, OverflowError) as error:
        raise ValueError(f"{name}: the pattern {_cut(text)!r}: {error}") from None
    except RecursionError:
        raise ValueError(f"{name}: the pattern {_cut(text)!r} is nested too deep") from None


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _ms(data: Mapping[str, Any], name: str) -> int | None:
    """The time at a key in milliseconds; None where there is none. Raises ValueError."""
    moment = data.get(name.rpartition(".")[2])
    try:
        return None if moment is None else timestamps.to_ms(moment)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def host_of(url: str | None) -> str:
    """The lower-case host of an absolute URL, or an empty string."""
    if not url:
        return ""
    # What follows the first slash behind `https://` has no part in it; the URLs of a site have few beginnings.
    end = url.find("/", 8) if url.startswith(("http://", "https://")) else -1
    return _host(url[:end]) if 0 < end <= _LONGEST_HOST else _host.__wrapped__(url)


@lru_cache(maxsize=1_000)
def _host(url: str) -> str:
    match = _HOST.match(url)
    return match[1].lower() if match else ""


def path_of(url: str) -> str:
    """The path of an absolute URL, a doubled slash at its beginning as one; an empty string without one."""
    match = _PATH.match(url)
    return match[1] if match else ""


def registrable_domain(url: str | None) -> str:
    """The registrable domain of a URL's host, which a publisher keeps between hosts: `bbc.com` of `www.bbc.com`.

    The last two labels, or three where the last but one is a country's second level (`cna.com.tw`).
    """
    host = host_of(url)
    labels = host.rsplit(".", 3)
    if len(labels) < 3 or labels[-1].isdigit():
        return host
    count = 3 if len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-count:])


def publisher_name(site: Site, url: str | None) -> str:
    """The name that a publisher's articles are grouped by: its site's, or its domain where no site matches the URL."""
    return site.name if site.name != GENERIC_SITE else registrable_domain(url)


class SiteIndex:
    """The publishers of a run by name and host; `forced` is the one of `--site`."""

    def __init__(self, sites: Iterable[Site], forced: str | None = None) -> None:
        self.by_name = {site.name: site for site in sites}
        self.generic = self.by_name[GENERIC_SITE]
        self.by_host: dict[str, list[Site]] = {}
        for site in reversed(self.by_name.values()):
            for host in site.hosts:
                self.by_host.setdefault(host, []).append(site)
        if forced is not None and forced not in self.by_name:
            raise KeyError(forced)
        self.forced = self.by_name[forced] if forced else None

    def for_url(self, url: str | None) -> Site:
        """The site whose hosts match a URL, also as a subdomain, and its paths, if it states some; else the generic
        one. Of several, the one that is named last counts: a project's own after the package's."""
        if self.forced:
            return self.forced
        host = host_of(url)[-_LONGEST_HOST:]
        while host:
            for site in self.by_host.get(host, ()):
                if not site.paths or path_of(url or "").startswith(site.paths):
                    return site
            host = host.partition(".")[2]
        return self.generic


def layout_of(site: Site, epoch_ms: int | None, address: str, title: str | None, html: str) -> SiteLayout | None:
    """The first layout of the site that had not ended at `epoch_ms` and whose markers all match."""
    for layout in site.layouts:
        if layout.until is not None and (epoch_ms is None or epoch_ms >= layout.until):
            continue
        if layout.url and not layout.url.search(address):
            continue
        if layout.title and not layout.title.search(title or ""):
            continue
        if layout.html and layout.html not in html:
            continue
        return layout
    return None
