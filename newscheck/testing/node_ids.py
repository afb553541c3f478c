"""Names of files in pytest's ids: readable, on one line, unique, and accepted by pytest as arguments.

For pytest a path ends at the first `::` and has no `[` in it, and an argument that begins with `-` or `@` is no path.
Such characters, invisible ones, and bytes that are not UTF-8 are escaped as in Python: `a\\x5b1].md`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from newscheck.text.display import sanitize

#: Characters that are ambiguous when shown, or that pytest would misread.
_RESERVED = re.compile(r"\\|\[|:(?=:|\Z)|(?<=:):|(?<![^/])[-@]|[\x80-\x9f\xad\udc80-\udcff]")
_ESCAPED = re.compile(r"\\(?:(\\)|([nrt])|x([89a-f][0-9a-f])|x([0-7][0-9a-f])|u([0-9a-f]{4})|U([0-9a-f]{8}))?")
_SHORT = {"n": "\n", "r": "\r", "t": "\t"}


def escaped(path: str) -> str:
    """A name in an id; that of an ordinary file is unchanged."""
    return sanitize(_RESERVED.sub(lambda match: _escape(match[0]), path))


def of_path(path: Path, root: Path) -> str:
    """A file or folder in an id, relative to the root folder of the run if below it."""
    return escaped((relative(str(path), str(root)) or ".").replace(os.sep, "/"))


def relative(path: str, folder: str) -> str:
    """A path relative to a folder; unchanged if it is not below it."""
    is_below = f"{path}{os.sep}".startswith(f"{folder.rstrip(os.sep)}{os.sep}")
    return path[len(folder) :].removeprefix(os.sep) if is_below else path


def unescaped(name: str) -> str | None:
    """The path of an id; None where no path is escaped like that."""
    try:
        return _ESCAPED.sub(_read, name)
    except ValueError:
        return None


def _escape(char: str) -> str:
    code = ord(char)
    if char == "\\":
        return r"\\"
    # A surrogate that stands for a byte (PEP 383) is shown as that byte, so a character of that number is not.
    byte = code - 0xDC00 if code >= 0xDC00 else code
    return f"\\x{byte:02x}" if code < 0x80 or code >= 0xDC00 else f"\\u{code:04x}"


def _read(match: re.Match[str]) -> str:
    backslash, short, byte, ascii_, wide, widest = match.groups()
    if byte:
        return chr(0xDC00 + int(byte, 16))
    if match[0] == "\\":
        raise ValueError(match.string)
    return backslash or _SHORT.get(short) or chr(int(ascii_ or wide or widest, 16))
