"""XML (a feed, an export) is not well formed.

XML parsers have to refuse a file with a single such fault: an item that is not closed, since the download was cut or
the program was killed; a control character from the publisher's editor, which Scrapy's XML export writes as it is; an
ampersand or `&nbsp;` that was not escaped; a second document behind the first, from a second run. newscheck checks
every item of such a file all the same, and reports the first place of each kind.

What to do: fetch a file that was cut again. Write XML with a library, and remove control characters from the texts
first. For items of a scraper, JSON Lines is the safer format: it can be appended to, and holds any character.
"""

from collections.abc import Iterator

from newscheck.model import Context, Document, Hit

SEVERITY = "error"
_BODY = (
    "<p>海事法庭周三公布了海上救援协定的全部条文，沿海各国将在两年内完成必要的立法程序。</p>"
    "<p>渔民合作社表示欢迎，同时要求增加近海的巡逻船只。</p>"
)
_ITEM = (
    "<item><title>海上救援协定周五开始生效</title><url>https://news.example.org/2023/rescue-agreement.html</url>"
    f"<epoch_ms>1692215820000</epoch_ms><html><![CDATA[{_BODY}]]></html></item>"
)
_ITEMS = f'<?xml version="1.0" encoding="utf-8"?>\n<items>\n{_ITEM}\n</items>'
BAD = [
    {"raw": _ITEMS[:-20], "path": "items.xml"},
    {"raw": _ITEMS.replace("</items>", "<item><title>边境口"), "path": "items.xml"},
    {"raw": _ITEMS.replace("</url>", "</url><place>\x0b里斯本</place>"), "path": "items.xml"},
    {"raw": _ITEMS.replace("</url>", "</url><place>里斯本&nbsp;</place>"), "path": "items.xml"},
    {"raw": _ITEMS.replace("</url>", "</url><place>A&B</place>"), "path": "items.xml"},
    {"raw": f"Warning: no memory\n{_ITEMS}", "path": "items.xml"},
]
GOOD = [{"raw": _ITEMS, "path": "items.xml"}, {"raw": _ITEMS.replace("</url>", "</url><place/>"), "path": "items.xml"}]


def check(document: Document, ctx: Context) -> Iterator[Hit]:
    """Report the place where other programs stop reading."""
    for fault in document.faults:
        if fault.kind == "xml":
            yield Hit(f"no well-formed XML: {fault.detail}", "", fault.start, fault.end)
