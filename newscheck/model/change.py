"""Changes of a site's layout."""

from __future__ import annotations

from msgspec import Struct

from newscheck.model.finding import RelatedLocation

#: A shift of a share that is certain by itself.
_GREAT = 0.5


class LayoutChange(Struct, frozen=True):
    """A change of a site's layout between two articles, as in a report (`schemas/report.schema.json`).

    `last_before` and `since` are the epochs (ms) of the last article before and the first after it, `completed` is that
    of the first article after a change that was rolled out in steps; shares are 0 to 1.
    `verdict` is publisher, scraper, mix or empty; `within` names the kinds of article or the template in which a
    partial change is total, or the kinds which alone changed: then shares and examples are those of their articles.
    `is_agreed` if two methods find the change.
    """

    site: str
    last_before: int
    since: int
    until: int | None
    what: str
    features: list[tuple[str, float, float]]
    articles_before: int
    articles_after: int
    harm: list[str]
    examples_before: list[RelatedLocation]
    examples_after: list[RelatedLocation]
    skeleton_before: str
    skeleton_after: str
    verdict: str = ""
    within: str = ""
    completed: int | None = None
    is_agreed: bool = True

    @property
    def is_less_certain(self) -> bool:
        """Whether only one method finds the change, and no share moves by half."""
        return not self.is_agreed and all(abs(after - before) < _GREAT for _, before, after in self.features)


class LayoutTemplate(Struct, frozen=True):
    """One of several templates that a layout has at one time.

    `name` says what distinguishes it: the features that its articles have (`present`) or lack (`absent`). `counts` are
    its articles in each of the layout's `periods`, `sections` those sections of the site that it prevails in, with its
    share of their articles. It `is_new` if none of its articles came before `first`, and `is_gone` if none did after
    `last`, for three times longer than ever between two.
    """

    id: str
    name: str
    present: list[str]
    absent: list[str]
    articles: int
    share: float
    first: int
    last: int
    example: str
    counts: list[int]
    sections: list[tuple[str, float]]
    example_line: int = 1
    is_new: bool = False
    is_gone: bool = False


class SideBySide(Struct, frozen=True):
    """Two templates (by id) that come in the same sections on the same days; `at_random` as in an A/B test, where
    neither the time nor the length of an article tells which one it has."""

    templates: tuple[str, str]
    at_random: bool


class LayoutSpan(Struct, frozen=True):
    """A layout of a site between two changes: its commonest skeleton, and the share of its articles that have it.

    It may have several `templates`, the commonest first; none are listed where there is one, or where they are not
    wanted. `periods` are the days or weeks (their beginnings in ms) with articles, by which those of a template are
    counted.
    """

    site: str
    layout: str
    skeleton: str
    share: float
    first: int
    last: int
    articles: int
    example: str
    templates: list[LayoutTemplate] = []
    periods: list[int] = []
    side_by_side: list[SideBySide] = []


class LayoutHistory(Struct, frozen=True):
    """The layouts of a dump and the changes between them, by site and time; `remarks` state the limits of the
    detection.

    `past_changes` are changes before `--since`.
    """

    changes: list[LayoutChange] = []
    past_changes: list[LayoutChange] = []
    layouts: list[LayoutSpan] = []
    remarks: list[str] = []
