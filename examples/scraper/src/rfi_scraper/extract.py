"""A page becomes a record: what the article says, without what the page puts around it and into it."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from lxml import html
from lxml.etree import ParserError
from lxml.html import HtmlElement

ZONE = ZoneInfo("Europe/Paris")
#: What stands in an article and is none of its text.
FURNITURE = ("story__author", "story__promo", "story__more", "story__share", "story__tags")
UNSEEN = ("script", "style", "noscript", "template", "button", "iframe", "figcaption", "aside")
BLOCKS = ("p", "h2", "h3", "li")


class NotAnArticle(ValueError):
    """The page is none of an article, or of a layout that is not known here."""


@dataclass(frozen=True)
class Article:
    """The record of a page. `dateline` is wall time in Paris (`2023-08-16T21:04`); the lead is a paragraph, too."""

    url: str
    title: str
    dateline: str | None
    image: str | None
    images: list[str]
    lead: str | None
    paragraphs: list[str]


def parse(page: bytes, url: str = "") -> Article:
    """The article on a page that was fetched from `url`. Raises NotAnArticle where title or text are missing.

    What a page may lack is None. Whether an article may lack it is not said here but by the rules of newscheck.
    """
    try:
        # Bytes, and the encoding that RFI has: what a page says of its own encoding is not always true.
        tree = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    except ParserError as error:
        raise NotAnArticle(str(error)) from None
    url = urljoin(url, tree.xpath("string(//link[@rel='canonical']/@href)") or url)
    story = _first(tree, "story")
    if story is None:
        raise NotAnArticle(f"no article in {url or 'the page'}: {_text(tree.find('.//title'))!r}")
    _clear(story)
    title, lead, body = (_first(story, f"story__{part}") for part in ("title", "lead", "body"))
    blocks = [] if body is None else [one for one in body.iter(*BLOCKS) if one.find(".//p") is None]
    paragraphs = [text for text in map(_text, [lead, *blocks]) if text]
    if not _text(title) or not paragraphs:
        raise NotAnArticle(f"no {'title' if paragraphs else 'text'} in {url or 'the page'}: has the layout changed?")
    lead_images = _images(_first(story, "story__picture"), url)
    return Article(
        url=url,
        title=_text(title),
        dateline=_dateline(story),
        image=lead_images[0] if lead_images else None,
        images=list(dict.fromkeys([*lead_images, *_images(body, url)])),
        lead=_text(lead) or None,
        paragraphs=paragraphs,
    )


def _first(element: HtmlElement, name: str) -> HtmlElement | None:
    """The first element with a class; classes come in any number and order."""
    return next(iter(element.find_class(name)), None)


def _clear(story: HtmlElement) -> None:
    """Take out what is no text of the article, but not what follows it."""
    for element in [*story.iter(*UNSEEN), *(one for name in FURNITURE for one in story.find_class(name))]:
        if element.getparent() is not None:
            element.drop_tree()
    for line_break in story.iter("br"):
        line_break.tail = f"\n{line_break.tail or ''}"


def _text(element: HtmlElement | None) -> str:
    """The text of an element on one line. `split` takes all blanks, those of Chinese type and `&nbsp;` among them."""
    return "" if element is None else " ".join(element.text_content().split())


def _dateline(story: HtmlElement) -> str | None:
    """When the article was published, which the first time says: another one says when it was changed."""
    time = next(story.iter("time"), None)
    try:
        return datetime.strptime(_text(time), "%d/%m/%Y - %H:%M").isoformat(timespec="minutes")
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat("" if time is None else time.get("datetime", ""))
    except ValueError:
        return None
    return moment.astimezone(ZONE).replace(tzinfo=None).isoformat(timespec="minutes")


def _images(element: HtmlElement | None, url: str) -> list[str]:
    """The addresses of the pictures in an element. Those that load late have a placeholder (`data:`) in `src`."""
    images = [] if element is None else element.iter("img")
    found = ((image.get("data-src") or image.get("src") or "").strip() for image in images)
    return [urljoin(url, source) for source in found if source and not source.startswith("data:")]
