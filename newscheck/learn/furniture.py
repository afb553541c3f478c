"""Furniture: blocks and labels with which articles begin or end, whatever they are about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from newscheck.learn.observation import Observation
from newscheck.learn.suggestion import Suggestion, suggestion

#: Articles that must have a block, and the share of them, to be named.
_MIN_ARTICLES, _MIN_SHARE = 5, 0.1
#: Characters of a block that are compared, of a label, and blocks that are named.
_SHORTEST, _LONGEST_LABEL, _MAX = 2, 16, 12
#: A label: some words, and a colon.
_LABEL = re.compile(r"[^\s:：。，,.!?！？\d][^:：。，,.!?！？\d]{0,14}\s?[:：]")
#: The year of a copyright changes; what stands for it in a block that is compared.
_YEAR, _ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)"), "\0"
#: Characters after which a longer block is cut: what follows may change.
_CUT = 60


def suggest(articles: Sequence[Observation]) -> Iterator[Suggestion]:
    """Blocks that are the same in many articles, and labels at their ends; nearly all articles make one certain."""
    # A single paragraph is the text, whatever it says.
    with_text = [article for article in articles if len(article.heads) > 1]
    blocks: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    for article in with_text:
        # Not a set: the same articles must give the same file.
        found = dict.fromkeys(_YEAR.sub(_ANY_YEAR, block) for block in (*article.heads[:1], *article.tails))
        blocks.update(block for block in found if len(block) > _SHORTEST and block != article.title)
        labels.update(dict.fromkeys(match[0] for block in found if (match := _LABEL.match(block))).keys())
    least = max(_MIN_ARTICLES, _MIN_SHARE * len(with_text))
    usual = [(block, count) for block, count in blocks.most_common(_MAX) if count >= least]
    for block, count in usual:
        yield suggestion("furniture.texts", _pattern(block), count, len(with_text), "articles have this block")
    for label, count in labels.most_common(_MAX):
        if count >= least and not any(block.startswith(label) for block, _ in usual):
            reason = "articles have a block that begins with it"
            yield Suggestion(
                "furniture.texts", _pattern(label).removesuffix("$"), count, len(with_text), reason, is_certain=False
            )


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
