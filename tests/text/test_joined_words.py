"""Sentences and words that have lost the blank between them, and texts that only look so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import joined_words


@pytest.mark.parametrize(
    ("language", "text", "joined"),
    [
        pytest.param("en", "The port is open.The fishermen welcome it.", 1, id="English"),
        pytest.param("en", "“The port is open.”The fishermen welcome it.", 1, id="behind a quotation mark"),
        pytest.param("ru", "Порт открыт.Рыбаки рады!Ремонт дорог.", 2, id="Russian"),
        pytest.param("tr", "Liman açıldı.Şehir sevinçli.", 1, id="Turkish"),
        pytest.param("vi", "Cảng đã mở cửa.Người dân vui mừng.", 1, id="Vietnamese"),
        pytest.param("ar", "عاد الميناء إلى العمل.وقالت الهيئة إن الكلفة كبيرة.", 1, id="Arabic"),
        pytest.param("he", "הנמל נפתח.הדייגים שמחים.", 1, id="Hebrew"),
        pytest.param("hi", "बंदरगाह खुल गया।मछुआरे खुश हैं।", 1, id="Hindi"),
        pytest.param("bn", "বন্দর খুলেছে।জেলেরা খুশি।", 1, id="Bengali"),
        pytest.param("ko", "항구가 다시 열렸다.어민들은 환영했다.", 1, id="Korean"),
        pytest.param("en", "Node.js and example.Org, Ph.D. in U.S.A. and in iPhone.", 0, id="names"),
        pytest.param("ar", "وكالة أ.ف.ب. نقلت عن د.أحمد علي أن الميناء فتح.", 0, id="Arabic abbreviations"),
        pytest.param("hi", "डॉ.अनिल और प्रो.सीमा ने कि.मी. में बताया।", 0, id="Hindi abbreviations"),
        pytest.param("ko", "서울.부산.대전의 항구", 0, id="Korean nouns"),
        pytest.param("ur", "بندرگاہ کھل گئی۔ماہی گیر خوش ہیں۔", 0, id="Urdu, whose full stop has no blank"),
        pytest.param("ja", "港が開いた。漁師は喜ぶ。", 0, id="Japanese"),
        pytest.param("th", "ท่าเรือเปิดแล้ว.ชาวประมงดีใจ", 0, id="Thai"),
        pytest.param("", "The port is open.The fishermen welcome it.", 0, id="a language that is not known"),
    ],
)
def test_joined_sentences(language: str, text: str, joined: int) -> None:
    number, _, first = joined_words.sentences(text, language)
    assert number == joined
    assert (first is not None) == (joined > 0)


def test_sentences_that_are_apart() -> None:
    assert joined_words.sentences("It is open.They came. “So?” Yes.\nNo", "en")[:2] == (1, 3)
    assert joined_words.sentences("बंदरगाह खुल गया।मछुआरे खुश हैं। ठीक है।\n", "hi")[:2] == (1, 2)


@pytest.mark.parametrize(
    ("text", "is_run"),
    [
        pytest.param("The port " + "reopenedontuesday" * 5 + " morning", True, id="a run"),
        pytest.param(
            "Theport,reopened,onTuesday,afterthreeweeks,ofrepair,theauthority,saidinthemorning.", True, id="all"
        ),
        pytest.param("बंदरगाहमंगलवारकोफिरखुलगया,अधिकारियोंनेबतायाकिमरम्मतपरचारकरोड़रुपयेखर्चहुए।", True, id="Hindi"),
        pytest.param(
            "Die Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz genannte Regel", False, id="German"
        ),
        pytest.param("See https://example.org/" + "a" * 80 + " for the port", False, id="an address"),
        pytest.param("ท่าเรือเปิดให้บริการอีกครั้งในเช้าวันอังคารหลังจากซ่อมแซมเป็นเวลาสามสัปดาห์เจ้าหน้าที่กล่าว", False, id="Thai"),
        pytest.param(
            "港が三週間の補修を終えて火曜日の朝に再開したと港湾局が発表し漁業者は歓迎している" * 3, False, id="Japanese"
        ),
        pytest.param("#" + "Harbour" * 12 + " reopens", False, id="a hashtag"),
    ],
)
def test_runs(text: str, is_run: bool) -> None:
    assert (joined_words.run(text) is not None) == is_run


@given(st.text(), st.sampled_from(["en", "hi", "ko", "th", ""]))
def test_any_text(text: str, language: str) -> None:
    joined, apart, _ = joined_words.sentences(text * 20, language)
    assert min(joined, apart) >= 0
    joined_words.run(text * 20)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        pytest.param("en", "The court saidJohn Smithon Friday.", ["saidJohn"], id="English"),
        pytest.param("pt", "O juiz disseÉrica queo porto abre.", ["disseÉrica"], id="a capital with an accent"),
        pytest.param("ru", "Суд заявилИванов и заявилИванов.", ["заявилИванов"], id="one that stands twice"),
        pytest.param("en", "Smith on iPhone, YouTube and eBay, McDonald.", [], id="names"),
        pytest.param("en", "Call saidJohn() of the library.", [], id="code"),
        pytest.param("zu", "Inkantolo yaseKapa ikhulume.", [], id="Zulu"),
        pytest.param("zh", "海事法庭 saidJohn", [], id="Chinese"),
    ],
)
def test_words_with_a_capital_inside(language: str, text: str, words: list[str]) -> None:
    found = joined_words.inside(text, language)
    assert [match[0] for match in found] == words
    assert all(text[match.start() : match.end()] == match[0] for match in found)
