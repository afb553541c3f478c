"""For the tests of a scraper: the pytest plugin, checks, snapshots, strategies, page fixtures, mutants.

    from newscheck.testing import assert_valid, check

Loaded by pytest in every run of every project where newscheck is installed: modules are imported on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newscheck.testing.checks import Checks, assert_same, assert_valid, check
    from newscheck.testing.mutation import PageMutant
    from newscheck.testing.newest_files import id_of, newest
    from newscheck.testing.page_nodes import StaleFixtureWarning
    from newscheck.testing.rule_contract import check_rule

__all__ = [
    "Checks",
    "PageMutant",
    "StaleFixtureWarning",
    "assert_same",
    "assert_valid",
    "check",
    "check_rule",
    "id_of",
    "newest",
]

_MODULES = {
    "PageMutant": "mutation",
    "StaleFixtureWarning": "page_nodes",
    "check_rule": "rule_contract",
    "id_of": "newest_files",
    "newest": "newest_files",
}


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module(f"{__name__}.{_MODULES.get(name, 'checks')}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
