#!/usr/bin/env bash
# A Chinese article in Markdown: two paragraphs on two lines, each with its ideographic indent (two U+3000).
# Guess:    the indent stays, as it is no blank to CommonMark, and all parsers give the same text for both lines.
# Seen:     three answers, none of which keeps it. markdown-it-py, commonmark and Python-Markdown take it off the first
#           line and leave it on the second, mistune the other way around, marko takes off both. So a text that is compared
#           with that of the page differs in one paragraph and not in the next.
# Versions: markdown-it-py 4.3.0, commonmark 0.9.2, Markdown 3.11.3, mistune 3.4.0, marko 2.2.4
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check markdown-it-py==4.3.0 commonmark==0.9.2 Markdown==3.11.3 mistune==3.4.0 marko==2.2.4
"$work/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import commonmark
import markdown
import marko
import mistune
from markdown_it import MarkdownIt

TEXT = "\u3000\u3000潮水退去以后，渔民回到了码头。\n\u3000\u3000灯亮了一夜。\n"
PARSERS = {
    "markdown-it-py": MarkdownIt().render,
    "commonmark": commonmark.commonmark,
    "Markdown": markdown.markdown,
    "mistune": mistune.html,
    "marko": marko.convert,
}
SEEN = {"markdown-it-py": [0, 2], "commonmark": [0, 2], "Markdown": [0, 2], "mistune": [2, 0], "marko": [0, 0]}
found = {}
for name, parse in PARSERS.items():
    lines = parse(TEXT).removeprefix("<p>").splitlines()
    found[name] = [line.count("\u3000") for line in lines]
    print(f"{name + ' ' + version(name):22} characters of the indent that are left: {found[name][0]}, {found[name][1]}")
assert found == SEEN, "the behaviour has changed"
PYTHON
