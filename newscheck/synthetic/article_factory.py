"""Articles as they are before anybody publishes them: some numbers, and a publisher's way to write them down.

A draft becomes a record, the text of a dump file, or (`newscheck.synthetic.page_templates`) a whole page. Numbers of a
dump's drafts are apart by their place in it, so that no two have a headline, a sentence or a picture in common."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any, NamedTuple
from urllib.parse import quote

from newscheck.article.extraction import decode_url
from newscheck.errors import UsageError
from newscheck.model import Site
from newscheck.synthetic import numbered_sentences, specimen
from newscheck.text.suggestions import did_you_mean
from newscheck.text.timestamps import time_zone

#: Kinds of paragraph, the plainest first. `same` goes on with the paragraph before; a `subhead` or `picture` stands
#: before its paragraph; a `link` or bold words stand inside it.
PLAIN_KINDS = ("paragraph", "same")
KINDS = (*PLAIN_KINDS, "subhead", "quote", "picture", *PLAIN_KINDS, "link", "bold")
#: So many sentences in a row are of one kind.
_SENTENCES_PER_KIND = 20
#: Where a publisher's articles may be, tried in this order.
_URL_FORMS = (
    "https://{host}/{section}/{year}/{month}/{day}/{number}.html",
    "https://{host}/{section}/{year}-{month}-{day}/{number}.html",
    "https://{host}/{section}/{year}{month}{day}-{slug}",
    "https://www.{host}/cn/{section}/{year}{month}{day}-{slug}",
    "https://{host}/{section}/{number}",
    "https://{host}/article-{number}",
)
_PLACES = ("host", "section", "year", "month", "day", "number", "slug")
_PLACE = re.compile(r"\{([a-z]+)\}")
_SECTIONS = ("world", "china", "asia", "europe", "economy", "culture")
_RFI = "rfi"
_RFI_PICTURE = "https://s.rfi.fr/media/display/{0:032x}/w:1280/p:16x9/photo-{0}.jpg"
#: A publisher without hosts publishes here (RFC 2606).
_DEFAULT_HOST = "news.example.org"
#: Numbers in URLs go up from here, those of dump files down.
_FIRST_NUMBER, _FIRST_FILE = 3_500_000, 1_048_575


class PublisherFormat(NamedTuple):
    """What a publisher puts on every article: `image_form` formats a number, `url_form` has placeholders in braces."""

    site: Site
    host: str
    zone: tzinfo
    sections: tuple[str, ...]
    url_form: str
    image_form: str


class ArticleSeed(NamedTuple):
    """The numbers that an article is made of: its headline's, from which section and picture follow, the minutes from
    publication to crawl, and those of its sentences, of which each also says what kind of paragraph it is."""

    headline: int
    lag: int
    sentences: Sequence[int]


class Block(NamedTuple):
    """A paragraph, a heading or a picture in the text; for a picture, `text` is what stands under it."""

    kind: str
    text: str
    image: str = ""


class ArticleDraft(NamedTuple):
    """An article. `published` is the publisher's wall time with its zone; the lead is none of the blocks."""

    publisher: PublisherFormat
    title: str
    section: str
    url: str
    published: datetime
    epoch_ms: int
    image: str | None
    lead: str | None
    blocks: tuple[Block, ...]


def publisher_format(site: Site, address: str | None = None) -> PublisherFormat:
    """The masthead of a publisher; `address` is the form of its URLs, where none of the usual ones fits its patterns.

    Raises UsageError where the site's time zone or a place in `address` is unknown, where it can't tell articles apart,
    or where the URLs that it makes are refused by `url.article` of the site or gainsay its `url.date`.
    """
    is_rfi = site.name == _RFI
    host = site.hosts[0] if site.hosts else _DEFAULT_HOST
    if address is not None:
        _check_url_form(address)
    picture = _RFI_PICTURE if is_rfi else f"https://img.{host.removeprefix('www.')}/{{0:08x}}/photo-{{0}}.jpg"
    empty = PublisherFormat(site, host, _zone(site), specimen.SECTIONS if is_rfi else _SECTIONS, "", picture)
    heads = [empty._replace(url_form=form) for form in ((address,) if address else _URL_FORMS)]
    if found := next((head for head in heads if _fits_site(head)), None):
        return found
    what = f"{address!r} makes" if address else "none of the usual forms makes"
    raise UsageError(f"site {site.name}: {what} URLs that its url.article and url.date take; give another as urls=")


def make(
    head: PublisherFormat,
    kinds: Sequence[str],
    notes: ArticleSeed,
    published_ms: int,
    *,
    has_lead: bool,
    has_image: bool,
    at: int = 0,
    of: int = 1,
) -> ArticleDraft:
    """The article that some notes are, with paragraphs of some kinds; number `at` of `of` that share nothing.

    `published_ms` is a time in milliseconds; the first paragraph is the lead where there is one.
    """
    written = numbered_sentences.traditional if head.site.script == "hant" else str
    number = notes.headline * of + at
    title = written(numbered_sentences.headline(number))
    section = head.sections[notes.headline % len(head.sections)]
    published = datetime.fromtimestamp(published_ms / 1000, head.zone)
    lead, blocks = None, _blocks(head, kinds, notes, at, of)
    if not has_image:  # the first picture in a text would be taken for the lead image
        blocks = [block for block in blocks if not block.image]
    if has_lead:
        lead = written(blocks.pop(0).text)
    return ArticleDraft(
        publisher=head,
        title=title,
        section=section,
        url=_url(head, section, published, number, title),
        published=published,
        epoch_ms=published_ms + notes.lag * 60_000,
        image=head.image_form.format(number) if has_image else None,
        lead=lead,
        blocks=tuple(block._replace(text=written(block.text)) for block in blocks),
    )


def record(draft: ArticleDraft) -> dict[str, Any]:
    """The record of an article (`schemas/article.schema.json`)."""
    images = [*([draft.image] if draft.image else []), *(block.image for block in draft.blocks if block.image)]
    texts = [block.text for block in draft.blocks if not block.image]
    paragraphs = [*([draft.lead] if draft.lead else []), *texts]
    return {
        "epoch_ms": draft.epoch_ms,
        "title": draft.title,
        "url": draft.url,
        "dateline": draft.published.strftime("%Y-%m-%dT%H:%M"),
        "image": draft.image,
        "images": images,
        "lead": draft.lead,
        "paragraphs": paragraphs,
        "body": "\n".join(paragraphs),
    }


def document(draft: ArticleDraft, parts: Mapping[str, Any], *, has_front_matter: bool) -> str:
    """The text of the dump file that holds an article; `parts` (see `specimen.render`) make its HTML."""
    patch = {**parts, "epoch": draft.epoch_ms, "title": draft.title, "url": draft.url}
    if has_front_matter:
        author = draft.publisher.site.title or draft.publisher.site.name
        # A JSON string is one of YAML, too.
        title = json.dumps(draft.title, ensure_ascii=False)
        patch["front"] = {"title": title, "author": author, "tags": f"[ {draft.section} ]"}
    return specimen.render(patch).decode()


def rfi_parts(draft: ArticleDraft, body: str) -> Mapping[str, Any]:
    """The article as a patch to `specimen`'s, with `body` as the HTML between lead and share block."""
    return {
        "when": draft.published,
        "image": draft.image,
        "lead": draft.lead,
        "paragraphs": [],
        "before": body,
    }


def file_name(head: PublisherFormat, at: int) -> str:
    """The path of the file of article `at` of a dump: numbers descend as time goes on."""
    return f"{head.site.name}/{_FIRST_FILE - at}.md"


def _blocks(head: PublisherFormat, kinds: Sequence[str], notes: ArticleSeed, at: int, of: int) -> list[Block]:
    """The blocks of a text, of which the first two are paragraphs of their own."""
    blocks: list[Block] = []
    for place, number in enumerate(notes.sentences):
        kind = kinds[number // _SENTENCES_PER_KIND % len(kinds)]
        text = numbered_sentences.sentence(number * of + at)
        if kind == "same" and place > 1:
            last = blocks.pop()
            blocks.append(last._replace(text=last.text + text))
            continue
        if place and kind == "subhead":
            blocks.append(Block(kind, numbered_sentences.subhead(number)))
        elif place and kind == "picture":
            blocks.append(
                Block(
                    kind,
                    numbered_sentences.caption(number),
                    head.image_form.format((number + numbered_sentences.HEADLINE_COUNT) * of + at),
                )
            )
        is_plain = not place or kind in ("same", "subhead", "picture")
        blocks.append(Block("paragraph" if is_plain else kind, text))
    return blocks


def _url(head: PublisherFormat, section: str, published: datetime, number: int, title: str) -> str:
    values = {
        "host": head.host,
        "section": quote(section),
        "year": f"{published:%Y}",
        "month": f"{published:%m}",
        "day": f"{published:%d}",
        "number": str(_FIRST_NUMBER + number),
        "slug": quote(specimen.slug(title)),
    }
    return _PLACE.sub(lambda place: values[place[1]], head.url_form)


def _zone(site: Site) -> tzinfo:
    try:
        return time_zone(site.timezone)
    except (KeyError, ValueError, OSError):
        raise UsageError(f"site {site.name}: unknown time zone {site.timezone!r}") from None


def _check_url_form(address: str) -> None:
    places = _PLACE.findall(address)
    for place in places:
        if place not in _PLACES:
            raise UsageError(f"urls: unknown place {{{place}}}{did_you_mean(place, _PLACES)}")
    if not {"number", "slug"} & set(places):
        raise UsageError("urls: {number} or {slug} has to be in it, or all articles would have one URL")


def _fits_site(head: PublisherFormat) -> bool:
    """Whether the URLs of a masthead are what its site says of URLs."""
    site = head.site
    when = datetime(2023, 8, 16, tzinfo=UTC)
    url = decode_url(_url(head, head.sections[0], when, 0, numbered_sentences.headline(0)))
    if site.url_article is not None and not site.url_article.search(url):
        return False
    found = site.url_date.search(url) if site.url_date is not None else None
    return found is None or (found["year"], found["month"], found["day"]) == ("2023", "08", "16")
