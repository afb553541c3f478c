"""Lines in the texts of many articles are the headlines of other articles of the dump.

A list of related articles behind the text, or a teaser in its flow (`Read also: …`), was extracted with the text. Each
file looks like news, but the text says what another article does, and word counts, summaries and search include it.
newscheck leaves lists of links out of the text; they are reported, too, since whoever reads the HTML finds them there.

What to do: find the element on the page and remove it before you extract the text; if the lines have a label of their
own, add it to `rest` or `texts` of `[furniture]` in the site file. A headline counts if it is that of at most three
articles of the site, none of them the article itself; a site is reported from `least` such articles on.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import NamedTuple

from newscheck.dump import grouping, hits
from newscheck.dump.dump_columns import articles_by_site, rows_of, values_of
from newscheck.dump.frequency_sketch import FrequencySketch
from newscheck.dump.headline_keys import title_keys
from newscheck.model import ArticleSummary, Context, Dump, DumpHit
from newscheck.synthetic.example_series import made_late

SEVERITY = "warning"
COMPARES_ARTICLES = True
OPTIONS = {"least": 3}
#: A headline of more articles is a section's, or that of a series.
_MOST_ARTICLES = 3
_SLOTS = 1 << 24
_SHOWN = 40
_ITEM = '<ul><li><a href="https://www.rfi.fr/cn/{0}">渔港风暴后的第{0}份报告公布</a></li></ul>'


@made_late
def _series(after: str, every: int = 1) -> list[dict[str, object]]:
    """Articles about reports; each names another one behind its text."""
    titles = [f"渔港风暴后的第{at}份报告公布" for at in range(25)]
    return [{"title": titles[at], "after": after.format(at + 1) if at % every == 0 else ""} for at in range(24)]


BAD = [
    _series("<p>港湾要闻：渔港风暴后的第{0}份报告公布</p>"),
    _series("<p>财经 | 渔港风暴后的第{0}份报告公布</p>", 6),
    _series(_ITEM),
]
GOOD = [
    # Once in the dump; a sentence; a headline that no article has.
    _series("<p>渔港风暴后的第{0}份报告公布</p>", 20),
    _series("<p>渔港风暴后的第{0}份报告公布。</p>"),
    _series("<p>渔港风暴后的另外{0}份报告公布</p>"),
]


class _Leak(NamedTuple):
    """The articles of a site that have headlines of others: `positions`, and an article whose title is one of them."""

    positions: array[int]
    other: int


class _Titled(NamedTuple):
    """An article that has a title: its position, and the smallest hashes of its sentences."""

    position: int
    minhash: bytes


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each site, once for its texts and once for what is left out of them, at the first such article."""
    leaks = {place: leak for place, leak in _leaks(dump).items() if len(leak.positions) >= max(1, ctx.options["least"])}
    groups = [[*leak.positions[: grouping.MAX_SAMPLED], leak.other] for leak in leaks.values()]
    if not groups:
        return
    totals = articles_by_site(dump)
    for (place, leak), sample in zip(leaks.items(), grouping.summaries_at(dump, groups), strict=True):
        *summaries, other = sample
        yield _build_hit(leak, summaries, other, totals[place[0]], is_left_out=place[1])


def _build_hit(
    leak: _Leak, summaries: list[ArticleSummary], other: ArticleSummary, total: int, *, is_left_out: bool
) -> DumpHit:
    first, *others = grouping.by_time(summaries)
    count = len(leak.positions)
    what = "lists behind the text have" if is_left_out else "lines of the text are"
    message = (
        f"in {count:,} of {total:,} articles of the site, {what} headlines of other articles, such as "
        f"`{other.title_text[:_SHOWN]}`{hits.and_more(count - 1)}: a list of related articles or a teaser; "
        "remove it before the text is extracted"
    )
    return hits.hit_at(first, message, first.title_text, hits.related(others), "/body", leak.positions)


def _leaks(dump: Dump) -> dict[tuple[str, bool], _Leak]:
    """The leaks by site and by whether the lines are left out of the text."""
    titles = _titles(dump)
    leaks: dict[tuple[str, bool], _Leak] = {}
    texts = rows_of(dump, "site", "minhash", "headlines")
    for position, (site, minhash, headlines) in enumerate(texts if titles else ()):
        own = set(array("I", minhash))
        for key in array("Q", headlines):
            others = titles.get((site, key & ~1), ())
            if not 0 < len(others) <= _MOST_ARTICLES or any(
                other.position == position or _is_same(own, other) for other in others
            ):
                continue
            leak = leaks.setdefault((site, bool(key & 1)), _Leak(array("I"), others[0].position))
            if not leak.positions or leak.positions[-1] != position:
                leak.positions.append(position)
    return leaks


def _is_same(own: set[int], other: _Titled) -> bool:
    """Whether another article has half of the sentences: it is the same one with another title."""
    hashes = set(array("I", other.minhash))
    return 0 < min(len(own), len(hashes)) <= 2 * len(own & hashes)


def _titles(dump: Dump) -> dict[tuple[str, int], list[_Titled]]:
    """The articles of a site that have a title which is, but for a few, a line of some text: all, up to one more than
    may count."""
    titles: dict[tuple[str, int], list[_Titled]] = {}
    lines = sum(map(len, values_of(dump, "headlines"))) // array("Q").itemsize
    if not lines:
        return titles
    sketch = FrequencySketch(min(_SLOTS, 16 * lines), 1)
    for (column,) in dump.parts("headlines"):
        sketch.add(array("Q", (key & ~1 for key in array("Q", b"".join(column)))))
    rows = rows_of(dump, "site", "title_text", "minhash")
    for position, (site, title, minhash) in enumerate(rows):
        for key in set(sketch.frequent(array("Q", title_keys(title)))):
            articles = titles.setdefault((site, key), [])
            if len(articles) <= _MOST_ARTICLES:
                articles.append(_Titled(position, minhash))
    return titles
