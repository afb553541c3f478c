"""Rules that so many of the newest articles break that new ones will, too: accepting them once makes no job green."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from typing import NamedTuple

from newscheck.checker import aggregation
from newscheck.model import ArticleSummary, Finding

#: The newest articles of a path, and the share of them from which on a rule is told.
_NEWEST, _MIN_SHARE = 100, 0.2
#: An article as its card and its findings name it: the file that it is in, and when it was crawled.
_Key = tuple[str, int | None]


class FrequentRule(NamedTuple):
    """A rule that a `share` of the newest articles below a path break."""

    path: str
    rule: str
    share: float


def find(findings: Iterable[Finding], cards: Iterable[ArticleSummary], paths: Sequence[str]) -> Iterator[FrequentRule]:
    """Those of some findings, by path and rule; `cards` are of all articles below `paths`."""
    articles: dict[str, list[_Key]] = {}
    for card in cards:
        articles.setdefault(_root(card.path, paths), []).append((card.path, card.epoch))
    newest = {path: nlargest(_NEWEST, keys, key=lambda key: key[1] or 0) for path, keys in articles.items()}
    latest = {key for keys in newest.values() for key in keys}
    found: dict[tuple[str, str], set[_Key]] = {}
    unread: Counter[tuple[str, str]] = Counter()
    for finding in aggregation.expanded(findings):
        place, key = (_root(finding.path, paths), finding.rule), (finding.path, finding.epoch)
        if key in latest:
            found.setdefault(place, set()).add(key)
        elif not finding.site:
            # What can't be read as an article has no card.
            unread[place] += 1
    for path, rule in sorted(found.keys() | unread.keys()):
        lost = unread[path, rule]
        seen = [key in found.get((path, rule), ()) for key in newest.get(path, ())]
        share = max(sum(seen) / max(1, len(seen)), lost / (lost + len(articles.get(path, ())) or 1))
        if share >= _MIN_SHARE:
            yield FrequentRule(path, rule, share)


def _root(path: str, paths: Sequence[str]) -> str:
    return next((root for root in paths if root == "." or path == root or path.startswith(f"{root}/")), "")
