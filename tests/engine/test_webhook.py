"""A message is delivered or not in bounded time, whatever the server does, and no reason contains the address."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
import time
from email.utils import formatdate
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from webhook_server import Behaviour, Webhook, answer, close, flood, garbage, serving, silence, trickle

from newscheck.engine import webhook
from newscheck.errors import UsageError

MESSAGE = b'{"text": "a"}'
#: Seconds that no test takes.
LIMIT = 60


@pytest.fixture(autouse=True)
def no_proxies_and_no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setattr(webhook, "_PAUSE", 0.0)


class Impatient(threading.Thread):
    """A thread for which the time is over as soon as a server has its request, however busy the machine is."""

    def __init__(self, server: Webhook, **named: Any) -> None:
        super().__init__(**named)
        self._server = server

    def join(self, timeout: float | None = None) -> None:
        assert timeout == LIMIT
        while not self._server.requests:
            time.sleep(0.002)


def test_a_message_is_one_request() -> None:
    with serving(answer()) as server:
        assert webhook.post(server.url("/services/A?b=c#d"), MESSAGE) == ""
    (request,) = server.requests
    assert (request.path, request.body) == ("/services/A?b=c", MESSAGE)
    assert request.headers["content-type"] == "application/json"
    assert request.headers["user-agent"].startswith("newscheck/")


@pytest.mark.parametrize(
    ("script", "reason", "requests"),
    [
        pytest.param([answer("204 No Content", body=b"")], "", 1, id="no content"),
        pytest.param([flood], "", 1, id="an answer without an end is not read"),
        pytest.param(
            [answer("404 SECRET is gone", body=b"Cannot POST /services/SECRET")], "404 Not Found", 1, id="404"
        ),
        pytest.param([answer("500 a"), answer()], "", 2, id="500, then fine"),
        pytest.param([answer("500 a")], "500 Internal Server Error", 2, id="500 again"),
        pytest.param([answer("502 a"), answer("503 a"), answer()], "503 Service Unavailable", 2, id="two attempts"),
        pytest.param([answer("429 a", "Retry-After: 0"), answer()], "", 2, id="429"),
        pytest.param([answer("429 a", "Retry-After: 0.01"), answer()], "", 2, id="429, a fraction"),
        pytest.param([answer("429 a", "Retry-After: 3600")], "429 Too Many Requests", 1, id="429, too long"),
        pytest.param(
            [answer("429 a", f"Retry-After: {formatdate(0)}"), answer()], "", 2, id="429, a date that is over"
        ),
        pytest.param(
            [answer("429 a", f"Retry-After: {formatdate(2e9)}")], "429 Too Many Requests", 1, id="429, a date"
        ),
        pytest.param([answer("429 a", "Retry-After: soon"), answer()], "", 2, id="429, no time"),
        pytest.param([answer("429 a", f"Retry-After: {'9' * 400}")], "429 Too Many Requests", 1, id="429, infinite"),
        pytest.param([answer("799 a")], "it answers 799", 1, id="a number that means nothing"),
        pytest.param([close], "it closes the connection", 1, id="closes"),
        pytest.param([garbage], "its answer is no HTTP", 1, id="no HTTP"),
        pytest.param([silence], "no answer within 60 seconds", 1, id="answers nothing"),
        pytest.param([trickle], "no answer within 60 seconds", 1, id="a byte at a time"),
        pytest.param([answer("307 a", "Location: /other"), answer()], "", 2, id="redirect, same server"),
        pytest.param([answer("301 a", "Location: ?b")], "it answers 301 Moved Permanently", 4, id="redirects, no end"),
        pytest.param([answer("303 a", "Location: /other")], "it answers 303 See Other", 1, id="redirect to a page"),
        pytest.param([answer("308 a", "Location: ftp://127.0.0.1/a")], "redirects to ftp://127.0.0.1/…", 1, id="ftp"),
        pytest.param(
            [answer("308 a", f"Location: http://{'a' * 9_000}/")],
            f"to http://{'a' * 260}/…, which",
            1,
            id="a long name",
        ),
        pytest.param([answer("308 a", "Location: //[")], "the connection fails", 1, id="redirect to nowhere"),
        pytest.param(
            [answer("302 a", "Location: http://127.0.0.1:9/SECRET")], "127.0.0.1:9/…, which", 1, id="other port"
        ),
    ],
)
def test_whatever_the_server_does(
    monkeypatch: pytest.MonkeyPatch, script: list[Behaviour], reason: str, requests: int
) -> None:
    with serving(*script) as server:
        if script[0] in (silence, trickle):
            monkeypatch.setattr(webhook, "threading", SimpleNamespace(Thread=partial(Impatient, server)))
        failure = webhook.post(server.url(), MESSAGE, timeout=LIMIT)
    assert reason in failure
    assert bool(failure) == bool(reason)
    assert "SECRET" not in failure
    assert len(server.requests) == requests
    assert {request.body for request in server.requests} == {MESSAGE}


def test_another_host_gets_nothing() -> None:
    with serving(answer()) as other:
        redirect = answer("307 a", f"Location: {other.url('/SECRET', host='localhost')}")
        with serving(redirect) as server:
            failure = webhook.post(server.url(), MESSAGE)
    assert failure == f"it redirects to http://localhost:{other.port}/…, which is not followed"
    assert other.requests == []


def test_a_server_that_does_not_run() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    assert webhook.post(Webhook(port).url(), MESSAGE) == "connection refused"


@pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl")
def test_a_certificate_that_nobody_has_signed(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"]
    command = ["openssl", "req", "-x509", *made, "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serving(answer(), context=context) as server:
        assert (
            webhook.post(server.url(scheme="https"), MESSAGE) == "its certificate is not valid: self-signed certificate"
        )
    assert server.requests == []


def test_a_server_without_tls() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def plain() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=plain)
        thread.start()
        assert webhook.post(Webhook(port).url(scheme="https"), MESSAGE) == "it doesn't speak TLS as this machine does"
        thread.join()


def test_the_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(answer()) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url(""))
        assert webhook.post("http://hooks.example/a", MESSAGE) == ""
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        with serving(answer()) as server:
            assert webhook.post(server.url(), MESSAGE) == ""
    assert [request.path for request in proxy.requests] == ["http://hooks.example/a"]


def test_looking_up_a_name_is_within_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    is_over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args: is_over.wait(LIMIT))
    assert webhook.post("http://hooks.example/a", MESSAGE, timeout=0.05) == "no answer within 0.05 seconds"
    # The lookup ends before the real one is put back.
    is_over.set()
    for thread in threading.enumerate():
        if thread.name == "webhook":
            thread.join(LIMIT)


def test_the_limit_of_a_socket_is_told_in_the_same_words() -> None:
    """Also where the time is over before the server has the request."""
    with serving(silence) as server:
        assert webhook.post(server.url(), MESSAGE, timeout=0.05) == "no answer within 0.05 seconds"


@pytest.mark.parametrize(
    "url",
    [
        *("", "hooks.example/SECRET", "ftp://hooks.example/SECRET", "file:///SECRET", "https:///SECRET", "https://"),
        *("https://hooks.example/SEC RET", "https://hooks.example/SECRET\n", "https://hooks.example/SECRET密"),
        *(
            "https://hooks.example:port/SECRET",
            "https://[/SECRET",
            "javascript:SECRET",
            "https://SECRET:a@hooks.example/",
        ),
    ],
)
def test_an_address_of_no_webhook(url: str) -> None:
    with pytest.raises(UsageError) as error:
        webhook.check(url)
    assert "SECRET" not in str(error.value)


@pytest.mark.parametrize("url", ["https://hooks.slack.com/services/A/B", "http://[::1]:8065/hooks/a?b=%20"])
def test_an_address_is_shown_without_its_path(url: str) -> None:
    webhook.check(url)
    assert webhook.shown(url) == "/".join(url.split("/")[:3]) + "/…"
