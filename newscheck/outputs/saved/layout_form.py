"""What a saved report has of layouts and their changes, as JSON: a name is the key."""

from __future__ import annotations

from msgspec import Struct

from newscheck.outputs.saved.bounds import Count, Position, Share, Time


class SavedFeature(Struct, frozen=True):
    """A feature of the markup and its shares."""

    feature: str
    before: Share
    after: Share


class SavedExamples(Struct, frozen=True):
    """The files that show a change, as `path` or `path:line`."""

    before: list[str] = []
    after: list[str] = []


class SavedSkeletons(Struct, frozen=True):
    """The skeletons on either side of a change."""

    before: str = ""
    after: str = ""


class SavedChange(Struct, frozen=True):
    """A layout change."""

    site: str
    since: Time
    what: str
    articles_before: Count
    articles_after: Count
    last_before: Time | None = None
    until: Time | None = None
    completed: Time | None = None
    features: list[SavedFeature] = []
    harm: list[str] = []
    examples: SavedExamples = SavedExamples()
    skeletons: SavedSkeletons = SavedSkeletons()
    verdict: str | None = None
    within: str | None = None
    agreed: bool = True


class SavedSection(Struct, frozen=True):
    """A section of a site and a template's share of it."""

    section: str
    share: Share


class SavedTemplate(Struct, frozen=True):
    """A template of a layout."""

    id: str
    name: str
    articles: Count
    share: Share
    first: Time
    last: Time
    example: str
    counts: list[Count]
    present: list[str] = []
    absent: list[str] = []
    sections: list[SavedSection] = []
    example_line: Position = 1
    is_new: bool = False
    is_gone: bool = False


class SavedPair(Struct, frozen=True):
    """Two templates that come side by side."""

    templates: tuple[str, str]
    at_random: bool


class SavedLayout(Struct, frozen=True):
    """A layout."""

    site: str
    layout: str
    skeleton: str
    first: Time
    last: Time
    articles: Count
    share: Share = 1.0
    example: str = ""
    templates: list[SavedTemplate] = []
    periods: list[Time] = []
    side_by_side: list[SavedPair] = []
