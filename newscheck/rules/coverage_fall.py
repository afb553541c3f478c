"""The share of articles that have a field drops at one point in time.

A selector stops matching and the field is lost, in all articles or in one kind of them. No single file shows it,
because the field may be missing there for a good reason. In RFI's public dump the image was lost for three months and
the lead for seven. The share is compared with that of all earlier articles of the site; variation between hours,
weekends and gradual change is learned from the dump. A drop that `layout-change` already reports for the same field and
time is not reported again. Fields of an item's own (author, tags, section) count as those of the record do, and so do
the members of objects in them (`source.name`, `authors[*].name`).

What to do: compare the pages of the two files that are named, repair the selector, and fetch what was lost. A drop is
reported if it is at least `drop` percentage points and `window` articles show it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from newscheck.dump import grouping, hits
from newscheck.dump.coverage import Fall, falls
from newscheck.dump.field_timelines import field_timelines
from newscheck.dump.own_members import above, steps_of
from newscheck.dump.own_value import own_of
from newscheck.dump.timeline import Timeline, time_of
from newscheck.dump.vectors import computed
from newscheck.model import SUMMARY_FIELDS, ArticleSummary, Context, Dump, DumpHit
from newscheck.synthetic.example_series import made_late
from newscheck.text.json_path import json_pointer
from newscheck.text.timestamps import format_minute

SEVERITY = "error"
COMPARES_ARTICLES = True
USES_HISTORY = True
OPTIONS = {"drop": 20, "window": 30}
_NEAR = 30
_NAMES = {
    "dateline": "a date line",
    "image": "an image",
    "lead": "a lead",
    "body": "a text",
    "title": "a title",
    "url": "a URL",
}


class _Drop(NamedTuple):
    """A fall of a field in a timeline; `bit` is that of the field in its values."""

    line: Timeline
    field: str
    bit: int
    fall: Fall


@made_late
def _dump(kinds: str, hours: int = 2) -> list[dict[str, object]]:
    """Articles of another publisher, `hours` apart: `.` is complete, `i` lacks the image, `l` the lead."""
    return [
        {
            "when": datetime(2023, 3, 1, 1) + timedelta(hours=hours * i),
            "url": f"https://news.example.org/{i}",
            "share": False,
            **({"image": None} if kind == "i" else {"lead": None} if kind == "l" else {}),
        }
        for i, kind in enumerate(kinds)
    ]


@made_late
def _items(count: int, lost: int, old: dict[str, object], new: dict[str, object]) -> list[dict[str, object]]:
    """Items of a scraper with own fields: those from number `lost` on have others."""
    return [
        {
            "json": {
                "title": f"港务局第{number}次公布海上救援协定的条文",
                "url": f"https://news.example.org/{number}.html",
                "epoch_ms": 1_692_212_640_000 + 7_200_000 * number,
                "dateline": (datetime(2023, 8, 17, 2) + timedelta(hours=2 * number)).isoformat(),
                "body": f"第{number}次会议。"
                + "".join(f"渔民合作社的第{number * 9 + at}条船在海上等候。" for at in range(9)),
                **(old if number < lost else new),
            }
        }
        for number in range(count)
    ]


BAD = [
    _dump("." * 39 + "i" * 39),
    _dump("." * 36 + "l" * 36 + "." * 36),
    # One kind of article, every third, loses its lead.
    _dump("." * 100 + "l.." * 45),
    _items(72, 36, {"author": "林舟"}, {"author": ""}),
    _items(72, 36, {"source": {"id": 7, "name": "港务局"}}, {"source": {"id": 7, "name": None}}),
    _items(72, 36, {"authors": [{"id": 7, "name": "林舟"}]}, {"authors": [{"id": 7}]}),
]
GOOD = [
    _dump("." * 120),
    _items(120, 120, {"author": "林舟", "source": {"id": 7, "name": "港务局"}}, {}),
    # No leads at night, from the first day on.
    _dump("......llll.." * 20),
    # Never had images.
    _dump("i" * 120),
    # A growing share of a kind of article without a lead.
    _dump("".join("l" if (i * 37) % 551 < i else "." for i in range(330)), hours=12),
    # Only a few in a row.
    _dump("." * 100 + "i" * 12 + "." * 100),
]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each drop, at the first article after it."""
    drop, window = ctx.options["drop"] / 100, max(1, int(ctx.options["window"]))
    drops: list[_Drop] = []
    for line, fields in field_timelines(dump, ctx.now, max(1, round(drop * window))):
        found = list(_drops(line, fields, drop, window))
        drops += [entry for entry in found if not _is_repeated(entry, found)]
    if drops:
        changes = (*dump.history.past_changes, *dump.history.changes)
        losses = [(change.site, field, change.since) for change in changes for field in change.harm]
        drops = [entry for entry in drops if not _is_reported(entry.line, entry.field, entry.fall, losses)]
    groups = [[line.positions[at] for at in (fall.at, fall.at - 1, fall.back or fall.at)] for line, _, _, fall in drops]
    for (line, field, bit, fall), summaries in zip(drops, grouping.summaries_at(dump, groups), strict=True):
        end = fall.back or len(line.times)
        without = [line.positions[at] for at in range(fall.at, end) if not line.values[at] >> bit & 1]
        yield _build_hit(field, fall, summaries, ctx.now, without)


def _drops(line: Timeline, fields: Sequence[str], drop: float, window: int) -> Iterator[_Drop]:
    """The drops of each field in the articles of a site."""
    kinds = set(line.values)
    for bit, field in enumerate(fields):
        if len({kind >> bit & 1 for kind in kinds}) == 2:
            present = computed("B", lambda value: value >> bit & 1, line.values)  # noqa: B023 - called at once
            for fall in falls(present, line.times, drop, window):
                yield _Drop(line, field, bit, fall)


def _is_repeated(drop: _Drop, drops: Sequence[_Drop]) -> bool:
    """Whether an own field repeats another one that falls at the same place: the lead that is taken from `description`,
    `authors` beside `author`, or a member of an object that is lost."""
    if drop.bit < len(SUMMARY_FIELDS):
        return False
    from newscheck.article.field_names import plain  # few runs report a drop

    name = plain(drop.field)
    objects = {*above(drop.field)}
    others = (other for other in drops if other is not drop and other.fall.at == drop.fall.at)
    return any(
        drop.field in _leads()
        if other.field == "lead"
        else other.field in objects or _is_variant(name, plain(other.field))
        for other in others
    )


def _is_variant(name: str, shorter: str) -> bool:
    """Whether a name is another with something before or behind it: `authors`, `meta_keywords`, `dc:creator`."""
    return len(name) > len(shorter) > 2 and (name.startswith(shorter) or name.endswith(shorter))


def _leads() -> set[str]:
    """The own fields from which a preset takes leads."""
    from newscheck.article import presets  # as above

    return {path.text for path in presets.load("front_matter").fields["lead"]}


def _is_reported(line: Timeline, field: str, fall: Fall, losses: list[tuple[str, str, int]]) -> bool:
    """Whether a layout change lost the same field near the drop."""
    near = line.times[max(0, fall.at - _NEAR)], line.times[min(fall.at + _NEAR, len(line.times) - 1)]
    names = (field, *above(field))
    return any(site == line.site and lost in names and near[0] <= since <= near[1] for site, lost, since in losses)


def _build_hit(field: str, fall: Fall, summaries: list[ArticleSummary], now: int, members: Sequence[int]) -> DumpHit:
    first, last, back = summaries
    message = (
        f"the share of articles with {_NAMES.get(field, f'`{field}`')} falls from {fall.before:.0%} "
        f"(of {fall.count_before:,}) to {fall.after:.0%} (of {fall.count_after:,}), "
        f"between {format_minute(time_of(last, now) or 0)} and {format_minute(time_of(first, now) or 0)}"
    )
    related = hits.related([last], "the last article before")
    if fall.back is not None:
        message += f"; it is back on {format_minute(time_of(back, now) or 0)}"
        related += hits.related([back], "the first article after the return")
    return hits.hit_at(
        first,
        message,
        f"{field} from {format_minute(time_of(first, now) or 0)}",
        related,
        json_pointer(steps_of(field, own_of(last))),
        members,
    )
