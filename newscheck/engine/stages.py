"""The stages of a run, for whoever shows how far it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

#: Files are read and checked, the layouts are compared over time, and the rules of the dump run.
FILES, LAYOUTS, RULES = "files", "layouts", "rules"


class Stage(NamedTuple):
    """How far a run is: `done` files of `FILES`; `total` articles of `LAYOUTS`; `done` of `total` rules of `RULES`."""

    name: str
    done: int = 0
    total: int = 0


Progress = Callable[[Stage], object]
