"""Messages on a pipe or socket between two processes: the length in eight bytes (big-endian), then the message."""

from __future__ import annotations

from struct import Struct
from typing import IO

LENGTH_PREFIX = Struct(">Q")


def encode_message(message: bytes) -> bytes:
    """A message with its length before it."""
    return LENGTH_PREFIX.pack(len(message)) + message


def read_message(stream: IO[bytes]) -> bytes | None:
    """Wait for the next message; None at the end of the stream, also in the middle of a message."""
    prefix = stream.read(LENGTH_PREFIX.size)
    if len(prefix) < LENGTH_PREFIX.size:
        return None
    (size,) = LENGTH_PREFIX.unpack(prefix)
    message = stream.read(size)
    return message if len(message) == size else None


def take_message(buffer: bytearray) -> bytes | None:
    """Remove the first message from what has been received; None as long as it is not complete."""
    if len(buffer) < LENGTH_PREFIX.size:
        return None
    end = LENGTH_PREFIX.size + LENGTH_PREFIX.unpack_from(buffer)[0]
    if len(buffer) < end:
        return None
    message = bytes(buffer[LENGTH_PREFIX.size : end])
    del buffer[:end]
    return message
