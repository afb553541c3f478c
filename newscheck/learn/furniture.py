"""Furniture: elements, blocks and labels that articles have whatever they are about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from newscheck.learn import marked_elements
from newscheck.learn.markup import LABEL
from newscheck.learn.observation import Observation
from newscheck.learn.suggestion import MIN_ARTICLES, MIN_SHARE, Suggestion, suggestion

#: Articles that must have a block, and the share of them, to be named.
_MIN_ARTICLES, _MIN_SHARE = 5, 0.1
#: Characters of a block that are compared, and blocks that are named.
_SHORTEST, _MAX = 2, 12
_COPYRIGHT = re.compile(r"(?:©|\([cC]\)|Copyright)(?=\W)")
#: The year of a copyright changes; what stands for it in a block that is compared.
_YEAR, _ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)"), "\0"
#: Characters after which a longer block is cut: what follows may change.
_CUT = 60


def suggest(articles: Sequence[Observation]) -> Iterator[Suggestion]:
    """Marked elements, blocks that are the same in many articles, and labels; nearly all articles make one certain."""
    marks = [*marked_elements.suggest([article.markup for article in articles])]
    yield from marks
    covered = _texts_of(articles, {f"{entry.setting} {entry.value}" for entry in marks if entry.is_certain})
    # A single paragraph is the text, whatever it says.
    with_text = [article for article in articles if len(article.heads) > 1]
    blocks: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    for article in with_text:
        ends = _alike((*article.heads[:1], *article.tails))
        notices = _alike((*article.captions, *article.markup.blocks))
        found = {**ends, **notices}
        blocks.update(block for block in found if len(block) > _SHORTEST and block != article.title)
        labels.update(dict.fromkeys(match[0] for block in ends if (match := LABEL.match(block))).keys())
        labels.update(dict.fromkeys(match[0] for block in found if (match := _COPYRIGHT.match(block))).keys())
    least = max(_MIN_ARTICLES, _MIN_SHARE * len(with_text))
    usual = [(block, count) for block, count in blocks.most_common(_MAX) if count >= least and block not in covered]
    for block, count in usual:
        yield suggestion("furniture.texts", _pattern(block), count, len(with_text), "articles have this block")
    links = dict(_links(with_text, least))
    for label, is_certain in links.items():
        count = sum(label in article.markup.labels for article in with_text)
        reason = "articles have a block that is a link behind it"
        yield Suggestion("furniture.texts", _label_pattern(label), count, len(with_text), reason, is_certain)
    for label, count in labels.most_common(_MAX):
        if count >= least and label not in links and not any(block.startswith(label) for block, _ in usual):
            reason = "articles have a block that begins with it"
            yield Suggestion("furniture.texts", _label_pattern(label), count, len(with_text), reason, is_certain=False)


def _texts_of(articles: Sequence[Observation], names: set[str]) -> set[str]:
    """The texts of the elements with some marks."""
    marks = (mark for article in articles for mark in article.markup.marks)
    return {_YEAR.sub(_ANY_YEAR, mark.text) for mark in marks if f"furniture.{mark.setting} {mark.name}" in names}


def _alike(blocks: Sequence[str]) -> dict[str, None]:
    """The blocks with any year. Not a set: the same articles must give the same file."""
    return dict.fromkeys(_YEAR.sub(_ANY_YEAR, block) for block in blocks)


def _links(articles: Sequence[Observation], least: float) -> Iterator[tuple[str, bool]]:
    """The labels before a link, and whether (nearly) no block that begins with one is text."""
    before = Counter(label for article in articles for label in article.markup.labels)
    others = Counter(label for article in articles for label in article.markup.plain)
    for label, count in before.most_common(_MAX):
        if count >= least and count >= others[label]:
            yield label, count >= MIN_ARTICLES and count >= MIN_SHARE * (count + others[label])


def _label_pattern(label: str) -> str:
    """The beginning of a block; the blank before a colon may be a no-break one."""
    return re.sub(r"\s(?=[:：]$)", r"\\s?", _pattern(label).removesuffix("$"))


def _pattern(block: str) -> str:
    """The whole block, or the beginning of a long one; with any year where it has one."""
    escaped = (
        re.escape(block[:_CUT])
        .replace("\\\n", r"\s")
        .replace("\\ ", " ")
        .replace("\\-", "-")
        .replace(_ANY_YEAR, r"\d{4}")
    )
    return escaped if len(block) > _CUT else f"{escaped}$"
