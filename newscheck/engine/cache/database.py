"""The SQLite file of the cache, opened so that hostile or damaged content does no harm."""

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

#: The version of the tables below; a file with another one is replaced.
_SCHEMA_VERSION = 4
_TABLES = """
create table if not exists shards
  (id integer primary key, identity blob, contents blob, key blob unique, files integer, used integer);
create index if not exists shards_of on shards (contents);
create table if not exists results (id integer primary key, value blob);
create table if not exists files (path integer primary key, shard integer);
create index if not exists files_of on files (shard);
create table if not exists signatures (contents blob primary key, signature blob) without rowid;
create index if not exists contents_of on signatures (signature);
create table if not exists reports
  (run blob primary key, key blob, value blob, created integer, findings integer);
create table if not exists report_pieces (run blob, number integer, value blob, primary key (run, number));
"""
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# This is newscheck's cache: https://bford.info/cachedir/\n"
#: What SQLite's authors advise for files of unknown origin (https://www.sqlite.org/security.html); and no waiting for
#: the disk, since results that a power failure destroys are computed again.
_GUARDS = (
    "pragma trusted_schema = off",
    "pragma cell_size_check = on",
    "pragma mmap_size = 0",
    "pragma synchronous = off",
)
_SCHEMA_QUERY = "select user_version, type, name, tbl_name, sql from pragma_user_version left join sqlite_master"
#: Seconds to wait for another run that writes.
_BUSY_TIMEOUT = 5
#: Seconds that a query may take, and steps of SQLite's virtual machine between two checks of the clock.
_QUERY_TIMEOUT, _STEPS = 10, 10_000


class QueryDeadline:
    """Ends a query that takes too long, whatever the file contains."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Start the time of the next query."""
        self._end = time.monotonic() + _QUERY_TIMEOUT

    def __call__(self) -> int:
        """Whether the query takes too long; SQLite calls this every `_STEPS` steps."""
        return time.monotonic() > self._end


def is_unusable(error: Exception) -> bool:
    """Whether an error means that the file must be replaced: it is no database, has other tables or text that is not
    UTF-8 (which sqlite3 can't even put into an error message), or a query takes too long. Otherwise it is locked or
    read-only, or the disk is full."""
    import sqlite3

    # An error that Python raises itself, as for text that is not UTF-8, has no code.
    code = getattr(error, "sqlite_errorcode", None)
    return not isinstance(error, sqlite3.OperationalError) or code in (None, sqlite3.SQLITE_INTERRUPT)


def connect(path: str, deadline: QueryDeadline, *, creates: bool = True) -> sqlite3.Connection:
    """A connection to the store at a path, which is created if needed, unless it `creates` none. Raises sqlite3.Error
    or OSError where that fails."""
    import sqlite3

    folder = os.path.dirname(path)
    if creates:
        # Not world-writable, whatever the umask.
        os.makedirs(folder, mode=0o755, exist_ok=True)
    elif not os.path.getsize(path):
        raise sqlite3.DatabaseError("empty")
    store = sqlite3.connect(path, timeout=_BUSY_TIMEOUT)
    try:
        deadline.start()
        store.set_progress_handler(deadline, _STEPS)
        for guard in _GUARDS:
            store.execute(guard)
        # One query: another run may be creating the tables.
        rows = store.execute(_SCHEMA_QUERY).fetchall()
        if {row[:1] for row in rows} != {(_SCHEMA_VERSION,)} or {row[1:] for row in rows} != _own_tables():
            if rows[0][1] or not creates:
                raise sqlite3.DatabaseError("other tables")
            # The file shrinks when rows are deleted: CI stores it after each run.
            store.execute("pragma auto_vacuum = full")
            store.executescript(f"begin immediate; {_TABLES} pragma user_version = {_SCHEMA_VERSION}; commit;")
    except BaseException:
        store.close()
        raise
    if creates:
        tag(folder)
    return store


def tag(folder: str) -> None:
    """Mark the folder of the store as a cache, which neither a backup nor git takes."""
    for name, text in (("CACHEDIR.TAG", _TAG), (".gitignore", "*\n")):
        _tag(os.path.join(folder, name), text.encode())


@cache
def _own_tables() -> frozenset[tuple[str | None, ...]]:
    """Tables and indexes as SQLite describes those of `_TABLES`: no view or trigger is among them, and no function."""
    import sqlite3

    with contextlib.closing(sqlite3.connect(":memory:")) as store:
        store.executescript(_TABLES)
        return frozenset(row[1:] for row in store.execute(_SCHEMA_QUERY))


def _tag(path: str, text: bytes) -> None:
    """Write a file that is missing or empty; a link stays as it is."""
    flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with contextlib.suppress(OSError):
        handle = os.open(path, flags, 0o644)
        try:
            status = os.fstat(handle)
            if stat.S_ISREG(status.st_mode) and not status.st_size and status.st_nlink == 1:
                os.write(handle, text)
        finally:
            os.close(handle)


def remove_unused(path: str) -> bool:
    """Remove a store while no other run writes to it; False where one does so all the time.

    A run that has it open notices at its next write, and keeps nothing more.
    """
    import sqlite3

    try:
        with contextlib.closing(sqlite3.connect(path, timeout=_BUSY_TIMEOUT, isolation_level=None)) as store:
            store.execute("begin exclusive")
            remove(path)
    except sqlite3.Error as error:
        # Whatever else is wrong with it is a reason to remove it.
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            return False
        remove(path)
    return True


def remove(path: str) -> None:
    """Remove a store and the files that SQLite keeps beside it."""
    for file in (path, *(path + end for end in BESIDE)):
        # Another run may have removed it already or, on Windows, have it open: then it stays.
        with contextlib.suppress(OSError):
            os.unlink(file)
