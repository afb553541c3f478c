"""Names of files in pytest's ids: readable, on one line, each file's its own, and taken by pytest as an argument.

pytest takes a path up to the first `::` and has no `[` in it, and an argument that begins with `-` or `@` is something
else. Such characters, what is hidden, and bytes that are no UTF-8 are escaped as Python would: `a\\x5b1].md`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from newscheck.text.display import sanitize

#: What stands for something else where it is shown, or is taken for something else by pytest.
_RESERVED = re.compile(r"\\|\[|:(?=:|\Z)|(?<=:):|(?<![^/])[-@]|[\x80-\x9f\xad\udc80-\udcff]")
_ESCAPED = re.compile(r"\\(?:(\\)|([nrt])|x([89a-f][0-9a-f])|x([0-7][0-9a-f])|u([0-9a-f]{4})|U([0-9a-f]{8}))?")
_SHORT = {"n": "\n", "r": "\r", "t": "\t"}


def escaped(path: str) -> str:
    """The name of a file, or of anything else, in an id; that of an ordinary file is left as it is."""
    return sanitize(_RESERVED.sub(lambda found: _escape(found[0]), path))


def of_path(path: Path, root: Path) -> str:
    """A file or folder in an id: from the root folder of the run on where it is below it."""
    return escaped((relative(str(path), str(root)) or ".").replace(os.sep, "/"))


def relative(path: str, folder: str) -> str:
    """A path from a folder on, as it is where it is not below it."""
    is_below = f"{path}{os.sep}".startswith(f"{folder.rstrip(os.sep)}{os.sep}")
    return path[len(folder) :].removeprefix(os.sep) if is_below else path


def unescaped(name: str) -> str | None:
    """The path that is told so; None where nothing is."""
    try:
        return _ESCAPED.sub(_read, name)
    except ValueError:
        return None


def _escape(char: str) -> str:
    code = ord(char)
    if char == "\\":
        return r"\\"
    # The surrogate that stands for a byte (PEP 383) is told as the byte, so a character of that number is not.
    byte = code - 0xDC00 if code >= 0xDC00 else code
    return f"\\x{byte:02x}" if code < 0x80 or code >= 0xDC00 else f"\\u{code:04x}"


def _read(found: re.Match[str]) -> str:
    backslash, short, byte, ascii_, wide, widest = found.groups()
    if byte:
        return chr(0xDC00 + int(byte, 16))
    if found[0] == "\\":
        raise ValueError(found.string)
    return backslash or _SHORT.get(short) or chr(int(ascii_ or wide or widest, 16))
