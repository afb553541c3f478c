"""Extract the record of an article from a page, without what the page adds around and inside it."""

from datetime import datetime
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from lxml import html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from rfi_scraper.article import Article

ZONE = ZoneInfo("Europe/Paris")
#: Classes and elements inside an article that are not part of its text.
FURNITURE = ("story__author", "story__promo", "story__more", "story__share", "story__tags")
UNSEEN = ("script", "style", "noscript", "template", "button", "iframe", "figcaption", "aside")
BLOCKS = ("p", "h2", "h3", "li")
BREAK = "\u2028"  # replaces `<br>`: no page contains it, and `split` treats it as white space
NOTHING = html.Element("div")


class NotAnArticle(ValueError):
    """The page is not an article, or its layout is unknown."""


def parse(page: bytes, url: str = "") -> Article:
    """The article on a page that was fetched from `url`. Raises NotAnArticle if title or text is missing.

    What a page may lack is None. Whether an article may lack it is not said here but by the rules of newscheck.
    """
    try:
        # RFI's encoding, set explicitly: the encoding that a page declares is not always right.
        tree = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    except ParserError as error:
        raise NotAnArticle(str(error)) from None
    url = urljoin(url, next(tree.iterfind(".//link[@rel='canonical']"), NOTHING).get("href", url))
    story = _first(tree, "story")
    if story is NOTHING:
        raise NotAnArticle(f"no article in {url or 'the page'}: {tree.findtext('.//title')!r}")
    _clear(story)
    title, picture, lead, body = (_first(story, f"story__{part}") for part in ("title", "picture", "lead", "body"))
    heading, summary = (" ".join(_lines(element)) for element in (title, lead))
    blocks = (block for block in body.iter(*BLOCKS) if block.find(".//p") is None)
    paragraphs = [*([summary] if summary else []), *(line for block in blocks for line in _lines(block))]
    if not heading or not paragraphs:
        raise NotAnArticle(f"no {'title' if paragraphs else 'text'} in {url or 'the page'}: has the layout changed?")
    first, others = _images(picture, url), _images(body, url)
    return Article(
        url=url,
        title=heading,
        dateline=_dateline(next(story.iter("time"), NOTHING)),
        image=next(iter(first), None),
        images=list(dict.fromkeys([*first, *others])),
        lead=summary or None,
        paragraphs=paragraphs,
    )


def _first(element: HtmlElement, name: str) -> HtmlElement:
    """The first element that has a class, among others or alone."""
    return next(iter(element.find_class(name)), NOTHING)


def _clear(story: HtmlElement) -> None:
    """Remove what is not text of the article, but keep what follows it."""
    for element in [*story.iter(*UNSEEN), *(one for name in FURNITURE for one in story.find_class(name))]:
        if element.getparent() is not None:
            element.drop_tree()
    for line_break in story.iter("br"):
        line_break.tail = f"{BREAK}{line_break.tail or ''}"


def _lines(element: HtmlElement) -> list[str]:
    """The text of an element between its breaks, with single spaces: `split` also splits at U+3000 and `&nbsp;`."""
    return [line for part in element.text_content().split(BREAK) if (line := " ".join(part.split()))]


def _dateline(time: HtmlElement) -> str | None:
    """The publication time in a `<time>`: its text or, if that is no date, its attribute."""
    try:
        moment = datetime.strptime("".join(_lines(time)), "%d/%m/%Y - %H:%M").replace(tzinfo=ZONE)
    except ValueError:
        try:
            moment = datetime.fromisoformat(time.get("datetime", ""))
        except ValueError:
            return None
    return moment.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M")


def _images(element: HtmlElement, url: str) -> list[str]:
    """The URLs of the images in an element. A lazily loaded one has a placeholder (`data:`) in `src`."""
    found = ((image.get("data-src") or image.get("src") or "").strip() for image in element.iter("img"))
    return [urljoin(url, source) for source in found if source and not source.startswith("data:")]
