"""Publishers as data: `sites/<name>.toml` becomes a Site; a URL finds its site, a document its layout."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Mapping
from re import Pattern
from typing import Any

from newscheck.errors import UsageError
from newscheck.model import Furniture, Site, SiteLayout
from newscheck.text import timestamps

#: The site of what no other site's hosts match.
GENERIC_SITE = "generic"
#: RFC 1035, section 2.3.4.
_LONGEST_HOST = 253
#: Below a country's domain: `com.tw`, `co.uk`, `or.jp`.
_SECOND_LEVEL = frozenset(("ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org"))
#: Characters of a pattern that a message quotes.
_SHOWN = 60
#: Groups that are counted: what they are in a pattern that others are joined to, is not what its author counted.
_COUNTED = re.compile(r"\\[1-9]|\(\?\([0-9]")
_HOST = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*://(?:[^/?#@]*@)?([^/?#:]+)")


def build_site(name: str, data: Mapping[str, Any], base: Site | None = None, *, is_known: bool = False) -> Site:
    """A Site from its parsed TOML (`schemas/site.schema.json`); `base` lends its furniture.

    One that `is_known` came with newscheck, whose tests look at each of its patterns alone; that takes as long as all
    else here. Raises UsageError where a pattern or a date in it can't be read.
    """
    url = data.get("url", {})
    image = data.get("image", {})
    try:
        return Site(
            name=name,
            title=data.get("title", ""),
            hosts=tuple(data.get("hosts", ())),
            timezone=data.get("timezone"),
            since=_ms(data, "since"),
            script=data.get("script"),
            schema=data.get("schema", "article"),
            expects=frozenset(data.get("expects", ())),
            day_first=data.get("day_first", True),
            lead_image=image.get("lead", "any"),
            stand_ins=tuple(image.get("stand_ins", ())),
            url_date=_pattern(url, "url.date", "year", "month", "day"),
            url_slug=_pattern(url, "url.slug", "slug"),
            url_article=_pattern(url, "url.article"),
            title_suffix=_pattern(data, "title_suffix"),
            furniture=_furniture(data.get("furniture", {}), base.furniture if base else Furniture(), is_known),
            layouts=tuple(_layout(entry) for entry in data.get("layout", ())),
            rules=data.get("rules", {}),
        )
    except ValueError as error:
        raise UsageError(f"site {name}: {error}") from None


def _furniture(data: Mapping[str, Any], base: Furniture, is_known: bool) -> Furniture:
    join = "(?:{})".format if is_known else _joined
    return Furniture(
        attributes=(*base.attributes, *data.get("attributes", ())),
        classes=base.classes | frozenset(data.get("classes", ())),
        texts=_any(data, ("texts", "rest"), base.texts, join),
        rest=_any(data, ("rest",), base.rest, join),
        words=_any(data, ("words",), base.words, join),
        share_links=_any(data, ("share_links",), base.share_links, join),
    )


def _layout(data: Mapping[str, Any]) -> SiteLayout:
    return SiteLayout(
        name=data["name"],
        until=_ms(data, "layout.until"),
        url=_pattern(data, "layout.url"),
        title=_pattern(data, "layout.title"),
        html=data.get("html", ""),
        lacks=frozenset(data.get("lacks", ())),
        rules=data.get("rules", {}),
    )


def _pattern(data: Mapping[str, Any], name: str, *groups: str) -> Pattern[str] | None:
    """The pattern that a name (`url.date`) has at its end, which has to have some groups; None where there is none.

    Raises ValueError.
    """
    text = data.get(name.rpartition(".")[2])
    if text is None:
        return None
    found = _compiled(text, name)
    if missing := [f"(?P<{group}>…)" for group in groups if group not in found.groupindex]:
        raise ValueError(f"{name}: the pattern {_cut(text)!r} has no group {', '.join(missing)}")
    return found


def _any(
    data: Mapping[str, Any], names: Iterable[str], base: Pattern[str] | None, join: Callable[[str, str], str]
) -> Pattern[str] | None:
    """One pattern for all those of some names of `[furniture]`, and for the `base`; `join` makes each ready to stand
    among the others. Raises ValueError."""
    parts = [base.pattern] if base else []
    for name in names:
        parts += [join(text, f"furniture.{name}") for text in data.get(name, ())]
    return _compiled("|".join(parts), f"furniture.{' or '.join(names)}") if parts else None


def _joined(text: str, name: str) -> str:
    """A pattern as it stands among others. Raises ValueError where it would be another one there."""
    if _COUNTED.search(text):
        raise ValueError(f"{name}: the pattern {_cut(text)!r} refers to a group by its number: give the group a name")
    _compiled(text, name)
    _compiled(f"(?:{text})", name)
    return f"(?:{text})"


def _compiled(text: str, name: str) -> Pattern[str]:
    """A pattern made ready. Raises ValueError where it is none."""
    try:
        # What a later Python may read differently is as it is in this one.
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
    """The time of a name; None where there is none. Raises ValueError."""
    moment = data.get(name.rpartition(".")[2])
    try:
        return None if moment is None else timestamps.to_ms(moment)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def host_of(url: str | None) -> str:
    """The lower-case host of an absolute URL, or an empty string."""
    found = _HOST.match(url) if url else None
    return found[1].lower() if found else ""


def registrable_domain(url: str | None) -> str:
    """The part of a URL's host that a publisher keeps when it moves between hosts: `bbc.com` of `www.bbc.com`.

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
    """All publishers known in a run; `forced` is the one that `--site` names."""

    def __init__(self, sites: Iterable[Site], forced: str | None = None) -> None:
        self.by_name = {site.name: site for site in sites}
        self.generic = self.by_name[GENERIC_SITE]
        self.by_host = {host: site for site in self.by_name.values() for host in site.hosts}
        if forced is not None and forced not in self.by_name:
            raise KeyError(forced)
        self.forced = self.by_name[forced] if forced else None

    def for_url(self, url: str | None) -> Site:
        """The site an article belongs to: the one whose hosts match its URL, also as a subdomain."""
        if self.forced:
            return self.forced
        host = host_of(url)[-_LONGEST_HOST:]
        while host:
            if site := self.by_host.get(host):
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
