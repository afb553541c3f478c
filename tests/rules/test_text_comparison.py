"""Length and comparison of texts in any language: well-formed articles have no finding, cut and doubled ones have."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import run

Item = dict[str, Any]
SAMPLES = sorted((Path(__file__).parents[1] / "samples" / "languages").glob("*.jsonl"))
#: A title of joiners and no-break spaces has tests of its own.
_SPELLING = "title-control,title-spacing"
#: The least characters of a text where they are not 120.
_UNITS = {"ja": 56, "ko": 56}
Found = list[tuple[str, str]]
Validate = Callable[[list[Item]], Found]


def items(path: Path) -> list[Item]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture
def validate(tmp_path: Path) -> Validate:
    """The rules and messages of the findings of a feed's items, notes included."""

    def reported(feed: list[Item]) -> Found:
        (tmp_path / "feed.jsonl").write_text("".join(f"{json.dumps(item)}\n" for item in feed), "utf-8")
        words = ("feed.jsonl", "--no-cache", "--no-collapse", "--now", "2024-01-01", "--ignore", _SPELLING)
        done = run("validate", *words, "--format", "jsonl", cwd=tmp_path)
        findings = [json.loads(line) for line in done.out.splitlines()]
        return [(finding["rule"], finding["message"]) for finding in findings if "rule" in finding]

    return reported


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_well_formed_articles_have_no_finding(path: Path, validate: Validate) -> None:
    assert len(items(path)) == 3
    assert validate(items(path)) == []


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_a_text_of_a_few_words_is_too_short_in_the_unit_of_its_language(path: Path, validate: Validate) -> None:
    feed = items(path)
    least = _UNITS.get(path.stem, 120)
    body = feed[0]["body"]
    cut = next(at for at in range(len(body), 0, -1) if len("".join(body[:at].split())) < least)
    feed[0]["body"] = body[:cut]
    found = [message for rule, message in validate(feed) if rule == "body-too-short"]
    assert found == [f"only {least - 1} characters of text (blanks not counted; at least {least} expected)"]


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_one_text_under_two_urls_is_a_duplicate(path: Path, validate: Validate) -> None:
    feed = items(path)
    copy = {**feed[0], "url": f"{feed[0]['url']}-2", "title": feed[0]["title"][:-3]}
    assert "body-duplicate" in dict(validate([*feed, copy]))


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_a_text_with_another_beginning_is_a_near_duplicate(path: Path, validate: Validate) -> None:
    feed = items(path)
    first, rest = feed[0]["body"].split("\n", 1)
    paragraph = feed[1]["body"].split("\n")[0]
    copy = {**feed[0], "url": f"{feed[0]['url']}-2", "title": feed[1]["title"], "body": f"{paragraph}\n{first}\n{rest}"}
    assert "body-near-duplicate" in dict(validate([*feed, copy]))


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_a_repeated_paragraph(path: Path, validate: Validate) -> None:
    feed = items(path)
    feed[0]["body"] += "\n" + feed[0]["body"].split("\n")[0]
    assert ("paragraph-repeated", "paragraph 1 stands again as paragraph 4") in validate(feed)


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_a_sentence_that_stands_in_many_articles_since_a_day(path: Path, validate: Validate) -> None:
    advert = items(path)[2]["body"].split("\n")[0]
    feed = [
        {
            **items(path)[at % 2],
            "url": f"https://{path.stem}.example.org/news/{at}",
            "epoch_ms": 1_678_602_600_000 + at * 3_600_000,
            "body": f"{at}: {items(path)[at % 2]['body']}" + (f"\n{advert}" if at >= 40 else ""),
        }
        for at in range(66)
    ]
    assert [message for rule, message in validate(feed) if rule == "text-shared"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        pytest.param("港口复工。", "only 4 Han characters of text (at least 40 expected)", id="Chinese"),
        pytest.param(
            "しおみ港がきょう再開しました。",
            "only 15 characters of text (blanks not counted; at least 56 expected)",
            id="Japanese",
        ),
        pytest.param("O", "only 1 character of text (blanks not counted; at least 120 expected)", id="one"),
        pytest.param("Ok", "only 2 characters of text (blanks not counted; at least 120 expected)", id="no language"),
        pytest.param("🌊 AI 涨星榜", "only 3 Han characters of text (at least 40 expected)", id="some Han"),
    ],
)
def test_the_unit_of_a_text_of_a_few_words(body: str, message: str, validate: Validate) -> None:
    item = {"title": "x", "url": "https://news.example.org/1", "epoch_ms": 1_678_602_600_000, "body": body}
    assert dict(validate([item]))["body-too-short"] == message
