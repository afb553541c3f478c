"""Results of earlier runs, so that only changed files are checked again.

The key of a shard's result is a hash of the names and bytes of its files (their `contents`) and of everything that the
result depends on, so that nothing in the store can be out of date, only unused. A stat signature (sizes, times, inodes)
saves the reading: while it stays the same, so do the bytes, for whichever settings. After a fresh checkout all
signatures are new; then the files are read and hashed, which costs a hundredth of checking them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from xxhash import xxh3_64_intdigest, xxh3_128_digest

from newscheck.engine.cache import database, package_identity, trust
from newscheck.engine.cache.sqlite_store import SqliteStore, StoredResult
from newscheck.engine.cache.stat_signature import StatSignature, stat_signature
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.settings.cache_folder import FOLDER, STORE
from newscheck.errors import UsageError

if TYPE_CHECKING:
    from newscheck.engine.session import Session

#: Bytes of results that are collected before they are written.
_HELD = 8_000_000


class Cache:
    """The cache of a working folder, or in the folder that is `named`. `identity` is all that a result depends on
    besides the files; results of a `wider` one have all that these have, and more.
    """

    def __init__(self, folder: str, identity: str, named: str | None = None, *, wider: str = "") -> None:
        self._path = store_path(folder, named)
        self._identity, self._wider = identity, wider
        self._used: set[bytes] = set()
        self._contents_by_signature: dict[bytes, bytes] = {}
        self._signatures: dict[bytes, bytes] = {}
        self._new: list[StoredResult] = []
        self._held = 0
        #: Files with a result in the cache, and files that had to be checked.
        self.hits = self.misses = 0
        #: Remarks on the store.
        self.remarks: list[str] = []

    @classmethod
    def of(cls, session: Session, wider: Session | None = None) -> Cache:
        """The cache of the results of a session; those of a `wider` one, which runs more rules, are used, too."""
        identity = wider.cache_identity if wider else ""
        return cls(".", session.cache_identity, session.project.cache_dir, wider=identity)

    # Opened at its first use: a run of a few files has none.
    @cached_property
    def _store(self) -> SqliteStore:
        why = trust.distrust_reason(self._path)
        store = SqliteStore(None if why else self._path)
        if why := why or store.refusal:
            self.remarks.append(f"the cache in {os.path.dirname(self._path)} is not used: {why}")
        return store

    @cached_property
    def _package_identity(self) -> bytes:
        return self._package()

    @cached_property
    def _identity_digest(self) -> bytes:
        return self._digest_of(self._identity)

    @cached_property
    def _wider_digest(self) -> bytes | None:
        """The digest of the wider identity, where there are results of it."""
        digest = self._digest_of(self._wider) if self._wider else None
        return digest if digest and self._store.has_results(digest) else None

    def _digest_of(self, identity: str) -> bytes:
        return xxh3_128_digest(identity.encode("utf-8", "surrogateescape") + self._package_identity)

    @property
    def is_wider_used(self) -> bool:
        """Whether results may be wider ones."""
        return self._wider_digest is not None

    @cached_property
    def is_new(self) -> bool:
        """Whether the store had no result when the run began: then no file need be hashed."""
        return self._wider_digest is None and not self._store.has_results(self._identity_digest)

    def key(self, contents: bytes) -> bytes:
        """The key of the result of a shard, or of a report."""
        return xxh3_128_digest(self._identity_digest + contents)

    def known_contents(self, signature: StatSignature | None) -> bytes | None:
        """The digest of the contents of the files with a stat signature."""
        if signature is None:
            return None
        contents = self._contents_by_signature.get(signature.digest)
        if contents is None and signature.is_settled:
            contents = self._store.contents(self._signature_key(signature))
        return contents

    def remember_contents(self, signature: StatSignature | None, contents: bytes) -> None:
        """Remember the contents of the files with a stat signature; for later runs only where it is settled."""
        if signature:
            self._contents_by_signature[signature.digest] = contents
        if signature and signature.is_settled:
            self._signatures[contents] = self._signature_key(signature)

    def _signature_key(self, signature: StatSignature) -> bytes:
        """How a signature is kept: what is read of files depends on newscheck, too."""
        return xxh3_128_digest(self._package_identity + signature.digest)

    def has(self, contents: bytes) -> bool:
        """Whether there is a result of the files with these contents."""
        found = next(filter(self._store.has_key, self._keys(contents)), None)
        if found:
            self._used.add(found)
        return found is not None

    def get(self, contents: bytes) -> bytes | None:
        """The result of the files with these contents, if there is one; perhaps a wider one."""
        for key in self._keys(contents):
            if value := self._store.result(key):
                self._used.add(key)
                return value
        return None

    def _keys(self, contents: bytes) -> Iterator[bytes]:
        yield self.key(contents)
        if self._wider_digest:
            yield xxh3_128_digest(self._wider_digest + contents)

    def put(self, contents: bytes, paths: Iterable[str], value: bytes) -> None:
        """Keep the result of a shard; `covering` finds it by its files."""
        key = self.key(contents)
        self._used.add(key)
        self._new.append(
            StoredResult(self._identity_digest, contents, key, _files(self._identity_digest, paths), value)
        )
        self._held += len(value)
        if self._held > _HELD:
            self._flush()

    def covering(self, paths: Iterable[str]) -> Iterator[bytes]:
        """The last results that some files are part of, wider ones last."""
        paths = list(paths)
        for identity in filter(None, (self._identity_digest, self._wider_digest)):
            yield from filter(None, map(self._store.result, self._store.covering(_files(identity, paths))))

    def report(self, run: str, key: bytes) -> bytes | None:
        """The report of a kind of run without its pieces, where it is still the one of that key."""
        return self._store.report(self._run_key(run), key)

    def report_pieces(self, run: str, key: bytes, number: int) -> Iterator[bytes | None]:
        """The pieces of that report; None for one that is lost, or of a later report by now."""
        kind = self._run_key(run)
        return (self._store.report_piece(kind, key, at) for at in range(number))

    def put_report(
        self,
        run: str,
        key: bytes,
        value: Callable[[int], bytes],
        pieces: Iterable[bytes] = (),
        findings: int | None = None,
    ) -> None:
        """Keep the report of a kind of run instead of the one before: `value` by the number of pieces, and the pieces,
        of which one is held in memory. Without a number of `findings`, it is something that reports need."""
        self._store.put_report(self._run_key(run), key, value, pieces, findings)

    def _run_key(self, run: str) -> bytes:
        return self.key(run.encode("utf-8", "surrogateescape"))

    def count_files(self, *, known: int = 0, checked: int = 0) -> None:
        """Count files with a result in the cache, and files that had to be checked."""
        self.hits += known
        self.misses += checked

    def save(self) -> None:
        """Write new results to the store, and drop those that no run has used for long."""
        # Not opened for a run of a few files.
        if "_store" not in vars(self):
            return
        self._flush()
        if self._signatures:
            self._store.remember_contents(
                [(signature, own) for own, signature in self._signatures.items() if self._store.has_contents(own)]
            )
            self._signatures.clear()
        self._store.evict_unused(self._used)
        # The next call may come from another run, some time later.
        self._contents_by_signature.clear()
        for name in ("is_new", "_wider_digest"):
            vars(self).pop(name, None)

    def _flush(self) -> None:
        if self._new:
            self._store.put(self._new)
        self._new, self._held = [], 0

    def _package(self) -> bytes:
        """The identity of this newscheck: the bytes of its own files, and its dependencies."""
        paths = list(package_identity.own_files())
        signature = stat_signature([FileEntry(path, path) for path in paths])
        digest = self._store.contents(signature.digest) if signature and signature.is_settled else None
        if digest is None:
            digest = package_identity.digest(paths)
            if signature and signature.is_settled:
                self._store.remember_contents([(signature.digest, digest)])
        return digest + "\n".join(package_identity.versions()).encode()


def _files(identity: bytes, paths: Iterable[str]) -> list[int]:
    return [xxh3_64_intdigest(identity + path.encode()) - (1 << 63) for path in paths]


def clear(folder: str, named: str | None = None) -> int:
    """Remove the store of a working folder, or in a `named` one, and return its size in bytes.

    Raises UsageError where a link leads to it, or another run is writing to it.
    """
    path = store_path(folder, named)
    if link := trust.link_on_path(path):
        raise UsageError(f"can't clear the cache: {link} is a link")
    freed = size(folder, named)
    if freed and not database.remove_unused(path):
        raise UsageError("can't clear the cache: another run is writing to it; try again when that has ended")
    return freed


def size(folder: str, named: str | None = None) -> int:
    """Bytes of the store of a working folder, or in a `named` one."""
    path = store_path(folder, named)
    return os.path.getsize(path) if os.path.exists(path) else 0


def store_path(folder: str, named: str | None = None) -> str:
    """The path of the store of a working folder, or in a `named` one."""
    return os.path.normpath(os.path.join(named or os.path.join(folder, FOLDER), STORE))
