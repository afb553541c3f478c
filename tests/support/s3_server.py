"""An S3 server on the loopback interface (moto), in a process of its own, which notes all requests.

    python s3_server.py LOG FAULTS

Prints its port, and serves until its stdin is closed. LOG is where it writes the method and the path of each request;
FAULTS is a file of JSON, read anew for each request: {path: status, or seconds to wait as a string}.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

#: Not verified, but it says whose the request is.
_SIGNED = "AWS4-HMAC-SHA256 Credential=key/20240101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0"


class Server(NamedTuple):
    """The address of a server, and the environment of those that ask it."""

    address: str
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """Variables, as a user sets them."""
        own = {"AWS_ENDPOINT_URL": self.address, "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret"}
        return {
            **own,
            "NO_PROXY": "*",
            "no_proxy": "*",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def put(self, bucket: str, files: Mapping[str, bytes]) -> None:
        """Make a bucket, if it isn't there, and put files into it."""
        self._send("PUT", f"/{bucket}")
        for key, data in files.items():
            self._send("PUT", f"/{bucket}/{quote(key)}", data)

    def delete(self, bucket: str, key: str) -> None:
        """Delete a file."""
        self._send("DELETE", f"/{bucket}/{quote(key)}")

    def requests(self) -> list[str]:
        """The requests of others since the last call, each as `GET /bucket/key`; listings have a `?`."""
        log = self.folder / "log"
        lines = log.read_text("utf-8").splitlines()
        log.write_text("")
        return lines

    def fail(self, faults: Mapping[str, int | str]) -> None:
        """What is to happen to requests from now on, by their path."""
        (self.folder / "faults").write_text(json.dumps(faults), "utf-8")

    def _send(self, method: str, path: str, data: bytes = b"") -> None:
        headers = {"X-Own": "yes", "Content-Type": "text/markdown", "Authorization": _SIGNED}
        request = urllib.request.Request(f"{self.address}{path}", data, headers, method=method)
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30):
            pass


@contextmanager
def started(folder: Path) -> Iterator[Server]:
    """A server, which ends with the block."""
    (folder / "log").touch()
    (folder / "faults").write_text("{}")
    with open(folder / "errors", "wb") as errors:
        process = subprocess.Popen(
            [sys.executable, __file__, str(folder / "log"), str(folder / "faults")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env={**os.environ, "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret"},
        )
    try:
        assert process.stdout
        port = process.stdout.readline().strip()
        assert port, (folder / "errors").read_text()
        yield Server(f"http://127.0.0.1:{port}", folder)
    finally:
        process.kill()
        process.communicate()


def _serve(log: Path, faults: Path) -> None:
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Handler(WSGIRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_request(self, *args: object) -> None:
            pass

    s3 = DomainDispatcherApplication(create_backend_app)
    lock = threading.Lock()

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8")
        if "HTTP_X_OWN" not in environ:
            listing = "?" if "list-type" in environ["QUERY_STRING"] else ""
            with lock, log.open("a", encoding="utf-8") as file:
                file.write(f"{environ['REQUEST_METHOD']} {path}{listing}\n".replace("\r", "\\r"))
            fault = json.loads(faults.read_text("utf-8")).get(path + listing)
            if isinstance(fault, str):
                time.sleep(float(fault))
            elif fault:
                start_response(f"{fault} Failed", [("Content-Length", "0")])
                return [b""]
        return s3(environ, start_response)

    server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    _serve(Path(sys.argv[1]), Path(sys.argv[2]))
