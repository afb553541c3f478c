"""Files that are put in place together: all of them or none, and none over one that is there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from newscheck.engine.files import atomic_write, path_names, regular_file
from newscheck.engine.files.destinations import check_location
from newscheck.errors import UsageError


class ScaffoldFile(NamedTuple):
    """A file: `path` below the working folder, its whole text, and what it is in short; one that `is_data` is not read,
    and one that `is_baseline` accepts what there is today.

    `previous_text` is the text that the file has now; the new one only adds to its end.
    """

    path: str
    text: str
    summary: str
    previous_text: str = ""
    is_data: bool = False
    is_baseline: bool = False

    @property
    def appended_text(self) -> str:
        """What is written that wasn't there before."""
        return self.text[len(self.previous_text) :]


def new_files(parts: Iterable[ScaffoldFile], remarks: list[str]) -> list[ScaffoldFile]:
    """Those whose place is free; of the others it is remarked that they stay as they are."""
    found = []
    for part in parts:
        if part.previous_text or not os.path.lexists(part.path):
            found.append(part)
        else:
            remarks.append(f"{path_names.display_path(part.path)} is there already, and stays as it is")
    return found


def write(parts: Sequence[ScaffoldFile]) -> None:
    """Write files, and the folders that they are in. Raises UsageError where one can't be written or is there by now.

    A failure, or an interruption, takes away again what was written before it.
    """
    for part in parts:
        check_location(part.path)
    written: list[ScaffoldFile] = []
    folders: list[Path] = []
    try:
        for part in parts:
            if not part.previous_text and os.path.lexists(part.path):
                raise UsageError(f"{path_names.display_path(part.path)} is there already")
            _make_folder(Path(part.path).parent, folders)
            written.append(part)
            atomic_write.write(part.path, [part.text])
    except BaseException:
        for part in reversed(written):
            if not part.previous_text:
                Path(part.path).unlink(missing_ok=True)
            elif regular_file.content(part.path) != part.previous_text.encode():
                atomic_write.write(part.path, [part.previous_text])
        for folder in reversed(folders):
            folder.rmdir()
        raise


def _make_folder(folder: Path, made: list[Path]) -> None:
    missing = [place for place in (folder, *folder.parents) if not place.is_dir()]
    try:
        for place in reversed(missing):
            place.mkdir()
            made.append(place)
    except OSError as error:
        raise UsageError(f"can't make the folder {path_names.display_path(str(folder))}: {error.strerror}") from None
