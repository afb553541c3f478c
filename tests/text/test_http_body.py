"""Bodies of HTTP responses: encodings are undone in their order, and nothing grows beyond the limit."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text.http_body import decoded

BODY = b"<p>one</p>"
LIMIT = 1_000


def chunked(body: bytes, size: int = 4, end: bytes = b"0\r\n\r\n") -> bytes:
    parts = (body[at : at + size] for at in range(0, len(body), size))
    return b"".join(b"%X;name=value\r\n%b\r\n" % (len(part), part) for part in parts) + end


@pytest.mark.parametrize(
    ("content", "transfer", "body"),
    [
        pytest.param("", "", BODY, id="none"),
        pytest.param("identity", "identity", BODY, id="said to be none"),
        pytest.param("gzip", "chunked", chunked(gzip.compress(BODY)), id="chunks of gzip"),
        pytest.param("", "gzip, chunked", chunked(gzip.compress(BODY)), id="both for the transfer"),
        pytest.param("GZIP, br", "", brotli.compress(gzip.compress(BODY)), id="two, the last one undone first"),
        pytest.param("deflate", "", zlib.compress(BODY)[2:-4], id="deflate without a header"),
        pytest.param("", "chunked", chunked(BODY, end=b""), id="no last chunk"),
        pytest.param("", "chunked", chunked(BODY).replace(b"\r\n", b"\n"), id="other line ends"),
        pytest.param("", "chunked", chunked(BODY) + b"more", id="more after the last chunk"),
        pytest.param("gzip", "chunked", BODY, id="stored decoded"),
    ],
)
def test_encodings_are_undone(content: str, transfer: str, body: bytes) -> None:
    assert decoded(body, content, transfer, LIMIT) == BODY


@pytest.mark.parametrize(
    ("content", "transfer", "body", "detail"),
    [
        pytest.param("zstd", "", b"", "its Content-Encoding 'zstd' is not read", id="another encoding"),
        pytest.param("", "chunked", chunked(BODY)[:15], "its chunks end early", id="half a chunk"),
        pytest.param("", "chunked", chunked(BODY, end=b"<p>\r\n"), "its body has a damaged chunk", id="no size"),
        pytest.param("gzip", "", gzip.compress(BODY)[:-9], "its compressed body ends early", id="half of gzip"),
    ],
)
def test_what_can_not_be_undone_is_told(content: str, transfer: str, body: bytes, detail: str) -> None:
    assert decoded(body, content, transfer, LIMIT) == detail


@pytest.mark.parametrize(
    ("content", "transfer", "body"),
    [
        pytest.param("gzip", "", gzip.compress(bytes(900_000)), id="gzip"),
        pytest.param("br", "", brotli.compress(bytes(900_000)), id="Brotli"),
        pytest.param("br, gzip", "chunked", chunked(gzip.compress(brotli.compress(bytes(900_000)))), id="several"),
    ],
)
def test_what_comes_out_is_hardly_over_the_limit(content: str, transfer: str, body: bytes) -> None:
    result = decoded(body, content, transfer, LIMIT)
    assert isinstance(result, bytes)
    assert LIMIT < len(result) <= LIMIT + 65_536


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "br", ""]), st.sampled_from(["chunked", ""]))
def test_any_bytes_give_a_body_or_a_reason(body: bytes, content: str, transfer: str) -> None:
    result = decoded(body, content, transfer, LIMIT)
    assert len(result) <= LIMIT + 65_536
