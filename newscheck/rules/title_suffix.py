"""Most titles of a site end with the same words.

The titles come from `<title>` or `og:title` instead of the headline, and end with the site's name, whatever its
spelling: each list of titles repeats it, and the same headline exists in two forms. `title-site-name` reports a name
that a single title shows (by its form, or by the host); this rule needs no name, only many titles. Where a dump is of
one column, it may be the column's.

What to do: take the headline (`<h1>`, the feed's title), or remove what the message's `title_suffix` matches. An ending
is reported if at least the fraction `share` of a site's titles have it, and at least `least`.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence

from newscheck.dump import grouping, hits
from newscheck.dump.article_summary import text_key
from newscheck.dump.blocks import GrowingColumn
from newscheck.dump.dump_columns import saved_times
from newscheck.dump.frequency_sketch import positions_of_repeats
from newscheck.model import ArticleSummary, Context, Dump, DumpHit
from newscheck.text.regex import lazy_regex
from newscheck.text.site_names import is_site_name
from newscheck.text.toml_writer import entry

SEVERITY = "warning"
COMPARES_ARTICLES = True
OPTIONS = {"share": 0.5, "least": 20}
#: A divider and what follows it: dividers between words have blanks around them, a bracket has none.
#: The set of their first characters comes first: nothing else is tried at the other places of a title.
_END = lazy_regex(
    r"[\s|｜_│¦»›：:(（【\[〔—·-](?:(?<=\s)(?:[-–—·•:/~»›<]{1,2}\s|(?:[|｜_│¦»›：]|::|--|—)\s?|[(（【\[〔])"
    r"|(?:(?<=[|｜_│¦»›：—])|(?<=:):|(?<=-)-)\s?|(?<=[(（【\[〔])|(?<=[-—·])(?=[\u3400-\u9fff]))"
    r"(?=\S)([^|｜_│¦：\n]{2,40}+)$"
)
_LONGEST = 48
#: The dividers behind which a name is the matter of `title-site-name`, and the longest name.
_USUAL, _LONGEST_NAME = lazy_regex(r"\s[-–—·]{1,2}\s|\s?[|｜_]"), 24
_HOST = "https://www.sea-journal.example/2023/{}"
BAD = [
    [{"title": f"第{i}次救援会议闭幕 - 海上周末", "url": _HOST.format(i)} for i in range(25)],
    [{"title": f"第{i}次救援会议闭幕（港口快讯）", "url": _HOST.format(i)} for i in range(25)],
    [{"title": f"第{i}次救援会议：闭幕：海上周末", "url": _HOST.format(i)} for i in range(25)],
    [{"title": f"第{i}次救援会议闭幕：海事新聞デジタル", "url": _HOST.format(i)} for i in range(25)],
    # Some have none.
    [{"title": f"第{i}次救援会议闭幕{' | 海上周末' if i % 3 else ''}", "url": _HOST.format(i)} for i in range(40)],
]
GOOD = [
    [{"title": f"第{i}次救援会议闭幕 - 海上周末", "url": _HOST.format(i)} for i in range(15)],
    # A column's name.
    [{"title": f"第{i}次救援会议闭幕{' - 要闻分析' if i % 4 == 0 else ''}", "url": _HOST.format(i)} for i in range(80)],
]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report the commonest ending of each site's titles, at the first article that has it."""
    found = [*_endings(dump, ctx.options["share"], max(2, ctx.options["least"]))]
    groups = [group for *_, group in found]
    for (ending, total, group), (_, summaries) in zip(found, grouping.samples(dump, groups), strict=True):
        yield _build_hit(ending, total, group, summaries)


def _endings(dump: Dump, share: float, least: int) -> Iterator[tuple[str, int, array[int]]]:
    """The ending, with its divider, that so many titles of a site have; the number of titles; the articles with it."""
    totals: Counter[str] = Counter()
    endings, times = GrowingColumn("Q"), saved_times(dump)
    for sites, titles, texts in dump.parts("site", "title", "title_text"):
        found = array("Q", bytes(8 * len(sites)))
        for at, (site, title, text) in enumerate(zip(sites, titles, texts, strict=True)):
            if title:
                totals[site] += 1
                if end := _END.search(text[-_LONGEST:]):
                    found[at] = text_key(f"{site}\n{end[0]}")
        endings.add(found)
    groups = [*positions_of_repeats(endings.rows, least).values()]
    for site, ending, name, group in sorted(_named(dump, groups)):
        if len(group) >= share * totals[site] and not _is_site_name(ending, name, site):
            yield ending, totals[site], array("I", sorted(group, key=times.__getitem__))


def _named(dump: Dump, groups: Sequence[array[int]]) -> Iterator[tuple[str, str, str, array[int]]]:
    """The site, the ending with and without its divider, and the articles of each group."""
    for group, (summary,) in zip(groups, grouping.summaries_at(dump, (group[:1] for group in groups)), strict=True):
        if end := _END.search(summary.title_text[-_LONGEST:]):
            yield summary.site, end[0], end[1], group


def _build_hit(ending: str, total: int, group: array[int], summaries: list[ArticleSummary]) -> DumpHit:
    first, *others = summaries
    pattern = re.sub(r"\\?\s+", r"\\s", re.escape(ending)).replace("\\-", "-")
    setting = entry("title_suffix", f"{pattern}$")
    message = (
        f"{len(group):,} of {total:,} titles end with `{ending.strip()}`{hits.and_more(len(group) - 1)}: the site's "
        f"name (or a column's) is no part of a headline; take the headline, or remove what {setting} matches"
    )
    return hits.hit_at(first, message, ending.strip(), hits.related(others), "/title", group)


def _is_site_name(ending: str, name: str, site: str) -> bool:
    """Whether `title-site-name` reports the ending: a name behind one of the dividers that it knows."""
    return len(name) <= _LONGEST_NAME and _USUAL.match(ending) is not None and is_site_name(name, site)
