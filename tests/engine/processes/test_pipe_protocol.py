"""Messages come out of a stream or a buffer as they went in, however the system cuts them up."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.engine.processes.pipe_protocol import encode_message, read_message, take_message

MESSAGES = st.lists(st.binary(max_size=300), max_size=4)


@given(MESSAGES)
def test_a_stream_of_messages(messages: list[bytes]) -> None:
    stream = io.BytesIO(b"".join(map(encode_message, messages)))
    assert [read_message(stream) for _ in messages] == messages
    assert read_message(stream) is None


@given(MESSAGES, st.integers(1, 20))
def test_a_buffer_that_is_filled_piece_by_piece(messages: list[bytes], step: int) -> None:
    data = b"".join(map(encode_message, messages))
    buffer, received = bytearray(), []
    for start in range(0, len(data), step):
        buffer += data[start : start + step]
        while (message := take_message(buffer)) is not None:
            received.append(message)
    assert (received, buffer) == (messages, b"")


@pytest.mark.parametrize("size", range(len(encode_message(b"abc"))))
def test_a_message_that_is_cut_off_is_none(size: int) -> None:
    cut = encode_message(b"abc")[:size]
    buffer = bytearray(cut)
    assert read_message(io.BytesIO(cut)) is None
    assert take_message(buffer) is None
    assert buffer == cut
