"""The extractor that a project's settings name, run on the pages of a dump: a process of it for each of a run."""

from __future__ import annotations

import atexit
import os
from functools import cache

from newscheck.article.item_mapping import PageExtractor
from newscheck.engine.extraction.isolation import IsolatedExtractor
from newscheck.errors import UsageError
from newscheck.model import ExtractorResult


def of_setting(name: str, file: str | None) -> PageExtractor:
    """The extractor that the setting `extractor` of a settings `file` names; nothing of it is imported yet."""
    return _started_later(name, os.path.dirname(os.path.abspath(file or "")))


@cache
def _started_later(name: str, folder: str) -> _PageExtractor:
    return _PageExtractor(name, folder)


class _PageExtractor:
    """An extractor that is started with the first page; `folder` is searched for its module after all other places.

    One that can't be started is not tried again: each page has the same failure.
    """

    def __init__(self, name: str, folder: str) -> None:
        self._name, self._folder = name, folder
        self._isolated: IsolatedExtractor | None = None
        self._failure = ""

    def __reduce__(self) -> tuple[object, ...]:
        return _started_later, (self._name, self._folder)

    def __call__(self, page: bytes, url: str) -> ExtractorResult:
        if self._isolated is None and not self._failure:
            try:
                self._isolated = IsolatedExtractor(self._name, (self._folder,))
            except UsageError as error:
                # Without the folders of this machine, so that reports of others have the same.
                self._failure = str(error).partition(" (looked in ")[0]
            else:
                atexit.register(self._isolated.close)
        if self._isolated is None:
            return ExtractorResult(failure=self._failure)
        return self._isolated.run(page, url)
