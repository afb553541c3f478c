"""Editors, weeks, seasons and stories: why the articles of a day, a week or a story are alike.

The log-odds of a habit are the sum of the habit's own and those of the kind of article, the editor, the week, the
season and the story. So articles are not exchangeable, though no template ever changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from math import exp, log, pi, sin
from random import Random
from typing import NamedTuple

from newscheck.synthetic import parameters

Offsets = Mapping[str, float]
_NO_OFFSETS: Offsets = {}
_YEAR, _WARM_UP_DAYS, _MIN_EDITORS = 365.0, 60, 2


class RunningStory(NamedTuple):
    """A running story: its last day (ordinal), place and section (0 to 1, the position among all), its share of the
    articles, and log-odds offsets of habits."""

    until: int
    place: float
    section: float
    share: float
    offsets: Offsets


class CalendarDay(NamedTuple):
    """What kind of day it is."""

    day: date
    is_weekend: bool
    is_holiday: bool
    is_outage: bool


class Staff:
    """The editors of a newsroom and its calendar, day by day; the same random numbers give the same staff."""

    def __init__(self, draw: Random, shares: Mapping[str, float], begins: date) -> None:
        self.draw = draw
        self.rate = {name: draw.uniform(low, high) for name, (low, high) in parameters.RANGES.items()}
        self.kinds = [parameters.KINDS[name] for name in shares]
        self.base = {name: log(share / (1 - share)) for name, share in parameters.HABITS.items()}
        self.base |= {kind: log(share) for kind, share in shares.items()}
        self.editors = self._editors()
        self.order = list(range(len(self.editors)))
        self.present, self.away_until = self.order, [0] * len(self.editors)
        self.phases = {name: (draw.random() * 2 * pi, draw.gauss(0, self.rate["drift"])) for name in self.base}
        self.week = dict.fromkeys(self.base, 0.0)
        self.stories: list[RunningStory] = []
        self.holiday_until = 0
        self.begins = begins
        self._kept: dict[tuple[int, str, int], dict[str, float]] = {}

    def _editors(self) -> list[dict[str, float]]:
        rate, gauss, chance = self.rate, self.draw.gauss, self.draw.random
        apart = {
            name: rate["choice of kinds apart" if name in parameters.KINDS else self._far(chance())]
            for name in self.base
        }
        return [{name: gauss(0, spread) for name, spread in apart.items()} for _ in range(round(rate["editors"]))]

    def _far(self, chance: float) -> str:
        return "editors far apart" if chance < self.rate["strong habits"] else "editors apart"

    def days(self) -> Iterator[CalendarDay]:
        """All days from the first on; each day updates weeks and stories.

        Days before the first one warm them up.
        """
        day = self.begins - timedelta(days=_WARM_UP_DAYS)
        while True:
            calendar_day = self._begin(day)
            if day >= self.begins:
                yield calendar_day
            day += timedelta(days=1)

    def _begin(self, day: date) -> CalendarDay:
        rate, chance, number = self.rate, self.draw.random, day.toordinal()
        self._kept.clear()
        if day.weekday() == 0:
            self._new_week()
            self._new_order(number)
        self.stories = [story for story in self.stories if story.until > number]
        if chance() < rate["stories a month"] / 30:
            self.stories.append(self._story(number))
        if self.holiday_until <= number and chance() < rate["holidays a year"] / _YEAR:
            self.holiday_until = number + 1 + int(chance() * rate["days of a holiday"])
        is_outage = chance() < rate["outages a year"] / _YEAR and day.weekday() < 5 and day != self.begins
        return CalendarDay(day, day.weekday() >= 5, number < self.holiday_until, is_outage)

    def _new_week(self) -> None:
        stay, apart = self.rate["weeks stay"], self.rate["weeks apart"]
        for name in self.week:
            self.week[name] = stay * self.week[name] + self.draw.gauss(0, apart)

    def _new_order(self, number: int) -> None:
        """Swap two editors at times; send some on leave, but never so many that one has all shifts."""
        draw, rate = self.draw, self.rate
        first, second = draw.sample(range(len(self.order)), 2)
        if draw.random() < rate["weeks with a swap"]:
            self.order[first], self.order[second] = self.order[second], self.order[first]
        for editor in self.order:
            if draw.random() < rate["leaves a year"] * 7 / _YEAR:
                self.away_until[editor] = number + 7 * round(draw.uniform(*parameters.RANGES["weeks of a leave"]))
        present = [editor for editor in self.order if self.away_until[editor] <= number]
        self.present = present if len(present) >= _MIN_EDITORS else self.order[:_MIN_EDITORS]

    def _story(self, number: int) -> RunningStory:
        draw, rate = self.draw, self.rate
        low, high = parameters.RANGES["days of a story"]
        least, most = parameters.RANGES["share of a story"]
        offsets = {name: draw.gauss(0, rate["story apart"]) for name in parameters.HABITS}
        until = number + draw.randint(round(low), round(high))
        return RunningStory(
            until, draw.random(), draw.random() ** parameters.SECTION_SKEW, draw.uniform(least, most), offsets
        )

    def on_duty(self, day: date, hour: int) -> tuple[int, int]:
        """The numbers of the editor on duty and of the shift; editors take turns after some days."""
        shift = sum(hour >= first for first in parameters.SHIFTS[1:])
        turn = day.toordinal() // round(self.rate["days on a shift"])
        return self.present[(turn * len(parameters.SHIFTS) + shift) % len(self.present)], shift

    def weights(self, editor: int, shift: int, day: CalendarDay) -> list[float]:
        """The relative frequencies of the kinds now."""
        habits = self.editors[editor]
        return [
            exp(
                self.base[kind.name]
                + habits[kind.name]
                + self.week[kind.name]
                + self._season(kind.name, day.day)
                + kind.shifts[shift]
                + kind.weekend * day.is_weekend
                + kind.holiday * day.is_holiday
            )
            for kind in self.kinds
        ]

    def _season(self, name: str, day: date) -> float:
        phase, height = self.phases[name]
        return height * sin(phase + 2 * pi * day.toordinal() / self.rate["days of a drift"])

    def probabilities(
        self, editor: int, kind: parameters.ArticleKind, story: RunningStory | None, day: date
    ) -> dict[str, float]:
        """The probability of each habit in an article of this kind by this editor."""
        key = (editor, kind.name, id(story))
        if key not in self._kept:
            habits, offsets = self.editors[editor], story.offsets if story else _NO_OFFSETS
            self._kept[key] = {
                name: _logistic(
                    self.base[name]
                    + habits[name]
                    + kind.habits.get(name, 0.0)
                    + self.week[name]
                    + self._season(name, day)
                    + offsets.get(name, 0.0)
                )
                for name in parameters.HABITS
            }
        return self._kept[key]


def _logistic(odds: float) -> float:
    return 1 / (1 + exp(-odds))
