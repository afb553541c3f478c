"""Walls and labels: each alternative has a sign by which texts are chosen, and long texts take little."""

from __future__ import annotations

import re

import pytest

from newscheck.text import furniture_labels, rest_labels, wall_phrases
from newscheck.text.walls.table import WALLS

TABLES = {
    "rest": rest_labels.LABELS,
    "elsewhere": rest_labels.ELSEWHERE,
    "links": furniture_labels.LINKS,
    "invitations": furniture_labels.INVITATIONS,
}
ROWS = [
    pytest.param(pattern, id=f"{name}-{language}")
    for name, table in TABLES.items()
    for language, pattern in table.items()
]


@pytest.mark.parametrize("pattern", ROWS)
def test_each_pattern_is_in_small_letters_and_never_empty(pattern: str) -> None:
    words = re.sub(r"\\[A-Z]|İ", "", pattern)
    assert words == words.lower()
    assert re.compile(pattern).match("") is None


def test_each_language_has_a_sign_of_consent() -> None:
    signs = wall_phrases._CONSENT_SIGNS
    rows = wall_phrases.table("consent").items()
    assert [language for language, pattern in rows if not any(sign in pattern for sign in signs)] == []


def test_each_chinese_notice_at_the_end_has_a_sign() -> None:
    rows = [wall for wall in WALLS if wall.language == "zh" and wall.kind in ("paywall", "appwall")]
    assert all(wall_phrases.ending([f"海事法庭周五公布了协定。{wall.fires}"], "zh") for wall in rows)


def test_each_chinese_notice_passes_the_quick_test() -> None:
    rows = [wall for wall in WALLS if wall.language == "zh" and wall.kind not in ("title", "consent")]
    assert [wall.fires for wall in rows if not wall_phrases.may_say(wall.fires)] == []


@pytest.mark.parametrize(
    ("title", "is_wall"),
    [
        pytest.param("Accès refusé", True, id="French"),
        pytest.param("Page introuvable - Le Monde", True, id="with the site's name"),
        pytest.param("Доступ ограничен", True, id="Russian"),
        pytest.param("ログイン", True, id="Japanese"),
        pytest.param("로그인", True, id="Korean"),
        pytest.param("הדף לא נמצא", True, id="Hebrew"),
        pytest.param("הגישה נדחתה על ידי בית המשפט", False, id="a Hebrew headline"),
        pytest.param("Accès refusé aux pêcheurs de Lisbonne", False, id="a headline"),
        pytest.param("Доступ ограничен для рыбаков", False, id="a Russian headline"),
        pytest.param("Vui lòng chờ đợi lâu hơn ở cảng", False, id="a Vietnamese headline"),
    ],
)
def test_titles(title: str, is_wall: bool) -> None:
    assert (wall_phrases.title(title) is not None) is is_wall


@pytest.mark.parametrize("part", ["cookie ", "we use ", "robot", "(", "…", "page que vous ", "クッキー"])
def test_long_texts(part: str) -> None:
    text = part * 50_000
    assert wall_phrases.consent(text) is None
    assert wall_phrases.notice(text[:150]) is None
    assert wall_phrases.ending([text, text]) is None
    assert rest_labels.find(text + "x") is None
    assert furniture_labels.find(text[:199], "") is None


@pytest.mark.parametrize(
    ("end", "is_cut"),
    [
        pytest.param("The port is open… Learn more", True, id="a link behind an ellipsis"),
        pytest.param("The port is... Learn more", True, id="three dots"),
        pytest.param("The port is open. Learn more »", False, id="a link to another page"),
        pytest.param("El puerto está abierto. Más información", False, id="Spanish"),
        pytest.param("The port is open. Continue reading", True, id="a link to the rest"),
        pytest.param("Le port est ouvert. Lire la suite", True, id="French"),
        pytest.param("The port is op… [+1234 chars]", True, id="a news API"),
    ],
)
def test_labels_that_lead_to_other_pages_show_no_cut(end: str, is_cut: bool) -> None:
    assert (rest_labels.find(end) is not None) is is_cut


@pytest.mark.parametrize(
    ("title", "phrase", "consent"),
    [
        pytest.param("Stránka nenalezena", "", "Používáme soubory cookies, abychom web zlepšili.", id="Czech"),
        pytest.param("Siden findes ikke", "Siden, du leder efter, findes ikke.", "Vi bruger cookies.", id="Danish"),
        pytest.param("Sivua ei löytynyt", "Etsimääsi sivua ei ole.", "Käytämme evästeitä.", id="Finnish"),
        pytest.param("Η σελίδα δεν βρέθηκε", "Η σελίδα που ζητήσατε δεν υπάρχει.", "", id="Greek"),
        pytest.param(
            "Vennligst vent...", "Siden du leter etter finnes ikke.", "Vi bruker informasjonskapsler.", id="Norwegian"
        ),
        pytest.param("Åtkomst nekad", "Sidan du söker finns inte.", "Vi använder kakor.", id="Swedish"),
    ],
)
def test_walls_in_more_languages(title: str, phrase: str, consent: str) -> None:
    assert wall_phrases.title(title) is not None
    assert not phrase or wall_phrases.notice(phrase) is not None
    assert not consent or wall_phrases.consent(consent) is not None


@pytest.mark.parametrize(
    ("language", "rest", "paywall", "link", "invitation"),
    [
        pytest.param("cs", "Číst dále", "", "Čtěte také: Přístav je zavřený", "", id="Czech"),
        pytest.param(
            "da",
            "Læs mere",
            "Log ind for at læse videre",
            "Læs også: Havnen er lukket",
            "Følg os på Facebook",
            id="Danish",
        ),
        pytest.param(
            "el", "Διαβάστε περισσότερα", "Συνδεθείτε για να διαβάσετε", "Δείτε επίσης: Λιμάνι", "", id="Greek"
        ),
        pytest.param(
            "fi",
            "Lue lisää",
            "Kirjaudu ja lue koko juttu",
            "Lue myös: Satama on kiinni",
            "Tilaa uutiskirje",
            id="Finnish",
        ),
        pytest.param("hu", "Tovább olvasom", "", "Olvassa el ezt is: Zárva a kikötő", "", id="Hungarian"),
        pytest.param(
            "no",
            "Les hele saken",
            "Saken er kun for abonnenter",
            "Les også: Havnen er stengt",
            "Følg oss på X",
            id="Norwegian",
        ),
        pytest.param(
            "sv",
            "Läs vidare",
            "Logga in för att läsa",
            "Se även: Hamnen är stängd",
            "Följ oss på Facebook",
            id="Swedish",
        ),
    ],
)
def test_labels_in_more_languages(language: str, rest: str, paywall: str, link: str, invitation: str) -> None:
    assert rest_labels.find(rest) is not None
    assert not paywall or wall_phrases.ending([paywall], language) is not None
    assert furniture_labels.find(link, language) is not None
    assert not invitation or furniture_labels.find(invitation, language) is not None
    assert furniture_labels.find(f"{link.partition(':')[0]} alt dette.", language) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The rest of this story is available to subscribers.", id="the rest"),
        pytest.param("You have read all your free articles this month.", id="all free ones"),
        pytest.param("You’ve reached your limit of free stories.", id="limit"),
        pytest.param("Want to read more? Become a member for a pound a week.", id="want"),
        pytest.param("Melden Sie sich an, um weiterzulesen.", id="German: log in"),
        pytest.param("Den vollständigen Artikel lesen Sie mit Hafen Plus.", id="German: with"),
        pytest.param("Mit einem Abo lesen Sie alle Texte.", id="German: subscription"),
    ],
)
def test_notices_of_a_paywall(text: str) -> None:
    assert wall_phrases.ending([f"The harbour reopened on Tuesday. {text}"]) is not None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The report is available to members of the council.", id="a report"),
        pytest.param("Das Gedicht lesen Sie mit Vergnügen.", id="German pleasure"),
    ],
)
def test_texts_about_reading_at_the_end(text: str) -> None:
    assert wall_phrases.ending([f"The harbour reopened on Tuesday. {text}"]) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("渔民的儿子年过三十找不到对象", id="somebody finds no partner"),
        pytest.param("点击上方蓝字免费订阅港口晚报", id="the line of an account"),
        pytest.param("港口晚报读者扫下方二维码", id="a code below"),
        pytest.param("来自安卓客户端", id="with what it was posted"),
    ],
)
def test_short_texts_that_are_no_wall(text: str) -> None:
    assert wall_phrases.loose(text, "zh", ["offer", "remark"]) is None
