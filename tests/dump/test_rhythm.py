"""Limits of silence from the times of a site."""

from __future__ import annotations

import pytest

from newscheck.dump.rhythm import is_one_crawl, silence_limit
from newscheck.text.timestamps import DAY, HOUR


@pytest.mark.parametrize(
    ("gap", "limit"),
    [
        pytest.param(HOUR // 2, 3, id="the shortest limit"),
        pytest.param(2 * HOUR, 12, id="four times the usual gap"),
        pytest.param(DAY, 96, id="a daily paper"),
        pytest.param(60 * DAY, 720, id="the longest limit"),
    ],
)
def test_silence_limit(gap: int, limit: int) -> None:
    assert silence_limit([at * gap for at in range(20)]) == limit


def test_too_few_articles_have_no_limit() -> None:
    assert silence_limit([at % 9 * HOUR for at in range(100)]) is None


@pytest.mark.parametrize(("times", "expected"), [([], True), ([0, 2 * DAY - 1], True), ([2 * DAY, 0], False)])
def test_is_one_crawl(times: list[int], expected: bool) -> None:
    assert is_one_crawl(times) is expected
