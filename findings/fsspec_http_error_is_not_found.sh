#!/usr/bin/env bash
# A dump at an https:// address whose server refuses it (403), or is out of order for an hour (503).
# Guess:    fsspec raises PermissionError, or an error with the number of the status.
# Seen:     `info` and `exists` ask with HEAD, then with GET, and take any failure for a file that isn't there:
#           FileNotFoundError and False, as for 404. `cat`, which reads it, raises the status. A job that skips what
#           doesn't exist passes while the server is out of order.
# Versions: fsspec 2026.9.0, aiohttp 3.14.1
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check fsspec==2026.9.0 aiohttp==3.14.1
"$work/venv/bin/python" - <<'PYTHON'
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version

import fsspec


class Refusing(BaseHTTPRequestHandler):
    """Answers /403 with 403, and so on."""

    def do_GET(self):
        self.send_response(int(self.path.strip("/")))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Refusing)
threading.Thread(target=server.serve_forever, daemon=True).start()
files = fsspec.filesystem("http")


def error(call, url):
    try:
        return repr(call(url))
    except Exception as raised:
        return type(raised).__name__


print(f"fsspec {version('fsspec')}, aiohttp {version('aiohttp')}")
for status in (404, 403, 503):
    url = f"http://127.0.0.1:{server.server_port}/{status}"
    seen = [error(call, url) for call in (files.info, files.exists, files.cat)]
    print(f"{status}: info {seen[0]}, exists {seen[1]}, cat {seen[2]}")
    expected = ["FileNotFoundError", "False", "FileNotFoundError" if status == 404 else "ClientResponseError"]
    assert seen == expected, "the behaviour has changed"
PYTHON
