"""A scraper's own extractor: found by its name, run on a page, and never trusted to return.

`mypkg.rfi:parse` is called with the page, as text or, where its first parameter is annotated so, as bytes; with the
page's address where it has a parameter `url` or a second one that it needs. It gives a record, or yields one, or is a
coroutine of one.
"""

from __future__ import annotations

import asyncio
import importlib
import inspect
import os
import re
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

from newscheck import intake, transcript
from newscheck.config import meant
from newscheck.decoding import decode
from newscheck.errors import UsageError
from newscheck.model import Extraction
from newscheck.wording import count

#: Seconds that an extractor may take for a page.
LIMIT = 10.0
#: An extractor that swallows the end of its time is told again after so many seconds.
_AGAIN = 0.2
#: The address is the first parameter, the page the second one.
_FIRST = "<"
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_HEAD = 4096
#: What GBK and its forerunner are called: the encoding that has all of both reads them best.
_GB = ("gb2312", "gbk", "gb_2312-80", "cp936")


class _TimeUp(BaseException):
    """Not an Exception: what an extractor catches must not keep it alive."""


class _NoRecordError(Exception):
    """In words, what an extractor gave instead of a record."""


class Extractor:
    """A function of a page, made ready to be called. `name` is what it is known by."""

    def __init__(self, function: Callable[..., Any], name: str = "") -> None:
        self.function = function
        self.name = name or getattr(function, "__qualname__", type(function).__name__)
        self._takes_bytes, self._url = _signature(function)

    def run(self, page: bytes, url: str = "", limit: float = LIMIT) -> Extraction:
        """The plain record that the extractor makes of a page, or the reason why there is none; `limit` in seconds.

        Whatever it raises is a value, too; only Ctrl-C is let through.
        """
        try:
            return Extraction(_limited(limit, lambda: self._record(page, url)))
        except KeyboardInterrupt:
            raise
        except _TimeUp:
            return Extraction(failure=f"{self.name} was still running after {limit:g} s")
        except _NoRecordError as error:
            return Extraction(failure=f"{self.name} gave {error}")
        except BaseException as error:  # an extractor that calls sys.exit() has failed like any other
            return Extraction(failure=f"{self.name} raised {_told(error)}", trace=_trace(error))

    def _record(self, page: bytes, url: str) -> dict[str, Any]:
        made = self._call(page, url)
        try:
            # Iterators in it are run here, and it has to be what a record.yaml can hold.
            return {transcript.whole(name): transcript.whole(value) for name, value in intake.record(made).items()}
        except TypeError as error:
            if not _is_ours(error):
                raise
            what = str(error).removeprefix("not a record but ")
            raise _NoRecordError(what if what != str(error) else f"no record: {what}") from None

    def _call(self, page: bytes, url: str) -> Any:
        given: Any = page if self._takes_bytes else text_of(page)
        if self._url is None:
            made = self.function(given)
        elif self._url == _FIRST:
            made = self.function(url, given)
        else:
            made = self.function(given, **{self._url: url}) if self._url else self.function(given, url)
        if inspect.iscoroutine(made):
            made = asyncio.run(made)
        if inspect.isasyncgen(made):
            return asyncio.run(_only_async(made))
        return _only(made) if isinstance(made, Iterator) or type(made) in (list, tuple) else made


def load(name: str) -> Extractor:
    """The extractor `module:function`. Raises UsageError where there is none, or importing it fails."""
    module, colon, path = name.partition(":")
    if not (colon and module and path):
        raise UsageError(f"extractor {name!r}: wanted MODULE:FUNCTION, such as mypkg.rfi:parse")
    try:
        found: Any = importlib.import_module(module)
    except KeyboardInterrupt:
        raise
    except ModuleNotFoundError as error:
        place = "" if error.name and not module.startswith(error.name) else f" (looked in {os.getcwd()} and sys.path)"
        raise UsageError(f"extractor {name}: {error}{place}") from None
    except BaseException as error:  # whatever a module does when it is imported
        raise UsageError(f"extractor {name}: importing {module} raised {_told(error)}") from error
    for part in path.split("."):
        if not hasattr(found, part):
            raise UsageError(f"extractor {name}: no {part!r} in it{meant(part, dir(found))}")
        if isinstance(found, type) and isinstance(inspect.getattr_static(found, part), FunctionType):
            raise UsageError(f"extractor {name}: {path} is a method that needs an object of {found.__name__}")
        found = getattr(found, part)
    if not callable(found):
        raise UsageError(f"extractor {name}: {path} is no function but {type(found).__name__}")
    return Extractor(found, name)


def importable_from(folder: str) -> None:
    """Let modules of a folder be found, too, after all others: it hides none of them."""
    if folder not in sys.path:
        sys.path.append(folder)


def text_of(page: bytes) -> str:
    """A page as text: UTF-8 where it is, else in the encoding that it declares, else in what Chinese pages have."""
    if page.startswith(b"\xef\xbb\xbf"):
        return page.decode("utf-8-sig", "replace")
    try:
        return page.decode("utf-8")
    except UnicodeDecodeError:
        pass
    own = decode(page)[0]
    declared = _CHARSET.search(page, 0, _HEAD)
    label = declared[1].decode("ascii").lower() if declared else ""
    if not label or label.startswith("utf"):
        return own
    try:
        text = page.decode("gb18030" if label in _GB else label, "replace")
    except (LookupError, ValueError):
        return own
    # A wrong declaration is common: what the bytes themselves say is next. A page may also be damaged.
    return text if text.count("\ufffd") <= own.count("\ufffd") else own


def encoding_of(page: bytes) -> str:
    """The encoding in which a page is text; a text that is written in it is read back by `text_of`."""
    declared = _CHARSET.search(page, 0, _HEAD)
    names = ("utf-8-sig" if page.startswith(b"\xef\xbb\xbf") else "utf-8", "utf-16")
    for name in (*names, declared[1].decode("ascii") if declared else "", "gb18030", "big5"):
        try:
            if page.decode(name) == text_of(page):
                return name
        except (LookupError, UnicodeError):
            continue
    return "utf-8"


def _signature(function: Callable[..., Any]) -> tuple[bool, str | None]:
    """Whether the page is wanted as bytes, and the parameter for its address.

    That is a name, "" for the second one, _FIRST for the first one, None where there is none.
    """
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return False, None
    only = inspect.Parameter.POSITIONAL_ONLY
    positional = [one for one in parameters if one.kind in (only, inspect.Parameter.POSITIONAL_OR_KEYWORD)]
    if positional and positional[0].name == "url":
        # parse(url, page) is as common as parse(page, url).
        return any(one.annotation in (bytes, "bytes") for one in positional[1:2]), _FIRST if positional[1:] else None
    takes_bytes = bool(positional) and positional[0].annotation in (bytes, "bytes")
    if any(one.name == "url" and one.kind != only for one in parameters[1:]):
        return takes_bytes, "url"
    is_wanted = any(one.default is inspect.Parameter.empty or one.name == "url" for one in positional[1:2])
    return takes_bytes, "" if is_wanted else None


def _only(made: Any) -> Any:
    """The one record of an iterator or list."""
    if hasattr(made, "_fields"):
        return made
    first: list[Any] = []
    number = 0
    for one in made:
        first = first or [one]
        number += 1  # not kept: there may be no end of them
    return _first(first, number)


async def _only_async(made: Any) -> Any:
    first: list[Any] = []
    number = 0
    async for one in made:
        first = first or [one]
        number += 1
    return _first(first, number)


def _first(first: list[Any], number: int) -> Any:
    if number != 1:
        raise _NoRecordError(count(number, "record"))
    return first[0]


def _is_ours(error: BaseException) -> bool:
    """Whether an error was raised by newscheck, not by the extractor."""
    frames = traceback.extract_tb(error.__traceback__)
    own = (__file__, intake.__file__)
    return all(frame.filename in own for frame in frames)


def _told(error: BaseException) -> str:
    """The kind of an error and the first line of what it says, without what stands around it."""
    entries = traceback.format_exception_only(error)
    return next(entry for entry in entries if not entry.startswith("  ")).strip().partition("\n")[0]


def _trace(error: BaseException) -> str:
    """The traceback from the extractor on."""
    at = error.__traceback__
    while at is not None and at.tb_frame.f_code.co_filename == __file__:
        at = at.tb_next
    return "".join(traceback.format_exception(type(error), error, at))


def _limited(seconds: float, call: Callable[[], Any]) -> Any:
    """What a call gives; raises _TimeUp where it takes longer.

    A timer that somebody else has set is left alone: it runs on, and its end is that of the extractor, too.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return _in_thread(seconds, call)
    if signal.getitimer(signal.ITIMER_REAL)[0]:
        return call()

    is_over = False

    def end(number: int, frame: object) -> None:
        if not is_over:
            raise _TimeUp

    before = signal.signal(signal.SIGALRM, end) or signal.SIG_DFL
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        try:
            return call()
        finally:
            is_over = True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _in_thread(seconds: float, call: Callable[[], Any]) -> Any:
    """The same without a timer of the system: what doesn't end is left behind, and ends with the process."""
    made: list[Any] = []
    raised: list[BaseException] = []

    def work() -> None:
        try:
            made.append(call())
        except BaseException as error:  # handed over to the thread that waits
            raised.append(error)

    thread = threading.Thread(target=work, daemon=True, name="newscheck extractor")
    thread.start()
    thread.join(seconds)
    if raised:
        raise raised[0]
    if not made:
        raise _TimeUp
    return made[0]
