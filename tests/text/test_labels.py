"""What walls, paywalls, links to the rest and furniture say in sixteen languages is found, each by its own table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newscheck.text import furniture_labels, rest_labels, wall_phrases

#: What finds a kind of label in a text of a language.
FIND: dict[str, Callable[[str, str], object]] = {
    "consent": lambda text, language: wall_phrases.consent(text),
    "wall": lambda text, language: wall_phrases.notice(text),
    "paywall": lambda text, language: wall_phrases.ending([text]),
    "rest": lambda text, language: rest_labels.find(text),
    "furniture": furniture_labels.find,
}
#: The kind, a tab, the language, a tab, the label.
ROWS = [line.split("\t") for line in Path(__file__).with_name("labels.tsv").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("kind", "language", "text"), ROWS, ids=lambda value: value[:20])
def test_found(kind: str, language: str, text: str) -> None:
    assert FIND[kind](text, language)


@pytest.mark.parametrize(("kind", "language", "text"), ROWS, ids=lambda value: value[:20])
def test_not_found_inside_a_sentence(kind: str, language: str, text: str) -> None:
    quoted = f"“{text}” 2023"
    if kind in ("consent", "furniture", "paywall"):
        assert not FIND[kind](f"0{quoted}", language)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("相关新闻发布会将于周五举行，市长出席。", id="a press conference"),
        pytest.param("广告市场去年萎缩，协会周五公布了数字。", id="the subject"),
        pytest.param("分享经济在里斯本遇到阻力。", id="sharing"),
        pytest.param("更多报道指出，港口的修复工程还要三周。", id="more reports"),
    ],
)
def test_chinese_texts_that_begin_like_labels(text: str) -> None:
    assert furniture_labels.find(text, "zh") is None
