#!/usr/bin/env bash
# A page has its lead above <div class="article-content">, where the paragraphs are.
# Guess:    title, lead and paragraphs in the order of the page, as without that class.
# Seen:     the title and the lead are not in the text. If the paragraphs are few, the lead is there, but behind them: as
#           the last paragraph. A lead of a long and of a short article of one site are in two places.
# Versions: trafilatura 2.3.1
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check trafilatura==2.3.1 lxml-html-clean==0.4.6
"$work/venv/bin/python" - <<'PYTHON'
import trafilatura

TITLE, LEAD = "海上救援协定周五开始生效", "海事法庭公布了协定的全部条文，协定从周五开始生效，涉及近海的六个港口。"
PARAGRAPHS = [
    "渔民合作社周五表示欢迎，同时要求增加近海的巡逻船只，港口的船只将在两个月内更换海图。",
    "委员会说，相关文件将在九月提交，具体数字仍有待独立机构核实，反对党议员要求公布费用。",
    "灯塔管理局公布了新的航标，预计明年春天完成全部工程，届时沿海的渡轮班次也会增加。",
]
PLACES = {TITLE: "title", LEAD: "lead"}


def order(name, count):
    """What the lines of the extracted text are, in their order."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS * count)
    page = f'<html><head><title>{TITLE}</title></head><body><main><h1>{TITLE}</h1><p>{LEAD}</p><div class="{name}">{body}</div></main></body></html>'
    return " ".join(PLACES.get(line, "p") for line in trafilatura.extract(page).splitlines())


found = [order("column", 1), order("column", 3), order("article-content", 1), order("article-content", 3)]
print(f"trafilatura {trafilatura.__version__}")
for name, words in zip(("column, short", "column, long", "article-content, short", "article-content, long"), found):
    print(f"{name:24}{words}")
assert found[1] == "title lead p p p p p p p p p", "the behaviour has changed"
assert found[2:] == ["p p p lead", "p p p p p p p p p"], "the behaviour has changed"
PYTHON
