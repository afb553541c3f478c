"""A file's article was overwritten with another article.

One path held many articles: the older ones are gone from the dump, and no remaining file shows it. In RFI's public dump
an id counter was sorted as text: when ids fell from 1000000 to 999999, each run wrote the feed from 999999 down again,
for five months; it overwrote 50 files, and 5,300 articles are gone. Only the version history shows it (`newscheck
validate --history REV1..REV2`). An update of the same article (the same URL, or mostly the same text) is not reported.

What to do: compare ids as numbers, and let the scraper refuse to overwrite a file that holds another URL. The lost
articles are in the history: `git log --patch -- PATH`.
"""

from __future__ import annotations

from collections.abc import Iterator

from newscheck.dump import article_summary, grouping
from newscheck.model import ArticleRevision, ArticleSummary, Context, DumpHit, VersionHistory
from newscheck.text.timestamps import format_minute

SEVERITY = "error"
#: Replacements that are listed; code points shown of a title and of a path.
_LISTED, _TITLE, _PATH = 3, 24, 80
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
    # Overwritten, then written back.
    [_PORT, {"path": "rfi/999999.md"}, _PORT],
]
GOOD = [
    [_PORT],
    # Corrections of the text, of the title, of the title together with the URL.
    [_PORT, {**_PORT, **_TEXT}],
    [_PORT, {**_PORT, "title": "里斯本港口今晨复工"}],
    [{**_PORT, **_TEXT}, {**_PORT, **_TEXT, "title": "里斯本码头今晨复工", "slug": "里斯本码头今晨复工"}],
]


def check(versions: VersionHistory, ctx: Context) -> Iterator[DumpHit]:
    """Report a path once, however often its article was replaced."""
    replacements = [revision for revision in versions.revisions if not _is_same(revision.before, revision.after)]
    if not replacements:
        return
    articles = {
        article_summary.identity_hash(summary)
        for revision in replacements
        for summary in (revision.before, revision.after)
    }
    first, last = (format_minute(replacements[at].committed_ms) for at in (0, -1))
    times = f"{len(replacements):,} times, {first} to {last}" if len(replacements) > 1 else first
    message = (
        "another article overwrote the one in this file "
        f"({times}): {len(articles):,} articles had this path, one is left"
    )
    yield DumpHit(message, path=versions.path, evidence=versions.path[-_PATH:], details=tuple(_details(replacements)))


def _details(replacements: list[ArticleRevision]) -> Iterator[str]:
    for revision in replacements[:_LISTED]:
        yield f"{revision.commit[:10]}  {_title(revision.before)} -> {_title(revision.after)}"
    if len(replacements) > _LISTED:
        yield f"and {len(replacements) - _LISTED:,} more"


def _title(summary: ArticleSummary) -> str:
    title = summary.title_text or "(no title)"
    return title if len(title) <= _TITLE else f"{title[: _TITLE - 1]}…"


def _is_same(before: ArticleSummary, after: ArticleSummary) -> bool:
    """Whether two versions are of one article: by URL or, if one has none, by title; else by text."""
    key, new_key = (before.url, after.url) if before.url and after.url else (before.title, after.title)
    if key == new_key:
        return True
    return bool(before.body and before.body == after.body) or grouping.is_near_duplicate(before, after)
