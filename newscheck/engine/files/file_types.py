"""What the name of a file says about it: which reader takes it, and which containers it is in."""

from __future__ import annotations

from functools import cache
from types import ModuleType
from typing import NamedTuple

from newscheck import readers, registry

#: Suffixes of files with an item on each line, which are read in pieces.
IN_PIECES = (".jsonl", ".jl", ".ndjson")


class FileType(NamedTuple):
    """A file by its name: `compression` and `container` are modules of `newscheck.containers`; `name` is that of the
    content, without the suffix of the compression. Without a container, it is a file for a reader."""

    compression: ModuleType | None
    container: ModuleType | None
    name: str

    @property
    def is_archive(self) -> bool:
        """Whether it holds files."""
        return hasattr(self.container, "members")

    @property
    def has_paths(self) -> bool:
        """Whether what it holds, files or pages, has paths of its own."""
        return self.is_archive or hasattr(self.container, "HAS_PATHS")


@cache
def reader_suffixes(*, pages: bool) -> tuple[str, ...]:
    """The suffixes of readers, with `pages` also those of saved pages, which need an extractor; that of dumps, whose
    files are many, comes first."""
    return tuple(sorted(readers.suffixes(pages=pages), key=lambda suffix: (suffix != ".md", suffix)))


@cache
def container_suffixes() -> tuple[str, ...]:
    """The last suffixes of containers, compressed files among them."""
    return tuple(sorted({*_by_suffix(), *_short_suffixes()}))


def is_input(name: str, *, pages: bool = False) -> bool:
    """Whether a file may hold articles, by its name: in folders, other files are left out, and saved pages without
    `pages`."""
    return of(name, pages=pages) is not None


def is_container(name: str) -> bool:
    """Whether a file holds others, or is compressed, by its name."""
    # Most files are those of readers: then no module of a container is loaded.
    return not name.endswith(reader_suffixes(pages=True)) and name.endswith(container_suffixes())


def may_hold_many(name: str) -> bool:
    """Whether a file may hold very many articles, by its name."""
    return name.endswith(IN_PIECES) or is_container(name)


def of(name: str, *, pages: bool = True) -> FileType | None:
    """The type of a file; None where a compressed file is of no type that holds articles (`backup.sql.gz`).

    Without `pages`, saved pages are none.
    """
    suffixes = reader_suffixes(pages=pages)
    if not name.endswith(container_suffixes()):
        return FileType(None, None, name) if _ends(name, suffixes) else None
    compression, name = _uncompressed(name)
    module = _module(_suffix(name))
    if module is not None and not hasattr(module, "decompressor"):
        return FileType(compression, module, name)
    return FileType(compression, None, name) if _ends(name, suffixes) else None


def of_named(name: str) -> FileType:
    """The type of a file that the user names: one whose name says nothing is for the reader that recognises it."""
    compression, content = _uncompressed(name)
    return of(name) or FileType(compression, None, content)


def _uncompressed(name: str) -> tuple[ModuleType | None, str]:
    suffix = _suffix(name)
    if short := _short_suffixes().get(suffix):
        return registry.module("containers", short[0]), name.removesuffix(suffix) + short[1]
    module = _module(suffix)
    if module is None or not hasattr(module, "decompressor"):
        return None, name
    return module, name.removesuffix(suffix)


def _ends(name: str, suffixes: tuple[str, ...]) -> bool:
    """Whether a name has one of the suffixes, also in capitals (`NEWS.CSV`)."""
    return name.endswith(suffixes) or (name[-1:].isupper() and name.lower().endswith(suffixes))


def _suffix(name: str) -> str:
    return name[dot:] if (dot := name.rfind(".")) >= 0 else ""


def _module(suffix: str) -> ModuleType | None:
    name = _by_suffix().get(suffix)
    return registry.module("containers", name) if name else None


@cache
def _by_suffix() -> dict[str, str]:
    """The names of the modules of containers by their suffixes."""
    own = registry.constants("containers", "SUFFIXES")
    return {suffix: name for name, suffixes in own.items() for suffix in suffixes}


@cache
def _short_suffixes() -> dict[str, tuple[str, str]]:
    own = registry.constants("containers", "SHORT_SUFFIXES")
    return {short: (name, long) for name, suffixes in own.items() for short, long in suffixes.items()}
