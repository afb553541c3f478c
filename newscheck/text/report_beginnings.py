"""What reports of newscheck begin with, of any version: later runs may write over them, and read them as no article."""

from __future__ import annotations

#: A report as JSON.
JSON = '{\n  "report_version": '
#: What names the program that made a page; which of its pages, or which version of it, follows.
GENERATOR = '<meta name="generator" content="newscheck '
#: A page, and what is near the beginning of an index of reports and of no other page.
PAGE = f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{GENERATOR}'
INDEX_KIND = "report site"
INDEX_MARK = f'{GENERATOR}{INDEX_KIND}">'
#: What a finding on a line of its own begins with.
FINDING = b'{"rule":"'
_MARKS_AND_BLANKS = b"\xef\xbb\xbf\xff\xfe \t\r\n"
#: Bytes in which a report as JSON begins, in any encoding of Unicode.
_HEAD = 200


def begins_json(data: bytes) -> bool:
    """Whether a file begins like a report as JSON, in any encoding of Unicode: what follows may be anything."""
    head = _plain_head(data)
    return head.startswith(b"{") and head[1:].lstrip().startswith(b'"report_version"')


def begins_findings(data: bytes) -> bool:
    """The same of findings in lines."""
    return _plain_head(data).startswith(FINDING)


def _plain_head(data: bytes) -> bytes:
    return data[:_HEAD].replace(b"\0", b"").lstrip(_MARKS_AND_BLANKS)
