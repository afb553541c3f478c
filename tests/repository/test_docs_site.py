"""The documentation site: every page is found, links hold, each rule has a page, and no other host is asked."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import pytest
import yaml
from lxml import html
from markdown_it import MarkdownIt

from newscheck import registry, rules
from newscheck.model import SEVERITIES
from newscheck.text import rule_pages

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
SECTIONS = ["Why it matters", "What to do", "Example", "Options", "Precision"]
#: Attributes by which a page loads something.
_LOADING = ("//@src", "//@srcset", "//@poster", "//link[@rel!='canonical']/@href", "//object/@data", "//@style")
_CSS_URL = re.compile(r"(?:url\(|@import)\s*['\"]?([^'\")\s;]+)")


@pytest.fixture(scope="module")
def hooks() -> Iterator[ModuleType]:
    """docs/site_hooks.py, as MkDocs loads it."""
    sys.path.insert(0, str(DOCS))
    try:
        yield import_module("site_hooks")
    finally:
        sys.path.remove(str(DOCS))


class _Loader(yaml.SafeLoader):
    """YAML whose Python objects are None."""


_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)
SETTINGS = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), _Loader)


def leaves(entry: Any) -> Iterator[str]:
    """The pages of a navigation."""
    if isinstance(entry, str):
        yield entry
    for part in entry.values() if isinstance(entry, dict) else entry if isinstance(entry, list) else ():
        yield from leaves(part)


def test_the_navigation_has_each_page_once(hooks: ModuleType) -> None:
    made = {path for path in hooks.generated() if not path.startswith("rules/")}
    assert sorted(leaves(SETTINGS["nav"])) == sorted({*PAGES, *made})


# --- the pages of the rules


@pytest.mark.parametrize("name", rules.load())
def test_a_rule_has_a_page_with_all_its_sections(hooks: ModuleType, name: str) -> None:
    rule = rules.load()[name]
    text = hooks.site_rules.page(rule)
    assert text.startswith(f"# {name}\n\n**{rule.summary}.**\n")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == SECTIONS
    parts = dict(zip(SECTIONS, re.split(r"^## .*\n", text, flags=re.MULTILINE)[1:], strict=True))
    assert all(len(part.split()) > 3 for part in parts.values())
    (settings,) = re.findall(r"```toml\n(.*?)```", parts["Options"], re.DOTALL)
    assert settings.startswith(f'[tool.newscheck.rules.{name}]\nseverity = "{rule.severity}"\n')
    assert settings.count("\n") == 2 + len(rule.options)
    (report,) = re.findall(r"newscheck reports:\n\n```+text\n(.*?)```", parts["Example"], re.DOTALL)
    # A finding may be worse, or less bad, than its rule usually is.
    assert re.match(rf" .* ({'|'.join(SEVERITIES)}) ", report)
    assert name in report


def test_an_example_shows_what_is_changed(hooks: ModuleType) -> None:
    text = hooks.site_rules.page(rules.load()["leftover-word"])
    assert "\n+<div>16/08/2023 - 21:04</div>Array<p>\n" in text


def test_figures_are_those_that_were_measured(hooks: ModuleType) -> None:
    tuned, fresh = hooks.site_rules.figures()
    assert tuned["volume-anomaly"].opened == "9"
    assert tuned["volume-anomaly"].right == "7"
    assert fresh["image-lazy"] == fresh["image-relative"]
    assert {*tuned, *fresh} <= rules.load().keys()


def test_the_index_has_each_rule_once(hooks: ModuleType) -> None:
    linked = re.findall(r"\]\(rules/([\w-]+)\.md\)", hooks.site_rules.index(rules.load()))
    assert sorted(linked) == sorted(rules.load())


def test_the_pages_are_where_findings_lead(hooks: ModuleType) -> None:
    made = hooks.generated()
    for name in rules.load():
        address = rule_pages.address("https://docs.example/newscheck/", name)
        page = address.removeprefix("https://docs.example/newscheck/").rstrip("/")
        assert f"{page}.md" in made


# --- GitHub's Markdown


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("a\\\nb", "a  \nb", id="line break"),
        pytest.param("words:\n- one\n- two", "words:\n\n- one\n- two", id="list below words"),
        pytest.param("| a |\n## B", "| a |\n\n## B", id="heading below a table"),
        pytest.param("| `a\\|b` | c \\| d |", "| `a|b` | c \\| d |", id="bar in code"),
        pytest.param(
            "```\na\\\n| `\\|` |\n## [x](../y.py)\n```\n", "```\na\\\n| `\\|` |\n## [x](../y.py)\n```\n", id="code"
        ),
        pytest.param("[x](../README.md#start)", "[x](index.md#start)", id="home"),
        pytest.param("[x](scale.md#y), [z](#z)", "[x](scale.md#y), [z](#z)", id="page"),
        pytest.param("[`x`](../newscheck/rules)", "`x`", id="no page"),
        pytest.param("[x](https://a.example/)", "[x](https://a.example/)", id="other host"),
    ],
)
def test_what_python_markdown_reads_in_another_way(hooks: ModuleType, text: str, wanted: str) -> None:
    assert hooks.site_markdown.adapted(text, "docs/page.md", None) == wanted


def test_links_lead_to_the_repository_where_it_has_an_address(hooks: ModuleType) -> None:
    adapted = hooks.site_markdown.adapted("[x](../newscheck/rules)", "docs/page.md", "https://git.example/n/blob/HEAD/")
    assert adapted == "[x](https://git.example/n/blob/HEAD/newscheck/rules)"


def test_rules_in_tables_lead_to_their_pages(hooks: ModuleType) -> None:
    adapted = hooks.of_repository("| `title-empty` | `title-spacing` |\n| `no-rule` |\n", "README.md")
    assert adapted == "| [`title-empty`](rules/title-empty.md) | `title-spacing` |\n| `no-rule` |\n"


# --- the built site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built with warnings as errors."""
    pytest.importorskip("material", reason="MkDocs Material is not installed (newscheck[docs])")
    pytest.importorskip("mkdocstrings", reason="mkdocstrings is not installed (newscheck[docs])")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", folder],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=600,
    )
    assert (done.returncode, done.stdout) == (0, "")
    return folder


def built(site: Path) -> dict[str, Any]:
    """The pages of the site by address."""
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): html.fromstring(path.read_bytes())
        for path in sorted(site.rglob("*.html"))
    }


@pytest.mark.slow
def test_nothing_is_loaded_from_another_host(site: Path) -> None:
    for address, tree in built(site).items():
        loaded = [str(value) for path in _LOADING for value in tree.xpath(path)]
        styles = [style.text or "" for style in tree.iter("style")]
        loaded += [found for style in (*styles, *tree.xpath("//@style")) for found in _CSS_URL.findall(style)]
        assert [value for value in loaded if re.search(r"(?:^|[\s,])(?:https?:)?//", value)] == [], address
    for sheet in site.rglob("*.css"):
        found = _CSS_URL.findall(sheet.read_text("utf-8"))
        assert [value for value in found if re.match(r"(?:https?:)?//", value)] == [], sheet


@pytest.mark.slow
def test_every_link_within_the_site_leads_to_a_page_and_a_place_in_it(site: Path) -> None:
    trees = built(site)
    places = {address: {*tree.xpath("//@id"), *tree.xpath("//a/@name"), ""} for address, tree in trees.items()}
    base = "https://docs.example/"
    # In a page that is not found, links begin at the root of the host.
    links = [
        (address, link) for address in trees if address != "404.html" for link in trees[address].xpath("//a/@href")
    ]
    inside = [(address, link) for address, link in links if urljoin(base + address, link).startswith(base)]
    assert len(inside) > 1_000

    def is_broken(address: str, link: str) -> bool:
        target, anchor = urldefrag(urljoin(base + address, link))
        page = unquote(target.removeprefix(base))
        return unquote(anchor) not in places[page] if page in places else not (site / page).is_file()

    assert [(address, link) for address, link in inside if is_broken(address, link)] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", [f"docs/{page}" for page in PAGES] + ["README.md", "CHANGELOG.md", "CONTRIBUTING.md"])
def test_a_page_has_the_same_parts_as_on_github(hooks: ModuleType, site: Path, name: str) -> None:
    shown = html.fromstring(
        f"<div>{MarkdownIt('gfm-like', {'linkify': False}).render((ROOT / name).read_text('utf-8'))}</div>"
    )
    address = hooks.site_markdown.page_of(name).removesuffix("index.md").removesuffix(".md")
    (article,) = html.fromstring((site / address / "index.html").read_bytes()).xpath("//article")
    assert parts(article) == parts(shown)


def parts(tree: Any) -> dict[str, int]:
    """How many headings, items, tables, cells, blocks and pieces of code a page has."""
    counted = Counter(element.tag for element in tree.iter() if isinstance(element.tag, str))
    wanted = ("h1", "h2", "h3", "h4", "li", "table", "tr", "blockquote", "img")
    return {tag: counted[tag] for tag in wanted} | {
        "cells": counted["td"] + counted["th"],
        "blocks": len(tree.xpath(".//pre")),
        "code": len(tree.xpath(".//code[not(ancestor::pre)]")),
    }


@pytest.mark.slow
def test_the_report_of_the_example_dump_is_on_the_site(hooks: ModuleType, site: Path) -> None:
    text = (site / "example" / "index.html").read_text("utf-8")
    assert "24 files, 5 errors, 3 warnings" in text
    has_page = "html" in registry.names("outputs")
    assert (site / hooks.REPORT).exists() == has_page == ('href="report.html"' in text)


@pytest.mark.slow
def test_the_api_has_each_public_name(site: Path) -> None:
    import newscheck
    import newscheck.testing

    tree = html.fromstring((site / "api" / "index.html").read_bytes())
    ids = {str(value).rpartition(".")[2] for value in tree.xpath("//@id")}
    assert {*newscheck.__all__, *newscheck.testing.__all__} - {"__version__"} <= ids


def test_the_job_that_publishes_it_builds_what_ci_builds() -> None:
    blocks = re.findall(
        r"```yaml\n# \.github/workflows/docs\.yml\n(.*?)```", (DOCS / "ci.md").read_text("utf-8"), re.DOTALL
    )
    (job,) = yaml.safe_load(blocks[0])["jobs"].values()
    commands = [step["run"] for step in job["steps"] if "run" in step]
    assert commands == ['pip install -e ".[docs]"', "mkdocs build --strict"]
    (upload,) = (step["with"]["path"] for step in job["steps"] if "pages-artifact" in step.get("uses", ""))
    assert upload == SETTINGS["site_dir"]
    assert f"/{upload}/" in (ROOT / ".gitignore").read_text("utf-8").split()
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "mkdocs build --quiet --strict" in script
