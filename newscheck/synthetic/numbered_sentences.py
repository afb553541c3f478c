"""Numbers spelled as news: each number is a headline, or a sentence, that no other number is.

0 is the first words of all lists, 1 the second ones, and so on: what a property test shrinks to is plain, and small
numbers, which hypothesis likes to draw, are as different as large ones. The words are `specimen`'s; the text is
nobody's.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from newscheck.synthetic import phrases, specimen
from newscheck.text import unicode_script

#: The digits of a number, from the one that changes first; the last one is the form of the sentence.
_DIGITS = (specimen.WHERE, specimen.WHAT, specimen.WHO, specimen.VERB, specimen.WHEN, specimen.TAIL)
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
_SUBHEADS = ("背景", "各方反应", "下一步", "争议何在", "时间表")
#: How many different ones there are: numbers go from 0 to one less.
SENTENCE_COUNT = prod(map(len, _DIGITS)) * len(_SENTENCES)
HEADLINE_COUNT = prod(map(len, _DIGITS[:4])) * len(_HEADLINES)
#: What is written otherwise in traditional Chinese: the telling characters, then all that the lists have besides.
_TRADITIONAL = {
    **str.maketrans(unicode_script.SIMPLIFIED, unicode_script.TRADITIONAL),
    **phrases.PhraseGenerator(lambda: 0.0, is_traditional=True).table,
}


def sentence(number: int) -> str:
    """A sentence of some 40 characters, `巴黎外交部发言人周一宣布推迟……。`; `number` is below SENTENCES."""
    return _in_mixed_radix(number, _DIGITS, _SENTENCES)


def headline(number: int) -> str:
    """A headline of some 20 characters; `number` is below HEADLINES. It may hold quotes, brackets and blanks."""
    return _in_mixed_radix(number, _DIGITS[:4], _HEADLINES)


def subhead(number: int) -> str:
    """A heading inside a text; there are only a few."""
    return _SUBHEADS[number % len(_SUBHEADS)]


def caption(number: int) -> str:
    """What stands under a picture."""
    return f"{specimen.WHERE[number % len(specimen.WHERE)]}的街头"


def traditional(text: str) -> str:
    """A text of this module's words in traditional characters."""
    return text.translate(_TRADITIONAL)


def _in_mixed_radix(number: int, digits: Sequence[Sequence[str]], forms: Sequence[str]) -> str:
    """A number in mixed radix, each digit counted from the one before, so that all of them change at once."""
    words, at = [], 0
    for digit in digits:
        number, step = divmod(number, len(digit))
        at = (at + step) % len(digit)
        words.append(digit[at])
    # Plain for the first numbers.
    first = digits[0].index(words[0]) * len(forms) // len(digits[0])
    return forms[(number + first) % len(forms)].format(*words)
