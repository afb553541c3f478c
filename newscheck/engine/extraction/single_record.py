"""The one record that an extractor returns, yields, or gives when it is awaited."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from newscheck.engine.extraction.coroutines import run_coroutine
from newscheck.text.display import quantity


class NoRecordError(Exception):
    """What an extractor returned instead of a record, in words."""


def single_record(result: Any) -> Any:
    """The record in what an extractor returned. Raises NoRecordError where that is none or several."""
    if inspect.iscoroutine(result):
        result = run_coroutine(result)
    if inspect.isasyncgen(result):
        return run_coroutine(_single_record_async(result))
    return _single_record(result) if isinstance(result, Iterator) or type(result) in (list, tuple) else result


def _single_record(records: Any) -> Any:
    """The one record of an iterator or list."""
    if hasattr(records, "_fields"):
        return records
    first: list[Any] = []
    number = 0
    for record in records:
        first = first or [record]
        number += 1  # not kept: there may be no end of them
    return _first(first, number)


async def _single_record_async(records: Any) -> Any:
    first: list[Any] = []
    number = 0
    async for record in records:
        first = first or [record]
        number += 1
    return _first(first, number)


def _first(first: list[Any], number: int) -> Any:
    if number != 1:
        raise NoRecordError(quantity(number, "record"))
    return first[0]
