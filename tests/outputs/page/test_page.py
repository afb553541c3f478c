"""The page as a text: what is in it stays text, its data are those of the report, and it stays small."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from msgspec.structs import replace
from page_reports import DAY, START, change, finding, report, rich_report, series, span

from newscheck import outputs
from newscheck.errors import UsageError
from newscheck.model import (
    CountedFindings,
    Crash,
    ExampleArticle,
    Excerpt,
    FieldSeries,
    HiddenFindings,
    RelatedLocation,
    RenderOptions,
    Report,
    RuleDescription,
    Totals,
)
from newscheck.outputs.page import finding_rows, libraries
from newscheck.text.display import sanitize

MARKUP = (
    "<",
    ">",
    "&",
    '"',
    "'",
    "</script>",
    "<!--",
    "-->",
    "<script>",
    "]]>",
    "&lt;",
    "{{",
    "{%",
    "`",
    "\\u003c",
    "\u2028",
)
TEXTS = st.one_of(
    st.lists(st.sampled_from(MARKUP), max_size=6).map("".join),
    st.text(st.characters(exclude_categories=()), max_size=20),
)


def rendered(of: Report, style: RenderOptions = RenderOptions()) -> str:  # noqa: B008 - frozen
    return "".join(outputs.render("html", of, style))


def data_of(text: str, name: str) -> Any:
    """The JSON in an element of a page, as its script reads it."""
    found = re.search(
        rf'<script type="application/json" id="{name}"( data-packed="deflate")?>(.*?)</script>', text, re.DOTALL
    )
    assert found
    packed, content = found.groups()
    return json.loads(zlib.decompress(base64.b64decode(content)) if packed else content)


def everywhere(text: str) -> Report:
    """A report that has a text wherever a dump's text may be. There are no charts: their script is large."""
    item = finding(
        path=text,
        message=text,
        evidence=text,
        pointer=text,
        item=text,
        details=(text,),
        site=text,
        related=(RelatedLocation(text, text),),
        excerpt=Excerpt(text, 0, len(text)),
    )
    of = report(
        [item],
        series=[series(text, days=0, fields=[FieldSeries(text, [])])],
        changes=[change(text, what=text, harm=[text], features=[(text, 1.0, 0.0)], skeleton_before=text, within=text)],
        layouts=[span(text), span("other")],
        examples=[ExampleArticle("rfi/1.md", 1, {text: text}, text)],
        hidden=[HiddenFindings(text, 1, text, {text: 1})],
        crashes=[Crash(text, "a", text)],
    )
    return replace(of, rules={"title-empty": RuleDescription("error", text, f"{text}\n\n{text}")})


def skeleton(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page with the names of their attributes, those that depend on a language left out."""
    elements = html.document_fromstring(text.encode()).iter("*")
    return [(element.tag, tuple(sorted({*element.keys()} - {"lang"}))) for element in elements]


@pytest.mark.slow
@given(text=TEXTS)
def test_any_text_stays_text(text: str) -> None:
    """It makes no element, no attribute, and no part of one; what is empty is left out, so something is before it."""
    text = f"x{text}"
    page = rendered(everywhere(text))
    page.encode()
    plain = {pair for pair in skeleton(page) if pair[0] not in ("code", "ins", "del", "span", "p")}
    assert plain <= {*skeleton(rendered(everywhere("x"))), *skeleton(rendered(everywhere("x`x`")))}
    values = data_of(page, "findings-data")
    assert values["rows"][0][4] == sanitize(text)
    assert values["sites"] == [sanitize(text)]


def test_the_same_report_gives_the_same_bytes() -> None:
    assert rendered(rich_report()) == rendered(rich_report())


def test_the_policy_names_the_scripts_by_their_hashes() -> None:
    page = rendered(rich_report())
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) == 3
    policy = html.document_fromstring(page.encode()).xpath("string(//meta[@http-equiv]/@content)")
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe-eval" not in policy
    assert "unsafe-inline" not in policy.split("style-src")[0]


def test_a_page_without_charts_has_no_script_for_them() -> None:
    assert len(rendered(report([finding()]))) < 120_000


def test_findings_are_rows_of_the_report() -> None:
    counted = CountedFindings("0" * 16, 7, 1, "rfi", None)
    of = report([finding("a", epoch=START + 1_500), finding("b", "note", path="", aggregated=(counted,))])
    data = data_of(rendered(of), "findings-data")
    assert data == {
        "rules": ["a", "b"],
        "severities": ["note", "warning", "error"],
        "sites": [""],
        "rows": [
            [0, 2, 0, START // 1000 + 1, "rfi/1.md", 2, 3, "the title is empty", 1, "/title"],
            [1, 0, 0, None, "", 2, 3, "the title is empty", 7, "/title"],
        ],
    }


def test_findings_are_counted_in_the_periods_of_their_site() -> None:
    findings = [finding(site="rfi", epoch=START + day * DAY) for day in (-1, 0, 0, 2, 99)]
    page = rendered(report(findings, series=[series(days=3), series("cna", days=1)]))
    rfi, cna = data_of(page, "series")
    assert rfi["findings"] == {"error": [2, 0, 2], "warning": [0, 0, 0], "note": [0, 0, 0]}
    assert cna["findings"]["error"] == [0]


def test_periods_begin_on_the_days_of_the_sites_clock() -> None:
    of = report(series=[replace(series(days=1, periods=[START - DAY // 12]), zone="Europe/Paris")])
    (site,) = data_of(rendered(of), "series")
    assert site["days"] == [START // DAY]


@pytest.mark.parametrize("zone", ["No/Where", "../../etc/passwd", "\x00"])
def test_a_zone_that_nobody_knows_is_utc(zone: str) -> None:
    (site,) = data_of(rendered(report(series=[replace(series(days=1), zone=zone)])), "series")
    assert site["days"] == [START // DAY]


def test_what_is_left_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding_rows.FindingRows.__init__, "__defaults__", (30,))
    numbers = (("a", "note", 100), ("b", "error", 7), ("c", "warning", 50))
    of = report([finding(rule, severity, f"{place}.md") for rule, severity, most in numbers for place in range(most)])
    page = rendered(of)
    assert "30 of 157 are shown, chosen evenly over rules and time; 127 are left out here" in page
    rows = data_of(page, "findings-data")["rows"]
    assert [sum(row[0] == rule for row in rows) for rule in range(3)] == [11, 7, 12]


@pytest.mark.slow
@pytest.mark.parametrize("scale", [pytest.param(1, id="as usual"), pytest.param(40, id="long texts")])
def test_a_page_stays_small(scale: int) -> None:
    """2 MB and 200 bytes for each finding that it shows, whatever these say."""
    number = 20_000

    def words(seed: int, length: int) -> str:
        return "".join(chr(0x4E00 + (seed * 7_919 + place * place * 104_729) % 20_000) for place in range(length))

    findings = [
        finding(
            f"rule-{place % 30}",
            path=f"articles/2023/{place:06}-{words(place, 5)}.md",
            message=f"the title ends with {words(place, 4 * scale)}",
            evidence=words(place, 2 * scale),
            excerpt=Excerpt(words(place, 80), 30, 34),
            site="rfi",
            epoch=START + place * 60_000,
        )
        for place in range(number)
    ]
    size = len(rendered(report(findings, series=[series(days=900)])).encode())
    assert size <= 2_000_000 + 200 * number, size


def test_many_sites_and_changes_stay_small() -> None:
    changes = [
        change(f"site-{number % 100}", number % 40, harm=["image"] * (number % 2), what="x" * 900)
        for number in range(400)
    ]
    examples = [
        ExampleArticle(f"rfi/{n}.md", 1, {f"f{k}": "文" * 600 for k in range(30)}, "文" * 3_000) for n in (1, 2)
    ]
    of = report(
        changes=changes, examples=examples, series=[series(f"site-{number}", days=120) for number in range(100)]
    )
    page = rendered(of)
    assert len(page.encode()) < 2_000_000
    assert "340 more changes are left out here" in page


def han(seed: int, length: int) -> str:
    """A text that hardly packs."""
    place = np.arange(length, dtype=np.int64)
    codes = 0x4E00 + (seed * 7_919 + place * place * 104_729 + place * 31) % 20_000
    return codes.astype("<u4").tobytes().decode("utf-32-le")


@pytest.mark.parametrize(
    ("make", "left_out"),
    [
        pytest.param(
            lambda: report([finding(site=f"site-{n}", path=f"{n}.md") for n in range(3_000)]),
            "2,800 more sites are left out here",
            id="sites of findings",
        ),
        pytest.param(
            lambda: report(series=[series(han(n, 900), days=1) for n in range(150)]),
            "more sites are left out here",
            id="long names of sites",
        ),
        pytest.param(
            lambda: report([finding(f"rule-{n}", path=f"{n}.md") for n in range(3_000)]),
            "more rules are left out here",
            id="rules",
        ),
        pytest.param(
            lambda: report(series=[series()], layouts=[replace(span(), skeleton=han(n, 900)) for n in range(3_000)]),
            "",
            id="layouts",
        ),
        pytest.param(
            lambda: report(
                changes=[change(han(n, 50), n % 40, what=han(n, 900), harm=[han(n, 50)] * 40) for n in range(600)]
            ),
            "more changes are left out here",
            id="changes",
        ),
        pytest.param(
            lambda: report(
                hidden=[
                    HiddenFindings(han(n, 900), 1, han(n, 900), {han(m, 20): 1 for m in range(200)}) for n in range(90)
                ]
            ),
            "more entries are left out here",
            id="hidden findings",
        ),
        pytest.param(
            lambda: report(crashes=[Crash(han(n, 900), "a", han(n, 99_000)) for n in range(90)]),
            "more failures are left out here",
            id="crashes",
        ),
        pytest.param(
            lambda: report(
                series=[
                    series(f"site-{n}", fields=[FieldSeries(han(m, 900), [1 + m * n % 39] * 30) for m in range(90)])
                    for n in range(40)
                ]
            ),
            "of 40 sites, those with the most articles",
            id="fields of series",
        ),
        pytest.param(
            lambda: report([finding("volume-anomaly", message=han(n, 300_000)) for n in range(9)]),
            "…",
            id="a long verdict",
        ),
    ],
)
def test_whatever_there_is_much_of_the_page_stays_small_and_tells(make: Callable[[], Report], left_out: str) -> None:
    of = make()
    page = rendered(of)
    assert len(page.encode()) < 2_000_000 + 200 * len(of.findings)
    assert left_out in page


def example(number: int = 1, *, fields: int = 2, length: int = 9) -> ExampleArticle:
    record: dict[str, str | None] = {f"f{place}": "文" * length for place in range(fields)}
    return ExampleArticle(f"rfi/{number}.md", 1, record, "文" * length)


@pytest.mark.parametrize(
    ("more", "examples", "words"),
    [
        pytest.param(
            {"examples_before": [RelatedLocation(f"rfi/{n}.md") for n in range(13)]}, [], "and 3 more", id="files"
        ),
        pytest.param({}, [example(fields=62)], "and 2 more fields", id="fields of an article"),
        pytest.param({"skeleton_before": "div " * 401}, [], " …", id="words of a structure"),
        pytest.param({"skeleton_after": "x" * 1_600}, [], " …", id="characters of a structure"),
    ],
)
def test_what_a_change_leaves_out_is_told(more: dict[str, Any], examples: list[ExampleArticle], words: str) -> None:
    def told(**own: Any) -> str:
        page = html.document_fromstring(rendered(report(changes=[change(**own)], examples=examples[: len(own) or 9])))
        return str(page.xpath("string(//article)"))

    assert words in told(**more)
    assert bool(examples) or words not in told()


def test_an_article_that_has_no_room_is_not_passed_over() -> None:
    changes = [
        change(f"site-{n}", examples_before=[RelatedLocation(f"rfi/{n}.md")], examples_after=[]) for n in range(60)
    ]
    of = report(changes=changes, examples=[example(n, fields=60, length=900) for n in range(60)])
    page = html.document_fromstring(rendered(of).encode())
    shown = len(page.xpath("//dl[@class='record']"))
    left_out = sum(
        "The article is left out: the page has no room" in one.text_content() for one in page.xpath("//article")
    )
    assert 0 < shown < 60
    assert shown + left_out == len(page.xpath("//article"))


def test_an_explanation_that_is_too_long_ends_with_dots() -> None:
    rules = {"a": RuleDescription("error", "x" * 400, f"About it.\n\n{'y' * 5_000}")}
    page = rendered(replace(report([finding("a")]), rules=rules))
    assert f"{'y' * 99}…" in page
    assert f"{'x' * 99}…" in page


def test_findings_beside_the_time_of_a_picture_are_counted() -> None:
    """The charts of a hundred sites say when the articles are; those of another site may come from another time."""
    of = report(
        [finding(epoch=START), finding(epoch=START - 400 * DAY), finding(epoch=START + 31 * DAY)], series=[series()]
    )
    cell = html.document_fromstring(rendered(of).encode()).xpath("//table[@id='rule-table']//td[@class='picture']")[0]
    assert cell.text_content().strip() == "2 outside"


def test_of_very_many_sites_the_filter_names_those_with_the_most_findings() -> None:
    findings = [finding(site=f"site-{n:04}", path=f"{n}.md") for n in range(1_200)] + [finding(site="zz")] * 2
    data = data_of(rendered(report(findings)), "findings-data")
    assert (len(data["sites"]), data["sites"][-2:]) == (1_001, ["zz", "(201 other sites)"])
    assert data["sites"][data["rows"][-1][2]] == "zz"
    assert data["sites"][data["rows"][1_100][2]] == "(201 other sites)"


def test_nobody_counts_sites_that_have_no_series() -> None:
    of = report(series=[series(f"site-{n:03}", days=1, number=1) for n in range(100)])
    page = rendered(of)
    assert "<dt>sites</dt><dd>100+</dd>" in page
    assert "Charts are shown for 100 of 100+ sites, those with the most articles." in page
    assert "100+" not in rendered(replace(of, summary=Totals(1, 100)))


@pytest.mark.parametrize(
    ("of", "words"),
    [
        pytest.param(report(), "No rule found anything.", id="no findings"),
        pytest.param(report(summary=Totals()), "No article was checked.", id="nothing"),
        pytest.param(report([finding()]), "None was found. A site needs 40 articles", id="no changes"),
        pytest.param(
            report([finding(path="caf\udce9.md")], hidden=[HiddenFindings("a\udce9", 1)]), "a\\xe9", id="bytes"
        ),
    ],
)
def test_a_report_with_little_in_it_is_a_page(of: Report, words: str) -> None:
    assert words in rendered(of)


def test_a_page_about_layouts_says_so() -> None:
    page = rendered(report(changes=[change(harm=[])]), RenderOptions(layouts_only=True))
    assert "3,000 articles, 1 layout change, nothing lost. Only layouts were looked at." in page
    assert 'id="findings"' not in page


def test_the_lack_of_bokeh_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    libraries.chart_scripts.cache_clear()
    monkeypatch.setattr(libraries, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"pip install 'newscheck\[report\]'"):
        libraries.chart_scripts()
