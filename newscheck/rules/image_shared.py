"""Many articles in a row suddenly have the same image.

Typical causes are a stand-in image (a logo instead of the photo: 1,499 wires of RFI's dump from November 2020 on), a
selector that takes the first picture of the page instead of the article's, or a value that the scraper keeps from an
earlier article. Each file by itself is fine, but the photos of all these articles are lost. Editors reuse photos far
less: the most used one is on 24 of 2,958 articles, never on two neighbours.

What to do: open one of the pages. If the publisher shows the picture in place of a missing one, add it to the site's
`stand_ins`. An image is reported if it is on at least the fraction `share` of the articles of a stretch, and on at
least `least` of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from newscheck.dump import grouping, hits
from newscheck.dump.timeline import sudden_runs, timelines
from newscheck.model import Context, Dump, DumpHit
from newscheck.text.timestamps import format_minute

SEVERITY = "error"
COMPARES_ARTICLES = True
OPTIONS = {"share": 0.3, "least": 20}
_LOGO = {"image": "https://s.rfi.fr/media/display/logo/w:1280/p:16x9/radio.png"}
_PHOTO = {"image": "https://s.rfi.fr/media/display/photo/w:1280/p:16x9/port.jpg"}
BAD = [
    [*[{}] * 40, *[_LOGO] * 25],
    # In one kind of article, about every second; then it stops.
    [*[{}] * 60, *[_LOGO, {}, _LOGO, {}, {}] * 20, *[{}] * 20],
]
GOOD = [
    # Chosen by an editor: in every tenth article, and five times on one day.
    [_PHOTO if i % 10 == 0 else {} for i in range(200)],
    [*[{}] * 60, *[_PHOTO] * 5, *[{}] * 60],
    # Always the same: the cover of a series.
    [_LOGO] * 60,
]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each image and stretch, at its first article."""
    share, least = ctx.options["share"], max(1, ctx.options["least"])
    runs = [
        run
        for timeline in timelines(dump, ctx.now, lambda summary: summary.image)
        for places in grouping.positions_of_repeats(timeline.values, least).values()
        for run in sudden_runs(timeline, places, share, least)
    ]
    samples = grouping.summaries_at(dump, (run.positions[: grouping.MAX_SAMPLED] for run in runs))
    for run, summaries in zip(runs, samples, strict=True):
        if len({summary.body for summary in summaries}) <= len(summaries) // 2:
            continue
        first, *others = summaries
        count = len(run.positions)
        message = (
            f"{count:,} of {run.length:,} articles in a row have the same image, "
            f"from {format_minute(run.start)} to {format_minute(run.end)}{hits.and_more(count - 1)}: "
            "a stand-in, or a part of the page"
        )
        yield hits.hit_at(first, message, first.image_url, hits.related(others), "/image", run.positions)
