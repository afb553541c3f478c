"""An item lacks a field that its site expects.

A site file, or the settings, say under `[record]` which fields items have beside those of the record: author, tags,
section. A selector that stops matching leaves such a field out, or writes null, an empty text or an empty list, and no
schema of the record notices.

What to do: open the page, find where the value is now, and repair the selector. If it may be missing, say so in the
site file: `author = {kind = "text", required = false}`, or `lacks = ["author"]` in the `[[layout]]` that never has it.
"""

from collections.abc import Iterator
from itertools import islice

from newscheck.model import Article, Context, Hit
from newscheck.text.json_path import json_path, json_pointer

SEVERITY = "error"
#: Entries of a list that are reported for a path such as `authors[*].name`.
_MOST = 5
_ITEM = {
    "title": "海上救援协定周五开始生效",
    "url": "https://news.example.org/2023/%E5%A4%96%E4%BA%A4.html",
    "epoch_ms": 1692215820000,
    "dateline": "2023-08-16T21:04",
    "body": "渔民合作社表示欢迎，同时要求增加近海的巡逻船只。相关文件预计在三个月内公布。" * 3,
}
_RECORD = {"author": "text"}
BAD = [
    {"json": _ITEM, "record": _RECORD},
    {"json": {**_ITEM, "author": None}, "record": _RECORD},
    {"json": {**_ITEM, "author": " "}, "record": _RECORD},
    {"json": {**_ITEM, "tags": []}, "record": {"tags": "list"}},
    {"json": {**_ITEM, "tags": ["", None]}, "record": {"tags": "list"}},
    {"json": {**_ITEM, "source": {"id": "harbour", "name": None}}, "record": {"source.name": "text"}},
    {"json": {**_ITEM, "authors": [{"name": "林舟"}, {"id": 7}]}, "record": {"authors[*].name": "text"}},
]
GOOD = [
    {"json": _ITEM},
    {"json": {**_ITEM, "author": "林舟"}, "record": _RECORD},
    {"json": {**_ITEM, "comments": 0, "paid": False}, "record": {"comments": "number", "paid": "boolean"}},
    {"json": _ITEM, "record": {"author": {"kind": "text", "required": False}}},
    {"json": {**_ITEM, "source": {"name": "港务局"}}, "record": {"source.name": "text"}},
    {"json": {**_ITEM, "authors": [{"name": "林舟"}, {"name": "陈港"}]}, "record": {"authors[*].name": "text"}},
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report each required field without a value, but for those that the layout lacks; only items have any."""
    if not article.site.record:
        return
    from newscheck.article import own_fields  # few sites expect fields

    if not own_fields.has_own(article):
        return
    lacks = article.layout.lacks if article.layout else ()
    for name, expected in article.site.record.items():
        if not expected.is_required or name in lacks:
            continue
        found = own_fields.find_each(article, name)
        without = ((value, steps, is_there) for value, steps, is_there in found if not own_fields.has_value(value))
        for value, steps, is_there in islice(without, _MOST):
            yield Hit(f"`{json_path(steps)}` is {_empty(value) if is_there else 'missing'}", json_pointer(steps))


def _empty(value: object) -> str:
    if value is None:
        return "null"
    return "blank" if isinstance(value, str) and not value.strip() else "empty"
