"""Files that are written together: all of them or none, and never over one that is there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from newscheck.engine.files import atomic_write, path_names, regular_file
from newscheck.engine.files.destinations import check_location
from newscheck.errors import UsageError


class ScaffoldFile(NamedTuple):
    """A file: `path` below the working folder, its whole text, and a summary; `is_data` marks one that nobody reads,
    `is_baseline` the baseline.

    `previous_text` is the present text of a file to which the new text only adds.
    """

    path: str
    text: str
    summary: str
    previous_text: str = ""
    is_data: bool = False
    is_baseline: bool = False

    @property
    def appended_text(self) -> str:
        """The text that is new."""
        return self.text[len(self.previous_text) :]


def new_files(files: Iterable[ScaffoldFile], remarks: list[str]) -> list[ScaffoldFile]:
    """The files whose place is free; a remark for each of the others."""
    free = []
    for file in files:
        if file.previous_text or not os.path.lexists(file.path):
            free.append(file)
        else:
            remarks.append(f"{path_names.display_path(file.path)} is there already, and stays as it is")
    return free


def write(files: Sequence[ScaffoldFile]) -> None:
    """Write files and their folders. Raises UsageError where one can't be written, or is there by now.

    A failure or an interruption removes what was written before it.
    """
    for file in files:
        check_location(file.path)
    written: list[ScaffoldFile] = []
    folders: list[Path] = []
    try:
        for file in files:
            if not file.previous_text and os.path.lexists(file.path):
                raise UsageError(f"{path_names.display_path(file.path)} is there already")
            _make_folder(Path(file.path).parent, folders)
            written.append(file)
            atomic_write.write(file.path, [file.text])
    except BaseException:
        for file in reversed(written):
            if not file.previous_text:
                Path(file.path).unlink(missing_ok=True)
            elif regular_file.content(file.path) != file.previous_text.encode():
                atomic_write.write(file.path, [file.previous_text])
        for folder in reversed(folders):
            folder.rmdir()
        raise


def _make_folder(folder: Path, created: list[Path]) -> None:
    """Create a folder and those above it; each is added to `created`."""
    missing = [place for place in (folder, *folder.parents) if not place.is_dir()]
    try:
        for place in reversed(missing):
            place.mkdir()
            created.append(place)
    except OSError as error:
        raise UsageError(f"can't make the folder {path_names.display_path(str(folder))}: {error.strerror}") from None
