"""No article of a site has a field that its HTML shows.

The extractor never found the date, the image or the lead: its selector is that of another site, or the value is in an
attribute that it doesn't read (`<time datetime>`, `og:image`, `background-image`). There is no time before, so that no
fall is seen, and without a site file nothing expects the field.

What to do: open the file that is named and look for what the message quotes. Adapt the selector, or map the field under
`[fields]`. If it is no date, image or lead, switch the rule off for the site: `field-overlooked = "off"` under
`[rules]` of its site file. A field is reported if at least `least` articles lack it, (nearly) none has it, and at least
the fraction `share` of them shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newscheck.dump import grouping, hits
from newscheck.dump.dump_columns import integers
from newscheck.dump.vectors import computed, places, taken
from newscheck.model import SUMMARY_FIELDS, ArticleSummary, Column, Context, Dump, DumpHit

SEVERITY = "warning"
COMPARES_ARTICLES = True
OPTIONS = {"share": 0.5, "least": 20}
#: The share of a site's articles that may have the field.
_FEW = 0.02
_NAMES = {
    "dateline": ("a date line", "a date (`<time>`, `datePublished`, `article:published_time`)"),
    "image": ("an image", "one (`<img>`, `og:image`, `background-image`)"),
    "lead": ("a lead", "one (a class like `standfirst`, `lead` or `chapo`)"),
}
_URL = "https://news.example.org/2023/{}"
_TEXT = (
    "渔民合作社表示欢迎，同时要求增加近海的巡逻船只。第{}次会议定于九月中旬在里斯本举行，相关文件预计在三个月内公布。"
)


def _pages(html: str, count: int) -> list[dict[str, object]]:
    """Articles of a site without a site file."""
    return [
        {
            "url": _URL.format(i),
            "title": f"第{i}次救援会议闭幕",
            "html": html.format(_TEXT.format(i), f"九月{i}日发布"),
        }
        for i in range(count)
    ]


BAD = [
    _pages('<p><time class="at">{1}</time></p><p>{0}</p>', 25),
    _pages('<div style="background-image:url(https://news.example.org/a.jpg)"></div><p>{0}</p>', 25),
    _pages('<p class="article-lead">{1}，渔民合作社欢迎。</p><p>{0}</p>', 25),
]
GOOD = [
    _pages("<p>{0}</p>", 25),
    _pages('<p><time class="at">{1}</time></p><p>{0}</p>', 15),
]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each field of each site, at the first article that shows it."""
    share, least = ctx.options["share"], max(2, ctx.options["least"])
    found: list[tuple[str, int, int, Column]] = []
    for positions, values in grouping.columns(dump, _bits(dump)):
        for bit, field in enumerate(SUMMARY_FIELDS):
            if field not in _NAMES:
                continue
            lacking = len(values) - len(_having(values, bit))
            showing = taken(positions, _having(values, 32 + bit))
            if lacking >= max(least, (1 - _FEW) * len(values)) and showing and len(showing) >= share * lacking:
                found.append((field, lacking, len(values), showing))
    for (field, lacking, total, group), (_, summaries) in zip(
        found, grouping.samples(dump, [group for *_, group in found]), strict=True
    ):
        yield _build_hit(field, lacking, total, group, summaries)


def _having(values: Column, bit: int) -> Column:
    return places(lambda value: value >> bit & 1 == 1, values)


def _bits(dump: Dump) -> Column:
    columns = integers(dump, "present_fields"), integers(dump, "shown_fields")
    return computed("Q", lambda present, shown: present | shown << 32, *columns)


def _build_hit(field: str, lacking: int, total: int, group: Sequence[int], summaries: list[ArticleSummary]) -> DumpHit:
    first, *others = summaries
    name, shown = _NAMES[field]
    message = (
        f"{lacking:,} of {total:,} articles are without {name}, though the HTML of {len(group):,} shows {shown}"
        f"{hits.and_more(len(group) - 1)}: the extractor doesn't read it"
    )
    return hits.hit_at(first, message, f"{field} {first.site}", hits.related(others), f"/{field}", group)
