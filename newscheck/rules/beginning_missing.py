"""In many articles of a site, the text begins in the middle of a word or of a sentence.

The first letter of the page is an element of its own (a drop cap), and the scraper takes only the text beside it; or it
cuts a place and date from the beginning, and too much with them. In an alphabet such texts begin with a small letter.
In a script without capitals, they begin with characters that are the second one of other paragraphs far more often than
the first one: the paragraphs of the same site are compared.

What to do: compare the beginning of an article that is named with its page; take all text of the first paragraph
(`string(.)`, `get_text()`). A site is reported if at least `least` articles and the fraction `share` begin so, all
along or in a stretch.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from functools import cache
from io import StringIO
from itertools import islice
from typing import NamedTuple

from newscheck.dump.dump_columns import rows_of
from newscheck.dump.sign_shares import hits_of, sign_shares
from newscheck.dump.vectors import character_counts
from newscheck.model import Context, Dump, DumpHit
from newscheck.synthetic.example_series import made_late
from newscheck.text.defect_signs import BEHEADED

SEVERITY = "warning"
COMPARES_ARTICLES = True
OPTIONS = {"share": 0.2, "least": 8}
#: Paragraphs of a site that show how its paragraphs begin. In the few samples of real articles with so many that were
#: measured (60 to 2,900 articles), some 3 to 12% begin with an unlikely character, and 27 to 40% of the same articles
#: without their first one; a site with headings or lists of its own kind may lie outside.
_ENOUGH = 300
#: Articles whose paragraphs are counted at a time.
_AT_ONCE = 20_000
#: A character is unlikely if it is the second one of paragraphs so many times more often than the first.
_TIMES = 2.7


@made_late
def _dump(kinds: str) -> list[dict[str, object]]:
    """Articles, `x` without the first character of its lead."""
    from newscheck.synthetic import specimen  # for the texts that the examples are patches of

    leads = (specimen.parts(at)["lead"] for at in range(len(kinds)))
    return [{"lead": lead[1:]} if kind == "x" else {} for kind, lead in zip(kinds, leads, strict=True)]


@made_late
def _items(text: str) -> list[dict[str, object]]:
    """Items in English whose texts begin so."""
    return [
        {
            "json": {
                "title": f"Report {at} of the harbour",
                "url": f"https://news.example.com/{at}",
                "epoch_ms": 1_692_212_640_000 + 3_600_000 * at,
                "dateline": f"2023-08-{16 + (21 + at) // 24}T{(21 + at) % 24:02}:04",
                "body": f"{text} maritime court published part {at} of the agreement on Friday. Boat {at} of the"
                f" fishermen’s cooperative may leave the harbour, and pier {at} opens to all ships before the winter.",
            }
        }
        for at in range(20)
    ]


BAD = [_dump("x" * 120), _dump("." * 90 + "x" * 60), _items("he")]
GOOD = [_dump("." * 120), _items("The")]


class _Beginnings(NamedTuple):
    """How many paragraphs of a site, other than the first ones of texts, have a character as their first or second."""

    first: Counter[str]
    second: Counter[str]

    def is_unlikely(self, pair: str) -> bool:
        """Whether a text that begins with these two characters hardly begins where a paragraph does."""
        return self.second[pair[0]] + 0.5 > _TIMES * (self.first[pair[0]] + 0.5)


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each site and stretch, at its first such article."""
    sites = _beginnings(dump)
    # Few pairs are the beginnings of very many texts.
    is_unlikely = cache(lambda site, pair: _is_unlikely(pair, sites.get(site)))
    beheaded = array(
        "B",
        (
            bool(signs & BEHEADED) or is_unlikely(site, beginnings[:2])
            for site, signs, beginnings in rows_of(dump, "site", "signs", "beginnings")
        ),
    )
    found = sign_shares(dump, ctx.now, beheaded, ctx.options["share"], ctx.options["least"])
    advice = "the first letter is likely lost (a drop cap is an element of its own); compare with the page"
    yield from hits_of(dump, found, "the text begins in the middle of a word or a sentence", advice)


def _is_unlikely(pair: str, known: _Beginnings | None) -> bool:
    return known is not None and bool(pair.strip()) and known.is_unlikely(pair)


def _beginnings(dump: Dump) -> dict[str, _Beginnings]:
    """The beginnings of the paragraphs of each site that has enough of them."""
    counts: dict[str, _Beginnings] = {}
    rows = rows_of(dump, "site", "beginnings")
    while batch := [*islice(rows, _AT_ONCE)]:
        sites: dict[str, StringIO] = {}
        for site, beginnings in batch:
            if pairs := beginnings[2:]:
                sites.setdefault(site, StringIO()).write(pairs)
        for site, text in sites.items():
            known = counts.setdefault(site, _Beginnings(Counter(), Counter()))
            known.first.update(character_counts(text.getvalue()[::2]))
            known.second.update(character_counts(text.getvalue()[1::2]))
    return {site: known for site, known in counts.items() if known.first.total() >= _ENOUGH}
