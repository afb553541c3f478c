"""Articles made of numbers, for property tests: content first, then a record, a dump file or a page.

A draft becomes a record, the text of a dump file, or (`newscheck.synthetic.page_templates`) a whole page. Drafts of one
dump differ in all numbers, so that no two have a headline, a sentence or a picture in common.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from newscheck.synthetic import dump_file, numbered_sentences, words
from newscheck.synthetic.article_templates import Template
from newscheck.synthetic.publishers import FIRST_ARTICLE_NUMBER, Publisher

#: Kinds of paragraph, the plainest first. `same` continues the paragraph before; a `subhead` or `picture` stands before
#: its paragraph; a `link` or bold words stand inside it.
PLAIN_KINDS = ("paragraph", "same")
KINDS = (*PLAIN_KINDS, "subhead", "quote", "picture", *PLAIN_KINDS, "link", "bold")
#: So many numbers in a row are sentences of one kind.
_SENTENCES_PER_KIND = 20


class ArticleSeed(NamedTuple):
    """The numbers that an article is made of: those of its headline (from which section and picture follow) and of its
    sentences (which also choose the kinds of paragraphs), and the minutes from publication to crawl."""

    headline: int
    lag: int
    sentences: Sequence[int]


class Block(NamedTuple):
    """A paragraph, a heading or a picture in the text; a picture's `text` is its caption."""

    kind: str
    text: str
    image: str = ""


class ArticleDraft(NamedTuple):
    """An article. `published` is the publisher's wall time with its zone; the lead is not among the blocks."""

    publisher: Publisher
    title: str
    section: str
    url: str
    published: datetime
    epoch_ms: int
    image: str | None
    lead: str | None
    blocks: tuple[Block, ...]


def make(
    publisher: Publisher,
    kinds: Sequence[str],
    seed: ArticleSeed,
    published_ms: int,
    *,
    has_lead: bool,
    has_image: bool,
    at: int = 0,
    of: int = 1,
) -> ArticleDraft:
    """The article of a seed, with paragraphs of some kinds; number `at` of `of` that share nothing.

    `published_ms` is a time in milliseconds; the first paragraph is the lead where there is one.
    """
    in_script = words.to_traditional if publisher.is_traditional else str
    number = seed.headline * of + at
    title = in_script(numbered_sentences.headline(number))
    section = publisher.sections[seed.headline % len(publisher.sections)]
    published = datetime.fromtimestamp(published_ms / 1000, publisher.zone)
    blocks = [block._replace(text=in_script(block.text)) for block in _blocks(publisher, kinds, seed, at, of)]
    if not has_image:  # the first picture in a text would be taken for the lead image
        blocks = [block for block in blocks if not block.image]
    lead = blocks.pop(0).text if has_lead else None
    return ArticleDraft(
        publisher=publisher,
        title=title,
        section=section,
        url=publisher.article_url(section, published, FIRST_ARTICLE_NUMBER + number, title),
        published=published,
        epoch_ms=published_ms + seed.lag * 60_000,
        image=_photo(publisher, number) if has_image else None,
        lead=lead,
        blocks=tuple(blocks),
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


def article(draft: ArticleDraft, template: Template) -> str:
    """The HTML of an article in a template, whose links lead to the draft's publisher."""
    dateline = template.dateline
    if draft.publisher.site.day_first is False:
        dateline = dateline.replace("%d/%m", "%m/%d").replace("%d.%m", "%m.%d")
    html = template.article(
        dateline.format(draft.published),
        image=template.block("image", image=draft.image) if draft.image else "",
        lead=template.lead.format(draft.lead) if draft.lead else "",
        body="".join(_html(block, template) for block in draft.blocks),
        share=template.share_block(draft.url, draft.title),
    )
    return html.replace(f"//{template.host}/", f"//{draft.publisher.host}/")


def document(draft: ArticleDraft, *, has_front_matter: bool) -> str:
    """The text of the dump file that holds an article."""
    site, front = draft.publisher.site, None
    if has_front_matter:
        # A JSON string is one of YAML, too.
        title = json.dumps(draft.title, ensure_ascii=False)
        front = {"title": title, "author": site.title or site.name, "tags": f"[ {draft.section} ]"}
    html = article(draft, draft.publisher.template)
    return dump_file.to_text(draft.epoch_ms, draft.title, draft.url, html, front)


def _blocks(publisher: Publisher, kinds: Sequence[str], seed: ArticleSeed, at: int, of: int) -> list[Block]:
    """The blocks of a text, of which the first two are paragraphs of their own."""
    blocks: list[Block] = []
    for place, number in enumerate(seed.sentences):
        kind = kinds[number // _SENTENCES_PER_KIND % len(kinds)]
        text = numbered_sentences.sentence(number * of + at)
        if kind == "same" and place > 1:
            last = blocks.pop()
            blocks.append(last._replace(text=last.text + text))
            continue
        if place and kind == "subhead":
            blocks.append(Block(kind, numbered_sentences.subhead(number)))
        elif place and kind == "picture":
            photo = _photo(publisher, (number + numbered_sentences.HEADLINE_COUNT) * of + at)
            blocks.append(Block(kind, numbered_sentences.caption(number), photo))
        is_plain = not place or kind in ("same", "subhead", "picture")
        blocks.append(Block("paragraph" if is_plain else kind, text))
    return blocks


def _photo(publisher: Publisher, number: int) -> str:
    return publisher.photo.format(n=number, h=f"{number:032x}", suffix="jpg")


def _html(block: Block, template: Template) -> str:
    """The HTML of a block; a link or bold words are the first two characters of a paragraph."""
    if block.kind not in ("link", "bold"):
        return template.block(block.kind, block.text, block.image or None)
    start = block.text[:2]
    marked = template.link.format("topic", start) if block.kind == "link" else template.bold.format(start)
    return template.block("paragraph", marked + block.text[2:])
