"""The layout of a site's articles changed from one time on.

A publisher's new template, or a scraper's new fault: something that the articles always had is gone, or something new
stands in all of them. Where a field of the record was lost by it (the image, the lead, half of the text), every article
since then lacks it, and it can be scraped again only for as long as the publisher keeps the page: an error. A change
that costs nothing (classes renamed, a share block more) is a note: the scraper's selectors may depend on it.

What an article looks like is some 60 features of its markup, addresses, sizes and times; a scan compares the latest
articles with all since the last change. It takes 150 articles of a site, or a saved reference (`newscheck profile`).

What to do: open the files named before and after (`newscheck layouts --diff A B`). Mend the scraper if something was
lost, and scrape the articles since then again. Give a layout that is there to stay an entry in the site's data
(`newscheck layouts --propose`); a reference is brought up to date with `--update-reference`.
"""

from collections.abc import Iterator

from newscheck.layout import detection
from newscheck.model import Context, Dump, DumpHit, LayoutChange
from newscheck.text.display import quantity
from newscheck.text.timestamps import format_utc

SEVERITY = "error"
USES_FEATURES = True
_RENAMED = {"before": '<div class="story">', "after": "</div>"}
BAD = [[_RENAMED if seed >= 200 else {} for seed in range(260)]]
GOOD = [[{}] * 260, [_RENAMED if seed % 2 else {} for seed in range(260)]]
#: Features that are told; cells of a skeleton.
_TOLD, _ROOM = 8, 60
_WHOSE = {
    "publisher": "the publisher's: the structure of the page changed",
    "scraper": "the scraper's: what it wrote changed, the structure of the page did not",
    "mix": "neither's: more articles of one kind than before, each kind as it was",
}


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """One hit for each change that the dump's history has."""
    changes = dump.history.changes
    for change, members in zip(changes, detection.affected_articles(dump, changes), strict=True):
        lost = f" and {', '.join(change.harm)} lost" if change.harm else ""
        before, since = format_utc(change.last_before), format_utc(change.since)
        between = since if before == since else f"{before.removesuffix(' UTC')} .. {since}"
        yield DumpHit(
            f"{change.site}: the layout changed{lost}, {between}: {change.what}",
            evidence=f"{change.site} {since[:10]}",
            severity="error" if change.harm else "note",
            related=(*change.examples_before, *change.examples_after),
            details=tuple(_details(change)),
            site=change.site,
            epoch=change.since,
            positions=members,
        )


def _details(change: LayoutChange) -> Iterator[str]:
    for name, before, after in change.features[:_TOLD]:
        yield f"{before:4.0%} -> {after:4.0%}  {name}"
    if len(change.features) > _TOLD:
        yield f"and {quantity(len(change.features) - _TOLD, 'more feature')}"
    if change.within:
        yield change.within
    if change.verdict:
        yield f"probably {_WHOSE[change.verdict]}"
    if change.skeleton_before != change.skeleton_after:
        yield f"from  {change.skeleton_before[:_ROOM]}"
        yield f"to    {change.skeleton_after[:_ROOM]}"
    yield f"{change.articles_before:,} articles before, {change.articles_after:,} after"
