"""Many articles have the same image, suddenly or all along.

Typical causes are a stand-in image (a logo instead of the photo: 1,499 wires of RFI's dump from November 2020 on), a
selector that takes the first picture of the page instead of the article's, or a value that the scraper keeps from an
earlier article. Each file by itself is fine, but the photos of all these articles are lost. Editors reuse photos far
less: the most used one is on 24 of 2,958 articles, never on two neighbours.

A scraper that never worked has no before and after: an image that a tenth of a site's articles have, of 100 or more, is
a stand-in or a part of the page (in one public dump, the same picture is in 1,588 of 1,588 articles). It is an error
where half of the articles have it, else a warning. The placeholder of lazy loading is reported by `image-lazy`.

What to do: open one of the pages. If the publisher shows the picture in place of a missing one, add it to the site's
`stand_ins`, as the message says. An image is reported if it is on at least the fraction `share` of the articles of a
stretch, and on at least `least` of them; or on at least `always` of all articles of a site.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from math import ceil

from newscheck.dump import grouping, hits
from newscheck.dump.frequency_sketch import positions_of_repeats
from newscheck.dump.timeline import sudden_runs, timelines
from newscheck.model import ArticleSummary, Context, Dump, DumpHit
from newscheck.text import image_addresses
from newscheck.text.timestamps import format_minute
from newscheck.text.toml_writer import entry

SEVERITY = "error"
COMPARES_ARTICLES = True
OPTIONS = {"share": 0.3, "least": 20, "always": 0.1}
#: Articles of a site that tell what is always the same; the share of them that leaves no doubt.
_MANY, _CERTAIN = 100, 0.5
#: Characters of a file's name that identify an image, and the most images that a finding names.
_SHORTEST, _MOST = 6, 5
_LOGO = {"image": "https://s.rfi.fr/media/display/logo/w:1280/p:16x9/radio.png"}
_PHOTO = {"image": "https://s.rfi.fr/media/display/photo/w:1280/p:16x9/port.jpg"}
BAD = [
    [*[{}] * 40, *[_LOGO] * 25],
    # In one kind of article, about every second; then it stops.
    [*[{}] * 60, *[_LOGO, {}, _LOGO, {}, {}] * 20, *[{}] * 20],
    # All along: in every article, and in every eighth.
    [_LOGO] * 100,
    [_PHOTO if i % 8 == 0 else {} for i in range(200)],
]
GOOD = [
    # Chosen by an editor: in every twelfth article, and five times on one day.
    [_PHOTO if i % 12 == 0 else {} for i in range(200)],
    [*[{}] * 60, *[_PHOTO] * 5, *[{}] * 60],
    # Always the same: the cover of a series.
    [_LOGO] * 60,
]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each image and stretch, at its first article; then, for each site, the images that were always there."""
    share, least = ctx.options["share"], max(1, ctx.options["least"])
    runs = [
        run
        for timeline in timelines(dump, ctx.now, dump.column("image"))
        for places in positions_of_repeats(timeline.values, least).values()
        for run in sudden_runs(timeline, places, share, least)
    ]
    samples = grouping.summaries_at(dump, (run.positions[: grouping.MAX_SAMPLED] for run in runs))
    sudden = set()
    for run, summaries in zip(runs, samples, strict=True):
        sudden.add((summaries[0].site, summaries[0].image))
        is_repeated = len({summary.body for summary in summaries}) <= len(summaries) // 2
        if is_repeated or image_addresses.is_placeholder(summaries[0].image_url):
            continue
        first, *others = summaries
        count = len(run.positions)
        message = (
            f"{count:,} of {run.length:,} articles in a row have the same image, "
            f"from {format_minute(run.start)} to {format_minute(run.end)}{hits.and_more(count - 1)}: "
            "a stand-in, or a part of the page"
        )
        yield hits.hit_at(first, message, first.image_url, hits.related(others), "/image", run.positions)
    yield from _constant(dump, ctx.options["always"], sudden)


def _constant(dump: Dump, share: float, sudden: Collection[tuple[str, int]]) -> Iterator[DumpHit]:
    """One hit for the images of a site that are on so many of its articles, save those that were suddenly there."""
    groups: list[array[int]] = []
    totals: list[int] = []
    for positions, images in grouping.columns(dump, dump.column("image")):
        if len(positions) >= _MANY:
            least = max(1, ceil(share * len(positions)))
            repeats = positions_of_repeats(images, least).values()
            for places in sorted(repeats, key=lambda places: (-len(places), places))[:_MOST]:
                groups.append(array("I", map(positions.__getitem__, places)))
                totals.append(len(positions))
    sites: dict[str, list[tuple[int, Sequence[int], list[ArticleSummary]]]] = {}
    for total, (group, summaries) in zip(totals, grouping.samples(dump, groups), strict=True):
        first = summaries[0]
        is_repeated = len({summary.body for summary in summaries}) <= len(summaries) // 2
        is_other = is_repeated or image_addresses.is_placeholder(first.image_url)
        if not is_other and (first.site, first.image) not in sudden:
            sites.setdefault(first.site, []).append((total, group, summaries))
    for images_of_site in sites.values():
        yield _constant_hit(images_of_site)


def _constant_hit(images: Sequence[tuple[int, Sequence[int], list[ArticleSummary]]]) -> DumpHit:
    total, group, (first, *others) = images[0]
    count = len(group)
    also = f", and {len(images) - 1} more such images" if len(images) > 1 else ""
    names = [_name(summaries[0].image_url) for _, _, summaries in images]
    message = (
        f"the same image in {count:,} of {total:,} articles, all along{also}: a part of the page instead of the "
        f"article's image; if it stands for a missing one: {entry('stand_ins', names)} under [image] of the site file"
    )
    severity = "" if count >= _CERTAIN * total else "warning"
    return hits.hit_at(first, message, first.image_url, hits.related(others), "/image", group, severity)


def _name(url: str) -> str:
    """What of an image's URL goes into `stand_ins`: the name of its file, if that is long enough to identify it."""
    name = url.partition("?")[0].rpartition("/")[2]
    return name if len(name) >= _SHORTEST else url
