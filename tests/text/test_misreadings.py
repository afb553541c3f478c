"""Wrong decodings are named, the call that is named reverses them, and well-formed texts of no language have one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import misreading_kinds, misreadings

TEXTS = {
    "ar": "قال المسؤول إن القرار يدخل حيز التنفيذ في الأسبوع المقبل، وإن الميناء يعود إلى العمل.",
    "cs": "Přístav se v úterý znovu otevřel, říká ředitel. Oprava stála čtyři miliony, žádá se vyšší zeď.",
    "el": "Το λιμάνι άνοιξε ξανά την Τρίτη, ανακοίνωσε η αρχή. Η επισκευή κόστισε τέσσερα εκατομμύρια.",
    "fr": "L’été dernier, les pêcheurs étaient déjà très déçus : « le préfet n’a rien décidé ».",
    "he": "הנמל נפתח מחדש ביום שלישי, הודיעה הרשות. התיקון עלה ארבעה מיליון שקלים.",
    "hi": "बंदरगाह मंगलवार को फिर खुल गया, अधिकारियों ने बताया कि मरम्मत पर चार करोड़ रुपये खर्च हुए।",
    "ja": "港は火曜日に再開した。修理には四億円かかり、漁業者は高い堤防を求めている。",
    "ko": "항구가 화요일에 다시 열렸다고 관계자가 밝혔다. 수리에는 사억 원이 들었다.",
    "pl": "Port został otwarty we wtorek, był zamknięty trzy tygodnie, całość kosztowała mało, rybacy byli źli.",
    "ru": "Порт снова открылся во вторник, сообщила администрация. Ремонт стоил четыре миллиона рублей.",
    "th": "ท่าเรือเปิดอีกครั้งเมื่อวันอังคาร เจ้าหน้าที่กล่าวว่าการซ่อมแซมใช้งบประมาณสี่ล้านบาท",
    "tr": "Liman salı günü yeniden açıldı, onarım için dört milyon lira ödendi. Balıkçılar daha yüksek set istiyor.",
    "vi": "Cảng mở cửa trở lại vào thứ Ba, chính quyền cho biết. Việc sửa chữa tốn bốn triệu đồng.",
}


def read_as(data: bytes, codec: str) -> str:
    """The text that a decoder makes of any bytes; those that it lacks are controls."""
    return "".join(bytes((byte,)).decode(codec, "ignore") or chr(byte) for byte in data)


ONE_BYTE = ("latin-1", "cp1252", "cp1251", "cp1253", "koi8-r", "cp866", "cp1256")


@pytest.mark.parametrize("codec", ONE_BYTE)
@pytest.mark.parametrize("language", TEXTS)
def test_utf8_read_as_an_encoding_of_one_byte(language: str, codec: str) -> None:
    text = TEXTS[language]
    found = misreadings.find(read_as(text.encode(), codec))
    assert found is not None
    assert found.kind.startswith("UTF-8 read as")


@pytest.mark.parametrize("language", ["ru", "th", "ar", "hi", "ja", "ko"])
def test_utf8_read_as_thai(language: str) -> None:
    found = misreadings.find(read_as(TEXTS[language].encode(), "cp874"))
    assert found is not None
    assert found.kind == "UTF-8 read as Windows-874"


@pytest.mark.parametrize("codec", ["cp1252", "cp1251", "cp1253", "koi8-r", "cp866"])
def test_the_call_that_is_named_reverses_it(codec: str) -> None:
    text = "Porträt für Öl"
    misread = text.encode().decode(codec)
    found = misreadings.find(f"{misread}, {misread}, {misread}")
    assert found is not None
    assert eval(found.repair, {"text": misread}) == text


@pytest.mark.parametrize(
    ("language", "written", "read", "kind"),
    [
        pytest.param("ru", "cp1251", "latin-1", "Windows-1251 read as Latin-1 or Windows-1252", id="cp1251-latin1"),
        pytest.param("ru", "koi8-r", "cp1252", "KOI8-R read as Latin-1 or Windows-1252", id="koi8-cp1252"),
        pytest.param("ru", "koi8-r", "cp1251", "KOI8-R read as Windows-1251", id="koi8-cp1251"),
        pytest.param("ru", "cp1251", "koi8-r", "Windows-1251 read as KOI8-R", id="cp1251-koi8"),
        pytest.param("el", "cp1253", "latin-1", "Windows-1253 read as Latin-1 or Windows-1252", id="greek"),
        pytest.param("he", "cp1255", "latin-1", "Windows-1255 read as Latin-1 or Windows-1252", id="hebrew"),
        pytest.param("ar", "cp1256", "latin-1", "Windows-1256 read as Latin-1 or Windows-1252", id="arabic"),
        pytest.param("th", "tis-620", "latin-1", "TIS-620 read as Latin-1 or Windows-1252", id="thai"),
        pytest.param("ko", "euc_kr", "latin-1", "EUC-KR read as Latin-1 or Windows-1252", id="euc-kr"),
        pytest.param("ja", "euc_jp", "latin-1", "EUC-JP read as Latin-1", id="euc-jp"),
        pytest.param("ja", "cp932", "cp1252", "Shift-JIS read as Latin-1 or Windows-1252", id="shift-jis"),
        pytest.param("pl", "cp1250", "cp1252", "Windows-1250 or ISO-8859-2 read as", id="polish"),
        pytest.param("tr", "cp1254", "cp1252", "Windows-1254 read as Latin-1 or Windows-1252", id="turkish"),
    ],
)
def test_other_encodings(language: str, written: str, read: str, kind: str) -> None:
    found = misreadings.find(read_as(TEXTS[language].encode(written, "ignore"), read))
    assert found is not None
    assert found.kind.startswith(kind)


@pytest.mark.parametrize("language", ["fr", "ru", "ar", "th"])
def test_utf8_read_as_gbk(language: str) -> None:
    found = misreadings.find(TEXTS[language].encode().decode("gbk", "ignore"))
    assert found is not None
    assert found.kind == "UTF-8 read as GBK"


@pytest.mark.parametrize("language", ["fr", "ru", "cs", "tr", "vi"])
def test_utf8_read_twice(language: str) -> None:
    once = read_as(TEXTS[language].encode(), "cp1252")
    found = misreadings.find(read_as(once.encode(), "cp1252"))
    assert found is not None
    assert found.kind == "UTF-8 read twice as Windows-1252"


@pytest.mark.parametrize(
    "text",
    [
        *(pytest.param(text, id=language) for language, text in TEXTS.items()),
        pytest.param("IRMÃ”: “AMANHÃ…” NÃO É SÃO, AÇÃO — À CÂMARA, VOCÊ\u00a0: ‘MAÇÃ’", id="Portuguese capitals"),
        pytest.param("Þýski ráðherrann: „Alþingi“ þarf að ræða nýja lýðræðið", id="Icelandic"),
        pytest.param("ĐÃ… NGÃ” ĐẾN, “ĐÔ LA” VÀ TRẦN", id="Vietnamese capitals"),
        pytest.param("Zażółć gęślą jaźń: „ŻÓŁĆ” — 500 m³ i 20 km²", id="Polish"),
        pytest.param("Məktəbdə çoxlu şagird var, müəllim “Öyrənmək” dedi", id="Azerbaijani"),
        pytest.param("Il-Ġimgħa l-Ħamrun, iż-żagħżagħ u ċ-ċittadini", id="Maltese"),
        pytest.param("HYVÄ” SANOI ÄITI, ÅSA… ÖÖ–TÖÖ", id="Finnish capitals"),
        pytest.param("РІЧ НІЧІЄЇ ЛІНІЇ: «ІЇ» — ВІСІМ РІВНІВ", id="Ukrainian capitals"),
        pytest.param("ПРЕЗИДЕНТ ПОДПИСАЛ УКАЗ, сообщает iPhone и ГАЗПРОМ", id="Russian capitals"),
        pytest.param("Ђаци и њихов учитељ: „Џеп“", id="Serbian"),
        pytest.param("ماں نے کہا: آنکھوں کے لیے لکھوگے، پوچھوگے", id="Urdu"),
        pytest.param("เธอเธอเนตรเนื้อเธอ", id="Thai letters that are lead bytes"),
        pytest.param("เขต เดช เขต เจต", id="Thai syllables that are characters"),
        pytest.param("Tel. 5 × 3 = 15 ± 2 µm, © 2023 «Ñandú» ¿Qué? ¡Sí!", id="signs"),
    ],
)
def test_well_formed_texts(text: str) -> None:
    assert misreadings.find(text) is None


ALPHABETS = {
    "fr": "abcdefghijklmnoprstuvàâæçéèêëîïôœùû",
    "pl": "abcdefghijklmnoprstuwyząćęłńóśźż",
    "vi": "abcdeghiklmnopqrstuvxyàáảãạăằắẳâầấẩđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữự",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءآأإ",
    "fa": "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآ",
    "el": "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώς",
    "th": "กขคงจฉชซญดตถทธนบปผพฟมยรลวศษสหอฮะาิีึืุูเแโไใ่้",
}


@pytest.mark.parametrize("language", ALPHABETS)
@given(data=st.data())
def test_no_words_of_an_alphabet_are_a_misreading(language: str, data: st.DataObject) -> None:
    # A text is drawn in a fraction of the time that a list of letters takes.
    word = st.text(ALPHABETS[language], min_size=2, max_size=9)
    if language in ("fr", "pl", "vi"):
        # No word in Latin letters consists of accented ones.
        syllable = st.tuples(st.sampled_from("bcdgklmnst"), st.sampled_from(ALPHABETS[language])).map("".join)
        word = st.lists(syllable, min_size=2, max_size=9).map("".join)
    words = data.draw(
        st.lists(st.tuples(word, st.sampled_from(["", ".", ",", "…", "”", "?"])), min_size=1, max_size=12)
    )
    assert misreadings.find(" ".join(letters + mark for letters, mark in words)) is None


@pytest.mark.parametrize(
    ("text", "is_misread"),
    [
        pytest.param("اپاپاپ", False, id="letters of Persian in turn"),
        pytest.param("الميناء يعود".encode().decode("cp1256", "replace"), True, id="UTF-8"),
    ],
)
def test_windows_1256(text: str, is_misread: bool) -> None:
    assert (misreadings.find(text) is not None) == is_misread


@given(st.text())
def test_any_text_has_a_place_or_none(text: str) -> None:
    found = misreadings.find(text)
    assert found is None or 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("part", ["Ã", "\ud800é", "Ð\x00", "à¸", "鈥", "\u0082", "ط§ "])
def test_long_texts_of_one_part(part: str) -> None:
    found = misreadings.find(part * 100_000)
    assert found is None or found.start < found.end


SIMPLIFIED = (
    "海事法庭周五公布了救援协定的全部条文，沿海各国将在两年内完成立法。渔民合作社表示欢迎，同时要求增加近海的巡逻船只，"
    "边境警察则要求得到三艘新船，这是中国港口第一次有这样的船，在场的人不多。"
)
TRADITIONAL = (
    "海事法庭週五公布了救援協定的全部條文，沿海各國將在兩年內完成立法。漁民合作社表示歡迎，這是中國第一個有三艘新船的港口，"
    "會來的人不多，但對他們來說，這是一個好消息。"
)
LONG = {**{name: 4 * text for name, text in TEXTS.items()}, "zh": SIMPLIFIED, "tw": TRADITIONAL}


@pytest.mark.parametrize(
    ("language", "written", "read", "kind"),
    [
        pytest.param("ko", "cp949", "gbk", "EUC-KR read as GBK", id="Korean in GBK"),
        pytest.param("ja", "cp932", "gbk", "Shift-JIS read as GBK", id="Japanese in GBK"),
        pytest.param("zh", "gbk", "big5", "GBK read as Big5", id="simplified in Big5"),
        pytest.param("tw", "big5", "gbk", "Big5 read as GBK", id="traditional in GBK"),
        pytest.param("zh", "utf-8", "cp932", "UTF-8 read as Shift-JIS", id="simplified in Shift-JIS"),
        pytest.param("tw", "utf-8", "cp932", "UTF-8 read as Shift-JIS", id="traditional in Shift-JIS"),
    ],
)
@pytest.mark.parametrize("errors", ["ignore", "replace"])
def test_encodings_of_two_bytes_read_as_each_other(
    language: str, written: str, read: str, kind: str, errors: str
) -> None:
    found = misreadings.find(LONG[language].encode(written, "ignore").decode(read, errors))
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize("language", LONG)
def test_well_formed_texts_have_none(language: str) -> None:
    assert misreadings.find(LONG[language]) is None


def test_rare_characters_of_well_formed_texts() -> None:
    assert misreadings.find("好ㄛ。良莠不齐，蟷螂与蜈蚣、蝗虫都在这里；敗衄之後，餘賸無幾，睿智的人留下。" * 3) is None


_TRAIL = misreading_kinds._TRAIL


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        pytest.param("GBK read as Latin-1 or Windows-1252", "(?:[°-÷][¡-þ]){8}", id="GBK"),
        pytest.param(
            "UTF-8 read as Latin-1 or Windows-1252",
            f"(?:[á-ï]{_TRAIL}{_TRAIL}){{2}}|(?:à[¤-¿]{_TRAIL}){{2}}",
            id="UTF-8",
        ),
    ],
)
@given(text=st.text(alphabet="aàáï¤¿°\u0080÷þ", max_size=40))
def test_a_pattern_that_begins_with_a_set_matches_what_the_plain_one_does(name: str, plain: str, text: str) -> None:
    pattern = next(kind.pattern for kind in misreading_kinds.OTHER_KINDS if kind.name == name)
    assert [match.span() for match in pattern.finditer(text)] == [match.span() for match in re.finditer(plain, text)]
