"""Fields of items don't fit the record.

A feed export uses the spider's own field names. Until they are mapped to those of the record (`title`, `url`,
`epoch_ms`, `html`, …), what they hold isn't checked. A field that no item of a feed has is reported once for the feed,
not for each item, with the fields that the items have and the lines for the settings that their values suggest.

What to do: put these lines into the settings, for example `[fields]` with `title = "headline"`, `url = "link"`,
`epoch_ms = "scraped_at"`; `newscheck init` writes them for a new project. If the feed has no such field, switch off the
rule that asks for it. If the file holds no articles, leave it out with `--exclude`.
"""

from collections.abc import Iterator

from newscheck.model import Context, Document, Hit

SEVERITY = "error"
_ITEM = {
    "title": "海上救援协定周五开始生效",
    "url": "https://www.rfi.fr/cn/%E5%9B%BD%E9%99%85/20230816-%E6%B5%B7%E4%B8%8A%E6%95%91%E6%8F%B4%E5%8D%8F%E5%AE%9A%E5%91%A8%E4%BA%94%E5%BC%80%E5%A7%8B%E7%94%9F%E6%95%88",
    "epoch_ms": 1692215820000,
    "html": '<div>16/08/2023 - 21:04</div><img src="https://s.rfi.fr/media/display/1/w:1280/p:16x9/photo.jpg">'
    "<p><strong>海事法庭周三公布了海上救援协定的全部条文，沿海各国将在两年内完成必要的立法程序。</strong></p>"
    "<div><p>渔民合作社表示欢迎，同时要求增加近海的巡逻船只。相关文件预计在三个月内公布，具体数字仍有待独立机构核实。</p>"
    "<p>反对党领袖警告不要忽视冬季的风险，并呼吁各方遵守已有的约定。下一次会议定于九月中旬在里斯本举行。</p></div>",
}
BAD = [{"json": {"headline": "海上救援协定", "link": "https://www.rfi.fr/cn/"}}, {"json": {}}]
GOOD = [{}, {"json": _ITEM}, {"json": {**_ITEM, "spider": "rfi"}}]


def check(document: Document, ctx: Context) -> Iterator[Hit]:
    """Report the names that the item has, since some of them have to be mapped."""
    for fault in document.faults:
        if fault.kind == "fields":
            names = ", ".join(f"`{name[:40]}`" for name in fault.names)
            names = names.encode("utf-8", "replace").decode()
            yield Hit(f"no field of the record among the item's ({names or 'it has none'})", "", fault.start, fault.end)
        elif fault.kind == "items":
            yield Hit(fault.detail.encode("utf-8", "replace").decode(), "", fault.start, fault.end)
