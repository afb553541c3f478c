"""JSON can't be parsed.

A line of a JSON Lines file that is cut off is an item that was lost when the crawl was killed; two items on one line
are two processes that wrote to the same file. In an array, all items after the first error are lost.

What to do: fetch the items again. Export JSON Lines instead of one array: then an error costs one item, and the file
can be read while it grows.
"""

from collections.abc import Iterator

from newscheck.model import Context, Document, Hit

SEVERITY = "error"
BAD = [
    {"raw": '{"title": "海上救援协定周五开始生效", "url": "https://www.rf', "path": "items.jl"},
    {"raw": '{"title": "甲"}{"title": "乙"}\n', "path": "items.jsonl"},
    {"raw": "[{'title': '海上救援协定'}]", "path": "items.json"},
    {"raw": '[\n{"title": "海上救援协定"\n', "path": "items.json"},
]
GOOD = [{"raw": "[]", "path": "items.json"}]


def check(document: Document, ctx: Context) -> Iterator[Hit]:
    """Where the parser stumbles."""
    for fault in document.faults:
        if fault.kind == "json":
            yield Hit(f"no JSON: {fault.detail}", "", fault.start, fault.end)
