"""JSON can't be parsed, or goes on behind its end.

A line of a JSON Lines file that is cut off is an item that was lost when the crawl was killed; two items on one line
are two processes that wrote to the same file. An array behind an array is what a feed export appends on its second
run: other programs refuse the file, or read the first array alone. Of a broken file all items are checked that can be
read; an error costs the item that it is in.

What to do: fetch the items again that are lost. Export JSON Lines instead of one array: then the file can be appended
to, and read while it grows.
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
    """Where the parser stumbles."""
    for fault in document.faults:
        if fault.kind == "json":
            yield Hit(f"no JSON: {fault.detail}", "", fault.start, fault.end)
