#!/usr/bin/env bash
# goose3 makes an article of a Chinese page that says lang="zh".
# Guess:    the text, or an error that tells what to install or to set.
# Seen:     `cleaned_text` is empty, the title is right; target_language="zh" changes nothing, with jieba installed or not,
#           and nothing is said. Words are counted at blanks, so that a paragraph has no stop words and is no content. Only
#           `stopwords_class=StopWordsChinese` with jieba gives the text.
# Versions: goose3 3.1.22, jieba 0.42.1
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check goose3==3.1.22 jieba==0.42.1
TMPDIR=$work "$work/venv/bin/python" - <<'PYTHON'
import logging
import warnings
from importlib.metadata import version

from goose3 import Goose
from goose3.text import StopWordsChinese

logging.getLogger("jieba").disabled = True
TEXT = "渔民合作社表示欢迎，同时要求增加近海的巡逻船只。相关文件预计在三个月内公布，港口的船只将更换海图。" * 4
PAGE = f"""<html lang="zh"><head><meta charset="utf-8"><title>港口周五重新开放</title></head>
<body><article><h1>港口周五重新开放</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"""


def read(**settings):
    article = Goose(settings).extract(raw_html=PAGE)
    print(f"{settings or 'no settings'}: title {article.title}, {len(article.cleaned_text)} characters of text")
    return article.title, len(article.cleaned_text) > 100


print(f"goose3 {version('goose3')}, jieba {version('jieba')}")
with warnings.catch_warnings():
    warnings.simplefilter("error")
    found = [read(), read(target_language="zh"), read(target_language="zh", use_meta_language=False)]
chinese = read(stopwords_class=StopWordsChinese)
assert found == [("港口周五重新开放", False)] * 3, "the behaviour has changed"
assert chinese == ("港口周五重新开放", True), "the behaviour has changed"
PYTHON
