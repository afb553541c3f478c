"""Codes of languages: those of ISO 639-1, and what people write in their place."""

from __future__ import annotations

import pytest

from newscheck.text import language, language_codes


@pytest.mark.parametrize("code", [*language.NAMES, "mi", "st", "qu"])
def test_codes_of_languages(code: str) -> None:
    assert language_codes.fault(code) == ""


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        pytest.param("jp", "; did you mean 'ja'?", id="a country"),
        pytest.param("ua", "; did you mean 'uk'?", id="another country"),
        pytest.param("xx", "", id="nothing"),
        pytest.param("ZH", "; did you mean 'zh'?", id="capitals"),
        pytest.param("zh-TW", "; did you mean 'zh'?", id="with a country"),
        pytest.param("en_US", "; did you mean 'en'?", id="with a country, as a locale"),
        pytest.param("Korean", "; did you mean 'ko'?", id="a name"),
        pytest.param("eng", "", id="three letters"),
        pytest.param("-", "", id="a mark"),
        pytest.param("zh-TW", "; did you mean 'zh'?", id="a locale"),
        pytest.param("en_US.UTF-8", "; did you mean 'en'?", id="a locale of a system"),
        pytest.param("English", "; did you mean 'en'?", id="a name"),
        pytest.param("", "", id="no code"),
        pytest.param("zho", "", id="three letters"),
        pytest.param("\x1b[31m", "", id="a control character"),
    ],
)
def test_other_codes(code: str, hint: str) -> None:
    assert language_codes.fault(code) == f"{code!r} is no code of a language (ISO 639-1){hint}"


def test_there_are_183_of_them() -> None:
    known = [a + b for a in "abcdefghijklmnopqrstuvwxyz" for b in "abcdefghijklmnopqrstuvwxyz"]
    assert sum(not language_codes.fault(code) for code in known) == 183
