"""A failing file made as small as possible: the finding that it is about, and the smallest file that still has it."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from newscheck import files, readers, rules
from newscheck.errors import UsageError
from newscheck.judgement.checking import Checker
from newscheck.model import SEVERITIES, Crash, Finding, Raw
from newscheck.settings.config import Project, checker
from newscheck.shrinking.defect import Defect, to_bytes, to_text
from newscheck.shrinking.reduction import MOST, smallest
from newscheck.store.examining import results
from newscheck.store.limits import TimeUp, within
from newscheck.text.suggestions import did_you_mean


class Failure(NamedTuple):
    """The part of a file (`path` as it is told) that has the finding that is to stay; `size` of the file in bytes."""

    path: str
    data: bytes
    finding: Finding
    size: int


class Minimal(NamedTuple):
    """The smallest file, what is said of it, and how many texts were tried; see `shrinking.reduction.Reduction`."""

    data: bytes
    finding: Finding
    others: tuple[str, ...]
    tries: int
    is_minimal: bool


def failure(project: Project, file: str, rule: str | None) -> Failure:
    """The first finding of a rule in a file, or in line N of it (`file` is `PATH:N`).

    Without a rule, of the only one that has findings there. Raises UsageError where the file can't be read, the rule is
    unknown, is about whole dumps or is silent about the file, and where there are several rules to choose from.
    """
    real, line = files.place(file)
    if rule is not None:
        _check_rule(rule)
    judge = checker(project)
    firsts: dict[str, tuple[Raw, Finding]] = {}
    for raw in _contents(real, project.max_file_size):
        for finding in _findings(judge, raw, project.file_timeout):
            if line is None or finding.line == line:
                firsts.setdefault(finding.rule, (raw, finding))
        if rule in firsts:
            break
    if rule is None and len(firsts) == 1:
        (rule,) = firsts
    if rule is None or rule not in firsts:
        raise UsageError(_complaint(rule, sorted(firsts), files.shown(real) + (f", line {line}" if line else "")))
    raw, finding = firsts[rule]
    return Failure(raw.path, _alone(judge, raw, finding, project), finding, os.path.getsize(real))


def minimal(
    project: Project, case: Failure, *, clean: bool, tick: Callable[[int, int], None], most: int = MOST
) -> Minimal:
    """The smallest file with the finding of a failure; `tick(tries, size)` is called with each try.

    With `clean`, no rule at warning or above may come up that didn't fire before.
    """
    judge = checker(project)
    # The rules about files as such and the one that it is about are all that is looked at, unless others matter.
    few = [rule.id for rule in judge.rules.values() if rule.scope == "document" or rule.id == case.finding.rule]
    defect = Defect(
        judge if clean else checker(replace(project, select=tuple(few))), case.path, case.finding, clean=clean
    )
    tries, size = 0, len(case.data)

    def holds(text: str) -> bool:
        nonlocal tries, size
        tries += 1
        if is_so := _in_time(project.file_timeout, partial(defect, text)):
            size = len(text)
        tick(tries, size)
        return is_so

    reduction = smallest(to_text(case.data), holds, most=most)
    data = to_bytes(reduction.text)
    findings = _findings(judge, Raw(case.path, data), project.file_timeout)
    (finding, *_) = (one for one in findings if defect.is_same(one))
    others = sorted({one.rule for one in findings if one.severity in SEVERITIES[1:]} - {finding.rule})
    return Minimal(data, finding, tuple(others), reduction.tries, reduction.is_minimal)


def _check_rule(rule: str) -> None:
    known = rules.load()
    if rule not in known:
        raise UsageError(f"unknown rule {rule!r}{did_you_mean(rule, known)}")
    if known[rule].scope in ("dump", "versions"):
        what = "a whole dump" if known[rule].scope == "dump" else "the versions of a file"
        raise UsageError(f"{rule} is about {what}: no single file shows it")


def _contents(real: str, limit: int) -> Iterator[Raw]:
    for raw in files.read(files.named(real), limit):
        if raw.fault:
            raise UsageError(f"can't read {raw.path}: {raw.detail}")
        yield raw


def _findings(judge: Checker, raw: Raw, seconds: float) -> list[Finding]:
    (result,) = results(judge, [raw], seconds)
    if result.crashes:
        raise UsageError(_crashed(result.crashes[0]))
    if not result.is_complete:
        raise UsageError(f"{raw.path}: not checked to its end: not done after {seconds:g} s")
    return result.findings


def _in_time(seconds: float, holds: Callable[[], bool]) -> bool:
    """Whether something holds; no version of a file that takes longer than it may is wanted."""
    try:
        return within(seconds, holds)
    except TimeUp:
        return False


def _crashed(crash: Crash) -> str:
    what = f"rule {crash.rule}" if crash.rule else "reading"
    return f"crashed in {what} on {crash.path}: newscheck validate shows where; please report this"


def _alone(judge: Checker, raw: Raw, finding: Finding, project: Project) -> bytes:
    """The item of a JSON file that a finding is about, if the file has others and the item alone has the finding."""
    documents = list(readers.read(raw, project.fields))
    if len(documents) > 1:
        at = bisect_right(documents, (finding.line, finding.column), key=lambda document: document.origin) - 1
        text = documents[max(at, 0)].text + "\n"
        has_it = partial(Defect(judge, raw.path, finding), text)
        if "\ufffd" not in text and _in_time(project.file_timeout, has_it):
            return to_bytes(text)
    return raw.data


def _complaint(rule: str | None, told: list[str], where: str) -> str:
    others = ", ".join(told)
    if rule is None:
        several = f"several rules have findings in {where}; choose one with --rule: {others}"
        return several if told else f"no rule has a finding in {where}"
    if told:
        return f"{rule} has no finding in {where}; there are those of {others}"
    return f"neither {rule} nor any other rule has a finding in {where}"
