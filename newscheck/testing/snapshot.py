"""Snapshots (syrupy) of articles and of layouts: a readable file for each case, and failures in words.

Both are UTF-8 with LF on every system, are written whole or not at all, and behave as all of syrupy's do: made and
mended by `--snapshot-update`, told where they are unused.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from newscheck import opening
from newscheck.drawing import blueprint
from newscheck.files import whole
from newscheck.testing.checks import Checks
from newscheck.text import contrast, transcript


class _Readable(SingleFileSnapshotExtension):
    """A file of text for each assertion."""

    _write_mode = WriteMode.TEXT
    #: With what things are read; syrupy makes extensions itself, and its xdist controller finds them by their names.
    checks: ClassVar[Checks]

    def read_snapshot_data_from_location(self, *, snapshot_location: str, **_: Any) -> str | None:
        path = Path(snapshot_location)
        data = opening.content(snapshot_location) if path.exists() else None
        return None if data is None else data.decode("utf-8", "replace").replace("\r\n", "\n")

    @classmethod
    def write_snapshot_collection(cls, *, snapshot_collection: Any, **_: Any) -> None:
        text: str = next(iter(snapshot_collection)).data
        with whole(snapshot_collection.location) as file:
            file.write(text.encode())


class ArticleSnapshot(_Readable):
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
        return transcript.write(kept)

    def diff_lines(self, serialized_data: Any, snapshot_data: Any) -> Iterator[str]:
        """The names of the fields that differ, which pytest won't cut off, then one after the other."""
        try:
            before, after = transcript.read(snapshot_data), transcript.read(serialized_data)
        except ValueError:
            yield from super().diff_lines(serialized_data, snapshot_data)
            return
        names = contrast.fields(before, after)
        yield f"what differs: {', '.join(names)}"
        for name in names:
            yield from contrast.lines(name, before.get(name), after.get(name))


class LayoutSnapshot(_Readable):
    """The structure of an article or a page. What is compared may be HTML, an Article, a dump text or a path."""

    file_extension = "layout.txt"

    def serialize(self, data: Any, *, exclude: Any = None, include: Any = None, matcher: Any = None) -> str:
        """The structure as text. Raises as `Checks.html` does."""
        html, site = self.checks.html(data)
        return blueprint.draw(html, site)

    def diff_lines(self, serialized_data: Any, snapshot_data: Any) -> Iterator[str]:
        """What appeared and vanished in words, then the lines."""
        if snapshot_data:
            yield from blueprint.changes(snapshot_data, serialized_data)
            yield ""
        yield from super().diff_lines(serialized_data, snapshot_data)
