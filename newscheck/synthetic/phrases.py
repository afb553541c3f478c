"""Random headlines, sentences and captions made of word lists, in simplified or traditional characters.

There are so many combinations that hardly any two articles share a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newscheck.synthetic import words

Phrases = tuple[str, ...]


class PhraseGenerator:
    """The word lists in one script, and a source of random numbers (0 to 1) that picks from them.

    Lists whose words stand side by side are joined once: fewer picks per sentence.
    """

    def __init__(self, chance: Callable[[], float], *, is_traditional: bool) -> None:
        self.chance = chance
        self.table = words.SIMULATOR_TRADITIONAL if is_traditional else {}
        self.who, self.where, self.when, self.verb, self.what, self.tail = map(
            self.in_script, (words.WHO, words.WHERE, words.WHEN, words.VERB, words.WHAT, words.TAIL)
        )
        self.syllables, self.town, self.topic = map(self.in_script, (words.SYLLABLES, words.TOWN, words.TOPIC))
        self.state, self.source, self.said = map(self.in_script, (words.STATE, words.SOURCE, words.SAID))
        self.quoted, self.heading, self.scenes = map(self.in_script, (words.QUOTED, words.HEADINGS, words.SCENES))
        self.where_who = _joined(self.where, self.who)
        self.does_what = _joined(self.verb, self.what)
        self.what_state = _joined(self.what, self.state)
        at, says, by, reports, many, regions, about, speaks = self.in_script(words.CONNECTIVES)
        self.says_at = _joined(_joined((at,), self.where), (says,))
        self.reported = _joined(_joined((by,), self.where), _joined(self.source, (reports,)))
        self.many, self.regions, self.about, self.speaks = many, regions, about, speaks

        def pick(phrases: Sequence[str]) -> str:
            return phrases[int(chance() * len(phrases))]

        self.pick = pick

    def in_script(self, phrases: Sequence[str]) -> Phrases:
        """The phrases in this script."""
        return tuple(phrase.translate(self.table) for phrase in phrases)

    def sentence(self) -> str:
        """A sentence of 20 to 60 characters."""
        pick, form = self.pick, self.chance()
        if form < 0.4:
            start = f"{pick(self.where_who)}{pick(self.when)}{pick(self.does_what)}"
        elif form < 0.65:
            start = f"{pick(self.who)}{pick(self.when)}{pick(self.says_at)}{pick(self.what_state)}"
        elif form < 0.8:
            start = f"{pick(self.reported)}{pick(self.what_state)}"
        elif form < 0.9:
            start = f"“{pick(self.quoted)}，{pick(self.what_state)}。”{pick(self.where_who)}{pick(self.said)}"
        else:
            count = int(2 + 90 * self.chance())
            start = f"{pick(self.where)}{self.many}{count}{self.regions}{pick(self.who)}{pick(self.does_what)}"
        return f"{start}，{pick(self.tail)}。" if self.chance() < 0.6 else f"{start}。"

    def headline(self, place: str) -> tuple[str, str]:
        """A headline about a place, and the first clause of an article under it."""
        pick, form = self.pick, self.chance()
        who, verb, name = pick(self.who), pick(self.verb), self.coined(3)
        town, what = self.coined(2) + pick(self.town), self.coined(2) + pick(self.topic)
        clause = f"{place}{town}{who}{name}{pick(self.when)}{self.about}{what}{self.speaks}，{pick(self.state)}"
        if form < 0.4:
            return f"{town}{who}{name}{verb}{what}", clause
        if form < 0.6:
            return f"{what}{pick(self.state)} {town}{name}{verb}", clause
        if form < 0.8:
            return f"{place}{town}：{name}{verb}{what}", clause
        return f"{who}{name}：{pick(self.quoted)} {town}{what}", clause

    def coined(self, syllables: int) -> str:
        """A name of so many characters."""
        return "".join(self.pick(self.syllables) for _ in range(syllables))

    def caption(self, place: str) -> str:
        """A caption."""
        return f"{place}{self.pick(self.scenes)}，{self.pick(self.when)}{self.pick(self.who)}"

    def subhead(self) -> str:
        """A heading inside the text."""
        return f"{self.pick(self.heading)}：{self.pick(self.what)}" if self.chance() < 0.3 else self.pick(self.heading)


def _joined(heads: Sequence[str], tails: Sequence[str]) -> Phrases:
    """Each head with each tail."""
    return tuple(head + tail for head in heads for tail in tails)
