"""The layouts and layout changes of a saved report."""

from __future__ import annotations

import re
from collections.abc import Callable

from newscheck.model import LayoutChange, LayoutSpan, LayoutTemplate, RelatedLocation, SideBySide
from newscheck.outputs.saved.layout_form import SavedChange, SavedLayout, SavedTemplate
from newscheck.outputs.saved.times import milliseconds

#: A file and, where its article begins further down, the line.
_with_line = re.compile(r"(?s)(.*):([2-9]|[1-9][0-9]{1,14})").fullmatch
#: Reads the name of an example.
Place = Callable[[str], RelatedLocation]


def place(text: str, paths: frozenset[str]) -> RelatedLocation:
    """The place that `path` or `path:line` is; `paths` are names of files, which may end like that."""
    found = None if text in paths else _with_line(text)
    return RelatedLocation(found[1], line=int(found[2])) if found else RelatedLocation(text)


def change(saved: SavedChange, place: Place) -> LayoutChange:
    """A layout change as it was."""
    since = milliseconds(saved.since)
    return LayoutChange(
        site=saved.site,
        last_before=since if saved.last_before is None else milliseconds(saved.last_before),
        since=since,
        until=milliseconds(saved.until),
        what=saved.what,
        features=[(feature.feature, feature.before, feature.after) for feature in saved.features],
        articles_before=saved.articles_before,
        articles_after=saved.articles_after,
        harm=saved.harm,
        examples_before=[*map(place, saved.examples.before)],
        examples_after=[*map(place, saved.examples.after)],
        skeleton_before=saved.skeletons.before,
        skeleton_after=saved.skeletons.after,
        verdict=saved.verdict or "",
        within=saved.within or "",
        completed=milliseconds(saved.completed),
        is_agreed=saved.agreed,
    )


def layout(saved: SavedLayout) -> LayoutSpan:
    """A layout as it was. Raises ValueError where a template has not a number for each period."""
    return LayoutSpan(
        site=saved.site,
        layout=saved.layout,
        skeleton=saved.skeleton,
        share=saved.share,
        first=milliseconds(saved.first),
        last=milliseconds(saved.last),
        articles=saved.articles,
        example=saved.example,
        templates=[_template(template, len(saved.periods)) for template in saved.templates],
        periods=[*map(milliseconds, saved.periods)],
        side_by_side=[SideBySide(pair.templates, pair.at_random) for pair in saved.side_by_side],
    )


def _template(saved: SavedTemplate, periods: int) -> LayoutTemplate:
    if len(saved.counts) != periods:
        raise ValueError("a template has not one number for each period")
    return LayoutTemplate(
        id=saved.id,
        name=saved.name,
        present=saved.present,
        absent=saved.absent,
        articles=saved.articles,
        share=saved.share,
        first=milliseconds(saved.first),
        last=milliseconds(saved.last),
        example=saved.example,
        counts=saved.counts,
        sections=[(section.section, section.share) for section in saved.sections],
        example_line=saved.example_line,
        is_new=saved.is_new,
        is_gone=saved.is_gone,
    )
