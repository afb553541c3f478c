"""A run over items that come one by one: their results add up to the report on the feed.

They are kept as those of files are, on disk where they are many, so that memory stays flat over a million items.
"""

from __future__ import annotations

from newscheck.article.spread import Spread
from newscheck.checker.results import merged
from newscheck.engine import conclusion, feed_sample
from newscheck.engine.cache.shard import Shard
from newscheck.engine.dump_store import DumpStore
from newscheck.engine.run_results import RunResults
from newscheck.engine.session import Session
from newscheck.model import FileResult, RawInput, Report

#: Items whose results are packed together, and items that are read again for facts about the feed.
_TOGETHER, _SAMPLE = 200, 12


class FeedRun:
    """The results of the items of a feed. Raises UsageError where the project's reference can't be read."""

    def __init__(self, session: Session) -> None:
        self._dump = DumpStore(session.detection_settings)
        self._results = RunResults()
        self._waiting: list[FileResult] = []
        self._sample: Spread[RawInput] = Spread(_SAMPLE)

    def add(self, raw: RawInput, result: FileResult) -> None:
        """Add an item and its result."""
        self._sample.add(raw)
        self._waiting.append(result)
        if len(self._waiting) == _TOGETHER:
            self._pack()

    def report(self, session: Session) -> Report:
        """The report on all items so far, and on the feed that they form, at the time of a session of the same project.

        Raises UsageError where the reference has none of the sites.
        """
        self._pack()
        self._dump.detection = session.detection_settings
        checker = session.checker
        return conclusion.conclude(
            checker, self._dump, self._results, lambda _: feed_sample.documents_of(self._sample.values, checker.mapping)
        )

    def close(self) -> None:
        """Release the files."""
        self._dump.close()

    def _pack(self) -> None:
        if self._waiting:
            shard = Shard.of(merged(self._waiting))
            self._dump.add(shard)
            self._results.add(shard)
            self._results.file_count += len(self._waiting)
            self._waiting = []
