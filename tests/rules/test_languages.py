"""Articles in seventeen languages: well-formed ones have no finding of the rules about words, broken ones have one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from newscheck import readers, rules
from newscheck.article.extraction import to_article
from newscheck.article.sites import SiteIndex
from newscheck.checker import examples
from newscheck.engine.settings import package_data
from newscheck.model import Context, Hit, RawInput

Item = dict[str, Any]
SAMPLES = Path(__file__).parents[1] / "samples" / "languages"
ITEMS = {
    path.stem: [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for path in sorted(SAMPLES.glob("*.jsonl"))
}
LANGUAGES = ("ar", "bn", "de", "en", "es", "fa", "fr", "hi", "id", "ja", "ko", "ne", "pt", "ru", "th", "tr", "vi")
OWN = (
    *("body-mojibake", "body-truncated", "body-unfinished", "escaped-html", "furniture-leaked", "garbage-page"),
    *("leftover-word", "replacement-character", "title-control", "title-editor-mark", "title-entity"),
    *("title-site-name", "title-spacing"),
)
SITES = SiteIndex(package_data.sites())
RULES = rules.load()
REST = {
    "ar": "اقرأ المزيد",
    "bn": "আরও পড়ুন",
    "de": "Weiterlesen",
    "en": "Read more »",
    "es": "Leer más",
    "fa": "ادامه مطلب",
    "fr": "Lire la suite",
    "hi": "आगे पढ़ें",
    "id": "Selengkapnya",
    "ja": "続きを読む",
    "ko": "더보기",
    "ne": "थप पढ्नुहोस्",
    "pt": "Leia mais",
    "ru": "Читать далее",
    "th": "อ่านต่อ",
    "tr": "Devamını oku",
    "vi": "Đọc tiếp",
}
PAYWALL = {
    "ar": "اشترك لمتابعة القراءة",
    "bn": "পড়া চালিয়ে যেতে লগইন করুন",
    "de": "Dieser Artikel ist nur für Abonnenten.",
    "en": "Subscribe to continue reading",
    "es": "Suscríbete para seguir leyendo",
    "fa": "برای ادامه مطلب وارد شوید",
    "fr": "Cet article est réservé aux abonnés.",
    "hi": "आगे पढ़ने के लिए लॉगिन करें",
    "id": "Berlangganan untuk melanjutkan membaca",
    "ja": "この記事は有料会員限定です。残り1234文字",
    "ko": "로그인 후 계속 읽으실 수 있습니다",
    "ne": "थप पढ्नको लागि लगइन गर्नुहोस्",
    "pt": "Assine para continuar lendo",
    "ru": "Подпишитесь, чтобы продолжить чтение",
    "th": "สมัครสมาชิกเพื่ออ่านต่อ",
    "tr": "Okumaya devam etmek için giriş yapın",
    "vi": "Đăng nhập để đọc tiếp",
}
WALL_TITLES = {
    "ar": "تم رفض الوصول",
    "bn": "পৃষ্ঠাটি পাওয়া যায়নি",
    "de": "Seite nicht gefunden",
    "en": "Just a moment...",
    "es": "Acceso denegado",
    "fa": "صفحه مورد نظر یافت نشد",
    "fr": "Page introuvable",
    "hi": "पृष्ठ नहीं मिला",
    "id": "Halaman tidak ditemukan",
    "ja": "ページが見つかりませんでした",
    "ko": "페이지를 찾을 수 없습니다",
    "ne": "पृष्ठ भेटिएन",
    "pt": "Página não encontrada",
    "ru": "Страница не найдена",
    "th": "กรุณารอสักครู่...",
    "tr": "Sayfa bulunamadı",
    "vi": "Không tìm thấy trang",
}
CONSENT = {
    "ar": "نستخدم ملفات تعريف الارتباط لتحسين تجربتك. يرجى الموافقة.",
    "bn": "আমরা কুকি ব্যবহার করি। সম্মতি দিন।",
    "de": "Wir und unsere 214 Partner nutzen Cookies, um Inhalte zu messen.",
    "en": "We and our partners use cookies to measure content.",
    "es": "Utilizamos cookies para medir los contenidos.",
    "fa": "ما از کوکی استفاده می‌کنیم.",
    "fr": "Nous et nos 214 partenaires utilisons des cookies pour mesurer l’audience.",
    "hi": "हम कुकीज़ का उपयोग करते हैं।",
    "id": "Situs ini menggunakan cookie untuk mengukur konten.",
    "ja": "当サイトではサービス向上のためCookieを使用しています。",
    "ko": "저희 사이트는 서비스 개선을 위해 쿠키를 사용합니다.",
    "ne": "हामी कुकीको प्रयोग गर्छौं।",
    "pt": "Utilizamos cookies para medir os conteúdos.",
    "ru": "Мы используем файлы cookie, чтобы улучшить сайт.",
    "th": "เว็บไซต์นี้ใช้คุกกี้เพื่อพัฒนาบริการ",
    "tr": "Web sitemizde deneyiminizi iyileştirmek için çerez kullanıyoruz.",
    "vi": "Chúng tôi sử dụng cookie để cải thiện trang web.",
}
ALSO = {
    "ar": "اقرأ أيضا: قرار المجلس",
    "bn": "আরও পড়ুন: পরিষদের সিদ্ধান্ত",
    "de": "Lesen Sie auch: Der Beschluss des Rates",
    "en": "Also read: What the council decided",
    "es": "Lea también: La decisión del consejo",
    "fa": "بیشتر بخوانید: تصمیم شورا",
    "fr": "Lire aussi : La décision du conseil",
    "hi": "यह भी पढ़ें: परिषद का फैसला",
    "id": "Baca juga: Keputusan dewan",
    "ja": "関連記事：議会の決定",
    "ko": "관련기사: 의회의 결정",
    "ne": "यो पनि पढ्नुहोस्: परिषद्को निर्णय",
    "pt": "Leia também: A decisão do conselho",
    "ru": "Читайте также: Решение совета",
    "th": "ข่าวที่เกี่ยวข้อง: มติของสภา",
    "tr": "İlgili haber: Meclisin kararı",
    "vi": "Xem thêm: Quyết định của hội đồng",
}
#: Sentences that end with the verb, or have no end, show no cut.
NO_END = ("ar", "bn", "fa", "hi", "ja", "ko", "ne", "th", "tr")


def hits(item: Item, language: str = "", names: tuple[str, ...] = OWN) -> dict[str, list[Hit]]:
    """The hits of some rules on an article of JSON Lines, by rule."""
    line = json.dumps(item, ensure_ascii=False).encode("utf-8", "surrogatepass")
    (document,) = readers.read(RawInput("news.jsonl", line + b"\n"))
    article = to_article(document, SITES)
    site = replace(article.site, language=language)
    found = {
        name: [*RULES[name].check(article, Context(examples.NOW, site, None, RULES[name].options))] for name in names
    }
    return {name: list_of for name, list_of in found.items() if list_of}


def item(language: str, **changed: str) -> Item:
    return {**ITEMS[language][0], **changed}


def body(language: str) -> str:
    return str(ITEMS[language][0]["body"])


def test_there_are_samples_of_all_languages() -> None:
    assert tuple(ITEMS) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", range(3))
def test_well_formed_articles_have_no_finding(language: str, number: int) -> None:
    assert hits(ITEMS[language][number], language) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_to_the_rest_is_a_cut(language: str) -> None:
    assert [*hits(item(language, body=f"{body(language)} {REST[language]}"))] == ["body-truncated"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paywall_behind_the_beginning_is_one(language: str) -> None:
    first = body(language).split("\n")[0]
    found = hits(item(language, body=f"{first}\n{PAYWALL[language]}"))
    assert [*found] == ["garbage-page"]
    assert "paywall" in found["garbage-page"][0].message


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paywall_alone_is_a_wall(language: str) -> None:
    assert [*hits(item(language, body=PAYWALL[language]))] == ["garbage-page"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_of_walls(language: str) -> None:
    assert [*hits(item(language, title=WALL_TITLES[language]))] == ["garbage-page"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_that_ask_for_consent(language: str) -> None:
    assert [*hits(item(language, body=CONSENT[language]))] == ["garbage-page"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_to_other_articles_are_furniture(language: str) -> None:
    first, rest = body(language).split("\n", 1)
    assert [*hits(item(language, body=f"{first}\n{ALSO[language]}\n{rest}"))] == ["furniture-leaked"]


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name not in NO_END])
def test_the_middle_of_a_sentence_is_no_end(language: str) -> None:
    text = body(language)
    cut = text[: text.rindex(" ", 0, len(text) - 12)]
    assert [*hits(item(language, body=cut))] == ["body-unfinished"]


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "th"])
def test_a_comma_is_no_end(language: str) -> None:
    comma = {"ar": "،", "fa": "،", "ja": "、"}.get(language, ",")
    text = body(language)
    assert [*hits(item(language, body=text.rstrip(".。।۔») ") + comma))] == ["body-unfinished"]


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name not in ("en", "id")])
@pytest.mark.parametrize("field", ["title", "body"])
def test_utf8_read_as_latin1(language: str, field: str) -> None:
    text = str(ITEMS[language][0][field])
    if len(text) - len(text.encode("ascii", "ignore")) < 2:
        pytest.skip("almost only ASCII")
    found = hits(item(language, **{field: text.encode().decode("latin-1")}), names=("body-mojibake",))
    assert "Latin-1" in found["body-mojibake"][0].message


@pytest.mark.parametrize(
    ("language", "title"),
    [
        pytest.param(
            "fr", "Port\u00a0: «\u00a0une chance\u00a0» pour 10\u202f000 personnes, dit M.\u00a0Blanc", id="French"
        ),
        pytest.param("ru", "Порт в\u00a0Бренмуте открылся\u00a0— совет принял решение", id="Russian"),
        pytest.param("fa", "کشتی\u200cها به بندر بازگشتند", id="Persian non-joiner"),
        pytest.param("ne", "किसान बजार फर्क\u200dयो, गर्छन्\u200c", id="Nepali joiner"),
        pytest.param("bn", "র\u200d্যাব বন্দরে", id="Bengali joiner"),
        pytest.param("th", "ท่าเรือ\u200bเปิด\u200bอีกครั้ง", id="Thai zero-width space"),
        pytest.param("ar", "إصابات COVID\u200f-19\u200e في الميناء", id="Arabic marks of direction"),
        pytest.param("de", "Hafen gegen Fischer: drei zu null", id="null is zero"),
        pytest.param("en", "What art is remains undefined", id="undefined is a word"),
        pytest.param("en", "Copy of Magna Carta found in the harbour", id="a copy is the subject"),
        pytest.param("de", "Test: Der neue Leuchtturm", id="a test is the subject"),
    ],
)
def test_titles_that_are_right_in_their_language(language: str, title: str) -> None:
    assert hits(item(language, title=title)) == {}


@pytest.mark.parametrize(
    ("language", "title", "rule"),
    [
        pytest.param("en", "Harbour\u200breopens", "title-control", id="zero-width space between Latin letters"),
        pytest.param("en", "Harbour\u200dreopens", "title-control", id="joiner between Latin letters"),
        pytest.param("ar", "الميناء يعمل\u200f", "title-control", id="mark of direction at the end"),
        pytest.param("ar", "الميناء \u202eيعمل من جديد", "title-control", id="override of direction"),
        pytest.param("en", "Harbour\u00a0reopens", "title-spacing", id="no-break space between words"),
        pytest.param("fr", "Le port\u00a0 rouvre", "title-spacing", id="doubled"),
        pytest.param("fr", "L&eacute;cole rouvre", "title-entity", id="entity"),
        pytest.param("es", "Sin título", "title-editor-mark", id="no title"),
        pytest.param("en", "undefinedHarbour reopens", "leftover-word", id="a word that sticks to the next"),
    ],
)
def test_titles_that_are_wrong_in_their_language(language: str, title: str, rule: str) -> None:
    assert [*hits(item(language, title=title))] == [rule]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("en", "Parents should teach their children to read more.", id="read more"),
        pytest.param("en", "Of the two parties, this one (the smaller) asks for more.", id="more"),
        pytest.param("fr", "Il leur conseille d’attendre avant de lire la suite.", id="lire la suite"),
        pytest.param("de", "Wer das Buch beginnt, muss einfach weiterlesen.", id="weiterlesen"),
        pytest.param("es", "Los niños tienen que leer más.", id="leer más"),
        pytest.param("ru", "Учитель просил детей читать далее.", id="читать далее"),
        pytest.param("id", "Ia meminta mereka membaca selengkapnya.", id="selengkapnya"),
        pytest.param("en", "The minister wants to ban the line “We use cookies” from all pages.", id="cookies"),
        pytest.param("en", "A captcha, she said, no longer shows who is human.", id="captcha"),
        pytest.param("de", "Die Zeitung baut ihre Paywall ab, Abonnenten zahlen künftig weniger.", id="paywall"),
        pytest.param("fr", "Le journal ouvre ses articles réservés aux abonnés à tous les élèves.", id="abonnés"),
    ],
)
def test_articles_about_such_words_have_no_finding(language: str, text: str) -> None:
    assert hits(item(language, body=f"{body(language)}\n{text}")) == {}
