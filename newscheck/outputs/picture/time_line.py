"""The articles of each site over time: a sparkline in the colours of its findings, and the layout changes below it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from newscheck.model import MOST_SERIES, LayoutChange, Report, SiteSeries
from newscheck.outputs.picture import marks
from newscheck.outputs.picture.marks import Mark
from newscheck.outputs.picture.severities import WorstFindings
from newscheck.outputs.picture.site_text import Columns, SiteText, number_of
from newscheck.outputs.picture.sparkline import SIGNS, Sparkline
from newscheck.outputs.picture.style import PictureStyle
from newscheck.text.display import BOLD, paint, quantity
from newscheck.text.width import cell_width, wrap

#: The most lines of the texts of a site above its sparkline.
_LINES = 3


def lines(report: Report, style: PictureStyle) -> Iterator[str]:
    """A legend and the sites, those with the worst findings and the most articles; none for articles of one period."""
    if all(len(own.periods) < 2 for own in report.series):
        return
    worst = WorstFindings(report)
    shown = _chosen(report.series, worst, style.sites)
    texts = [SiteText.of(own, style) for own in shown]
    columns = Columns.of(texts, style.width, max(len(own.periods) for own in shown))
    sparklines = [Sparkline.of(own, worst.of(own.site), columns.sparkline) for own in shown]
    lengths = {(line.step, own.unit) for line, own in zip(sparklines, shown, strict=True)}
    yield from _legend(lengths, style, has_changes=len(report.changes) > 0)
    for own, text, sparkline in zip(shown, texts, sparklines, strict=True):
        yield from _with_texts(text, sparkline, columns, style)
        if found := sparkline.findings(style):
            yield " " * columns.before + found
        yield from marks.rows(_marks(own, report.changes, sparkline.step, columns.before), style)
    if rest := len(report.series) - len(shown):
        yield _rest(report, rest, sum(map(number_of, shown)))


def _rest(report: Report, sites: int, shown: int) -> str:
    """What is left out; of very many sites, only the first have a series, and nobody knows how many there are."""
    articles = sum(map(number_of, report.series))
    if len(report.series) >= MOST_SERIES and articles < report.summary.articles:
        return f"and more than {quantity(sites, 'site')} with {quantity(report.summary.articles - shown, 'article')}"
    return f"and {quantity(sites, 'more site')} with {quantity(articles - shown, 'article')}"


def _chosen(series: Sequence[SiteSeries], worst: WorstFindings, most: int) -> list[SiteSeries]:
    """The sites with the worst findings and, of those, with the most articles; by name."""

    def rank(own: SiteSeries) -> tuple[int, int, str]:
        return -max(worst.of(own.site).values(), default=0), -number_of(own), own.site

    return sorted(sorted(series, key=rank)[:most], key=lambda own: own.site)


def _legend(columns: set[tuple[int, str]], style: PictureStyle, *, has_changes: bool) -> Iterator[str]:
    """How long a column is, if it is the same for all sites, and what the signs mean."""
    lengths = [quantity(step, unit) for step, unit in columns]
    title = "Articles over time" + (f", {lengths[0]} a column" if len(lengths) == 1 else "")
    signs = f"{SIGNS[2]} errors  {SIGNS[1]} warnings" + f"  {style.signs.mark} layout changed" * has_changes
    both = f"{title}  {signs}"
    yield from [both] if cell_width(both) <= style.width else [title, signs]


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


def _marks(own: SiteSeries, changes: Sequence[LayoutChange], step: int, before: int) -> Iterator[Mark]:
    """The changes of a site below the cells of their periods."""
    for change in changes if own.periods else ():
        if change.site == own.site:
            period = max(0, bisect_right(own.periods, change.since) - 1)
            yield Mark(before + period // step, change)
