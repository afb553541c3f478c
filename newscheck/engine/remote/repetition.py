"""Requests that failed for a reason that may pass are made again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

_T = TypeVar("_T")
#: Seconds before the second and the third attempt.
_PAUSES = (0.3, 1.0)
#: Statuses of HTTP that ask for patience.
_BUSY = (429, 500, 502, 503, 504)


class Interrupted(OSError):
    """A body ended before its end."""


async def repeated(attempt: Callable[[], Awaitable[_T]]) -> _T:
    """The result of an attempt, of at most three. Raises what the last one raises."""
    for pause in _PAUSES:
        try:
            return await attempt()
        except Exception as error:
            if not _may_pass(error):
                raise
        await asyncio.sleep(pause)
    return await attempt()


def _may_pass(error: Exception) -> bool:
    """Whether it is an error of the connection, of aiohttp: fsspec's other libraries repeat requests themselves."""
    import aiohttp

    if isinstance(error, aiohttp.ClientResponseError):
        return error.status in _BUSY
    lasting = (aiohttp.ClientConnectorDNSError, aiohttp.ClientConnectorCertificateError)
    passing = (Interrupted, aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, TimeoutError)
    return isinstance(error, passing) and not isinstance(error, lasting)
