"""Rules that many of the newest articles break: new ones will break them too, so that a baseline doesn't help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from typing import NamedTuple

from newscheck.checker import aggregation
from newscheck.model import ArticleSummary, Finding

#: How many articles of a path count as the newest, and the share of them from which on a rule is frequent.
_NEWEST, _MIN_SHARE = 100, 0.2
#: An article in its summary and its findings: the path of its file, and the time of the crawl.
_Key = tuple[str, int | None]


class FrequentRule(NamedTuple):
    """A rule that a `share` of the newest articles below a path break."""

    path: str
    rule: str
    share: float


def find(
    findings: Iterable[Finding], summaries: Iterable[ArticleSummary], paths: Sequence[str]
) -> Iterator[FrequentRule]:
    """The frequent rules among findings, sorted by path and rule; `summaries` are of all articles below `paths`."""
    articles: dict[str, list[_Key]] = {}
    for summary in summaries:
        articles.setdefault(_root(summary.path, paths), []).append((summary.path, summary.epoch))
    newest = {path: nlargest(_NEWEST, keys, key=lambda key: key[1] or 0) for path, keys in articles.items()}
    latest = {key for keys in newest.values() for key in keys}
    # Items without a time of their own all have the same key.
    alike = Counter(key for keys in articles.values() for key in keys if key in latest)
    breaking: dict[tuple[str, str], Counter[_Key]] = {}
    unread: Counter[tuple[str, str]] = Counter()
    for finding in aggregation.expanded(findings):
        group, key = (_root(finding.path, paths), finding.rule), (finding.path, finding.epoch)
        if key in latest:
            breaking.setdefault(group, Counter())[key] += 1
        elif not finding.site:
            # A file that can't be read as an article has no summary.
            unread[group] += 1
    for path, rule in sorted(breaking.keys() | unread.keys()):
        lost = unread[path, rule]
        found = breaking.get((path, rule), Counter())
        hits = [min(1.0, found[key] / alike[key]) for key in newest.get(path, ())]
        share = max(sum(hits) / max(1, len(hits)), lost / (lost + len(articles.get(path, ())) or 1))
        if share >= _MIN_SHARE:
            yield FrequentRule(path, rule, share)


def _root(path: str, paths: Sequence[str]) -> str:
    return next((root for root in paths if root == "." or path == root or path.startswith(f"{root}/")), "")
