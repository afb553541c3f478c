"""Paths of files inside of containers: `archive.zip!/rfi/1.md`."""

from __future__ import annotations

from collections.abc import Container, Iterator

_MARK = "!/"


def join(container: str, name: str) -> str:
    """The path of a member of a container."""
    return f"{container}{_MARK}{name}"


def split(path: str) -> Iterator[tuple[str, str]]:
    """The ways to read a path as that of a container and the name of a member."""
    at = path.find(_MARK)
    while at >= 0:
        yield path[:at], path[at + len(_MARK) :]
        at = path.find(_MARK, at + 1)


def file_among(path: str, paths: Container[str]) -> str | None:
    """Which of some files has a path: the file itself, or the container with that member; None where none of them."""
    if path in paths:
        return path
    if _MARK not in path:
        return None
    return next((container for container, _ in split(path) if container in paths), None)
