"""In many articles of a site, rare Chinese characters are lost, with or without a box in their place.

Pages that call themselves GB2312 are GBK or GB18030: a decoder for GB2312 has no code for 喆, 镕 or 珺, and writes a
box for them or, with `errors="ignore"`, nothing. Names of people lose a character, and no text shows it by itself. Two
things do: a white square behind a character, and that not one text has a character any more that GB2312 lacks.

A question mark between Han characters comes from an encoder: GBK has no emoji and not each `·` of foreign names, and
`errors="replace"` writes `?`. Some of these marks may be questions that the writer typed so.

What to do: decode with GB18030 where a page says GB2312 or GBK, and never with `errors="ignore"`; fetch the articles
again. A site is reported if at least `least` articles and the fraction `share` have boxes, all along or in a stretch,
or a stretch without rare characters, which at least the fraction `drop` of the other articles have.
"""

from __future__ import annotations

from collections.abc import Iterator

from newscheck.dump.sign_shares import hits_of, sign_shares, vanished, with_bit
from newscheck.model import Context, Dump, DumpHit
from newscheck.synthetic.example_series import made_late
from newscheck.text.defect_signs import BOXES, RARE

SEVERITY = "warning"
COMPARES_ARTICLES = True
OPTIONS = {"share": 0.01, "least": 4, "drop": 0.05}
#: In so many articles of a site in traditional characters, or more, there are characters that GB2312 lacks.
_TRADITIONAL = 0.9


@made_late
def _dump(kinds: str) -> list[dict[str, object]]:
    """Articles that name somebody: `.` with the name, `x` with a part of it, `n` nobody."""
    names = {".": "林喆", "x": "林", "n": "法官"}
    return [
        {"after": f"<p>海事法庭庭长{names[kind]}公布了第{at}号判决，渔民合作社的第{at}条船可以出海。</p>"}
        for at, kind in enumerate(kinds)
    ]


BAD = [_dump(".n" * 70 + "xn" * 70)]
GOOD = [_dump(".n" * 100), _dump("n" * 100)]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each site and stretch with boxes, and each place where rare characters vanish."""
    options = ctx.options
    share, least = options["share"], max(2, options["least"])
    boxes = sign_shares(dump, ctx.now, with_bit(dump, BOXES), share, least)
    advice = (
        "a codec lacks them; decode GB2312 and GBK as GB18030, write UTF-8 (an encoder with `errors='replace'` writes "
        "`?`), and fetch the articles again"
    )
    reported = set()
    for hit in hits_of(dump, boxes, "boxes or question marks stand for lost characters", advice):
        reported.add(hit.site)
        yield hit
    gone = vanished(dump, ctx.now, with_bit(dump, RARE))
    shares = (
        share for share, before in gone if options["drop"] <= before < _TRADITIONAL and share.site not in reported
    )
    advice = "the decoder likely drops them (GB2312, `errors='ignore'`); decode as GB18030"
    yield from hits_of(dump, shares, "rare Chinese characters, which other articles have, are missing", advice)
