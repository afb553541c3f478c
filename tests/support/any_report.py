"""Reports of anything that a run may put into one, for hypothesis."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from newscheck.model import (
    SEVERITIES,
    CountedFindings,
    Crash,
    ExampleArticle,
    Excerpt,
    FieldSeries,
    Finding,
    HiddenFindings,
    LayoutChange,
    LayoutSpan,
    LayoutTemplate,
    RelatedLocation,
    Report,
    RuleDescription,
    SideBySide,
    SiteSeries,
    Totals,
)
from newscheck.text.display import escape_surrogates
from newscheck.text.timestamps import DAY, YEAR_1, YEAR_10000

Draw = Callable[[st.SearchStrategy[Any]], Any]
HOSTILE = (
    "</script>",
    "<!--",
    "]]>",
    "'\"",
    "&amp;",
    "\x00",
    "\x1b[2J",
    "\u202e",
    "\u2028",
    "\ud800",
    "\udce9",
    "国",
    "a:7",
)
texts = st.lists(st.one_of(st.sampled_from([*HOSTILE, "a", " ", "\\"]), st.characters()), max_size=5).map("".join)
#: The name of a site is that of a file or a host, and is always Unicode.
sites = texts.map(escape_surrogates)
names = st.sampled_from(["title-empty", "image-missing", "own-rule"])
counts = st.integers(0, 1 << 40)
positions = st.integers(1, 1 << 40)
shares = st.floats(0, 1)
severities = st.sampled_from(SEVERITIES)
times = st.integers(YEAR_1, YEAR_10000 - 1)
places = st.builds(RelatedLocation, texts, texts, positions)
#: As changes name them: a line of an example has no message.
examples = st.builds(RelatedLocation, texts, st.just(""), positions)


@st.composite
def excerpts(draw: Draw) -> Excerpt:
    text = draw(texts)
    start = draw(st.integers(0, len(text)))
    return Excerpt(text, start, draw(st.integers(start, len(text))))


@st.composite
def findings(draw: Draw) -> Finding:
    rule = draw(names)
    epoch = draw(st.none() | st.integers(-(1 << 62), 1 << 62) | times)
    counted = st.builds(CountedFindings, texts, st.integers(1, 1 << 30), positions, sites, st.just(epoch))
    return Finding(
        *(rule, draw(severities), draw(texts), draw(positions), draw(positions), draw(texts), draw(texts)),
        *(draw(texts), "0" * 16),
        related=tuple(draw(st.lists(places, max_size=2))),
        excerpt=draw(st.none() | excerpts()),
        details=tuple(draw(st.lists(texts, max_size=2))),
        site=draw(sites),
        epoch=epoch,
        aggregated=tuple(draw(st.lists(counted, max_size=2))),
        item=draw(texts),
        language=draw(st.sampled_from(["", "zh"])),
    )


@st.composite
def series(draw: Draw) -> SiteSeries:
    days = st.integers(YEAR_1 // DAY + 1, YEAR_10000 // DAY - 2)
    periods = sorted(draw(st.sets(days.map(lambda day: day * DAY), max_size=3)))
    each = len(periods)

    def listed(values: st.SearchStrategy[Any]) -> list[Any]:
        found: list[Any] = draw(st.lists(values, min_size=each, max_size=each))
        return found

    return SiteSeries(
        site=draw(sites),
        zone=draw(st.sampled_from(["", "Europe/Paris", "Asia/Shanghai"])),
        unit=draw(st.sampled_from(["day", "week", "month"])),
        periods=periods,
        articles=listed(counts),
        expected=listed(st.none() | st.floats(0, 1e9)),
        lengths=listed(st.none() | st.tuples(counts, counts, counts)),
        fields=[FieldSeries(draw(texts), listed(counts)) for _ in range(draw(st.integers(0, 2)))],
        undated=draw(counts),
    )


changes = st.builds(
    LayoutChange,
    site=sites,
    last_before=times,
    since=times,
    until=st.none() | times,
    what=texts,
    features=st.lists(st.tuples(texts, shares, shares), max_size=2),
    articles_before=counts,
    articles_after=counts,
    harm=st.lists(texts, max_size=2),
    examples_before=st.lists(examples, max_size=2),
    examples_after=st.lists(examples, max_size=2),
    skeleton_before=texts,
    skeleton_after=texts,
    verdict=st.sampled_from(["", "publisher", "scraper", "mix"]),
    within=texts,
    completed=st.none() | times,
    is_agreed=st.booleans(),
)


@st.composite
def layouts(draw: Draw) -> LayoutSpan:
    periods = draw(st.lists(times, max_size=3))
    each = st.lists(counts, min_size=len(periods), max_size=len(periods))
    templates = st.builds(
        LayoutTemplate,
        *(texts, texts, st.lists(texts, max_size=2), st.lists(texts, max_size=2), counts, shares, times, times, texts),
        each,
        st.lists(st.tuples(texts, shares), max_size=2),
        *(positions, st.booleans(), st.booleans()),
    )
    listed = draw(st.lists(templates, max_size=2))
    return LayoutSpan(
        *(draw(sites), draw(texts), draw(texts), draw(shares), draw(times), draw(times), draw(counts), draw(texts)),
        templates=listed,
        # A layout of one template has no periods of its own.
        periods=periods if listed else [],
        side_by_side=draw(st.lists(st.builds(SideBySide, st.tuples(texts, texts), st.booleans()), max_size=1))
        if listed
        else [],
    )


rules = st.builds(RuleDescription, severities, texts, texts, st.lists(texts, max_size=1).map(tuple))
hidden = st.builds(
    HiddenFindings, texts, counts, texts, st.dictionaries(names, counts), st.none() | times, st.none() | times
)
example_articles = st.builds(
    ExampleArticle, texts, positions, st.dictionaries(texts, st.none() | texts, max_size=2), texts, counts
)


@st.composite
def reports(draw: Draw) -> Report:
    listed, known = draw(st.lists(findings(), max_size=3)), draw(st.lists(findings(), max_size=1))
    return Report(
        version=draw(texts),
        summary=draw(st.builds(Totals, counts, counts, counts, counts, counts)),
        findings=listed,
        rules={name: draw(rules) for name in sorted({one.rule for one in (*listed, *known)})},
        changes=draw(st.lists(changes, max_size=2)),
        layouts=draw(st.lists(layouts(), max_size=2)),
        crashes=draw(st.lists(st.builds(Crash, texts, names, texts), max_size=1)),
        hidden=draw(st.lists(hidden, max_size=2)),
        known=known,
        series=draw(st.lists(series(), max_size=2)),
        examples=draw(st.lists(example_articles, max_size=2)),
    )
