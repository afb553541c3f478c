"""A setting of a site file, and how many articles support it."""

from __future__ import annotations

from typing import Any, NamedTuple

#: Articles from which on a setting is certain, and the share of them that must support it.
MIN_ARTICLES, MIN_SHARE = 30, 0.95


class Suggestion(NamedTuple):
    """A `setting` of a site file (`url.date`) with its value, or with one entry of its list.

    `number` of `total` articles support it, in the words of `reason`. One that is not `is_certain` is written as a
    comment.
    """

    setting: str
    value: Any
    number: int
    total: int
    reason: str
    is_certain: bool


def suggestion(
    setting: str,
    value: Any,
    number: int,
    total: int,
    reason: str,
    *,
    share: float = MIN_SHARE,
    least: int = MIN_ARTICLES,
) -> Suggestion:
    """A suggestion that is certain where at least `least` articles tell it, and a `share` of them supports it."""
    return Suggestion(setting, value, number, total, reason, total >= least and number >= share * total)
