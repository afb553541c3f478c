"""JSON can't be parsed, or is followed by more data.

A truncated line in a JSON Lines file is an item that was lost when the crawl was killed. Two items on one line come
from two processes that wrote to the same file. A second array behind the first is what a feed export appends on its
second run: other programs reject the file or read only the first array. newscheck checks every item of such a file that
it can parse; an error costs only the item that contains it.

What to do: fetch the lost items again. Export JSON Lines instead of one array: such a file can be appended to, and read
while it grows.
"""

from collections.abc import Iterator
from json import dumps

from newscheck.model import Context, Document, Hit

SEVERITY = "error"
_ONE, _TWO = (
    dumps({"title": title, "url": f"https://news.example.org/2023/{slug}.html", "epoch_ms": epoch, "body": body})
    for title, slug, epoch, body in (
        (
            "海上救援协定周五开始生效",
            "rescue-agreement",
            1692215820000,
            (
                "海事法庭周三公布了海上救援协定的全部条文，沿海各国将在两年内完成必要的立法程序。"
                "渔民合作社表示欢迎，同时要求增加近海的巡逻船只。"
            ),
        ),
        (
            "边境口岸的开放时间推迟",
            "border-posts",
            1692219420000,
            (
                "铁路公司当天上午证实，边境口岸的开放时间将推迟一个月，相关文件预计在九月公布。"
                "出口商协会批评这一决定，呼吁各方遵守已有的约定。"
            ),
        ),
    )
)
BAD = [
    {"raw": '{"title": "海上救援协定周五开始生效", "url": "https://www.rf', "path": "items.jl"},
    {"raw": f"{_ONE}{_TWO}\n", "path": "items.jsonl"},
    {"raw": "[{'title': '海上救援协定'}]", "path": "items.json"},
    {"raw": '[\n{"title": "海上救援协定"\n', "path": "items.json"},
    {"raw": f"[\n{_ONE}\n][\n{_TWO}\n]", "path": "items.json"},
    {"raw": f"[\n{_ONE}\n]\nnull", "path": "items.json"},
]
GOOD = [{"raw": f"[\n{_ONE},\n{_TWO}\n]\n", "path": "items.json"}]


def check(document: Document, ctx: Context) -> Iterator[Hit]:
    """Report the place where parsing fails."""
    for fault in document.faults:
        if fault.kind == "json":
            yield Hit(f"no JSON: {fault.detail}", "", fault.start, fault.end)
