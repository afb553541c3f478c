"""Texts in encodings from before UTF-8 are read in the one that they were written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import legacy_encodings
from newscheck.text.encoding import decode

#: A table of two articles: most of its bytes are ASCII, whatever its language.
TABLE = "title,url,text\n{0},https://eel.example/coast/4711.html,{0} {1}\n{1},https://eel.example/coast/4712.html,{1}\n"
FRENCH = ("La réouverture du port est retardée", "Les pêcheurs réclament des aides après la tempête de février")
GERMAN = ("Rückkehr der Fähren über den Fluss", "Die Fischer begrüßen die Öffnung des Hafens für größere Schiffe")
POLISH = ("Port znów otwarty dla łodzi", "Rybacy cieszą się, że będą mogli wypłynąć jeszcze w środę; żegluga wraca")
CZECH = ("Přístav se znovu otevřel", "Rybáři říkají, že se vrátí k moři už ve čtvrtek, jakmile skončí vítr")
TURKISH = ("Liman yeniden açıldı", "Balıkçılar fırtınanın ardından kıyıya döndü; balık avı çarşamba günü başlıyor")
RUSSIAN = ("Порт снова открыт", "Рыбаки сообщили, что вернутся в море в среду, когда закончится шторм")
GREEK = ("Το λιμάνι άνοιξε ξανά", "Οι ψαράδες λένε ότι θα επιστρέψουν στη θάλασσα την Τετάρτη μετά την καταιγίδα")
HEBREW = ("הנמל נפתח מחדש", "הדייגים אמרו שיחזרו לים ביום רביעי, אחרי שהסערה תסתיים")
ARABIC = ("الميناء يفتح من جديد", "قال الصيادون إنهم سيعودون إلى البحر يوم الأربعاء بعد انتهاء العاصفة")
THAI = ("ท่าเรือเปิดอีกครั้ง", "ชาวประมงกล่าวว่าจะกลับออกทะเลในวันพุธหลังพายุสงบ")
KOREAN = ("항구가 다시 열렸다", "어민들은 폭풍이 끝나면 수요일에 바다로 돌아갈 것이라고 말했다")
JAPANESE = ("港が再び開いた", "漁師たちは嵐がおさまれば水曜日に海へ戻ると話している")
CHINESE = ("港口重新开放", "渔民合作社负责人表示，风暴结束以后，他们将于星期三返回海上捕鱼")
TAIWANESE = ("港口重新開放", "漁民合作社負責人表示，風暴結束以後，他們將於星期三返回海上捕魚")


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        pytest.param(FRENCH, "cp1252", "Windows-1252", id="French"),
        pytest.param(GERMAN, "latin-1", "Windows-1252", id="German"),
        pytest.param(POLISH, "cp1250", "Windows-1250", id="Polish"),
        pytest.param(POLISH, "iso8859-2", "ISO-8859-2", id="Polish, of ISO"),
        pytest.param(CZECH, "cp1250", "Windows-1250", id="Czech"),
        pytest.param(TURKISH, "cp1254", "Windows-1254", id="Turkish"),
        pytest.param(RUSSIAN, "cp1251", "Windows-1251", id="Russian"),
        pytest.param(RUSSIAN, "koi8-r", "KOI8-U", id="Russian, of Unix"),
        pytest.param(GREEK, "cp1253", "Windows-1253", id="Greek"),
        pytest.param(HEBREW, "cp1255", "Windows-1255", id="Hebrew"),
        pytest.param(ARABIC, "cp1256", "Windows-1256", id="Arabic"),
        pytest.param(THAI, "cp874", "TIS-620", id="Thai"),
        pytest.param(KOREAN, "euc-kr", "EUC-KR", id="Korean"),
        pytest.param(JAPANESE, "shift_jis", "Shift_JIS", id="Japanese, of Windows"),
        pytest.param(JAPANESE, "euc-jp", "EUC-JP", id="Japanese, of Unix"),
        pytest.param(CHINESE, "gb18030", "GB18030", id="Chinese"),
        pytest.param(TAIWANESE, "big5", "BIG5", id="traditional Chinese"),
    ],
)
def test_a_table_is_read_in_its_encoding(text: tuple[str, str], codec: str, name: str) -> None:
    table = TABLE.format(*text)
    decoded, faults = decode(table.encode(codec))
    assert [fault.detail for fault in faults] == [f"not UTF-8 but {name}"]
    assert decoded == table


@pytest.mark.parametrize("data", [b"", b"a\xe9b", "é".encode("cp1252") * 15])
def test_few_bytes_say_nothing(data: bytes) -> None:
    assert legacy_encodings.decode(data) is None


@given(st.binary(max_size=300))
def test_any_bytes_have_a_text_or_none(data: bytes) -> None:
    found = legacy_encodings.decode(data)
    assert found is None or (found[0] and found[1])
