"""A run on the history of files: what commits overwrote."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from newscheck.dump.article_summary import identity_hash
from newscheck.engine.conclusion import report_of
from newscheck.engine.findings_store import FindingsStore
from newscheck.engine.git import versions
from newscheck.engine.processes.time_limit import TimeLimitExceeded, call_within
from newscheck.engine.session import Session
from newscheck.model import ArticleSummary, Crash, LayoutHistory, RawInput, Report
from newscheck.rules import TIMEOUT
from newscheck.text.display import quantity


def run_on_history(session: Session, span: str, paths: Iterable[str]) -> Report:
    """Report articles that commits of REV1..REV2 overwrote with others, in the files below `paths`.

    The report is about the files that were rewritten. Raises UsageError as `versions.read` does.
    """
    paths = list(paths)
    checker, project = session.checker, session.project
    findings = FindingsStore()
    crashes: list[Crash] = []
    articles: set[int] = set()
    left: set[int] = set()
    file_count = rewritten = 0

    def summaries(raw: RawInput) -> list[ArticleSummary]:
        try:
            return call_within(project.file_timeout, partial(checker.summaries, raw, crashes))
        except TimeLimitExceeded:
            why = f"a version of a file was not read to its end: not done after {project.file_timeout:g} s"
            # The path of the file is not known here.
            crashes.append(Crash("", TIMEOUT, why))
            return []

    for file in versions.read(span, paths, project.exclude, project.max_file_size, summaries):
        file_count += 1
        rewritten += len(file.revisions)
        articles.update(
            identity_hash(summary) for revision in file.revisions for summary in (revision.before, revision.after)
        )
        left.add(identity_hash(file.revisions[-1].after))
        result = checker.check_versions(file)
        findings.add(result.findings)
        crashes += result.crashes
    remark = f"history {span}: {quantity(file_count, 'file')} rewritten, {quantity(rewritten, 'time')} in all"
    if findings:
        lost = len(articles - left)
        remark += (
            f"; {quantity(lost, 'article')} that they held {'is' if lost == 1 else 'are'} in none of them any more"
        )
    history = LayoutHistory(remarks=[remark, *versions.remarks(paths)])
    return report_of(checker, file_count, file_count, findings, crashes, history)
