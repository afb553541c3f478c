"""The rules about languages: body-language, title-language, language-mixed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from newscheck import readers, rules
from newscheck.article.extraction import to_article
from newscheck.article.sites import SiteIndex
from newscheck.checker import examples
from newscheck.engine.settings import package_data
from newscheck.model import ArticleSummary, Context, DumpHit, Hit, RawInput, Site
from newscheck.text import language
from newscheck.text.timestamps import HOUR
from tests.support.summary_dump import SummaryDump

#: The first text of each language in the table of texts, by code.
TEXTS = dict(
    line.split("\t")
    for line in reversed((Path(__file__).parents[1] / "text" / "languages.tsv").read_text("utf-8").splitlines())
)
START = 1_688_342_400_000
SITES = SiteIndex(package_data.sites())


def article_hits(rule: str, site_language: str, *, body: str, title: str = "") -> list[Hit]:
    """The hits of a rule of articles, on a site with a language."""
    item = {"url": "https://eel.example/1", "title": title, "epoch_ms": START, "body": body}
    (document,) = readers.read(RawInput("a.jsonl", json.dumps(item).encode()))
    article = to_article(document, SITES)
    spec = rules.load()[rule]
    context = Context(examples.NOW, replace(article.site, language=site_language), None, spec.options)
    return list(spec.check(article, context))


def messages(rule: str, site_language: str, **texts: str) -> list[str]:
    return [hit.message for hit in article_hits(rule, site_language, **texts)]


@pytest.mark.parametrize(
    ("site", "body", "message"),
    [
        pytest.param("en", TEXTS["fr"] * 4, "the text is French, and the site is English", id="another"),
        pytest.param("en", TEXTS["zh"] * 4, "the text is Chinese, and the site is English", id="Chinese"),
        pytest.param("ja", TEXTS["ko"] * 4, "the text is Korean, and the site is Japanese", id="Korean with hanja"),
        pytest.param(
            "ne", TEXTS["en"] * 4, "the text is English, and the site is Nepali", id="English on a Nepali site"
        ),
        pytest.param("fr", "The mayor: " + TEXTS["en"] + TEXTS["fr"] * 6, "", id="begins with a quotation"),
        pytest.param("fr", TEXTS["fr"] * 6 + TEXTS["en"] * 6, "", id="bilingual"),
        pytest.param("no", TEXTS["da"] * 4, "", id="taken for each other"),
        pytest.param("hr", TEXTS["sr"] * 4, "", id="another script of nearly the same"),
        pytest.param("mi", TEXTS["en"] * 4, "", id="a site in a language that isn't recognised"),
        pytest.param("en", "Photo: Reuters", "", id="a caption"),
        pytest.param("en", "Foto: Agência Lusa / João Relvas, Lisboa 2023", "", id="a caption in another language"),
        pytest.param("", TEXTS["fr"] * 4, "", id="no language set"),
    ],
)
def test_a_text_in_another_language_than_its_site(site: str, body: str, message: str) -> None:
    assert messages("body-language", site, body=body) == ([message] if message else [])


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_each_language_is_well_formed_at_home(code: str) -> None:
    body = TEXTS[code] * 4
    assert messages("body-language", code, body=body) == []
    assert messages("title-language", code, body=body, title=TEXTS[code][:40]) == []


@pytest.mark.parametrize(
    ("code", "title", "fires"),
    [
        pytest.param("ru", "20230816_final_v2", True, id="a file name"),
        pytest.param("ja", "Breaking News", True, id="the agency's original"),
        pytest.param("ja", "市議会議員選挙", False, id="kanji only"),
        pytest.param("ko", "美國", False, id="hanja"),
        pytest.param("ne", "प्रधानमन्त्री", False, id="its own script"),
        pytest.param("hr", "20230816", False, id="any title of a text in Latin letters"),
        pytest.param("sr", "Vlada: novi projekat", False, id="Serbian has two scripts"),
        pytest.param("ar", "", False, id="no title"),
        pytest.param("ar", " \u3000", False, id="blank"),
        pytest.param("el", "Netflix: Σειρές", False, id="one word is enough"),
    ],
)
def test_a_title_without_a_letter_of_the_text(code: str, title: str, fires: bool) -> None:
    found = messages("title-language", "", body=TEXTS[code] * 6, title=title)
    assert found == ([f"the title has no {language.NAMES[code]} character"] if fires else [])


def test_the_title_of_a_short_text_is_not_judged() -> None:
    assert messages("title-language", "", body="Морской суд опубликовал решение.", title="Breaking News") == []


def summary(at: int, code: str, site: str = "eel.example", **parts: Any) -> ArticleSummary:
    known: dict[str, Any] = {
        "path": f"{at}.json",
        "line": 1,
        "site": site,
        "epoch": START + at * HOUR,
        "published": None,
        "file_number": None,
        "url": at + 1,
        "title": at + 1,
        "body": at + 1,
        "image": 0,
        "image_url": "",
        "title_text": f"Nr. {at}",
        "han_count": 0,
        "present_fields": 0,
        "sentences": b"",
        "minhash": b"",
        "language": code,
        "size": 200,
    }
    return ArticleSummary(**{**known, **parts})


def feed_hits(summaries: Sequence[ArticleSummary], languages: dict[str, str] | None = None) -> list[DumpHit]:
    spec = rules.load()["language-mixed"]
    site = Site("generic")
    context = Context(examples.NOW, site, None, spec.options, None, {}, languages or {})
    return list(spec.check(SummaryDump(summaries), context))


def feed_messages(codes: Sequence[str], **parts: Any) -> list[str]:
    return [hit.message for hit in feed_hits([summary(at, code, **parts) for at, code in enumerate(codes)])]


EN, FR, NO = ["en"], ["fr"], ["no"]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        pytest.param(EN * 40, [], id="one language"),
        pytest.param(EN, [], id="one article"),
        pytest.param(EN * 5 + FR * 4, [], id="too few to tell"),
        pytest.param([], [], id="nothing"),
        pytest.param(["", *EN * 30], [], id="one without"),
        pytest.param(
            EN * 20 + FR + EN * 20,
            ["the text is French; 98% of 41 articles of eel.example are English"],
            id="a single one of another desk",
        ),
        pytest.param(
            EN * 20 + FR * 20,
            [
                (
                    "20 articles in a row are French, from 2023-07-03 20:00 UTC to 2023-07-04 15:00 UTC; the others of"
                    " eel.example are English"
                )
            ],
            id="a language that changes half-way",
        ),
        pytest.param(
            EN * 20 + FR * 12 + EN * 20,
            [
                (
                    "12 articles in a row are French, from 2023-07-03 20:00 UTC to 2023-07-04 07:00 UTC; the others of"
                    " eel.example are English"
                )
            ],
            id="a change that was mended",
        ),
        pytest.param(
            FR * 3 + EN * 60,
            ["the text is French; 95% of 63 articles of eel.example are English"] * 3,
            id="the first three are of another desk",
        ),
        pytest.param(
            (EN + FR) * 20,
            ["the 40 articles of eel.example are in 2 languages: English 50%, French 50%; each is judged by its own"],
            id="sections that alternate",
        ),
        pytest.param(
            (EN * 2 + FR * 2 + NO) * 6,
            [
                (
                    "the 30 articles of eel.example are in 3 languages: English 40%, French 40%, Norwegian 20%; each is"
                    " judged by its own"
                )
            ],
            id="three languages",
        ),
        pytest.param((["da"] * 3 + NO * 2) * 10, [], id="languages that are taken for each other"),
        pytest.param((["hr"] * 2 + ["sr"] + ["bs"]) * 10, [], id="Croatian, Serbian and Bosnian"),
        pytest.param(
            (["hr"] * 2 + ["sr"]) * 10 + EN,
            ["the text is English; 97% of 31 articles of eel.example are Croatian"],
            id="another one among languages that are taken for each other",
        ),
    ],
)
def test_the_languages_of_a_feed(codes: Sequence[str], expected: list[str]) -> None:
    assert feed_messages(codes) == expected


def test_headlines_and_captions_tell_no_language() -> None:
    assert feed_messages((EN + FR) * 20, size=24) == []
    assert len(feed_messages((EN + FR) * 20, size=25)) == 1


def test_articles_without_a_time_or_an_address_are_told_by_their_titles() -> None:
    (message,) = feed_messages(EN * 20 + FR * 20, epoch=None, site="")
    assert message == "20 articles in a row are French; the others of the feed are English"


def test_a_site_whose_language_is_set_is_left_to_body_language() -> None:
    summaries = [summary(at, code) for at, code in enumerate(EN * 20 + FR * 20)]
    assert feed_hits(summaries, {"eel.example": "en"}) == []
    assert len(feed_hits(summaries, {"cod.example": "en"})) == 1
    assert feed_hits(summaries, {"generic": "en"}) == []


@given(st.lists(st.sampled_from(["", "en", "fr", "hr", "sr", "zh"]), max_size=120))
def test_each_article_is_reported_at_most_once(codes: list[str]) -> None:
    hits = feed_hits([summary(at, code) for at, code in enumerate(codes)])
    reported = [at for hit in hits for at in (hit.positions or [int(hit.path.removesuffix(".json"))])]
    assert len(reported) == len(set(reported))
    assert all(codes[at] for at in reported)
    assert not hits or len(set(language.merged(filter(None, codes)).values())) > 1
