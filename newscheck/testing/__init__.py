"""For the tests of a scraper: the pytest plugin, checks, snapshots, strategies, page fixtures, mutants.

    from newscheck.testing import assert_valid, check

Loaded by pytest in every run of every project where newscheck is installed: what costs time is imported when it is
first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newscheck.testing.checks import Checks, assert_valid, check

__all__ = ["Checks", "assert_valid", "check"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from newscheck.testing import checks

        return getattr(checks, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
