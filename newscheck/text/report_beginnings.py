"""What reports of newscheck begin with, of any version: a later run may write over them, and reads them."""

from __future__ import annotations

#: A report as JSON.
JSON = '{\n  "report_version": '
#: What names the program that made a page; which of its pages, or which version of it, follows.
GENERATOR = '<meta name="generator" content="newscheck '
#: A page, and what is near the beginning of an index of reports and of no other page.
PAGE = f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{GENERATOR}'
INDEX_KIND = "report site"
INDEX_MARK = f'{GENERATOR}{INDEX_KIND}">'
