"""The layout of a site's articles changed at one point in time.

The publisher has a new template or the scraper a new defect: something that all articles had is gone, or something new
is in all of them. If the change lost a field of the record (the image, the lead, half of the text), it is an error:
every article since then lacks the field, and it can be scraped again only as long as the publisher keeps the page. A
change that loses nothing (renamed classes, an added share block) is a note, because the scraper's selectors may depend
on it. A change of times alone is a warning that says by how many hours date lines moved, unless `dateline-shifted`
reports that; that the crawler runs at other hours is none. A change that was rolled out in steps is one finding.

A layout is described by some 60 features of markup, addresses, sizes and times; a scan compares the latest articles
with all those since the last change. It needs 40 articles of a site before a change of more than half of the articles,
150 before a smaller one, or a saved reference (`newscheck profile`).

What to do: open the files named before and after (`newscheck layouts --diff A B`). If something was lost, repair the
scraper and scrape the articles since then again. If the layout is permanent, add it to the site file (`newscheck
layouts --propose`), and bring a reference up to date with `--update-reference`.
"""

from collections.abc import Iterator

from newscheck.layout import detection
from newscheck.layout.features import TIME_PREFIX, in_words
from newscheck.layout.profile import NO_SITE
from newscheck.model import Context, Dump, DumpHit, LayoutChange
from newscheck.text.display import quantity
from newscheck.text.timestamps import DAY, format_utc

SEVERITY = "error"
USES_FEATURES = True
USES_HISTORY = True
_RENAMED = {"before": '<div class="story">', "after": "</div>"}
BAD = [[_RENAMED if seed >= 200 else {} for seed in range(260)]]
GOOD = [[{}] * 260, [_RENAMED if seed % 2 else {} for seed in range(260)]]
#: Features shown; characters of a skeleton shown.
_SHOWN, _SKELETON = 8, 60
_CAUSES = {
    "publisher": "the publisher's: the structure of the page changed",
    "scraper": "the scraper's: what it wrote changed, the structure of the page did not",
    "mix": "neither's: more articles of one kind than before, each kind as it was",
}


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each change in the dump's history."""
    history = dump.history.changes
    changes = [change for change in history if not (_is_of_times(change) and _is_reported(change, dump, ctx))]
    for change, members in zip(changes, detection.affected_articles(dump, changes), strict=True):
        lost = f" and {', '.join(change.harm)} lost" if change.harm else ""
        before, since = format_utc(change.last_before), format_utc(change.since)
        between = since if before == since else f"{before.removesuffix(' UTC')} .. {since}"
        if change.completed:
            between += f", in steps until {format_utc(change.completed)}"
        is_timing = _is_of_times(change)
        what = "times changed, the layout did not" if is_timing else f"the layout changed{lost}"
        yield DumpHit(
            f"{change.site or NO_SITE}: {what}, {between}: {change.what}",
            evidence=f"{change.site} {since[:10]}",
            severity="error" if change.harm else "warning" if is_timing else "note",
            related=(*change.examples_before, *change.examples_after),
            details=tuple(_details(change)),
            site=change.site,
            epoch=change.since,
            positions=members,
        )


def _is_of_times(change: LayoutChange) -> bool:
    return all(name.startswith(TIME_PREFIX) for name, _, _ in change.features)


def _is_reported(change: LayoutChange, dump: Dump, ctx: Context) -> bool:
    """Whether `dateline-shifted` reports date lines that are wrong from about the change on, or until about then."""
    # Few dumps have such a change, and a single article has none.
    from newscheck.dump.date_lines import date_lines, with_clock
    from newscheck.dump.lag_shifts import shifts

    for lines in date_lines(dump, ctx.now, by_zone=True):
        clocks = with_clock(lines)
        for shift in shifts(clocks) if lines.site == change.site else ():
            places = {*shift.places}
            edges = (place for place in places if not {place - 1, place + 1} <= places)
            if any(abs(clocks.crawls[place] - change.since) <= DAY for place in edges):
                return True
    return False


def _details(change: LayoutChange) -> Iterator[str]:
    for name, before, after in change.features[:_SHOWN]:
        yield f"{before:4.0%} -> {after:4.0%}  {in_words(name)}"
    if len(change.features) > _SHOWN:
        yield f"and {quantity(len(change.features) - _SHOWN, 'more feature')}"
    if change.within:
        yield change.within
    if change.is_less_certain:
        yield "less certain: only one of two methods shows it, and no share moves by half"
    if change.verdict:
        yield f"probably {_CAUSES[change.verdict]}"
    if change.skeleton_before != change.skeleton_after:
        yield f"from  {change.skeleton_before[:_SKELETON]}"
        yield f"to    {change.skeleton_after[:_SKELETON]}"
    yield f"{change.articles_before:,} articles before, {change.articles_after:,} after"
