"""A news site on the loopback interface: an index and pages, of which some are broken.

    python loopback_site.py [PAGES] [BROKEN]

Prints its address, and serves until it is ended.
"""

from __future__ import annotations

import random
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_PLACES = (
    "Aldervik",
    "Brenholm",
    "Carrow",
    "Dunmere",
    "Eskdale",
    "Farrow",
    "Glenmoor",
    "Hartsea",
    "Ivelston",
    "Jarrow",
)
_WHO = ("council", "school board", "harbour office", "railway", "library", "farmers' union", "fire brigade", "museum")
_DOES = ("approves", "postpones", "opens", "repairs", "extends", "sells", "counts", "restores", "moves", "paints")
_WHAT = ("a footbridge", "the night ferry", "two class rooms", "the old mill", "a bus line", "its archive", "a well")
_SAYS = (
    "said that the work will take {n} weeks",
    "counted {n} letters from readers about it",
    "asked the district for {n} thousand crowns",
    "invited {n} neighbours to a meeting on Thursday",
    "showed {n} drawings in the town hall",
    "reckons with {n} visitors in the first summer",
    "found {n} boxes of papers in the attic",
    "hired {n} workers from the valley",
)
#: What is wrong with a broken page, in turn.
FAULTS = ("no title", "no text", "a date to come", "mojibake")


def page(number: int, fault: str = "") -> str:
    """The HTML of an article; the same each time."""
    draw = random.Random(number)
    who, place = draw.choice(_WHO), draw.choice(_PLACES)
    title = f"{place} {who} {draw.choice(_DOES)} {draw.choice(_WHAT)} after vote {number + 1}"
    sentences = [
        f"The {draw.choice(_WHO)} of {draw.choice(_PLACES)} {draw.choice(_SAYS).format(n=number * 40 + at)}."
        for at in range(24)
    ]
    paragraphs = [" ".join(sentences[at : at + 4]) for at in range(0, 24, 4)]
    date = f"2023-08-{1 + number // 4:02d}T{8 + number % 4 * 3:02d}:15:00Z"
    if fault == "no title":
        title = ""
    elif fault == "no text":
        paragraphs = []
    elif fault == "a date to come":
        date = f"2093-08-{1 + number // 4:02d}T09:15:00Z"
    elif fault == "mojibake":
        paragraphs = [text.replace("The ", "â€œThe ").replace(".", "â€\x9d.") for text in paragraphs]
    body = "\n".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f"<html><link rel='canonical' href='https://gazette.example/news/vote-{number + 1}.html'><h1>{title}</h1>"
        f"<time datetime='{date}'></time><article>{body}</article></html>"
    )


def pages(count: int, broken: int) -> dict[str, str]:
    """Path -> HTML: the index, and `count` articles, of which `broken` ones, spread evenly, have a fault."""
    bad = {count * (2 * at + 1) // (2 * broken): FAULTS[at % len(FAULTS)] for at in range(broken)}
    articles = {f"/news/{number}.html": page(number, bad.get(number, "")) for number in range(count)}
    return {"/": "".join(f"<a href='{path}'>{path}</a>" for path in articles), **articles}


@contextmanager
def serve(contents: dict[str, str]) -> Iterator[str]:
    """Serve pages, and yield the address of the site."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            text = contents.get(self.path)
            self.send_response(404 if text is None else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((text or "").encode())

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


if __name__ == "__main__":
    count, broken = (*map(int, sys.argv[1:]), 60, 12)[:2]
    with serve(pages(count, broken)) as address:
        sys.stdout.write(f"{address}\n")
        sys.stdout.flush()
        threading.Event().wait()
