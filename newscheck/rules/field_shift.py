"""What an item's own field holds changed at one point in time.

A section that had 40 % of the articles has none, all articles are suddenly by one author or have the same description,
a number is a thousand times larger, a text became a list, images are on another host, dates are written in another
form: each value is well formed by itself. Fields are those of the item that no field of the record is taken from. The
values before and after are compared by the scan for layout changes; a mix that drifts, or that changes with the day of
the week or the hour of the day, gives no finding, and identifiers, counters and dates are known by their values. A
field that fewer articles have is reported by coverage-fall.

What to do: open the articles that are named, before and after. If the publisher changed nothing, repair the selector
and scrape the articles since then again. A change is reported if it moves a share by at least `share` percentage
points, or if a value with half of that share is in no article for three times longer than ever before; `score` is the
score from which a difference is one, as in the scan. It needs 60 articles of a site with the field. Where more than ten
articles may be the first of the change, the message says which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from newscheck.dump import grouping, hits, own_columns, own_forms
from newscheck.dump.own_members import above, steps_of
from newscheck.dump.own_value import HASH, own_of
from newscheck.dump.timeline import time_of
from newscheck.layout.thresholds import Thresholds
from newscheck.model import ArticleSummary, Context, Dump, DumpHit
from newscheck.synthetic.example_series import made_late
from newscheck.text.json_path import json_pointer
from newscheck.text.timestamps import format_minute

if TYPE_CHECKING:
    from newscheck.layout.own_shift import OwnShift, Values

SEVERITY = "warning"
COMPARES_ARTICLES = True
OPTIONS = {"share": 30, "score": 30}
_KINDS = {
    own_columns.TEXT: "text",
    own_columns.NUMBER: "number",
    own_columns.NUMERAL: "number as text",
    own_columns.TRUTH: "true or false",
    own_columns.LIST: "list",
    own_columns.STRUCTURE: "object",
}
#: Characters of a value that a message shows.
_LONGEST = 40
#: Articles that may be the first of a change, up to which a message doesn't say so.
_EXACT = 10
#: Articles within which an object and its member change together.
_NEAR = 64
_TEXT = "第{:03}号渔船返回港口，渔民合作社当天表示欢迎。海事法院星期五下午在港口公布了第{:04}号救援协定的全文。"
_BEGIN = datetime(2023, 3, 1, 1)


@made_late
def _items(before: int, after: int, name: str, old: Any, new: Any) -> list[dict[str, object]]:
    """Articles with the field `name`, an hour apart: `old(i)` in the first ones, `new(i)` in those after."""
    return [
        {
            "json": {
                "title": f"第{i:03}号渔船返回港口",
                "url": f"https://news.example.org/{i:03}",
                "epoch_ms": int((_BEGIN + timedelta(hours=i)).timestamp() * 1000),
                "body": _TEXT.format(i, 7 * i),
                name: (old if i < before else new)(i),
            }
        }
        for i in range(before + after)
    ]


def _section(i: int) -> str:
    return ("world", "coast", "world", "city", "money")[i * 7 % 5]


def _photo(host: str) -> Callable[[int], str]:
    return lambda i: f"https://{host}/{i * 7919 % 997}.jpg"


def _moment(form: str) -> Callable[[int], str]:
    return lambda i: (_BEGIN + timedelta(hours=i, seconds=i * 37 % 211)).strftime(form)


BAD = [
    _items(120, 80, "section", _section, lambda i: "coast"),
    _items(120, 80, "author", lambda i: f"author {i * 7 % 31}", lambda i: "admin"),
    _items(120, 80, "words", lambda i: 300 + i * 37 % 211, lambda i: 1000 * (300 + i * 37 % 211)),
    _items(120, 80, "photo", _photo("img.example.org"), _photo("cdn.example.net")),
    _items(120, 80, "stored_at", _moment("%Y-%m-%dT%H:%M:%SZ"), _moment("%d.%m.%Y %H:%M")),
    _items(120, 80, "keyword", lambda i: f"port, {i % 9}", lambda i: ["port", f"{i % 9}"]),
]
GOOD = [
    _items(120, 80, "section", _section, _section),
    _items(120, 80, "guid", lambda i: f"a{i}", lambda i: f"a{i}"),
    # Sport is on Sundays only.
    _items(120, 200, "section", *[lambda i: "sport" if (i + 1) // 24 % 7 == 4 else _section(i)] * 2),
    _items(120, 80, "photo", *[lambda i: f"https://img{i % 7}.example.org/{i}.jpg"] * 2),
    _items(120, 400, "shown", *[lambda i: f"{1 + i // 24 % 28} {('March', 'April', 'May')[i // 176]} 2023"] * 2),
    # A counter.
    _items(120, 80, "number", lambda i: 1000 + i, lambda i: 1100 + i),
]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each change, at the first article after it."""
    thresholds = Thresholds(ctx.options["score"], ctx.options["share"] / 100)
    shifts = list(_shifts(dump, ctx.now, thresholds))
    groups = [[shift.first, shift.last_before, _back(shift), shift.typical, *shift.likely] for shift in shifts]
    for shift, summaries in zip(shifts, grouping.summaries_at(dump, groups), strict=True):
        yield _build_hit(shift, summaries, ctx.now)


def _shifts(dump: Dump, now: int, thresholds: Thresholds) -> Iterator[OwnShift]:
    for table in own_columns.own_tables(dump, now, own_columns.MIN_BEFORE + own_columns.MIN_AFTER):
        # numpy is loaded only where there is something to compare.
        from newscheck.layout.own_shifts import own_shifts

        shifts = list(own_shifts(table, thresholds))
        yield from (shift for shift in shifts if not any(_repeats(shift, other) for other in shifts))


def _repeats(shift: OwnShift, other: OwnShift) -> bool:
    """Whether a member of an object changed with the object."""
    return other.name in above(shift.name) and abs(len(shift.members) - len(other.members)) <= _NEAR


def _back(shift: OwnShift) -> int:
    return shift.first if shift.back is None else shift.back


def _build_hit(shift: OwnShift, summaries: list[ArticleSummary], now: int) -> DumpHit:
    first, last, back, typical, earliest, latest = summaries
    since = format_minute(shift.since)
    other = _other_form(shift, first, last, typical) if shift.feature.subject == "form" else ""
    message = f"{shift.name}: {_what(shift, typical)}{other}, between {_minute(last, now)} and {since}"
    if shift.uncertainty > _EXACT:
        message += f" (the first article may be one from {_minute(earliest, now)} to {_minute(latest, now)})"
    related = hits.related([last], "the last article before")
    if shift.back is not None:
        message += f"; it is back on {_minute(back, now)}"
        related += hits.related([back], "the first article after the return")
    pointer = json_pointer(steps_of(shift.name, own_of(last)))
    return hits.hit_at(first, message, f"{shift.name} from {since}", related, pointer, shift.members)


def _minute(summary: ArticleSummary, now: int) -> str:
    return format_minute(time_of(summary, now) or 0)


def _what(shift: OwnShift, typical: ArticleSummary) -> str:
    """What changed, with shares and numbers before and after."""
    before, after, subject = shift.before, shift.after, shift.feature.subject
    if subject == "step" and before.quartiles and after.quartiles:
        return f"the median moves from {_range(before)} to {_range(after)}"
    shares = (
        f"from {shift.share_before:.0%} (of {before.articles:,}) to {shift.share_after:.0%} (of {after.articles:,})"
    )
    verb = "rises" if shift.share_after > shift.share_before else "falls"
    if subject == "kind":
        return f"the share of values that are {_KINDS[shift.feature.code]} {verb} {shares}{_other_kind(shift)}"
    different = f"{before.distinct:,} different values before, {after.distinct:,} after"
    if subject == "form":
        return f"the share of {_form(shift, typical)} {verb} {shares}"
    if subject == "repeated":
        return f"the share of articles whose value others have, too, {verb} {shares}; {different}"
    return f"the share of {_shown(shift, typical)} {verb} {shares}; {different}"


def _other_kind(shift: OwnShift) -> str:
    """What most values are on the side where they are not of the kind that changed."""
    is_rise = shift.share_after > shift.share_before
    most = max((shift.before if is_rise else shift.after).kinds)
    return "" if most[1] == shift.feature.code else f"; {'before' if is_rise else 'now'} {_KINDS[most[1]]}"


def _form(shift: OwnShift, typical: ArticleSummary) -> str:
    """The host of a URL or the form of a date, in words."""
    found = own_forms.forms(own_of(typical).get(shift.name, ""))
    return next(form for form in found if own_columns.code_of(form) == shift.feature.code)


def _other_form(shift: OwnShift, first: ArticleSummary, last: ArticleSummary, typical: ArticleSummary) -> str:
    """A form where that which changed is rare: before a rise, after a fall."""
    is_rise = shift.share_after > shift.share_before
    found, usual = (own_forms.forms(own_of(one).get(shift.name, "")) for one in (last if is_rise else first, typical))
    other = next((form for form in found if form not in usual), "")
    return f"; {'before' if is_rise else 'now'} {other}" if other else ""


def _range(values: Values) -> str:
    low, middle, high = values.quartiles or (0, 0, 0)
    return f"{middle:,g} (quartiles {low:,g} and {high:,g}; of {values.articles:,})"


def _shown(shift: OwnShift, typical: ArticleSummary) -> str:
    """The value, as an article has it that is typical of the side where it is frequent."""
    value: Any = own_of(typical).get(shift.name, "")
    for entry in value if isinstance(value, list) else [value]:
        if shift.feature.code in own_columns.codes([entry] if isinstance(value, list) else entry):
            value = entry
            break
    if isinstance(value, str) and value.startswith(HASH):
        return "one long text"
    text = str(value)
    return f'"{text[:_LONGEST]}{"…" * (len(text) > _LONGEST)}"'
