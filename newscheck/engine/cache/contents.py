"""What is in a cache: its size, the results and reports in it, and their age."""

from __future__ import annotations

import contextlib
import os

import msgspec

from newscheck.engine.cache import content_store, database, trust
from newscheck.errors import reason

#: Files with a result, settings that they are of, and the days (s since 1970) on which results were used last.
_RESULTS = "select coalesce(sum(files), 0), count(distinct identity), min(used), max(used) from shards"
_REPORTS = "select count(*), coalesce(sum(findings), 0) from reports where findings is not null"


class CacheContents(msgspec.Struct, frozen=True):
    """`files` have a result, each once for each of the `settings` that results are of; `findings` are those of the
    `reports`. `oldest_use` and `latest_use` are the times of the use of a result, in s since 1970 and exact to a day,
    None without any.

    `problem` says why the store is neither read nor written, or can't be.
    """

    path: str
    bytes: int
    files: int = 0
    settings: int = 0
    reports: int = 0
    findings: int = 0
    oldest_use: int | None = None
    latest_use: int | None = None
    problem: str = ""


def read(folder: str, named: str | None = None) -> CacheContents:
    """What is in the cache of a working folder, or in a `named` one; nothing is created or changed."""
    path = content_store.store_path(folder, named)
    empty = CacheContents(path, content_store.size(folder, named))
    if why := trust.distrust_reason(path):
        return msgspec.structs.replace(empty, problem=f"it is not used: {why}")
    if not os.path.exists(path):
        return empty
    import sqlite3

    try:
        with contextlib.closing(database.connect(path, database.QueryDeadline(), creates=False)) as store:
            files, settings, oldest, latest = store.execute(_RESULTS).fetchone()
            reports, findings = store.execute(_REPORTS).fetchone()
            return CacheContents(path, empty.bytes, files, settings, reports, findings, oldest, latest)
    except OSError as error:
        return msgspec.structs.replace(empty, problem=f"it can't be read: {reason(error)}")
    except (sqlite3.Error, UnicodeDecodeError) as error:
        why = "the next run replaces it" if database.is_unusable(error) else str(error)
        return msgspec.structs.replace(empty, problem=f"it can't be read: {why}")
