"""The article was crawled many hours after it was published.

Feeds are read every few minutes: in 10,754 real files, half of the articles were fetched within 53 minutes, 99 of 100
within 243, the last after 26 hours. A delay of many hours is caused by a wrong time zone (some publishers' epochs are 8
or 16 hours ahead), a 12-hour clock, swapped day and month, or a crawler that was stopped.

Where a fifth of a site's articles are that late, its crawler is: it runs once a day, and a delay is no finding. Nor is
it where a list of old and new articles was read in one run. Date lines that are wrong by a constant are reported by
`dateline-shifted`, too, which stands for them.

What to do: look at the neighbouring articles. If all are late by the same number of hours, correct the time zone; if
only one is, nothing is lost. A delay is reported if it is over `max-hours`. Articles older than 30 days are reported by
`article-rerun` instead.
"""

from collections.abc import Iterator

from newscheck.article import times
from newscheck.model import Article, Context, Dump, Hit
from newscheck.text import timestamps

SEVERITY = "warning"
#: The longest normal time from date line to crawl, in hours.
OPTIONS = {"max_hours": 6}
_RERUN = 30 * timestamps.DAY
_WIRE = "https://www.rfi.fr/cn/%E6%B5%B7%E4%B8%8A%E6%95%91%E6%8F%B4%E5%8D%8F%E5%AE%9A%E5%91%A8%E4%BA%94%E5%BC%80%E5%A7%8B%E7%94%9F%E6%95%88"
BAD = [
    {"epoch": 1692215820000 + 8 * timestamps.HOUR},
    {"epoch": 1692215820000 + 16 * timestamps.HOUR},
    {"dateline": "16/08/2023 - 09:04"},
    {"epoch": 1692215820000 + 20 * timestamps.DAY},
    {"epoch": 1694026200000, "dateline": "09/06/2023 - 20:00", "title": "海上救援协定周五开始生效", "url": _WIRE},
]
GOOD = [
    {},
    {"epoch": 1692215820000 + 5 * timestamps.HOUR},
    {"dateline": "16/08/2023"},
    {"url": "https://news.example.org/2023/%E5%A4%96%E4%BA%A4.html", "dateline": "2023-08-16"},
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a gap over the limit in every reading of the date line; skip a date line that the URL contradicts."""
    epoch, early = article.epoch_ms, article.published_ms
    usual = ctx.options["max_hours"] * timestamps.HOUR
    if epoch is None or (early is not None and epoch - early <= usual):
        return
    span = times.publication_range(article)
    if span is None or (gap := epoch - span[1]) <= usual:
        return
    is_swapped = times.gap_if_swapped(article) is not None
    if gap > _RERUN and not is_swapped:
        return
    if times.plausible_epoch(article, ctx) is None or times.dateline_contradicts_url(article):
        return
    delay = f"crawled {timestamps.format_span(gap)} after its date line {times.format_dateline(article)}"
    if is_swapped and gap > timestamps.DAY:
        yield Hit(f"{delay}; likely day and month in the wrong order", "/dateline")
    else:
        # A date line with its offset leaves no zone to be mistaken.
        is_guess = early is not None and article.dateline_offset is None
        yield Hit(f"{delay}{times.explain_gap(gap, _slips(article)) if is_guess else ''}", "/epoch_ms")


def usual_in(dump: Dump, ctx: Context) -> frozenset[str]:
    """The sites whose crawler is usually as late as that, or that were read once, from a list of old articles."""
    # Few runs have to tell what is usual.
    from newscheck.dump.date_lines import date_lines, with_clock
    from newscheck.dump.lag_shifts import late_sites, listed_sites

    limit = int(ctx.options["max_hours"] * timestamps.HOUR / timestamps.MINUTE)
    groups = [*date_lines(dump, ctx.now, by_zone=True)]
    parts = [*map(with_clock, groups), *groups]
    return frozenset((*late_sites(parts, limit), *listed_sites(groups, limit)))


def _slips(article: Article) -> Iterator[tuple[int, str]]:
    """Mistakes that make the crawl too late, or the date line too early."""
    yield 8 * timestamps.HOUR, "UTC+8 taken for UTC"
    yield 16 * timestamps.HOUR, "UTC+8 taken for UTC, twice"
    yield 12 * timestamps.HOUR, "a clock of 12 hours"
    ahead = times.utc_offset(article, article.published_ms or 0)
    if 0 < ahead < 8 * timestamps.HOUR:
        yield 8 * timestamps.HOUR - ahead, f"UTC+8 taken for the time of {article.site.timezone}"
