"""The file systems of fsspec in this process, and waiting for what their thread does."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Coroutine
from typing import Any

from newscheck.engine.remote.failures import RemoteFailure, failure
from newscheck.errors import UsageError

#: A coroutine on a file system.
Work = Callable[[Any], Coroutine[Any, Any, object]]
#: Seconds that one request may take with all its repetitions, and between two signs of life.
LIMIT, _BEAT = 120.0, 1.0
#: Requests at a time.
PARALLEL = 32
#: The extra that a scheme needs, where it isn't `remote`.
_EXTRAS = {"gs": "gs", "az": "az"}
_AZURE = ("AZURE_STORAGE_CONNECTION_STRING", "AZURE_STORAGE_ACCOUNT_NAME")
#: Loggers of the libraries, whose warnings Python prints where nobody handles them.
_LOGGERS = ("adlfs", "aiobotocore", "aiohttp", "asyncio", "azure", "botocore", "fsspec", "gcsfs", "google", "s3fs")
_opened: dict[tuple[int, str], Any] = {}


def is_open() -> bool:
    """Whether this process has had a connection; then it has threads, and must not fork."""
    return any(pid == os.getpid() for pid, _ in _opened)


def filesystem(scheme: str) -> Any:
    """The file system of a scheme in this process. Raises UsageError where its library is missing or refuses."""
    key = os.getpid(), scheme
    if key not in _opened:
        _opened[key] = _made(scheme)
    return _opened[key]


def _made(scheme: str) -> Any:
    if scheme == "az" and not any(map(os.environ.get, _AZURE)):
        raise UsageError(f"can't read az://…: no credentials are found in the environment: {' or '.join(_AZURE)}")
    for name in _LOGGERS:
        # What they log, with URLs, the run says in a line.
        logging.getLogger(name).addHandler(logging.NullHandler())
    try:
        import fsspec

        return fsspec.filesystem(scheme, use_listings_cache=False, skip_instance_cache=True, **_options(scheme))
    except ImportError:
        extra = _EXTRAS.get(scheme, "remote")
        raise UsageError(f'{scheme}:// needs more packages: pip install "newscheck[{extra}]"') from None
    except Exception as error:  # of any library: missing credentials, settings of the environment
        raise UsageError(f"can't read {scheme}://…: {failure(error).strerror}") from None


def _options(scheme: str) -> dict[str, Any]:
    if scheme == "s3":
        return {"config_kwargs": {"max_pool_connections": PARALLEL}}
    if scheme in ("http", "https"):
        import aiohttp

        # Proxies of the environment; what is sent compressed is decompressed here, within limits, or not at all.
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=15, sock_read=30)
        return {"client_kwargs": {"trust_env": True, "auto_decompress": False, "timeout": timeout}}
    if scheme == "az":
        return {"account_name": os.environ.get("AZURE_STORAGE_ACCOUNT_NAME"), "anon": None}
    return {}


class Request:
    """What the thread of fsspec does for this one; `result` waits for it."""

    def __init__(self, scheme: str, work: Work, limit: float | None = LIMIT) -> None:
        import asyncio  # not for runs on files of this machine

        fs = filesystem(scheme)
        self._future = asyncio.run_coroutine_threadsafe(_limited(work, fs, limit), fs.loop)

    def result(self, beat: Callable[[], object] | None = None) -> Any:
        """What comes back. `beat` is called now and then. Raises RemoteFailure."""
        import concurrent.futures

        while True:
            try:
                return self._future.result(_BEAT)
            except concurrent.futures.CancelledError:
                raise RemoteFailure("given up") from None
            except RemoteFailure:
                raise
            except Exception as error:
                if self._future.done():
                    raise failure(error) from None
            if beat:
                beat()

    def give_up(self) -> None:
        """End it where it is not needed any more."""
        self._future.cancel()


async def _limited(work: Work, fs: Any, limit: float | None) -> object:
    import asyncio

    return await asyncio.wait_for(work(fs), limit)
