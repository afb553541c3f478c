"""Columns of a few articles, in memory."""

from __future__ import annotations

from array import array

from newscheck.model import Typecode


class InMemoryStorage:
    """Room for small columns (`model.Storage`)."""

    def column(self, typecode: Typecode, length: int) -> memoryview[int]:
        """A column of zeros, to be filled."""
        return in_memory(typecode, length)

    def release(self) -> None:
        """Nothing: what is in memory only stays there."""


IN_MEMORY = InMemoryStorage()


def in_memory(typecode: Typecode, length: int) -> memoryview[int]:
    """A column of zeros in memory."""
    return memoryview(array(typecode, bytes(length * array(typecode).itemsize)))
