"""For GitHub code scanning, editors: SARIF 2.1.0; 5,000 results at most.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/: one run, with each rule that fired and its help, and each finding as a
result, one per line. Paths are URIs relative to the folder in which newscheck was started (`%SRCROOT%`),
percent-encoded; columns count code points. A crash of newscheck itself is a notification, and the run is then not
successful.

GitHub shows 5,000 results of a run and refuses a file of more than 25,000, or of 10 MB when packed
(https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif/results-exceed-limit). Of more than
5,000 findings, the worst are reported one by one (of one severity, rules with few findings before those with many), and
the rest by rule and folder: one result at the first omitted file, with their number.

GitHub refuses the whole file where a result has no location: a finding of the dump gets that of its first related file
or, if it has none, that of the folder itself (`.`). The fingerprint is `newscheck/v1`, not GitHub's
`primaryLocationLineHash`, which the upload computes from the line; it warns about a different one.

Code scanning distinguishes uploads by their category, the part of `automationDetails.id` before its last slash; an
upload replaces an earlier one of the same category. The `category` of upload-sarif applies only where a file has no
`automationDetails` (populateRunAutomationDetails in codeql-action).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any
from urllib.parse import quote

from newscheck.model import Crash, Finding, RenderOptions, Report, RuleDescription
from newscheck.outputs.json import array, encode
from newscheck.text import rule_pages
from newscheck.text.display import escape_surrogates, quantity, sanitize
from newscheck.triage.file_locations import FileLocation, location_of
from newscheck.triage.truncation import OmittedGroup, TruncatedFindings

SUFFIX = ".sarif"
#: The home of newscheck: its package URL (https://github.com/package-url/purl-spec), as it has no page yet.
HOME = "pkg:pypi/newscheck"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: The most results of a run, and how many of them may represent groups.
MAX_RESULTS, _MAX_GROUPS = 5_000, 500
#: The most related locations: GitHub accepts 100, but many duplicates would fill the file.
_MAX_RELATED = 20
#: The most characters: GitHub's limit for descriptions of a rule, and ours for the message of a result.
_MAX_TEXT = 1_000


def render(report: Report, style: RenderOptions) -> Iterator[str]:
    """The log, worst findings first."""
    rules = {rule: index for index, rule in enumerate(report.rules)}
    yield f'{{\n"$schema": "{SCHEMA}",\n"version": "2.1.0",\n"runs": [{{\n'
    driver = f'"name": "newscheck", "version": {encode(report.version)}, "informationUri": "{HOME}"'
    yield f'"automationDetails": {encode({"id": f"{_cut(sanitize(style.category))}/"})},\n'
    yield f'"tool": {{"driver": {{{driver}, "rules": '
    yield from array(encode(_rule(name, text, style.docs_url)) for name, text in report.rules.items())
    yield '}},\n"columnKind": "unicodeCodePoints",\n'
    base = {"%SRCROOT%": {"description": {"text": "The folder in which newscheck was started."}}}
    yield f'"originalUriBaseIds": {encode(base)},\n'
    yield f'"invocations": [{{"executionSuccessful": {encode(not report.crashes)}, "toolExecutionNotifications": '
    yield from array(encode(_notification(crash)) for crash in report.crashes)
    findings = TruncatedFindings(report.findings, MAX_RESULTS, _MAX_GROUPS)
    yield '}],\n"results": '
    worst_first = sorted(findings.kept(), key=findings.worst_first)
    results = chain(map(_result, worst_first), map(_group_result, findings.groups()))
    yield from array(encode({**result, "ruleIndex": rules[result["ruleId"]]}) for result in results)
    yield "}]\n}\n"


def _group_result(group: OmittedGroup) -> dict[str, Any]:
    return _plain_result(group.first, group.message) | {
        "partialFingerprints": {"newscheck/v1": escape_surrogates(group.identity)}
    }


def _result(finding: Finding) -> dict[str, Any]:
    result = _plain_result(finding, finding.message)
    if (more := len(finding.related) - _MAX_RELATED) > 0:
        result["message"]["text"] += f" (and {quantity(more, 'more file')})"
    if finding.related:
        result["relatedLocations"] = [
            {**_location(FileLocation(related.path, related.line)), "id": number}
            | ({"message": _message(related.message)} if related.message else {})
            for number, related in enumerate(finding.related[:_MAX_RELATED], 1)
        ]
    return result


def _plain_result(finding: Finding, text: str) -> dict[str, Any]:
    location = _location(location_of(finding))
    if finding.item:
        location["logicalLocations"] = [{"fullyQualifiedName": escape_surrogates(finding.item)}]
    return {
        "ruleId": finding.rule,
        "level": finding.severity,
        "message": _message(text),
        "locations": [location],
        "partialFingerprints": {"newscheck/v1": finding.fingerprint},
    }


def _rule(name: str, text: RuleDescription, docs_url: str) -> dict[str, Any]:
    paragraphs = text.help.split("\n\n")
    description = " ".join(paragraphs[min(1, len(paragraphs) - 1)].split())
    page = rule_pages.address(docs_url, name)
    return {
        "id": name,
        # 3.49.4: a viewer matches results of an older version by these.
        **({"deprecatedIds": text.aliases} if text.aliases else {}),
        "name": "".join(word.capitalize() for word in name.split("-")),
        "shortDescription": {"text": _cut(text.summary)},
        "fullDescription": {"text": _cut(description or text.summary)},
        "help": {"text": text.help, "markdown": text.help},
        **({"helpUri": page} if page else {}),
        "defaultConfiguration": {"level": text.severity},
    }


def _notification(crash: Crash) -> dict[str, Any]:
    message = f"newscheck crashed in rule {crash.rule}" if crash.rule else "newscheck crashed while reading"
    notification: dict[str, Any] = {
        "level": "error",
        "message": _message(message),
        "exception": {"message": "\n".join(map(sanitize, crash.traceback.splitlines()))},
    }
    return notification | ({"locations": [_location(FileLocation(crash.path))]} if crash.path else {})


def _location(location: FileLocation) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(location.path)}
    if location.path:
        physical["region"] = {"startLine": location.line, "startColumn": location.column}
    return {"physicalLocation": physical}


def _artifact(path: str) -> dict[str, str]:
    """A URI (RFC 3986), relative if the path is; colons are encoded too, so that nothing looks like a scheme."""
    uri = quote(escape_surrogates(path), safe="/") or "."
    return {"uri": f"file://{uri}"} if uri[0] == "/" else {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _message(text: str) -> dict[str, str]:
    """A plain text message: escapes braces, which are placeholders (3.11.5), and brackets that would form a link or an
    escape (3.11.6)."""
    text = _cut(sanitize(text)).replace("{", "{{").replace("}", "}}")
    if any(map(text.__contains__, ("](", "\\[", "\\]"))):
        text = text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return {"text": text}


def _cut(text: str) -> str:
    return text if len(text) <= _MAX_TEXT else text[: _MAX_TEXT - 1] + "…"
