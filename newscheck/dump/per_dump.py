"""What many rules ask of a dump, computed once: it is kept as long as the dump lives, and no other dump is asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import ref

from newscheck.model import Dump

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


def per_dump(
    function: Callable[Concatenate[Dump, _Arguments], _Result],
) -> Callable[Concatenate[Dump, _Arguments], _Result]:
    """Keep the results of a function for the last dump, by its length and the other arguments, which are hashable."""
    results: dict[object, _Result] = {}
    last: list[ref[Dump]] = []

    @wraps(function)
    def kept(dump: Dump, /, *args: _Arguments.args, **kwargs: _Arguments.kwargs) -> _Result:
        if not last or last[0]() is not dump:
            results.clear()
            last[:] = [ref(dump, lambda _: results.clear())]
        key = (len(dump), args, *kwargs.items())
        if key not in results:
            results[key] = function(dump, *args, **kwargs)
        return results[key]

    return kept
