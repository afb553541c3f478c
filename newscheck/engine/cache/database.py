"""The SQLite file of the cache, opened so that whatever stands in it does no harm."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from functools import cache
from typing import TYPE_CHECKING

from newscheck.engine.cache.trust import BESIDE

if TYPE_CHECKING:
    import sqlite3

#: The form of the tables below; a file of another one is begun again.
_SCHEMA_VERSION = 2
_TABLES = """
create table if not exists shards (id integer primary key, judge blob, key blob unique, files integer, used integer);
create table if not exists results (id integer primary key, value blob);
create table if not exists files (path integer primary key, shard integer);
create index if not exists files_of on files (shard);
create table if not exists stamps (key blob primary key, stamp blob) without rowid;
create index if not exists stamps_by on stamps (stamp);
create table if not exists reports (run blob primary key, key blob, value blob, made integer);
"""
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# This is newscheck's cache: https://bford.info/cachedir/\n"
#: What SQLite's authors advise for files that somebody else may have made (https://www.sqlite.org/security.html), and:
#: what is lost when the power fails is found out again.
_GUARDS = (
    "pragma trusted_schema = off",
    "pragma cell_size_check = on",
    "pragma mmap_size = 0",
    "pragma synchronous = off",
)
_SCHEMA_QUERY = "select user_version, type, name, tbl_name, sql from pragma_user_version left join sqlite_master"
#: Seconds to wait for another run that writes.
_PATIENCE = 5
#: Seconds that a question may take, and steps of SQLite's machine between two looks at the clock.
_LONGEST, _STEPS = 10, 10_000


class QueryDeadline:
    """Ends a question to the store that takes too long, whatever stands in the file."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """The next question begins."""
        self._end = time.monotonic() + _LONGEST

    def __call__(self) -> int:
        """Whether it takes too long, as SQLite asks every so many steps."""
        return time.monotonic() > self._end


def is_unusable(error: Exception) -> bool:
    """Whether an error is the file's, which is begun again: no database any more, one of another form, one whose text
    is none (sqlite3 stumbles over it even in its own complaints), or one in which a question has no end. Else it is
    locked, read-only, or the disk is full."""
    import sqlite3

    # What Python itself can't make sense of, such as text that is not UTF-8, has no number.
    code = getattr(error, "sqlite_errorcode", None)
    return not isinstance(error, sqlite3.OperationalError) or code in (None, sqlite3.SQLITE_INTERRUPT)


def connect(path: str, watch: QueryDeadline) -> sqlite3.Connection:
    """A connection to the store at a path, made where there is none. Raises sqlite3.Error or OSError where there can be
    none."""
    import sqlite3

    folder = os.path.dirname(path)
    # Where new files are everyone's, this one is not.
    os.makedirs(folder, mode=0o755, exist_ok=True)
    store = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        watch.start()
        store.set_progress_handler(watch, _STEPS)
        for guard in _GUARDS:
            store.execute(guard)
        # In one look: another run may be about to begin it.
        found = store.execute(_SCHEMA_QUERY).fetchall()
        if {row[:1] for row in found} != {(_SCHEMA_VERSION,)} or {row[1:] for row in found} != _own_tables():
            if found[0][1]:
                raise sqlite3.DatabaseError("of another form")
            # What is dropped is given back: CI stores the file after each run.
            store.execute("pragma auto_vacuum = full")
            store.executescript(f"begin immediate; {_TABLES} pragma user_version = {_SCHEMA_VERSION}; commit;")
    except BaseException:
        store.close()
        raise
    for name, text in (("CACHEDIR.TAG", _TAG), (".gitignore", "*\n")):
        _tag(os.path.join(folder, name), text.encode())
    return store


@cache
def _own_tables() -> frozenset[tuple[str | None, ...]]:
    """Tables and indexes as SQLite describes those of `_TABLES`: no view or trigger is among them, and no function."""
    import sqlite3

    with contextlib.closing(sqlite3.connect(":memory:")) as store:
        store.executescript(_TABLES)
        return frozenset(row[1:] for row in store.execute(_SCHEMA_QUERY))


def _tag(path: str, text: bytes) -> None:
    """Write a file where none is, or an empty one; what leads elsewhere stays as it is."""
    flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with contextlib.suppress(OSError):
        handle = os.open(path, flags, 0o644)
        try:
            status = os.fstat(handle)
            if stat.S_ISREG(status.st_mode) and not status.st_size and status.st_nlink == 1:
                os.write(handle, text)
        finally:
            os.close(handle)


def remove(path: str) -> None:
    """Remove a store and what belongs to it."""
    for each in (path, *(path + end for end in BESIDE)):
        # Another run may have been faster, or (on Windows) have it open: then it stays, and is done without.
        with contextlib.suppress(OSError):
            os.unlink(each)
