"""`docs/languages.md` is true: its articles have no finding, each row of its tables is reported as it shows."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from newscheck import readers, rules
from newscheck.article.extraction import to_article
from newscheck.article.sites import SiteIndex
from newscheck.checker import examples
from newscheck.engine.settings import package_data
from newscheck.model import Context, RawInput
from newscheck.text import furniture_labels, misreadings, rest_labels, unfinished, wall_phrases

TEXT = (Path(__file__).parents[2] / "docs" / "languages.md").read_text("utf-8")
RULES = rules.load()
#: The rules of the page's first table.
NAMES = re.findall(
    r"^\| `([a-z-]+)` \|", TEXT.partition("## What each rule does")[2].partition("\n## ")[0], re.MULTILINE
)
SITES = SiteIndex(package_data.sites())
_SECTION = re.compile(r"^### \w+ \(`(\w+)`\)\n\n```json\n(.*?)```\n\n(.*?)(?=^###|\Z)", re.DOTALL | re.MULTILINE)
SECTIONS = {code: (json.loads(block), table) for code, block, table in _SECTION.findall(TEXT)}
_ROW = re.compile(r"^\| (title|body|paragraph|end) \| (.*) \| `([a-z-]+)`: (.*) \|$", re.MULTILINE)
ROWS = [
    pytest.param(code, *row, id=f"{code}-{number}")
    for code, (_, table) in SECTIONS.items()
    for number, row in enumerate(_ROW.findall(table))
]
_DECODING = re.compile(r"^\| ([\w-]+) \| ([^|]+) \| (`.*`) \|$", re.MULTILINE)


def reported(item: dict[str, Any], language: str) -> list[tuple[str, str]]:
    """(rule, message) of each hit of the page's rules on an article of a site in a language."""
    (document,) = readers.read(RawInput("news.jsonl", json.dumps(item).encode() + b"\n"))
    article = to_article(document, SITES)
    site = replace(article.site, language=language)
    return [
        (name, hit.message)
        for name in NAMES
        for hit in RULES[name].check(article, Context(examples.NOW, site, None, RULES[name].options))
    ]


def broken(item: dict[str, str], field: str, text: str) -> dict[str, str]:
    """The article with what a row replaces."""
    body = item["body"]
    if field == "title":
        return {**item, "title": text}
    if field == "paragraph":
        return {**item, "body": body.replace("\n", f"\n{text}\n", 1)}
    if field == "end":
        return {**item, "body": f"{body}\n{text}"}
    if text.startswith("…"):
        return {**item, "body": body[: body.index(text[1:-1])] + text[1:]}
    return {**item, "body": text}


@pytest.mark.parametrize("language", SECTIONS)
def test_well_formed_articles_have_no_finding(language: str) -> None:
    assert reported(SECTIONS[language][0], language) == []


@pytest.mark.parametrize(("language", "field", "text", "rule", "message"), ROWS)
def test_broken_ones_are_reported_as_shown(language: str, field: str, text: str, rule: str, message: str) -> None:
    assert reported(broken(SECTIONS[language][0], field, text), language) == [(rule, message)]


def test_each_language_has_rows_of_the_most_important_rules() -> None:
    assert len(SECTIONS) == 19
    for _, table in SECTIONS.values():
        assert {row[2] for row in _ROW.findall(table)} >= {"garbage-page", "furniture-leaked", "body-truncated"}


@pytest.mark.parametrize(
    ("words", "table"),
    [
        pytest.param("labels at the beginning of a sentence in {} languages", rest_labels.LABELS, id="rest"),
        pytest.param("notices of a paywall in {}", wall_phrases.table("paywall"), id="paywall"),
        pytest.param("at the end ({} languages)", unfinished.FUNCTION_WORDS, id="unfinished"),
        pytest.param("error pages and bot checks in {} languages", wall_phrases.table("page"), id="walls"),
        pytest.param("consent to cookies in {}", wall_phrases.table("consent"), id="consent"),
        pytest.param("links to other articles ({} languages)", furniture_labels.LINKS, id="furniture"),
    ],
)
def test_numbers_of_languages(words: str, table: dict[str, str]) -> None:
    assert words.format(len(table)) in TEXT


@pytest.mark.parametrize(
    ("written", "read", "looks"), _DECODING.findall(TEXT.partition("## Wrong decodings")[2].partition("##")[0])
)
def test_wrong_decodings_are_recognised(written: str, read: str, looks: str) -> None:
    for text in re.findall("`([^`]+)`", looks):
        found = misreadings.find(text)
        assert found is not None, text
        assert found.kind.startswith(f"{written} read ")
        assert read.partition(",")[0].split()[0] in found.kind
