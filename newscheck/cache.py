"""What earlier runs found out, so that only what changed is read again.

Content-addressed: the key of a shard is a hash of the names, sizes and times of its files and of everything that
judges them, so that nothing in the store can be out of date, only unused. The store is an SQLite file in
`.newscheck_cache/`: a run that dies leaves the last complete state. A store that can't be read or written is done
without.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from xxhash import xxh3_128

from newscheck import registry
from newscheck.tree import PARSER_VERSION

if TYPE_CHECKING:
    import sqlite3

FOLDER = ".newscheck_cache"
_FILE = "store.sqlite3"
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# This is newscheck's cache: https://bford.info/cachedir/\n"
#: A file written this recently may be written again within the resolution of its time stamp.
_SETTLED_NS = 2_000_000_000
#: Days after which an entry that no run asked for is dropped.
_KEEP_DAYS = 30


class File(Protocol):
    """A file of a run, as `newscheck.files.Entry` is one."""

    @property
    def path(self) -> str: ...  # noqa: D102
    @property
    def real(self) -> str: ...  # noqa: D102


class Cache:
    """The store of one working folder. `judge` identifies all that a result depends on besides the files."""

    def __init__(self, folder: str, judge: str) -> None:
        self._folder = folder
        self._identity = judge
        self._used: list[str] = []
        self._new: list[tuple[str, bytes, float]] = []

    # Opened when it is first asked: a run of a few files never does.
    @cached_property
    def _store(self) -> sqlite3.Connection | None:
        return _open(self._folder)

    @cached_property
    def _judge(self) -> bytes:
        return self._identity.encode("utf-8", "surrogateescape") + _package()

    def key(self, entries: Sequence[File]) -> str | None:
        """The key of a shard's result; None where a file of it can't be seen, or was written a moment ago."""
        if self._store is None:
            return None
        recent = time.time_ns() - _SETTLED_NS
        parts = []
        try:
            for entry in entries:
                status = os.stat(entry.real)
                if status.st_mtime_ns > recent:
                    return None
                parts.append(f"{entry.path}\0{entry.real}\0{status.st_size} {status.st_mtime_ns} {status.st_ino}")
        except OSError:
            return None
        return self._digest("\n".join(parts))

    def whole_key(self, keys: Iterable[str]) -> str:
        """The key of what the shards say together."""
        return self._digest("whole\n" + "\n".join(keys))

    def _digest(self, text: str) -> str:
        return xxh3_128(self._judge + text.encode("utf-8", "surrogateescape")).hexdigest()

    def get(self, key: str | None) -> bytes | None:
        """What was put there, if anything."""
        if self._store is None or key is None:
            return None
        row = self._store.execute("select value from results where key = ?", (key,)).fetchone()
        if row is None:
            return None
        self._used.append(key)
        value: bytes = row[0]
        return value

    def put(self, key: str | None, value: bytes) -> None:
        """Remember a result; it is written down by `save`."""
        if self._store is not None and key is not None:
            self._new.append((key, value, time.time()))

    def save(self) -> None:
        """Write what is new in one transaction, and drop what nobody has asked for in a while."""
        if not self._new or self._store is None:
            return
        import sqlite3

        now = time.time()
        try:
            with self._store:
                self._store.executemany("insert or replace into results values (?, ?, ?)", self._new)
                self._store.execute("delete from results where used < ?", (now - _KEEP_DAYS * 86_400,))
                self._store.executemany("update results set used = ? where key = ?", ((now, key) for key in self._used))
        except sqlite3.Error:
            self._store.close()


def _package() -> bytes:
    """What identifies this newscheck: its own files and the parser's version."""
    parts = [PARSER_VERSION]
    for folder, folders, names in os.walk(registry.PACKAGE):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            status = os.stat(os.path.join(folder, name))
            parts.append(f"{name} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(parts).encode()


def clear(folder: str) -> int:
    """Empty the store of a working folder; returns how many bytes it had."""
    freed = size(folder)
    if freed:
        os.unlink(place(folder))
    return freed


def size(folder: str) -> int:
    """Bytes of the store of a working folder."""
    return os.path.getsize(place(folder)) if os.path.exists(place(folder)) else 0


def place(folder: str) -> str:
    """The path of the store of a working folder."""
    return os.path.normpath(os.path.join(folder, FOLDER, _FILE))


def _open(folder: str) -> sqlite3.Connection | None:
    import sqlite3

    path = place(folder)
    folder = os.path.dirname(path)
    for _attempt in range(2):
        try:
            os.makedirs(folder, exist_ok=True)
            store = sqlite3.connect(path, timeout=1)
            store.execute(
                "create table if not exists results (key text primary key, value blob, used real) without rowid"
            )
            for name, text in (("CACHEDIR.TAG", _TAG), (".gitignore", "*\n")):
                target = os.path.join(folder, name)
                if not os.path.exists(target):
                    with open(target, "w", encoding="utf-8") as file:
                        file.write(text)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                return None
            # Not a database any more: begin again with an empty one.
            os.unlink(path)
        except OSError:
            return None
        else:
            return store
    return None
