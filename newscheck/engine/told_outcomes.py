"""The last outcome of a run that tells a webhook what has changed, in the folder of the cache."""

from __future__ import annotations

import os

import msgspec
from xxhash import xxh3_64_hexdigest

from newscheck.engine.cache import content_store, database, trust
from newscheck.engine.files import atomic_write, regular_file
from newscheck.errors import UsageError, reason
from newscheck.triage.notification import Outcome

#: Bytes: some twenty for each rule and site.
_MAX_SIZE = 1 << 20


class ToldOutcomes:
    """The last outcome of one run that is repeated, in the folder of the cache (`content_store.Cache`).

    `run` is all that distinguishes it from others in this folder.

    What failed is kept as hashes: the file tells nothing about the dump.
    """

    def __init__(self, folder: str, run: str, named: str | None = None) -> None:
        self._folder = os.path.dirname(content_store.store_path(folder, named))
        self._path = os.path.join(self._folder, f"told-{_hash(run)}.json")
        #: Why the file must be neither read nor written; empty where it may be.
        self.distrust = trust.distrust_reason(self._path)

    def last(self) -> Outcome | None:
        """The last outcome; None where there is none that can be read."""
        try:
            return msgspec.json.decode(regular_file.content(self._path, _MAX_SIZE), type=Outcome)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None

    def remember(self, outcome: Outcome) -> None:
        """Keep an outcome as the last one. Raises UsageError where it can't be written."""
        try:
            os.makedirs(self._folder, mode=0o755, exist_ok=True)
        except OSError as error:
            raise UsageError(f"can't write {self._folder}: {reason(error)}") from None
        database.tag(self._folder)
        atomic_write.write(self._path, [msgspec.json.encode(outcome).decode()])


def hashed(outcome: Outcome) -> Outcome:
    """An outcome as it is kept and compared."""
    return Outcome(outcome.exit_code, frozenset(map(_hash, outcome.failed)))


def _hash(text: str) -> str:
    return xxh3_64_hexdigest(text.encode("utf-8", "surrogateescape"))
