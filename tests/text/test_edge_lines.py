"""The lines before and behind a text that are no sentences, and their forms."""

from __future__ import annotations

import pytest

from newscheck.text import edge_lines
from newscheck.text.edge_lines import COMMENTS, OPEN_LINES, OPEN_PARAGRAPH

_TEXT = "The harbour of Brenmouth reopened on Tuesday morning, two years after the storm."
_HAN = "海事法庭周五公布了救援协定的全部条文。"


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        pytest.param(["By Ann Sailor", _TEXT, "Source: Example"], ("^By Ann Sailor", "$Source: Example"), id="both"),
        pytest.param([_TEXT, "One", "Two"], ("$Two", "$One"), id="the last one first"),
        pytest.param([_TEXT, "One", _TEXT, "Two"], ("$Two",), id="a line in the text is none"),
        pytest.param([_HAN, _HAN], (), id="sentences only"),
        pytest.param([_TEXT, "Word " * 40], (), id="a long paragraph"),
        pytest.param([_HAN, "渔" * 81], (), id="a long paragraph in Chinese"),
        pytest.param([_TEXT, "“We are back!”"], (), id="a quotation"),
        pytest.param(["One"], (), id="one paragraph"),
        pytest.param([], (), id="no paragraph"),
    ],
)
def test_edges(paragraphs: list[str], found: tuple[str, ...]) -> None:
    assert edge_lines.edges(paragraphs) == found


@pytest.mark.parametrize(
    ("edges", "form"),
    [
        pytest.param(["$来源：港湾通讯 责任编辑：南枝"], "$来源：… 责任编辑：…", id="labels"),
        pytest.param(["$Source: Example / Editor: Ann"], "$Source：… Editor：…", id="English labels"),
        pytest.param(["$（编辑：南枝，里斯本）"], "$（编辑：…）", id="a signature"),
        pytest.param(["$(Reporting by Ann Sailor)"], "$（Reporting…）", id="a signature in English"),
        pytest.param(["$财经 | 港口重新开放"], "$… | …", id="a section"),
        pytest.param(["^港口的渔船（港湾图片社）"], "^…（港湾图片社）", id="a credit"),
        pytest.param(["^The harbour on Monday (Example Photos 2023)"], "^…（Example Photos #）", id="a credit, a year"),
        pytest.param(["^By Ann Sailor"], "^By …", id="a byline"),
        pytest.param(["$阅读 1203"], "$阅读 #", id="a count"),
        pytest.param(["$seagull 3 hours ago"], COMMENTS, id="a comment"),
        pytest.param(["$Reply Like (3)"], COMMENTS, id="buttons"),
        pytest.param(["^港口的渔船等待风暴过去"], OPEN_PARAGRAPH, id="no sentence before the text"),
        pytest.param(["$港口的渔船等待风暴过去"] * 3, OPEN_LINES, id="three lines behind it"),
    ],
)
def test_form(edges: list[str], form: str) -> None:
    assert form in dict(edge_lines.forms(edges))


@pytest.mark.parametrize("line", ["港口的渔船等待风暴过去", "回家"])
def test_a_line_without_a_form(line: str) -> None:
    assert list(edge_lines.forms([f"${line}"])) == []
