"""Publishers without a site file are described by what their articles have in common."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest

from newscheck import readers
from newscheck.article.extraction import to_article
from newscheck.article.sites import SiteIndex
from newscheck.engine.settings import package_data
from newscheck.init import unknown_sites
from newscheck.model import Article, RawInput

HOUR, START = 3_600_000, 1_690_000_000_000
SIMPLIFIED, TRADITIONAL = (
    "渔业协会对这个决定表示欢迎，认为会发挥作用。" * 3,
    "漁業協會對這個決定表示歡迎，認為會發揮作用。" * 3,
)


def articles(count: int, host: str = "www.eel.example", **fields: Any) -> list[Article]:
    """Articles of a host, an hour apart, from JSON items."""
    items = (
        {"url": f"https://{host}/{at}", "title": f"题{at}", "epoch_ms": START + at * HOUR, "body": SIMPLIFIED, **fields}
        for at in range(count)
    )
    raw = RawInput("a.jsonl", "".join(json.dumps(item) + "\n" for item in items).encode())
    sites = SiteIndex(package_data.sites())
    return [to_article(document, sites) for document in readers.read(raw)]


def names(unknown: list[unknown_sites.UnknownSite]) -> list[str]:
    return [site.name for site in unknown]


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        pytest.param("www.eel.example", ["eel"], id="a host"),
        pytest.param("news.eel.example", ["eel"], id="another host of the publisher"),
        pytest.param("www.rfi.fr", [], id="a site of the package"),
        pytest.param("[::1]", [], id="an address"),
        pytest.param("x_y.example", [], id="no host name"),
        pytest.param("新闻.example", [], id="not ASCII"),
        pytest.param("a%2fb.example", [], id="an escape"),
    ],
)
def test_a_publisher_has_a_host_that_no_site_has(host: str, expected: list[str]) -> None:
    assert names(unknown_sites.find(articles(40, host))) == expected


ENGLISH = (
    "The quota will be used up in the first week of September, the minister said on Friday, and it is too late. " * 2
)


@pytest.mark.parametrize(
    ("body", "others", "line"),
    [
        pytest.param(ENGLISH, 0, 'language = "en"    # of 100% of 40 articles', id="English"),
        pytest.param(ENGLISH, 2, 'language = "en"    # of 95% of 40 articles', id="a few others"),
        pytest.param(ENGLISH, 3, "", id="a mixed feed"),
        pytest.param(SIMPLIFIED, 0, 'language = "zh"    # of 100% of 40 articles', id="Chinese"),
    ],
)
def test_a_site_file_names_the_language_of_nearly_all_articles(body: str, others: int, line: str) -> None:
    french = (
        "Le quota sera épuisé la première semaine de septembre, a dit la ministre vendredi, et il est trop tard. " * 2
    )
    mixed = [*articles(40 - others, body=body), *articles(others, body=french)]
    (site,) = unknown_sites.find(mixed)
    text = unknown_sites.site_file(site)
    assert [found for found in text.splitlines() if found.startswith("language")] == [line] * bool(line)
    assert tomllib.loads(text).get("language") == (site.language.code if site.language else None)


@pytest.mark.parametrize(("count", "expected"), [(29, []), (30, ["eel"])])
def test_a_few_articles_are_no_publisher(count: int, expected: list[str]) -> None:
    assert names(unknown_sites.find(articles(count))) == expected


@pytest.mark.parametrize("epoch", [-(10**15), 5 * 10**14, None], ids=str)
def test_articles_without_a_credible_epoch_are_left_out(epoch: int | None) -> None:
    assert unknown_sites.find(articles(40, epoch_ms=epoch)) == []


def test_a_name_that_is_taken_is_the_whole_host() -> None:
    two = articles(30, "www.eel.example") + articles(30, "www.eel.test")
    assert names(unknown_sites.find(two)) == ["eel", "eel-test"]
    assert names(unknown_sites.find(articles(30), known=["eel"])) == ["eel-example"]


@pytest.mark.parametrize(
    ("body", "script"),
    [
        pytest.param(SIMPLIFIED, "hans", id="simplified"),
        pytest.param(TRADITIONAL, "hant", id="traditional"),
        pytest.param(SIMPLIFIED + TRADITIONAL, None, id="a mixture"),
        pytest.param("The quota was lowered. " * 9, None, id="English"),
    ],
)
def test_the_form_of_chinese(body: str, script: str | None) -> None:
    (site,) = unknown_sites.find(articles(30, body=body))
    assert site.script == script


def test_a_mixed_feed_has_no_form_of_chinese() -> None:
    (site,) = unknown_sites.find([*articles(20, body=SIMPLIFIED), *articles(20, body=ENGLISH)])
    assert tomllib.loads(unknown_sites.site_file(site)) == {"hosts": ["eel.example"]}


def test_a_site_file_expects_what_all_newest_articles_have() -> None:
    older = articles(100)
    later = articles(200, image="https://img.eel.example/1.jpg", lead="导语" * 9)[100:]
    (site,) = unknown_sites.find(older + later)
    assert tomllib.loads(unknown_sites.site_file(site)) == {
        "hosts": ["eel.example"],
        "language": "zh",
        "script": "hans",
        "expects": ["image", "lead"],
    }
    (mixed,) = unknown_sites.find(older + later[:-1] + articles(200)[-1:])
    text = unknown_sites.site_file(mixed)
    assert "expects" not in tomllib.loads(text)
    assert "# image: in 99% of them\n" in text


def test_of_a_few_articles_nothing_is_expected() -> None:
    (site,) = unknown_sites.find(articles(40, image="https://img.eel.example/1.jpg"))
    text = unknown_sites.site_file(site)
    assert "expects" not in tomllib.loads(text)
    assert "# image: in 100% of them (at least 100 are needed to expect it)\n" in text
