"""What paragraphs begin with that are furniture, and paragraphs of text that resemble them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import furniture_labels
from newscheck.text.regex import is_east_asian


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        pytest.param("zh", "更多相关内容：港口重新开放", id="more of it in Chinese"),
        pytest.param("zh", "港口两年后重新开放（点击阅读）", id="an invitation behind a headline"),
        pytest.param("zh", "相关报道\xa0港口两年后重新开放", id="a no-break space instead of a colon"),
        pytest.param("zh", "延伸閱讀", id="a label alone"),
        pytest.param("zh", "猜你喜欢：港口重新开放", id="a guess"),
        pytest.param("en", "Related: The harbour is closed", id="related"),
        pytest.param("en", "Advertisement", id="advertisement"),
        pytest.param("en", "Read more: The harbour is closed", id="a link to more"),
        pytest.param("en", "CONTINUE READING", id="a label"),
        pytest.param("de", "Mehr dazu: Der Hafen ist gesperrt", id="German link"),
        pytest.param("en", "Sign up for our daily newsletter", id="newsletter"),
        pytest.param("en", "Share this article", id="share"),
        pytest.param("en", "Facebook Twitter WhatsApp E-mail", id="share row"),
        pytest.param("en", ">> Also read: The harbour is closed", id="arrows before"),
        pytest.param("fr", "LIRE AUSSI : le port est fermé", id="French capitals"),
        pytest.param("fr", "La suite après cette publicité", id="French advertisement"),
        pytest.param("id", "Baca juga: Pelabuhan ditutup", id="Indonesian"),
        pytest.param("hi", "ये भी प\u095dें: बंदरगाह बंद", id="Hindi, letter with its dot"),
        pytest.param("hi", "ये भी पढ\u093cें: बंदरगाह बंद", id="Hindi, letter and dot"),
        pytest.param("fa", "بيشتر بخوانيد: بندر بسته شد", id="Persian on an Arabic keyboard"),
        pytest.param("tr", "İlgili Haber: Liman kapandı", id="Turkish dotted capital"),
        pytest.param("ja", "【関連記事】港が閉鎖", id="Japanese"),
        pytest.param("en", "The post Harbour reopens appeared first on Example News.", id="WordPress"),
        pytest.param("de", "Der Beitrag Hafen wieder offen erschien zuerst auf Beispiel.", id="WordPress in German"),
        pytest.param("hi", "Also Read: बंदरगाह बंद", id="an English label in Hindi"),
        pytest.param("ja", "Advertisement", id="an English label in Japanese"),
        pytest.param("ja", "このニュースをシェア", id="Japanese share button"),
        pytest.param("ko", "이 시각 많이 본 뉴스", id="Korean"),
        pytest.param("ru", "Продолжение после рекламы", id="Russian advertisement"),
        pytest.param("uk", "Читати також: порт закрито", id="Ukrainian"),
        pytest.param("tr", "Haberin Devamı", id="Turkish"),
        pytest.param("id", "[Gambas:Video Harian]", id="Indonesian video"),
        pytest.param("id", "Yuk, simak juga video ini:", id="Indonesian invitation"),
        pytest.param("he", "קראו גם: הנמל נסגר", id="Hebrew"),
        pytest.param("he", "הצטרפו לערוץ שלנו בטלגרם", id="Hebrew channel"),
        pytest.param("bn", "বিজ্ঞাপন", id="Bengali advertisement"),
        pytest.param("ne", "यो पनि : बन्दरगाह बन्द", id="Nepali"),
        pytest.param("", "Читайте также: порт закрыт", id="a language that is not known"),
    ],
)
def test_furniture(language: str, paragraph: str) -> None:
    assert furniture_labels.find(paragraph, language) is not None


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        pytest.param("en", "Related costs rose by half, the authority said.", id="related costs"),
        pytest.param("en", "Advertisements for the harbour hang in every shop, and nobody reads them.", id="subject"),
        pytest.param("en", "Read more books, the head of the school told the children.", id="read more books"),
        pytest.param("es", "Ver más barcos en el puerto es lo que quiere la alcaldesa.", id="see more ships"),
        pytest.param("en", "Share prices fell on Monday.", id="share prices"),
        pytest.param("en", "Facebook and Twitter have not answered.", id="two companies"),
        pytest.param("en", "See also her letter to the council, which is printed today.", id="see also"),
        pytest.param("en", "The post office in the harbour closes.", id="a post office"),
        pytest.param("fr", "Publicité et presse ne font pas bon ménage, dit-elle.", id="French subject"),
        pytest.param("de", "Anzeige erstattete der Hafenmeister am Montag.", id="German police report"),
        pytest.param("de", "Werbung für das Rauchen bleibt verboten.", id="German subject"),
        pytest.param("ru", "Реклама табака запрещена с понедельника.", id="Russian subject"),
        pytest.param("ko", "광고 시장이 지난해보다 줄었다고 협회가 밝혔다.", id="Korean subject"),
        pytest.param("ru", "Рекомендуем приезжать на час раньше, говорит директор порта.", id="Russian advice"),
        pytest.param("tr", "Haberin devamı gelmedi, gazete ertesi gün kapandı.", id="Turkish text"),
        pytest.param("he", "פרסומת לעישון אסורה מיום שני.", id="Hebrew subject"),
        pytest.param(
            "id", "Simak juga penjelasan kepala pelabuhan soal biaya perbaikan yang naik.", id="Indonesian text"
        ),
        pytest.param("ne", "यो पनि अदालतले भनेको हो ।", id="Nepali text"),
        pytest.param("en", "Related: " + "the harbour is closed " * 10, id="a long paragraph"),
    ],
)
def test_text(language: str, paragraph: str) -> None:
    assert furniture_labels.find(paragraph, language) is None


@pytest.mark.parametrize(
    ("block", "with_link", "expected"),
    [
        pytest.param("Publicité", False, True, id="a label"),
        pytest.param("Lire aussi :", False, True, id="a label with its colon"),
        pytest.param("Lire aussi : Le port rouvre", True, True, id="a label and a link"),
        pytest.param("Lire aussi : Le port rouvre", False, False, id="a label before text"),
        pytest.param("Suivez-nous sur les réseaux.", True, True, id="an invitation with a link"),
        pytest.param("Suivez-nous sur les réseaux.", False, False, id="an invitation without one"),
        pytest.param("Facebook Twitter WhatsApp", False, True, id="share buttons"),
        pytest.param("En savoir plus", True, True, id="a link to another page"),
        pytest.param("Lire la suite", True, False, id="a link to the rest"),
        pytest.param("Le port rouvre mardi.", True, False, id="a text with a link"),
    ],
)
@pytest.mark.parametrize("language", ["fr", ""])
def test_blocks(block: str, with_link: bool, expected: bool, language: str) -> None:
    assert furniture_labels.is_furniture(block, language, with_link=with_link) is expected


@pytest.mark.parametrize(
    ("paragraph", "row"),
    [
        pytest.param(
            "The port is open. Send Facebook Twitter Google+ Whatsapp Digg reddit Permalink It was closed.",
            "Facebook Twitter Google+ Whatsapp Digg reddit Permalink",
            id="blanks",
        ),
        pytest.param(
            "Facebook | Twitter | WhatsApp | E-Mail | Print",
            "Facebook | Twitter | WhatsApp | E-Mail | Print",
            id="bars",
        ),
        pytest.param("Facebook Twitter Whatsapp Reddit are firms.", None, id="four"),
        pytest.param(
            "Facebook, Twitter, Instagram, Reddit, WhatsApp and Telegram have not answered.", None, id="a sentence"
        ),
        pytest.param("Facebooktwitterwhatsapptelegramreddit", None, id="one word"),
    ],
)
def test_share_rows_inside_a_paragraph(paragraph: str, row: str | None) -> None:
    match = furniture_labels.share_row(paragraph)
    assert (match and match[0]) == row


@pytest.mark.parametrize(
    ("paragraphs", "lines"),
    [
        pytest.param(["Share", "Tweet", "Email", "3 min read", "The port."], (0, 4), id="before the text"),
        pytest.param(["Le port.", "Partager", "Enregistrer", "Imprimer"], (1, 3), id="behind it"),
        pytest.param(["港口。", "分享", "收藏", "点赞", "港口。"], (1, 3), id="in Chinese"),
        pytest.param(["港口。", "渔网", "小船", "鱼", "港口。"], None, id="other lines in Chinese"),
        pytest.param(["Share", "Tweet", "The port.", "Email"], None, id="two in a row"),
        pytest.param(["The port.", "Nets", "Boats", "Fish"], None, id="other lines"),
        pytest.param([], None, id="nothing"),
    ],
)
def test_lines_of_buttons(paragraphs: list[str], lines: tuple[int, int] | None) -> None:
    assert furniture_labels.button_lines(paragraphs) == lines


@given(st.sampled_from(["", *furniture_labels.LINKS]), st.characters(min_codepoint=0x3041, max_codepoint=0xD7A3))
def test_a_letter_that_no_label_begins_with_is_not_tried(language: str, char: str) -> None:
    if is_east_asian(char) and char not in furniture_labels._beginnings(language):
        labels = furniture_labels._pattern(language)
        assert not any(labels.match(char + label) for label in ("", "：海港", "关阅读：海港", "事も読む", "Related:"))


@given(st.characters(min_codepoint=0x3041, max_codepoint=0xD7A3), st.sampled_from(["", "享", "复制链接", "tweet"]))
def test_a_letter_that_no_button_begins_with_is_not_tried(char: str, rest: str) -> None:
    if is_east_asian(char) and char not in furniture_labels._button_beginnings():
        assert furniture_labels._LINE_OF_BUTTON.fullmatch(char + rest) is None
