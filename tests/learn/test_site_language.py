"""The language of a publisher is that of nearly all of its texts."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from newscheck import readers
from newscheck.article.extraction import to_article
from newscheck.article.sites import SiteIndex
from newscheck.engine.settings import package_data
from newscheck.learn import site_language
from newscheck.learn.site_language import SiteLanguage
from newscheck.model import Article, RawInput

SITES = SiteIndex(package_data.sites())
#: The first text of each language in the table of texts, by code.
TEXTS = dict(
    line.split("\t")
    for line in reversed((Path(__file__).parents[1] / "text" / "languages.tsv").read_text("utf-8").splitlines())
)
KANJI = "最高裁判所第二小法廷の判決要旨公表、政府発表の新方針に基づく救援協定全条文"
CHINESE = "中国上海の店“无印良品”开业，人民代表大会常务委员会发布公告，沿海各国立法。"
MAORI = "Ko te kaupapa o te hui he kōrero mō ngā wai o te tāone, ā, ka tīmata te mahi ā tērā marama. " * 3


def articles(*bodies: str, title: str = "") -> list[Article]:
    items = (
        json.dumps({"url": f"https://eel.example/{at}", "title": title, "body": body}) for at, body in enumerate(bodies)
    )
    raw = RawInput("a.jsonl", "\n".join(items).encode())
    return [to_article(document, SITES) for document in readers.read(raw)]


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_any_language(code: str) -> None:
    found = site_language.find(articles(*[TEXTS[code] * 3] * 12))
    assert found == SiteLanguage(code, 12, 12)


@pytest.mark.parametrize(
    ("bodies", "code"),
    [
        pytest.param([TEXTS["en"]] * 9, None, id="too few"),
        pytest.param([TEXTS["en"]] * 38 + [TEXTS["fr"]] * 2, "en", id="a few others"),
        pytest.param([TEXTS["en"]] * 37 + [TEXTS["fr"]] * 3, None, id="a mixed feed"),
        pytest.param([TEXTS["en"]] * 20 + [TEXTS["fr"]] * 20, None, id="halves"),
        pytest.param([TEXTS["hr"]] * 20 + [TEXTS["sr"].upper()] * 3, "hr", id="taken for each other"),
        pytest.param([TEXTS["id"]] * 20 + [TEXTS["ms"]] * 3, "id", id="Indonesian with a few that look Malay"),
        pytest.param([MAORI] * 38 + [TEXTS["en"]] * 2, None, id="a few that are recognised"),
        pytest.param([MAORI] * 40, None, id="none that is recognised"),
        pytest.param([f"{KANJI}{KANJI}"] * 12, "ja", id="mostly kanji"),
        pytest.param([f"{CHINESE}{CHINESE}"] * 12, "zh", id="a kana in Chinese"),
        pytest.param(["Photo: Reuters"] * 40, None, id="captions"),
        pytest.param([], None, id="no articles"),
    ],
)
def test_only_the_language_of_nearly_all_texts_counts(bodies: list[str], code: str | None) -> None:
    found = site_language.find(articles(*bodies))
    assert (found.code if found else None) == code


def test_headlines_alone_show_none() -> None:
    assert site_language.find(articles(*[""] * 40, title=TEXTS["en"][:90])) is None


CLOSE: dict[str, list[str]] = {}
for row in (Path(__file__).parents[1] / "text" / "close_languages.tsv").read_text("utf-8").splitlines():
    CLOSE.setdefault(row.partition("\t")[0], []).append(row.partition("\t")[2])


@pytest.mark.parametrize("code", sorted(CLOSE))
@pytest.mark.parametrize("title", ["", "PSG vs Real Madrid"], ids=["no title", "English title"])
def test_short_articles_of_close_languages(code: str, title: str) -> None:
    texts = [f"{one} {other}" for one, other in itertools.pairwise(CLOSE[code])]
    for start in range(max(1, len(texts) - 2)):
        found = site_language.most_frequent(
            site_language.shown_by(article) for article in articles(*texts[start : start + 3], title=title)
        )
        assert found is not None
        assert found.code == code
