"""A file on another machine (`files.stored_file.StoredFile`), fetched when it is opened, or ahead of that."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from msgspec import Struct

from newscheck.engine.files.stored_file import Stream
from newscheck.engine.remote import bucket, connection, website
from newscheck.engine.remote.connection import Request, Work
from newscheck.engine.remote.failures import RemoteFailure
from newscheck.engine.remote.location import WEB, Location
from newscheck.engine.remote.object_info import ObjectInfo
from newscheck.engine.remote.ranged_file import RangedFile, SpooledFile
from newscheck.errors import UsageError

#: Bytes of a file that is fetched as a whole.
SMALL = 1 << 22
_Beat = Callable[[], object] | None


class RemoteFile(Struct, frozen=True):
    """A file by its place; `info` is what was known of it when it was found."""

    location: Location
    info: ObjectInfo

    @property
    def content_id(self) -> str:
        """What only files with the same bytes have. Raises OSError where nothing is known to change with them."""
        if version := self.info.version:
            return f"{self.location.shown}\0{version}"
        raise RemoteFailure("the server doesn't say which version it is")

    @property
    def version(self) -> str:
        """What stands for the bytes, which need not be read to know that they are the same; empty for nothing."""
        return self.info.version

    @property
    def size(self) -> int:
        """Bytes of the file. Raises OSError where they aren't known."""
        if self.info.size is None:
            raise RemoteFailure("the server doesn't say how long it is")
        return self.info.size

    @property
    def is_small(self) -> bool:
        """Whether it is fetched as a whole."""
        return self.info.has_ranges and self.info.size is not None and self.info.size <= SMALL

    @contextmanager
    def opened(self, beat: _Beat = None, failed: Callable[[], object] = lambda: None) -> Iterator[Stream]:
        """Its content, for a block; `failed` is called where bytes of it can't be fetched. Raises OSError."""
        failures: list[OSError] = []

        def fetch(start: int, end: int) -> bytes:
            # An archive has many members: what fails for one is not waited for again with each.
            if failures:
                raise failures[0]
            try:
                data: bytes = _waited(self.fetched(start, end), beat)
                return data
            except OSError as error:
                failures.append(error)
                failed()
                raise

        if self.info.has_ranges and self.info.size is not None:
            with RangedFile(self.info.size, SMALL, fetch) as ranged:
                yield ranged
            return
        try:
            spooled = self._downloaded(beat)
        except OSError:
            failed()
            raise
        with spooled:
            yield spooled

    def _downloaded(self, beat: _Beat) -> SpooledFile:
        """The content in a temporary file. Raises OSError."""
        file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - the caller closes it
        try:
            _waited(_request(self, lambda fs: website.download(fs, self.location, self.info, file), None), beat)
            return SpooledFile(file)
        except BaseException:
            file.close()
            raise

    def fetched(self, start: int, end: int) -> Request:
        """The fetching of some of its bytes, which has begun. Raises OSError."""
        store = website if self.location.scheme in WEB else bucket
        return _request(self, lambda fs: store.fetch(fs, self.location, self.info, start, end), connection.LIMIT)


def _request(file: RemoteFile, work: Work, limit: float | None) -> Request:
    """A request, which has begun. Raises OSError, also where the library is missing."""
    try:
        return Request(file.location.scheme, work, limit)
    except UsageError as error:
        raise RemoteFailure(str(error)) from None


def _waited(request: Request, beat: _Beat) -> Any:
    try:
        return request.result(beat)
    except BaseException:
        request.give_up()
        raise


def asked(location: Location) -> Request:
    """The question what is known of a file (`ObjectInfo`). Raises UsageError as `connection.filesystem` does."""
    store = website if location.scheme in WEB else bucket
    return Request(location.scheme, lambda fs: store.found(fs, location))
