"""A run: all files of some paths, folded into one Report.

The same bytes, settings and clock give the same report whatever the number of processes and whatever the cache holds.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice

import msgspec

from newscheck import __version__, files, readers
from newscheck.dump.deck import Chosen, known_by
from newscheck.dump.spool import Spool, pack
from newscheck.errors import UsageError, is_crash
from newscheck.extraction import parsing
from newscheck.git import versions
from newscheck.judgement.checking import Checker
from newscheck.layout import layouts
from newscheck.model import Card, Crash, Finding, Focus, History, Raw, Report, RuleText, Summary
from newscheck.rules import TIMEOUT
from newscheck.settings.config import Project, checker, watch
from newscheck.store import shards
from newscheck.store.cache import Cache
from newscheck.store.examining import results
from newscheck.store.limits import TimeUp, within
from newscheck.store.lost import Tell
from newscheck.store.memory import Kept, Memory
from newscheck.store.shard import Shard
from newscheck.telling import rests
from newscheck.telling.ledger import Ledger
from newscheck.text.wording import count

#: Fewer files than this are checked sooner than a cache is opened.
_FEW = 100


def run(
    project: Project,
    paths: Iterable[str],
    *,
    jobs: int = 0,
    cache: Cache | None = None,
    progress: Callable[[int], None] | None = None,
    focus: Focus | None = None,
) -> Report:
    """Check the files below `paths` and the dump that they are.

    `jobs` is the number of processes, 0 for as many as there are processors; `progress` is called with the number of
    files done. With a `focus` the whole dump is looked at, and the report has what those files take part in. Raises
    UsageError where a path is missing, or where nothing is selected.
    """
    paths = list(paths)
    if sum(1 for _ in islice(project.walk(paths), _FEW)) < _FEW:
        cache = None
    if focus:
        focus = _present(project, paths, focus)
        if not focus.paths and not checker(project).is_time_dependent:
            return Report(__version__, Summary(), [], {}, remarks=[f"no article files {focus.description}"])
    memory = Memory(project, paths, cache, focus) if cache else None
    if memory and (known := memory.report()):
        return known
    kept = _fold(project, paths, jobs, cache, progress, focus, memory)
    if memory:
        memory.keep(kept)
    return kept.report


def _present(project: Project, paths: list[str], focus: Focus) -> Focus:
    """The focus without what is no article file of the dump. Raises UsageError where the dump has none at all."""
    walked = [entry.path for entry in project.walk(paths)]
    if paths and not walked:
        raise _nothing(paths)
    return msgspec.structs.replace(focus, paths=focus.paths.intersection(walked))


def _nothing(paths: list[str]) -> UsageError:
    places = ", ".join(files.shown(path) for path in paths)
    return UsageError(f"no article files in {places} (looked for {', '.join(sorted(readers.suffixes()))})")


@contextmanager
def gather(
    project: Project,
    paths: Iterable[str],
    *,
    jobs: int = 0,
    cache: Cache | None = None,
    progress: Callable[[int], None] | None = None,
    fold: Callable[[Shard], None] | None = None,
    tell: Tell | None = None,
) -> Iterator[Spool]:
    """The dump that the files below `paths` are, for as long as it is needed; `fold` gets all else that they say.

    `tell` is called with a line for people where a process was lost and, if nobody folds, for each file that is left
    out because its check took too long. Raises UsageError where a path is missing, where nothing is selected, and, if
    nobody folds, where newscheck itself crashes.
    """
    paths = list(paths)
    judge = checker(project)
    done = 0
    spool = Spool(watch(project))
    try:
        entries = project.walk(paths)
        for shard in shards.results(project, judge, entries, jobs or os.cpu_count() or 1, cache, tell):
            done += shard.files
            spool.add(shard.summaries, shard.articles, shard.features, shard.feature_names)
            (fold or partial(_check_whole, tell=tell))(shard)
            if progress:
                progress(done)
        if not done:
            raise _nothing(paths)
        yield spool
    finally:
        spool.close()


def _check_whole(shard: Shard, tell: Tell | None) -> None:
    """Raise UsageError where a shard is not all that its files say, but for those that took too long."""
    for crash in shard.crashes:
        raise UsageError(f"crashed on {crash.path}: newscheck validate says more")
    for finding in shard.findings:
        if finding.rule == TIMEOUT and tell:
            tell(f"{finding.path}: {finding.message}; it is left out")


def _fold(
    project: Project,
    paths: list[str],
    jobs: int,
    cache: Cache | None,
    progress: Callable[[int], None] | None,
    focus: Focus | None,
    memory: Memory | None,
) -> Kept:
    judge = checker(project)
    findings, others = Ledger(), Ledger()
    crashes: list[Crash] = []
    remarks: list[str] = []
    file_count = latest = 0
    is_finished = True

    def fold(shard: Shard) -> None:
        nonlocal file_count, latest, is_finished
        file_count += shard.files
        is_finished = is_finished and shard.is_complete
        if memory:
            memory.add(shard)
        findings.add(finding for finding in shard.findings if focus is None or finding.path in focus.paths)
        if focus:
            others.add(finding for finding in shard.findings if finding.path not in focus.paths)
        crashes.extend(shard.crashes)
        latest = max(latest, shard.latest_epoch)

    with gather(project, paths, jobs=jobs, cache=cache, progress=progress, fold=fold, tell=remarks.append) as dump:
        report = _conclude(judge, dump, findings, crashes, file_count, focus)
        report = msgspec.structs.replace(report, fingerprint_collisions=_twins(findings, others), remarks=[*remarks, *report.remarks])
        return Kept(report, None if judge.is_time_dependent or remarks or not is_finished else latest)


def _twins(findings: Ledger, others: Ledger) -> list[Finding]:
    """Those of the others that have the fingerprint of one of the findings."""
    if not others:
        return []
    told = {finding.fingerprint for finding in rests.expanded(findings)}
    return [other for other in others if any(each.fingerprint in told for each in rests.expanded((other,)))]


def run_on(project: Project, raws: Iterable[Raw]) -> Report:
    """Check one file that is no file on the disk, in as many pieces as it came in."""
    judge = checker(project)
    dump = Spool(watch(project))
    findings: list[Finding] = []
    crashes: list[Crash] = []
    try:
        for said in results(judge, [*raws], project.file_timeout):
            dump.add(pack(said.summaries), len(said.summaries), pack(said.features), pack(dict(said.feature_names)))
            findings += said.findings
            crashes += said.crashes
        return _conclude(judge, dump, Ledger.of(findings), crashes, 1)
    finally:
        dump.close()


def _conclude(
    judge: Checker,
    dump: Spool,
    findings: Ledger,
    crashes: list[Crash],
    file_count: int,
    focus: Focus | None = None,
) -> Report:
    """The report, when all files have been read: what they say together, behind what each of them said.

    Raises UsageError as `history` does. Whatever else may be wrong with the whole, costs nothing of the rest.
    """
    crashes = [*crashes]
    past, articles = History(), len(dump)
    try:
        past = history(dump, crashes) if judge.collects_features else past
        chosen = Chosen(dump, focus.paths) if focus else None
        whole = judge.check_dump(dump, chosen)
        crashes += whole.crashes
        findings.add(whole.findings)
        if focus and chosen is not None:
            articles = len(chosen)
            past = _narrowed(past, dump, chosen, f"{focus.description}: {len(focus.paths):,} of {count(file_count, 'file')}")
    except UsageError:
        raise
    except BaseException as error:
        if not is_crash(error):
            raise
        crashes.append(Crash("", "", traceback.format_exc()))
    return _report(judge, len(focus.paths) if focus else file_count, articles, findings, crashes, past)


def run_on_history(project: Project, span: str, paths: Iterable[str]) -> Report:
    """Look for articles that commits of REV1..REV2 wrote over others, at the files below `paths`.

    The report is about the files that were rewritten at all. Raises UsageError as `versions.read` does.
    """
    paths = list(paths)
    judge = checker(project)
    findings = Ledger()
    crashes: list[Crash] = []
    had: set[int] = set()
    left: set[int] = set()
    file_count = rewritten = 0

    def cards(raw: Raw) -> list[Card]:
        try:
            return within(project.file_timeout, partial(judge.summaries, raw, crashes))
        except TimeUp:
            why = f"a version of a file was not read to its end: not done after {project.file_timeout:g} s"
            # Which file's it is, only who asks knows.
            crashes.append(Crash("", TIMEOUT, why))
            return []

    for each in versions.read(span, paths, project.exclude, project.max_file_size, cards):
        file_count += 1
        rewritten += len(each.revisions)
        had.update(known_by(card) for one in each.revisions for card in (one.before, one.after))
        left.add(known_by(each.revisions[-1].after))
        said = judge.check_versions(each)
        findings.add(said.findings)
        crashes += said.crashes
    remark = f"history {span}: {count(file_count, 'file')} rewritten, {count(rewritten, 'time')} in all"
    if findings:
        lost = len(had - left)
        remark += f"; {count(lost, 'article')} that they held {'is' if lost == 1 else 'are'} in none of them any more"
    past = History(remarks=[remark, *versions.remarks(paths)])
    return _report(judge, file_count, file_count, findings, crashes, past)


def _report(
    judge: Checker, file_count: int, articles: int, findings: Ledger, crashes: list[Crash], past: History
) -> Report:
    return Report(
        version=__version__,
        summary=Summary(files=file_count, articles=articles, **findings.counts),
        findings=findings,
        rules=_rule_texts(judge, findings),
        changes=past.changes,
        layouts=past.layouts,
        remarks=[*parsing.remarks(), *past.remarks],
        crashes=crashes,
    )


def _narrowed(past: History, dump: Spool, chosen: Chosen, remark: str) -> History:
    """The layouts of a dump, and those of their changes that the chosen files take part in."""
    changes = [
        change
        for change, members in zip(past.changes, layouts.members(dump, past.changes), strict=True)
        if chosen.has_any((each.path for each in (*change.examples_before, *change.examples_after)), members)
    ]
    return msgspec.structs.replace(past, changes=changes, remarks=[remark, *past.remarks])


def history(dump: Spool, crashes: list[Crash]) -> History:
    """The layouts of a dump. Raises UsageError where its reference knows none of the sites."""
    try:
        return dump.history
    except UsageError:
        raise
    except BaseException as error:
        if not is_crash(error):
            raise
        # A crash of our own is never green: it ends the run with exit code 2.
        crashes.append(Crash("", "layout-change", traceback.format_exc()))
        return History()


def _rule_texts(judge: Checker, findings: Ledger) -> dict[str, RuleText]:
    rules = ((judge.rules[rule], severity) for rule, severity in sorted(findings.rules.items()))
    return {rule.id: RuleText(severity, rule.summary, rule.help) for rule, severity in rules}
