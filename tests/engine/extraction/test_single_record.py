"""Whatever an extractor returns, yields or waits for holds one record, or is told as none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any, NamedTuple

import pytest

from newscheck.engine.extraction.single_record import NoRecordError, single_record

RECORD = {"title": "海上救援协定周五开始生效"}


class Titled(NamedTuple):
    title: str = RECORD["title"]


async def waits(result: Any) -> Any:
    await asyncio.sleep(0)
    return result


async def yields_and_waits(number: int) -> AsyncIterator[dict[str, Any]]:
    for _ in range(number):
        await asyncio.sleep(0)
        yield RECORD


def yields(number: int) -> Iterator[dict[str, Any]]:
    for _ in range(number):
        yield RECORD


@pytest.mark.parametrize(
    ("result", "record"),
    [
        pytest.param(RECORD, RECORD, id="a record"),
        pytest.param(Titled(), Titled(), id="NamedTuple, which is a tuple"),
        pytest.param([RECORD], RECORD, id="list of one"),
        pytest.param((RECORD,), RECORD, id="tuple of one"),
        pytest.param([None], None, id="list of None"),
        pytest.param(iter([Titled()]), Titled(), id="iterator of one"),
        pytest.param(yields(1), RECORD, id="generator"),
        pytest.param("题", "题", id="what no record is made of"),
    ],
)
def test_there_is_one_record(result: Any, record: Any) -> None:
    assert single_record(result) == record


def test_a_record_is_waited_for() -> None:
    assert (
        single_record(waits(RECORD)) == single_record(waits([RECORD])) == single_record(yields_and_waits(1)) == RECORD
    )


@pytest.mark.parametrize("number", [0, 2, 3])
def test_none_or_several_are_told(number: int) -> None:
    for result in ([RECORD] * number, yields(number), yields_and_waits(number), waits([RECORD] * number)):
        with pytest.raises(NoRecordError, match=f"^{number} records$"):
            single_record(result)
