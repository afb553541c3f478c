# requires: fundus==0.5.7 curl_cffi==0.14.0
"""`Article.to_json()` of pages read by publishers' parsers, and the file of `Crawler.crawl(save_to_file=…)`."""

import datetime
import json
import sys
from collections import defaultdict
from pathlib import Path

from fundus import PublisherCollection
from fundus.scraping.article import Article
from fundus.scraping.html import HTML, SourceInfo
from pages import pages

OUT = Path(sys.argv[1])
WHEN = datetime.datetime(2026, 11, 28, 6, 30, tzinfo=datetime.UTC)


def to_article(publisher, page) -> Article:
    """The article of a page, as the scraper of Fundus makes it."""
    html = HTML(page.url, page.url, page.html, WHEN, SourceInfo(publisher.name))
    extraction = publisher.parser(WHEN).parse(page.html, "raise")
    return Article(html=html, **extraction)


articles = [
    to_article(PublisherCollection.uk.BBC if 'lang="zh"' in page.html else PublisherCollection.uk.iNews, page)
    for page in pages()
]
items = [article.to_json() for article in articles]
(OUT / "fundus.json").write_text(json.dumps(items, ensure_ascii=False, indent=4) + "\n", encoding="utf-8")

# What the crawler does at the end (fundus/scraping/crawler.py).
crawled = defaultdict(list)
for article in articles:
    crawled[article.publisher].append(article)
text = json.dumps(crawled, default=lambda each: each.to_json(), ensure_ascii=False, indent=4)
(OUT / "fundus.crawler.json").write_text(text + "\n", encoding="utf-8")
