"""The share of articles that have a field falls from one time on.

A selector stops matching and a field is lost, in all articles or in one kind of them, and each file by itself could be
one that never had it. In RFI's public dump the image was lost for three months and the lead for seven. The share before
is that of everything before, per site; the mix of articles of an hour, of a week-end and of a slow change is learned.
What `layout-change` tells of the same field and time, with all else that changed, is not told again.

What to do: compare the pages of the two files that are named, mend the selector, fetch what was lost. `drop` is the
fall in percentage points from which on it is told, `window` the number of articles that must show it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from newscheck.dump import grouping, hits
from newscheck.dump.coverage import Fall, falls
from newscheck.dump.timeline import Timeline, time_of, timelines
from newscheck.model import SUMMARY_FIELDS, ArticleSummary, Context, Dump, DumpHit
from newscheck.text.timestamps import format_minute

SEVERITY = "error"
OPTIONS = {"drop": 20, "window": 30}
_NEAR = 30
_NAMES = {"dateline": "a date line", "lead": "a lead", "body": "a text", "title": "a title", "url": "a URL"}


def _dump(kinds: str, hours: int = 2) -> list[dict[str, object]]:
    """Another publisher's articles, so many hours apart: `.` a full one, `i` without an image, `l` without a lead."""
    return [
        {
            "when": datetime(2023, 3, 1, 1) + timedelta(hours=hours * i),
            "url": f"https://news.example.org/{i}",
            "share": False,
            **({"image": None} if kind == "i" else {"lead": None} if kind == "l" else {}),
        }
        for i, kind in enumerate(kinds)
    ]


BAD = [
    _dump("." * 60 + "i" * 60),
    _dump("." * 60 + "l" * 48 + "." * 60),
    # One kind of article, every third, loses its lead.
    _dump("." * 100 + "l.." * 45),
]
GOOD = [
    _dump("." * 120),
    # Nights without leads, from the first day on.
    _dump("......llll.." * 20),
    # Never had images.
    _dump("i" * 120),
    # More and more of a kind without a lead.
    _dump("".join("l" if (i * 37) % 551 < i else "." for i in range(330)), hours=12),
    # A handful in a row.
    _dump("." * 100 + "i" * 12 + "." * 100),
]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """One hit for each fall, at the first article after it."""
    drop, window = ctx.options["drop"] / 100, max(1, int(ctx.options["window"]))
    found: list[tuple[Timeline, str, Fall]] = []
    for line in timelines(dump, ctx.now, lambda card: card.present_fields):
        kinds = set(line.values)
        for bit, field in enumerate(SUMMARY_FIELDS):
            if len({kind >> bit & 1 for kind in kinds}) < 2:
                continue
            present = bytes(value >> bit & 1 for value in line.values)
            found += [(line, field, fall) for fall in falls(present, line.times, drop, window)]
    if found:
        changes = (*dump.history.past_changes, *dump.history.changes)
        told = [(change.site, field, change.since) for change in changes for field in change.harm]
        found = [fall for fall in found if not _is_told(*fall, told)]
    groups = [[line.positions[at] for at in (fall.at, fall.at - 1, fall.back or fall.at)] for line, _, fall in found]
    for (line, field, fall), cards in zip(found, grouping.summaries_at(dump, groups), strict=True):
        bit, end = SUMMARY_FIELDS.index(field), fall.back or len(line.times)
        without = [line.positions[at] for at in range(fall.at, end) if not line.values[at] >> bit & 1]
        yield _build_hit(field, fall, cards, ctx.now, without)


def _is_told(line: Timeline, field: str, fall: Fall, told: list[tuple[str, str, int]]) -> bool:
    """Whether a change of the layout has cost the field within some articles of the fall."""
    near = line.times[max(0, fall.at - _NEAR)], line.times[min(fall.at + _NEAR, len(line.times) - 1)]
    return any((line.site, field) == (site, lost) and near[0] <= since <= near[1] for site, lost, since in told)


def _build_hit(field: str, fall: Fall, cards: list[ArticleSummary], now: int, members: Sequence[int]) -> DumpHit:
    first, last, back = cards
    message = (
        f"the share of articles with {_NAMES.get(field, f'an {field}')} falls from {fall.before:.0%} "
        f"(of {fall.count_before:,}) to {fall.after:.0%} (of {fall.count_after:,}), "
        f"between {format_minute(time_of(last, now) or 0)} and {format_minute(time_of(first, now) or 0)}"
    )
    related = hits.related([last], "the last article before")
    if fall.back is not None:
        message += f"; it is back on {format_minute(time_of(back, now) or 0)}"
        related += hits.related([back], "the first article after the return")
    return hits.hit_at(
        first, message, f"{field} from {format_minute(time_of(first, now) or 0)}", related, f"/{field}", members
    )
