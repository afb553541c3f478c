"""Runs rules on documents and articles, and collects their hits. A crash of a rule is a value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newscheck.checker.aggregation import MAX_PER_DOCUMENT
from newscheck.checker.results import crash_of
from newscheck.checker.rule_selection import SEVERITY_RANKS, ActiveRule, ActiveRules
from newscheck.model import Article, Crash, Document, Hit


class RuleHit(NamedTuple):
    """A hit, the rule that reports it, and how many further hits of that rule in the document are only counted."""

    rule: ActiveRule
    hit: Hit
    further: int = 0


def run(
    rules: Iterable[ActiveRule], targets: Sequence[tuple[Document | Article, list[RuleHit]]], crashes: list[Crash]
) -> None:
    """Run each rule on each document or article, and add what it reports to the hits there."""
    for rule in rules:
        check, ctx = rule.check, rule.ctx
        for target, hits in targets:
            try:
                left = MAX_PER_DOCUMENT
                for hit in check(target, ctx):
                    left -= 1
                    if left >= 0:
                        hits.append(RuleHit(rule, hit))
                if left < 0:
                    hits[-1] = hits[-1]._replace(further=-left)
            except BaseException as error:  # a value, unless it is to end the run: see crash_of
                crashes.append(crash_of(error, _path(target), rule.id))


def run_fallbacks(active: ActiveRules, targets: Sequence[tuple[Article, list[RuleHit]]], crashes: list[Crash]) -> None:
    """Run fallback rules last; drop a hit when another rule, active or disabled, has already flagged that field at
    least as severely."""
    for fallback in active.fallbacks:
        found: list[tuple[Article, list[RuleHit]]] = [(article, []) for article, _ in targets]
        run([fallback], found, crashes)
        for (article, hits), (_, candidates) in zip(targets, found, strict=True):
            if not candidates:
                continue
            disabled_hits: list[RuleHit] = []
            run(active.disabled, [(article, disabled_hits)], crashes)
            # A warning about an image must not shadow an error about it: the run would be green.
            flagged = [
                other.hit.pointer
                for other in (*hits, *disabled_hits)
                if SEVERITY_RANKS[other.rule.shadow_severity] >= SEVERITY_RANKS[fallback.severity]
            ]
            hits.extend(candidate for candidate in candidates if not _is_shadowed(candidate.hit.pointer, flagged))


def _is_shadowed(pointer: str, flagged: Iterable[str]) -> bool:
    """Whether the same field, a part of it or its container is flagged; nothing shadows a hit on the whole record."""
    return bool(pointer) and any(
        other and (other.startswith(pointer) or pointer.startswith(other)) for other in flagged
    )


def _path(target: Document | Article) -> str:
    return target.document.path if isinstance(target, Article) else target.path
