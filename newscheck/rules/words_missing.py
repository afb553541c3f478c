"""In many articles of a site, sentences have gaps: words that are links on the page are missing.

A scraper that deletes links to clean up a page (`for a in soup("a"): a.decompose()`), or that takes only the texts
directly below a paragraph (`p/text()`), drops the linked words with them. What is left are empty quotes and brackets,
two commas or two blanks in a row, a sentence that begins with a particle; in HTML, no sentence has a link from one day
on.

What to do: compare an article that is named with its page. Unwrap links (`a.unwrap()`), or take all text of an element
(`string(.)`, `get_text()`). A site is reported if at least `least` articles and the fraction `share` have gaps, all
along or in a stretch, or where links inside sentences, which most articles had before, are suddenly rare.
"""

from __future__ import annotations

from collections.abc import Iterator

from newscheck.dump.dump_columns import integers
from newscheck.dump.sign_shares import hits_of, sign_shares, sudden_shares, with_bit
from newscheck.dump.vectors import computed
from newscheck.model import Context, Dump, DumpHit
from newscheck.synthetic.example_series import made_late
from newscheck.text.defect_signs import GAPS, LINKS

SEVERITY = "warning"
COMPARES_ARTICLES = True
OPTIONS = {"share": 0.05, "least": 5}
#: The share of articles without links inside sentences where these vanish, and the fewest of them.
_WITHOUT_LINKS = (0.5, 30)


@made_late
def _dump(kinds: str) -> list[dict[str, object]]:
    """Articles: `.` with all words, `a` with links, `x` with gaps."""
    words = {"x": "", "a": '<a href="/tag/1">救援协定</a>'}
    source = '<p><a href="/tag/1">海事法庭第{0}号判决的全文和渔民合作社给法官的答复</a></p>'
    return [
        {
            "after": f"<p>海事法庭公布了“{words.get(kind, '救援协定')}”的第{at}条，渔民合作社的第{at}条船可以出海。</p>"
            + source.format(at)
        }
        for at, kind in enumerate(kinds)
    ]


BAD = [_dump("x" * 8), _dump("." * 60 + ".x" * 20), _dump("a" * 150 + "." * 150)]
GOOD = [_dump("." * 20), _dump("x" * 4), _dump("." * 100 + "x" * 4), _dump("a." * 60)]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each site and stretch, at its first article with a gap; failing that, where links vanish."""
    gaps = sign_shares(dump, ctx.now, with_bit(dump, GAPS), ctx.options["share"], ctx.options["least"])
    advice = "linked words are likely dropped with their links; keep the text of links (unwrap them)"
    reported = set()
    for hit in hits_of(dump, gaps, "sentences have gaps (empty quotes, doubled marks or blanks)", advice):
        reported.add(hit.site)
        yield hit
    without_links = computed("B", lambda signs: signs & LINKS == 0, integers(dump, "signs"))
    bare = sudden_shares(dump, ctx.now, without_links, *_WITHOUT_LINKS)
    advice = "the linked words are likely dropped with the links; compare a text with its page"
    for hit in hits_of(dump, bare, "no link is left inside sentences", advice):
        if hit.site not in reported:
            yield hit
