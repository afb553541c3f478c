"""Numbered files are not in the order of their times.

In RFI's public dump ids count down from 1048575, and the scraper took the last id from the first file name in text
order. When ids fell from 1000000 to 999999, "1000000.md" still sorted first: for five months each run wrote the feed
from 999999 down again, overwrote 50 files, and 5,300 articles are gone. What remains is a run of ids whose times don't
fit between those of their neighbours.

What to do: compare ids as numbers. Look in the version history for the files that were overwritten. `tolerance-hours`
is how far out of place a file may be. A run is reported if it has at least `least` files (single files are saved again
after corrections).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from newscheck.dump import grouping, hits
from newscheck.dump.dump_columns import integers, values_of
from newscheck.dump.timeline import longest_nondecreasing, times_of
from newscheck.dump.vectors import ascending, computed, places, taken
from newscheck.model import ABSENT, ArticleSummary, Column, Context, Dump, DumpHit
from newscheck.text.timestamps import HOUR, format_minute

SEVERITY = "error"
COMPARES_ARTICLES = True
OPTIONS = {"tolerance_hours": 24, "least": 5}
#: A folder with fewer numbers has no order; numbers follow time if this share of the files is in order.
_FEW, _MOSTLY = 20, 0.5


def _daily(numbers: Sequence[int]) -> list[dict[str, object]]:
    """A dump with one article a day, saved under the given numbers."""
    return [{"number": number, "when": datetime(2023, 8, 1, 9) + timedelta(days=i)} for i, number in enumerate(numbers)]


BAD = [
    # The roll-over: each run overwrites the last ten names again.
    _daily([*range(1_000_020, 999_999, -1), *range(999_990, 1_000_000), *range(999_989, 999_985, -1)]),
    # Overwritten in the middle.
    _daily([*range(100, 112), *range(120, 136), *range(112, 120)]),
]
GOOD = [
    _daily(range(1_000_020, 999_984, -1)),
    # Single files saved again; numbers that are unrelated to time.
    _daily([*range(100, 110), *range(111, 120), 110, *range(121, 130), 120]),
    _daily([(i * 37) % 101 for i in range(40)]),
    # Two scrapers write into one folder; a batch is saved in any order.
    _daily([100 + i // 2 + 1000 * (i % 2) for i in range(40)]),
    [{"number": 999_990 + (i ^ 7)} for i in range(40)],
]


class _NumberedFolder(NamedTuple):
    """The numbered files of a folder, as columns of equal length."""

    numbers: Column
    times: Column
    positions: Column


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each run of files out of order, at its first file."""
    tolerance, least = ctx.options["tolerance_hours"] * HOUR, ctx.options["least"]
    disorder: list[tuple[_NumberedFolder, Sequence[int]]] = []
    for folder in _numbered_folders(dump, ctx.now):
        times = folder.times
        kept = longest_nondecreasing(times)
        if len(times) >= _FEW and 0 in kept and sum(kept) >= max(_MOSTLY * len(times), 3 * len(times) ** 0.5):
            runs = _runs(times, kept, tolerance)
            disorder += [(folder, run) for run in runs if len(run) >= least and not _is_series(run, times)]
    # The first and the last file of a run, and their neighbours.
    places = [
        (max(run[0] - 1, 0), run[0], run[-1], min(run[-1] + 1, len(folder.times) - 1)) for folder, run in disorder
    ]
    groups = ([folder.positions[place] for place in four] for (folder, _), four in zip(disorder, places, strict=True))
    for (folder, run), summaries in zip(disorder, grouping.summaries_at(dump, groups), strict=True):
        yield _build_hit(folder, run, summaries)


def _numbered_folders(dump: Dump, now: int) -> Iterator[_NumberedFolder]:
    """The folders of the dump, each sorted by number: ascending or descending, whichever fits the times better."""
    columns = integers(dump, "file_number"), times_of(dump, now)
    for _, positions in sorted(_positions_by_folder(dump).items()):
        numbers, times = (taken(column, positions) for column in columns)
        known = places(lambda number, time: (number != ABSENT) & (time != ABSENT), numbers, times)
        numbers, times, _ = folder = _NumberedFolder(*(taken(column, known) for column in (numbers, times, positions)))
        order = ascending(times)
        order = taken(order, ascending(_in_direction(taken(numbers, order), taken(times, order))))
        yield _NumberedFolder(*(taken(column, order) for column in folder))


def _positions_by_folder(dump: Dump) -> dict[str, array[int]]:
    folders: dict[str, array[int]] = {}
    first = 0
    for name, files in groupby(path.rpartition("/")[0] for path in values_of(dump, "path")):
        end = first + sum(1 for _ in files)
        folders.setdefault(name, array("I")).extend(range(first, end))
        first = end
    return folders


def _in_direction(numbers: Column, times: Column) -> Column:
    """Numbers in the order of their times, as negative ones where they fall."""
    rows = numbers[:-1], numbers[1:], times[:-1], times[1:]

    def is_rising(number: Any, following: Any, time: Any, later: Any) -> Any:
        return (time != later) & (following > number)

    def is_falling(number: Any, following: Any, time: Any, later: Any) -> Any:
        return (time != later) & (following < number)

    is_reversed = len(places(is_rising, *rows)) < len(places(is_falling, *rows))
    return computed("q", lambda number: -number, numbers) if is_reversed else numbers


def _runs(times: Sequence[int], kept: bytearray, tolerance: int) -> Iterator[list[int]]:
    """Runs of places that are out of order by more than the tolerance, with few others in between."""
    following = [place for place, is_kept in enumerate(kept) if is_kept][::-1]
    low = times[following[-1]]
    run: list[int] = []
    for place, time in enumerate(times):
        if kept[place]:
            low = times[following.pop()]
        elif time < low - tolerance or (following and time > times[following[-1]] + tolerance):
            if run and place - run[-1] > len(run) + 1:
                yield run
                run = []
            run.append(place)
    if run:
        yield run


def _is_series(run: Sequence[int], times: Sequence[int]) -> bool:
    """Whether a run is a second series of numbers in the folder: long, and in order on its own."""
    return len(run) * 3 >= len(times) and sum(longest_nondecreasing([times[place] for place in run])) >= 0.9 * len(run)


def _build_hit(folder: _NumberedFolder, run: Sequence[int], summaries: Sequence[ArticleSummary]) -> DumpHit:
    before, first, last, after = summaries
    times = [folder.times[place] for place in run]
    neighbours = [summary for summary in (before, after) if summary not in (first, last)]
    digits = {len(str(summary.file_number)) for summary in summaries}
    cause = "an id counter sorted as text overwrote them" if len(digits) > 1 else "overwritten or saved again"
    message = (
        f"{len(run):,} files ({first.file_number} to {last.file_number}) are out of order with time, "
        f"saved {format_minute(min(times))} to {format_minute(max(times))}: {cause}"
    )
    related = (
        *hits.related([last], "the last of them"),
        *hits.related(neighbours, "a file in order beside them"),
    )
    members = [folder.positions[place] for place in run]
    return hits.hit_at(first, message, f"{first.file_number} to {last.file_number}", related, members=members)
