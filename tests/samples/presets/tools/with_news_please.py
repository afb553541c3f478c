# requires: news-please==1.6.16 newspaper4k==0.9.6 jieba==0.42.1
"""`NewsArticle.get_serializable_dict()` of each page."""

import json
import sys
from pathlib import Path

from newsplease import NewsPlease
from pages import pages

OUT = Path(sys.argv[1])
WHEN = "2026-11-28 06:30:00"

articles = [NewsPlease.from_html(page.html, page.url, WHEN, fetch_images=False) for page in pages()]
lines = [json.dumps(article.get_serializable_dict(), ensure_ascii=False) for article in articles]
(OUT / "news_please.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
