"""An article: what one reading of its HTML found, and the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from newscheck.model.input import Document
from newscheck.model.site import Site, SiteLayout


class Image(Struct, frozen=True):
    """An `<img>`: `src` as written; `is_before_text` when no text paragraph stands before it."""

    src: str
    fallback: str = ""
    width: str = ""
    height: str = ""
    is_before_text: bool = False


class Dateline(Struct, frozen=True):
    """The displayed time. `iso` is wall time (`2023-08-16T21:04` or a bare date) or None where the text
    `text` looks like a date and is none; `offset` is minutes east of UTC where the page says so. Where not
    `is_complete`, more is written than is understood (`7:30 PM`): then nothing of it is read."""

    iso: str | None
    text: str
    offset: int | None = None
    is_complete: bool = True


class HtmlContent(Struct, frozen=True):
    """What one walk of the HTML found, in document order.

    `paragraphs` are the article's, `furniture` the texts taken for none of it, `captions` what stands under a picture;
    `leftovers` are words of a program, `fused_tags` tag names glued to an attribute; `tags` are the names of all
    elements, `empty_paragraphs` counts paragraphs without text. `is_truncated` is true where the parser stopped at its
    limit of depth, `truncated_tags` the number of tags of which it was given only the first attributes. `features` are
    the features of the markup, `skeleton` what stands at its top (`newscheck.html.markup_features`)."""

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
    """The record (`schemas/article.schema.json`) and what rules need to judge it.

    `decoded_url` is the URL with its escapes undone; `han_count` counts the Han characters of `body`; `published_ms` is
    the date line in UTC where its zone is known; `mistyped` holds what a JSON item states in a type that no field has.
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
    mistyped: Mapping[str, Any] = {}

    @property
    def record(self) -> dict[str, Any]:
        """The record as the JSON Schema sees it."""
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
            **self.mistyped,
        }


class ExtractorResult(Struct, frozen=True):
    """What a scraper's extractor made of a page: a plain record, or in words why there is none, with the traceback.

    `process_died` says that the process in which it ran has ended.
    """

    record: Mapping[str, Any] | None = None
    failure: str = ""
    traceback: str = ""
    process_died: bool = False
