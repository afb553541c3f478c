"""The article has no text except its title.

A video, a picture series or a graphic shows only its headline where other articles have their text. A scraper that
takes the first block of a new layout also gets only the headline. Such files pass a check that only asks whether there
is a body (seen in BBC items of 2020).

What to do: open the page. If there is text, adapt the scraper to the layout. If there is none, leave such items out of
the dump.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit

SEVERITY = "error"
_TITLE = "海上救援协定全部条文周五公布，沿海各国有两年时间完成必要的立法程序"
_BARE = {"title": _TITLE, "url": "https://news.example.org/2023/rescue", "lead": None, "share": False}
BAD = [
    {**_BARE, "paragraphs": [_TITLE]},
    {**_BARE, "paragraphs": [f"{_TITLE[:15]} {_TITLE[15:]}"]},
    {**_BARE, "paragraphs": [_TITLE, _TITLE]},
]
GOOD = [
    {
        **_BARE,
        "paragraphs": [f"{_TITLE}。渔民合作社表示欢迎，反对党领袖没有发表意见，下一次会议定于九月中旬在里斯本举行。"],
    },
    {
        **_BARE,
        "paragraphs": [
            _TITLE,
            "渔民合作社对协定表示欢迎，边境警察要求增加船只，反对党领袖没有发表意见，下一次会议定于九月中旬在里斯本举行。",
        ],
    },
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Compare body and title, ignoring white space, capitals and the site's name at the end of the title."""
    title, body = article.title, article.body
    if not title or not body or len(body) > 2 * len(title) + 2:
        return
    full = _plain(title)
    suffix = ctx.site.title_suffix
    bare = _plain(suffix.sub("", title)) if suffix else full
    if all(_plain(paragraph) in (full, bare) for paragraph in article.paragraphs):
        yield Hit("the text is only the title", "/body")


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()
