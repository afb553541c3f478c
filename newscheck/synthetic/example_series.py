"""Examples of rules of the dump: hundreds of patches each, which most runs never read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial, wraps
from typing import Any, ParamSpec, overload

_Patch = Mapping[str, Any]
_P = ParamSpec("_P")


class ExampleSeries(Sequence[_Patch]):
    """The patches of an example, made when the first of them is read."""

    def __init__(self, make: Callable[[], Sequence[_Patch]]) -> None:
        self._make = make

    @cached_property
    def _patches(self) -> Sequence[_Patch]:
        return self._make()

    @overload
    def __getitem__(self, index: int) -> _Patch: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[_Patch]: ...
    def __getitem__(self, index: int | slice) -> _Patch | Sequence[_Patch]:
        return self._patches[index]

    def __len__(self) -> int:
        return len(self._patches)


def made_late(make: Callable[_P, Sequence[_Patch]]) -> Callable[_P, ExampleSeries]:
    """Let a function that makes the patches of an example return them as a series."""

    @wraps(make)
    def later(*args: _P.args, **named: _P.kwargs) -> ExampleSeries:
        return ExampleSeries(partial(make, *args, **named))

    return later
