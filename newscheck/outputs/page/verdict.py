"""The state of a dump in one sentence, for somebody who doesn't know newscheck.

What was lost and still is comes before what was lost and is back, that before errors of single articles. There is no
clock in a report: how long ago something happened is told against the newest article of the site.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from newscheck.model import Report
from newscheck.outputs.page.cutting import cut
from newscheck.outputs.page.loss import loss
from newscheck.outputs.page.tally import NOTABLE, RuleTally, Tally
from newscheck.text.display import quantity

#: By the level, and whether a feed as a whole is concerned.
_LABELS = {
    ("bad", True): "Something broke",
    ("bad", False): "Errors in single articles",
    ("warning", True): "Needs a look",
    ("warning", False): "Needs a look",
}
#: Further sentences below the first one, and the most characters of one.
_MORE, _LONGEST = 3, 500
_NO_SITE = "articles without a site"


class Verdict(Struct, frozen=True):
    """`level` is bad, warning, good or none; `label` says the same in a few words, `sentence` why, `more` what else."""

    level: str
    label: str
    sentence: str
    more: tuple[str, ...] = ()


def verdict(report: Report, tally: Tally, *, layouts_only: bool = False) -> Verdict:
    """The state of the dump that a report is about; `layouts_only` where no rules were run."""
    of_feeds = [*_losses(report), *_notable(tally), *_past_losses(report)]
    told = [*of_feeds, *_counts(report, tally)]
    if report.crashes:
        times = "once" if len(report.crashes) == 1 else f"{len(report.crashes):,} times"
        crashed = f"newscheck itself failed {times}: the findings are incomplete."
        if not told:
            return Verdict("bad", "Incomplete", crashed)
        told.insert(1, crashed)
    if told:
        is_bad = report.summary.error or report.crashes or any(change.harm for change in report.changes)
        level = "bad" if is_bad else "warning"
        first, *more = (cut(sentence, _LONGEST) for sentence in told[: 1 + _MORE])
        return Verdict(level, _LABELS[level, bool(of_feeds)], first, tuple(more))
    if not report.summary.articles and not report.summary.files:
        return Verdict("none", "Nothing checked", "No article was checked.")
    return _harmless(report) if layouts_only else _healthy(report)


def newest_articles(report: Report) -> Mapping[str, int]:
    """The time (ms) of the newest article of each site that a layout or a series is known of."""
    newest = {series.site: series.periods[-1] for series in report.series if series.periods}
    return newest | {span.site: span.last for span in sorted(report.layouts, key=lambda span: span.last)}


def _losses(report: Report) -> Iterator[str]:
    """What is still lost, the greatest number of articles first."""
    newest = newest_articles(report)
    lasting = [change for change in report.changes if change.harm and change.until is None]
    for change in sorted(lasting, key=lambda change: (-change.articles_after, change.site, change.since)):
        yield f"{change.site or _NO_SITE}: {loss(change, newest.get(change.site))}."


def _past_losses(report: Report) -> Iterator[str]:
    """What was lost for some time, the latest first."""
    ended = [change for change in report.changes if change.harm and change.until is not None]
    for change in sorted(ended, key=lambda change: (-change.since, change.site)):
        yield f"{change.site or _NO_SITE}: {loss(change)}."


def _notable(tally: Tally) -> Iterator[str]:
    """What rules about a whole feed say; the end of a message that only an expert needs is left out."""
    for finding in sorted(tally.notable, key=lambda finding: NOTABLE.index(finding.rule)):
        if finding.severity != "note":
            message = finding.message.partition("; ")[0]
            yield f"{message if _names(message, finding.site) else f'{finding.site}: {message}'}."


def _names(message: str, site: str) -> bool:
    return not site or site in message


def _counts(report: Report, tally: Tally) -> Iterator[str]:
    """The number of errors and that of warnings, with the most frequent kind of each."""
    for severity, files in (("error", tally.error_files), ("warning", tally.warning_files)):
        rows = [row for row in tally.rules if row.severity == severity]
        if rows:
            where = f" in {files:,} of {quantity(report.summary.files, 'file')}" if files else ""
            yield f"{quantity(getattr(report.summary, severity), severity)}{where}; {_frequent(report, rows)}."


def _frequent(report: Report, rows: Sequence[RuleTally]) -> str:
    """The most frequent kind of some findings, `rows` by their number, in the words of its rule."""
    first = rows[0]
    summary = report.rules[first.rule].summary if first.rule in report.rules else first.rule
    what = f"“{summary.rstrip('.').replace('`', '')}”"
    if len(rows) == 1:
        return what if first.findings == 1 else f"all of one kind: {what}"
    if first.findings == 1:
        return f"of {len(rows)} kinds, such as {what}"
    is_most = 2 * first.findings > sum(row.findings for row in rows)
    return f"{'mostly' if is_most else 'the most frequent'}: {what} ({first.findings:,})"


def _harmless(report: Report) -> Verdict:
    """Nobody knows more than that nothing was lost."""
    changes = quantity(len(report.changes), "layout change") if report.changes else "no layout change"
    articles = quantity(report.summary.articles, "article")
    return Verdict("good", "Nothing lost", f"{articles}, {changes}, nothing lost. Only layouts were looked at.")


def _healthy(report: Report) -> Verdict:
    articles = quantity(report.summary.articles, "article")
    notes = f" but {quantity(report.summary.note, 'note')}" if report.summary.note else ""
    return Verdict("good", "Healthy", f"Healthy: {articles} checked, nothing found{notes}.")
