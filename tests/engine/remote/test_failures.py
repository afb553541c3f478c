"""Errors of libraries in words: without URLs, which may have secrets in them."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from newscheck.engine.remote.failures import RemoteFailure, failure


class NoCredentialsError(Exception):
    """Named as that of botocore."""


class Answered(Exception):
    """An error with a response, as those of botocore."""

    def __init__(self, status: int, code: str = "Unknown") -> None:
        super().__init__("An error occurred")
        self.response = {"ResponseMetadata": {"HTTPStatusCode": status}, "Error": {"Code": code}}


class Deprecated(Exception):
    @property
    def code(self) -> Any:
        raise RuntimeError("https://u:5ecret@host/")


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "words", "is_absent"),
    [
        (RemoteFailure("as it is"), "as it is", False),
        (FileNotFoundError("https://u:5ecret@host"), "no such file or folder", True),
        (caused(FileNotFoundError("x"), PermissionError(1, "y")), "access is denied", False),
        (caused(OSError("Forbidden"), Answered(403)), "access is denied (403)", False),
        (
            caused(PermissionError("x"), Answered(400, "ExpiredToken")),
            "the credentials in the environment have ex",
            False,
        ),
        (Answered(403, "InvalidObjectState"), "it is archived and must be restored first", False),
        (Answered(301, "PermanentRedirect"), "the bucket is in another region", False),
        (UnicodeError("label empty or too long"), "no such host", False),
        (Answered(404), "no such file or folder (404)", True),
        (Answered(503), "the server fails (503)", False),
        (NoCredentialsError(), "no credentials are found in the environment (for a public", False),
        (socket.gaierror(-2, "x"), "no such host", False),
        (TimeoutError(), "no answer in time", False),
        (ValueError("'https://u:5ecret@h/a?5ecret' is\nodd"), "ValueError: … is odd", False),
        (Deprecated("5ecret"), "Deprecated", False),
        (KeyError(), "KeyError", False),
    ],
    ids=lambda value: str(value)[:20] if not isinstance(value, Exception) else type(value).__name__,
)
def test_an_error_is_a_reason(error: Exception, words: str, is_absent: bool) -> None:
    found = failure(error)
    assert str(found.strerror).startswith(words) and "5ecret" not in str(found)
    assert found.is_absent == is_absent
