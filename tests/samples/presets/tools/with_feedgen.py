# requires: feedgen==1.0.0
"""An RSS and an Atom feed of the pages."""

import json
import sys
from pathlib import Path

from feedgen.feed import FeedGenerator

OUT = Path(sys.argv[1])

feed = FeedGenerator()
feed.load_extension("dc")
feed.id("https://news.example.org/")
feed.title("Example News")
feed.link(href="https://news.example.org/")
feed.description("News of nowhere")
feed.updated("2026-11-28T06:30:00+00:00")
feed.lastBuildDate("Sat, 28 Nov 2026 06:30:00 +0000")
for node in json.loads((OUT / "json_ld.json").read_text(encoding="utf-8")):
    lines = node["articleBody"].split("\n")
    entry = feed.add_entry(order="append")
    entry.id(node["url"])
    entry.title(node["headline"])
    entry.link(href=node["url"])
    entry.published(node["datePublished"])
    entry.updated(node["dateModified"])
    entry.author(name=node["author"][0]["name"])
    entry.summary(lines[0])
    text = "".join(f"<p>{line}</p>" for line in lines)
    entry.content(f'<p><img src="{node["image"][0]["url"]}"></p>{text}', type="html")
feed.rss_file(str(OUT / "rss.xml"), pretty=True)
feed.atom_file(str(OUT / "atom.xml"), pretty=True)
