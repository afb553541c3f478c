"""In many articles of a site, the text shows what a text library made of it.

ftfy and NFKC write ASCII for full-width marks (`，` becomes `,` and `：` becomes `:`, while `。` stays), html2text and
other converters leave the marks of Markdown in sentences (`**船** 已出海`, `[港口](/x)`, `# `), trafilatura writes the
menu of a page as lines that begin with `- `, a segmenter such as jieba puts blanks between Chinese words. Comparisons
and searches miss such texts.

What to do: call ftfy with `fix_character_width=False, uncurl_quotes=False`, leave out NFKC; use `get_text()` where you
want text, or turn this rule off where Markdown is wanted; set `favor_precision=True` of trafilatura. A site is reported
if at least `least` articles and the fraction `share` show it, all along or in a stretch.
"""

from __future__ import annotations

from collections.abc import Iterator

from newscheck.dump.sign_shares import hits_of, sign_shares, with_bit
from newscheck.model import Context, Dump, DumpHit
from newscheck.synthetic.example_series import made_late
from newscheck.text.defect_signs import ASCII_MARKS, MARKDOWN, MENU, SPACED

SEVERITY = "warning"
COMPARES_ARTICLES = True
OPTIONS = {"share": 0.05, "least": 5}
#: What is seen, and what is likely to have made it.
_KINDS = (
    (
        ASCII_MARKS,
        "Chinese sentences have ASCII commas and colons",
        "ftfy or NFKC wrote them for full-width ones; turn off `fix_character_width`",
    ),
    (
        MARKDOWN,
        "the text has marks of Markdown (`**`, `](`, `# `)",
        "html2text or another converter left them; take the text, or read the body as Markdown",
    ),
    (
        MENU,
        "the text begins with a list of short lines (`- `)",
        "trafilatura or another extractor takes a menu for text; leave out `nav`",
    ),
    (
        SPACED,
        "Chinese words have blanks between them",
        "a segmenter (jieba) wrote its words in place of the text; store the text as the page has it",
    ),
)


@made_late
def _dump(kinds: str) -> list[dict[str, object]]:
    """Articles: `.` as they are, `f` after ftfy, `h` after html2text, `s` in words."""
    forms = {
        ".": "渔民合作社的第{0}条船，",
        "f": "渔民合作社的第{0}条船,",
        "h": "**渔民合作社** 的第{0}条船，",
        "s": "渔民 合作社 的 第{0}条 船，",
    }
    return [{"json": {**_item(at), "body": "".join(_body(forms[kind], 10 * at))}} for at, kind in enumerate(kinds)]


def _item(at: int) -> dict[str, object]:
    return {
        "title": f"海事法庭公布第{at}号判决",
        "url": f"https://news.example.com/{at}",
        "epoch_ms": 1_692_212_640_000 + 3_600_000 * at,
        "dateline": f"2023-08-{16 + (21 + at) // 24}T{(21 + at) % 24:02}:04",
    }


def _body(form: str, number: int) -> Iterator[str]:
    for at in range(number, number + 4):
        yield f"{form.format(at)}可以在第{at}号码头停靠。"


BAD = [_dump("f" * 8), _dump("h" * 8), _dump("." * 60 + "f" * 20), _dump("s" * 8)]
GOOD = [_dump("." * 20), _dump("f" * 4), _dump("." * 100 + "h" * 4)]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each kind, site and stretch, at its first article."""
    share, least = ctx.options["share"], ctx.options["least"]
    for bit, seen, cause in _KINDS:
        found = sign_shares(dump, ctx.now, with_bit(dump, bit), share, least)
        yield from hits_of(dump, found, seen, cause)
