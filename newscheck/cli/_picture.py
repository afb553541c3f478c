"""The picture with which `newscheck validate` ends on a terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from newscheck.cli import _terminal

if TYPE_CHECKING:
    from newscheck.model import Report
    from newscheck.outputs.picture.style import PictureStyle

#: Terminals whose fonts have no block elements of eight heights.
_WITHOUT_BLOCKS = ("linux", "ansi", "cons25", "vt52", "vt100", "vt102", "vt220")


def is_shown() -> bool:
    """Whether somebody looks at stdout: it is a terminal that can move its cursor, and not that of a CI job."""
    is_job = os.environ.get("CI", "").lower() not in ("", "0", "false")
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb" and not is_job


def style(*, color: bool) -> PictureStyle:
    """The style for stdout, which has not been made UTF-8 yet; that of a pipe is the same everywhere."""
    from newscheck.outputs.picture.style import ASCII, UNICODE, PictureStyle  # not for --help

    has_blocks = not sys.stdout.isatty() or (_is_encodable("".join(UNICODE)) and _has_font())
    return PictureStyle(_terminal.width(), UNICODE if has_blocks else ASCII, color)


def show(report: Report, style: PictureStyle) -> None:
    """Write the picture to stdout, behind an empty line."""
    from newscheck.outputs.picture import time_line  # not for --help

    lines = [*time_line.lines(report, style)]
    sys.stdout.writelines(f"{line}\n" for line in (["", *lines] if lines else []))
    sys.stdout.flush()


def _is_encodable(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _has_font() -> bool:
    return os.environ.get("TERM", "").partition("-")[0] not in _WITHOUT_BLOCKS
