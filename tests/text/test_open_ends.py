"""Where a text ends before its sentence does in languages without capitals, or with the verb at the end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import unfinished

JAPANESE = "ブレン港は三週間の補修を終え、火曜日の朝に再開した。港湾局が発表した。"
KOREAN = "브렌항이 3주간의 보수를 마치고 화요일 다시 열렸다. 10월 폭풍으로 부두 두 곳이 무너졌다. "
HINDI = "ब्रेनमथ का बंदरगाह तीन सप्ताह की मरम्मत के बाद मंगलवार सुबह फिर खुल गया, अधिकारियों ने बताया। तूफान ने दो घाट तोड़ दिए थे। "
NEPALI = "तीन साताको मर्मतपछि ब्रेनपुर बन्दरगाह मंगलबार बिहान फेरि खुलेको प्राधिकरणले जनाएको छ । आँधीले दुई घाट बगाएको थियो । "
BENGALI = "তিন সপ্তাহের মেরামত শেষে মঙ্গলবার সকালে আবার খুলেছে বন্দর। ঝড়ে দুটি জেটি ভেসে গিয়েছিল বলে কর্তৃপক্ষ জানিয়েছে। "
URDU = "تین ہفتوں کی مرمت کے بعد منگل کی صبح بندرگاہ دوبارہ کھل گئی۔ اکتوبر کے طوفان نے دو گھاٹ بہا دیے تھے۔ "
PERSIAN = "بندر برناب پس از سه هفته تعمیر صبح سه‌شنبه بازگشایی شد. توفان ماه اکتبر دو اسکله را از جا کنده بود. "
TURKISH = "Brenköy limanı üç haftalık onarımın ardından yeniden açıldı. Ekim ayındaki fırtına iki iskeleyi yıkmıştı. "
ARABIC = (
    "عاد ميناء برنوس إلى العمل صباح الثلاثاء بعد ثلاثة أسابيع من أعمال الإصلاح. وكانت عاصفة قد جرفت رصيفين من الأرصفة. "
)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param(
            "ja", f"{JAPANESE}閉鎖の間、三十八隻の船がほかの港に回され、漁師たちは", id="Japanese: a particle"
        ),
        pytest.param("ja", f"{JAPANESE}市は春に一階の喫茶店を開き、児童コーナー", id="Japanese: a noun"),
        pytest.param("ko", f"{KOREAN}항구가 닫힌 동안 배 38척이 다른 항구로 갔고 어민들은", id="Korean: a particle"),
        pytest.param("ko", f"{KOREAN}이웃 지역에서는 비슷한 사업이 이미 성공을 거두", id="Korean: half of a word"),
        pytest.param("hi", f"{HINDI}बंदरगाह बंद रहने के दौरान जहाजों को पड़ोस के दूसरे शहर", id="Hindi"),
        pytest.param("ne", f"{NEPALI}बन्दरगाह बन्द रहँदा जहाजहरूलाई छिमेकी सहरका अरू बन्दरगाहतर्फ", id="Nepali"),
        pytest.param("bn", f"{BENGALI}বন্ধ থাকার সময় জাহাজগুলোকে অন্য শহরের বন্দরের", id="Bengali: a genitive"),
        pytest.param("ur", f"{URDU}بندش کے دوران جہازوں کو پڑوس کے دوسرے شہر", id="Urdu"),
        pytest.param("fa", f"{PERSIAN}در مدت تعطیلی کشتی‌ها ناچار به بندرهای دیگر این کشور", id="Persian"),
        pytest.param("tr", f"{TURKISH}Liman kapalıyken 38 gemi başka limanlara gönderildi, balıkçılar", id="Turkish"),
    ],
)
def test_open(language: str, text: str) -> None:
    # "balıkçılar" and "gelirler" end alike: nothing is said of such a word.
    assert unfinished.is_unfinished(text, language, len(text)) == (language != "tr")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("ja", f"{JAPANESE}漁業組合は再開を歓迎している", id="Japanese: a verb"),
        pytest.param("ja", f"{JAPANESE}（ブレン支局・林田安奈記者）", id="Japanese: in brackets"),
        pytest.param("ja", f"{JAPANESE}写真はすべて港湾局の報道資料集", id="Japanese: a credit"),
        pytest.param(
            "ja", "再開したブレン港の岸壁に並ぶ漁船と倉庫、十月の嵐で壊れたクレーンの土台と新しい防波堤", id="a caption"
        ),
        pytest.param("ko", f"{KOREAN}어민 단체는 재개를 환영한다고 말했다", id="Korean: a verb"),
        pytest.param("ko", f"{KOREAN}브렌=박하일 기자 hail@example.org", id="Korean: a reporter"),
        pytest.param("ko", f"{KOREAN}사업은 내년 봄에 모두 끝날 예정", id="Korean: a noun for a verb"),
        pytest.param("ko", f"{KOREAN}박하일 경제부 선임기자", id="Korean: a signature"),
        pytest.param("hi", f"{HINDI}परिषद मार्च में इस योजना पर मतदान करेगी", id="Hindi: a verb"),
        pytest.param("hi", f"{HINDI}(समाचार एजेंसी)", id="Hindi: an agency"),
        pytest.param("ne", f"{NEPALI}परिषद्ले चैतमा यस योजनामाथि मतदान गर्नेछ", id="Nepali: a verb"),
        pytest.param("bn", f"{BENGALI}জেলেদের সমিতি বন্দর খোলাকে স্বাগত জানিয়েছে", id="Bengali: a verb"),
        pytest.param("ur", f"{URDU}ماہی گیروں کی انجمن نے اس فیصلے کا خیرمقدم کیا ہے", id="Urdu: a verb"),
        pytest.param("fa", f"{PERSIAN}انجمن ماهیگیران از بازگشایی بندر استقبال کرد", id="Persian: a verb"),
        pytest.param("tr", f"{TURKISH}Belediye meclisi planı mart ayında oylayacak", id="Turkish: a verb"),
        pytest.param("tr", f"{TURKISH}Bu yazıyı arkadaşlarınızla PAYLAŞ", id="Turkish: a label"),
        pytest.param(
            "ar", f"{ARABIC}وخلال فترة الإغلاق اضطرت السفن إلى التوجه نحو موانئ أخرى", id="Arabic: one paragraph"
        ),
    ],
)
def test_closed(language: str, text: str) -> None:
    assert not unfinished.is_unfinished(text, language, len(text))


def test_hebrew_by_the_paragraphs_before() -> None:
    full = "נמל ברנל נפתח מחדש ביום שלישי בבוקר אחרי שלושה שבועות של תיקונים, כך הודיעה הרשות."
    text = f"{full} אגודת הדייגים בירכה על הפתיחה וביקשה לבנות שובר גלים גבוה"
    assert unfinished.is_unfinished(text, "he", len(text), [full, full])
    assert not unfinished.is_unfinished(text, "he", len(text), [full])
    assert not unfinished.is_unfinished(
        f"{full} צילום: ענת לינדר, דוברות הרשות ודוברות העירייה", "he", 200, [full, full]
    )


def test_arabic_by_the_paragraphs_before() -> None:
    text = f"{ARABIC}وخلال فترة الإغلاق اضطرت السفن إلى التوجه نحو موانئ"
    assert unfinished.is_unfinished(text, "ar", len(text), [ARABIC.strip(), "عنوان", ARABIC.strip()])
    assert not unfinished.is_unfinished(text, "ar", len(text), [ARABIC.strip(), ARABIC.strip()[:-1]])


@given(st.text(), st.sampled_from(["ar", "ja", "ko", "hi", "ne", "bn", "ur", "fa", "tr", "mr"]), st.lists(st.text()))
def test_any_text(text: str, language: str, before: list[str]) -> None:
    assert unfinished.is_unfinished(text * 30, language, 1_000, before) in (True, False)
