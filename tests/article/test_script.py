"""Which texts are Chinese, and which are measured in Han characters."""

from __future__ import annotations

import pytest

from newscheck.article.extraction import to_article
from newscheck.article.script import is_chinese, is_han
from newscheck.article.sites import SiteIndex
from newscheck.dump.article_summary import summarise
from newscheck.model import RawInput, Site
from newscheck.readers import read
from newscheck.synthetic import numbered_sentences

CHINESE = numbered_sentences.sentence(7) * 3
FRENCH = "Le tribunal maritime a publié vendredi le texte complet de l'accord, et les pêcheurs s'en réjouissent."


@pytest.mark.parametrize(
    ("body", "chinese", "han"),
    [
        pytest.param(CHINESE, True, True, id="Chinese"),
        pytest.param(FRENCH, False, False, id="French"),
        pytest.param(f"{FRENCH} 海", False, False, id="French with a name in Han"),
        pytest.param("海上救援协定 2023-08-17", False, True, id="Chinese among numbers"),
        pytest.param("公布", True, True, id="two characters"),
        pytest.param("海 OK 12345", False, False, id="too short to tell, and most are no Han"),
        pytest.param("海事裁判所は金曜日、救助協定の全文を公表した。", False, False, id="Japanese"),
        pytest.param("", False, False, id="no text"),
    ],
)
def test_han(body: str, *, chinese: bool, han: bool) -> None:
    (document,) = read(RawInput("a.json", f'{{"title": "", "body": "{body}"}}'.encode()))
    article = to_article(document, SiteIndex([Site("generic")]))
    assert (is_chinese(article), is_han(article), is_han(summarise(article))) == (chinese, han, han)
