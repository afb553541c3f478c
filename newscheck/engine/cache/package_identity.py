"""What results depend on besides files and settings: the bytes of this newscheck, Python, and some distributions."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

import xxhash

from newscheck import registry
from newscheck.html.parser import PARSER_VERSION

#: Distributions that the result of a file depends on.
_RESULT_DEPENDENCIES = {"jsonschema_rs", "lxml", "msgspec", "numpy", "pyyaml", "tzdata", "xxhash"}


def own_files() -> Iterator[str]:
    """The files of this package, and of its schemas where they are beside it (`registry.data`)."""
    beside = os.path.join(os.path.dirname(registry.PACKAGE), "schemas")
    is_wheel = os.path.isdir(os.path.join(registry.PACKAGE, "schemas"))
    for top in (registry.PACKAGE, *(() if is_wheel else (beside,))):
        for folder, folders, names in os.walk(top):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            yield from (os.path.join(folder, name) for name in sorted(names))


def digest(paths: Iterable[str]) -> bytes:
    """A digest of files that doesn't depend on where and when the package was installed."""
    hashed = xxhash.xxh3_128()
    for path in paths:
        with open(path, "rb") as file:
            data = file.read()
        name = os.path.relpath(path, os.path.dirname(registry.PACKAGE))
        hashed.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        hashed.update(data)
    return hashed.digest()


def versions() -> Iterator[str]:
    """Python, the HTML parser, and the distributions installed beside xxhash that matter."""
    yield "{}.{}.{}".format(*sys.version_info)
    yield PARSER_VERSION
    for name in sorted(os.listdir(os.path.dirname(os.path.dirname(xxhash.__file__)))):
        if name.endswith((".dist-info", ".egg-info")) and name.partition("-")[0].lower() in _RESULT_DEPENDENCIES:
            yield name
