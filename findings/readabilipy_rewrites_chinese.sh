#!/usr/bin/env bash
# ReadabiliPy makes an article of a Chinese page (its own extractor, without Node).
# Guess:    the text of the page, and the time of the page with its offset.
# Seen:     ，：！？（） are written as their ASCII forms (no other sign is: 。、“” stay), in `plain_text` and in the HTML of
#           `content`, and the ideographic indent is gone; `date` has lost its +08:00, so that it passes as local or as UTC.
# Versions: ReadabiliPy 0.3.0
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check readabilipy==0.3.0
"$work/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

from readabilipy import simple_json_from_html_string

TEXT = "渔民合作社（海事）表示欢迎，同时要求：增加“近海”的巡逻、船只！何时？周五。"
PAGE = f"""<html><head><title>港口</title><meta property="article:published_time" content="2023-08-16T21:04:00+08:00"></head>
<body><article><h1>港口周五重新开放</h1><p>\u3000\u3000{TEXT}</p></article></body></html>"""
article = simple_json_from_html_string(PAGE)
text = article["plain_text"][-1]["text"]
print(f"ReadabiliPy {version('readabilipy')}, date: {article['date']}")
print(f"page: {TEXT}\ntext: {text}")
assert text == "渔民合作社(海事)表示欢迎,同时要求:增加“近海”的巡逻、船只!何时?周五。", "the behaviour has changed"
assert text in article["content"] and article["date"] == "2023-08-16T21:04:00", "the behaviour has changed"
PYTHON
