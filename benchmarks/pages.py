"""What an article of a saved page costs, relative to parsing the page.

    python benchmarks/pages.py [--paragraphs 25] [--others 60]

Both are measured in one run, the best of several turns of each: from the bytes of a page to its article by the built-in
extractor, and one parse of its text by lxml. The page has a menu, scripts, styles and teasers of other articles, as a
news site's.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from time import perf_counter

from newscheck import readers
from newscheck.article.extraction import to_article
from newscheck.article.item_mapping import MAIN_CONTENT, ItemMapping
from newscheck.article.sites import GENERIC_SITE, SiteIndex
from newscheck.html import parser
from newscheck.model import RawInput, Site

TURNS = 20
MAPPING = ItemMapping(extractor=MAIN_CONTENT)
SITES = SiteIndex((Site(GENERIC_SITE),))
SENTENCE = "港口周五重新开放，渔民合作社表示欢迎，沿海各国将在两年内完成立法，海事法庭公布了协定的全部条文。"


def page(paragraphs: int, others: int) -> str:
    """A page of a news site, some 100 kB."""
    links = "".join(
        f'<li class="menu-item"><a href="/s/{at}.html" data-track="nav">栏目{at}</a></li>' for at in range(120)
    )
    script = f"<script>var data = [{','.join(f'{{id: {at}}}' for at in range(3_000))}];</script>"
    style = f"<style>{'.teaser { color: red }' * 500}</style>"
    text = "".join(f'<p>{SENTENCE}<a href="/x/{at}">全文</a></p>' for at in range(paragraphs))
    teasers = "".join(
        f'<div class="card"><a href="/{at}.html"><img src="/{at}.jpg" alt=""><h3>另一条新闻{at}</h3></a></div>'
        for at in range(others)
    )
    head = '<title>港口重新开放</title><meta property="article:published_time" content="2024-04-30T18:28:24Z">'
    return (
        f"<!doctype html><html><head>{head}{script}{style}</head><body><nav><ul>{links}</ul></nav>"
        f"<article><h1>港口重新开放</h1>{text}</article><aside>{teasers}</aside>{script}</body></html>"
    )


def article(data: bytes) -> int:
    """The characters of the body of the article in a page."""
    return sum(len(to_article(document, SITES).body) for document in readers.read(RawInput("a.html", data), MAPPING))


def seconds(action: Callable[[], object]) -> float:
    """The best time of some turns."""
    times = []
    for _ in range(TURNS):
        start = perf_counter()
        action()
        times.append(perf_counter() - start)
    return min(times)


def main() -> None:
    """Print kilobytes, the milliseconds of a parse, and the ratio."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--paragraphs", type=int, default=25)
    options.add_argument("--others", type=int, default=60)
    given = options.parse_args()
    text = page(given.paragraphs, given.others)
    data = text.encode()
    assert article(data) > given.paragraphs * len(SENTENCE), "not all paragraphs are read"
    floor = seconds(lambda: parser.parse(text))
    print(f"{len(data) / 1e3:.0f} kB  {floor * 1e3:.2f} ms  {seconds(lambda: article(data)) / floor:.2f}")


if __name__ == "__main__":
    main()
