"""Lines of a text that may be the headlines of other articles: short, and without the end of a sentence.

A headline is compared without capitals, blanks and marks around it; a line also without its number, bullet, section
(`Sport | …`), label (`Read also: …`) and date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newscheck.text.regex import lazy_regex
from newscheck.text.unicode_script import has_han

_LONGEST = 160
#: Shorter headlines (`Weather forecast`) are those of many articles, and of sections in a text.
_FEWEST, _FEWEST_HAN = 20, 8
_SENTENCE_ENDS = frozenset("。.;；,，、:：।")
_EDGES = " \t\r\xa0\u3000…·•*▪■●○▶►»›>|-–—.。\"'“”‘’「」『』《》"
#: A bullet, a number or a date at the beginning; a date or a time at the end.
_BEGINNING = lazy_regex(r"[\s•·▪■●▶►*>»-]*(?:\d{1,4}[\s.,、)/:年月日-]{1,3}){0,6}")
_ENDING = lazy_regex(r"[\s(（\[]{0,3}(?:\d{1,4}[年月日/:.-]?\s?){2,6}[)）\]]?\Z")
_LONGEST_DATE, _DATE_ENDS = 24, frozenset("/:.-)）]")
_SECTIONS = ("｜", "|", "：", ": ", "】", "› ", "» ", "· ", "\xa0", "\u3000")
#: What stands between a title and the site's name.
_SITE_MARKS = (" - ", " – ", " — ", " | ", "_", "｜")


def headlines(lines: Iterable[str]) -> Iterator[str]:
    """What may be a headline in each line, as `comparable` has it: the line, and what follows a section or a label."""
    for line in lines:
        if not _FEWEST_HAN <= len(line) <= _LONGEST or line[-1] in _SENTENCE_ENDS or line[-2] == "。":
            continue
        text = line.strip()
        if not is_long(text) or not is_long(whole := comparable(text)):
            continue
        yield whole
        bare = _without_numbers(text)
        for part in (bare, *(bare.partition(mark)[2] for mark in _SECTIONS if mark in bare)):
            if part is not text and is_long(rest := comparable(part)) and rest != whole:
                yield rest


def _without_numbers(text: str) -> str:
    """A line without a bullet or a number at its beginning, and without a date behind it."""
    if not text[0].isalpha() and (beginning := _BEGINNING.match(text)):
        text = text[beginning.end() :]
    if (text[-1:].isdecimal() or text[-1:] in _DATE_ENDS) and (
        ending := _ENDING.search(text, max(0, len(text) - _LONGEST_DATE))
    ):
        text = text[: ending.start()]
    return text


def of_title(title: str) -> Iterator[str]:
    """A title as `comparable` has it, and without the name of a site behind it."""
    whole = comparable(title)
    if is_long(whole):
        yield whole
    for mark in _SITE_MARKS:
        if mark in title and is_long(bare := comparable(title.rpartition(mark)[0])):
            yield bare


def comparable(text: str) -> str:
    """A headline without capitals, blanks in a row and marks around it."""
    return " ".join(text.split()).strip(_EDGES).casefold()


def is_long(text: str) -> bool:
    """Whether a headline is long enough to be one article's."""
    return len(text) >= _FEWEST or (len(text) >= _FEWEST_HAN and has_han(text))
