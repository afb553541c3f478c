"""The arguments of the command line that are ids of newscheck's own tests, which pytest can't resolve.

pytest accepts no `::` behind a folder (`articles::url-duplicate`) and no `[` in a path, and it compares each named file
with each existing file. All arguments that name a file or a rule of a dump are resolved here, and those of page
fixtures whose paths are escaped in ids (`testing.node_ids`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from newscheck.fixtures import cases
from newscheck.testing import node_ids
from newscheck.testing.dump_results import DumpResults, holds_articles
from newscheck.testing.items import NAME

#: The selected tests by path; None: all of a file or folder.
Selection = dict[Path, dict[str, None] | None]


class _Interpretation(NamedTuple):
    """What an argument may mean: a path, the name behind it, and whether pytest would find the path by itself."""

    path: Path
    name: str
    is_plain: bool


class Arguments:
    """The arguments of a run: `selected` by dump or folder of page fixtures, and `remaining` as they were given."""

    def __init__(
        self, given: Iterable[str], here: Path, dumps: Mapping[Path, DumpResults], page_folders: Iterable[Path]
    ) -> None:
        self._here, self._dumps, self._page_folders = here, dumps, frozenset(page_folders)
        self.selected: dict[Path, Selection] = {}
        self.remaining = [arg for arg in given if not self._takes(arg)]
        #: The paths of the remaining arguments.
        self.paths = [self.path(arg.partition("::")[0]) for arg in self.remaining]
        self._drop_covered({path for path in self.paths if path.is_dir()})

    def path(self, text: str | Path) -> Path:
        """The path that an argument is."""
        return Path(os.path.normpath(self._here / text))

    def _takes(self, arg: str) -> bool:
        """Whether an argument selects tests of newscheck; if so, they are added to `selected`."""
        for meaning in self._meanings(arg):
            for root in (meaning.path, *meaning.path.parents):
                is_page = root in self._page_folders and _is_page(meaning)
                if is_page or (root in self._dumps and self._is_of_dump(self._dumps[root], meaning)):
                    self._select(root, meaning)
                    return True
        return False

    def _meanings(self, arg: str) -> Iterator[_Interpretation]:
        """An argument unescaped, then as it is: editors don't escape paths in ids."""
        head, divider, name = arg.rpartition("::")
        for text, behind in ((head, name), (arg, "")) if divider else ((arg, ""),):
            for path in dict.fromkeys((node_ids.unescaped(text), text)):
                if path and os.path.lexists(self._here / path):
                    yield _Interpretation(self.path(path), behind, path == text == node_ids.escaped(path))

    def _is_of_dump(self, dump: DumpResults, meaning: _Interpretation) -> bool:
        path, name, is_plain = meaning
        if path == dump.path and name in dump.rules:
            return True
        if path.is_dir():
            return not (is_plain or name)
        return name in ("", NAME) and holds_articles(path, dump.checks.project)

    def _select(self, root: Path, meaning: _Interpretation) -> None:
        wanted = self.selected.setdefault(root, {})
        names = wanted.setdefault(meaning.path, {})
        if not meaning.name:
            wanted[meaning.path] = None
        elif names is not None:
            names[meaning.name] = None

    def _drop_covered(self, folders: set[Path]) -> None:
        """Drop selected paths in folders that are remaining arguments: pytest collects those."""
        for root, wanted in list(self.selected.items()):
            for path in [path for path in wanted if not folders.isdisjoint((path, *path.parents))]:
                del wanted[path]
            if not wanted:
                del self.selected[root]


def _is_page(meaning: _Interpretation) -> bool:
    path, name, is_plain = meaning
    return not is_plain and ((path.is_dir() and not name) or path.name == cases.PAGE)
