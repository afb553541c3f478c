"""Hosts, edition, date and slug in the URLs of a publisher."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pytest
from observations import observations

from newscheck.learn import urls

TITLE = "渔业协会第{}号消息"


def suggested(form: str, count: int = 60) -> dict[str, Any]:
    """What is certain about URLs of a form, by setting."""
    articles = observations(
        count,
        lambda at, when: {
            "url": when.strftime(
                form.replace("{at}", str(100_000 + at)).replace("{slug}", quote(TITLE.format(at)).replace("%", "%%"))
            ),
            "dateline": f"{when:%Y-%m-%d %H:%M}",
        },
    )
    return {entry.setting: entry.value for entry in urls.suggest(articles) if entry.is_certain}


@pytest.mark.parametrize(
    ("form", "day"),
    [
        pytest.param("https://eel.example/news/%Y%m%d-{at}", "20220103", id="joined, a dash behind"),
        pytest.param("https://eel.example/%Y/%m/%d/{at}.html", "2022/01/03", id="folders"),
        pytest.param("https://eel.example/%Y-%m-%d/{at}.html", "2022-01-03", id="dashes"),
        pytest.param("https://eel.example/story%Y%m%d-{at}", "20220103", id="after a word"),
        pytest.param("https://eel.example/news/%Y%m%d{at}.aspx", "20220103", id="a number behind"),
        pytest.param("https://eel.example/a/qh-%m%d%Y{at}.html", "01032022", id="month first"),
    ],
)
def test_the_pattern_of_the_date_has_year_month_and_day(form: str, day: str) -> None:
    pattern = suggested(form)["url.date"]
    match = re.search(
        pattern, form.replace("{at}", "100000").replace("%Y", "2022").replace("%m", "01").replace("%d", "03")
    )
    assert match is not None
    assert (match["year"], match["month"], match["day"]) == ("2022", "01", "03")
    assert day in match[0]


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("https://eel.example/news/{at}", id="a number"),
        pytest.param("https://eel.example/20220103/{at}", id="always the same day"),
        pytest.param("https://eel.example/%Y/%m/{at}", id="no day"),
    ],
)
def test_there_is_no_date(form: str) -> None:
    assert "url.date" not in suggested(form)


@pytest.mark.parametrize(
    ("form", "slug"),
    [
        pytest.param("https://eel.example/%Y%m%d-{slug}", TITLE.format(7), id="behind a date"),
        pytest.param("https://eel.example/{slug}/a-{at}", TITLE.format(7), id="before a number"),
        pytest.param("https://eel.example/{at}", None, id="none"),
    ],
)
def test_the_slug_is_where_the_title_is(form: str, slug: str | None) -> None:
    pattern = suggested(form).get("url.slug")
    url = form.replace("{slug}", TITLE.format(7)).replace("{at}", "1").replace("%Y%m%d", "20220103")
    assert (re.search(pattern, url)["slug"] if pattern else None) == slug  # type: ignore[index]


@pytest.mark.parametrize(
    ("hosts", "expected"),
    [
        pytest.param(["www.eel.example"], "eel.example", id="www"),
        pytest.param(["cn.eel.example", "m.cn.eel.example"], "cn.eel.example", id="an edition and its mobile pages"),
        pytest.param(["a.eel.example", "b.eel.example"], "eel.example", id="two hosts of a publisher"),
        pytest.param(["www.eel.com.tw"], "eel.com.tw", id="a country with a second level"),
        pytest.param(["eel.example"] * 99 + ["ray.example"], "eel.example", id="a stray"),
        pytest.param(["localhost"], "localhost", id="one label"),
        pytest.param(["www.example"], "www.example", id="nothing but a front"),
    ],
)
def test_the_host_is_what_all_hosts_end_with(hosts: list[str], expected: str) -> None:
    assert urls.site_host(hosts) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        pytest.param("https://eel.example/zh/{at}", ["/zh/"], id="a language"),
        pytest.param("https://eel.example//chinese/{at}", ["/chinese/"], id="behind a doubled slash"),
        pytest.param("https://eel.example/sport/{at}", None, id="a section"),
    ],
)
def test_an_edition_is_the_folder_of_all_articles(form: str, expected: list[str] | None) -> None:
    assert suggested(form).get("paths") == expected


@pytest.mark.parametrize(
    ("folder", "every", "expected"),
    [
        pytest.param("uk", 8, ["/zh/", "/uk/"], id="another folder"),
        pytest.param("uk", 40, ["/zh/"], id="a rare one is another site"),
        pytest.param("uk", 2, None, id="an edition of a part"),
    ],
)
def test_other_folders_of_an_edition(folder: str, every: int, expected: list[str] | None) -> None:
    articles = observations(
        80, lambda at, when: {"url": f"https://eel.example/{'zh' if at % every else folder}/{100_000 + at}"}
    )
    assert next((entry.value for entry in urls.suggest(articles) if entry.setting == "paths"), None) == expected


def test_a_host_that_no_site_file_can_name_is_left_out() -> None:
    assert suggested("https://新闻.example/{at}") == {}
    assert suggested("not a url {at}") == {}


def test_the_form_of_an_article_is_certain_only_without_an_exception() -> None:
    assert "url.article" not in suggested("https://eel.example/news/{at}", 60)
    pattern = suggested("https://eel.example/news/{at}", 120)["url.article"]
    assert re.search(pattern, "https://www.eel.example/sport/1234567")
    assert not re.search(pattern, "https://eel.example/about")


@pytest.mark.parametrize(
    ("form", "other"),
    [
        pytest.param("https://eel.example/%Y%m%d-{slug}", "https://eel.example/about", id="a date and the title"),
        pytest.param("https://eel.example/{at}.html", "https://eel.example/about.html", id="a number"),
        pytest.param("https://eel.example/sea/%Y%m%d/ferry-{at}/", "https://eel.example/sea/", id="a folder of a day"),
        pytest.param("https://eel.example/%Y/%m/ferry-{at}/", "https://eel.example/2022/", id="a folder of a month"),
    ],
)
def test_the_form_of_an_article_is_that_of_all(form: str, other: str) -> None:
    pattern = suggested(form, 120)["url.article"]
    url = form.replace("{at}", "100007").replace("{slug}", "x").replace("%Y", "2022")
    assert re.search(pattern, url.replace("%m", "01").replace("%d", "03"))
    assert not re.search(pattern, other)
