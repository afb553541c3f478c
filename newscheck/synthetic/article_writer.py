"""What an editor makes of a piece of news: the HTML between the headline and the end of the text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import NamedTuple

from newscheck.synthetic import parameters, phrases, publishers

_EDITORS = ("青禾", "远舟", "白露", "石桥", "小满", "南枝")
_AGENCIES = ("meridian", "northwind", "estuary", "longitude")


class ArticleSpec(NamedTuple):
    """A piece of news: what it is about, and what was decided of it. `has` are the habits that it shows."""

    kind: parameters.ArticleKind
    has: frozenset[str]
    place: str
    clause: str
    when: datetime
    number: int
    editor: int
    is_live: bool
    image_host: str
    is_table: bool
    is_gallery: bool


class ArticleWriter:
    """Fills in a publisher's template."""

    def __init__(self, publisher: publishers.Publisher, words: phrases.PhraseGenerator, draw: Random) -> None:
        self.publisher = publisher
        self.template = publisher.template
        self.words = words
        self.draw = draw
        self.editors = words.in_script(_EDITORS)

    def lead(self, news: ArticleSpec) -> str:
        """The text of the lead."""
        rest = self.words.sentence() if self.draw.random() < 0.6 else ""
        return f"{news.clause}。{rest}"

    def image_url(self, news: ArticleSpec) -> str:
        """The address of a new picture."""
        suffix = "png" if "png" in news.has else "jpg"
        return self.publisher.picture.format(
            when=news.when, n=news.number, h=f"{self.draw.getrandbits(128):032x}", host=news.image_host, suffix=suffix
        )

    def picture(self, pattern: str, news: ArticleSpec) -> str:
        """A picture in the text or above it, with a caption or without."""
        caption = self.template.caption.format(self.words.caption(news.place)) if "caption" in news.has else ""
        return pattern.format(src=self.image_url(news), caption=caption)

    def body(self, news: ArticleSpec) -> str:
        """The text, with all that belongs into it."""
        paragraphs = self._live(news) if news.is_live else self._paragraphs(news)
        blocks = [self.template.paragraph.format(text) for text in paragraphs]
        has, at = news.has, self._at
        for name, make in self._inside:
            if name in has:
                blocks.insert(at(len(blocks)), make(self, news))
        if "subheads" in has:
            for place in range(len(blocks) - 1, 1, -3):
                blocks.insert(place, self.template.subhead.format(self.words.subhead()))
        if "pictures" in has and len(blocks) > 5 and self.draw.random() < 0.4:
            blocks.insert(len(blocks) - 1, self.picture(self.template.picture, news))
        return self._opening(news) + "".join(blocks) + self._ending(news)

    def _at(self, count: int) -> int:
        """A place inside the text, never before its first paragraph."""
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
        for name, mark in self._inline:
            if name in news.has:
                place = int(random() * count)
                texts[place] += mark(self)
        return texts

    def _live(self, news: ArticleSpec) -> list[str]:
        """Notes by the minute, the newest first, and what people wrote of it elsewhere."""
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
            return self.template.player.format(news.number)
        if news.is_gallery or news.kind.extra == "gallery":
            shots = (
                self.template.shot.format(src=self.image_url(news)) for _ in range(4 + int(self.draw.random() * 7))
            )
            return self.template.gallery.format("".join(shots))
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

    def _list(self, news: ArticleSpec) -> str:
        items = (self.words.sentence() for _ in range(3 + int(self.draw.random() * 3)))
        return self.template.list.format("".join(map(self.template.item.format, items)))

    #: Habit -> a block somewhere in the text.
    _inside: tuple[tuple[str, Callable[[ArticleWriter, ArticleSpec], str]], ...] = (
        ("blank", lambda desk, news: desk.template.blank),
        ("quote", lambda desk, news: desk.template.quote.format(desk.words.sentence())),
        ("list", _list),
        ("rule", lambda desk, news: desk.template.rule),
        ("pictures", lambda desk, news: desk.picture(desk.template.picture, news)),
        ("aligned", lambda desk, news: desk.picture(desk.template.aligned, news)),
        ("note", lambda desk, news: desk.template.note.format(desk.words.sentence())),
    )
    #: Habit -> something at the end of a paragraph.
    _inline: tuple[tuple[str, Callable[[ArticleWriter], str]], ...] = (
        ("bold", lambda desk: desk.template.bold.format(desk.words.sentence())),
        ("emphasis", lambda desk: desk.template.emphasis.format(desk.words.sentence())),
        ("break", lambda desk: f"<br>{desk.words.sentence()}"),
        (
            "links",
            lambda desk: (
                desk.template.link.format(desk.draw.randrange(1_000, 99_999), desk.words.pick(desk.words.what))
                + desk.words.sentence()
            ),
        ),
        (
            "links away",
            lambda desk: (
                desk.template.link_away.format(desk.words.pick(_AGENCIES), desk.words.pick(desk.words.source))
                + desk.words.sentence()
            ),
        ),
    )
