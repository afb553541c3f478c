"""In many articles of a site, a list is announced and does not follow.

A scraper that takes the paragraphs of a page (`article p`) drops its lists: `The fishermen demand the following:` is
followed by a paragraph about something else, or by nothing. Sub-headings and tables are often dropped with them.

What to do: take `li`, `h2`, `h3` and `table` as well as `p`, in the order of the page. A site is reported if at least
`least` articles and the fraction `share` announce a list that isn't there, all along or in a stretch; after an
announcement, short paragraphs and those with a number or a bullet are a list.
"""

from __future__ import annotations

from collections.abc import Iterator

from newscheck.dump.sign_shares import hits_of, sign_shares, with_bit
from newscheck.model import Context, Dump, DumpHit
from newscheck.synthetic.example_series import made_late
from newscheck.text.defect_signs import LIST_LOST

SEVERITY = "warning"
COMPARES_ARTICLES = True
OPTIONS = {"share": 0.08, "least": 5}


@made_late
def _dump(kinds: str) -> list[dict[str, object]]:
    """Articles that announce a list: `l` with it, `x` without."""
    lists = {"l": "<ul><li>配额在第{0}周公布</li><li>第{0}号港口夜间开放</li></ul>", "x": ""}
    follows = "<p>海事法庭的第{0}号判决下个月生效，到那时渔民合作社的第{0}条船就可以出海了。</p>"
    return [
        {"after": f"<p>渔民合作社第{at}次会议的要求如下：</p>{lists[kind].format(at)}{follows.format(at)}"}
        for at, kind in enumerate(kinds)
    ]


BAD = [_dump("x" * 8), _dump("l" * 60 + "xl" * 20)]
GOOD = [_dump("l" * 20), _dump("x" * 4), _dump("l" * 100 + "x" * 5)]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each site and stretch, at its first article without its list."""
    options = ctx.options
    lost = sign_shares(dump, ctx.now, with_bit(dump, LIST_LOST), options["share"], options["least"])
    advice = "lists (`li`) are likely dropped, and sub-headings with them; take more than `p`"
    yield from hits_of(dump, lost, "a list is announced and does not follow", advice)
