"""Errors of an extractor, in words and as a traceback that begins with it."""

from __future__ import annotations

import os
import traceback

from newscheck.article import records
from newscheck.engine.processes import time_limit

#: Characters of an error's message that are told: some quote the whole page.
_LONGEST = 500
_FOLDER = os.path.dirname(__file__)


def is_ours(error: BaseException) -> bool:
    """Whether an error was raised by newscheck, not by the extractor."""
    frames = traceback.extract_tb(error.__traceback__)
    return all(_is_own(frame.filename) or frame.filename == records.__file__ for frame in frames)


def describe_error(error: BaseException) -> str:
    """The type of an error and the first line of its message, as far as it is one for a finding."""
    entries = traceback.format_exception_only(error)
    words = next(entry for entry in entries if not entry.startswith("  ")).strip().partition("\n")[0]
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def trace_of(error: BaseException) -> str:
    """The traceback without our own frames before the extractor."""
    frame = error.__traceback__
    while frame is not None and _is_own(frame.tb_frame.f_code.co_filename):
        frame = frame.tb_next
    return "".join(traceback.format_exception(type(error), error, frame))


def _is_own(file: str) -> bool:
    """Whether a frame of a file is one in which an extractor is called."""
    return os.path.dirname(file) == _FOLDER or file == time_limit.__file__
