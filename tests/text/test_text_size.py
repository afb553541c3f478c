"""The length of a text in Han characters: about the same in each language for the same report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text.text_size import count_characters, text_size

SAMPLES = sorted((Path(__file__).parents[1] / "samples" / "languages").glob("*.jsonl"))
#: Han characters of the first report of the samples in Chinese.
IN_CHINESE = 183


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_a_report_has_the_same_size_in_each_language(path: Path) -> None:
    body = json.loads(path.read_text("utf-8").partition("\n")[0])["body"]
    assert 0.9 * IN_CHINESE < text_size(body, 0, path.stem) < 1.25 * IN_CHINESE


@pytest.mark.parametrize(
    ("text", "han", "language", "size"),
    [
        pytest.param("港口 reopens", 2, "zh", 2, id="only Han counts in Chinese"),
        pytest.param("港口复工 reopens", 4, "", 4, id="Han of no known language"),
        pytest.param("港口 the harbour reopens", 2, "", 6, id="few Han of no known language"),
        pytest.param("port reopens", 0, "", 3, id="letters of no known language"),
        pytest.param("port\u00a0reopens\n", 0, "en", 3, id="blanks don't count"),
        pytest.param("港が再開した。", 3, "ja", 5, id="Japanese"),
        pytest.param("", 0, "en", 0, id="nothing"),
    ],
)
def test_size(text: str, han: int, language: str, size: int) -> None:
    assert text_size(text, han, language) == size


def test_blanks_of_all_kinds_are_no_characters() -> None:
    assert count_characters(" a\u3000b\u2003\n") == 2


def test_every_character_is_counted_as_python_has_it() -> None:
    for last in (0x7F, 0xFFFF):
        text = "".join(map(chr, range(last + 1)))
        assert count_characters(text) == sum(not char.isspace() for char in text)


@given(st.text(st.one_of(st.characters(), st.sampled_from("a \t\x1c\x85\xa0\u2009\u3000"))))
def test_characters_are_those_between_blanks(text: str) -> None:
    assert count_characters(text) == len("".join(text.split()))
