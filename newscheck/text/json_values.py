"""Read a JSON value from bytes at the speed of orjson: the value that the standard library reads."""

from __future__ import annotations

from typing import Any

import orjson

from newscheck.text.json_scanner import MAX_DEPTH, read_value, skip_whitespace

#: orjson makes floats of integers that are longer than 64 bits.
_FIRST_LONG = 1 << 63


def load(data: bytes | memoryview) -> Any:
    """The value that some bytes are. Raises ValueError where they are not one value of JSON in UTF-8."""
    try:
        value = orjson.loads(data)
    except ValueError:
        return read_exactly(data)
    return value if is_exact(value) else read_exactly(data)


def load_exactly(data: bytes | memoryview) -> Any:
    """As `load`, and raises ValueError also for what orjson may read otherwise than the standard library."""
    value = orjson.loads(data)
    if not is_exact(value):
        raise ValueError("a number over 64 bits, or nested too deep")
    return value


def read_exactly(data: bytes | memoryview) -> Any:
    """As `load`, by the standard library: long integers, NaN, halves of surrogate pairs."""
    text = str(data, "utf-8")
    value, end = read_value(text, skip_whitespace(text, 0))
    if skip_whitespace(text, end) < len(text):
        raise ValueError("it goes on behind its end")
    return value


def is_exact(value: Any) -> bool:
    """Whether a value of orjson has no float that may have been a long integer, and is not nested too deep."""
    kind = value.__class__
    level: list[Any] = [value] if kind is dict or kind is list else [(value,)] if kind is float else []
    for _ in range(MAX_DEPTH + 1):
        if not level:
            return True
        outer, level = level, []
        for part in outer:
            for inner in part.values() if part.__class__ is dict else part:
                kind = inner.__class__
                if kind is str:
                    continue
                if kind is dict or kind is list:
                    level.append(inner)
                elif kind is float and not -_FIRST_LONG < inner < _FIRST_LONG:
                    return False
    return not level
