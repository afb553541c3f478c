"""Services that take a message by a webhook, one file each: `HOSTS`, by which an address is recognised, and `payload`.

`payload(notification)` is the JSON that the service takes. Whatever it quotes comes from a dump that nobody trusts: it
must not become a mention, a link, an image or markup there.
"""

from __future__ import annotations

from typing import Any

from newscheck import registry
from newscheck.triage.notification import Notification

#: The service for an address of no known one.
DEFAULT = "json"


def service_of(host: str) -> str:
    """The service to which a host belongs; `DEFAULT` where that is none of these."""
    for name, module in registry.modules("webhooks").items():
        if any(host == known or host.endswith(f".{known}") for known in module.HOSTS):
            return name
    return DEFAULT


def payload(service: str, told: Notification) -> dict[str, Any]:
    """What a service takes, one of `registry.names("webhooks")`."""
    made: dict[str, Any] = registry.module("webhooks", service).payload(told)
    return made
