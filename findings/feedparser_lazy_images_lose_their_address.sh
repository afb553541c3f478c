#!/usr/bin/env bash
# The content of a feed has its pictures as the page loads them, with the address in data-src or in srcset.
# Guess:    `entry.content` has the HTML of the feed, without scripts.
# Seen:     the attributes are taken for dangerous: of three pictures one is left as <img/> without an address, one with that
#           of the placeholder, one without its larger version, and a <source> with nothing. bozo is False. With
#           `sanitize_html=False` the HTML is that of the feed (scripts, too).
# Versions: feedparser 6.0.14
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check feedparser==6.0.14
"$work/venv/bin/python" - <<'PYTHON'
import re

import feedparser

HTML = """<p>渔民回到了码头。</p><img data-src="https://img.example/1.jpg">
<img src="/blank.gif" data-original="https://img.example/2.jpg">
<picture><source srcset="https://img.example/3.webp"><img src="https://img.example/3.jpg" srcset="https://img.example/3-large.jpg 2x"></picture>"""
FEED = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>海事</title>
<item><title>港口周五重新开放</title><link>https://paper.example/1</link><content:encoded><![CDATA[{HTML}]]></content:encoded></item>
</channel></rss>"""


def addresses(feed):
    return re.findall(r"[\w/-]+\.(?:jpg|gif|webp)", feed.entries[0].content[0].value)


plain, whole = feedparser.parse(FEED), feedparser.parse(FEED, sanitize_html=False)
print(f"feedparser {feedparser.__version__}, bozo {plain.bozo}: {plain.entries[0].content[0].value}")
print(f"addresses of pictures: {addresses(plain)};  sanitize_html=False: {addresses(whole)}")
assert not plain.bozo and "<img />" in plain.entries[0].content[0].value, "the behaviour has changed"
assert len(addresses(plain)) == 2 and len(addresses(whole)) == 6, "the behaviour has changed"
PYTHON
