"""Steps to values in JSON, and the path of the settings that leads to items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newscheck.article.item_paths import Step
from newscheck.text.json_path import Steps


def value_at(value: Any, steps: Steps) -> Any:
    """The value at some steps in a value."""
    for step in steps:
        value = value[step]
    return value


def is_step(step: str | int, wanted: Step) -> bool:
    """Whether a step is that of a path."""
    return wanted in (None, "*") or step == wanted


def matches(value: Any, left: tuple[Step, ...]) -> Iterator[Steps]:
    """The steps to all values at a path in a value."""
    if not left:
        yield ()
        return
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in entries:
        if is_step(step, left[0]):
            yield from ((step, *more) for more in matches(inner, left[1:]))
