#!/usr/bin/env bash
# An article was published on the 17th at 09:30; its address has the day on which the draft was made (/2023/08/16/).
# Guess:    newspaper4k takes `article:published_time`, as it does where the address has no date.
# Seen:     it takes the 16th, at 00:00 and without a zone: what the page says of itself is not looked at. /2023-08-16/ does
#           the same, /20230816/ does not. So one paper's times are of two kinds, by the form of its addresses.
# Versions: newspaper4k 0.9.6
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check newspaper4k==0.9.6
"$work/venv/bin/python" - <<'PYTHON'
import warnings
from importlib.metadata import version

warnings.simplefilter("ignore")  # about NLTK, which is not needed here
import newspaper

PAGE = """<html lang="en"><head><title>The harbour reopens on Friday</title>
<meta property="article:published_time" content="2023-08-17T09:30:00+08:00"></head>
<body><article><h1>The harbour reopens on Friday</h1><p>Fishermen welcomed the agreement.</p></article></body></html>"""
PUBLISHED = "2023-08-17T09:30:00+08:00"
SEEN = {"2023/08/16/1": "2023-08-16T00:00:00", "2023-08-16/1": "2023-08-16T00:00:00", "20230816/1": PUBLISHED, "1": PUBLISHED}
found = {}
print(f"newspaper4k {version('newspaper4k')}, article:published_time {PUBLISHED}")
for path in SEEN:
    article = newspaper.Article(f"https://paper.example/{path}")
    article.download(input_html=PAGE)
    article.parse()
    found[path] = article.publish_date.isoformat()
    print(f"https://paper.example/{path}: {found[path]}")
assert found == SEEN, "the behaviour has changed"
PYTHON
