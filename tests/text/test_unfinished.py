"""Where a text in an alphabet ends before its sentence does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import unfinished

START = 2 * "The harbour of Brenmouth reopened on Tuesday morning after three weeks of repair, the authority said. "
FRENCH = 2 * "Le port de Brenmouth a rouvert mardi matin après trois semaines de travaux, selon les autorités. "
GERMAN = 2 * "Der Hafen von Brensund ist seit Dienstagmorgen wieder offen, wie die Hafenbehörde mitteilte. "
RUSSIAN = 2 * "Порт Бренмут снова открылся утром во вторник после трёх недель ремонта, сообщила администрация. "
HINDI = "ब्रेनमथ का बंदरगाह तीन सप्ताह की मरम्मत के बाद मंगलवार सुबह फिर खुल गया, अधिकारियों ने बताया। "
THAI = "ท่าเรือเบรนเมาท์เปิดให้บริการอีกครั้งในเช้าวันอังคารหลังจากซ่อมแซมเป็นเวลาสามสัปดาห์ เจ้าหน้าที่กล่าว "


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("en", f"{START}During the closure 38 ships had to be sent to the", id="an article"),
        pytest.param("en", f"{START}During the closure 38 ships had to be sent to other po", id="half of a word"),
        pytest.param("en", f"{START}During the closure,", id="a comma"),
        pytest.param("en", f"{START}The first berth is already open to grain ships;", id="a semicolon"),
        pytest.param("en", "For three weeks 38 ships had to be sent to the", id="a short paragraph, an article"),
        pytest.param(
            "en",
            START[: len(START) // 2].replace(", the authority said. ", " and the"),
            id="one sentence, a conjunction",
        ),
        pytest.param(
            "en", f"- {START}During the closure 38 ships had to be sent to the", id="a row of a list, an article"
        ),
        pytest.param("en", f"{START}By Friday the ships had been sent to other ports of the re", id="no byline"),
        pytest.param(
            "en", f"{START * 4}During the closure they were sent to other ports of the re", id="a page cut off"
        ),
        pytest.param("de", f"{GERMAN * 4}Die Schiffe wurden in dieser Zeit zu anderen", id="a German page cut off"),
        pytest.param("en", f"{START}The ships had been", id="a few words"),
        pytest.param("fr", f"{FRENCH}Pendant la fermeture, les bateaux ont dû", id="French"),
        pytest.param("de", f"{GERMAN}Während der Sperrung mussten 38 Schiffe in andere", id="German"),
        pytest.param("ru", f"{RUSSIAN}Во время закрытия суда направляли в другие", id="Russian"),
        pytest.param(
            "ar",
            "أعيد فتح ميناء برنموث صباح الثلاثاء بعد ثلاثة أسابيع من أعمال الإصلاح والصيانة كما قالت السلطات؛",
            id="Arabic semicolon",
        ),
        pytest.param(
            "fi",
            "Brenmuthin satama avattiin tiistaina kolmen viikon korjaustöiden jälkeen, viranomainen kertoo. Alukset ja",
            id="Finnish conjunction",
        ),
        pytest.param("hi", f"{HINDI}बंद रहने के दौरान जहाजों को दूसरे बंदरगाहों में भेजना पड़ा और", id="Hindi conjunction"),
    ],
)
def test_unfinished(language: str, text: str) -> None:
    assert unfinished.is_unfinished(text, language, len(text))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("en", START.strip(), id="a full stop"),
        pytest.param("en", f"{START}“We worked day and night,” she said. “The first ship is here.”", id="a quotation"),
        pytest.param("en", f"{START}(AFP)", id="an agency"),
        pytest.param("en", f"{START}Reuter TAW 3;", id="an agency and its desk"),
        pytest.param("en", f"{START} The oldest harbours of the coast in photographs", id="the headline of a gallery"),
        pytest.param("en", f"{START}Reporting by our correspondent in the city, Anna Lindqvist", id="a credit"),
        pytest.param("en", f"{START}/ND", id="initials"),
        pytest.param("en", f"{START}AGENCY 3;", id="the sign of an agency"),
        pytest.param("en", f"{START}Read the full article", id="a label"),
        pytest.param("fr", f"{FRENCH}En savoir plus", id="a French label"),
        pytest.param("en", f"{START}open(harbour);", id="a line of a programme"),
        pytest.param("en", f"{START}Anna Lindqvist and Jean Lefèvre contributed to this report", id="who helped"),
        pytest.param("en", f"{START}Related: “Ships” and eleven other words that they have for it", id="a quoted link"),
        pytest.param("en", f"{START}The paper is not responsible for the views of its readers", id="a disclaimer"),
        pytest.param("en", f"{START}By Anna Lindqvist, our correspondent for the northern harbours", id="a byline"),
        pytest.param("en", f"{START}Get news of the harbour in your inbox each weekday morning", id="a newsletter"),
        pytest.param(
            "en", f"{START * 4}The most beautiful ships of the northern harbours", id="a page with a headline"
        ),
        pytest.param("en", f"{START * 4}How the harbour has grown since the last big storm", id="and a question"),
        pytest.param("fr", f"{FRENCH * 4}Les plus beaux bateaux des ports du nord de la France", id="and a French one"),
        pytest.param("en", f"{START}Photo: ships at the quay in the morning light of a cold day", id="a caption"),
        pytest.param(
            "en", "The harbour of the town at the quay in the morning light of a cold winter day", id="one line"
        ),
        pytest.param("en", f"{START}More on www.example.org/harbour and in the paper of this week", id="an address"),
        pytest.param("en", f"{START}The authority can be reached by letter and on 0123 456789", id="a number"),
        pytest.param("hi", f"{HINDI}परिषद मार्च में इस योजना पर मतदान करेगी", id="Hindi without a danda"),
        pytest.param("th", f"{THAI}สภาจะลงมติในเดือนมีนาคม", id="Thai"),
        pytest.param(
            "en", f"- Harbour. {START}What the council says of the ships at the quay", id="a headline in a list"
        ),
        pytest.param("fr", f"• {FRENCH}Les bateaux restent au port pendant toute la semaine", id="a row with a dot"),
        pytest.param("de", f"3. {GERMAN}Die Fähren fahren wieder zur vollen Stunde zum Kai", id="a numbered row"),
        pytest.param(
            "", f"{START}During the closure 38 ships had to be sent to the", id="a language that is not known"
        ),
        pytest.param("ru", "Порт снова открылся. Ремонт занял три недели и стоил четыре миллиона рублей", id="a deck"),
        pytest.param("en", "During the closure of the", id="too short"),
    ],
)
def test_finished(language: str, text: str) -> None:
    assert not unfinished.is_unfinished(text, language, len(text))


@pytest.mark.parametrize(
    ("text", "following", "goes_on"),
    [
        pytest.param(f"{START}Enjoy the summer, and see you in a few weeks,", "Anna Lindqvist", True, id="a letter"),
        pytest.param(f"{GERMAN}Mit freundlichen Grüßen,", "– Ihre Anna von der Linde", True, id="a dash, more words"),
        pytest.param(f"{START}During the closure,", "", False, id="nothing behind"),
        pytest.param(f"{START}During the closure,", "The ships are here again.", False, id="a sentence"),
        pytest.param(f"{START}During the closure,", "the port was dark.", True, id="the rest of the sentence"),
        pytest.param(f"{START}During the closure,", "Photo: the port", False, id="no name"),
        pytest.param(f"{START}During the closure,", "dpa", False, id="an agency"),
        pytest.param(f"{GERMAN}Während der Sperrung,", "ab/cd (dpa, afp)", False, id="the signs of editors"),
        pytest.param(f"{START}During the closure", "Anna Lindqvist", False, id="no comma"),
        pytest.param(START[:-2].replace(". ", ", ") + ",", "Anna Lindqvist", False, id="a long sentence"),
    ],
)
def test_a_short_paragraph_behind_the_text(text: str, following: str, goes_on: bool) -> None:
    assert unfinished.goes_on(text, following) is goes_on


@given(st.text(), st.sampled_from(["en", "ar", "ja", "th", ""]))
def test_any_text(text: str, language: str) -> None:
    assert unfinished.is_unfinished(text * 30, language, 1_000) in (True, False)
