"""A table (CSV, TSV) has a broken row, or no header.

A spreadsheet program that saves a table, or a scraper that joins texts with commas by hand, leaves out quotes: from
then on, texts stand in the wrong columns, and an open quote takes in all rows down to the next one. A second run of a
scraper that appends to its table (Scrapy's `-o`) writes the header again, among the rows. Programs read such files
without an error. newscheck checks all rows that have as many cells as the header; a broken one is reported and not
checked.

What to do: write tables with a library (`csv.writer`, `DataFrame.to_csv`), with the names of the columns in the first
row, and don't save them again in a spreadsheet program. Name the columns of a table without a header in the settings
(`columns = ["title", "url", "body"]`; `newscheck init` writes it). JSON Lines is the safer format for texts.
"""

from collections.abc import Iterator

from newscheck.model import Context, Document, Hit

SEVERITY = "error"
_HEADER = "title,url,epoch_ms,body\n"
_URL = "https://news.example.org/2023"
_ONE = (
    f"海上救援协定周五开始生效,{_URL}/rescue-agreement.html,1692215820000,"
    '"海事法庭周三公布了海上救援协定的全部条文，沿海各国将在两年内完成必要的立法程序。'
    '渔民合作社表示欢迎，同时要求增加近海的巡逻船只。"\n'
)
_TWO = (
    f"边境口岸的开放时间推迟,{_URL}/border-posts.html,1692219420000,"
    '"铁路公司当天上午证实，边境口岸的开放时间将推迟一个月，相关文件预计在九月公布。'
    '出口商协会批评这一决定，呼吁各方遵守已有的约定。"\n'
)
BAD = [
    {"raw": _HEADER + _ONE + _TWO.replace("，", ",").replace('"', ""), "path": "articles.csv"},
    {"raw": _HEADER + _ONE + _TWO.removesuffix('"\n'), "path": "articles.csv"},
    {"raw": _HEADER + _ONE.replace("海事法庭", '"海事法庭"') + _TWO, "path": "articles.csv"},
    {"raw": _ONE + _TWO, "path": "articles.csv"},
    {"raw": _HEADER.replace("\n", ",url\n") + _ONE.replace("\n", ",\n"), "path": "articles.csv"},
]
GOOD = [
    {"raw": _HEADER + _ONE + _TWO, "path": "articles.csv"},
    {"raw": (_HEADER + _ONE + _TWO).replace(",", ";"), "path": "articles.csv"},
]


def check(document: Document, ctx: Context) -> Iterator[Hit]:
    """Report the row, or the place in it, where reading fails."""
    for fault in document.faults:
        if fault.kind == "csv":
            yield Hit(f"the table is broken: {fault.detail}", "", fault.start, fault.end)
