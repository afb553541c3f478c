"""What earlier runs found out, so that only what changed is checked again.

Content decides: the key of a shard's result is a hash of the names and bytes of its files and of everything that
judges them, so that nothing in the store can be out of date, only unused. A stamp (sizes, times, inodes) spares the
reading: where it is the one that was seen last, so are the bytes. After a fresh checkout all stamps are new; then the
files are read and hashed, which costs a hundredth of checking them.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

import xxhash
from xxhash import xxh3_64_intdigest, xxh3_128_digest

from newscheck import registry
from newscheck.engine.cache import database, trust
from newscheck.engine.cache.sqlite_store import SqliteStore, StoredResult
from newscheck.errors import UsageError
from newscheck.html.parser import PARSER_VERSION

FOLDER = ".newscheck_cache"
_FILE = "store.sqlite3"
#: A file written this recently may be written again within the resolution of its time stamp.
_SETTLED_NS = 2_000_000_000
#: Bytes of results that are held back before they are written down.
_HELD = 8_000_000
#: Distributions that have a say in what a file's result is.
_RESULT_DEPENDENCIES = {"jsonschema_rs", "lxml", "msgspec", "numpy", "pyyaml", "tzdata", "xxhash"}


class EntryLike(Protocol):
    """A file of a run, as `newscheck.engine.files.inputs.Entry` is one."""

    @property
    def path(self) -> str: ...  # noqa: D102
    @property
    def real(self) -> str: ...  # noqa: D102
    @property
    def fault(self) -> str: ...  # noqa: D102


class StatSignature(NamedTuple):
    """What some files look like from outside; not `is_settled` where the same look may soon have other bytes."""

    digest: bytes
    is_settled: bool


class Cache:
    """The store of one working folder. `judge` identifies all that a result depends on besides the files."""

    def __init__(self, folder: str, judge: str) -> None:
        self._folder = folder
        self._identity = judge
        self._used: set[bytes] = set()
        self._met: dict[bytes, bytes] = {}
        self._stamps: dict[bytes, bytes] = {}
        self._new: list[StoredResult] = []
        self._held = 0
        #: Files of which a result was at hand, and those that had to be checked.
        self.hits = self.misses = 0
        #: What there is to say of the store.
        self.remarks: list[str] = []

    # Opened when it is first asked: a run of a few files never does.
    @cached_property
    def _store(self) -> SqliteStore:
        store = store_path(self._folder)
        if why := trust.distrust_reason(store):
            self.remarks.append(f"the cache in {os.path.dirname(store)} is not used: {why}")
        return SqliteStore(None if why else store)

    @cached_property
    def _judge(self) -> bytes:
        return xxh3_128_digest(self._identity.encode("utf-8", "surrogateescape") + self._package())

    @cached_property
    def is_new(self) -> bool:
        """Whether nothing was known when the run began: then nothing need be compared."""
        return not self._store.has_results(self._judge)

    def key(self, contents: bytes) -> bytes:
        """The key of a shard's result, or of what a run says."""
        return xxh3_128_digest(self._judge + contents)

    def known_key(self, stamp: StatSignature | None) -> bytes | None:
        """The key that goes with a stamp."""
        if stamp is None:
            return None
        key = self._met.get(stamp.digest)
        if key is None and stamp.is_settled:
            key = self._store.key(self.key(stamp.digest))
        if key:
            self._used.add(key)
        return key

    def remember_keys(self, stamp: StatSignature | None, key: bytes) -> None:
        """Hear which key goes with a stamp; later runs do only where it is settled."""
        self._used.add(key)
        if stamp:
            self._met[stamp.digest] = key
        if stamp and stamp.is_settled:
            self._stamps[key] = self.key(stamp.digest)

    def get(self, key: bytes) -> bytes | None:
        """The result of a shard, if it is known."""
        return self._store.result(key)

    def put(self, key: bytes, paths: Iterable[str], value: bytes) -> None:
        """Remember the result of a shard; it can be found by its files, too."""
        self._new.append(StoredResult(self._judge, key, self._files(paths), value))
        self._held += len(value)
        if self._held > _HELD:
            self._flush()

    def covering(self, paths: Iterable[str]) -> Iterator[bytes]:
        """The last results in which some files were."""
        return filter(None, map(self._store.result, self._store.covering(self._files(paths))))

    def report(self, run: str, key: bytes) -> bytes | None:
        """The report of a kind of run, where it is still the one of that key."""
        return self._store.report(self.key(run.encode("utf-8", "surrogateescape")), key)

    def put_report(self, run: str, key: bytes, value: bytes) -> None:
        """Remember the report of a kind of run; the one before is forgotten."""
        self._store.put_report(self.key(run.encode("utf-8", "surrogateescape")), key, value)

    def count_files(self, *, known: int = 0, checked: int = 0) -> None:
        """Count files."""
        self.hits += known
        self.misses += checked

    def save(self) -> None:
        """Write down what has not been yet, and drop what nobody has asked for in a while."""
        # Not opened for a run of a few files.
        if "_store" not in vars(self):
            return
        self._flush()
        if self._stamps:
            self._store.remember_keys([(stamp, key) for key, stamp in self._stamps.items() if self._store.has_key(key)])
            self._stamps.clear()
        self._store.evict_unused(self._used)
        # What comes next may be another run, some time later.
        self._met.clear()
        vars(self).pop("is_new", None)

    def _flush(self) -> None:
        if self._new:
            self._store.put(self._new)
        self._new, self._held = [], 0

    def _files(self, paths: Iterable[str]) -> list[int]:
        return [xxh3_64_intdigest(self._judge + path.encode()) - (1 << 63) for path in paths]

    def _package(self) -> bytes:
        """What identifies this newscheck: the bytes of its own files, and what it is built on."""
        paths = list(_own_files())
        look = stat_signature([_PackageFile(path, path) for path in paths])
        digest = self._store.key(look.digest) if look and look.is_settled else None
        if digest is None:
            digest = _digest(paths)
            if look and look.is_settled:
                self._store.remember_keys([(look.digest, digest)])
        return digest + "\n".join(_versions()).encode()


class _PackageFile(NamedTuple):
    path: str
    real: str
    fault: str = ""


def stat_signature(entries: Sequence[EntryLike]) -> StatSignature | None:
    """The stamp of some files; None where one can't be seen.

    The time of the last change of the inode is part of it, which nobody can set: an edit that keeps size and time of
    modification is another stamp.
    """
    recent = time.time_ns() - _SETTLED_NS
    newest = 0
    parts = []
    try:
        for entry in entries:
            status = os.stat(entry.real)
            modified, changed = status.st_mtime_ns, status.st_ctime_ns
            newest = max(newest, modified, changed)
            # What a link leads to looks the same whether or not it may be read.
            parts.append(f"{entry.path}\0{entry.fault}\0{status.st_size} {modified} {changed} {status.st_ino}")
    except OSError:
        return None
    return StatSignature(xxh3_128_digest("\n".join(parts).encode("utf-8", "surrogateescape")), newest <= recent)


def _own_files() -> Iterator[str]:
    """The files of this package, and of its schemas where they are beside it (`registry.data`)."""
    beside = os.path.join(os.path.dirname(registry.PACKAGE), "schemas")
    is_wheel = os.path.isdir(os.path.join(registry.PACKAGE, "schemas"))
    for top in (registry.PACKAGE, *(() if is_wheel else (beside,))):
        for folder, folders, names in os.walk(top):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            yield from (os.path.join(folder, name) for name in sorted(names))


def _digest(paths: Iterable[str]) -> bytes:
    """The same wherever the package is installed, and whenever."""
    hashed = xxhash.xxh3_128()
    for path in paths:
        with open(path, "rb") as file:
            data = file.read()
        name = os.path.relpath(path, os.path.dirname(registry.PACKAGE))
        hashed.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        hashed.update(data)
    return hashed.digest()


def _versions() -> Iterator[str]:
    """Python, the HTML parser, and the distributions installed beside xxhash that matter."""
    yield "{}.{}.{}".format(*sys.version_info)
    yield PARSER_VERSION
    for name in sorted(os.listdir(os.path.dirname(os.path.dirname(xxhash.__file__)))):
        if name.endswith((".dist-info", ".egg-info")) and name.partition("-")[0].lower() in _RESULT_DEPENDENCIES:
            yield name


def clear(folder: str) -> int:
    """Empty the store of a working folder; returns how many bytes it had. Raises UsageError where a link leads to it:
    what is there may be anything."""
    if link := trust.link_on_path(store_path(folder)):
        raise UsageError(f"can't clear the cache: {link} is a link")
    freed = size(folder)
    if freed:
        database.remove(store_path(folder))
    return freed


def size(folder: str) -> int:
    """Bytes of the store of a working folder."""
    return os.path.getsize(store_path(folder)) if os.path.exists(store_path(folder)) else 0


def store_path(folder: str) -> str:
    """The path of the store of a working folder."""
    return os.path.normpath(os.path.join(folder, FOLDER, _FILE))
