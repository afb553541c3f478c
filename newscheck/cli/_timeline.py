"""The layouts of each site one below the other, with what changed between them, as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from string import ascii_lowercase
from typing import TYPE_CHECKING

from newscheck.text.display import quantity, sanitize
from newscheck.text.timestamps import format_day, format_minute
from newscheck.text.width import wrap

if TYPE_CHECKING:
    from newscheck.model import LayoutChange, LayoutHistory, LayoutSpan, Report
    from newscheck.outputs.picture.style import PictureStyle

#: Cells of the bar of the layout with the most articles, and features of a change that are listed.
_BAR, _FEATURES = 30, 8
#: Templates of a layout that are listed, and sections of a template.
_TEMPLATES, _SECTIONS = 5, 3
#: What lines begin with; cells by which lines are indented that continue others, and how many there are at most.
_MARGIN, _INDENT, _MAX_LINES = " │├─", 2, 9
#: What stands before the path of an article.
_SEE, _SUCH_AS = "see ", ", such as "


def lines(
    history: Report | LayoutHistory, style: PictureStyle | None = None, width: int | None = None
) -> Iterator[str]:
    """Each layout with a bar for its articles, and each change between them, wrapped if there is a `width`; with a
    `style`, the bands of a site to scale come first."""
    from newscheck.layout.profile import NO_SITE  # not for --help
    from newscheck.outputs.picture import bands

    most = max((span.articles for span in history.layouts), default=1)
    for site, spans in groupby(history.layouts, lambda span: span.site):
        own, changes = [*spans], [change for change in history.changes if change.site == site]
        yield sanitize(site or NO_SITE)
        if style:
            yield from bands.lines(own, changes, style)
        listing = _listing(own, changes, most)
        yield from wrapped(listing, width) if width else listing


def _listing(spans: Iterable[LayoutSpan], changes: Iterable[LayoutChange], most: int) -> Iterator[str]:
    """The layouts of a site; `most` articles have the longest bar."""
    by_time = {change.since: change for change in changes}
    for span in spans:
        if change := by_time.get(span.first):
            yield from _change(change)
        yield from _span(span, max(1, round(span.articles / most * _BAR)))


def wrapped(timeline: Iterable[str], width: int) -> Iterator[str]:
    """The lines in a width of so many cells: what is too long is continued behind the bar on the left.

    Those with a path stay whole, so that it can be copied.
    """
    for line in timeline:
        text = line.lstrip(_MARGIN)
        if text.startswith(_SEE) or _SUCH_AS in text:
            yield line
            continue
        margin = line[: len(line) - len(text)]
        first, *others = wrap(text, width - len(margin) - _INDENT, _MAX_LINES)
        yield margin + first
        yield from (margin.replace("├─", "│ ") + " " * _INDENT + other for other in others)


def _change(change: LayoutChange) -> Iterator[str]:
    from newscheck.layout import moved_times  # not for --help
    from newscheck.layout.features import in_words

    lost = f"  lost: {sanitize(', '.join(change.harm))}" if change.harm else ""
    last, since = format_minute(change.last_before), format_minute(change.since)
    between = since if last == since else f"{last.removesuffix(' UTC')} .. {since}"
    steps = f", in steps until {format_minute(change.completed)}" if change.completed else ""
    doubt = "  less certain" if change.is_less_certain else ""
    yield f"  ├─ {between}{steps}{lost}{doubt}"
    if later := moved_times.in_words({name: after - before for name, before, after in change.features}):
        yield f"  │    {later}"
    for name, before, after in change.features[:_FEATURES]:
        yield f"  │    {before:4.0%} -> {after:4.0%}  {sanitize(in_words(name))}"
    if len(change.features) > _FEATURES:
        yield f"  │    and {quantity(len(change.features) - _FEATURES, 'more feature')}"
    if change.within:
        yield f"  │    {sanitize(change.within)}"
    for example in change.examples_after[:1]:
        yield f"  │    {_SEE}{sanitize(example.path)}" + (f":{example.line}" if example.line > 1 else "")


def _span(span: LayoutSpan, cells: int) -> Iterator[str]:
    yield f"  │ {format_day(span.first)} .. {format_day(span.last)}  {'█' * cells} {quantity(span.articles, 'article')}"
    yield f"  │ {sanitize(span.skeleton)}  ({span.share:.0%}{_SUCH_AS}{sanitize(span.example)})"
    yield from _templates(span)


def _templates(span: LayoutSpan) -> Iterator[str]:
    """The commonest templates of a layout, and which of them an A/B test may be about."""
    shown = span.templates if len(span.templates) <= _TEMPLATES else span.templates[: _TEMPLATES - 1]
    letters = {template.id: letter for template, letter in zip(shown, ascii_lowercase, strict=False)}
    for template in shown:
        sections = ", ".join(f"{name} {share:.0%}" for name, share in template.sections[:_SECTIONS])
        where = f"  in {sections}" if sections else ""
        since = f"  since {format_day(template.first)}" if template.is_new else ""
        until = f"  until {format_day(template.last)}" if template.is_gone else ""
        line = f":{template.example_line}" if template.example_line > 1 else ""
        words = f"{template.name}{where}{since}{until}  (such as {template.example}{line})"
        yield f"  │   {letters[template.id]} {template.share:4.0%}  {sanitize(words)}"
    if rest := span.templates[len(shown) :]:
        share = sum(template.articles for template in rest) / span.articles
        yield f"  │     {share:4.0%}  {quantity(len(rest), 'more template')}"
    pairs = [pair.templates for pair in span.side_by_side if pair.at_random and letters.keys() >= {*pair.templates}]
    if pairs:
        named = ", ".join(f"{letters[one]} and {letters[other]}" for one, other in pairs)
        yield f"  │     at random in the same sections on the same days, as in an A/B test: {named}"
