#!/usr/bin/env bash
# A feed is written for a test, or out of scraped articles, from aware times (21:04 +08:00).
# Guess:    rfeed and PyRSS2Gen write 13:04 GMT, or the offset, or raise.
# Seen:     both write 21:04 GMT, eight hours late: the zone of the time is dropped and the word GMT put behind it.
#           feedgen writes +0800, and refuses a time without a zone.
# Versions: rfeed 1.1.1, PyRSS2Gen 1.1, feedgen 1.0.0
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check rfeed==1.1.1 PyRSS2Gen==1.1 feedgen==1.0.0
"$work/venv/bin/python" - <<'PYTHON'
import re
from datetime import datetime, timedelta, timezone
from importlib.metadata import version

import PyRSS2Gen
import rfeed
from feedgen.feed import FeedGenerator

TIME = datetime(2023, 8, 16, 21, 4, tzinfo=timezone(timedelta(hours=8)))
CHANNEL = {"title": "海事", "link": "https://paper.example/", "description": "海事新闻"}
made = FeedGenerator()
made.title(CHANNEL["title"]), made.link(href=CHANNEL["link"]), made.description(CHANNEL["description"])
entry = made.add_entry()
entry.title("港口周五重新开放"), entry.id("1"), entry.pubDate(TIME)
feeds = {
    "rfeed": rfeed.Feed(**CHANNEL, items=[rfeed.Item(title="港口周五重新开放", pubDate=TIME)]).rss(),
    "PyRSS2Gen": PyRSS2Gen.RSS2(**CHANNEL, items=[PyRSS2Gen.RSSItem(title="港口", pubDate=TIME)]).to_xml("utf-8"),
    "feedgen": made.rss_str().decode(),
}
found = {name: re.findall("<pubDate>([^<]+)</pubDate>", feed)[-1] for name, feed in feeds.items()}
for name, date in found.items():
    print(f"{name} {version(name)}: {TIME.isoformat()} is written as {date}")
assert found["rfeed"] == found["PyRSS2Gen"] == "Wed, 16 Aug 2023 21:04:00 GMT", "the behaviour has changed"
assert found["feedgen"] == "Wed, 16 Aug 2023 21:04:00 +0800", "the behaviour has changed"
PYTHON
