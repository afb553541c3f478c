"""Snapshots (syrupy) of articles and of layouts: a readable file for each case, and failures in words.

Files are UTF-8 with LF on every system and written atomically. As with all of syrupy's, `--snapshot-update` makes and
updates them, and unused ones are reported. No two tests share a file (`newscheck.testing.snapshot_names`)."""

from __future__ import annotations

from collections.abc import Iterator
from os import listdir
from os.path import split
from pathlib import Path
from typing import Any, ClassVar

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation

from newscheck.engine.files import regular_file
from newscheck.engine.files.atomic_write import atomic_open
from newscheck.errors import UsageError
from newscheck.html import structure, structure_diff
from newscheck.testing import snapshot_names
from newscheck.testing.checks import Checks
from newscheck.text import record_yaml, value_diff
from newscheck.text.display import sanitize, sanitize_lines

#: With this option of pytest's ini file, parameters are not escaped in the names of tests.
_RAW = "disable_test_id_escaping_and_forfeit_all_rights_to_community_support"
#: The files listed in a folder. A file that is not among them is new, or exists under another name.
_seen: dict[Path, list[str]] = {}


class _TextSnapshot(SingleFileSnapshotExtension):
    """A text file for each assertion."""

    _write_mode = WriteMode.TEXT
    #: Reads what is compared. A class attribute, since syrupy creates extensions itself, under pytest-xdist by name.
    checks: ClassVar[Checks]

    @classmethod
    def get_snapshot_name(cls, *, test_location: PyTestLocation, index: Any = 0) -> str:
        """The name of the file without its suffix; syrupy's own drops characters."""
        test, is_raw = _test_name(test_location)
        return snapshot_names.snapshot_name(test, index, is_raw=is_raw)

    @classmethod
    def matches_test_location(cls, *, test_location: PyTestLocation, snapshot_location: str) -> bool:
        """Whether a file belongs to a test (called by syrupy 7.0.1 and later)."""
        return test_location.matches_snapshot_location(snapshot_location) or _has(test_location, snapshot_location)

    def read_snapshot_data_from_location(self, *, snapshot_location: str, **_: Any) -> str | None:
        """The text of a file, None where there is none. Raises UsageError where it is another name's file."""
        path = Path(snapshot_location)
        if not path.exists():
            return None
        if path.name not in _seen.get(path.parent, ()):
            _seen[path.parent] = listdir(path.parent)
            if other := snapshot_names.colliding_name(path.name, _seen[path.parent]):
                raise UsageError(f"snapshot {path.name}: on this file system that is {other}, the file of another test")
        return regular_file.content(snapshot_location).decode("utf-8", "replace").replace("\r\n", "\n")

    @classmethod
    def write_snapshot_collection(cls, *, snapshot_collection: Any, **_: Any) -> None:
        text: str = next(iter(snapshot_collection)).data
        with atomic_open(snapshot_collection.location) as file:
            file.write(text.encode())


class ArticleSnapshot(_TextSnapshot):
    """A record field by field. What is compared may be a record, an Article, a dump text or a path."""

    file_extension = "article.yaml"

    def serialize(self, data: Any, *, exclude: Any = None, include: Any = None, matcher: Any = None) -> str:
        """The record as text. Raises as `Checks.record` does."""
        record = self.checks.record(data)
        kept = {}
        for name, value in record.items():
            path = ((name, type(value)),)
            if (exclude and exclude(prop=name, path=path)) or (include and not include(prop=name, path=path)):
                continue
            kept[name] = matcher(data=value, path=path) if matcher else value
        return record_yaml.write(kept)

    def diff_lines(self, serialized_data: Any, snapshot_data: Any) -> Iterator[str]:
        """The names of the fields that differ, which pytest doesn't truncate, then each difference."""
        try:
            before, after = record_yaml.read(snapshot_data), record_yaml.read(serialized_data)
        except ValueError:
            yield from super().diff_lines(*map(sanitize_lines, (serialized_data, snapshot_data)))
            return
        names = value_diff.changed_fields(before, after)
        yield f"what differs: {', '.join(map(sanitize, names))}"
        for name in names:
            yield from value_diff.describe_change(name, before.get(name), after.get(name))


class LayoutSnapshot(_TextSnapshot):
    """The structure of an article or a page. What is compared may be HTML, an Article, a dump text or a path."""

    file_extension = "layout.txt"

    def serialize(self, data: Any, *, exclude: Any = None, include: Any = None, matcher: Any = None) -> str:
        """The structure as text. Raises as `Checks.html` does."""
        html, site = self.checks.html(data)
        return structure.to_text(html, site)

    def diff_lines(self, serialized_data: Any, snapshot_data: Any) -> Iterator[str]:
        """What appeared and vanished in words, then the lines."""
        if snapshot_data:
            yield from structure_diff.describe_changes(snapshot_data, serialized_data)
            yield ""
        yield from super().diff_lines(*map(sanitize_lines, (serialized_data, snapshot_data)))


class SnapshotLocation(PyTestLocation):
    """The location of a test, which matches its files even where their names are not the test's."""

    def matches_snapshot_location(self, snapshot_location: str) -> bool:
        """Whether a file belongs to the test."""
        return super().matches_snapshot_location(snapshot_location) or _has(self, snapshot_location)

    def matches_snapshot_name(self, snapshot_name: str) -> bool:
        """Whether a snapshot belongs to the test; its name begins with the function's, unless that is truncated."""
        return super().matches_snapshot_name(snapshot_name) or _is_of(self, snapshot_name)


def _test_name(location: PyTestLocation) -> tuple[str, bool]:
    """The name of the test for pytest, with its classes, and whether its parameters are unescaped."""
    if location.is_doctest:
        return location.snapshot_name, True
    # syrupy looks for classes in the node id wherever there are two colons, also in a parameter.
    above = location.nodeid.removesuffix(f"::{location.testname}").split("::")[1:]
    config = getattr(location.item, "config", None)
    return ".".join([*above, location.testname]), bool(config and config.getini(_RAW))


def _has(location: PyTestLocation, file: str) -> bool:
    folder, name = split(file)
    for extension in (ArticleSnapshot, LayoutSnapshot):
        name = name.removesuffix(f".{extension.file_extension}")
    return _is_of(location, name) and folder == _TextSnapshot.dirname(test_location=location)


def _is_of(location: PyTestLocation, stem: str) -> bool:
    test, is_raw = _test_name(location)
    return snapshot_names.is_name_of(stem, test, is_raw=is_raw)
