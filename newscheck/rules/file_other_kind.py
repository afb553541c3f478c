"""A file is of a known other kind and holds no article that can be read.

A page of HTML that was saved as JSON or CSV is an error page or a login form that the server sent instead of the data.
A sitemap lists addresses, a database or a mailbox has to be exported first, and a Git LFS pointer stands for a file
that was not fetched. Nothing in such a file is checked.

What to do: follow the message, which says it for each kind. A saved page is read through the scraper's own extractor
(`extractor = "mypkg:parse"`) or the built-in one (`extractor = "newscheck:main-content"`). If the file holds no
articles, leave it out with `--exclude`.
"""

from collections.abc import Iterator

from newscheck.model import Context, Document, Hit

SEVERITY = "error"
_SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://news.example.org/1.html</loc></url></urlset>
"""
BAD = [
    {"raw": "<!doctype html>\n<html><title>503 Service Unavailable</title></html>\n", "path": "items.json"},
    {"raw": "<html><body><h1>海上救援协定周五开始生效</h1></body></html>\n", "path": "page.html"},
    {"raw": _SITEMAP, "path": "sitemap.txt"},
    {"raw": "version https://git-lfs.github.com/spec/v1\noid sha256:1f\nsize 9\n", "path": "items.jsonl"},
    {"raw": "-- MySQL dump 10.13\nCREATE TABLE news (id int);\n", "path": "news.sql"},
]
GOOD = [{}, {"title": "DROP TABLE：数据库管理员的一天"}]


def check(document: Document, ctx: Context) -> Iterator[Hit]:
    """Report the kind of the file and what to do; the same for all files of a kind."""
    for fault in document.faults:
        if fault.kind == "other-kind":
            yield Hit(fault.detail)
