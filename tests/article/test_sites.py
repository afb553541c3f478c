"""Publishers: every site file is well formed, every layout has a sample, and every sample is clean."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from syrupy.assertion import SnapshotAssertion

from newscheck import readers, registry, rules
from newscheck.article import sites, times
from newscheck.article.extraction import to_article
from newscheck.article.sites import SiteIndex, build_site, host_of, layout_of, registrable_domain
from newscheck.checker.execution import Checker
from newscheck.engine.run import run
from newscheck.engine.session import Session, default_checker
from newscheck.engine.settings import package_data
from newscheck.engine.settings.config import load
from newscheck.engine.settings.rule_settings import check_site_rule_settings
from newscheck.errors import UsageError
from newscheck.model import Article, RawInput, Site
from newscheck.synthetic import specimen
from newscheck.text.timestamps import time_zone

#: March 2024: after every sample.
NOW = 1_710_000_000_000
SAMPLES = Path(__file__).parents[1] / "samples"
SITES = package_data.sites()
LAYOUTS = [
    pytest.param(site, layout.name, id=f"{site.name}-{layout.name}") for site in SITES for layout in site.layouts
]


def sample(site: str, layout: str) -> RawInput:
    path = SAMPLES / site / f"{layout}.md"
    return RawInput(f"{site}/{layout}.md", path.read_bytes())


@pytest.fixture(scope="module")
def checker() -> Checker:
    return default_checker(NOW)


def article(checker: Checker, raw: RawInput) -> Article:
    (document,) = readers.read(raw)
    return to_article(document, checker.sites)


@pytest.mark.parametrize("name", registry.names("sites", ".toml"))
def test_site_files_have_the_form_of_the_schema(name: str) -> None:
    table = tomllib.loads(registry.data("sites")[f"{name}.toml"])
    jsonschema.Draft202012Validator(package_data.schemas()["site"]).validate(json.loads(json.dumps(table, default=str)))


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_site_files_name_what_exists(site: Site) -> None:
    for settings in (site.rules, *(layout.rules for layout in site.layouts)):
        check_site_rule_settings(settings, site.name, rules.load())
    assert site.schema in package_data.schemas()
    assert time_zone(site.timezone)
    assert len({layout.name for layout in site.layouts}) == len(site.layouts)


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_each_pattern_of_the_package_is_one_by_itself(site: Site) -> None:
    table = tomllib.loads(registry.data("sites")[f"{site.name}.toml"])
    assert build_site(site.name, table, None if site is SITES[0] else SITES[0]) == site


def test_every_sample_belongs_to_a_layout() -> None:
    names = {(path.parent.name, path.stem) for path in SAMPLES.rglob("*.md") if path.parent.name != "presets"}
    assert names == {(site.name, layout.name) for site in SITES for layout in site.layouts}


@pytest.mark.parametrize(("site", "layout"), LAYOUTS)
def test_a_sample_has_its_layout_and_no_finding(checker: Checker, site: Site, layout: str) -> None:
    raw = sample(site.name, layout)
    own_layout = article(checker, raw).layout
    assert own_layout is not None
    assert own_layout.name == layout
    worst = [finding for finding in checker.check(raw).findings if finding.severity == "error"]
    assert worst == []


@pytest.mark.parametrize(("site", "layout"), LAYOUTS)
def test_record(checker: Checker, snapshot_file: Callable[[str], SnapshotAssertion], site: Site, layout: str) -> None:
    record = article(checker, sample(site.name, layout)).record
    assert json.dumps(record, ensure_ascii=False, indent=2) + "\n" == snapshot_file(".json")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        pytest.param("https://www.rfi.fr/cn/a", "rfi", id="a subdomain"),
        pytest.param("http://rfi.fr//cn/a", "rfi", id="the host itself"),
        pytest.param("https://WWW.RFI.FR:443/cn/a", "rfi", id="capitals and a port"),
        pytest.param("https://user@www.rfi.fr/cn/a", "rfi", id="user information"),
        pytest.param("https://notrfi.fr/cn/a", "generic", id="a host that ends alike"),
        pytest.param("https://rfi.fr.example.org/", "generic", id="a host that begins alike"),
        pytest.param("https://example.org/rfi.fr/", "generic", id="in the path"),
        pytest.param("undefined", "generic", id="no URL"),
        pytest.param(None, "generic", id="none"),
        pytest.param("https://www.bbc.com/zhongwen/simp/a", "bbc", id="an edition by its path"),
        pytest.param("https://www.bbc.com//zhongwen/simp/a", "bbc", id="behind a doubled slash"),
        pytest.param("https://www.bbc.com/news/a", "generic", id="another edition"),
        pytest.param("https://www.bbc.com/news?/zhongwen/", "generic", id="a path in the query"),
        pytest.param("https://www.bbc.com", "generic", id="no path"),
    ],
)
def test_an_article_belongs_to_the_site_whose_hosts_match(url: str | None, name: str) -> None:
    assert SiteIndex(SITES).for_url(url).name == name
    assert SiteIndex(SITES, "rfi").for_url(url).name == "rfi"


def test_of_two_sites_on_a_host_the_last_one_counts_where_its_paths_match() -> None:
    news = build_site("news", {"hosts": ["bbc.com"], "paths": ["/news/"]})
    own = build_site("own", {"hosts": ["bbc.com"]})
    index = SiteIndex([*SITES, news])
    assert [index.for_url(f"https://bbc.com/{path}/1").name for path in ("news", "zhongwen", "x")] == [
        "news",
        "bbc",
        "generic",
    ]
    assert SiteIndex([*SITES, own]).for_url("https://bbc.com/zhongwen/1").name == "own"


SITE = build_site(
    "x",
    tomllib.loads(
        """
        [[layout]]
        name = "kind"
        until = 2021-01-01
        url = "/wire/"
        [[layout]]
        name = "old"
        until = 2021-01-01T12:00:00Z
        [[layout]]
        name = "marked"
        html = "<mark"
        title = "^a"
        [[layout]]
        name = "new"
        """
    ),
)
NEW_YEAR_2021 = 1_609_459_200_000
HOUR = 3_600_000


@pytest.mark.parametrize(
    ("epoch", "url", "title", "html", "name"),
    [
        pytest.param(NEW_YEAR_2021 - 1, "/wire/1", "", "", "kind", id="a kind goes before its period"),
        pytest.param(NEW_YEAR_2021, "/wire/1", "", "", "old", id="until is exclusive"),
        pytest.param(NEW_YEAR_2021 + 12 * HOUR - 1, "", "", "", "old", id="a moment"),
        pytest.param(NEW_YEAR_2021 + 12 * HOUR, "", "", "", "new", id="the last"),
        pytest.param(NEW_YEAR_2021 + 13 * HOUR, "", "ab", "<p><mark>", "marked", id="all marks match"),
        pytest.param(NEW_YEAR_2021 + 13 * HOUR, "", "b", "<mark", "new", id="one mark does not"),
        pytest.param(None, "", "", "", "new", id="without an epoch, what has no end"),
    ],
)
def test_layout(epoch: int | None, url: str, title: str, html: str, name: str) -> None:
    layout: Any = layout_of(SITE, epoch, url, title, html)
    assert layout.name == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("since = '2023-13-01'", "since: '2023-13-01' is no date", id="a month that there is not"),
        pytest.param("since = '2023-01-01 or so'", "since: '2023-01-01 or so' is no date", id="words behind a day"),
        pytest.param(
            "[[layout]]\nname='a'\nuntil='2023-01-01T25:00'", "layout.until: '2023-01-01T25:00'", id="an hour"
        ),
        pytest.param(
            "[url]\ndate='[0-9]{8}'", "url.date: the pattern '[0-9]{8}' has no group (?P<year>…)", id="no group"
        ),
        pytest.param("[url]\ndate='(?P<year>.)(?P<day>.)'", "has no group (?P<month>…)", id="a group is missing"),
        pytest.param("[url]\nslug='(a)'", "url.slug: the pattern '(a)' has no group (?P<slug>…)", id="no slug"),
        pytest.param("title_suffix='('", "title_suffix: the pattern '('", id="no pattern"),
        pytest.param("[[layout]]\nname='a'\ntitle='*'", "layout.title: the pattern '*'", id="no pattern of a layout"),
        pytest.param(f"title_suffix='{'(' * 9_000}{')' * 9_000}'", "is nested too deep", id="groups in groups"),
        pytest.param("[furniture]\ntexts=['(a)\\1']", "furniture.texts: the pattern '(a)\\\\1' refers", id="a number"),
        pytest.param("[furniture]\nrest=['(?i)a']", "furniture.rest: the pattern '(?:(?i)a)'", id="a flag of all"),
        pytest.param("[furniture]\nwords=['(?P<a>b)', '(?P<a>c)']", "redefinition of group name", id="one name twice"),
    ],
)
def test_a_mistake_in_a_site_is_an_error_in_one_line(text: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        build_site("my", tomllib.loads(text))
    assert str(caught.value).startswith("site my: ")
    assert words in str(caught.value)
    assert len(str(caught.value)) < 250 and "\n" not in str(caught.value)


@pytest.mark.parametrize("since", ["2023-01-01", "'2023-01-01'", "2023-01-01T00:00:00Z", "'2023-01-01t01:00+01:00'"])
def test_a_date_may_stand_in_quotation_marks(since: str) -> None:
    site = build_site("my", tomllib.loads(f"since = {since}\n[[layout]]\nname = 'a'\nuntil = {since}"))
    assert site.since == site.layouts[0].until == 1_672_531_200_000


def test_a_pattern_of_a_date_may_leave_a_group_out(checker: Checker) -> None:
    site = build_site("my", tomllib.loads("[url]\ndate='/(?P<year>[0-9]{4})|(?P<month>cn)(?P<day>/)'"))
    raw = sample("rfi", "share")
    sample_article = article(checker, raw)
    assert times.url_day(structs.replace(sample_article, site=site, decoded_url="https://www.rfi.fr/cn/")) is None


def test_a_pattern_of_a_slug_may_leave_its_group_out(tmp_path: Path) -> None:
    site = tmp_path / "my.toml"
    site.write_text("hosts=['rfi.fr']\n[url]\nslug='cn/|(?P<slug>nothing like it)'", "utf-8")
    (tmp_path / "newscheck.toml").write_text("sites=['my.toml']", "utf-8")
    (tmp_path / "a.md").write_bytes(specimen.render({"slug": "another"}))
    project = load({}, file=str(tmp_path / "newscheck.toml"))
    assert run(Session(project), [str(tmp_path / "a.md")], jobs=1).crashes == []


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://www.bbc.com/zhongwen/a", "bbc.com"),
        ("http://cn.reuters.com/", "reuters.com"),
        ("https://www.cna.com.tw/news/1", "cna.com.tw"),
        ("https://ridge.example/a", "ridge.example"),
        ("https://www.dw.com:443/zh", "dw.com"),
        ("https://a.b.gov.cn/x", "b.gov.cn"),
        ("http://192.168.10.1/x", "192.168.10.1"),
        ("https://localhost/x", "localhost"),
        ("https://news.example.co.uk/x", "example.co.uk"),
        ("https://co.uk/x", "co.uk"),
        ("https://a.b.c.example.org/x", "example.org"),
        ("https://www.com.ridge.net/x", "ridge.net"),
        ("https://www.ridge.edu/x", "ridge.edu"),
        ("https://x.ac.edu/x", "ac.edu"),
        ("https://www.ridge.tw/x", "ridge.tw"),
        ("https://1.2.3/x", "1.2.3"),
        ("/relative", ""),
        (None, ""),
    ],
)
def test_a_publisher_keeps_its_name_on_another_host(url: str | None, publisher: str) -> None:
    assert registrable_domain(url) == publisher


URLS = st.lists(
    st.sampled_from(
        ["http", "https", "HTTPS", "feeds", ":", "/", "//", "://", "@", "?", "#", "Port.example", ":80", "%"]
    ),
    max_size=8,
)


@given(URLS)
def test_a_host_is_remembered_by_the_beginning_of_its_url(parts: list[str]) -> None:
    url = "".join(parts)
    match = sites._HOST.match(url)
    assert host_of(url) == host_of(url) == (match[1].lower() if match else "")
