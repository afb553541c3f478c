"""One image is suddenly that of many articles in a row.

A stand-in (a logo instead of the photo: 1,499 wires of RFI's dump from November 2020 on), the first picture of the page
instead of the article's, a picture that stays in the scraper's memory. Each file by itself is fine, and the photos of
all these articles are lost. Photos that editors use again are rarer by far: the one most used stands over 24 of 2,958
articles, never over two neighbours.

What to do: open one of the pages. Where the publisher shows the picture in place of a missing one, name it in the
site's `stand_ins`. `share` is the share of the articles of a stretch that have it, `least` how many they must be.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import NamedTuple

from newscheck.dump import grouping
from newscheck.dump.timeline import dense_runs, is_sudden, timelines
from newscheck.model import Context, Dump, Hit
from newscheck.text.timestamps import format_minute

SEVERITY = "error"
OPTIONS = {"share": 0.3, "least": 20}
_LOGO = {"image": "https://s.rfi.fr/media/display/logo/w:1280/p:16x9/radio.png"}
_PHOTO = {"image": "https://s.rfi.fr/media/display/photo/w:1280/p:16x9/port.jpg"}
BAD = [
    [*[{}] * 40, *[_LOGO] * 25],
    # In one kind of article, every third; then it is over.
    [*[{}] * 60, *[_LOGO, {}, _LOGO, {}, {}] * 20, *[{}] * 20],
]
GOOD = [
    # An editor's choice: every tenth article, and five times on one day.
    [_PHOTO if i % 10 == 0 else {} for i in range(200)],
    [*[{}] * 60, *[_PHOTO] * 5, *[{}] * 60],
    # All along: the cover of a series.
    [_LOGO] * 60,
]


class _ImageRun(NamedTuple):
    """So many of so many articles in a row."""

    articles: int
    length: int
    start: int
    end: int


def check(dump: Dump, ctx: Context) -> Iterator[Hit]:
    """One hit for each image and stretch, at its first article."""
    share, least = ctx.options["share"], max(1, ctx.options["least"])
    found: list[_ImageRun] = []
    groups: list[array[int]] = []
    for line in timelines(dump, ctx.now, lambda card: card.image):
        for places in grouping.positions_of_repeats(line.values, least).values():
            for first, last in dense_runs(places, share, least):
                if is_sudden(places, first, last, len(line.times), share):
                    run = places[first:last]
                    length = run[-1] + 1 - run[0]
                    found.append(_ImageRun(len(run), length, line.times[run[0]], line.times[run[-1]]))
                    groups.append(array("I", (line.positions[place] for place in run)))
    drawn = grouping.summaries_at(dump, (group[: grouping.MAX_SAMPLED] for group in groups))
    for stretch, group, cards in zip(found, groups, drawn, strict=True):
        if len({card.body for card in cards}) <= len(cards) // 2:
            continue
        told, *others = cards
        left = grouping.and_more(stretch.articles - 1)
        message = (
            f"{stretch.articles:,} of {stretch.length:,} articles in a row have the same image, "
            f"from {format_minute(stretch.start)} to {format_minute(stretch.end)}{left}: "
            "a stand-in, or a part of the page"
        )
        yield grouping.hit_at(told, message, told.image_url, grouping.related(others), "/image", group)
