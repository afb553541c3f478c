"""Strategies for the numbers and the time of an article.

All strategies are composites of plain numbers. After a failure hypothesis varies each argument of a `builds` and each
member of a `tuples` some hundred times: that takes minutes and explains nothing, as the numbers are not shown. And it
treats nested `map`s as a tree and grows it, until its draws hardly differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from newscheck.errors import UsageError
from newscheck.synthetic import article_factory, numbered_sentences, publishers, specimen

#: The default days of publication: RFI's layouts of that time lose no content.
SINCE, UNTIL = date(2021, 10, 1), date(2023, 9, 10)
MINUTE = 60_000
#: Minutes from publication to the crawl.
LEAST_LAG, MOST_LAG = 2, 120
_MONTH, _EVENING = timedelta(days=30), time(23, 59)
_MOST_SENTENCES = 12


class DateSpan(NamedTuple):
    """The first and the last day of publication, in the publisher's zone."""

    since: date
    until: date
    zone: tzinfo

    def timestamps(self, spare: int = 0) -> SearchStrategy[int]:
        """Times in ms, at least `spare` ms before the end; they shrink to 16 August 2023, 21:04 where possible.

        Days and minutes are drawn apart: hypothesis prefers small numbers, which would all lie in one month.
        """
        start = specimen.START
        first, last = _ms(self.since, time.min, self.zone), _ms(self.until, _EVENING, self.zone)
        last = max(first, last - spare)
        days = st.integers((self.since - start.date()).days, (self.until - start.date()).days)
        minute = start.hour * 60 + start.minute
        minutes = st.integers(-minute, 24 * 60 - 1 - minute)

        @st.composite
        def drawn(draw: DrawFn) -> int:
            # Counted from an evening: the hour that clocks skip in spring is never in the evening.
            evening = _ms(start.date() + timedelta(days=draw(days)), start.time(), self.zone)
            return min(max(first, evening + draw(minutes) * MINUTE), last)

        return drawn()


def date_span(publisher: publishers.Publisher, since: date | None, until: date | None) -> DateSpan:
    """The days from one to another; both have defaults. Raises UsageError where the first is after the last."""
    if since is None:
        began = publisher.site.since
        # The first whole day of the site.
        whole = None if began is None else datetime.fromtimestamp(began / 1000, publisher.zone).date() + timedelta(1)
        since = max(SINCE, whole or SINCE)
        since = since if until is None else min(until, since)
    until = max(UNTIL, since + _MONTH) if until is None else until
    if since > until:
        raise UsageError(f"since {since} is after until {until}")
    return DateSpan(since, until, publisher.zone)


def _ms(day: date, clock: time, zone: tzinfo) -> int:
    return int(datetime.combine(day, clock, zone).timestamp() * 1000)


def article_seeds(of: int = 1) -> SearchStrategy[article_factory.ArticleSeed]:
    """The numbers of an article; `of` articles have no text in common.

    They are few: each number that is drawn takes time to shrink.
    """
    headlines = st.integers(0, numbered_sentences.HEADLINE_COUNT // of - 1)
    lags = st.integers(LEAST_LAG, MOST_LAG)
    numbers = st.integers(0, numbered_sentences.SENTENCE_COUNT // of - 1)
    # One sentence is too short a text for an article.
    sentences = st.lists(numbers, min_size=2, max_size=_MOST_SENTENCES, unique=True)

    @st.composite
    def drawn(draw: DrawFn) -> article_factory.ArticleSeed:
        return article_factory.ArticleSeed(draw(headlines), draw(lags), draw(sentences))

    return drawn()


def articles(
    publisher: publishers.Publisher,
    span: DateSpan,
    kinds: Sequence[str],
    *,
    leads: bool | None = None,
    images: bool | None = None,
) -> SearchStrategy[article_factory.ArticleDraft]:
    """Articles of a publisher; `leads` and `images`: whether they have one (None: as the site expects it)."""
    timestamps, seeds = span.timestamps(), article_seeds()
    with_lead = has_field(publisher, "lead") if leads is None else st.just(leads)
    with_image = has_field(publisher, "image") if images is None else st.just(images)

    @st.composite
    def drawn(draw: DrawFn) -> article_factory.ArticleDraft:
        has_lead, has_image = draw(with_lead), draw(with_image)
        return article_factory.make(
            publisher, kinds, draw(seeds), draw(timestamps), has_lead=has_lead, has_image=has_image
        )

    return drawn()


def has_field(publisher: publishers.Publisher, field: str) -> SearchStrategy[bool]:
    """Whether an article has a field: always where its site expects it."""
    return st.just(True) if field in publisher.site.expects else st.booleans()
