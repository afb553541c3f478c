"""The language of a text: right, or none, in all that have news; texts that mix languages; hostile ones."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newscheck.text import language, unicode_script

#: The code of a language, a tab, a text of two sentences in it.
TEXTS = [tuple(line.split("\t")) for line in Path(__file__).with_name("languages.tsv").read_text("utf-8").splitlines()]
OF_CODE = dict(reversed(TEXTS))
#: Texts whose related language is as good as their own while they are short.
SHORT_RELATIVES = {"sr": "hr", "bs": "hr", "as": "bn", "no": "da", "gl": "es", "fo": "is", "yi": "he", "ti": "am"}


@pytest.mark.parametrize(("code", "text"), TEXTS, ids=lambda value: value[:12])
def test_two_sentences_tell_the_language(code: str, text: str) -> None:
    assert language.recognise(text) == code
    assert language.recognise(text, f"https://example.org/{code}?a=1 2023") == code
    assert language.recognise(f"{text} {text[:60].upper()}") == code


@pytest.mark.parametrize(("code", "text"), TEXTS, ids=lambda value: value[:12])
def test_a_part_of_a_sentence_is_right_or_unknown(code: str, text: str) -> None:
    words = text.split(" ")
    for count in (1, 4, 8):
        found = language.recognise(" ".join(words[:count]))
        assert found in ("", code, SHORT_RELATIVES.get(code))


def test_all_names_have_a_text_and_scripts() -> None:
    assert {code for code, _ in TEXTS} == set(language.NAMES)
    for code, text in TEXTS:
        assert unicode_script.has_letter(text, language.scripts(code))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "渔民合作社主席（Jean-Baptiste Lefèvre-Montagne）与海事法庭谈判，要求修改协定。",
            "zh",
            id="names",
        ),
        pytest.param(
            "DeepSeek-V4-Pro 1.6T 旗舰模型、Claude Opus、GPT-5 与 Gemini 3 Pro 的评测结果今日公布。",
            "zh",
            id="products",
        ),
        pytest.param("最高裁判所判決要旨公表、政府発表の新方針", "zh", id="a kana among many kanji is too few"),
        pytest.param("政府発表の新方針で最高裁判決", "ja", id="a few kana among kanji"),
        pytest.param(
            "The mayor said: „Wir schaffen das.“ He then left for the airport and did not answer questions.",
            "en",
            id="a quotation",
        ),
        pytest.param("TRUMP", "", id="a word"),
        pytest.param(
            "Le con\xadseil du port a pu\xadblié ven\xaddre\xaddi le texte com\xadplet de l’ac\xadcord que les "
            "pays de la cô\xadte doi\xadvent ins\xadcri\xadre dans leurs lois avant deux ans. Les pê\xadcheurs s’en "
            "ré\xadjouis\xadsent, mais la po\xadli\xadce des fron\xadtiè\xadres de\xadman\xadde des ba\xadteaux.",
            "fr",
            id="soft hyphens",
        ),
        pytest.param(
            "".join(f"| Kabine {at} | {at}:00 | Linz 4020 |\n" for at in range(25)) + f"{OF_CODE['de']}\n" * 8,
            "de",
            id="a table before the text",
        ),
        pytest.param("2023-08-16 21:04 +0800 1,234.56", "", id="numbers"),
        pytest.param("https://example.org/a/b/c?utm_source=x&id=12345", "", id="an address"),
        pytest.param("def f(x): return [y for y in x if y is not None]  # list", "", id="code is no language"),
        pytest.param(
            "Ko te kaupapa o te hui he kōrero mō ngā wai o te tāone, ā, ka tīmata te mahi ā tērā marama.",
            "",
            id="Maori",
        ),
        pytest.param(
            "Le mmuso o tla simolola morero o mosha go rarabolla tlhaelo ya metsi mo toropong kgwedi e e tlang.",
            "",
            id="Tswana",
        ),
        pytest.param(
            "Misugod ang gobyerno ug bag-ong proyekto aron masulbad ang kakulang sa tubig sa siyudad, matud sa mayor.",
            "",
            id="Cebuano",
        ),
        pytest.param(f"渔民合作社要求重新审议鳗鱼配额\n{OF_CODE['en']}", "en", id="a title in another script"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_texts_that_mix_or_show_none(text: str, expected: str) -> None:
    assert language.recognise(text) == expected


@pytest.fixture
def without_eldc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A platform that eldc has no wheel for."""
    monkeypatch.setitem(sys.modules, "eldc", None)
    language._detector.cache_clear()
    yield
    monkeypatch.undo()
    language._detector.cache_clear()


@pytest.mark.usefixtures("without_eldc")
@pytest.mark.parametrize(("code", "text"), TEXTS, ids=lambda value: value[:12])
def test_without_eldc_scripts_and_words_tell_or_nothing_does(code: str, text: str) -> None:
    found = language.recognise(text)
    assert not found or not language.is_other(found, code)
    if code in ("zh", "ja", "ko", "ru", "ar", "en", "fr", "es", "de", "pt", "hi", "ne", "th", "vi", "id"):
        assert found or code in ("ru", "ar")


@given(
    st.text(st.characters(codec=None, exclude_categories=()), max_size=200), st.sampled_from(sorted(OF_CODE.values()))
)
@example("\ud800", OF_CODE["en"])
@example("\0", OF_CODE["fr"])
@example("\u202e\ufeff", OF_CODE["ru"])
def test_any_text_has_a_known_language_or_none(noise: str, text: str) -> None:
    assert language.recognise(noise) in {"", *language.NAMES}
    assert language.recognise(f"{noise}\n{text}", noise) in {"", *language.NAMES}


@pytest.mark.parametrize("text", ["a" * 1_000_000, "ж" * 1_000_000, "\ud800" * 1_000_000, "\0" * 1_000_000])
def test_only_the_beginning_is_looked_at(text: str) -> None:
    assert language.recognise(text) in {"", *language.NAMES}
    assert language.recognise(f"{OF_CODE['en']} {OF_CODE['en'] * 3} {text}") == "en"


@pytest.mark.parametrize(
    ("found", "expected", "is_other"),
    [
        pytest.param("fr", "en", True, id="another"),
        pytest.param("en", "en", False, id="the same"),
        pytest.param("id", "ms", False, id="often taken for each other"),
        pytest.param("bs", "hr", False, id="nearly one"),
        pytest.param("ru", "uk", True, id="another one of the same letters"),
        pytest.param("pt", "es", True, id="similar, but told from each other"),
        pytest.param("", "en", False, id="not recognised"),
        pytest.param("fr", "xx", False, id="a language that is never recognised"),
    ],
)
def test_another_language(found: str, expected: str, is_other: bool) -> None:
    assert language.is_other(found, expected) is is_other


def test_names_and_relatives_fit() -> None:
    assert all(code in language.NAMES for group in language._RELATED for code in group)
    for code in language.NAMES:
        assert not language.is_other(code, code)


#: Single sentences of the news in languages that are close to each other, as in languages.tsv.
CLOSE = [
    tuple(line.split("\t")) for line in Path(__file__).with_name("close_languages.tsv").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(("code", "text"), CLOSE, ids=lambda value: value[:20])
def test_a_sentence_tells_close_languages_apart(code: str, text: str) -> None:
    assert language.recognise(text) == code
    assert language.recognise(text, "PSG vs Real Madrid") in (code, "")
