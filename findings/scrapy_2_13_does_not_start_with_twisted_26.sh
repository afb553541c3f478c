#!/usr/bin/env bash
# A scraper that pins Scrapy 2.13.0 and not Twisted, installed today: Scrapy allows any newer Twisted.
# Guess:    it runs as it did, or pip refuses the pair.
# Seen:     pip installs Twisted 26.10.0, and no spider starts: `AttributeError: 'ExecutionEngine' object has no attribute
#           'downloader'` is in the log only, the exit code is 0 and the feed is empty. With Twisted 25.5.0 the same spider
#           yields its item.
# Versions: Scrapy 2.13.0, Twisted 26.10.0 and 25.5.0
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/spider.py" <<'PYTHON'
import scrapy


class Harbour(scrapy.Spider):
    name = "harbour"
    start_urls = ["data:text/html,<h1>The harbour reopens</h1>"]

    def parse(self, response):
        yield {"title": response.css("h1::text").get()}
PYTHON
run() {
  python3 -m venv "$work/$1"
  "$work/$1/bin/pip" install -q --disable-pip-version-check scrapy==2.13.0 "twisted==$1"
  code=0
  "$work/$1/bin/scrapy" runspider "$work/spider.py" -O "$work/$1.jsonl" >"$work/$1.log" 2>&1 || code=$?
  echo "Twisted $1: exit code $code, items: $(cat "$work/$1.jsonl" 2>/dev/null | tr -d '\n')"
}
run 25.5.0
run 26.10.0
grep -q "The harbour reopens" "$work/25.5.0.jsonl"
grep -o "AttributeError: .*" "$work/26.10.0.log" | head -1
grep -q "'ExecutionEngine' object has no attribute 'downloader'" "$work/26.10.0.log" || { echo "the behaviour has changed"; exit 1; }
