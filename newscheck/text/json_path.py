"""Paths to values in JSON, as people write them: `newspapers.times.articles[0]`, `["https://…"].title`."""

from __future__ import annotations

import json
from collections.abc import Iterable

#: The steps from a JSON value to one in it: names of members and indices of entries.
Steps = tuple[str | int, ...]


def json_path(steps: Iterable[str | int], above: str = "") -> str:
    """The path of the value at some steps in the one whose path is `above`."""
    path = above
    for step in steps:
        if isinstance(step, int):
            path += f"[{step}]"
        elif step.isidentifier():
            path += f".{step}" if path else step
        else:
            path += f"[{json.dumps(step, ensure_ascii=False)}]"
    return path


def json_pointer(steps: Iterable[str | int]) -> str:
    """The JSON pointer (RFC 6901) of the value at some steps."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)
