"""References on disk: read with a one-line error for each mistake, written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping

from newscheck.engine.files import atomic_write, path_names, regular_file
from newscheck.engine.settings import package_data
from newscheck.errors import UsageError
from newscheck.layout import reference
from newscheck.layout.counted_since import FIRST, VERSION
from newscheck.layout.profile import Profile


def load(path: str) -> dict[str, Profile]:
    """The profiles of a reference file by site. Raises UsageError where it can't be read, or is none."""
    return parse(read(path), path)


def read(path: str) -> bytes:
    """The content of a reference file. Raises UsageError where it can't be read."""
    return regular_file.required_content(path, _label(path))


def parse(content: bytes, path: str) -> dict[str, Profile]:
    """The profiles in the content of a reference file by site. Raises UsageError where it is none."""
    label = _label(path)
    try:
        table = json.loads(content.decode())
    except UnicodeDecodeError:
        raise UsageError(f"{label}: not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{label}: not JSON, perhaps cut off: {error}") from None
    version = table.get("reference_version") if isinstance(table, dict) else None
    if version is None:
        raise UsageError(f"{label}: no reference_version: it is not one that newscheck profile wrote")
    if version not in range(FIRST, VERSION + 1):
        raise UsageError(f"{label}: is of version {version}, this newscheck reads {FIRST} to {VERSION}")
    package_data.check_table(table, "reference", label)
    try:
        return reference.read(table)
    except ValueError as error:
        raise UsageError(f"{label}: damaged: {error}") from None


def _label(path: str) -> str:
    return f"reference {path_names.display_path(path)}"


def save(path: str, profiles: Mapping[str, Profile]) -> None:
    """Write a reference file. Raises UsageError where that fails."""
    atomic_write.write(path, [reference.dumps(profiles)])
