"""A file of every format: the report is the same in one process or two, from the cache, and out of an archive."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pytest
from backports import zstd
from msgspec.structs import replace
from pyarrow import parquet

from newscheck import readers, registry
from newscheck.checker import examples
from newscheck.engine.cache.content_store import Cache
from newscheck.engine.files import inputs
from newscheck.engine.run import run
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.model import Report
from newscheck.synthetic import specimen

TEXT = "渔民合作社表示欢迎，同时要求增加近海的巡逻船只。相关文件预计在三个月内公布，具体数字仍有待独立机构核实。"
#: Every third title is empty, and one address is no address.
ITEMS = [
    {
        "title": "" if number % 3 == 2 else f"海上救援协定第{number}条生效",
        "url": "mailto:a@paper.example" if number == 4 else f"https://paper.example/2023/{number}",
        "published_at": f"2023-08-16T{number:02}:04:00+00:00",
        "image": f"https://img.paper.example/{number}.jpg",
        "content": f"第{number}条。{TEXT}",
    }
    for number in range(9)
]


def table(delimiter: str) -> bytes:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(ITEMS[0]), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(ITEMS)
    return file.getvalue().encode()


def rss() -> bytes:
    items = "\n".join(
        f"<item><title>{item['title']}</title><link>{item['url']}</link><pubDate>{item['published_at']}</pubDate>"
        f"<description>{item['content']}</description></item>"
        for item in ITEMS
    )
    return f'<?xml version="1.0"?>\n<rss version="2.0"><channel><title>海事</title>\n{items}\n</channel></rss>'.encode()


def front_matter(item: Mapping[str, str]) -> bytes:
    return (
        f"---\ntitle: {json.dumps(item['title'], ensure_ascii=False)}\nlink: {item['url']}\n"
        f"date: {item['published_at']}\n---\n\n{item['content']}\n"
    ).encode()


def page(item: Mapping[str, str]) -> bytes:
    return (
        f'<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{item["title"]}</title>\n'
        f'<link rel="canonical" href="{item["url"]}"><meta property="og:title" content="{item["title"]}">\n'
        f'<meta property="article:published_time" content="{item["published_at"]}"></head><body><article>\n'
        f"<p>{item['content']}</p><p>{TEXT}</p></article></body></html>"
    ).encode()


def crawl() -> bytes:
    records = []
    for item in ITEMS:
        content = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(item)
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{item['published_at']}>\r\n"
            f"WARC-Date: 2023-08-17T00:00:00Z\r\nWARC-Target-URI: {item['url']}\r\n"
            f"Content-Length: {len(content)}\r\n\r\n"
        )
        records.append(head.encode() + content + b"\r\n\r\n")
    return b"".join(records)


def columns() -> bytes:
    file = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(ITEMS), file)
    return file.getvalue()


def jekyll() -> bytes:
    (raw,) = specimen.series([{}])
    head = "---\nlayout: post\ntitle: 别的题\ndate: 2023-08-16T19:57:00.000Z\nfrom: https://paper.example/x\n---\n"
    return head.encode() + raw.data


LINES = "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in ITEMS).encode()
WRAPPED = json.dumps({"status": "ok", "articles": ITEMS}, ensure_ascii=False, indent=1).encode()
#: A file of each reader, and one of each container that is no archive.
FILES: dict[str, bytes] = {
    "articles/table.csv": table(","),
    "articles/table.tsv": table("\t"),
    "articles/items.json": WRAPPED,
    "articles/lines.jsonl": LINES,
    "articles/feed.xml": rss(),
    "blog/_posts/2023-08-16-rescue.md": jekyll(),
    **{f"posts/{number}.md": front_matter(item) for number, item in enumerate(ITEMS)},
    **{f"saved/{number}.html": page(item) for number, item in enumerate(ITEMS)},
    "packed/lines.jsonl.gz": gzip.compress(LINES),
    "packed/items.json.zst": zstd.compress(WRAPPED),
    "packed/table.csv.xz": lzma.compress(table(",")),
    "packed/feed.xml.bz2": bz2.compress(rss()),
    "tables/articles.parquet": columns(),
    "crawls/crawl.warc.gz": gzip.compress(crawl()),
    **{raw.path: raw.data for raw in specimen.series([{"title": ""} if seed % 20 == 3 else {} for seed in range(80)])},
}


def zip_of(files: Mapping[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(name, content)
    return data.getvalue()


def check(*paths: str, jobs: int = 1, cache: bool = False) -> dict[str, Any]:
    """The report of a run as plain values, in which members of an archive have the paths of files."""
    session = Session(Project(now=examples.NOW, extractor="newscheck:main-content"))
    store = Cache(".", session.cache_identity) if cache else None
    report = run(session, paths, jobs=jobs, cache=store)
    if store:
        store.save()
    return values(report)


def values(report: Report) -> dict[str, Any]:
    whole = replace(report, findings=[*report.findings], known=[*report.known])
    plain = msgspec.to_builtins(whole)
    return dict(json.loads(json.dumps(plain, ensure_ascii=False).replace("all.zip!/", "dump/")))


@pytest.fixture
def plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The report of the folder in this process, without a cache."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("newscheck.engine.cache.stat_signature._SETTLED_NS", 0)
    for name, data in FILES.items():
        path = Path("dump", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return check("dump")


def test_every_reader_and_every_container_has_a_file(plain: dict[str, Any]) -> None:
    session = Session(Project(now=examples.NOW, extractor="newscheck:main-content"))
    raws = [raw for entry in session.walk(["dump"]) for raw in inputs.read(entry, 1 << 20)]
    assert [raw.detail for raw in raws if raw.fault] == []
    documents = [document for raw in raws for document in readers.read(raw, session.checker.mapping)]
    assert {document.format for document in documents} == set(registry.names("readers"))
    modules = {name: registry.module("containers", name) for name in registry.names("containers")}
    files = {name for name, module in modules.items() if not hasattr(module, "members")}
    assert files == {
        name for name in files if any(suffix in path for path in FILES for suffix in modules[name].SUFFIXES)
    }


@pytest.mark.slow
@pytest.mark.parametrize("way", ["two jobs", "cache", "archive"])
def test_the_report_is_the_same(plain: dict[str, Any], way: str) -> None:
    if way == "two jobs":
        assert check("dump", jobs=2) == plain
    elif way == "cache":
        assert check("dump", cache=True) == plain
        assert any(Path(".newscheck_cache").iterdir())
        assert check("dump", cache=True) == plain
    else:
        Path("all.zip").write_bytes(zip_of(FILES))
        packed = check("all.zip")
        assert packed["summary"].pop("files") == 1
        assert plain["summary"].pop("files") == len(FILES)
        assert packed == plain
