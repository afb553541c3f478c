"""The record of an article."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Article:
    """What is known of an article. What it lacks is None, or an empty list; all addresses are whole.

    `dateline` is wall time in Paris, such as `2023-08-16T21:04`; the first of the `paragraphs` is the lead, the first
    of the `images` the one above the text.
    """

    url: str
    title: str
    dateline: str | None
    image: str | None
    images: list[str]
    lead: str | None
    paragraphs: list[str]
