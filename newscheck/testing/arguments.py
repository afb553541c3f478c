"""The arguments of the command line that are ids of newscheck's own tests, for which pytest needs help.

pytest takes no `::` behind a folder (`articles::url-duplicate`) and no `[` in a path, and it compares each file that is
named with each file that there is. All that name a file or a rule of a dump are found here, and of page fixtures those
that are escaped in ids (`testing.node_ids`).
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

#: Which tests are asked for by path; None: all of a file or folder.
Selection = dict[Path, dict[str, None] | None]


class _Interpretation(NamedTuple):
    """What an argument may mean: a path, what stands behind it, and whether pytest would find the path by itself."""

    path: Path
    name: str
    is_plain: bool


class Arguments:
    """The arguments of a run: `selected` by dump or folder of page fixtures, and `remaining` as they were given."""

    def __init__(
        self, given: Iterable[str], here: Path, sources: Mapping[Path, DumpResults], benches: Iterable[Path]
    ) -> None:
        self._here, self._sources, self._benches = here, sources, frozenset(benches)
        self.selected: dict[Path, Selection] = {}
        self.remaining = [arg for arg in given if not self._takes(arg)]
        #: The paths of the others.
        self.paths = [self.path(arg.partition("::")[0]) for arg in self.remaining]
        self._drop_covered({path for path in self.paths if path.is_dir()})

    def path(self, text: str | Path) -> Path:
        """The path that an argument is."""
        return Path(os.path.normpath(self._here / text))

    def _takes(self, arg: str) -> bool:
        """Note an argument that is ours."""
        for meaning in self._meanings(arg):
            for root in (meaning.path, *meaning.path.parents):
                is_page = root in self._benches and _is_page(meaning)
                if is_page or (root in self._sources and self._is_of_dump(self._sources[root], meaning)):
                    self._note(root, meaning)
                    return True
        return False

    def _meanings(self, arg: str) -> Iterator[_Interpretation]:
        """An argument as an id, then as it is: in the ids of editors paths are not escaped."""
        head, divider, name = arg.rpartition("::")
        for text, behind in ((head, name), (arg, "")) if divider else ((arg, ""),):
            for path in dict.fromkeys((node_ids.unescaped(text), text)):
                if path and os.path.lexists(self._here / path):
                    yield _Interpretation(self.path(path), behind, path == text == node_ids.escaped(path))

    def _is_of_dump(self, source: DumpResults, meaning: _Interpretation) -> bool:
        path, name, is_plain = meaning
        if path == source.path and name in source.rules:
            return True
        if path.is_dir():
            return not (is_plain or name)
        return name in ("", NAME) and holds_articles(path, source.checks.project.exclude)

    def _note(self, root: Path, meaning: _Interpretation) -> None:
        wanted = self.selected.setdefault(root, {})
        names = wanted.setdefault(meaning.path, {})
        if not meaning.name:
            wanted[meaning.path] = None
        elif names is not None:
            names[meaning.name] = None

    def _drop_covered(self, folders: set[Path]) -> None:
        """What stands in a folder that is named, too, is collected there."""
        for root, wanted in list(self.selected.items()):
            for path in [path for path in wanted if not folders.isdisjoint((path, *path.parents))]:
                del wanted[path]
            if not wanted:
                del self.selected[root]


def _is_page(meaning: _Interpretation) -> bool:
    path, name, is_plain = meaning
    return not is_plain and ((path.is_dir() and not name) or path.name == cases.PAGE)
