"""How an editor writes an article: lead, picture, body and tags as HTML."""

from __future__ import annotations

from datetime import datetime
from random import Random
from typing import NamedTuple

from newscheck.synthetic import parameters, phrases, publishers
from newscheck.synthetic.words import AGENCIES, EDITORS

#: Habits that add a block inside the text, and those that add something at the end of a paragraph.
_INSIDE = ("blank", "quote", "list", "rule", "pictures", "aligned", "note")
_INLINE = ("bold", "emphasis", "break", "links", "links away")


class ArticleSpec(NamedTuple):
    """What was drawn for an article; `has` are the habits that it shows."""

    kind: parameters.ArticleKind
    has: frozenset[str]
    place: str
    clause: str
    when: datetime
    number: int
    editor: int
    is_live: bool
    is_table: bool
    is_gallery: bool


class ArticleWriter:
    """Fills in a publisher's template with random phrases."""

    def __init__(self, publisher: publishers.Publisher, words: phrases.PhraseGenerator, draw: Random) -> None:
        self.publisher = publisher
        self.template = publisher.template
        self.words = words
        self.draw = draw
        self.editors = words.in_script(EDITORS)

    def lead(self, news: ArticleSpec) -> str:
        """The lead."""
        rest = self.words.sentence() if self.draw.random() < 0.6 else ""
        return self.template.lead.format(f"{news.clause}。{rest}")

    def image_url(self, news: ArticleSpec) -> str:
        """The address of a new picture."""
        suffix = "png" if "png" in news.has else "jpg"
        number, host = f"{self.draw.getrandbits(128):032x}", self.publisher.photo_hosts["agency" in news.has]
        return self.publisher.photo.format(when=news.when, n=news.number, h=number, host=host, suffix=suffix)

    def picture(self, kind: str, news: ArticleSpec) -> str:
        """A picture in the text or above it, with a caption or without."""
        caption = self.words.caption(news.place) if "caption" in news.has else ""
        return self.template.block(kind, caption, self.image_url(news))

    def body(self, news: ArticleSpec) -> str:
        """The text with all blocks."""
        block, has = self.template.block, news.has
        paragraphs = self._live(news) if news.is_live else self._paragraphs(news)
        blocks = [block("paragraph", text) for text in paragraphs]
        for habit in _INSIDE:
            if habit in has:
                blocks.insert(self._position(len(blocks)), self._inside(habit, news))
        if "subheads" in has:
            for place in range(len(blocks) - 1, 1, -3):
                blocks.insert(place, block("subhead", self.words.subhead()))
        if "pictures" in has and len(blocks) > 5 and self.draw.random() < 0.4:
            blocks.insert(len(blocks) - 1, self.picture("picture", news))
        return self._opening(news) + "".join(blocks) + self._ending(news)

    def _position(self, count: int) -> int:
        """An index inside the text, never before its first paragraph."""
        return 1 + int(self.draw.random() * max(0, count - 1))

    def _paragraphs(self, news: ArticleSpec) -> list[str]:
        random, sentence = self.draw.random, self.words.sentence
        low, high = news.kind.paragraphs
        least, most = news.kind.sentences
        count = low + int(random() * (high - low + 1)) + (2 if "long" in news.has else 0)
        spread = most - least + 1 + ("long" in news.has)
        texts = ["".join([sentence() for _ in range(least + int(random() * spread))]) for _ in range(count)]
        if news.kind.opening:
            opening = news.kind.opening.format(place=news.place, day=news.when.day)
            texts[0] = f"{opening.translate(self.words.table)}{texts[0]}"
        for habit in _INLINE:
            if habit in news.has:
                place = int(random() * count)
                texts[place] += self._inline(habit)
        return texts

    def _live(self, news: ArticleSpec) -> list[str]:
        """Notes by the minute, the newest first."""
        template, random, sentence = self.template, self.draw.random, self.words.sentence
        minute = news.when.hour * 60 + news.when.minute
        texts = [sentence() + sentence()]
        for _ in range(4 + int(random() * 9)):
            lines = [template.line.format(max(0, minute) // 60, max(0, minute) % 60, sentence()) for _ in range(2)]
            texts.append(template.live.format("".join(lines)) if random() < 0.7 else sentence())
            minute -= 5 + int(random() * 40)
        return texts

    def _opening(self, news: ArticleSpec) -> str:
        if news.kind.extra == "player":
            return self.template.block("player", str(news.number))
        if news.is_gallery or news.kind.extra == "gallery":
            shots = range(4 + int(self.draw.random() * 7))
            return self.template.block(
                "gallery", "".join(self.template.block("shot", image=self.image_url(news)) for _ in shots)
            )
        return ""

    def _ending(self, news: ArticleSpec) -> str:
        template, words, has = self.template, self.words, news.has
        ending = ""
        if news.is_table:
            cells = (words.pick(words.where), words.pick(words.what), words.pick(words.where), words.pick(words.what))
            ending += template.table.format(*cells)
        if news.is_live and self.draw.random() < 0.8:
            posts = range(1 + int(self.draw.random() * 3))
            ending += "".join(
                template.post.format(words.sentence(), news.number + post, words.pick(words.when)) for post in posts
            )
        if "related" in has:
            topic = f"{words.pick(words.where)}{words.pick(words.what)}"
            ending += template.related.format(self.draw.randrange(1_000, 99_999), topic)
        if "signature" in has:
            ending += template.signature.format(self.editors[news.editor % len(self.editors)], words.pick(words.where))
        return ending

    def tags(self) -> str:
        """The line of tags below the text."""
        words = self.words
        names = {words.pick(words.where) for _ in range(1 + int(self.draw.random() * 4))}
        return self.template.tags.format("".join(self.template.tag.format(name) for name in sorted(names)))

    def _inside(self, habit: str, news: ArticleSpec) -> str:
        """A block somewhere in the text."""
        match habit:
            case "pictures":
                return self.picture("picture", news)
            case "aligned":
                return self.picture("aligned", news)
            case "list":
                items = range(3 + int(self.draw.random() * 3))
                return self.template.block(
                    "list", "".join(self.template.block("item", self.words.sentence()) for _ in items)
                )
            case "quote" | "note":
                return self.template.block(habit, self.words.sentence())
        return self.template.block(habit)

    def _inline(self, habit: str) -> str:
        """Something at the end of a paragraph."""
        template, words = self.template, self.words
        match habit:
            case "break":
                return f"<br>{words.sentence()}"
            case "links":
                link = template.link.format(self.draw.randrange(1_000, 99_999), words.pick(words.what))
                return link + words.sentence()
            case "links away":
                link = template.link_away.format(words.pick(AGENCIES), words.pick(words.source))
                return link + words.sentence()
        return template.block(habit, words.sentence())
