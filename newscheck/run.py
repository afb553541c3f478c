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
from newscheck.errors import UsageError
from newscheck.git import versions
from newscheck.judgement.checking import Checker
from newscheck.layout import layouts
from newscheck.model import Crash, Finding, Focus, History, Raw, Report, RuleText, Summary
from newscheck.settings.config import Project, checker, watch
from newscheck.store import shards
from newscheck.store.cache import Cache
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
    if sum(1 for _ in islice(files.walk(paths, project.exclude), _FEW)) < _FEW:
        cache = None
    if focus:
        focus = _present(project, paths, focus)
        if not focus.paths and not checker(project).is_timed:
            return Report(__version__, Summary(), [], {}, remarks=[f"no article files {focus.words}"])
    memory = Memory(project, paths, cache, focus) if cache else None
    if memory and (known := memory.report()):
        return known
    kept = _fold(project, paths, jobs, cache, progress, focus, memory)
    if memory:
        memory.keep(kept)
    return kept.report


def _present(project: Project, paths: list[str], focus: Focus) -> Focus:
    """The focus without what is no article file of the dump. Raises UsageError where the dump has none at all."""
    walked = [entry.path for entry in files.walk(paths, project.exclude)]
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
) -> Iterator[Spool]:
    """The dump that the files below `paths` are, for as long as it is needed; `fold` gets all else that they say.

    Raises UsageError where a path is missing, or where nothing is selected.
    """
    paths = list(paths)
    judge = checker(project)
    done = 0
    spool = Spool(watch(project))
    try:
        entries = files.walk(paths, project.exclude)
        for shard in shards.results(project, judge, entries, jobs or os.cpu_count() or 1, cache):
            done += shard.files
            spool.add(shard.cards, shard.articles, shard.shapes, shard.names)
            if fold:
                fold(shard)
            if progress:
                progress(done)
        if not done:
            raise _nothing(paths)
        yield spool
    finally:
        spool.close()


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
    file_count = latest = 0

    def fold(shard: Shard) -> None:
        nonlocal file_count, latest
        file_count += shard.files
        if memory:
            memory.add(shard)
        findings.add(finding for finding in shard.findings if focus is None or finding.path in focus.paths)
        if focus:
            others.add(finding for finding in shard.findings if finding.path not in focus.paths)
        crashes.extend(shard.crashes)
        latest = max(latest, shard.latest)

    with gather(project, paths, jobs=jobs, cache=cache, progress=progress, fold=fold) as dump:
        report = _conclude(judge, dump, findings, crashes, file_count, focus)
        report = msgspec.structs.replace(report, twins=_twins(findings, others))
        return Kept(report, None if judge.is_timed else latest)


def _twins(findings: Ledger, others: Ledger) -> list[Finding]:
    """Those of the others that have the fingerprint of one of the findings."""
    if not others:
        return []
    told = {finding.fingerprint for finding in rests.expanded(findings)}
    return [other for other in others if any(each.fingerprint in told for each in rests.expanded((other,)))]


def run_on(project: Project, raws: Iterable[Raw]) -> Report:
    """Check one file that is no file on the disk, in as many pieces as it came in."""
    judge = checker(project)
    said = judge.check(*raws)
    dump = Spool(watch(project))
    try:
        dump.add(pack(said.cards), len(said.cards), pack(said.shapes), pack(dict(said.names)))
        return _conclude(judge, dump, Ledger.of(said.findings), said.crashes, 1)
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
    """The report, when all files have been read: what they say together, behind what each of them said."""
    past = history(dump, crashes) if judge.wants_shapes else History()
    chosen = Chosen(dump, focus.paths) if focus else None
    whole = judge.check_dump(dump, chosen)
    articles = len(dump if chosen is None else chosen)
    if focus and chosen is not None:
        past = _narrowed(past, dump, chosen, f"{focus.words}: {len(focus.paths):,} of {count(file_count, 'file')}")
        file_count = len(focus.paths)
    findings.add(whole.findings)
    return _report(judge, file_count, articles, findings, crashes + whole.crashes, past)


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
    cards = partial(judge.cards, crashes=crashes)
    for each in versions.read(span, paths, project.exclude, project.max_file_size, cards):
        file_count += 1
        rewritten += len(each.rewritings)
        had.update(known_by(card) for one in each.rewritings for card in (one.before, one.after))
        left.add(known_by(each.rewritings[-1].after))
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
        remarks=past.remarks,
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
    except Exception:  # a crash of our own is never green: it ends the run with exit code 2
        crashes.append(Crash("", "layout-change", traceback.format_exc()))
        return History()


def _rule_texts(judge: Checker, findings: Ledger) -> dict[str, RuleText]:
    rules = ((judge.rules[rule], severity) for rule, severity in sorted(findings.rules.items()))
    return {rule.id: RuleText(severity, rule.summary, rule.help) for rule, severity in rules}
