"""Where servers may lead: to other websites, but not to files, to plain HTTP or into a private network."""

from __future__ import annotations

import asyncio

import pytest

from newscheck.engine.remote import redirects
from newscheck.engine.remote.failures import RemoteFailure

yarl = pytest.importorskip("yarl", reason="aiohttp is not installed: newscheck[remote]")
PUBLIC, OTHER = "https://93.184.216.34/a.zip", "https://1.1.1.1/b.zip"
PRIVATE = "a redirect into a private network"
NO_WEBSITE = "a redirect to what is no website"


def led(url: str, place: str) -> str:
    """Where a redirect leads, or why it doesn't."""
    try:
        return str(asyncio.run(redirects.target(yarl.URL(url), place)))
    except RemoteFailure as failure:
        return str(failure)


@pytest.mark.parametrize(
    ("url", "place", "expected"),
    [
        pytest.param(PUBLIC, OTHER, OTHER, id="another host"),
        pytest.param(PUBLIC, "/b%2F.zip?a=%7E+x", "https://93.184.216.34/b%2F.zip?a=%7E+x", id="the same host"),
        pytest.param("http://1.1.1.1/a", PUBLIC, PUBLIC, id="to https"),
        pytest.param("http://127.0.0.1/a", "http://10.0.0.1/b", "http://10.0.0.1/b", id="inside of a private network"),
        pytest.param("http://127.0.0.1/a", PUBLIC, PUBLIC, id="out of a private network"),
        pytest.param(PUBLIC, "https://host.invalid/b", "https://host.invalid/b", id="a host that isn't known here"),
        pytest.param(PUBLIC, "https://127.0.0.1/b", PRIVATE, id="this machine"),
        pytest.param(PUBLIC, "https://2130706433/b", PRIVATE, id="this machine as a number"),
        pytest.param(PUBLIC, "https://localhost/b", PRIVATE, id="this machine by name"),
        pytest.param(PUBLIC, "https://[::1]/b", PRIVATE, id="IPv6"),
        pytest.param(PUBLIC, "https://[::ffff:10.0.0.1]/b", PRIVATE, id="IPv4 in IPv6"),
        pytest.param("http://1.1.1.1/a", "http://169.254.169.254/latest/", PRIVATE, id="credentials of the machine"),
        pytest.param(
            PUBLIC,
            "http://1.1.1.1/b",
            "a redirect from https to http, which anyone on the way can change",
            id="from https to http",
        ),
        pytest.param(PUBLIC, "file:///etc/passwd", NO_WEBSITE, id="a file"),
        pytest.param(PUBLIC, "s3://bucket/key", NO_WEBSITE, id="a bucket"),
        pytest.param(PUBLIC, "data:,x", NO_WEBSITE, id="data"),
        pytest.param(PUBLIC, "", NO_WEBSITE, id="nothing"),
        pytest.param(PUBLIC, "https://1.1.1.1:99999/b", "a redirect to what is no URL", id="no port"),
        pytest.param(PUBLIC, "https://[::1/b", "a redirect to what is no URL", id="no URL"),
    ],
)
def test_a_redirect_leads_to_websites_only(url: str, place: str, expected: str) -> None:
    assert led(url, place) == expected
