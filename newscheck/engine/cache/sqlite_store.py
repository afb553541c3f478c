"""The SQLite file of the cache in `.newscheck_cache/`.

A broken store never stops a run: what can't be read is missing, what can't be written is not kept, and a file that is
damaged or has other tables is replaced. Each value is stored behind a digest of its key and itself, so that a flipped
bit or a row in the wrong place is detected; nothing in it is ever unpickled or run.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from xxhash import xxh3_128, xxh3_128_digest

from newscheck.engine.cache import database
from newscheck.errors import reason

if TYPE_CHECKING:
    import sqlite3

_DAY = 86_400
#: Days after which an unused result is dropped.
_KEEP_DAYS = 30
_DIGEST_SIZE = 16


class StoredResult(NamedTuple):
    """A shard's result to be kept, the digest of the contents of its files, and the files (64-bit hashes of their
    paths, signed)."""

    identity: bytes
    contents: bytes
    key: bytes
    files: Sequence[int]
    value: bytes


class SqliteStore:
    """The file at a path, opened at once; without a path, or where the file can't be used, the store stays empty."""

    def __init__(self, path: str | None) -> None:
        self._path = path or ""
        self._deadline = database.QueryDeadline()
        #: Why the folder of the store can't be used.
        self.refusal = ""
        self._store = self._opened()

    def has_results(self, identity: bytes) -> bool:
        """Whether there is a result of a checker with this identity digest."""
        return bool(self._rows("select 1 from shards where identity = ? limit 1", identity))

    def contents(self, signature: bytes) -> bytes | None:
        """The digest of contents that was kept with a stat signature."""
        return self._blob("select contents from signatures where signature = ?", signature)

    def has_key(self, key: bytes) -> bool:
        """Whether there is a result with a key."""
        return bool(self._rows("select 1 from shards where key = ?", key))

    def has_contents(self, contents: bytes) -> bool:
        """Whether there is a result of files with these contents, of whatever checker."""
        return bool(self._rows("select 1 from shards where contents = ? limit 1", contents))

    def result(self, key: bytes) -> bytes | None:
        """A shard's result."""
        return _verified(key, self._blob("select value from shards join results using (id) where key = ?", key))

    def covering(self, files: Sequence[int]) -> list[bytes]:
        """The keys of the last results that some files are part of."""
        placeholders = ",".join("?" * len(files))
        query = f"select distinct key from files join shards on id = shard where path in ({placeholders}) order by id"  # noqa: S608 - only query placeholders
        return [key for (key,) in self._rows(query, *files) if isinstance(key, bytes)]

    def report(self, run: bytes, key: bytes) -> bytes | None:
        """The last report of a kind of run, where it has that key."""
        return _verified(key, self._blob("select value from reports where run = ? and key = ?", run, key))

    def report_piece(self, run: bytes, key: bytes, number: int) -> bytes | None:
        """A piece of the last report of a kind of run, where it is still that of the key."""
        query = "select value from report_pieces where run = ? and number = ?"
        return _verified(_piece_key(key, number), self._blob(query, run, number))

    def put(self, results: Sequence[StoredResult]) -> None:
        """Keep results, and drop those of which most files have a newer one."""
        self._write(lambda store: _put(store, results))

    def put_report(
        self,
        run: bytes,
        key: bytes,
        value: Callable[[int], bytes],
        pieces: Iterable[bytes] = (),
        findings: int | None = None,
    ) -> None:
        """Keep a report, by the number of its pieces, and the pieces, instead of the last one of its kind of run;
        without a number of `findings`, it is something about a dump that reports need."""

        def put(store: sqlite3.Connection) -> None:
            store.execute("delete from report_pieces where run = ?", (run,))
            number = 0
            for number, piece in enumerate(pieces, 1):
                # All pieces of a long report may take longer than a query should.
                self._deadline.start()
                values = (run, number - 1, _with_digest(_piece_key(key, number - 1), piece))
                store.execute("insert into report_pieces values (?, ?, ?)", values)
            row = (run, key, _with_digest(key, value(number)), int(time.time()), findings)
            store.execute("insert or replace into reports values (?, ?, ?, ?, ?)", row)

        self._write(put)

    def remember_contents(self, signatures: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep pairs of a stat signature and a digest of contents, each instead of the last one of those contents."""
        insert = "insert or replace into signatures (signature, contents) values (?, ?)"
        self._write(lambda store: store.executemany(insert, signatures))

    def evict_unused(self, used: Iterable[bytes]) -> None:
        """Mark results as used, and drop those that haven't been for long."""
        now = int(time.time())
        oldest = now - _KEEP_DAYS * _DAY
        # Once a day is enough: a run without changes should not write.
        stale = {key for (key,) in self._rows("select key from shards where used < ?", now - _DAY)}
        renewed = [(now, key) for key in stale.intersection(used)]
        if renewed:
            self._write(lambda store: store.executemany("update shards set used = ? where key = ?", renewed))
        expired = self._rows("select id from shards where used < ?", oldest)
        if expired:
            self._write(lambda store: _drop(store, *(number for (number,) in expired)))
        if expired or renewed:
            self._write(lambda store: _drop_reports(store, oldest))

    def _blob(self, query: str, *values: bytes | int) -> bytes | None:
        rows = self._rows(query, *values)
        return rows[0][0] if rows and isinstance(rows[0][0], bytes) else None

    def _rows(self, query: str, *values: Any) -> list[Any]:
        rows: list[Any] = []
        self._try(lambda store: rows.extend(store.execute(query, values)))
        return rows

    def _write(self, work: Callable[[sqlite3.Connection], object]) -> None:
        def whole(store: sqlite3.Connection) -> None:
            with store:
                work(store)

        self._try(whole)

    def _try(self, work: Callable[[sqlite3.Connection], object]) -> None:
        if self._store is None:
            return
        import sqlite3

        self._deadline.start()
        try:
            work(self._store)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            if not database.is_unusable(error):
                self._store = None
                return
            self._store.close()
            database.remove(self._path)
            self._store = self._opened()

    def _opened(self) -> sqlite3.Connection | None:
        import sqlite3

        for _attempt in range(2 if self._path else 0):
            try:
                return database.connect(self._path, self._deadline)
            except OSError as error:
                self.refusal = reason(error)
                return None
            except (sqlite3.Error, UnicodeDecodeError) as error:
                if not database.is_unusable(error):
                    return None
                database.remove(self._path)
        return None


def _put(store: sqlite3.Connection, results: Sequence[StoredResult]) -> None:
    now = int(time.time())
    outdated: set[int] = set()
    for identity, contents, key, files, value in results:
        for (number,) in store.execute("select id from shards where key = ?", (key,)).fetchall():
            _drop(store, number)
        row = (identity, contents, key, len(files), now)
        insert = "insert into shards (identity, contents, key, files, used) values (?, ?, ?, ?, ?)"
        number = store.execute(insert, row).lastrowid
        store.execute("insert into results values (?, ?)", (number, _with_digest(key, value)))
        placeholders = ",".join("?" * len(files))
        query = f"select distinct shard from files where path in ({placeholders})"  # noqa: S608 - as above
        outdated.update(old for (old,) in store.execute(query, files))
        store.executemany("insert or replace into files values (?, ?)", ((path, number) for path in files))
    for number in outdated:
        ((remaining,),) = store.execute("select count(*) from files where shard = ?", (number,))
        ((total,),) = store.execute("select coalesce(max(files), 0) from shards where id = ?", (number,))
        if 2 * remaining < total or not remaining:
            _drop(store, number)


def _drop(store: sqlite3.Connection, *numbers: int) -> None:
    for number in numbers:
        store.execute("delete from signatures where contents = (select contents from shards where id = ?)", (number,))
        for table, column in (("shards", "id"), ("results", "id"), ("files", "shard")):
            store.execute(f"delete from {table} where {column} = ?", (number,))  # noqa: S608 - words of this file


def _drop_reports(store: sqlite3.Connection, oldest: int) -> None:
    store.execute("delete from reports where created < ?", (oldest,))
    store.execute("delete from report_pieces where run not in (select run from reports)")


def _piece_key(key: bytes, number: int) -> bytes:
    return key + number.to_bytes(8, "big")


def _with_digest(key: bytes, value: bytes) -> bytes:
    return xxh3_128_digest(key + value) + value


def _verified(key: bytes, stored: bytes | None) -> bytes | None:
    if stored is None:
        return None
    # A slice of bytes is a copy, one of a view is none.
    digest = xxh3_128(key)
    digest.update(memoryview(stored)[_DIGEST_SIZE:])
    return stored[_DIGEST_SIZE:] if digest.digest() == stored[:_DIGEST_SIZE] else None
