"""A file is not UTF-8.

If the whole file is in another encoding (GB18030, Big5, UTF-16, Windows-1251), the bytes of the page were saved
without being decoded. If only a few bytes are invalid, text was cut in the middle of a character or two encodings were
mixed, and these characters are lost.

What to do: decode the page as it declares (`Content-Type`, `<meta charset>`) and write UTF-8. Cut text by characters,
never by bytes.
"""

from collections.abc import Iterator

from newscheck.model import Context, Document, Hit

SEVERITY = "error"
_TEXT = """<!--1692215820000-->
[海上救援协定周五开始生效](https://www.rfi.fr/cn/%E5%9B%BD%E9%99%85/20230816-%E6%B5%B7%E4%B8%8A%E6%95%91%E6%8F%B4%E5%8D%8F%E5%AE%9A%E5%91%A8%E4%BA%94%E5%BC%80%E5%A7%8B%E7%94%9F%E6%95%88)
------

<div>16/08/2023 - 21:04</div><img src="https://s.rfi.fr/media/display/1/w:1280/p:16x9/photo.jpg">\
<p><strong>海事法庭周三公布了海上救援协定的全部条文，沿海各国将在两年内完成必要的立法程序。</strong></p>\
<div><p>渔民合作社表示欢迎，同时要求增加近海的巡逻船只。相关文件预计在三个月内公布，具体数字仍有待独立机构核实。</p>\
<p>反对党领袖警告不要忽视冬季的风险，并呼吁各方遵守已有的约定。下一次会议定于九月中旬在里斯本举行。</p></div>
"""
BAD = [
    {"raw": _TEXT.encode("gb18030")},
    {"raw": _TEXT.encode("utf-16")},
    {"sub": [('<img src="', '<img alt="\udcce" src="')]},
]
GOOD = [{"raw": _TEXT}, {"sub": [('<img src="', '<img alt="𠮷野家 – café" src="')]}]


def check(document: Document, ctx: Context) -> Iterator[Hit]:
    """Report the actual encoding, or the position of the first invalid byte."""
    for fault in document.faults:
        if fault.kind == "encoding":
            yield Hit(fault.detail, "", fault.start, fault.end)
