"""POST a message to a webhook, in bounded time and without a word of its address, which is a secret.

The standard library does it: none of the dependencies speaks HTTP, and a message is one request. What urllib.request
does besides is left out: other schemes, redirects (which it follows with a GET), reading an answer to its end, and the
system's own proxies; those of the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`) are used, as by curl.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from newscheck import __version__
from newscheck.errors import UsageError

if TYPE_CHECKING:
    from urllib.request import OpenerDirector

#: Seconds for all: looking up the name, TLS, sending, waiting, a second attempt.
TIMEOUT = 10.0
_LATE = "no answer in time"
#: Seconds before a second attempt where the answer names no time.
_PAUSE = 1.0
_MAX_REDIRECTS = 3
#: RFC 1035, section 2.3.4, and a port: a server may redirect to anything.
_LONGEST_HOST = 260
#: Those that keep the method, and those after which most programs ask with GET: a message would be lost.
_REDIRECTS = (301, 302, 307, 308)
#: Answers after which the same request may succeed: too many of them, a fault of the server.
_RETRIED = (429, 500, 502, 503, 504)


def check(url: str) -> None:
    """Raise UsageError where an address is none of a webhook; the message doesn't contain it."""
    try:
        parts = urlsplit(url)
        is_http = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_http = False
    if not is_http or not url.isascii() or not url.isprintable() or " " in url:
        raise UsageError("the address of the webhook is no URL such as https://hooks.example/…")
    if parts.username or parts.password:
        raise UsageError("the address of the webhook has a user name or a password in it, which is not sent")


def host(url: str) -> str:
    """The name of the server."""
    return urlsplit(url).hostname or ""


def shown(url: str) -> str:
    """An address without its secret: the server, with an ellipsis for the path."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2][:_LONGEST_HOST]}/…"


def post(url: str, message: bytes, timeout: float = TIMEOUT) -> str:
    """Send a message as JSON; return why it isn't delivered, or nothing.

    A server that sends one byte a second keeps within the time limit of each read, and looking up a name has no limit
    at all; so a thread does it, which is left behind after `timeout` seconds.
    """
    result: list[str] = []
    delivery = _Delivery(message, time.monotonic() + timeout)
    thread = threading.Thread(target=lambda: result.append(delivery.attempt(url)), daemon=True, name="webhook")
    thread.start()
    thread.join(timeout)
    # The socket's own limit may be over first.
    reason = result[0] if result else _LATE
    return f"no answer within {timeout:g} seconds" if reason == _LATE else reason


class _Delivery:
    """The attempts to deliver one message until `deadline`, a time of the monotonic clock."""

    def __init__(self, message: bytes, deadline: float) -> None:
        self._message = message
        self._deadline = deadline
        self._opener = _opener()

    def attempt(self, url: str) -> str:
        """Send it; return why it isn't delivered, or nothing. Any failure is one reason, without the address."""
        try:
            return self._send(url)
        except Exception as error:
            return _failure(error)

    def _send(self, url: str) -> str:
        redirects, is_second = 0, False
        while True:
            status, headers = self._answer(url)
            if 200 <= status < 300:
                return ""
            if status in _REDIRECTS and redirects < _MAX_REDIRECTS:
                redirects += 1
                target = urljoin(url, headers.get("location", ""))
                if not _is_same_server(url, target):
                    return f"it redirects to {shown(target)}, which is not followed"
                url = target
                continue
            pause = _pause(headers.get("retry-after", "")) if status in _RETRIED else None
            if pause is None or is_second or time.monotonic() + pause >= self._deadline:
                return f"it answers {_named(status)}"
            is_second = True
            time.sleep(pause)

    def _answer(self, url: str) -> tuple[int, Mapping[str, str]]:
        """The status and the headers, in lower case, of an answer, the rest of which is not read."""
        from urllib.request import Request

        headers = {"Content-Type": "application/json", "User-Agent": f"newscheck/{__version__}"}
        request = Request(url, self._message, headers, method="POST")  # noqa: S310 - `check` has seen the scheme
        left = max(0.1, self._deadline - time.monotonic())
        with self._opener.open(request, timeout=left) as answer:
            return answer.status, {name.lower(): value for name, value in answer.headers.items()}


def _opener() -> OpenerDirector:
    from urllib import request

    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(request.getproxies_environment()),
        request.HTTPHandler(),
        request.HTTPSHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _is_same_server(url: str, target: str) -> bool:
    """Whether an address is on the same server, or there with TLS in place of none."""
    try:
        old, new = urlsplit(url), urlsplit(target)
        if old.hostname != new.hostname:
            return False
        return (old.scheme, old.port) == (new.scheme, new.port) or (old.scheme, new.scheme) == ("http", "https")
    except ValueError:
        return False


def _pause(retry_after: str) -> float:
    """Seconds to wait (RFC 9110, 10.2.3: a number of them, or a date)."""
    from email.utils import parsedate_to_datetime

    try:
        if retry_after.replace(".", "", 1).isdecimal():
            return float(retry_after)
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (ValueError, OverflowError):
        return _PAUSE


def _named(status: int) -> str:
    """A status with its name, which isn't taken from the server."""
    from http import HTTPStatus

    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _failure(error: Exception) -> str:
    """Why there is no answer; only words of the system, because a message of a library may contain the address."""
    from http.client import HTTPException, RemoteDisconnected
    from ssl import SSLCertVerificationError, SSLError
    from urllib.error import URLError

    if isinstance(error, URLError) and isinstance(error.reason, Exception):
        error = error.reason
    if isinstance(error, SSLCertVerificationError):
        return f"its certificate is not valid: {error.verify_message}"
    if isinstance(error, SSLError):
        return "it doesn't speak TLS as this machine does"
    if isinstance(error, TimeoutError):
        return _LATE
    if isinstance(error, RemoteDisconnected | ConnectionResetError | BrokenPipeError):
        return "it closes the connection"
    if isinstance(error, HTTPException):
        return "its answer is no HTTP"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return f"the connection fails ({type(error).__name__})"
