"""What paragraphs begin with that are furniture, and paragraphs of text that resemble them."""

from __future__ import annotations

import pytest

from newscheck.text import furniture_labels


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
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
        pytest.param("en", "Related: " + "the harbour is closed " * 10, id="a long paragraph"),
    ],
)
def test_text(language: str, paragraph: str) -> None:
    assert furniture_labels.find(paragraph, language) is None


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
