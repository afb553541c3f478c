"""In many articles of a site, paragraphs begin with a comma or in the middle of a sentence.

The scraper puts a line break at the border of each element (`get_text("\\n")`, `"\\n".join(… ::text)`), or it makes
paragraphs of links and bold words: sentences are torn at them, or a first letter stands alone. Lines of mails and PDF
files that are taken for paragraphs look the same. Each article looks like a slip of its editor; in one real feed it is
39% of the articles, in most others that were measured less than 1%.

What to do: join the texts of inline elements (`a`, `b`, `em`, `span`) without a break and those of blocks (`p`, `li`,
`h2`) with one, or take the text of each `p` as a whole. A site is reported if at least `least` articles and the
fraction `share` are torn, all along or in a stretch.
"""

from __future__ import annotations

from collections.abc import Iterator

from newscheck.dump.sign_shares import hits_of, sign_shares, with_bit
from newscheck.model import Context, Dump, DumpHit
from newscheck.synthetic.example_series import made_late
from newscheck.text.defect_signs import TORN

SEVERITY = "warning"
COMPARES_ARTICLES = True
OPTIONS = {"share": 0.04, "least": 5}


@made_late
def _dump(kinds: str) -> list[dict[str, object]]:
    """Articles, `t` a torn one."""
    return [
        {"after": f"<p>海事法庭的第{at}号判决{'</p><p>' if kind == 't' else ''}，渔民合作社的第{at}条船可以出海。</p>"}
        for at, kind in enumerate(kinds)
    ]


BAD = [_dump("t" * 8), _dump("." * 100 + ".t" * 20)]
GOOD = [_dump("." * 20), _dump("t" * 4), _dump("." * 200 + "t" * 5)]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each site and stretch, at its first torn article."""
    torn = sign_shares(dump, ctx.now, with_bit(dump, TORN), ctx.options["share"], ctx.options["least"])
    advice = "the scraper breaks lines at links and bold words; join inline elements without a break"
    yield from hits_of(
        dump, torn, "paragraphs begin with a comma, a closing bracket or in the middle of a sentence", advice
    )
