"""Falls of the lengths of all texts of a site: what is one, and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from newscheck.dump.length_falls import length_falls
from newscheck.dump.own_value import packed
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import ArticleSummary
from newscheck.text.timestamps import DAY

_NOW, _START = 1_700_000_000_000, 1_677_632_400_000
_HOUR = DAY // 24


def _length(i: int) -> int:
    return 300 + 100 * (i * 7 % 11)


def _halved(i: int) -> int:
    return _length(i) // (1 + i // 100)


def _with_wires(i: int) -> int:
    """Short wires in every second place, from the middle on."""
    return 120 if i >= 100 and i % 2 else _length(i)


def _dump(length: Callable[[int], int], fields: Mapping[str, Callable[[int], Any]]) -> InMemoryDump:
    """200 articles, an hour apart; fields are functions of the number."""
    return InMemoryDump(
        _summary(i, {"size": length(i), **{name: value(i) for name, value in fields.items()}}) for i in range(200)
    )


def _summary(i: int, fields: Mapping[str, Any]) -> ArticleSummary:
    names = dict.fromkeys(("url", "title", "body", "image", "han_count", "present_fields"), 0)
    return ArticleSummary(
        path=f"{i}.md",
        line=1,
        site="example",
        published=None,
        file_number=None,
        image_url="",
        title_text=f"title {i}",
        sentences=b"",
        minhash=b"",
        **{**names, "epoch": _START + _HOUR * i, **fields},
    )


@pytest.mark.parametrize(
    ("length", "fields", "count"),
    [
        pytest.param(_halved, {}, 1, id="half of each text"),
        pytest.param(_length, {}, 0, id="any length"),
        pytest.param(lambda i: _length(i) * (1 + i // 100), {}, 0, id="longer"),
        pytest.param(_with_wires, {}, 0, id="long texts stay beside wires"),
        pytest.param(lambda i: _length(i) // (1 + i // 190), {}, 0, id="ten articles"),
        pytest.param(lambda i: _length(i) // (1 + (i // 50 % 2)), {}, 0, id="as short before"),
        pytest.param(_halved, {"epoch": lambda i: _START + 60_000 * i}, 0, id="within hours"),
        pytest.param(_halved, {"language": lambda i: "en" if i < 100 else "de"}, 0, id="another language"),
        pytest.param(_halved, {"own": lambda i: packed({"section": "ab"[i // 100]})}, 0, id="another section"),
        pytest.param(
            _halved, {"own": lambda i: packed({"section": "ab"[i % 2], "id": f"{i}"})}, 1, id="in each section"
        ),
    ],
)
def test_falls(length: Callable[[int], int], fields: Mapping[str, Callable[[int], Any]], count: int) -> None:
    assert len([*length_falls(_dump(length, fields), _NOW, 0.7)]) == count


def test_what_a_fall_says() -> None:
    (fall,) = length_falls(_dump(_halved, {}), _NOW, 0.7)
    # A short text just before the change is taken for the first one after it.
    assert abs(fall.since - _START - 100 * _HOUR) <= 3 * _HOUR
    assert len(fall.before) + len(fall.after) == 200
    assert fall.quartiles_after == tuple(length // 2 for length in fall.quartiles_before)
