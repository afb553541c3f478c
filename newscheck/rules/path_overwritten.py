"""Another article was written over the one that a file held.

One path, many articles: the older ones are gone from the dump, and no file that is left says so. In RFI's public dump
an id counter was sorted as text: when ids fell from 1000000 to 999999, each run wrote the feed from 999999 down again,
50 files were overwritten for five months, and 5,300 articles are gone. Only the version history shows it
(`newscheck validate --history REV1..REV2`). An update of the same article (its URL or most of its text stays) is none.

What to do: compare ids as numbers, and let the scraper refuse to write over a file that holds another URL. The lost
articles are in the history: `git log --patch -- PATH`.
"""

from __future__ import annotations

from collections.abc import Iterator

from newscheck.dump import article_summary, grouping
from newscheck.model import ArticleRevision, ArticleSummary, Context, DumpHit, VersionHistory
from newscheck.text.timestamps import format_minute

SEVERITY = "error"
#: Replacements that are told one by one; code points of a title and of a path.
_TOLD, _TITLE, _PATH = 3, 24, 80
_HERE = {"path": "rfi/999999.md", "section": "国际", "url_date": "20230816"}
_PORT = {**_HERE, "title": "里斯本港口复工", "slug": "里斯本港口复工"}
_TEXT: dict[str, object] = {
    "lead": "里斯本港口的工人周三傍晚恢复工作，双方的谈判代表说协议还要由会员投票表决。",
    "paragraphs": [
        "吊车在日落前重新开动，积压的货柜大约要十天才能运完。船东协会估计，停工每天的损失接近两百万欧元。",
        "工会要求的夜班津贴被写进了协议，资方则保留了调整班次的权利。市政府派出的调解人没有参加最后一轮会谈。",
    ],
}
BAD = [
    [{"path": "rfi/999999.md"}] * 2,
    [{"path": "rfi/999999.md"}] * 12,
    # A column has the same title every week.
    [_PORT, {**_PORT, "slug": "里斯本港口-复工", **_TEXT}],
    # There and back again.
    [_PORT, {"path": "rfi/999999.md"}, _PORT],
]
GOOD = [
    [_PORT],
    # Corrections: of the text, of the title, of the title and with it the URL.
    [_PORT, {**_PORT, **_TEXT}],
    [_PORT, {**_PORT, "title": "里斯本港口今晨复工"}],
    [{**_PORT, **_TEXT}, {**_PORT, **_TEXT, "title": "里斯本码头今晨复工", "slug": "里斯本码头今晨复工"}],
]


def check(versions: VersionHistory, ctx: Context) -> Iterator[DumpHit]:
    """One hit for a path, however often its article was replaced."""
    found = [each for each in versions.revisions if not _is_same(each.before, each.after)]
    if not found:
        return
    articles = {article_summary.identity_hash(card) for each in found for card in (each.before, each.after)}
    first, last = (format_minute(found[at].committed_ms) for at in (0, -1))
    times = f"{len(found):,} times, {first} to {last}" if len(found) > 1 else first
    message = (
        "another article was written over the one that was here "
        f"({times}): {len(articles):,} articles had this path, one is left"
    )
    yield DumpHit(message, path=versions.path, evidence=versions.path[-_PATH:], details=tuple(_details(found)))


def _details(found: list[ArticleRevision]) -> Iterator[str]:
    for each in found[:_TOLD]:
        yield f"{each.commit[:10]}  {_title(each.before)} -> {_title(each.after)}"
    if len(found) > _TOLD:
        yield f"and {len(found) - _TOLD:,} more"


def _title(card: ArticleSummary) -> str:
    title = card.title_text or "(no title)"
    return title if len(title) <= _TITLE else f"{title[: _TITLE - 1]}…"


def _is_same(one: ArticleSummary, other: ArticleSummary) -> bool:
    """Whether two versions are of one article: by the URL, where one has none by the title, else by the text."""
    known_by, also = (one.url, other.url) if one.url and other.url else (one.title, other.title)
    if known_by == also:
        return True
    return bool(one.body and one.body == other.body) or grouping.is_near_duplicate(one, other)
