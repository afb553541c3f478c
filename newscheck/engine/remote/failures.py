"""What goes wrong with another machine, in words without a secret: libraries quote URLs with their passwords."""

from __future__ import annotations

import errno
import re
import socket
from collections.abc import Iterator
from typing import Any

#: Characters of a message of a library.
_LONGEST = 200
_QUOTED_URL = re.compile(r"""['"(<]*[A-Za-z][A-Za-z0-9+.-]*://[^\s'"<>)]*['")>]*""")
_ABSENT, _REFUSED = "no such file or folder", "access is denied"
_BY_STATUS = {400: "a bad request", 401: _REFUSED, 403: _REFUSED, 404: _ABSENT, 410: _ABSENT, 412: "changed while read"}
#: By the code of an error of S3, whose statuses say less.
_BY_CODE = {
    "AuthorizationHeaderMalformed": "the bucket is in another region",
    "ExpiredToken": "the credentials in the environment have expired",
    "InvalidObjectState": "it is archived and must be restored first",
    "PermanentRedirect": "the bucket is in another region",
    "RequestTimeTooSkewed": "the clock of this machine is wrong",
}
#: By the name of a class, in any library.
_BY_NAME = {
    "NoCredentialsError": "no credentials are found in the environment (for a public bucket: FSSPEC_S3_ANON=true)",
    "PartialCredentialsError": "the credentials in the environment are incomplete",
    "ProfileNotFound": "the profile of the environment doesn't exist",
    "TokenRetrievalError": "the credentials in the environment have expired",
    "SSOTokenLoadError": "the credentials in the environment have expired",
    "DefaultCredentialsError": "no credentials are found in the environment",
    "ClientAuthenticationError": _REFUSED,
    "ParamValidationError": "the storage doesn't take such a name",
    "ClientConnectorCertificateError": "its certificate isn't valid",
    "ClientConnectorSSLError": "no secure connection can be made",
    "SSLError": "no secure connection can be made",
    "EndpointConnectionError": "can't connect",
    "ConnectTimeoutError": "no answer in time",
    "ReadTimeoutError": "no answer in time",
    "ServerTimeoutError": "no answer in time",
    "FSTimeoutError": "no answer in time",
    "InvalidUrlClientError": "not the URL of a website",
    "ServerDisconnectedError": "the connection is lost",
    "ClientPayloadError": "the connection is lost",
    "PayloadEncodingError": "the connection is lost",
    "HttpProcessingError": "the answer isn't valid HTTP",
    "IncompleteReadError": "the connection is lost",
    "Interrupted": "the connection is lost",
}


class RemoteFailure(OSError):
    """Why another machine gives no file; `is_absent` where there is none."""

    def __init__(self, why: str, *, is_absent: bool = False) -> None:
        super().__init__(errno.ENOENT if is_absent else errno.EIO, why)
        self.is_absent = is_absent

    def __str__(self) -> str:
        return str(self.strerror)


def failure(error: BaseException) -> RemoteFailure:
    """The failure that an exception of a library stands for."""
    if isinstance(error, RemoteFailure):
        return error
    try:
        words = next((why for each in _chain(error) if (why := _known(each))), "") or _message(error)
    except Exception:  # a traceback would show the error, and with it perhaps a password
        words = type(error).__name__
    return RemoteFailure(words, is_absent=words.startswith(_ABSENT))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """What an exception was raised for, the first cause first."""
    seen: list[BaseException] = []
    while error is not None and error not in seen:
        seen.append(error)
        error = error.__cause__ or error.__context__
    return reversed(seen)


def _known(error: BaseException) -> str:
    for base in type(error).__mro__:
        if words := _BY_NAME.get(base.__name__):
            return words
    response = getattr(error, "response", None)
    answer: dict[str, Any] = response if isinstance(response, dict) else {}
    if words := _BY_CODE.get(answer.get("Error", {}).get("Code", "")):
        return words
    status = _status(error, answer)
    if status and status >= 300:
        return f"{_BY_STATUS.get(status, 'the server fails')} ({status})"
    if isinstance(error, FileNotFoundError):
        return _ABSENT
    if isinstance(error, PermissionError):
        return _REFUSED
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, socket.gaierror | UnicodeError):
        return "no such host"
    return "can't connect" if isinstance(error, ConnectionRefusedError) else ""


def _status(error: BaseException, answer: dict[str, Any]) -> int:
    """The status of an answer of HTTP, as botocore, aiohttp, gcsfs and Azure keep it; 0 where there is none."""
    if isinstance(number := answer.get("ResponseMetadata", {}).get("HTTPStatusCode"), int):
        return number
    # One after the other: aiohttp warns of the last.
    numbers = (getattr(error, name, None) for name in ("status", "status_code", "code"))
    return next((number for number in numbers if isinstance(number, int)), 0)


def _message(error: BaseException) -> str:
    text = " ".join(_QUOTED_URL.sub("…", str(error)).split())
    return f"{type(error).__name__}: {text}"[:_LONGEST] if text else type(error).__name__
