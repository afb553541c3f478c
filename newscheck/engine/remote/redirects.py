"""Redirects of websites: a server leads neither to a file, nor from https to http, nor into a private network."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from typing import Any

from newscheck.engine.remote.failures import RemoteFailure
from newscheck.engine.remote.location import WEB

#: Statuses of answers that lead elsewhere, and how many of them in a row are followed.
STATUSES, MOST = (301, 302, 303, 307, 308), 10


async def target(url: Any, place: str) -> Any:
    """The URL (yarl) that an answer of `url` leads to with this Location. Raises RemoteFailure."""
    import yarl

    try:
        found = url.join(yarl.URL(place, encoded=True))
        _ = found.host, found.port
    except ValueError:
        raise RemoteFailure("a redirect to what is no URL") from None
    if not place or found.scheme not in WEB or not found.host:
        raise RemoteFailure("a redirect to what is no website")
    if url.scheme == "https" and found.scheme != "https":
        raise RemoteFailure("a redirect from https to http, which anyone on the way can change")
    if found.host != url.host and await _is_private(found.host) and not await _is_private(url.host):
        raise RemoteFailure("a redirect into a private network")
    return found


async def _is_private(host: str) -> bool:
    """Whether a host has an address that isn't one of the internet; False where only a proxy may know."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    addresses = (ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found)
    return not all((getattr(address, "ipv4_mapped", None) or address).is_global for address in addresses)
