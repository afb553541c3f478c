# requires: feedparser==6.0.14
"""The entries of a feed, dumped as JSON."""

import json
import sys
from pathlib import Path

import feedparser
from pages import FOLDER

OUT = Path(sys.argv[1])

feed = feedparser.parse((FOLDER / "feed.xml").read_bytes())
assert not feed.bozo
text = json.dumps(feed.entries, ensure_ascii=False, indent=2)
(OUT / "feedparser.json").write_text(text + "\n", encoding="utf-8")
whole = json.dumps(feed, ensure_ascii=False, indent=2, default=str)
(OUT / "feedparser.whole.json").write_text(whole + "\n", encoding="utf-8")
