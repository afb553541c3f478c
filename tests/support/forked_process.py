"""`python -m newscheck` in a process of its own, forked from one that has loaded the modules, which is what most of the
time of a run goes into. What a start loads, and in what order, is for tests that start Python itself.

    python forked_process.py SOCKET

For each request on the socket, a list of words with the folder, the environment and whether the folder is searched for
modules, and three files, it forks a process and answers with its number, then with its status.
"""

from __future__ import annotations

import array
import atexit
import gc
import importlib
import os
import pickle
import pkgutil
import runpy
import signal
import socket
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

#: Variables that Python reads while it starts; processes share one that has loaded if these agree.
_EARLY = ("PYTHON", "LC_", "LANG")
#: Variables that newscheck reads while it is loaded.
_LOADING = "NEWSCHECK_"
#: The bytes of a number on the socket.
_WIDTH = 8
#: Modules that only Scrapy's or Dask's processes load, or that run when they are loaded.
_OTHERS = ("newscheck.scrapy", "newscheck.testing", "newscheck.__main__", "newscheck.html._tree_walk")


def run(
    words: Sequence[str],
    cwd: str | Path | None = None,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
    *,
    safe_path: bool = False,
    timeout: float = 120,
) -> subprocess.CompletedProcess[bytes]:
    """Run newscheck as `python -m newscheck WORDS`, or as `python -P -m newscheck WORDS` with a safe path."""
    environment = dict(os.environ if env is None else env)
    if not hasattr(os, "fork") or any(name.startswith(_LOADING) for name in environment):
        command = [sys.executable, *(["-P"] if safe_path else []), "-m", "newscheck", *words]
        return subprocess.run(command, cwd=cwd, input=stdin, env=environment, capture_output=True, timeout=timeout)
    early = frozenset(item for item in environment.items() if item[0].startswith(_EARLY))
    request = ([*words], os.path.abspath(cwd or "."), environment, safe_path)
    return _loaded(early).run(request, stdin, timeout)


def run_text(words: Sequence[str], **options: Any) -> subprocess.CompletedProcess[str]:
    """The same with text (UTF-8), as `subprocess.run` with `text=True` gives it."""
    done = run(words, **options)
    out, err = (data.decode().replace("\r\n", "\n").replace("\r", "\n") for data in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


class _Loaded:
    """A process that has loaded newscheck, and the socket to it."""

    def __init__(self, early: Mapping[str, str]) -> None:
        self._socket, other = socket.socketpair()
        with other:
            number = other.fileno()
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(number)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={**{name: value for name, value in os.environ.items() if not name.startswith(_EARLY)}, **early},
                pass_fds=[number],
            )
        self._lock = Lock()
        atexit.register(self._end)

    def run(self, request: Any, stdin: bytes, timeout: float) -> subprocess.CompletedProcess[bytes]:
        self._socket.settimeout(timeout)
        with self._lock, ThreadPoolExecutor(3) as threads:
            stdin_end, stdout, stderr = self._request(request)
            pid = self._number()
            outputs = [threads.submit(_read, number) for number in (stdout, stderr)]
            threads.submit(_write, stdin_end, stdin)
            try:
                out, err = (output.result(timeout) for output in outputs)
                return subprocess.CompletedProcess(request[0], self._number(), out, err)
            except TimeoutError:
                os.kill(pid, signal.SIGKILL)
                _loaded.cache_clear()
                raise

    def _request(self, request: Any) -> tuple[int, int, int]:
        """Send a request, and give this side's ends of stdin, stdout and stderr."""
        (r0, w0), (r1, w1), (r2, w2) = (os.pipe() for _ in range(3))
        _send(self._socket, pickle.dumps(request), (r0, w1, w2))
        for number in (r0, w1, w2):
            os.close(number)
        return w0, r1, r2

    def _number(self) -> int:
        return int.from_bytes(_exactly(self._socket, _WIDTH), "big", signed=True)

    def _end(self) -> None:
        self._socket.close()
        self._process.wait()


@cache
def _loaded(early: frozenset[tuple[str, str]]) -> _Loaded:
    return _Loaded(dict(early))


def _read(number: int) -> bytes:
    with open(number, "rb") as file:
        return file.read()


def _write(number: int, data: bytes) -> None:
    try:
        with open(number, "wb") as file:
            file.write(data)
    except BrokenPipeError:
        return  # As a shell does, where a command doesn't read what it is given.


def _send(to: socket.socket, data: bytes, files: Sequence[int]) -> None:
    """Send data after its length, with files."""
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", files))]
    to.sendmsg([len(data).to_bytes(_WIDTH, "big")], rights)
    to.sendall(data)


def _serve(own: socket.socket) -> None:
    while True:
        head, files, _, _ = socket.recv_fds(own, _WIDTH, 3)
        if not head:
            return
        request = pickle.loads(_exactly(own, int.from_bytes(head, "big")))
        if not (pid := os.fork()):
            own.close()
            _become(files, *request)
        for number in files:
            os.close(number)
        own.sendall(pid.to_bytes(_WIDTH, "big"))
        own.sendall(_exit_code(pid).to_bytes(_WIDTH, "big", signed=True))


def _exactly(from_: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = from_.recv(size - len(data))
        assert part, "the other process has ended"
        data += part
    return data


def _exit_code(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _become(files: Sequence[int], words: list[str], folder: str, environment: dict[str, str], safe: bool) -> None:
    """Be the process that Python would have made of `python -m newscheck`."""
    code: Any = 1
    try:
        for number, file in enumerate(files):
            os.dup2(file, number)
            os.close(file)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        time.tzset()
        sys.stdin, sys.stdout, sys.stderr = _stream(0, "r"), _stream(1, "w"), _stream(2, "w")
        sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr
        # The first is the folder of this file.
        sys.path[:1] = [] if safe else [folder]
        sys.argv = ["newscheck", *words]
        runpy.run_module("newscheck", run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as end:
        code = _code_of(end)
    except BaseException:  # As Python itself does, which the end of this process would keep it from.
        traceback.print_exc()
    finally:
        atexit._run_exitfuncs()
        os._exit(_flushed(code))


def _code_of(end: SystemExit) -> int:
    """The exit code; Python shows what is no number."""
    if isinstance(end.code, int):
        return end.code
    if end.code is not None:
        print(end.code, file=sys.stderr)  # noqa: T201
    return int(end.code is not None)


def _flushed(code: int) -> int:
    """Write what is left, a line without an end too; where that can't be done Python's own code takes the place."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None and not stream.closed:
                stream.flush()
    except OSError:
        return 120
    return code


def _stream(number: int, mode: str) -> Any:
    like = (sys.stdin, sys.stdout, sys.stderr)[number]
    return open(number, mode, encoding=like.encoding, errors=like.errors, buffering=1 if number == 2 else -1)


def _load() -> None:
    """Load what most commands need sooner or later, and check an article: patterns are compiled at first use."""
    import newscheck

    for module in pkgutil.walk_packages(newscheck.__path__, "newscheck."):
        if not module.name.startswith(_OTHERS):
            importlib.import_module(module.name)
    from newscheck.checker import examples
    from newscheck.engine.session import default_checker
    from newscheck.model import RawInput
    from newscheck.synthetic import specimen

    checker = default_checker(now=examples.NOW)
    for raw in specimen.series([{}, {"lead": None}]):
        checker.check(RawInput(raw.path, raw.data))
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    _load()
    with socket.socket(fileno=int(sys.argv[1])) as connection:
        _serve(connection)
