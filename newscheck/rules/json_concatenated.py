"""A JSON file has several documents, one behind the other.

A program that appends to a file writes a further document behind the first: `{…}` and `{…}`, on lines of their own or
without anything between them. newscheck reads and checks all of them, as `jq` does; most other programs (`json.load`,
pandas, a browser) reject the file, or read only the first.

What to do: write JSON Lines, one document per line, into a file with the suffix `.jsonl`: such a file can be appended
to. `jq -c . articles.json > articles.jsonl` converts a file, `jq -s . articles.json` makes one array of it. Where other
programs never read the file, switch the rule off.
"""

from collections.abc import Iterator
from json import dumps

from newscheck.model import Context, Document, Hit

SEVERITY = "warning"
_ONE, _TWO = (
    {"title": title, "url": f"https://news.example.org/2023/{slug}.html", "epoch_ms": epoch, "body": body}
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
    {"raw": f"{dumps(_ONE, indent=2)}\n{dumps(_TWO, indent=2)}\n", "path": "items.json"},
    {"raw": f"{dumps(_ONE)}{dumps(_TWO)}\n", "path": "items.json"},
]
GOOD = [
    {"raw": f"[\n{dumps(_ONE)},\n{dumps(_TWO)}\n]\n", "path": "items.json"},
    {"raw": f"{dumps(_ONE)}\n{dumps(_TWO)}\n", "path": "items.jsonl"},
]


def check(document: Document, ctx: Context) -> Iterator[Hit]:
    """Report the place where the second document begins."""
    for fault in document.faults:
        if fault.kind == "json-documents":
            message = "the second of several JSON documents in one file; all are read (JSON Lines has one per line)"
            yield Hit(message, "", fault.start, fault.end)
