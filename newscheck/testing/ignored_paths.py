"""What pytest must not collect: `--ignore`, `--ignore-glob`, and `collect_ignore` and `collect_ignore_glob` of a
conftest.py.

Folders that pytest skips by itself (`norecursedirs`: `build`, `dist`) are searched: newscheck has its own `exclude`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest


class IgnoredPaths:
    """The paths that a run ignores. The conftest.py files are listed each time, because more may be loaded."""

    def __init__(self, config: pytest.Config) -> None:
        self._plugins = config.pluginmanager
        self._paths = _absolute(config.getoption("ignore", None) or ())
        self._globs = _absolute(config.getoption("ignore_glob", None) or ())

    def of(self, root: Path, paths: Iterable[Path]) -> set[Path]:
        """Those of some paths at or below `root` that are ignored, or that are in an ignored folder at or below it."""
        conftests = dict(self._conftests())
        if not (self._paths or self._globs or conftests):
            return set()
        known: dict[Path, bool] = {}

        def is_ignored(path: Path) -> bool:
            if path not in known:
                known[path] = self._names(path, conftests) or (path != root and is_ignored(path.parent))
            return known[path]

        return {path for path in paths if (path == root or root in path.parents) and is_ignored(path)}

    def _conftests(self) -> Iterator[tuple[Path, Any]]:
        for plugin in self._plugins.get_plugins():
            file = getattr(plugin, "__file__", None)
            if file and (hasattr(plugin, "collect_ignore") or hasattr(plugin, "collect_ignore_glob")):
                yield Path(file).parent, plugin

    def _names(self, path: Path, conftests: dict[Path, Any]) -> bool:
        """Whether a path itself is ignored; of several conftest.py files above it, the nearest counts."""
        place = str(path)
        paths = [*self._paths, *_nearest(path, conftests, "collect_ignore")]
        globs = [*self._globs, *_nearest(path, conftests, "collect_ignore_glob")]
        return place in paths or any(fnmatch(place, glob) for glob in globs)


def _nearest(path: Path, conftests: dict[Path, Any], name: str) -> list[str]:
    for folder in path.parents:
        if folder in conftests and (entries := getattr(conftests[folder], name, None)) is not None:
            return [os.path.normpath(folder / entry) for entry in entries]
    return []


def _absolute(paths: Iterable[str]) -> list[str]:
    return [os.path.abspath(path) for path in paths]
