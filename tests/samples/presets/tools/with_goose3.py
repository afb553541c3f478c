# requires: goose3==3.1.22 jieba==0.42.1
"""`Article.infos` of each page."""

import json
import sys
from pathlib import Path

from goose3 import Goose
from goose3.text import StopWordsChinese
from pages import pages

OUT = Path(sys.argv[1])


def infos(url: str, html: str) -> dict[str, object]:
    """What goose3 finds in a page."""
    chinese = {"use_meta_language": False, "target_language": "zh", "stopwords_class": StopWordsChinese}
    with Goose(chinese if 'lang="zh"' in html else {}) as goose:
        return goose.extract(url=url, raw_html=html).infos


items = [infos(page.url, page.html) for page in pages()]
(OUT / "goose3.json").write_text(json.dumps(items, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
