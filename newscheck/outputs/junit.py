"""For Jenkins, GitLab, others: a suite for each folder, a test for each file with findings; 10,000 findings at most.

JUnit XML, the dialect that Jenkins and GitLab read (https://github.com/jenkinsci/xunit-plugin, `junit-10.xsd`). A suite
for each folder, a test for each file with findings, and one (`the dump`) for findings without a file, so that a clean
run is not an empty report, which Jenkins takes for a mistake. The number of files is in the properties.

An output does not get the fail level, so the default applies: errors fail the test, all of them in one `failure`, as
GitLab shows one for each test. Warnings and notes are in `system-out`, which Jenkins shows without failing a test. A
crash of newscheck itself fails `the dump`, as the dialect has no other way.

GitLab refuses files of 30 MB (https://docs.gitlab.com/ci/testing/unit_test_reports/), loads none of 20 MB in merge
requests, and its parser no text of 10 MB; Jenkins holds all of it in memory. Of more than 10,000 findings, the worst
are reported in the tests of their files, and the rest by rule and folder: one test (`more of RULE`) with their number.

What XML 1.0 can't represent, not even escaped, is spelled out (`\\x1b`) or left out (U+FFFE, U+FFFF).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from msgspec.structs import replace

from newscheck.model import Crash, Finding, RenderOptions, Report
from newscheck.text.display import quantity, sanitize
from newscheck.triage.file_locations import folder
from newscheck.triage.truncation import OmittedGroup, TruncatedFindings

SUFFIX = ".xml"
_DUMP = "the dump"
#: The most related files below a finding.
_MAX_RELATED = 20
#: The most findings of a report, and how many of them may represent groups.
MAX_FINDINGS, _MAX_GROUPS = 10_000, 500


def render(report: Report, style: RenderOptions) -> Iterator[str]:
    """The suites, sorted by folder; that of the dump first."""
    truncated = TruncatedFindings(report.findings, MAX_FINDINGS, _MAX_GROUPS)
    # Collected first: subfolders come between the files of a folder, and a suite begins with its number of tests.
    suites: dict[str, dict[str, list[Finding]]] = {}
    for path, own in groupby(truncated.kept(), lambda finding: finding.path):
        suites.setdefault(folder(path), {}).setdefault(path, []).extend(own)
    whole = suites.get(".", {}).pop("", [])
    for group in truncated.groups():
        tests = suites.setdefault(group.folder or ".", {})
        tests.setdefault(f"{group.folder}/more of {group.first.rule}", []).append(_group_finding(group))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="newscheck">\n'
    yield _start(_DUMP, 1, 1 if report.crashes or any(map(_fails, whole)) else 0)
    yield "<properties>\n"
    for name in report.summary.__struct_fields__:
        yield f'<property name="{name}" value="{getattr(report.summary, name)}"/>\n'
    yield "</properties>\n"
    yield from _case("newscheck", _DUMP, whole, report.crashes)
    yield "</testsuite>\n"
    for name, files in sorted(suites.items()):
        if files:
            yield _start(name, len(files), sum(any(map(_fails, findings)) for findings in files.values()))
            for path, findings in files.items():
                yield from _case(name, path.rpartition("/")[2] or path, findings)
            yield "</testsuite>\n"
    yield "</testsuites>\n"


def _group_finding(group: OmittedGroup) -> Finding:
    """A finding that represents a group."""
    return replace(group.first, path="", message=group.message, details=(), related=())


def _fails(finding: Finding) -> bool:
    return finding.severity == "error"


def _start(name: str, tests: int, failures: int) -> str:
    return f'<testsuite name={_quoted(name)} tests="{tests}" failures="{failures}" errors="0" skipped="0">\n'


def _case(suite: str, name: str, findings: Sequence[Finding], crashes: Sequence[Crash] = ()) -> Iterator[str]:
    """A test; Jenkins and GitLab show its class before its name, so the class is the suite."""
    errors = [finding for finding in findings if _fails(finding)]
    others = [finding for finding in findings if not _fails(finding)]
    yield f"<testcase classname={_quoted(suite)} name={_quoted(name)}>\n"
    if failures := [*map(_of_crash, crashes), *((error.rule, error.message) for error in errors)]:
        kind, message = failures[0]
        headline = message if len(failures) == 1 else f"{quantity(len(failures), 'error')}, the first: {message}"
        yield f"<failure type={_quoted(kind)} message={_quoted(headline)}>"
        yield from (_text(f"{kind}: {message}") for kind, message in failures[: len(crashes)])
        yield from map(_lines, errors)
        yield "</failure>\n"
    if others:
        yield "<system-out>"
        yield from map(_lines, others)
        yield "</system-out>\n"
    yield "</testcase>\n"


def _of_crash(crash: Crash) -> tuple[str, str]:
    where = f"rule {crash.rule}" if crash.rule else "reading"
    return "crash", f"newscheck crashed in {where} on {crash.path or 'the dump'}: {crash.traceback.strip()[-200:]}"


def _lines(finding: Finding) -> str:
    """`5:140 error lead-missing: no lead`, and the related files below it."""
    place = f"{finding.line}:{finding.column} " if finding.path else ""
    lines = [f"{place}{finding.severity} {finding.rule}: {finding.message}"]
    lines += [f"  {detail}" for detail in finding.details]
    lines += [f"  in {related.path}  {related.message}".rstrip() for related in finding.related[:_MAX_RELATED]]
    if (more := len(finding.related) - _MAX_RELATED) > 0:
        lines.append(f"  and {quantity(more, 'more file')}")
    return "".join(map(_text, lines))


def _text(line: str) -> str:
    return _escaped(line) + "\n"


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    """Escaped, without the noncharacters that `sanitize` keeps and XML forbids (https://www.w3.org/TR/xml/#charsets)."""
    return escape(sanitize(text).replace("\ufffe", "").replace("\uffff", ""), {'"': "&quot;"})
