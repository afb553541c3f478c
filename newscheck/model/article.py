"""An article: the content of its HTML, and the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from newscheck.model.input import Document
from newscheck.model.site import Site, SiteLayout


class Image(Struct, frozen=True):
    """An `<img>`: `src` as written; `is_before_text` where no paragraph of text precedes it."""

    src: str
    fallback: str = ""
    width: str = ""
    height: str = ""
    is_before_text: bool = False


class Dateline(Struct, frozen=True):
    """The displayed time. `iso` is wall time (`2023-08-16T21:04`) or a bare date, None where `text` has the form of a
    date but names none; `offset` is minutes east of UTC where the page states it. Where not `is_complete`, a part of
    the text can't be parsed (`7:30 PM`), and `iso` is None."""

    iso: str | None
    text: str
    offset: int | None = None
    is_complete: bool = True


class HtmlContent(Struct, frozen=True):
    """The content of an article's HTML, in document order.

    `paragraphs` are the article's, `furniture` texts outside of it, `captions` those of pictures; `leftovers` are
    values of a program (`Array`), `fused_tags` tag names joined to an attribute; `tags` are the names of all elements,
    `empty_paragraphs` counts paragraphs without text. `is_truncated` is true where the parser stopped at its limit of
    depth, `truncated_tags` the number of tags that were parsed with only their first attributes. `features` are the
    features of the markup, `skeleton` the names of its top elements (`newscheck.html.markup_features`)."""

    paragraphs: list[str]
    dateline: Dateline | None = None
    lead: str | None = None
    images: list[Image] = []
    links: list[str] = []
    captions: list[str] = []
    leftovers: list[str] = []
    furniture: list[str] = []
    fused_tags: list[str] = []
    tags: set[str] = set()
    empty_paragraphs: int = 0
    is_truncated: bool = False
    truncated_tags: int = 0
    features: Sequence[str] = ()
    skeleton: str = ""


class Article(Struct, frozen=True):
    """The record (`schemas/article.schema.json`) and its context for rules.

    `decoded_url` is the URL without percent escapes; `han_count` counts the Han characters of `body`; `published_ms` is
    the date line in UTC where its zone is known, `dateline_offset` the minutes east of UTC that are written with it;
    `mistyped` holds the fields of a JSON item that have a wrong type. `fields` are the item's own fields, which are not
    of the record (author, tags, section), as they are written. `language` is that of the text (ISO 639-1), empty where
    too little of it is there to tell; `size` is the length of the body in Han characters, of which three letters of an
    alphabet are worth one (`newscheck.text.text_size`).
    """

    document: Document
    site: Site
    layout: SiteLayout | None
    content: HtmlContent
    epoch_ms: int | None
    title: str | None
    url: str | None
    dateline: str | None
    image: str | None
    images: list[str]
    lead: str | None
    paragraphs: list[str]
    body: str
    html: str
    decoded_url: str
    han_count: int
    published_ms: int | None
    dateline_offset: int | None = None
    mistyped: Mapping[str, Any] = {}
    fields: Mapping[str, Any] = {}
    language: str = ""
    size: int = 0

    @property
    def record(self) -> dict[str, Any]:
        """The record that the JSON Schema describes, with the item's own fields."""
        return {
            "epoch_ms": self.epoch_ms,
            "title": self.title,
            "url": self.url,
            "dateline": self.dateline,
            "image": self.image,
            "images": self.images,
            "lead": self.lead,
            "paragraphs": self.paragraphs,
            "body": self.body,
            **self.fields,
            **self.mistyped,
        }


class ExtractorResult(Struct, frozen=True):
    """The result of a scraper's extractor for a page: a plain record, or a message why there is none, with traceback.

    `process_died` is true where the extractor's process has ended.
    """

    record: Mapping[str, Any] | None = None
    failure: str = ""
    traceback: str = ""
    process_died: bool = False
