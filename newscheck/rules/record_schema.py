"""The record violates its JSON Schema.

The schema of the site (`newscheck schema rfi`), or the one given with `--schema`, defines the fields that a record must
have and their form. A violation is not reported if a rule already reports the same field at least as severely. A
violation of a site's own schema is also hidden if the project has switched off such a rule or lowered its severity; a
schema given with `--schema` still reports it.

What to do: inspect the record with `newscheck show FILE`. If the schema requires more than the publisher provides,
write your own and pass it with `--schema FILE`; it may refer to `urn:newscheck:schema:article` and to files of the same
repository. Patterns follow ECMA-262: `\\w` is ASCII, `\\p{Script=Han}` matches a Chinese character. `most` is the
number of violations reported for one record, at most 20.
"""

from collections.abc import Iterator
from itertools import islice

from newscheck.model import Article, Context, Hit

SEVERITY = "error"
OPTIONS = {"most": 5}
IS_FALLBACK = True
#: Violations of one record that are reported at most, whatever `most` is, and that are counted at most.
_MOST, _COUNTED = 20, 1_000
_ITEM = {
    "epoch_ms": 1692215820000,
    "title": "海上救援协定周五开始生效",
    "url": "https://www.rfi.fr/cn/%E5%9B%BD%E9%99%85/20230816-%E6%B5%B7%E4%B8%8A%E6%95%91%E6%8F%B4%E5%8D%8F%E5%AE%9A%E5%91%A8%E4%BA%94%E5%BC%80%E5%A7%8B%E7%94%9F%E6%95%88",
    "dateline": "2023-08-16T21:04",
    "image": "https://s.rfi.fr/media/display/1/w:1280/p:16x9/photo.jpg",
    "lead": "海事法庭周三公布了海上救援协定的全部条文，沿海各国将在两年内完成必要的立法程序。",
    "paragraphs": [
        "海事法庭周三公布了海上救援协定的全部条文，沿海各国将在两年内完成必要的立法程序。",
        "渔民合作社表示欢迎，同时要求增加近海的巡逻船只。相关文件预计在三个月内公布，具体数字仍有待独立机构核实。",
        "反对党领袖警告不要忽视冬季的风险，并呼吁各方遵守已有的约定。下一次会议定于九月中旬在里斯本举行。",
    ],
}
BAD = [{"json": {**_ITEM, "images": "photo.jpg"}}]
GOOD = [{}, {"json": _ITEM}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report the violations of the schema up to a limit, and the number of the others."""
    if ctx.schema is None or ctx.schema.accepts(article.record):
        return
    lost = _lost(article)
    entries = (entry for entry in ctx.schema.violations(article.record) if entry[0] not in lost)
    violations = list(islice(entries, _COUNTED))
    most = min(int(ctx.options["most"]), _MOST)
    for pointer, message in violations[:most]:
        yield Hit(f"{pointer or 'record'}: {_short(message)}", pointer)
    if len(violations) > most:
        least = "at least " if len(violations) == _COUNTED else ""
        yield Hit(f"and {least}{len(violations) - most} more violations of the schema")


def _lost(article: Article) -> set[str]:
    """Fields missing because of a malformed header, which `header-malformed` reports."""
    document = article.document
    if not any(fault.kind == "header" for fault in document.faults):
        return set()
    fields = {"/epoch_ms": document.epoch, "/title": document.title, "/url": document.url}
    return {pointer for pointer, field in fields.items() if field is None}


def _short(message: str) -> str:
    return message if len(message) <= 160 else f"{message[:80]} … {message[-70:]}"
