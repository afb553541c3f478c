"""The state of a dump in one sentence, for somebody who doesn't know newscheck.

What was lost and still is comes before what was lost and is back, that before errors of single articles. There is no
clock in a report: how long ago something happened is told against the newest article of the site.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from msgspec import Struct

from newscheck.model import Report
from newscheck.outputs.page.cutting import cut
from newscheck.outputs.page.loss import loss
from newscheck.outputs.page.overview import has_more_sites, known_sites
from newscheck.outputs.page.tally import NOTABLE, RuleTally, Tally
from newscheck.text.display import joined, quantity
from newscheck.text.regex import lazy_regex
from newscheck.text.timestamps import DAY, format_day

#: From so many errors on, and from this share of the articles on, they are not in single ones.
_MANY, _MANY_SHARE = 10, 0.05
#: Further sentences below the first one, and the most characters of one.
_MORE, _LONGEST = 3, 500
#: Sites that a sentence names.
_MOST_SITES = 2
#: Numbers for experts: of files that are left out, of articles that are compared.
_ASIDES = lazy_regex(r" \((?:and [0-9,]+ more|of [0-9,]+|median [^()]*|the share [^()]*)\)")
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
    told = [*of_feeds, *_counts(report, tally, _told(report, tally))]
    if report.crashes:
        times = "once" if len(report.crashes) == 1 else f"{len(report.crashes):,} times"
        crashed = f"newscheck itself failed {times}: the findings are incomplete."
        if not told:
            return Verdict("bad", "Incomplete", crashed)
        told.insert(1, crashed)
    if told:
        is_bad = report.summary.error or report.crashes or any(change.harm for change in report.changes)
        label = _broken(report, is_feed=bool(of_feeds)) if is_bad else "Needs a look"
        first, *more = (cut(sentence, _LONGEST) for sentence in told[: 1 + _MORE])
        if len(told) > 1 + _MORE:
            below = "“Layout changes”" if layouts_only else "“Layout changes” and “Rules”"
            more.append(f"There is more: see {below} below.")
        return Verdict("bad" if is_bad else "warning", label, first, tuple(more))
    if not report.summary.articles and not report.summary.files:
        return Verdict("none", "Nothing checked", "No article was checked.")
    return _harmless(report) if layouts_only else _healthy(report)


def _broken(report: Report, *, is_feed: bool) -> str:
    if is_feed:
        return "Something broke"
    errors, articles = report.summary.error, report.summary.articles
    return f"Errors in {'many' if errors >= max(_MANY, _MANY_SHARE * articles) else 'single'} articles"


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
            message = _ASIDES.sub("", finding.message).partition("; ")[0]
            yield _sentence(message, finding.site)


def _sentence(message: str, site: str) -> str:
    """A message as a sentence that names the site. A question (`local time read as UTC?`) has its mark."""
    end = "" if message.endswith("?") else "."
    if site and site not in message:
        return f"{site}: {message}{end}"
    return f"{message if site and message.startswith(site) else message[:1].upper() + message[1:]}{end}"


def _told(report: Report, tally: Tally) -> set[str]:
    """The rules whose findings have a sentence of their own."""
    lost = {"layout-change"} if any(change.harm for change in report.changes) else set()
    return lost | {finding.rule for finding in tally.notable}


def _counts(report: Report, tally: Tally, told: Set[str]) -> Iterator[str]:
    """The number of errors and that of warnings, with the most frequent kind of each; nothing where all are told."""
    for severity in ("error", "warning"):
        rows = [row for row in tally.rules if row.severity == severity]
        if not {row.rule for row in rows} <= told:
            where = _in_files(report, tally, severity) + _of_sites(report, tally, severity) + _in_time(rows)
            yield f"{quantity(getattr(report.summary, severity), severity)}{where}; {_frequent(report, rows)}."


def _in_files(report: Report, tally: Tally, severity: str) -> str:
    files = tally.files(severity)
    least = "at least " * any(row.represents for row in tally.rules if row.severity == severity)
    return f" in {least}{files:,} of {quantity(report.summary.files, 'file')}" if files else ""


def _of_sites(report: Report, tally: Tally, severity: str) -> str:
    """The sites with most of some findings, where a report is on several."""
    numbers = {site: found[severity] for site, found in tally.site_totals.items() if site and found[severity]}
    if len(report.series) < 2 or not numbers:
        return ""
    if len(numbers) >= len(known_sites(report, tally)) and not has_more_sites(report):
        return " (both sites)" if len(numbers) == 2 else f" (all {len(numbers):,} sites)"
    shown = sorted(numbers, key=lambda site: (-numbers[site], site))[:_MOST_SITES]
    more = len(numbers) - len(shown)
    return f" ({joined([*shown, *([quantity(more, 'more site')] if more else [])])})"


def _in_time(rows: Sequence[RuleTally]) -> str:
    """From when to when the articles are that have some findings; nothing where no time is known."""
    first = min((row.first for row in rows if row.first is not None), default=None)
    last = max((row.last for row in rows if row.last is not None), default=None)
    if first is None or last is None:
        return ""
    begin, end = format_day(first * DAY), format_day(last * DAY)
    return f", dated {begin}" if begin == end else f", dated {begin} to {end}"


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
    hidden = sum(entry.findings for entry in report.hidden)
    known = f"{quantity(hidden, 'finding')} hidden, known or suppressed: see “Hidden findings” below."
    new = "new " * bool(hidden)
    notes = f" but {quantity(report.summary.note, 'note')}" if report.summary.note else ""
    sentence = f"Healthy: {articles} checked, nothing {new}found{notes}."
    return Verdict("good", "Healthy", sentence, (known,) if hidden else ())
