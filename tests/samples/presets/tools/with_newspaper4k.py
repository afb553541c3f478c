# requires: newspaper4k==0.9.6 lxml_html_clean==0.4.6 jieba==0.42.1
"""`Article.to_json()` of each page, its texts in an array."""

import sys
from pathlib import Path

from newspaper import Article
from pages import pages

OUT = Path(sys.argv[1])


def to_json(url: str, html: str) -> str:
    """The JSON text of a page."""
    article = Article(url, language="zh" if 'lang="zh"' in html else "en", fetch_images=False)
    article.download(input_html=html)
    article.parse()
    return article.to_json()


texts = [to_json(page.url, page.html) for page in pages()]
(OUT / "newspaper4k.json").write_text("[\n" + ",\n".join(texts) + "\n]\n", encoding="utf-8")
