"""Numbers as sentences and headlines: no two numbers give the same one.

0 takes the first word of each list, 1 the second, and so on: property tests shrink to plain text, and small numbers,
which hypothesis prefers, differ as much as large ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from newscheck.synthetic import words

#: The digits of a number, from the one that changes first; the last one is the form of the sentence.
_DIGITS = (words.WHERE, words.WHAT, words.WHO, words.VERB, words.WHEN, words.TAIL)
#: Each form has all the words, or two numbers would be one sentence.
_SENTENCES = (
    "{0}{2}{4}{3}{1}，{5}。",
    "{0}{2}{4}在一份声明中{3}{1}：“{5}。”",
    "据{0}当地媒体报道，{2}{4}{3}{1}，涉及的资金约为12.5亿欧元，{5}。",
    "{0}{2}的代表玛丽·勒菲弗（Marie Lefèvre）{4}{3}{1}；{5}。",
    "{0}{2}{4}{3}{1}，费用比2019年上升了8%，{5}。",
    "{0}{2}的研发部门（R&D）{4}{3}{1}，增幅<3%，{5}。",
)
_HEADLINES = (
    "{0}{2}{3}{1}",
    "{0}：{2}{3}{1}",
    "{0}{2}{3}“{1}”",
    "{0}{2}{3}{1}（图）",
    "【快讯】{0}{2}{3}{1}",
    "{0}{2} {3}{1} (下)",
    "{0}{2}{3}[{1}]",
    '{0}{2}{3}"{1}"',
)
#: How many different ones there are: numbers go from 0 to one less.
SENTENCE_COUNT = prod(map(len, _DIGITS)) * len(_SENTENCES)
HEADLINE_COUNT = prod(map(len, _DIGITS[:4])) * len(_HEADLINES)


def sentence(number: int) -> str:
    """A sentence of some 40 characters, `巴黎外交部发言人周一宣布推迟……。`; `number` is below SENTENCE_COUNT."""
    return _in_mixed_radix(number, _DIGITS, _SENTENCES)


def headline(number: int) -> str:
    """A headline of some 20 characters; `number` is below HEADLINE_COUNT. It may hold quotes, brackets and blanks."""
    return _in_mixed_radix(number, _DIGITS[:4], _HEADLINES)


def subhead(number: int) -> str:
    """A heading inside a text; there are only a few."""
    return words.HEADINGS[number % len(words.HEADINGS)]


def caption(number: int) -> str:
    """A caption."""
    return words.WHERE[number % len(words.WHERE)] + words.SCENES[number % len(words.SCENES)]


def _in_mixed_radix(number: int, digits: Sequence[Sequence[str]], forms: Sequence[str]) -> str:
    """A number in mixed radix, each digit counted from the one before, so that all of them change at once."""
    chosen, at = [], 0
    for digit in digits:
        number, step = divmod(number, len(digit))
        at = (at + step) % len(digit)
        chosen.append(digit[at])
    # The first numbers have the plainest form.
    first = digits[0].index(chosen[0]) * len(forms) // len(digits[0])
    return forms[(number + first) % len(forms)].format(*chosen)
