"""The strategies for users' own tests: what they draw is well-formed, or broken in just one way, and shrinks well."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from html import escape, unescape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from newscheck import rules
from newscheck.article.extraction import to_article
from newscheck.article.sites import GENERIC_SITE, SiteIndex, build_site
from newscheck.checker import examples
from newscheck.checker.execution import Checker
from newscheck.checker.rule_selection import CheckerSettings
from newscheck.engine import run
from newscheck.engine.session import Session, default_checker
from newscheck.engine.settings import config, package_data
from newscheck.errors import UsageError
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import FileResult, RawInput, Site
from newscheck.readers import read
from newscheck.synthetic import numbered_sentences, specimen
from newscheck.testing import bad_examples, strategies
from newscheck.text import unicode_script

#: All rules but those about versions of a file, which a dump doesn't have.
RULES = {name: rule for name, rule in rules.load().items() if rule.scope != "versions"}
LAYOUTS = ("plain", "story", "breaks", "figures", "blog")
KNOWN = {site.name: site for site in package_data.sites()}
#: A publisher of a project's own: traditional characters, the month first, an image always, a lead at times.
HARBOUR = build_site(
    "harbour",
    {
        "hosts": ["harbour.example"],
        "timezone": "Asia/Taipei",
        "since": date(2022, 2, 1),
        "script": "hant",
        "day_first": False,
        "expects": ["image", "dateline"],
        "url": {
            "article": r"harbour\.example/[a-z]+/\d{4}/",
            "date": r"/(?P<year>\d{4})/(?P<month>\d\d)/(?P<day>\d\d)/",
            "slug": r"/(?P<slug>[^/?#]+)$",
        },
    },
    KNOWN[GENERIC_SITE],
)
SITES: list[Any] = ["rfi", "generic", pytest.param(HARBOUR, id="own")]
#: With the project's own publisher, too.
CHECKER = Checker(
    RULES,
    SiteIndex([*KNOWN.values(), HARBOUR]),
    package_data.record_schemas(),
    CheckerSettings(now=examples.NOW, selected=frozenset(RULES)),
)
#: Rules that are off until they are asked for.
OFF = {rule.id: rule.required_options for rule in RULES.values() if rule.required_options}
#: The fields that the HTML of an article alone gives.
HTML_FIELDS = ("dateline", "image", "images", "lead", "paragraphs", "body")
#: For a search whether there is an example at all.
SEARCH = settings(phases=[Phase.generate], max_examples=2_000, database=None)
TEMPLATE = """<!DOCTYPE html>
<html><head><title>{title}</title><meta property="og:image" content="{image}">
<style>p{margin:0}h1 {color} @media print {nav {display: none}}</style>
<script>const {title, lead} = window.story; let page = {"headline": "{title}", "now": "{now}", body: "</p>"};</script>
</head><body><h1>{title}</h1><span>{dateline:%d.%m.%Y, %H:%M}</span><b>{{ ad }}</b><img src="{image}">
<div class="lead">{lead}</div>{paragraphs}<a href="{url}">{published}</a></body></html>"""


def reported(files: Mapping[str, bytes], checker: Checker = CHECKER) -> set[tuple[str, str]]:
    """The findings of all rules on some files, each by itself and together: (rule, message)."""
    results = [checker.check(RawInput(path, data)) for path, data in files.items()]
    summaries, features, names = [], [], {}
    for result in results:
        summaries += result.summaries
        features += result.features
        names.update(result.feature_names)
    results.append(checker.check_dump(InMemoryDump(summaries, features, names)))
    return {(finding.rule, finding.message) for finding in _findings(results)}


def _findings(results: Iterable[FileResult]) -> Iterable[Any]:
    for result in results:
        assert not result.crashes, result.crashes[0].traceback
        yield from result.findings


def item(record: Mapping[str, Any]) -> dict[str, bytes]:
    return {"record.json": json.dumps(record, ensure_ascii=False).encode()}


def extracted(html: str, url: str) -> dict[str, Any]:
    """The record that newscheck extracts from some HTML."""
    raw = RawInput("a.md", f"<!--0-->\n[]({url})\n------\n\n{html.replace(chr(10), '')}\n".encode())
    return next(to_article(document, CHECKER.sites).record for document in read(raw))


def inner(html: str, start: str, end: str) -> str:
    return html.partition(start)[2].partition(end)[0]


# What is drawn is well-formed.


@pytest.mark.slow
@pytest.mark.parametrize("site", SITES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_records_are_valid(site: str | Site, data: st.DataObject) -> None:
    record = data.draw(strategies.articles(site))
    assert reported(item(record)) == set()
    assert package_data.record_schemas()["rfi" if site == "rfi" else "article"].accepts(record)


@pytest.mark.slow
@pytest.mark.parametrize("site", SITES)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_dump_files_are_valid(site: str | Site, data: st.DataObject) -> None:
    text = data.draw(strategies.documents(site))
    assert reported({"1048575.md": text.encode()}) == set()
    assert re.search(r"^<!--\d{13}-->\n\[.+\]\(https://\S+\)\n------\n\n<.*>\n\Z", text, re.MULTILINE)


@settings(max_examples=20, deadline=None)
@given(strategies.documents(front_matter=True), strategies.documents(front_matter=False))
def test_front_matter_is_there_or_not(front: str, plain: str) -> None:
    assert front.startswith("---\nlayout: post\n")
    assert plain.startswith("<!--")


@pytest.mark.slow
@pytest.mark.parametrize("site", SITES)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_dumps_are_valid(site: str | Site, data: st.DataObject) -> None:
    dump = data.draw(strategies.dumps(site))
    assert reported({path: text.encode() for path, text in dump.files.items()}) == set()


@settings(max_examples=4, deadline=None)
@given(strategies.dumps(min_size=60, max_size=100))
def test_dumps_that_have_a_rhythm_are_valid(dump: strategies.Dump) -> None:
    assert reported({path: text.encode() for path, text in dump.files.items()}) == set()


@settings(max_examples=20, deadline=None)
@given(strategies.dumps("generic", min_size=2, max_size=5))
def test_a_dump_is_in_the_order_of_time(dump: strategies.Dump) -> None:
    numbers = [int(Path(path).stem) for path in dump.files]
    epochs = [int(inner(text, "<!--", "-->")) for text in dump.files.values()]
    assert 2 <= len(numbers) <= 5
    assert numbers == sorted(numbers, reverse=True) and numbers[0] == 1048575
    assert epochs == sorted(epochs)


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_pages_hold_the_record(layout: str, data: st.DataObject) -> None:
    page = data.draw(strategies.pages(layout, data.draw(st.sampled_from(["rfi", "generic", HARBOUR]))))
    assert reported(item(page.record)) == set()
    assert page.url == page.record["url"]
    html = inner(page.html, "<article>", "</article>")
    assert unescape(inner(html, "<h1>", "</h1>")) == page.record["title"]
    # A correct extractor gives the record: in our own layouts, ours does.
    extracted_record = extracted(html.partition("</h1>")[2], "https://news.example.org/a.html")
    if page.url.startswith("https://harbour.example/"):
        extracted_record["dateline"] = page.record["dateline"]
    assert {name: extracted_record[name] for name in HTML_FIELDS} == {name: page.record[name] for name in HTML_FIELDS}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_pages_have_furniture(layout: str) -> None:
    html = find(strategies.pages(layout, "generic"), lambda page: True).html
    assert html.startswith("<!DOCTYPE html>")
    for part in (
        "<title>",
        "<nav>",
        "<header>",
        "<aside>",
        "<footer>",
        "取更多RSS" if layout in "plain story blog" else "獲取更多RSS",
    ):
        assert part in html
    assert not re.search(r"(ridge|lantern|harbour|digest)\.example|rfi\.fr", html)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_the_month_comes_first_where_the_site_sets_it(data: st.DataObject) -> None:
    page = data.draw(strategies.pages("plain", HARBOUR))
    month, day = page.record["dateline"][5:7], page.record["dateline"][8:10]
    assert f"<div>{month}/{day}/" in page.html


@settings(max_examples=50, deadline=None)
@given(strategies.articles(HARBOUR))
def test_a_site_of_ones_own_has_its_characters_and_zone(record: dict[str, Any]) -> None:
    assert not unicode_script.variant_pattern("hans").search(record["title"] + record["body"])
    published = datetime.fromisoformat(record["dateline"]).replace(tzinfo=ZoneInfo("Asia/Taipei"))
    assert 2 * 60_000 <= record["epoch_ms"] - published.timestamp() * 1000 <= 120 * 60_000
    assert f"{published:/%Y/%m/%d/}" in record["url"]
    assert published.date() >= date(2022, 2, 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("given_days", "first", "last"),
    [
        pytest.param({"since": date(2022, 3, 27), "until": date(2022, 3, 27)}, "2022-03-27", "2022-03-27", id="a day"),
        pytest.param({"since": date(2030, 1, 5)}, "2030-01-05", "2030-02-04", id="later than usual"),
        pytest.param({"until": date(2019, 1, 5)}, "2019-01-05", "2019-01-05", id="earlier than usual"),
        pytest.param({}, "2021-10-01", "2023-09-10", id="as usual"),
    ],
)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_days_are_kept(given_days: Mapping[str, date], first: str, last: str, data: st.DataObject) -> None:
    record = data.draw(strategies.articles(**given_days))
    assert first <= record["dateline"][:10] <= last
    dump = data.draw(strategies.dumps("generic", max_size=3, **given_days))
    for text in dump.files.values():
        assert first <= extracted(text.partition("------\n\n")[2], "https://a.example/1")["dateline"][:10] <= last


@settings(max_examples=40, deadline=None)
@given(strategies.articles("generic", urls="https://{host}/{year}/{section}/{slug}-{number}.htm"))
def test_urls_have_the_form_given(record: dict[str, Any]) -> None:
    year = record["dateline"][:4]
    assert re.fullmatch(rf"https://news\.example\.org/{year}/[a-z]+/[%\w-]+-\d{{7}}\.htm", record["url"])


@pytest.mark.parametrize(
    ("field", "wanted"),
    [
        pytest.param("a lead", lambda r: r["lead"] is not None, id="lead"),
        pytest.param("no lead", lambda r: r["lead"] is None, id="no lead"),
        pytest.param("no image", lambda r: r["image"] is None, id="no image"),
        pytest.param("a picture in the text", lambda r: len(r["images"]) > 1, id="pictures"),
        pytest.param("a subheading", lambda r: "背景" in r["paragraphs"], id="subheading"),
        pytest.param("a quotation", lambda r: "”" in r["body"], id="quotation"),
        pytest.param("Latin letters", lambda r: "Lefèvre" in r["body"], id="latin"),
        pytest.param("brackets", lambda r: "[" in r["title"], id="brackets"),
        pytest.param("another year", lambda r: r["dateline"] < "2023", id="another year"),
        pytest.param("a long text", lambda r: len(r["paragraphs"]) > 8, id="long"),
        pytest.param("several sentences", lambda r: any(p.count("。") > 2 for p in r["paragraphs"]), id="sentences"),
    ],
)
def test_what_is_drawn_differs(field: str, wanted: Any) -> None:
    assert find(strategies.articles("generic"), wanted, settings=SEARCH), field


# What it shrinks to.


def test_the_shortest_article() -> None:
    record = find(strategies.articles(), lambda record: True)
    lead, rest = numbered_sentences.sentence(0), numbered_sentences.sentence(1)
    assert record["title"] == "巴黎外交部发言人宣布推迟跨境铁路的修建计划"
    assert record["dateline"] == "2023-08-16T21:04"
    assert (record["lead"], record["paragraphs"]) == (lead, [lead, rest])
    assert len(record["images"]) == 1


def test_an_article_keeps_only_what_makes_it_fail() -> None:
    record = find(strategies.articles("generic"), lambda record: record["body"].count("。") >= 4)
    assert record["paragraphs"] == [numbered_sentences.sentence(number) for number in range(4)]
    assert (record["image"], record["lead"]) == (None, None)
    record = find(strategies.articles(), lambda record: "2022-12" in record["dateline"])
    assert record["dateline"] == "2022-12-31T21:04"
    assert len(record["paragraphs"]) == 2


def test_a_dump_keeps_only_what_makes_it_fail() -> None:
    dump = find(strategies.dumps("generic", max_size=4), lambda dump: len(dump.files) > 1)
    first, second = dump.files.values()
    assert [text.count("<p>") for text in (first, second)] == [2, 2]
    assert not re.search(r"<(img|h2|strong|blockquote|figure|a )", first + second)
    assert not first.startswith("---")


def test_a_page_keeps_only_what_makes_it_fail() -> None:
    page = find(strategies.pages("figures", "generic"), lambda page: "<blockquote>" in page.html)
    first, quoted = page.record["paragraphs"]
    assert first == numbered_sentences.sentence(0) and f"<q>{quoted}</q>" in page.html
    assert page.record["images"] == []


def test_a_fault_shrinks_to_the_first_example() -> None:
    broken = find(strategies.broken("title-empty"), lambda broken: True)
    assert b"[](https://www.rfi.fr/" in broken.files["rfi/1048575.md"]
    shown = repr(find(strategies.broken("layout-change"), lambda broken: True))
    assert re.fullmatch(r"Broken\(rule='layout-change', files=<260 files, [\d,]+ bytes, from rfi/1048575\.md>\)", shown)
    assert repr(find(strategies.broken("file-empty"), lambda broken: True)).endswith("files={'rfi/1048575.md': ''})")


# Faults.


@pytest.mark.slow
@pytest.mark.parametrize("rule", sorted(RULES.keys() - bad_examples.NOT_FROM_BYTES))
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_a_fault_is_reported_by_its_rule_alone(rule: str, data: st.DataObject) -> None:
    broken = data.draw(strategies.broken(rule))
    assert broken.rule == rule and broken.silent == set(rules.load()) - {rule, "layout-change"}
    assert len(broken.files) >= 1 and all(isinstance(text, bytes) for text in broken.files.values())
    if rule != "file-unreadable":
        checker = default_checker(examples.NOW, {rule: OFF[rule]}) if rule in OFF else CHECKER
        fired = {rule for rule, _ in reported(broken.files, checker)}
        assert fired - {"layout-change"} == {rule} - {"layout-change"}
        assert rule in fired


def test_a_file_that_is_too_large_is_reported_from_the_disk(tmp_path: Path) -> None:
    broken = find(strategies.broken("file-unreadable"), lambda broken: True)
    for name, data in broken.files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    report = run.run(Session(config.Project(now=examples.NOW)), [str(tmp_path)], jobs=1)
    assert [finding.rule for finding in report.findings] == ["file-unreadable"]


@settings(max_examples=20, deadline=None)
@given(strategies.broken())
def test_any_fault(broken: strategies.Broken) -> None:
    assert broken.rule in RULES.keys() - OFF


def test_faults_come_in_several_articles() -> None:
    example = find(strategies.broken("title-empty"), lambda broken: specimen.parts(1)["lead"] in text_of(broken))
    assert example.rule == "title-empty"


def text_of(broken: strategies.Broken) -> str:
    return "".join(data.decode() for data in broken.files.values())


# Dumps on the disk.


def test_a_dump_is_written(tmp_path: Path) -> None:
    dump = find(strategies.dumps(min_size=2, max_size=2), lambda dump: True, settings=SEARCH)
    folder = dump.write(tmp_path / "new" / "dump")
    written = {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in folder.rglob("*.md")}
    assert written == dump.files
    report = run.run(Session(config.Project(now=examples.NOW)), [str(folder)], jobs=1)
    assert report.findings == [] and report.summary.articles == 2


# Templates of the user's own.


@settings(max_examples=50, deadline=None)
@given(strategies.pages(TEMPLATE))
def test_a_template_of_ones_own_is_filled_in(page: strategies.Page) -> None:
    record, html = page.record, page.html
    assert reported(item(record)) == set()
    lead, *rest = record["paragraphs"]
    assert record["lead"] == lead == unescape(inner(html, '<div class="lead">', "</div>"))
    assert f"</div>{''.join(f'<p>{escape(text)}</p>' for text in rest)}<a " in html
    assert unescape(inner(html, "<h1>", "</h1>")) == unescape(inner(html, "<title>", "</title>")) == record["title"]
    assert html.count(f'="{record["image"]}"') == 2
    published = datetime.fromisoformat(inner(html, f'<a href="{page.url}">', "</a>"))
    assert published.strftime("%Y-%m-%dT%H:%M") == record["dateline"] and published.tzinfo is not None
    assert f"<span>{published:%d.%m.%Y, %H:%M}</span>" in html
    # Braces of programs and style sheets are left alone.
    assert "<style>p{margin:0}h1 {color} @media print {nav {display: none}}</style>" in html
    assert "<script>const {title, lead} = window.story; let page = {" in html
    assert f'"headline": {json.dumps(record["title"], ensure_ascii=False)}, "now": "{{now}}"' in html
    assert "<b>{{ ad }}</b>" in html


@settings(max_examples=20, deadline=None)
@given(strategies.pages("<h1>{title}</h1>{paragraphs}", "generic"))
def test_what_has_no_place_in_a_template_is_not_in_the_record(page: strategies.Page) -> None:
    assert page.record["image"] is page.record["lead"] is page.record["dateline"] is None
    assert page.record["images"] == []
    assert page.html.count("<p>") == len(page.record["paragraphs"])


# What can't be asked for.


@dataclass(frozen=True)
class Wish:
    """A call, and the words of its error."""

    call: Any
    complaint: str


@pytest.mark.parametrize(
    "wish",
    [
        Wish(lambda: strategies.articles("rfj"), r"unknown site 'rfj'; did you mean 'rfi'\?"),
        Wish(lambda: strategies.documents("generics"), r"unknown site 'generics'; did you mean 'generic'\?"),
        Wish(lambda: strategies.dumps("x"), "unknown site 'x'$"),
        Wish(lambda: strategies.pages("storey"), r"unknown layout 'storey'; did you mean 'story'\?"),
        Wish(lambda: strategies.pages("plain", "rfu"), "unknown site"),
        Wish(lambda: strategies.pages("<p>{titel}</p>{paragraphs}"), r"unknown place {titel}; did you mean 'title'\?"),
        Wish(lambda: strategies.pages("<p>{title}</p>", "generic"), "no place {paragraphs}"),
        Wish(lambda: strategies.pages("<p>{title}{dateline}{lead}</p>{paragraphs}"), "no place {image}"),
        Wish(lambda: strategies.broken("title-emty"), r"unknown rule 'title-emty'; did you mean 'title-empty'\?"),
        Wish(lambda: strategies.dumps(min_size=3, max_size=2), "from 3 to 2"),
        Wish(lambda: strategies.dumps(max_size=101), "from 0 to 100 files"),
        Wish(lambda: strategies.dumps(max_size=0, min_size=0), "sizes of a dump"),
        Wish(lambda: strategies.articles(since=date(2023, 2, 1), until=date(2023, 1, 1)), "is after until"),
        Wish(lambda: strategies.articles(urls="https://{host}/{nummer}"), r"{nummer}; did you mean 'number'\?"),
        Wish(lambda: strategies.articles("generic", urls="https://{host}/{section}"), "{number} or {slug} has to be"),
        Wish(lambda: strategies.articles("rfi", urls="https://{host}/{number}"), "urls="),
        Wish(
            lambda: strategies.articles(build_site("odd", {"url": {"article": "/[a-f]+-/"}})), "odd: none of the usual"
        ),
        Wish(lambda: strategies.articles(build_site("odd", {"timezone": "Europe/Lisboa"})), "unknown time zone"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_for(wish: Wish) -> None:
    with pytest.raises(UsageError, match=wish.complaint):
        wish.call()


def test_without_hypothesis_the_message_names_what_to_install() -> None:
    program = "import sys; sys.modules['hypothesis'] = None; import newscheck.testing.strategies"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    message = "ImportError: newscheck.testing.strategies needs hypothesis: pip install 'newscheck[pytest]'"
    assert done.stderr.strip().endswith(message)


def test_a_site_of_the_project_is_known_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("newscheck.toml").write_text("sites = ['eel.toml']", "utf-8")
    Path("eel.toml").write_text("title = '鳗鱼日报'\nhosts = ['eel.example']", "utf-8")
    record = find(strategies.articles("eel"), lambda _: True)
    assert record["url"].startswith("https://eel.example/")
