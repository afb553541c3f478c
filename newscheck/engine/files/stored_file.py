"""A file that is not on disk by itself, such as one in a commit."""

from __future__ import annotations

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
        """What only files with the same bytes have."""

    @property
    def size(self) -> int:
        """Bytes of the file. Raises OSError."""

    def opened(self) -> AbstractContextManager[Stream]:
        """Its content, for a block. Raises OSError."""
