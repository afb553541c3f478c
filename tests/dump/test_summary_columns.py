"""Summaries come back from their columns as they were, whole and field by field."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscheck.dump import summary_columns
from newscheck.dump.summary_columns import BLOCK, FIELDS, PLACES, of_summaries
from newscheck.model import ABSENT, ArticleSummary

_INT64 = st.integers(-(1 << 62), 1 << 62)
_KEY = st.integers(0, (1 << 64) - 1)
_BYTE = st.integers(0, 255)
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
SUMMARIES = st.builds(
    ArticleSummary,
    path=_TEXTS,
    line=_INT64,
    site=st.sampled_from(["", "a.example", "b.example"]),
    epoch=st.none() | _INT64,
    published=st.none() | _INT64,
    file_number=st.none() | _INT64,
    url=_KEY,
    title=_KEY,
    body=_KEY,
    image=_KEY,
    image_url=_TEXTS,
    title_text=_TEXTS,
    han_count=_INT64,
    present_fields=_BYTE,
    sentences=st.binary(max_size=8),
    minhash=st.binary(max_size=8),
    date_order=_TEXTS,
    language=_TEXTS,
    size=_INT64,
    own=st.binary(max_size=8),
    lacks=st.lists(_TEXTS, max_size=2).map(tuple),
    wall=st.none() | _INT64,
    dateline_form=_BYTE,
    url_day=_INT64,
    signs=_INT64,
    beginnings=_TEXTS,
    measure=st.tuples(*[_INT64] * 5),
    ends=_TEXTS,
    shown_fields=_BYTE,
    is_open=st.booleans(),
    headlines=st.binary(max_size=8),
    edges=st.lists(_TEXTS, max_size=2).map(tuple),
)


@settings(deadline=None)
@given(st.lists(SUMMARIES, max_size=6), st.integers(1, 3))
def test_summaries_come_back(summaries: list[ArticleSummary], times: int) -> None:
    summaries = summaries * times
    (block,) = [*summary_columns.pack(summaries)] or [None]
    if block is None:
        assert not summaries
        return
    assert summary_columns.rows(block, len(summaries)) == summaries
    for name in FIELDS:
        column = summary_columns.column(name, block[PLACES[name]], len(summaries))
        assert column == of_summaries(name, summaries)


def test_a_value_that_all_share_is_packed_once() -> None:
    def article(number: int) -> ArticleSummary:
        return ArticleSummary(f"{number}.md", 1, "a.example", None, None, number, 0, 0, 0, 0, "", "", 0, 0, b"", b"")

    (block,) = summary_columns.pack([article(number) for number in range(100)])
    assert [len(block[PLACES[name]]) for name in ("epoch", "url", "measure")] == [8, 8, 40]
    assert len(block[PLACES["site"]]) < 20 < len(block[PLACES["path"]])
    assert [*summary_columns.column("epoch", block[PLACES["epoch"]], 3)] == [ABSENT] * 3


@pytest.mark.parametrize("number", [0, 1, BLOCK, BLOCK + 1, 2 * BLOCK])
def test_blocks(number: int) -> None:
    summary = ArticleSummary("a.md", 1, "", None, None, None, 0, 0, 0, 0, "", "", 0, 0, b"", b"")
    blocks = [*summary_columns.pack([summary] * number)]
    sizes = summary_columns.sizes(number)
    assert (len(blocks), sum(sizes)) == (len(sizes), number)
    assert [*chain.from_iterable(map(summary_columns.rows, blocks, sizes))] == [summary] * number


@settings(deadline=None)
@given(st.lists(st.tuples(st.lists(SUMMARIES, min_size=1, max_size=4), st.integers(1, 20)), min_size=1, max_size=4))
def test_joined_blocks_have_all_rows(parts: list[tuple[list[ArticleSummary], int]]) -> None:
    """Whether or not all rows of a block, or of all blocks, have the same value, which is packed once."""
    several = [summaries * times for summaries, times in parts]
    blocks = [(len(part), block) for part in several for block in summary_columns.pack(part)]
    whole = [summary for part in several for summary in part]
    assert summary_columns.rows(summary_columns.joined(blocks), len(whole)) == whole
