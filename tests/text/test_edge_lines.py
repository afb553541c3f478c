"""The lines before and behind a text that are no sentences, and their forms."""

from __future__ import annotations

import pytest

from newscheck.text import edge_lines
from newscheck.text.edge_lines import COMMENTS, LINKS, OPEN_LINES, OPEN_PARAGRAPH, PHOTO_CREDIT

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


@pytest.mark.parametrize(
    ("caption", "form"),
    [
        pytest.param("图为里斯本的港口。林岸 摄", PHOTO_CREDIT, id="taken by"),
        pytest.param("里斯本的港口，周二。港湾图片社图。", PHOTO_CREDIT, id="an agency, a full stop"),
        pytest.param("工会代表在港口（摄影：林岸）", PHOTO_CREDIT, id="photographer in brackets"),
        pytest.param("Fishermen mend their nets on Monday. Photo: Ann Sailor", PHOTO_CREDIT, id="English"),
        pytest.param("Les pêcheurs, lundi. © Ann Marin/AFP", PHOTO_CREDIT, id="French"),
        pytest.param("漁師たち（写真：港湾通信）", PHOTO_CREDIT, id="Japanese"),
    ],
)
def test_a_caption_before_the_text(caption: str, form: str) -> None:
    assert form in dict(edge_lines.forms(edge_lines.edges([caption, _TEXT])))


@pytest.mark.parametrize(
    ("sentence", "form"),
    [
        pytest.param("Ann Sailor is a reporter for Example News.", "$… is a reporter for …", id="a reporter"),
        pytest.param("Ann Marin est journaliste à Lisbonne.", "$… est journaliste à …", id="French"),
        pytest.param("林岸，港湾通讯驻里斯本记者，关注渔业。", "$…记者…", id="Chinese"),
    ],
)
def test_a_last_sentence_about_the_author(sentence: str, form: str) -> None:
    assert dict(edge_lines.forms(edge_lines.edges([_TEXT, sentence]))) == {form: sentence}


def test_a_sentence_is_no_caption() -> None:
    assert edge_lines.edges(["图书馆周五重新开放，市长出席了典礼。", _HAN]) == ()
    assert edge_lines.edges(["The minister spoke to Reuters.", _TEXT]) == ()


@pytest.mark.parametrize(
    ("left_out", "form"),
    [
        pytest.param([f"Harbour reopens after storm {word}" for word in ("one", "two", "three")], LINKS, id="list"),
        pytest.param(["Read also: Harbour reopens after storm one"], "&Read also：…", id="teaser"),
    ],
)
def test_what_is_left_out_of_the_text(left_out: list[str], form: str) -> None:
    assert [name for name, _ in edge_lines.forms(edge_lines.edges([_TEXT, _TEXT], left_out))] == [form]


def test_labels_of_buttons_that_are_left_out_are_no_list() -> None:
    assert edge_lines.edges([_TEXT, _TEXT], ["Share", "Print", "Send", "Comment"]) == ()


@pytest.mark.parametrize("line", ["港口的渔船等待风暴过去", "回家"])
def test_a_line_without_a_form(line: str) -> None:
    assert list(edge_lines.forms([f"${line}"])) == []
