"""Articles of a dump that have something in common, found with arrays of keys; only a few summaries are in memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

from newscheck.dump import blocks, vectors
from newscheck.dump.dump_columns import positions_by_site, saved_times
from newscheck.dump.per_dump import per_dump
from newscheck.model import ArticleSummary, Column, Dump

#: The articles of a group whose summaries are read, to choose those that a finding names.
MAX_SAMPLED = 12
#: Two bodies are near-duplicates when the other has this share of the sentences of the shorter one, at least so many.
NEAR_DUPLICATE_SHARE, MIN_SENTENCES = 0.6, 3
#: Summaries of groups that are in memory at a time.
_BATCH = 2_000


def columns(dump: Dump, values: Sequence[int]) -> Iterator[tuple[Column, Column]]:
    """The positions of each site's articles and a value (64 bits, unsigned) of each, in the order of time.

    Unlike in a timeline, articles without a time are there, too: as the first ones.
    """
    column = vectors.unsigned(values)
    for positions in _saved_order(dump):
        yield positions, vectors.taken(column, positions)


@per_dump
def _saved_order(dump: Dump) -> list[Column]:
    times, rows = saved_times(dump), blocks.Rows("I", len(dump))
    return [
        rows.add(vectors.taken(positions, vectors.ascending(vectors.taken(times, positions))))
        for _, positions in sorted(positions_by_site(dump).items())
    ]


def summaries_at(dump: Dump, groups: Iterable[Sequence[int]]) -> Iterator[list[ArticleSummary]]:
    """The summaries at some positions of the dump, group by group; one pass over the dump for some thousand groups."""
    groups = iter(groups)
    while batch := _batch(groups):
        wanted = sorted({position for group in batch for position in group})
        summaries = dict(zip(wanted, dump.summaries_at(wanted), strict=True))
        yield from ([summaries[position] for position in group] for group in batch)
        # Before the next ones are read.
        del summaries


def _batch(groups: Iterator[Sequence[int]]) -> list[Sequence[int]]:
    batch: list[Sequence[int]] = []
    left = _BATCH
    while left > 0 and (group := next(groups, None)) is not None:
        batch.append(group)
        left -= len(group)
    return batch


def samples(dump: Dump, groups: Sequence[Sequence[int]]) -> Iterator[tuple[Sequence[int], list[ArticleSummary]]]:
    """Each group of positions with its first summaries, at most `MAX_SAMPLED`."""
    return zip(groups, summaries_at(dump, (group[:MAX_SAMPLED] for group in groups)), strict=True)


def by_time(summaries: Iterable[ArticleSummary]) -> list[ArticleSummary]:
    """The articles in the order in which they were saved.

    Titles break ties before paths: a finding that is identified by the title of the last one survives renamed files.
    """
    return sorted(
        summaries,
        key=lambda summary: (summary.epoch or summary.published or 0, summary.title_text, summary.path, summary.line),
    )


def shared_sentences(first: ArticleSummary, second: ArticleSummary) -> tuple[int, int]:
    """The number of sentences that two bodies have in common, and the number that the shorter one has."""
    hashes, other_hashes = array("I", first.sentences), array("I", second.sentences)
    return len(set(hashes).intersection(other_hashes)), min(len(hashes), len(other_hashes))


def is_near_duplicate(first: ArticleSummary, second: ArticleSummary, share: float = NEAR_DUPLICATE_SHARE) -> bool:
    """Whether the bodies of two articles are near-duplicates."""
    common, fewer = shared_sentences(first, second)
    return fewer >= MIN_SENTENCES and common >= share * fewer
