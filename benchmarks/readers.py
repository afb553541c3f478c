"""What reading costs, relative to the format's own library on the same bytes.

    python benchmarks/readers.py [FORMAT...] [--items 10000] [--characters 3000]

Both are measured in one run, the best of several turns of each: from the bytes of a file to its documents (decoding
included), and from the same bytes to the library's values. The items are of Chinese text.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from functools import partial
from html import escape
from io import BytesIO
from random import Random
from time import process_time
from typing import Any, NamedTuple

from lxml import etree

from newscheck import readers
from newscheck.containers import parquet as containers
from newscheck.engine.files import inputs
from newscheck.model import RawInput

TURNS = 7
CONTENT = "http://purl.org/rss/1.0/modules/content/"
CHINA = timezone(timedelta(hours=8))
CHINESE = tuple(map(chr, range(0x4E00, 0x9FA5)))


def count_articles(path: str, data: bytes) -> int:
    """Read a file, and count its articles."""
    return sum(not document.is_blank for document in readers.read(RawInput(path, data)))


class Sample(NamedTuple):
    """The bytes of a file, what its format's own library does with them, and what newscheck does."""

    path: str
    data: bytes
    floor: Callable[[bytes], object]
    read: Callable[[str, bytes], int] = count_articles


def items(count: int, characters: int) -> list[dict[str, Any]]:
    """Items as scrapers write them."""
    random = Random(1)
    return [
        {
            "title": "".join(random.choices(CHINESE, k=20)),
            "url": f"https://paper.example/news/2024/04/{number}.html",
            "epoch_ms": 1714503600000 + 60_000 * number,
            "dateline": "2024-04-30T21:04",
            "image": f"https://paper.example/images/{number}.jpg",
            "author": "".join(random.choices(CHINESE, k=3)),
            "tags": ["".join(random.choices(CHINESE, k=2)) for _ in range(3)],
            "body": "\n".join("".join(random.choices(CHINESE, k=characters // 10)) for _ in range(10)),
        }
        for number in range(count)
    ]


def json_samples(articles: list[dict[str, Any]]) -> Iterator[tuple[str, Sample]]:
    """Arrays, wrappers and lines, with Chinese as it is and escaped."""
    for form, is_ascii in (("as it is", False), ("escaped", True)):
        dump = partial(json.dumps, ensure_ascii=is_ascii)
        yield f"lines, {form}", Sample("a.jsonl", "\n".join(map(dump, articles)).encode(), _lines)
        yield f"array, {form}", Sample("a.json", dump(articles).encode(), json.loads)
        yield f"array, indented, {form}", Sample("a.json", dump(articles, indent=2).encode(), json.loads)
        yield f"wrapper, {form}", Sample("a.json", dump({"status": "ok", "articles": articles}).encode(), json.loads)
        by_key = {f"a{number}": item for number, item in enumerate(articles)}
        yield f"by key, {form}", Sample("a.json", dump(by_key, indent=1).encode(), json.loads)


def _lines(data: bytes) -> list[Any]:
    return [json.loads(line) for line in data.split(b"\n")]


def csv_samples(articles: list[dict[str, Any]]) -> Iterator[tuple[str, Sample]]:
    """Tables with lists as Python writes them, with delimiters of two kinds."""
    for title, path, delimiter in (("commas", "a.csv", ","), ("tabs", "a.tsv", "\t")):
        stream = io.StringIO(newline="")
        writer = csv.DictWriter(stream, list(articles[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(articles)
        yield title, Sample(path, stream.getvalue().encode(), partial(_rows, delimiter))


def _rows(delimiter: str, data: bytes) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline=""), delimiter=delimiter))


def xml_samples(articles: list[dict[str, Any]]) -> Iterator[tuple[str, Sample]]:
    """Feeds with the text as CDATA and escaped, and the form of Scrapy's export."""
    for title, form in (("feed, CDATA", "<![CDATA[{}]]>"), ("feed, escaped", None)):
        entries = "\n".join(_entry(article, form) for article in articles)
        text = f'<rss version="2.0" xmlns:content="{CONTENT}"><channel><title>x</title>\n{entries}\n</channel></rss>'
        yield title, Sample("a.xml", text.encode(), _elements)
    records = "\n".join(
        "<item>" + "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in article.items()) + "</item>"
        for article in articles
    )
    yield "records", Sample("a.xml", f"<items>\n{records}\n</items>".encode(), _elements)


def _entry(article: dict[str, Any], form: str | None) -> str:
    html = "".join(f"<p>{line}</p>" for line in article["body"].split("\n"))
    date = format_datetime(datetime.fromtimestamp(article["epoch_ms"] / 1000, CHINA))
    return (
        f"<item><title>{article['title']}</title><link>{article['url']}</link><guid>{article['url']}</guid>"
        f"<pubDate>{date}</pubDate><category>{article['tags'][0]}</category>"
        f"<content:encoded>{form.format(html) if form else escape(html)}</content:encoded></item>"
    )


def _elements(data: bytes) -> list[dict[Any, str | None]]:
    """The items as iterparse gives them: the tree of a long feed is not kept."""
    found = []
    for _, element in etree.iterparse(io.BytesIO(data), tag="item"):
        found.append({child.tag: child.text for child in element})
        element.clear()
    return found


#: Divides the files of a sample that has one for each article.
_NEXT_FILE = b"\0"


def markdown_samples(articles: list[dict[str, Any]]) -> Iterator[tuple[str, Sample]]:
    """A file for each article: PyYAML (in C) and markdown-it-py against the document."""
    front = "---\ntitle: {title}\ndate: {dateline}\nlink: {url}\nimage: {image}\nauthor: {author}\n---\n\n"
    files = [front.format_map(item) + item["body"].replace("\n", "\n\n") + "\n" for item in articles]
    yield "one file per article", Sample("a.md", "\0".join(files).encode(), _front_matter_and_text, _count_files)


def _front_matter_and_text(data: bytes) -> None:
    import yaml
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark")
    for file in data.split(_NEXT_FILE):
        _, front, text = file.decode().split("---\n", 2)
        yaml.compose(front, Loader=yaml.CSafeLoader)
        parser.render(text)


def _count_files(path: str, data: bytes) -> int:
    return sum(count_articles(path, file) for file in data.split(_NEXT_FILE))


def parquet_samples(articles: list[dict[str, Any]]) -> Iterator[tuple[str, Sample]]:
    """A table: pyarrow's rows against documents."""
    import pyarrow as pa
    from pyarrow import parquet

    rows = [item | {"fetched": datetime.fromtimestamp(item["epoch_ms"] / 1000, UTC)} for item in articles]
    file = BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows), file)
    data = file.getvalue()
    yield "rows", Sample("a.parquet", data, _table_rows, _count_documents)


def _table_rows(data: bytes) -> None:
    from pyarrow import parquet

    for batch in parquet.ParquetFile(BytesIO(data)).iter_batches(256):
        batch.to_pylist()


def _count_documents(path: str, data: bytes) -> int:
    pieces = containers.inputs(BytesIO(data), path, len(data))
    return sum(not document.is_blank for raw in pieces for document in readers.read(raw))


def warc_samples(articles: list[dict[str, Any]]) -> Iterator[tuple[str, Sample]]:
    """A web archive: warcio's contents against pages, whose articles an extractor finds."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    file = BytesIO()
    writer = WARCWriter(file, gzip=True)
    for item in articles:
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        page = f"<html><head><title>{item['title']}</title></head><body>{item['body']}</body></html>".encode()
        writer.write_record(writer.create_warc_record(item["url"], "response", BytesIO(page), http_headers=http))
    yield "pages, compressed", Sample("a.warc.gz", file.getvalue(), _warc_contents, _count_pages)


def _warc_contents(data: bytes) -> None:
    from warcio.archiveiterator import ArchiveIterator

    for record in ArchiveIterator(BytesIO(data)):
        record.content_stream().read()


def _count_pages(path: str, data: bytes) -> int:
    return sum(not raw.fault for raw in inputs.read_stream(BytesIO(data), path, len(data), pages=True))


#: The samples of each format, and what they are.
FLOORS: Mapping[str, Callable[[list[dict[str, Any]]], Iterator[tuple[str, Sample]]]] = {
    "json": json_samples,
    "csv": csv_samples,
    "xml": xml_samples,
    "markdown": markdown_samples,
    "parquet": parquet_samples,
    "warc": warc_samples,
}


def seconds(action: Callable[[], object]) -> float:
    """The best processor time of some turns."""
    times = []
    for _ in range(TURNS):
        start = process_time()
        action()
        times.append(process_time() - start)
    return min(times)


def main() -> None:
    """Print a line for each sample: megabytes, microseconds per item of the library, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", default=[*FLOORS])
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--characters", type=int, default=3_000)
    options = parser.parse_args()
    articles = items(options.items, options.characters)
    for name in options.formats:
        for title, sample in FLOORS[name](articles):
            read = partial(sample.read, sample.path, sample.data)
            assert read() == len(articles), f"{name}, {title}: not all items are read"
            floor = seconds(partial(sample.floor, sample.data))
            ratio = seconds(read) / floor
            size, each = len(sample.data) / 1e6, floor / len(articles) * 1e6
            print(f"{name:<8} {title:<26} {size:6.1f} MB  {each:6.1f} us  {ratio:.2f}")


if __name__ == "__main__":
    main()
