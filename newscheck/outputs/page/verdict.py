"""The state of a dump in one sentence, for somebody who doesn't know newscheck.

What was lost and still is comes before what was lost and is back, that before single errors. There is no clock in a
report: how long ago something happened is told against the newest article of the site.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from newscheck.layout.features import FIELD_FEATURES, OWN_PREFIX
from newscheck.model import LayoutChange, Report
from newscheck.outputs.page.tally import Tally
from newscheck.text.display import joined, quantity
from newscheck.text.timestamps import DAY, format_day

#: Rules about a feed as a whole, the most urgent first; their messages are sentences.
URGENT = ("feed-silent", "coverage-fall", "volume-anomaly", "field-shift")
#: Fields in the words of readers; an item's own field has its name.
_WORDS = {
    "image": "the lead image",
    "lead": "the lead paragraph",
    "dateline": "the date line",
    "body": "the text",
    "title": "the headline",
    "url": "the address",
    "paragraphs": "part of the paragraphs",
    "text length": "part of the text",
}
#: By level, and whether a feed as a whole is concerned.
_LABELS = {
    ("bad", True): "Something broke",
    ("bad", False): "Errors in single articles",
    ("warning", True): "Needs a look",
    ("warning", False): "Needs a look",
}
#: From this share of articles on, it is nearly all of them.
_NEARLY = 0.95
#: Further sentences below the first one.
_MORE = 3
_NO_SITE = "articles without a site"


class Verdict(Struct, frozen=True):
    """`level` is bad, warning, good or none; `label` says the same in a word or two, `sentence` why, `more` what else."""

    level: str
    label: str
    sentence: str
    more: tuple[str, ...] = ()


def verdict(report: Report, tally: Tally) -> Verdict:
    """The state of the dump that a report is about."""
    of_feeds = [*_losses(report), *_urgent(tally), *_past_losses(report)]
    first, *rest = [*of_feeds, *_counts(report, tally)] or [""]
    more = tuple(rest[:_MORE])
    if report.crashes:
        more = (f"newscheck itself failed {_times(len(report.crashes))}: the findings are incomplete.", *more)
    if first:
        level = "bad" if report.summary.error or any(change.harm for change in report.changes) else "warning"
        return Verdict(level, _LABELS[level, bool(of_feeds)], first, more)
    if report.crashes:
        return Verdict("bad", "Incomplete", more[0], more[1:])
    if not report.summary.articles and not report.summary.files:
        return Verdict("none", "Nothing checked", "No article was checked.")
    return _healthy(report)


def loss(change: LayoutChange, newest: int | None) -> str:
    """What a change lost, since when, in how many articles; `newest` (ms) is the newest article of the site."""
    fields = joined([_WORDS.get(field, f"`{field}`") for field in change.harm])
    plural = len(change.harm) > 1
    since, until = format_day(change.since), change.until
    files = quantity(change.articles_after, "article")
    if until is None:
        where = _where(change)
        return (
            f"since {since}{_ago(change.since, newest)} {fields} {'are' if plural else 'is'} missing {where}; {files}"
        )
    return (
        f"from {since} to {format_day(until)} {fields} {'were' if plural else 'was'} missing {_where(change)}; {files}"
    )


def newest_articles(report: Report) -> Mapping[str, int]:
    """The time (ms) of the newest article of each site that a layout or a series is known of."""
    newest = {series.site: series.periods[-1] for series in report.series if series.periods}
    return newest | {span.site: span.last for span in sorted(report.layouts, key=lambda span: span.last)}


def _losses(report: Report) -> Iterator[str]:
    newest = newest_articles(report)
    lasting = [change for change in report.changes if change.harm and change.until is None]
    for change in sorted(lasting, key=lambda change: (-change.articles_after, change.site, change.since)):
        yield f"{change.site or _NO_SITE}: {loss(change, newest.get(change.site))}."


def _past_losses(report: Report) -> Iterator[str]:
    ended = [change for change in report.changes if change.harm and change.until is not None]
    for change in sorted(ended, key=lambda change: (-change.since, change.site)):
        yield f"{change.site or _NO_SITE}: {loss(change, None)}."


def _urgent(tally: Tally) -> Iterator[str]:
    """What rules about a whole feed say; the end of a message that only an expert needs is left out."""
    for finding in sorted(tally.notable, key=lambda finding: URGENT.index(finding.rule)):
        if finding.severity != "note":
            message = finding.message.partition("; ")[0]
            named = f"{finding.site}: " if finding.site and finding.site not in message else ""
            yield f"{named}{message}."


def _counts(report: Report, tally: Tally) -> Iterator[str]:
    """The errors and warnings with the most frequent kind of them."""
    for severity, files in (("error", tally.error_files), ("warning", tally.warning_files)):
        number = getattr(report.summary, severity)
        rows = [row for row in tally.rules if row.severity == severity]
        if number and rows:
            frequent = max(rows, key=lambda row: (row.findings, row.rule))
            of = report.rules.get(frequent.rule)
            what = f"“{of.summary.rstrip('.').replace('`', '')}”" if of else frequent.rule
            most = (
                f"all of one kind: {what}" if len(rows) == 1 else f"the most frequent: {what} ({frequent.findings:,})"
            )
            where = f" in {files:,} of {quantity(report.summary.files, 'file')}" if files else ""
            yield f"{quantity(number, severity)}{where}; {most}."


def _healthy(report: Report) -> Verdict:
    articles = quantity(report.summary.articles, "article")
    notes = f" besides {quantity(report.summary.note, 'note')}" if report.summary.note else ""
    return Verdict("good", "Healthy", f"Healthy: {articles} checked, nothing found{notes}.")


def _where(change: LayoutChange) -> str:
    """In which part of the articles since the change something is missing; less certain words for sizes."""
    shares = {name: after for name, _, after in change.features}
    names = [FIELD_FEATURES.get(field, f"{OWN_PREFIX}{field}") for field in change.harm]
    found = [shares[name] for name in names if name in shares]
    if len(found) < len(names) or not found:
        return "in articles since then" if change.until is None else "in articles of that time"
    missing = 1 - max(found)
    if change.within:
        return f"in {missing:.0%} of some articles"
    return (
        "in every article"
        if missing == 1
        else f"in {'nearly all' if missing >= _NEARLY else f'{missing:.0%} of the'} articles"
    )


def _ago(since: int, newest: int | None) -> str:
    days = (newest - since) // DAY if newest is not None else 0
    return f", {quantity(days, 'day')} before the newest article," if days > 0 else ""


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"
