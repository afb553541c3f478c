"""At most a hundred findings of a rule are reported one by one in a file; the others are counted, and none is lost."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from subprocess import run
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck import registry
from newscheck.checker import aggregation, examples
from newscheck.checker.execution import Checker
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.findings_store import FindingsStore
from newscheck.engine.report_filter import ReportFilter
from newscheck.engine.run import run_on_input
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.engine.workers.limits import Limits
from newscheck.engine.workers.timed_check import check_files
from newscheck.init import frequent_rules
from newscheck.model import Finding, RawInput, RenderOptions
from newscheck.triage import baseline, suppressions
from newscheck.triage.baseline import BaselineEntry as Accepted

DAY = 86_400_000
EPOCH = 1_692_215_820_000
TEXT = "渔民合作社表示欢迎，同时要求增加近海的巡逻船只。相关文件预计在三个月内公布，具体数字仍有待独立机构核实。" * 2


def items(count: int, **patch: Any) -> str:
    """Lines of items, each of an article of its own, with a fault."""
    lines = (
        {
            "title": f"海上救援协定周五开始生效 {number}",
            "url": f"https://news.example.org/2023/rescue-{number}.html",
            "epoch_ms": EPOCH - number * 60_000,
            "body": f"{number}。{TEXT}",
            **patch,
        }
        for number in range(count)
    )
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def numbers(findings: Iterable[Finding], rule: str) -> list[int]:
    """The number of findings in each finding of a rule."""
    return [finding.number for finding in findings if finding.rule == rule]


@pytest.mark.parametrize(
    ("count", "wanted"), [(99, [1] * 99), (100, [1] * 100), (101, [1] * 101), (250, [1] * 100 + [150])]
)
def test_a_hundred_findings_of_a_rule_in_a_file_are_reported(checker: Checker, count: int, wanted: list[int]) -> None:
    findings = checker.check(RawInput("items.jsonl", items(count, url=None).encode())).findings
    assert numbers(findings, "url-missing") == wanted
    for finding in findings:
        if finding.number > 1:
            assert finding.severity == "error"
            assert (finding.line, finding.message) == (
                101,
                "150 more findings of this rule in this file, from line 101 on, only counted",
            )


def test_each_rule_and_each_file_has_its_own_hundred(checker: Checker) -> None:
    data = items(120, url=None, epoch_ms=None).encode()
    findings = checker.check(RawInput("a.jsonl", data), RawInput("b.jsonl", data)).findings
    for path in ("a.jsonl", "b.jsonl"):
        own = [finding for finding in findings if finding.path == path]
        assert numbers(own, "url-missing") == numbers(own, "epoch-missing") == [1] * 100 + [20]


def test_pieces_of_a_file_have_them_together(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    path.write_text(items(4_000, url=None), "utf-8")
    project = Project(now=examples.NOW, select=("url-missing",))
    entries = [FileEntry("long.jsonl", str(path))]
    small, large = (check_files(Session(project).checker, entries, Limits(size, 30)) for size in (1_000, 16_000_000))
    assert numbers(small.findings, "url-missing") == numbers(large.findings, "url-missing") == [1] * 100 + [3_900]
    assert small.findings == large.findings


def test_what_one_article_has_too_much_of_is_counted(checker: Checker) -> None:
    images = [f"/{number}.jpg" for number in range(40)]
    findings = checker.check(RawInput("items.jsonl", items(1, images=images, image=None).encode())).findings
    assert numbers(findings, "image-relative") == [1] * 25 + [15]
    assert aggregation.MAX_PER_FILE >= aggregation.MAX_PER_DOCUMENT == 25


def test_findings_of_the_dump_are_counted_too(checker: Checker) -> None:
    lines = items(260)
    result = checker.check(RawInput("items.jsonl", (lines + lines).encode()))
    assert numbers(checker.check_dump(result.summaries).findings, "url-duplicate") == [1] * 100 + [160]


@pytest.mark.parametrize(
    ("path", "total", "wanted"),
    [
        pytest.param("a.md", None, [1] * 100 + [20], id="in a file"),
        pytest.param("", None, [1] * 120, id="in none, which has no limit of a file"),
        pytest.param("", 110, [1] * 110 + [10], id="in none, with a limit of all"),
        pytest.param("a.md", 90, [1] * 90 + [30], id="of all, before the file's"),
    ],
)
def test_a_quota_is_of_a_file_and_of_all(path: str, total: int | None, wanted: list[int]) -> None:
    quota = aggregation.Quota(total)
    for number in range(120):
        quota.add(Finding("r", "error", path, number + 1, 1, "", "", "", f"{number}"))
    assert numbers(quota.findings(), "r") == wanted


@pytest.mark.parametrize(("sites", "expected"), [(["rfi", "rfi"], "rfi"), (["rfi", "dw"], ""), (["", "rfi"], "")])
def test_what_is_counted_has_the_first_line_and_the_site_of_all(sites: list[str], expected: str) -> None:
    quota = aggregation.Quota()
    for at, site in enumerate(sites):
        quota.count(Finding("r", "error", "a.md", 9 - at, 4, "", "", "", f"{at}", site=site))
    (found,) = quota.findings()
    assert (found.site, found.line, found.column, found.number) == (expected, 8, 1, 2)


def test_outputs_count_aggregated_findings() -> None:
    project = Project(now=examples.NOW, select=("url-missing",))
    report = run_on_input(Session(project), [RawInput("items.jsonl", items(250, url=None).encode())])
    assert (len(report.findings), report.summary.error) == (101, 250)
    text = "".join(registry.module("outputs", "text").render(report, RenderOptions(statistics=True)))
    assert "… and 247 more of url-missing in this file" in text
    assert "250 errors" in text
    markdown = "".join(registry.module("outputs", "markdown").render(report, RenderOptions()))
    assert "| error | <code>url-missing</code> | 250 | 1 |" in markdown
    lines = [*registry.module("outputs", "github").render(report, RenderOptions())]
    assert lines[-1] == "newscheck: 240 errors more than GitHub shows of a step\n"


def test_a_rule_that_the_newest_articles_break_is_seen_though_they_are_only_counted(checker: Checker) -> None:
    newest_last = "\n".join(reversed(items(300, body="短").splitlines()))
    result = checker.check(RawInput("items.jsonl", newest_last.encode()))
    shares = {
        frequent.rule: frequent.share
        for frequent in frequent_rules.find(result.findings, result.summaries, ["items.jsonl"])
    }
    assert shares["body-too-short"] == 1


SEVERITIES = st.sampled_from(["error", "note"])
FINDINGS = st.builds(
    Finding,
    rule=st.sampled_from(["lead-missing", "url-missing"]),
    severity=SEVERITIES,
    path=st.sampled_from(["", "a.jsonl", "b.jsonl"]),
    line=st.integers(1, 300),
    column=st.integers(1, 3),
    pointer=st.just("/lead"),
    message=st.just("no lead"),
    evidence=st.just("x"),
    fingerprint=st.integers(0, 30).map("{:016x}".format),
    site=st.sampled_from(["rfi", "bbc"]),
    epoch=st.none() | st.integers(-2, 5).map(lambda day: EPOCH + day * DAY),
)
MANY = st.lists(FINDINGS, max_size=40).flatmap(
    lambda findings: st.sampled_from([1, 9]).map(lambda times: findings * times)
)


def keys_of(findings: Iterable[Finding]) -> Counter[Any]:
    return Counter(
        (finding.path, finding.rule, finding.severity, finding.fingerprint, finding.line, finding.site, finding.epoch)
        for finding in aggregation.expanded(findings)
    )


@given(MANY)
def test_counted_findings_keep_their_keys(findings: list[Finding]) -> None:
    limited = aggregation.limited(findings)
    for path, rule in {(finding.path, finding.rule) for finding in findings}:
        own = [finding for finding in limited if (finding.path, finding.rule) == (path, rule)]
        assert not path or sum(1 for finding in own if not finding.aggregated) <= aggregation.MAX_PER_FILE
    assert sum(finding.number for finding in limited) == len(findings)
    assert {key[:4] + key[5:] for key in keys_of(limited)} == {key[:4] + key[5:] for key in keys_of(findings)}
    assert list(aggregation.collapsed(aggregation.expanded(limited))) == limited
    assert aggregation.limited(limited) == limited
    assert FindingsStore.of(limited).counts == FindingsStore.of(findings).counts


@given(MANY, st.sets(st.integers(0, 30)), st.sampled_from(["rfi", "bbc", None]))
def test_aggregation_changes_no_count_of_hidden_and_reported_findings(
    all_findings: list[Finding], numbers: set[int], site: str | None
) -> None:
    table = {"reason": "x", "since": date(2023, 8, 17), "until": date(2023, 8, 18), **({"site": site} if site else {})}
    accepted = {f"{number:016x}": Accepted(2) for number in numbers}

    def totals(findings: list[Finding]) -> Counter[str]:
        accepting = baseline.BaselineFilter({"lead-missing": accepted}, date(2023, 9, 15))
        hides = suppressions.build(table, frozenset({"url-missing"})).covers
        left = (
            finding for finding in aggregation.expanded(findings) if not hides(finding) and not accepting.hides(finding)
        )
        return Counter(
            {
                "reported": sum(finding.number for finding in aggregation.collapsed(left)),
                "hidden": accepting.tally.total,
            }
        )

    assert totals(aggregation.limited(all_findings)) == totals(all_findings)


def test_beyond_the_limit_of_entries_the_last_one_has_all() -> None:
    def limited(changed: int) -> list[Finding]:
        numbers = ((number + 1_000_000 if number == changed else number) for number in range(12_000))
        findings = (
            Finding("url-missing", "error", "a.jsonl", 1, 1, "", "m", "", f"{number:016x}") for number in numbers
        )
        return aggregation.limited(findings)

    first, again, early, late = (keys_of(limited(changed)) for changed in (-1, -1, 5_000, 11_500))
    assert first == again
    assert first.total() == early.total() == late.total() == 12_000
    assert (first - early).total() == 1
    assert (first - late).total() == 1_900


def accept(project: Project, findings: list[Finding], path: Path) -> ReportFilter:
    ReportFilter(Session(project)).write_baseline(str(path), findings)
    return ReportFilter(Session(Project(now=examples.NOW, baseline=str(path))))


def test_a_baseline_hides_each_of_them(checker: Checker, tmp_path: Path) -> None:
    project, path = Project(now=examples.NOW), tmp_path / "baseline.txt"
    lines = items(300, url=None).splitlines(keepends=True)

    def reported(*chosen: str) -> list[Finding]:
        findings = checker.check(RawInput("items.jsonl", "".join(chosen).encode())).findings
        return accept_again().filter_findings(findings)

    def accept_again() -> ReportFilter:
        return ReportFilter(Session(Project(now=examples.NOW, baseline=str(path))))

    accept(project, checker.check(RawInput("items.jsonl", "".join(lines).encode())).findings, path)
    assert reported(*lines) == []
    assert reported(*lines[50:]) == []
    assert reported(*reversed(lines)) == []
    new = items(1, url=None, title="反对党领袖警告不要忽视冬季的风险")
    (findings,) = reported(*lines, new)
    assert (findings.rule, findings.line, findings.number) == ("url-missing", 301, 1)
    (findings,) = reported(new, *lines)
    assert (findings.rule, findings.line) == ("url-missing", 1)


@pytest.mark.parametrize(
    ("entry", "number"),
    [
        pytest.param({}, 0, id="the rule"),
        pytest.param({"path": "items.jsonl"}, 0, id="the file"),
        pytest.param({"path": "other.jsonl"}, 300, id="another file"),
        pytest.param({"since": "2023-08-01", "until": "2023-08-31"}, 0, id="the days"),
        pytest.param({"since": "2023-08-16", "until": "2023-08-16"}, 300 - 240, id="one of them"),
    ],
)
def test_a_suppression_hides_each_of_them(checker: Checker, entry: dict[str, Any], number: int) -> None:
    # Five minutes apart, from noon of one day to that of the next.
    lines = items(300, url=None).splitlines()
    start = int(datetime(2023, 8, 16, 4, tzinfo=UTC).timestamp() * 1000)
    data = "\n".join(
        json.dumps({**json.loads(line), "epoch_ms": start + at * 300_000}) for at, line in enumerate(lines)
    )
    findings = checker.check(RawInput("items.jsonl", data.encode())).findings
    table = {"rule": "url-missing", "reason": "known", **entry}
    project = Project(now=examples.NOW, suppress=(table,), select=("url-missing",))
    left = [
        finding for finding in ReportFilter(Session(project)).filter_findings(findings) if finding.rule == "url-missing"
    ]
    assert sum(finding.number for finding in left) == number


#: Prints the exit code and the peak memory of a run, from a small process that starts nothing else.
_CHILD = """
import resource, subprocess, sys
code = subprocess.run([sys.executable, "-m", "newscheck", *sys.argv[1:]], stdout=subprocess.DEVNULL).returncode
unit = 1 if sys.platform == "darwin" else 1024
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no resource module")
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{}\n" * 60_000, id="lines that are no items"),
        pytest.param('{"title": "题", "paragraphs": [' + "1, " * 130_000 + "1]}", id="paragraphs that are numbers"),
        pytest.param('{"title": "题", "paragraphs": [' + "[]," * 130_000 + "1]}", id="paragraphs that are lists"),
        pytest.param('{"title": "题", "html": "' + "<p>" * 300_000 + '"}', id="markup that is never closed"),
        pytest.param("---\na: 'b'\n" + "c: d\n" * 80_000 + "---\n", id="front matter"),
    ],
)
def test_memory_is_bounded_by_the_largest_file(text: str, tmp_path: Path) -> None:
    path = tmp_path / ("a.md" if text.startswith("---") else "a.jsonl")
    path.write_text(text, "utf-8")
    report = tmp_path / "report.json"
    args = ("validate", str(path), "--no-cache", "--format", "json", "-o", str(report))
    done = run([sys.executable, "-c", _CHILD, *args], capture_output=True, text=True, check=True, timeout=120)
    code, peak = map(int, done.stdout.split())
    assert code == 1
    assert peak < 64_000_000 + 30 * path.stat().st_size
    assert report.stat().st_size < 1_000_000


def test_findings_that_are_taken_file_by_file_are_those_of_the_whole(checker: Checker) -> None:
    data = items(120, url=None, epoch_ms=None).encode()
    findings = checker.check(*(RawInput(f"{name}.jsonl", data) for name in "abc")).findings
    alone = list(aggregation.expanded(findings))
    quota, taken = aggregation.Quota(), []
    for number, finding in enumerate(sorted(findings, key=lambda finding: finding.path)):
        quota.add(finding)
        if number % 7 == 0:
            taken += quota.take()
    taken += quota.findings()
    key = repr
    assert sorted(taken, key=key) == sorted(findings, key=key)
    assert len([*aggregation.expanded(taken)]) == len(alone) == 720
