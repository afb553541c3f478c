"""Characters of the title or the text were lost and replaced by U+FFFD.

A decoder writes U+FFFD for bytes that it can't decode: the page is not in the encoding that the scraper assumed, or a
converter had no code for a rare character. In RFI's wires of 2020, one article in two hundred lost a character that
way, mostly in a name.

What to do: decode with the page's own charset (GB18030 for GBK and GB2312), and fetch the page again: the lost
characters can't be recovered from the file.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text.display import quantity

SEVERITY = "error"
_LOST = "\ufffd"
BAD = [
    {"paragraphs": ["海事法庭庭长李在\ufffdg周五公布了救援协定的全部条文。"]},
    {"paragraphs": ["海事法庭周五公布了\ufffd\ufffd救援协定的全部条文。", "渔民合作社\ufffd表示欢迎。"]},
]
GOOD = [{"paragraphs": ["海事法庭庭长李在□周五公布了救援协定的全部条文？渔民合作社表示欢迎。"]}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report the title once and the text once; `encoding-invalid` reports a file that is not UTF-8."""
    title, body = article.title or "", article.body
    if _LOST not in title and _LOST not in body:
        return
    if any(fault.kind == "encoding" for fault in article.document.faults):
        return
    if _LOST in title:
        yield _hit("title", title.count(_LOST), title, "/title")
    if _LOST in body:
        places = ((text, f"/paragraphs/{n}") for n, text in enumerate(article.paragraphs) if _LOST in text)
        yield _hit("text", body.count(_LOST), *next(places, (body, "/body")))


def _hit(where: str, number: int, text: str, pointer: str) -> Hit:
    at = text.find(_LOST)
    before = text[max(0, at - 8) : at]
    lost = f"{quantity(number, 'character')} of the {where} lost (U+FFFD)"
    return Hit(f"{lost}, first after `{before}`" if before else lost, pointer, at, at + 1)
