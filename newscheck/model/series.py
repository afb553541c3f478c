"""What the articles of a site are like over time."""

from __future__ import annotations

from msgspec import Struct

#: The most sites of a report that have a series, those with the most articles.
MOST_SERIES = 100


class FieldSeries(Struct, frozen=True):
    """In how many articles of each period a field of the record, or an item's own field, has a value."""

    field: str
    articles: list[int]


class SiteSeries(Struct, frozen=True):
    """The articles of a site by period: one value for each of `periods`, in their order.

    `periods` are the beginnings (ms UTC) of all days, weeks (from Monday) or months (`unit`) from the first article to
    the last one on the site's own clock (`zone`, an IANA name; UTC where it is empty). `expected` is how many articles
    are usual for the period, None where that can't be told; `lengths` are the quartiles of the characters of the text,
    None where no article has a text. `undated` articles have no time, and are in no period.
    """

    site: str
    zone: str
    unit: str
    periods: list[int]
    articles: list[int]
    expected: list[float | None]
    lengths: list[tuple[int, int, int] | None]
    fields: list[FieldSeries]
    undated: int = 0


class ExampleArticle(Struct, frozen=True):
    """An article that a layout change names as an example: fields of its record and its source, both shortened.

    `record` has a text for each field of the record, None where extraction found nothing; `omitted` is the number of
    characters of the source that are left out behind `source`.
    """

    path: str
    line: int
    record: dict[str, str | None]
    source: str
    omitted: int = 0
