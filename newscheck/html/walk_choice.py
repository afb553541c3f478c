"""Which walk of a tree is used: the compiled one, where it is installed and fits the lxml that is loaded, or Python's.

Both return the same. `NEWSCHECK_WALK` in the environment is `python` or `compiled` to have that one, for tests and to
measure; with `compiled` it is an error where that walk can't be used.
"""

from __future__ import annotations

import importlib
import os
import sys
import warnings
from collections.abc import Callable
from typing import Any

from lxml import etree

from newscheck.errors import UsageError
from newscheck.html import tree_walk

VARIABLE = "NEWSCHECK_WALK"
PYTHON, COMPILED = "python", "compiled"
_MODULE = "newscheck.html._tree_walk"
#: The versions of lxml and libxml2 that are loaded.
LOADED = (etree.__version__, ".".join(map(str, etree.LIBXML_VERSION)))


def refusal(implementation: str = sys.implementation.name, loaded: tuple[str, str] = LOADED) -> str:
    """Why the compiled walk can't be used; empty where it can.

    It reads the memory of libxml2: where versions differ, or Python has another object model, it must not run.
    """
    if implementation != "cpython" or not getattr(sys, "_is_gil_enabled", lambda: True)():
        return "only CPython with its global lock can use the compiled walk"
    try:
        with warnings.catch_warnings():
            # A type of another size is a warning to Cython.
            warnings.simplefilter("error")
            compiled_with = importlib.import_module(_MODULE).COMPILED_WITH
    except ModuleNotFoundError:
        return "no compiled walk is installed"
    except Exception as error:
        return f"the compiled walk can't be loaded: {error}"
    if compiled_with != loaded:
        return f"the compiled walk is for {_versions(compiled_with)}, and {_versions(loaded)} is loaded"
    return ""


def choose(wanted: str, why_not: Callable[[], str] = refusal) -> tuple[Callable[..., tree_walk.WalkedTree], str]:
    """The walk, and its name with the reason for it. Raises UsageError where the wanted one isn't there."""
    if wanted not in ("", PYTHON, COMPILED):
        raise UsageError(f"{VARIABLE} is '{wanted}': use {PYTHON} or {COMPILED}")
    reason = f"{VARIABLE} is {PYTHON}" if wanted == PYTHON else why_not()
    if not reason:
        compiled: Any = importlib.import_module(_MODULE)
        return compiled.walk_tree, COMPILED
    if wanted == COMPILED:
        raise UsageError(f"{VARIABLE} is {COMPILED}: {reason}")
    return tree_walk.walk_tree, f"{PYTHON} ({reason})"


def _versions(versions: tuple[str, str]) -> str:
    return f"lxml {versions[0]} with libxml2 {versions[1]}"


walk_tree, WALK = choose(os.environ.get(VARIABLE, ""))
