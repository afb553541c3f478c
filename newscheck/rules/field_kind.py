"""A field of an item is not of the kind that its site expects, or not one of the known values.

A site file, or the settings, say under `[record]` what the fields of its items are: `author = "text"`, `tags = "list"`,
`section = {kind = "text", values = ["world", "sport"]}`. A field that changes from a list to a text, a number that
arrives as text, an address that is relative or a section that nobody knows breaks whatever reads the items, and is
often the first sign that a selector matches another element of the page.

What to do: look at the page and at the code that fills the field. If the new form is right, change the kind, or add the
value to `values`. In CSV, XML and front matter, where each value is a text, a number and a truth value may be one.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from newscheck.article.dates import quoted
from newscheck.model import Article, Context, ExpectedField, Hit
from newscheck.text.json_path import Steps, json_path, json_pointer

SEVERITY = "error"
#: Entries or unknown values of a list that are reported, and expected ones that a message names.
_MOST, _NAMED = 5, 4
_ITEM = {
    "title": "海上救援协定周五开始生效",
    "url": "https://news.example.org/2023/%E5%A4%96%E4%BA%A4.html",
    "epoch_ms": 1692215820000,
    "dateline": "2023-08-16T21:04",
    "body": "渔民合作社表示欢迎，同时要求增加近海的巡逻船只。相关文件预计在三个月内公布。" * 3,
}
_SECTION = {"section": {"kind": "text", "values": ["国际", "社会"]}}
BAD = [
    {"json": {**_ITEM, "author": ["林舟"]}, "record": {"author": "text"}},
    {"json": {**_ITEM, "tags": "渔业,港口"}, "record": {"tags": "list"}},
    {"json": {**_ITEM, "comments": "12"}, "record": {"comments": {"kind": "number", "required": False}}},
    {"json": {**_ITEM, "page": "/2023/8.html"}, "record": {"page": "url"}},
    {"json": {**_ITEM, "edited": "3 hours ago"}, "record": {"edited": "date"}},
    {"json": {**_ITEM, "section": "登录"}, "record": _SECTION},
    {"json": {**_ITEM, "tags": ["渔业", "登录"]}, "record": {"tags": {"kind": "list", "values": ["渔业", "港口"]}}},
    {"json": {**_ITEM, "authors": [{"name": "林舟"}, {"name": 7}]}, "record": {"authors[*].name": "text"}},
]
GOOD = [
    {"json": {**_ITEM, "author": "林舟", "tags": ["渔业"]}, "record": {"author": "text", "tags": "list"}},
    {"json": {**_ITEM, "author": None}, "record": {"author": {"kind": "text", "required": False}}},
    {"json": {**_ITEM, "comments": 12, "paid": False}, "record": {"comments": "number", "paid": "boolean"}},
    {"json": {**_ITEM, "section": "国际"}, "record": _SECTION},
    {"json": {**_ITEM, "edited": "2023-08-16 21:04"}, "record": {"edited": "date"}},
]
_ARTICLES = {"object": "an", "url": "an absolute"}


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report each field with a value of another kind, and the values that are unknown."""
    if not article.site.record:
        return
    from newscheck.article import own_fields  # few sites expect fields

    if not own_fields.has_own(article):
        return
    form = article.document.format
    for name, expected in article.site.record.items():
        values = ((value, steps) for value, steps, _ in own_fields.find_each(article, name))
        hits = (_hits(value, steps, expected, form) for value, steps in values if own_fields.has_value(value))
        yield from islice(chain.from_iterable(hits), _MOST)


def _hits(value: Any, steps: Steps, expected: ExpectedField, form: str) -> Iterator[Hit]:
    from newscheck.article import own_fields  # as above

    if not own_fields.is_of_kind(value, expected.kind, form):
        wanted = f"{_ARTICLES.get(expected.kind, 'a')} {expected.kind.replace('url', 'URL')}"
        yield Hit(f"`{json_path(steps)}` is {_described(value)}, not {wanted}", json_pointer(steps))
    elif expected.values:
        for text, index in own_fields.others(value, expected.values):
            pointer = json_pointer(steps if index is None else (*steps, index))
            yield Hit(f"`{quoted(text)}` in `{json_path(steps)}` is none of {_named(expected.values)}", pointer)


def _described(value: object) -> str:
    from newscheck.article import own_fields  # as above

    kind = own_fields.kind_of(value)
    is_short = kind in ("text", "number", "boolean")
    return f"the {kind} `{quoted(value)}`" if is_short else f"{_ARTICLES.get(kind, 'a')} {kind}"


@lru_cache(64)
def _named(values: frozenset[str]) -> str:
    names = ", ".join(f"`{quoted(value)}`" for value in sorted(values)[:_NAMED])
    return f"{names} and {len(values) - _NAMED} more" if len(values) > _NAMED else names
