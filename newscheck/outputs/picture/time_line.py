"""The articles of each site over time: a sparkline in the colours of what is unusual, and the layout changes below it.

Errors stand out where more articles have one than is usual for the site, so that a day on which something broke can be
seen in a dump in which no day is without.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from newscheck.model import MOST_SERIES, LayoutChange, Report, SiteSeries
from newscheck.outputs.picture import marks
from newscheck.outputs.picture.affected import AffectedArticles
from newscheck.outputs.picture.marks import Mark
from newscheck.outputs.picture.site_text import Columns, SiteText, number_of
from newscheck.outputs.picture.sparkline import ERRORS, SOME_ERRORS, SOME_WARNINGS, WARNINGS, Sparkline
from newscheck.outputs.picture.style import PictureStyle
from newscheck.text.display import BOLD, paint, quantity
from newscheck.text.width import cell_width, wrap

#: The most lines of the texts of a site above its sparkline.
_LINES = 3
#: What the signs below a sparkline mean, one after the other.
_MEANINGS = {
    ERRORS: "errors in more articles than usual",
    SOME_ERRORS: "errors",
    WARNINGS: "warnings in more articles than usual",
    SOME_WARNINGS: "warnings",
}


def lines(report: Report, style: PictureStyle) -> Iterator[str]:
    """A legend and the sites, those with errors and the most articles; none for articles of one period."""
    if all(len(own.periods) < 2 for own in report.series):
        return
    affected = AffectedArticles(report)
    shown = _chosen(report.series, affected, style.sites)
    texts = [SiteText.of(own, style) for own in shown]
    columns = Columns.of(texts, style.width, max(len(own.periods) for own in shown))
    sparklines = [_sparkline(own, affected, columns.sparkline) for own in shown]
    yield from _legend(sparklines, shown, style, has_changes=len(report.changes) > 0)
    for own, text, sparkline in zip(shown, texts, sparklines, strict=True):
        yield from _with_texts(text, sparkline, columns, style)
        yield from _findings(sparkline, columns.before, style)
        yield from marks.rows(_marks(own, report.changes, sparkline.step, columns.before), style)
    if rest := len(report.series) - len(shown):
        yield _rest(report, rest, sum(map(number_of, shown))) + _unmarked(report.changes, shown)


def _rest(report: Report, sites: int, shown: int) -> str:
    """What is left out; of very many sites, only the first have a series, and nobody knows how many there are."""
    articles = sum(map(number_of, report.series))
    if len(report.series) >= MOST_SERIES and articles < report.summary.articles:
        return f"and more than {quantity(sites, 'site')} with {quantity(report.summary.articles - shown, 'article')}"
    return f"and {quantity(sites, 'more site')} with {quantity(articles - shown, 'article')}"


def _unmarked(changes: Sequence[LayoutChange], shown: Sequence[SiteSeries]) -> str:
    """The changes of sites that are left out."""
    names = {own.site for own in shown}
    number = sum(change.site not in names for change in changes)
    return f" and {quantity(number, 'layout change')}" if number else ""


def _chosen(series: Sequence[SiteSeries], affected: AffectedArticles, most: int) -> list[SiteSeries]:
    """The sites with errors, then those with warnings and, of these, with the most articles; by name."""

    def rank(own: SiteSeries) -> tuple[bool, bool, int, str]:
        errors, warnings = affected.of(own.site, "error"), affected.of(own.site, "warning")
        return not errors, not errors and not warnings, -number_of(own), own.site

    return sorted(sorted(series, key=rank)[:most], key=lambda own: own.site)


def _sparkline(own: SiteSeries, affected: AffectedArticles, cells: int) -> Sparkline:
    return Sparkline.of(own, affected.of(own.site, "error"), affected.of(own.site, "warning"), cells)


def _legend(
    sparklines: Sequence[Sparkline], shown: Sequence[SiteSeries], style: PictureStyle, *, has_changes: bool
) -> Iterator[str]:
    """How long a column is, if it is the same for all sites, and what the signs mean that are there."""
    lengths = {quantity(line.step, own.unit) for line, own in zip(sparklines, shown, strict=True)}
    there = {sign for line in sparklines for sign in line.signs}
    parts = ["Articles over time" + (f", {lengths.pop()} a column" if len(lengths) == 1 else "")]
    parts += [f"{sign} {meaning}" for sign, meaning in _MEANINGS.items() if sign in there]
    parts += [f"{style.signs.mark} layout changed"] * has_changes
    line = ""
    for part in parts:
        if line and cell_width(f"{line}  {part}") > style.width:
            yield line
            line = ""
        line += f"  {part}" if line else part
    yield line


def _with_texts(text: SiteText, sparkline: Sparkline, columns: Columns, style: PictureStyle) -> Iterator[str]:
    """The sparkline between its texts, or below them where the line is short."""
    cells = sparkline.line(style)
    if columns.before:
        name = paint(text.name, BOLD, style.color) + " " * (columns.name - cell_width(text.name))
        yield f"{name}  {text.first} {cells} {text.last}  {text.number}" if cells else f"{name}  {text.number}"
        return
    days = f", {text.first}..{text.last}" if cells else ""
    for line in wrap(f"{text.name}: {text.number}{days}", style.width, _LINES):
        yield paint(line, BOLD, style.color)
    if cells:
        yield cells


def _findings(sparkline: Sparkline, before: int, style: PictureStyle) -> Iterator[str]:
    """The signs below a sparkline and, behind or below them, how many articles usually have an error."""
    found = " " * before + sparkline.findings(style)
    usual = "" if sparkline.usual is None else _usually(sparkline.usual)
    if usual and before + len(sparkline.signs) + 1 + len(usual) <= style.width:
        yield f"{found} {usual}"
        return
    yield from filter(None, (found.rstrip(), usual))


def _usually(share: float) -> str:
    percent = "less than 1%" if share < 0.01 else f"{share:.0%}"
    return f"errors usually in {percent}" if share else "usually no errors"


def _marks(own: SiteSeries, changes: Sequence[LayoutChange], step: int, before: int) -> Iterator[Mark]:
    """The changes of a site below the cells of their periods."""
    for change in changes if own.periods else ():
        if change.site == own.site:
            period = max(0, bisect_right(own.periods, change.since) - 1)
            yield Mark(before + period // step, change)
