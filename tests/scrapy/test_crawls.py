"""Crawls of a real spider on a loopback site, in a child process: stats, log, exit codes, files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from loopback_site import pages, serve

pytest.importorskip("scrapy", reason="Scrapy is not installed (newscheck[scrapy])")

from scrapy_runs import run

pytestmark = pytest.mark.slow

_SELECT = "twisted.internet.selectreactor.SelectReactor"
_SETTINGS = """
SPIDER_MODULES = ["gazette.spiders"]
ADDONS = {"newscheck.scrapy.Addon": 500}
LOG_LEVEL = "INFO"
TELNETCONSOLE_ENABLED = False
"""
_SPIDER = """
import dataclasses

import attrs
import scrapy


class Item(scrapy.Item):
    url = scrapy.Field()
    title = scrapy.Field()
    published = scrapy.Field()
    text = scrapy.Field()
    newscheck = scrapy.Field()


@dataclasses.dataclass
class Story:
    url: str
    title: str
    published: str
    text: str
    newscheck: list | None = None


@attrs.define
class Untagged:
    url: str
    title: str
    published: str
    text: str


KINDS = {"dict": dict, "Item": Item, "dataclass": Story, "attrs": Untagged}


class News(scrapy.Spider):
    name = "news"

    async def start(self):
        yield scrapy.Request(self.address)

    def parse(self, response):
        yield from response.follow_all(css="a", callback=self.parse_article)

    def parse_article(self, response):
        yield KINDS[getattr(self, "kind", "dict")](
            url=response.css("link[rel=canonical]::attr(href)").get(),
            title=response.css("h1::text").get(""),
            published=response.css("time::attr(datetime)").get(),
            text="\\n".join(response.css("article p::text").getall()),
        )


class Nothing(News):
    name = "nothing"

    def parse(self, response):
        yield from ()


class Unready(News):
    name = "unready"

    def __init__(self, **arguments):
        raise RuntimeError("no disk")


class Odd(News):
    name = "odd"

    def parse_article(self, response):
        yield {"url": response.url, "title": response, "text": 5, "pages": iter("ab")}
"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serve(pages(60, 12)) as address:
        yield address


@pytest.fixture
def project(tmp_path: Path) -> Path:
    package = tmp_path / "gazette"
    package.mkdir()
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = gazette.settings\n")
    (package / "settings.py").write_text(_SETTINGS)
    (package / "__init__.py").write_text("")
    (package / "spiders.py").write_text(_SPIDER)
    return tmp_path


def stats(output: str) -> dict[str, Any]:
    """The numbers among the stats of newscheck that a log ends with."""
    pairs = re.findall(r"'(?:newscheck/)?([\w/-]+)': (\d+|'\w+')[,}]", output)
    return {name: int(value) if value.isdigit() else value.strip("'") for name, value in pairs}


def items(project: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (project / "items.jl").read_text().splitlines()]


def crawl(project: Path, address: str, *arguments: str, spider: str = "news", command: str = "newscheck") -> Any:
    return run(project, command, spider, "-a", f"address={address}", "-O", "items.jl", *arguments)


_BY_RULE = {
    "rules/body-empty": 3,
    "rules/body-mojibake": 3,
    "rules/dateline-impossible": 3,
    "rules/epoch-future": 3,
    "rules/title-empty": 3,
}


@pytest.mark.parametrize("kind", ["dict", "Item", "dataclass", "attrs"])
def test_items_of_all_types(project: Path, address: str, kind: str) -> None:
    done = crawl(project, address, "-a", f"kind={kind}", "-s", "NEWSCHECK_TAG=newscheck")
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stdout and "Deprecat" not in done.stdout
    found = stats(done.stdout)
    assert (found["items"], found["items/valid"], found["items/invalid"]) == (60, 48, 12)
    assert {name: number for name, number in found.items() if name.startswith("rules/")} == _BY_RULE
    assert (found["findings/error"], found["exit_code"], found["finish_reason"]) == (15, 1, "finished")
    assert "newscheck: 60 items checked, 12 not valid (exit code 1)\n  error        3  body-empty: " in done.stdout
    tags = [item.get("newscheck") for item in items(project)]
    if kind == "attrs":
        assert tags == [None] * 60
        assert done.stdout.count("NEWSCHECK_TAG: Untagged has no field 'newscheck'") == 1
    else:
        assert sum(map(bool, tags)) == 12 and tags.count([]) == 48
        assert {entry["rule"] for tag in tags for entry in tag} == {name.partition("/")[2] for name in _BY_RULE}


def test_invalid_items_are_dropped(project: Path, address: str) -> None:
    done = crawl(project, address, "-s", "NEWSCHECK_DROP_ON=error", "-s", "NEWSCHECK_REPORT=report.json,report.md")
    assert (stats(done.stdout)["items/dropped"], len(items(project))) == (12, 48)
    assert "Dropped: newscheck: title-empty: the title is empty" in done.stdout
    report = json.loads((project / "report.json").read_text())
    assert report["summary"] == {"files": 60, "articles": 60, "error": 15, "warning": 0, "note": 0}
    assert report["findings"][0]["path"].startswith("https://gazette.example/news/")
    assert (project / "report.md").read_text().startswith("#")


@pytest.mark.parametrize(
    ("settings", "invalid"),
    [
        pytest.param(["NEWSCHECK_CLOSE_ON_COUNT=3"], 3, id="count"),
        pytest.param(["NEWSCHECK_CLOSE_ON_COUNT=3", f"TWISTED_REACTOR={_SELECT}"], 3, id="without asyncio"),
        pytest.param(["NEWSCHECK_CLOSE_ON_COUNT=3", "TWISTED_REACTOR_ENABLED=0"], 3, id="without a reactor"),
        pytest.param(["NEWSCHECK_CLOSE_ON_SHARE=0.15", "NEWSCHECK_CLOSE_AFTER=15"], 2, id="share"),
    ],
)
def test_a_threshold_closes_the_spider(project: Path, address: str, settings: list[str], invalid: int) -> None:
    options = [part for setting in [*settings, "CONCURRENT_REQUESTS=1"] for part in ("-s", setting)]
    done = crawl(project, address, *options)
    found = stats(done.stdout)
    assert done.returncode == 1
    assert found["finish_reason"] == "newscheck"
    assert found["items/invalid"] >= invalid
    assert done.stdout.count("newscheck closes the spider: ") == 1


def test_the_exit_code_of_a_plain_crawl_is_scrapys_own(project: Path, address: str) -> None:
    done = crawl(project, address, command="crawl")
    assert (done.returncode, stats(done.stdout)["exit_code"]) == (0, 1)


def test_the_command_needs_no_settings(project: Path, address: str) -> None:
    (project / "gazette" / "settings.py").write_text('SPIDER_MODULES = ["gazette.spiders"]\n')
    assert crawl(project, address, "-s", "NEWSCHECK_FAIL_ON=never").returncode == 0
    assert crawl(project, address, "--nolog").returncode == 1


def test_a_crawl_without_items_is_not_green(project: Path, address: str) -> None:
    done = crawl(project, address, spider="nothing")
    assert done.returncode == 2
    assert "newscheck: 0 items checked, 0 not valid (exit code 2)" in done.stdout


def test_a_spider_that_can_not_be_started_is_not_green(project: Path, address: str) -> None:
    assert crawl(project, address, spider="unready").returncode == 2


def test_a_report_that_can_not_be_written_hides_no_summary(project: Path, address: str) -> None:
    (project / "report.json").mkdir()
    done = crawl(project, address, "-s", "NEWSCHECK_REPORT=report.json,report.md")
    assert done.returncode == stats(done.stdout)["exit_code"] == 2
    assert "can't write report.json: Is a directory" in done.stdout
    assert "60 items checked, 12 not valid (exit code 2)" in done.stdout
    assert (project / "report.md").exists()


def test_items_that_are_no_articles_do_not_end_the_crawl(project: Path, address: str) -> None:
    done = run(project, "newscheck", "odd", "-a", f"address={address}")
    found = stats(done.stdout)
    assert (done.returncode, found["items"], found["items/invalid"]) == (1, 60, 60)
    assert "title is a value of type HtmlResponse, which no record can hold" in " ".join(done.stdout.split())
    assert "Traceback" not in done.stdout


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        pytest.param("NEWSCHECK_TAGS=x", "unknown setting NEWSCHECK_TAGS; did you mean 'NEWSCHECK_TAG'?", id="name"),
        pytest.param("NEWSCHECK_DROP_ON=errors", "NEWSCHECK_DROP_ON: unknown severity 'errors'", id="severity"),
        pytest.param(
            "NEWSCHECK_CLOSE_ON_SHARE=20", "NEWSCHECK_CLOSE_ON_SHARE: '20' is no number from 0 to 1", id="share"
        ),
        pytest.param("NEWSCHECK_CLOSE_AFTER=many", "NEWSCHECK_CLOSE_AFTER: 'many' is no number from 0 on", id="number"),
        pytest.param("NEWSCHECK_REPORT=report.html", "report.html: wanted one of the suffixes", id="report"),
        pytest.param("NEWSCHECK_REFERENCE=none.json", "none.json: no such file", id="reference"),
        pytest.param("NEWSCHECK_IGNORE=titel-empty", "unknown rule 'titel-empty'", id="rule"),
        pytest.param("NEWSCHECK_ENABLED=perhaps", "NEWSCHECK_ENABLED: Supported values", id="switch"),
    ],
)
def test_a_slip_in_the_settings_ends_the_crawl_before_it_begins(project: Path, setting: str, words: str) -> None:
    done = run(project, "newscheck", "news", "-a", "address=http://127.0.0.1:9/", "-s", setting)
    line = done.stdout.splitlines()[-1]
    assert (done.returncode, line.startswith("newscheck: "), words in line) == (2, True, True)
    assert "Traceback" not in done.stdout
    quiet = run(project, "newscheck", "news", "-s", setting, "--nolog")
    assert (quiet.returncode, quiet.stdout) == (2, f"{line}\n")
    done = run(project, "crawl", "news", "-a", "address=http://127.0.0.1:9/", "-s", setting)
    assert re.search(f"UsageError: newscheck: .*{re.escape(words)}", done.stdout)


def test_a_slip_in_the_name_of_the_spider_is_no_finding(project: Path) -> None:
    done = run(project, "newscheck", "newz", "--nolog")
    assert (done.returncode, done.stdout) == (2, "newscheck: no spider 'newz'; did you mean 'news'?\n")


def test_it_can_be_switched_off(project: Path, address: str) -> None:
    done = crawl(project, address, "-s", "NEWSCHECK_ENABLED=0", command="crawl")
    assert "newscheck/" not in done.stdout.partition("Dumping Scrapy stats")[2]
    assert len(items(project)) == 60


def test_the_settings_of_newscheck_toml_apply(project: Path, address: str) -> None:
    (project / "newscheck.toml").write_text(
        "preset = 'scrapy'\nignore = ['body', 'dateline', 'epoch']\n[rules]\ntitle-empty = 'warning'\n"
        "record-schema = 'off'\n"
    )
    done = crawl(project, address)
    assert done.returncode == 0
    assert stats(done.stdout)["rules/title-empty"] == 3
    assert stats(done.stdout)["findings/warning"] == 3


def test_a_crash_of_newscheck_does_not_end_the_crawl(project: Path, address: str) -> None:
    (project / "gazette" / "__init__.py").write_text(
        "from newscheck.api.feed import Feed\n"
        "def crash(*_, **__):\n    raise ZeroDivisionError('of ours')\n"
        "Feed.check = crash\n"
    )
    done = crawl(project, address)
    assert (done.returncode, len(items(project))) == (2, 60)
    assert done.stdout.count("ZeroDivisionError: of ours") == 1
    assert stats(done.stdout)["crashes"] == 60


def test_duplicates_are_found_at_the_end(project: Path) -> None:
    site = pages(30, 0)
    site["/news/3.html"] = site["/news/4.html"]
    with serve(site) as address:
        done = crawl(project, address)
    assert stats(done.stdout)["feed/url-duplicate"] == 1
    assert re.search(r"^  \w+ +feed  url-duplicate: ", done.stdout, re.MULTILINE)
