"""A publisher as a generator of articles sees it: its site, and how it writes addresses and HTML."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple
from urllib.parse import quote

from newscheck.article.extraction import decode_url
from newscheck.article.sites import path_of
from newscheck.errors import UsageError
from newscheck.model import Site
from newscheck.synthetic import article_templates, dump_file, numbered_sentences, words
from newscheck.text.suggestions import did_you_mean
from newscheck.text.timestamps import time_zone

#: Common forms of article URLs, tried in this order.
_URL_FORMS = (
    "https://{host}/{section}/{year}/{month}/{day}/{number}.html",
    "https://{host}/{section}/{year}-{month}-{day}/{number}.html",
    "https://{host}/{section}/{year}{month}{day}-{slug}",
    "https://www.{host}/cn/{section}/{year}{month}{day}-{slug}",
    "https://{host}/{section}/{number}",
    "https://{host}/article-{number}",
    "https://{host}/{section}/{year}{month}{day}/{number}/",
    "https://{host}/a/{number}.html",
)
_PLACES = ("host", "section", "year", "month", "day", "number", "slug")
_PLACE = re.compile(r"\{([a-z]+)\}")
_SECTIONS = ("world", "china", "asia", "europe", "economy", "culture")
#: A publisher without hosts publishes here (RFC 2606).
_DEFAULT_HOST = "news.example.org"
#: Numbers in URLs ascend from here.
FIRST_ARTICLE_NUMBER = 3_500_000


class Publisher(NamedTuple):
    """A publisher. `url` has placeholders in braces (`_PLACES`), `host` is that of its URLs.

    `photo` formats a picture's number `n`, a long hexadecimal number `h`, the time `when`, and a `suffix`; `host` is
    one of `photo_hosts`, the second of which belongs to an agency.
    """

    site: Site
    host: str
    template: article_templates.Template
    sections: tuple[str, ...]
    url: str
    photo: str
    photo_hosts: tuple[str, str] = ("", "")

    @property
    def zone(self) -> tzinfo:
        """The time zone of its date lines."""
        return time_zone(self.site.timezone)

    @property
    def is_rfi(self) -> bool:
        """Whether its pages are RFI's."""
        return self.site.name == "rfi"

    @property
    def is_traditional(self) -> bool:
        """Whether it writes traditional characters."""
        return self.site.script == "hant"

    def article_url(self, section: str, when: datetime, number: int, title: str) -> str:
        """The address of an article; `when` is its local time of publication."""
        values = {
            "host": self.host,
            "section": quote(section),
            "year": str(when.year),
            "month": f"{when.month:02}",
            "day": f"{when.day:02}",
            "number": str(number),
            "slug": quote(dump_file.slug(title)) if "{slug}" in self.url else "",
        }
        return _PLACE.sub(lambda place: values[place[1]], self.url)


def of_site(site: Site, url: str | None = None) -> Publisher:
    """The publisher of a site; `url` is the form of its URLs, where none of the usual ones fits its patterns.

    Raises UsageError where the site's time zone or a place in `url` is unknown, where `url` can't tell articles apart,
    or where the URLs that it makes don't match the site's `url.article` or contradict its `url.date`.
    """
    host = site.hosts[0] if site.hosts else _DEFAULT_HOST
    photo = f"https://img.{host.removeprefix('www.')}/{{n:08x}}/photo-{{n}}.{{suffix}}"
    publisher = Publisher(site, host, article_templates.PLAIN, _SECTIONS, "", photo)
    if publisher.is_rfi:
        publisher = publisher._replace(
            template=article_templates.RFI, sections=words.SECTIONS, photo=article_templates.RFI_PHOTO
        )
    _check_zone(site)
    if url is not None:
        _check_url_form(url)
    folder = site.paths[0] if site.paths else "/"
    usual = (form.replace("{host}/", f"{{host}}{folder}", 1) for form in _URL_FORMS)
    forms = (publisher._replace(url=form) for form in ((url,) if url else usual))
    if fitting := next(filter(_fits_site, forms), None):
        return fitting
    subject = f"{url!r} makes" if url else "none of the usual forms makes"
    raise UsageError(f"site {site.name}: {subject} URLs that its url.article and url.date take; give another as urls=")


def _check_zone(site: Site) -> None:
    try:
        time_zone(site.timezone)
    except (KeyError, ValueError, OSError):
        raise UsageError(f"site {site.name}: unknown time zone {site.timezone!r}") from None


def _check_url_form(url: str) -> None:
    places = _PLACE.findall(url)
    for place in places:
        if place not in _PLACES:
            raise UsageError(f"urls: unknown place {{{place}}}{did_you_mean(place, _PLACES)}")
    if not {"number", "slug"} & set(places):
        raise UsageError("urls: {number} or {slug} has to be in it, or all articles would have one URL")


def _fits_site(publisher: Publisher) -> bool:
    """Whether the URLs of a publisher match the patterns of its site."""
    site, when = publisher.site, datetime(2023, 8, 16, tzinfo=UTC)
    url = decode_url(
        publisher.article_url(publisher.sections[0], when, FIRST_ARTICLE_NUMBER, numbered_sentences.headline(0))
    )
    if site.paths and not path_of(url).startswith(site.paths):
        return False
    if site.url_article is not None and not site.url_article.search(url):
        return False
    date = site.url_date.search(url) if site.url_date is not None else None
    return date is None or (date["year"], date["month"], date["day"]) == ("2023", "08", "16")
