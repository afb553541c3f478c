"""What a report says about whole feeds: how their items are mapped, and which findings are a property of one."""

from __future__ import annotations

import os
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from newscheck.article import field_guess, item_groups, presets
from newscheck.article.document_fields import given
from newscheck.article.item_mapping import ITEM_FIELDS
from newscheck.checker.execution import Checker
from newscheck.checker.feed_counts import UNMAPPED, FeedCounts, record_field
from newscheck.checker.feed_findings import FeedFindings
from newscheck.checker.represented import Represented
from newscheck.engine.files.directory_walk import FileEntry, member_of
from newscheck.engine.files.path_names import actual_path
from newscheck.engine.findings_store import FindingsStore
from newscheck.model import ArticleSummary, Crash, Document, FeedProperty, Report, RuleDescription, UnmappedFeed
from newscheck.readers.markdown import FORM
from newscheck.text.display import quantity

#: For paths of files: a sample of the documents in them.
Sample = Callable[[Sequence[FileEntry]], Iterable[Document]]


def feed_facts(
    checker: Checker, counts: FeedCounts, summaries: Iterable[ArticleSummary], sample: Sample
) -> tuple[list[FeedProperty], list[UnmappedFeed]]:
    """What the findings of a run say about whole feeds; `summaries` are of the articles that it is about."""
    if not counts.is_any_frequent:
        return [], []
    articles = {rule.id for rule in checker.rules.values() if rule.scope == "article"}
    properties, unmapped = counts.of_feeds(summaries, articles)
    if not checker.reports(UNMAPPED):
        return properties + [entry for feed in unmapped if not feed.paths for entry in feed.properties], []
    feeds = []
    for feed in unmapped:
        documents = _documents(counts.paths_of(feed), feed, sample)
        known, unusable = _split(feed, documents)
        # What a file's items lack without an equivalent is a fault of each: other files show that it is normal.
        properties += () if feed.paths else unusable
        guessed = _guessed(known, documents) if known else None
        feeds += [guessed] if guessed and _is_gap(guessed, documents) else []
    return properties, feeds


def _documents(paths: Sequence[str], feed: UnmappedFeed, sample: Sample) -> list[Document]:
    """Items in the files at some paths, or in the archives that these are members of."""
    documents = [document for document in sample(_entries(paths, feed)) if document.item is not None]
    # An archive has other members, maybe another feed's, and may have more than are in its sample.
    own = [document for document in documents if document.path in paths]
    return own if {*paths} == {document.path for document in own} else documents


def _is_gap(feed: UnmappedFeed, documents: Sequence[Document]) -> bool:
    """Whether a gap is one in the settings: a single item may just lack what no other of its fields has, and those of
    one file, too, unless their tool leaves it out."""
    if feed.paths:
        if any(document.item and not feed.mapping.keys().isdisjoint(document.item) for document in documents):
            return False  # empty under its own name: what this file lost
        return bool(feed.mapping.keys() - {*_OPTIONAL, *_ALSO}) or {*feed.fields} <= _left_out(documents)
    return bool(feed.mapping) or any(entry.articles > 1 for entry in feed.properties) or not feed.fields


def _left_out(documents: Sequence[Document]) -> set[str]:
    """The record fields that the tools of all documents leave out."""
    tools = {document.preset for document in documents}
    return set() if not tools or "" in tools else set.intersection(*({*presets.load(tool).lacks} for tool in tools))


def collapse(report: Report, checker: Checker, hint: str = "; --no-collapse lists each") -> Report:
    """The report with each property of a feed in one finding, after suppressions and baseline.

    `hint` is what a remark says about how to see the others, where there is a way.

    A crash here returns the report as it is, with the crash.
    """
    if not _is_collapsible(report, checker):
        return report
    try:
        return _collapsed(report, checker, hint)
    except Exception:
        return replace(report, crashes=[*report.crashes, Crash("", "", traceback.format_exc())])


def _is_collapsible(report: Report, checker: Checker) -> bool:
    """Whether some findings of a report may stand for others."""
    standing = (checker.rules[rule] for rule in report.rules if rule in checker.rules)
    return bool(report.properties or report.unmapped) or any(rule.stands_for for rule in standing)


def _collapsed(report: Report, checker: Checker, hint: str) -> Report:
    if represented := Represented(report.findings, checker.rules):
        findings = FindingsStore.of(represented)
        remark = f"findings about a site stand for those about its articles{hint}"
        report = replace(
            report,
            findings=findings,
            summary=replace(report.summary, **findings.counts),
            rules=_rule_texts(report, checker, findings),
            remarks=[*report.remarks, remark],
        )
    divided = FeedFindings(report.findings, report.properties, report.unmapped)
    if not (once := divided.once):
        return report
    findings = FindingsStore.of(divided.others())
    findings.add(once)
    shared = [finding for finding in once if finding.aggregated]
    return replace(
        report,
        findings=findings,
        summary=replace(report.summary, **findings.counts),
        rules=_rule_texts(report, checker, findings),
        remarks=[*report.remarks, *_remark(len(shared), hint)],
    )


def _remark(number: int, hint: str) -> list[str]:
    """That a finding stands for others, where one does."""
    if not number:
        return []
    each, verb = ("", "is") if number == 1 else ("each ", "are")
    return [
        f"{quantity(number, 'finding')}, {each}shared by (nearly) all articles of a feed, {verb} reported once{hint}"
    ]


def _rule_texts(report: Report, checker: Checker, findings: FindingsStore) -> dict[str, RuleDescription]:
    gap = checker.rules[UNMAPPED]
    severity = findings.rules.get(UNMAPPED, gap.severity)
    texts = {UNMAPPED: RuleDescription(severity, gap.summary, gap.help), **report.rules}
    return {rule: texts[rule] for rule in sorted(findings.rules)}


def _entries(paths: Iterable[str], feed: UnmappedFeed) -> list[FileEntry]:
    """The files to read for some paths of findings; for members, their archives, unless they are feeds of their own."""
    if feed.paths:
        members = [(path, *member_of(actual_path(path))) for path in paths]
        return [FileEntry(path, real, member=member, pages=True) for path, real, member in members]
    files = dict.fromkeys(path if os.path.lexists(actual_path(path)) else path.partition("!/")[0] for path in paths)
    return [FileEntry(path, actual_path(path), pages=True) for path in files]


def _split(feed: UnmappedFeed, documents: Sequence[Document]) -> tuple[UnmappedFeed | None, Sequence[FeedProperty]]:
    """A feed with the fields that items really lack, if any; and the findings about those that are there, unusable."""
    if not feed.fields:
        return feed, ()
    absent = tuple(field for field in feed.fields if any(_lacks(document, field) for document in documents))
    missing = tuple(entry for entry in feed.properties if record_field(entry.field) in absent)
    unusable = [entry for entry in feed.properties if entry not in missing]
    return replace(feed, fields=absent, properties=missing) if absent else None, unusable


def _guessed(feed: UnmappedFeed, documents: Sequence[Document]) -> UnmappedFeed:
    """A feed with the mapping that some of its documents suggest."""
    items = [
        document.item
        for document in documents
        if document.item is not None
        and (any(_lacks(document, field) for field in feed.fields) if feed.fields else document.is_blank)
    ]
    guess = item_groups.guess(items)
    wanted = {*(feed.fields or ITEM_FIELDS), *_ALSO.intersection(guess)}
    if "body" in feed.fields:
        wanted |= _TEXTS
    wanted |= {field for field in _OPTIONAL if all(_lacks(document, field) for document in documents)}
    wanted -= (left_empty := _left_empty(documents))
    mapping = {name: path for name, path in guess.items() if name in wanted}
    if "epoch_ms" not in mapping:
        mapping.pop("epoch_unit", None)
    known = {*ITEM_FIELDS, FORM}
    names = Counter(name for item in items for name, value in item.items() if name not in known and value)
    misnamed = field_guess.misnamed(items, [field for field in feed.fields if field not in {*mapping, *left_empty}])
    misnamed = {name: path for name, path in misnamed.items() if not (name in _SINGLE and "[*]" in path)}
    tools = {document.preset for document in documents}
    return replace(
        feed,
        names=tuple(name for name, _ in names.most_common()),
        mapping=mapping,
        misnamed=misnamed,
        preset=tools.pop() if len(tools) == 1 else "",
    )


def _left_empty(documents: Iterable[Document]) -> set[str]:
    """The record fields that the tool of all documents has or says how to add: others of its names don't stand for
    them."""
    tools = {document.preset for document in documents}
    if not tools or "" in tools:
        return set()
    fields = set.intersection(*({*presets.load(tool).fields, *presets.load(tool).lacks} for tool in tools))
    return fields | _TEXTS if fields & _TEXTS else fields


#: Where the text of an item may be.
_TEXTS = frozenset(("html", "body", "paragraphs"))
#: Fields that are one value: one of each image or link of an article has their name by chance.
_SINGLE = frozenset(("epoch_ms", "title", "url", "dateline"))
#: Fields whose absence is no finding by itself: who maps the others maps these, too.
_OPTIONAL = ("dateline", "image", "images", "lead")
#: What may stand in `[fields]` besides the fields of the record.
_ALSO = frozenset(("epoch_unit",))


def _lacks(document: Document, field: str) -> bool:
    """Whether an item has no value for a record field."""
    names = ("html", "body", "paragraphs") if field == "body" else (field,)
    return not (document.is_blank or any(given(document, name) for name in names))
