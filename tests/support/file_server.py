"""Files on the loopback interface over HTTP, by a server that can do what hostile and broken ones do."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Website(NamedTuple):
    """The address of a server, and the paths that it was asked for, with the range of bytes."""

    address: str
    asked: list[tuple[str, str]]


#: Answers a request in its own way.
Answer = Callable[[BaseHTTPRequestHandler], None]


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", **headers: str) -> None:
    """Send an answer; underscores in the names of headers are dashes, and an empty one is left out."""
    handler.send_response(status)
    for name, value in {"Content_Length": str(len(body)), **headers}.items():
        if value:
            handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    with suppress(OSError):
        handler.wfile.write(body)


def ranged(body: bytes, tag: str = '"1"') -> Answer:
    """Answers with the bytes that are asked for."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        first, _, last = (handler.headers.get("Range") or "bytes=0-").removeprefix("bytes=").partition("-")
        start, end = int(first), min(int(last or len(body)), len(body) - 1)
        place = f"bytes {start}-{end}/{len(body)}"
        send(handler, 206, body[start : end + 1], Content_Range=place, ETag=tag)

    return answer


def whole(body: bytes, **headers: str) -> Answer:
    """Answers with all bytes."""
    return lambda handler: send(handler, 200, body, **headers)


def status(number: int, **headers: str) -> Answer:
    """Answers without a body."""
    return lambda handler: send(handler, number, **headers)


@contextmanager
def served(answers: Mapping[str, Answer]) -> Iterator[Website]:
    """A server with these answers by path."""
    asked: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            asked.append((path, self.headers.get("Range", "")))
            answers.get(path, status(404))(self)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield Website(f"http://127.0.0.1:{server.server_port}", asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
