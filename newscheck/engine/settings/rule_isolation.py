"""Runs a project's own rule so that its mistakes cost no other finding: it gets copies, and its hits are checked."""

from __future__ import annotations

import os
import sys
import threading
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import wraps
from typing import Any, TextIO, get_origin, get_type_hints

import msgspec
from msgspec.structs import replace

from newscheck.errors import UsageError
from newscheck.model import SEVERITIES, Article, ArticleSummary, Context, Dump, DumpHit, Hit, HtmlContent, Rule

_END = object()
_CONTENT_LISTS = [name for name, kind in get_type_hints(HtmlContent).items() if get_origin(kind) in (list, set)]
_encode = msgspec.msgpack.Encoder(enc_hook=list).encode
_decoders: Mapping[type, Callable[[bytes], Hit | DumpHit]] = {
    Hit: msgspec.msgpack.Decoder(Hit).decode,
    DumpHit: msgspec.msgpack.Decoder(DumpHit).decode,
}


def isolated(rule: Rule) -> Rule:
    """The same rule, whose check can neither change what other rules receive nor write to stdout.

    It raises UsageError for what is no hit: the crash of that rule, with one line instead of a traceback.
    """
    kind = Hit if rule.scope in ("article", "document") else DumpHit
    return replace(rule, check=_isolated(rule.check, kind, _COPIES.get(rule.scope)))


class StdoutToStderr:
    """Sends to stderr what a project's code and the processes that it starts write to stdout, which is data.

    Only the main thread does so: several would restore each other's.
    """

    _stream: TextIO | None
    _saved: int | None

    # No generator: this is entered for each article and rule.
    def __enter__(self) -> None:
        self._stream = self._saved = None
        if threading.current_thread() is not threading.main_thread():
            return
        self._stream, sys.stdout = sys.stdout, sys.stderr
        with suppress(OSError):  # one of them is closed
            self._saved = os.dup(1)
            os.dup2(2, 1)

    def __exit__(self, *exception: object) -> None:
        if self._stream:
            sys.stdout = self._stream
        if self._saved is not None:
            os.dup2(self._saved, 1)
            os.close(self._saved)


def _isolated(
    check: Callable[[Any, Context], Iterator[Any]],
    kind: type[Hit | DumpHit],
    copy_of: Callable[[Any], Any] | None,
) -> Callable[[Any, Context], Iterator[Any]]:
    @wraps(check)
    def isolated_check(target: Any, ctx: Context) -> Iterator[Any]:
        own = copy_of(target) if copy_of else target
        hits: Iterator[Any] | None = None
        while True:
            with StdoutToStderr():
                if hits is None:
                    hits = iter(check(own, _own_options(ctx)))
                hit = next(hits, _END)
            if hit is _END:
                return
            yield _checked(hit, kind)

    return isolated_check


def _copy_of(article: Article) -> Article:
    """The same article, with lists of its own."""
    content = article.content
    lists = {name: getattr(content, name).copy() for name in _CONTENT_LISTS}
    return replace(
        article, content=replace(content, **lists), images=article.images.copy(), paragraphs=article.paragraphs.copy()
    )


class _OwnColumns:
    """A dump whose columns are the rule's own: those of the dump are kept for all rules."""

    def __init__(self, dump: Dump) -> None:
        self._dump = dump

    def column(self, name: str) -> Sequence[Any]:
        """A copy of a column."""
        column = self._dump.column(name)
        return array(column.format, column) if isinstance(column, memoryview) else column[:]

    def __iter__(self) -> Iterator[ArticleSummary]:
        return iter(self._dump)

    def __len__(self) -> int:
        return len(self._dump)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._dump, name)


#: What a rule of a scope receives in the place of its target.
_COPIES: Mapping[str, Callable[[Any], Any]] = {"article": _copy_of, "dump": _OwnColumns}


def _own_options(ctx: Context) -> Context:
    """The same context, with options of its own."""
    options = {name: value.copy() if isinstance(value, (list, dict)) else value for name, value in ctx.options.items()}
    return replace(ctx, options=options)


def _checked(hit: Any, kind: type[Hit | DumpHit]) -> Hit | DumpHit:
    """A hit with values of the right types. Raises UsageError."""
    if type(hit) is not kind:
        raise UsageError(f"check yielded a value of type {type(hit).__name__}: wanted {kind.__name__}")
    try:
        checked = _decoders[kind](_encode(hit))
    except (TypeError, ValueError, OverflowError) as error:  # also for lone surrogates
        raise UsageError(f"check yielded a {kind.__name__} with a wrong value: {error}") from None
    if checked.pointer and checked.pointer[0] != "/":
        raise UsageError(f"check yielded the pointer {checked.pointer!r:.60}: wanted one like '/title', '/html' or ''")
    if isinstance(checked, DumpHit):
        if checked.severity not in ("", *SEVERITIES):
            raise UsageError(f"check yielded the severity {checked.severity!r}: wanted {', '.join(SEVERITIES)} or ''")
        if checked.line < 1:
            raise UsageError(f"check yielded the line {checked.line}: the first line of a file is 1")
    return checked
