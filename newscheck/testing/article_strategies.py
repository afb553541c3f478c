"""What is drawn of an article: some numbers, and a time between two days.

Composites of plain numbers throughout. After a failure hypothesis varies each argument of a `builds` and each member of
a `tuples` some hundred times, which takes minutes and says nothing: the numbers are not shown. And a `map` in a `map`
it takes for a tree and grows it, until what it draws is hardly different any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from newscheck.errors import UsageError
from newscheck.synthetic import article_factory, numbered_sentences, publishers, specimen

#: The days of publication, where none are given: RFI's layouts of that time lose nothing.
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
        """Times in ms, at least `spare` ms before the end; 16 August 2023, 21:04 where that is among them.

        Days and minutes are drawn apart: hypothesis prefers small numbers, which would all be of one month.
        """
        start = specimen.START
        first, last = _ms(self.since, time.min, self.zone), _ms(self.until, _EVENING, self.zone)
        last = max(first, last - spare)
        days = st.integers((self.since - start.date()).days, (self.until - start.date()).days)
        minute = start.hour * 60 + start.minute
        minutes = st.integers(-minute, 24 * 60 - 1 - minute)

        @st.composite
        def drawn(draw: DrawFn) -> int:
            # From an evening on, in minutes: there are hours that clocks leave out, but none of them in the evening.
            evening = _ms(start.date() + timedelta(days=draw(days)), start.time(), self.zone)
            return min(max(first, evening + draw(minutes) * MINUTE), last)

        return drawn()


def date_span(head: publishers.Publisher, since: date | None, until: date | None) -> DateSpan:
    """The days between two, either of which may be missing. Raises UsageError where the first is after the last."""
    if since is None:
        began = head.site.since
        # The first whole day of the site.
        whole = SINCE if began is None else datetime.fromtimestamp(began / 1000, head.zone).date() + timedelta(days=1)
        since = max(SINCE, whole)
        since = since if until is None else min(until, since)
    until = max(UNTIL, since + _MONTH) if until is None else until
    if since > until:
        raise UsageError(f"since {since} is after until {until}")
    return DateSpan(since, until, head.zone)


def _ms(day: date, clock: time, zone: tzinfo) -> int:
    return int(datetime.combine(day, clock, zone).timestamp() * 1000)


def article_seeds(of: int = 1) -> SearchStrategy[article_factory.ArticleSeed]:
    """The numbers of an article, one of `of` that are to have nothing in common.

    As few as can be: what is drawn is what it takes time to shrink.
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
    head: publishers.Publisher,
    span: DateSpan,
    kinds: Sequence[str],
    *,
    leads: bool | None = None,
    images: bool | None = None,
) -> SearchStrategy[article_factory.ArticleDraft]:
    """Articles of a publisher; `leads` and `images` say whether they have one, None that the site says it."""
    moments, numbers = span.timestamps(), article_seeds()
    with_lead = has_field(head, "lead") if leads is None else st.just(leads)
    with_image = has_field(head, "image") if images is None else st.just(images)

    @st.composite
    def drawn(draw: DrawFn) -> article_factory.ArticleDraft:
        has_lead, has_image = draw(with_lead), draw(with_image)
        return article_factory.make(head, kinds, draw(numbers), draw(moments), has_lead=has_lead, has_image=has_image)

    return drawn()


def has_field(head: publishers.Publisher, field: str) -> SearchStrategy[bool]:
    """Whether an article has a field: always where its site expects it."""
    return st.just(True) if field in head.site.expects else st.booleans()
