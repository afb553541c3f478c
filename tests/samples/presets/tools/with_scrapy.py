# requires: Scrapy==2.19.0 pillow==13.0.0
"""The feed exports of a spider with the pipelines for images and files, against a server on this machine."""

import functools
import hashlib
import http.server
import io
import re
import sys
import tempfile
import threading
from pathlib import Path

import scrapy
from pages import pages
from PIL import Image
from scrapy.crawler import CrawlerProcess

OUT = Path(sys.argv[1])


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server without a log."""

    def log_message(self, *_: object) -> None:
        """Write nothing."""


def serve(folder: str) -> http.server.ThreadingHTTPServer:
    """Serve the pages and a picture at a free port."""
    for page in pages():
        (Path(folder) / page.path.name).write_bytes(page.path.read_bytes())
    picture = io.BytesIO()
    Image.new("RGB", (160, 90), "teal").save(picture, "JPEG")
    (Path(folder) / "photo.jpg").write_bytes(picture.getvalue())
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class NewsSpider(scrapy.Spider):
    """Yields an item per page, as in the tutorial of Scrapy."""

    name = "news"
    base = ""

    async def start(self):
        """A request for each page."""
        for page in pages():
            yield scrapy.Request(f"{self.base}/{page.path.name}")

    def parse(self, response):
        """The item of a page."""
        yield {
            "link": response.css("link[rel=canonical]::attr(href)").get(),
            "headline": response.css("h1::text").get(),
            "date": response.css("time::attr(datetime)").get(),
            "content": response.css(".story p::text, .story b::text").getall(),
            "crawled_at": "2026-11-28T06:30:00+00:00",
            "image_urls": [f"{self.base}/photo.jpg"],
        }


with tempfile.TemporaryDirectory() as folder:
    NewsSpider.base = f"http://127.0.0.1:{serve(folder).server_port}"
    formats = {"json": "scrapy.json", "jsonlines": "scrapy.jl"}
    process = CrawlerProcess(
        {
            "FEEDS": {
                str(OUT / name): {"format": form, "overwrite": True, "encoding": "utf-8"}
                for form, name in formats.items()
            },
            "ITEM_PIPELINES": {"scrapy.pipelines.images.ImagesPipeline": 1},
            "IMAGES_STORE": folder,
            "CONCURRENT_REQUESTS": 1,
            "LOG_LEVEL": "ERROR",
            "TELNETCONSOLE_ENABLED": False,
        }
    )
    process.crawl(NewsSpider)
    process.start()
# The port is another one each time, and the names of the pictures are hashes of their addresses.
PHOTO = "https://img.example.org/photo.jpg"
NAME = hashlib.sha1(PHOTO.encode()).hexdigest()
for name in formats.values():
    text = (OUT / name).read_text(encoding="utf-8").replace(f"{NewsSpider.base}/photo.jpg", PHOTO)
    (OUT / name).write_text(re.sub("full/[0-9a-f]{40}", f"full/{NAME}", text), encoding="utf-8")
