"""Which pipes are ready: those with data, those with room, and those that nobody holds any more."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from newscheck.engine.processes.pipe_readiness import ready


@pytest.fixture
def pipes() -> Iterator[list[tuple[int, int]]]:
    """Two pipes, each with its reading and its writing end."""
    made = [os.pipe(), os.pipe()]
    yield made
    for number in {number for pipe in made for number in pipe}:
        try:
            os.close(number)
        except OSError:
            continue  # the test has closed it


def test_what_can_be_read_or_written_is_ready(pipes: list[tuple[int, int]]) -> None:
    (first, into_first), (second, _) = pipes
    assert ready({first, second}, set(), 0) == set()
    os.write(into_first, b"a")
    assert ready({first, second}, set(), 5) == {first}
    assert ready({first}, {into_first}, 0) >= {into_first}
    os.read(first, 1)
    assert ready({first}, set(), 0.01) == set()


def test_a_closed_pipe_is_ready(pipes: list[tuple[int, int]]) -> None:
    (first, into_first), _ = pipes
    os.close(into_first)
    assert ready({first}, set(), 5) == {first}
    assert os.read(first, 1) == b""
