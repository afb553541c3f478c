"""A webhook on the loopback interface: a real socket, and a script of what it does with each connection."""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

#: What a webhook does once it has read a request; the event is set when it is to stop.
Behaviour = Callable[[socket.socket, threading.Event], None]
#: Seconds that a client may take for its request.
_PATIENCE = 5.0
#: Seconds that no test takes.
_TEST = 60.0


class Request(NamedTuple):
    """What a webhook was sent."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Webhook:
    """A running webhook: its port, and the requests so far."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.requests: list[Request] = []

    def url(self, path: str = "/services/SECRET", scheme: str = "http", host: str = "127.0.0.1") -> str:
        return f"{scheme}://{host}:{self.port}{path}"


@contextlib.contextmanager
def serving(*script: Behaviour, context: ssl.SSLContext | None = None) -> Iterator[Webhook]:
    """A webhook that does what the script says, the last entry again and again, until the block ends."""
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        webhook = Webhook(server.getsockname()[1])
        thread = threading.Thread(target=_serve, args=(server, webhook, script, stop, context))
        thread.start()
        try:
            yield webhook
        finally:
            stop.set()
            # The server waits for a connection, which is the sign to look at the event.
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", webhook.port), timeout=_PATIENCE).close()
            thread.join(_TEST)
            assert not thread.is_alive()


def _serve(
    server: socket.socket,
    webhook: Webhook,
    script: tuple[Behaviour, ...],
    stop: threading.Event,
    context: ssl.SSLContext | None,
) -> None:
    while True:
        connection, _ = server.accept()
        if stop.is_set():
            connection.close()
            return
        # The client may hang up at any time.
        with contextlib.suppress(OSError):
            connection.settimeout(_PATIENCE)
            with context.wrap_socket(connection, server_side=True) if context else connection as stream:
                webhook.requests.append(_request(stream))
                script[min(len(webhook.requests), len(script)) - 1](stream, stop)


def _request(stream: socket.socket) -> Request:
    with stream.makefile("rb") as file:
        path = file.readline().split()[1].decode()
        headers = {}
        while line := file.readline().strip():
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.lower()] = value.strip()
        return Request(path, headers, file.read(int(headers.get("content-length", 0))))


def answer(status: str = "200 OK", *headers: str, body: bytes = b"ok") -> Behaviour:
    """An answer, and the end of the connection."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return lambda stream, stop: stream.sendall("\r\n".join(lines).encode() + body)


def silence(stream: socket.socket, stop: threading.Event) -> None:
    """Nothing, for as long as the test runs."""
    stop.wait(_TEST)


def trickle(stream: socket.socket, stop: threading.Event) -> None:
    """Headers, a byte at a time, without an end."""
    stream.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not stop.wait(0.02):
        stream.sendall(b"a")


def flood(stream: socket.socket, stop: threading.Event) -> None:
    """An answer without an end."""
    stream.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    end = time.monotonic() + _PATIENCE
    while not stop.is_set() and time.monotonic() < end:
        stream.sendall(b"a" * 65_536)


def close(stream: socket.socket, stop: threading.Event) -> None:
    """The end of the connection, without an answer."""


def garbage(stream: socket.socket, stop: threading.Event) -> None:
    """What is no HTTP."""
    stream.sendall(b"\x00\xff220 mail.example ESMTP\r\n\r\n")
