"""A file of the dump is a report that newscheck wrote, and is left out.

A report that is written into the dump folder, with `-o`, `--report json=`, `--report jsonl=`, `--findings` or as a
site of reports, is there when the next run reads the folder. A run leaves out the files that it writes itself, by
their names; this one was written under another name, or by another command. It has no article: all that is in it has
the form of a report. A file that only begins like a report is read as any other.

What to do: write reports to a folder outside of the dump, or leave them out with `--exclude`.
"""

from collections.abc import Iterator

from newscheck.model import Context, Document, Hit

SEVERITY = "note"
_FINDING = (
    '{"rule":"title-empty","severity":"error","path":"articles/1.md","line":2,"column":2,"pointer":"/title",'
    '"message":"the title is empty","evidence":"[]","fingerprint":"0011223344556677","related":[]}'
)
_REPORT = (
    '{\n  "report_version": 1,\n  "tool": {"name": "newscheck", "version": "0.1.0"},\n  "summary": {"files": 1, '
    f'"articles": 1, "error": 1, "warning": 0, "note": 0}},\n  "findings": [{_FINDING}],\n'
    '  "changes": [],\n  "layouts": [],\n  "rules": {}\n}\n'
)
BAD = [
    {"raw": _REPORT, "path": "report.json"},
    {"raw": f"{_FINDING}\n{_FINDING}\n", "path": "report.jsonl"},
    {"raw": _REPORT.encode("utf-16"), "path": "report.json"},
]
GOOD = [{"title": "海上救援协定周五开始生效"}]


def check(document: Document, ctx: Context) -> Iterator[Hit]:
    """Report the file; it has nothing else to check."""
    for fault in document.faults:
        if fault.kind == "own-report":
            yield Hit("a report of newscheck, which has no article; write it to a folder outside of the dump")
