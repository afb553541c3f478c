"""A file that is not on this machine's disk by itself, such as one in a commit or in object storage."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol


class Stream(Protocol):
    """The bytes of a stored file, in order; there are `size`."""

    @property
    def size(self) -> int:
        """Bytes of the whole file."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, fewer only at the end. Raises OSError."""


class StoredFile(Protocol):
    """A file by its place in a store; other processes receive it pickled."""

    @property
    def content_id(self) -> str:
        """What only files with the same bytes have. Raises OSError where that isn't known."""

    @property
    def version(self) -> str:
        """What results of the bytes are known by, where reading them takes long; empty where by the bytes."""

    @property
    def size(self) -> int:
        """Bytes of the file. Raises OSError."""

    def opened(self, beat: Callable[[], object] | None = None) -> AbstractContextManager[Stream]:
        """Its content, for a block; `beat` is called now and then while that takes long. Raises OSError.

        A stream that can seek is a binary file.
        """
