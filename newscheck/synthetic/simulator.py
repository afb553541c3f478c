"""The built-in clean dump, on which `newscheck bench` measures the detector of layout changes.

Five invented publishers, each with a template that never changes. Only the news changes: editors in shifts, week-ends,
print issues, holidays, running stories and slow drifts. The false-alarm rate of a detector that was only tried on
exchangeable articles would be worthless.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from math import exp
from random import Random

from newscheck.model import RawInput
from newscheck.synthetic import article_writer, dump_file, editors, newsrooms, parameters, phrases, schedule

SITE_NAMES: tuple[str, ...] = tuple(newsrooms.NEWSROOMS)

#: Numbers in URLs ascend from here.
_FIRST_NUMBER = 3_500_017
#: No headline is repeated within so many articles.
_UNIQUE_HEADLINES = 3_000
#: Minutes from publication to the crawl.
_LEAST_LAG, _MOST_LAG = 2, 290


def stream(site: str, count: int, seed: int = 0) -> Iterator[RawInput]:
    """The first `count` files of a publisher's dump in the order of time; each seed is another newsroom.

    Raises KeyError where `site` is none of SITE_NAMES.
    """
    return islice(_Simulation(site, seed).files(), count)


class _Simulation:
    """A newsroom over time. The order of random draws is part of it: it fixes the bytes of the dump."""

    def __init__(self, site: str, seed: int) -> None:
        self.newsroom = newsrooms.NEWSROOMS[site]
        self.publisher = self.newsroom.publisher
        self.draw = Random(f"{site} {seed}")
        self.words = phrases.PhraseGenerator(self.draw.random, is_traditional=self.publisher.is_traditional)
        self.writer = article_writer.ArticleWriter(self.publisher, self.words, self.draw)
        self.staff = editors.Staff(self.draw, self.newsroom.kinds, self.newsroom.begins)
        self.zone = self.publisher.zone
        self.count = 0
        self.titles: dict[str, None] = {}

    def files(self) -> Iterator[RawInput]:
        for run in schedule.runs(self.staff, self.zone):
            editor, shift = self.staff.on_duty(run.day.day, run.hour)
            weights = self.staff.weights(editor, shift, run.day)
            for size, epoch in run.batches:
                kind: parameters.ArticleKind | None = None
                for _ in range(size):
                    kind = self._kind(run, weights, kind)
                    yield self._file(run, editor, kind, epoch)

    def _kind(
        self, run: schedule.CrawlRun, weights: list[float], before: parameters.ArticleKind | None
    ) -> parameters.ArticleKind:
        chance, rate = self.draw.random(), self.staff.rate
        if run.is_print:
            columns, own = rate["columns of a print issue"], rate["own stories of a print issue"]
            if chance < columns + own:
                return parameters.KINDS["column" if chance < columns else "own"]
        elif before is not None and chance < rate["same kind again"]:
            return before
        return self.draw.choices(self.staff.kinds, weights)[0]

    def _story(self) -> editors.RunningStory | None:
        random = self.draw.random
        return next((story for story in self.staff.stories if random() < story.share), None)

    def _file(self, run: schedule.CrawlRun, editor: int, kind: parameters.ArticleKind, epoch: int) -> RawInput:
        story = self._story()
        title, news = self._article(run, editor, kind, epoch, story)
        url = self.publisher.article_url(self._section(story), news.when, news.number, title)
        path = self.newsroom.path.format(number=dump_file.FIRST_FILE_NUMBER - self.count, when=news.when, title=title)
        return RawInput(path, dump_file.to_text(epoch, title, url, self._html(news, title, url)).encode())

    def _article(
        self,
        run: schedule.CrawlRun,
        editor: int,
        kind: parameters.ArticleKind,
        epoch: int,
        story: editors.RunningStory | None,
    ) -> tuple[str, article_writer.ArticleSpec]:
        """The title and the decisions about an article."""
        random, staff, words = self.draw.random, self.staff, self.words
        chances = staff.probabilities(editor, kind, story, run.day.day)
        has = frozenset([habit for habit, chance in chances.items() if random() < chance])
        place = words.where[int(story.place * len(words.where))] if story else words.pick(words.where)
        title, clause = self._headline(kind, has, place)
        self.count += 1
        return title, article_writer.ArticleSpec(
            kind=kind,
            has=has,
            place=place,
            clause=clause,
            when=self._published(run, epoch),
            number=_FIRST_NUMBER + self.count * 3,
            editor=editor,
            is_live=story is not None and random() < staff.rate["live pages of a story"],
            is_table=random() < staff.rate["table"],
            is_gallery=random() < staff.rate["gallery"],
        )

    def _section(self, story: editors.RunningStory | None) -> str:
        random, sections = self.draw.random, self.publisher.sections
        is_own = story is not None and random() < self.staff.rate["own section of a story"]
        position = story.section if story and is_own else random() ** parameters.SECTION_SKEW
        return sections[int(position * len(sections))]

    def _headline(self, kind: parameters.ArticleKind, has: frozenset[str], place: str) -> tuple[str, str]:
        while True:
            title, clause = self.words.headline(place)
            if title not in self.titles:
                break
        self.titles[title] = None
        if len(self.titles) > _UNIQUE_HEADLINES:
            del self.titles[next(iter(self.titles))]
        title = f"{title}……" if "ellipsis" in has else title
        title = f"【{self.words.pick(self.words.heading)}】{title}" if "bracket" in has else title
        return kind.title.translate(self.words.table).format(title), clause

    def _published(self, run: schedule.CrawlRun, epoch: int) -> datetime:
        rate, draw = self.staff.rate, self.draw
        lag = rate["lag"] * exp(draw.gauss(0, rate["spread of the lag"]))
        if run.hour < parameters.MORNING_ENDS and draw.random() < rate["left from the night"]:
            lag += draw.random() * rate["lag of the night"]
        minutes = min(_MOST_LAG, max(_LEAST_LAG, lag))
        return datetime.fromtimestamp(epoch / 1000, self.zone) - timedelta(minutes=minutes)

    def _html(self, news: article_writer.ArticleSpec, title: str, url: str) -> str:
        template = self.publisher.template
        parts = self._rfi(news, title, url) if self.publisher.is_rfi else self._parts(news)
        return template.article(template.dateline.format(news.when), **parts)

    def _parts(self, news: article_writer.ArticleSpec) -> dict[str, str]:
        random, writer = self.draw.random, self.writer
        return {
            "image": writer.picture("image", news) if random() < news.kind.image else "",
            "lead": writer.lead(news) if random() < news.kind.lead else "",
            "body": writer.body(news),
            "tags": writer.tags() if random() < self.newsroom.has_tags else "",
            "foot": self._foot(),
        }

    def _rfi(self, news: article_writer.ArticleSpec, title: str, url: str) -> dict[str, str]:
        """RFI's articles all have an image without a caption, a lead and a share block."""
        template, writer = self.publisher.template, self.writer
        return {
            "foot": self._foot(),
            "image": template.block("image", image=writer.image_url(news)),
            "lead": writer.lead(news),
            "body": writer.body(news),
            "share": template.share_block(url, title),
        }

    def _foot(self) -> str:
        return self.publisher.template.foot if self.draw.random() < self.staff.rate["feed footer"] else ""
