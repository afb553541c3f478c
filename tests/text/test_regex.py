"""Patterns that are compiled at first use behave like compiled ones."""

from __future__ import annotations

import copy
import re

import pytest

from newscheck.text.regex import lazy_regex


def test_an_invalid_pattern_fails_at_first_use() -> None:
    pattern = lazy_regex("(")
    with pytest.raises(re.error):
        pattern.search("a")


def test_a_lazy_pattern_has_the_attributes_of_a_compiled_one() -> None:
    lazy, compiled = lazy_regex(r"(?P<year>\d+)", re.ASCII), re.compile(r"(?P<year>\d+)", re.ASCII)
    assert lazy.groupindex == compiled.groupindex
    assert (lazy.pattern, lazy.flags) == (compiled.pattern, compiled.flags)
    assert lazy.sub("x", "a1b22") == "axbx"
    assert lazy.search is lazy.search, "kept after first use"


def test_a_lazy_pattern_can_be_copied() -> None:
    assert copy.copy(lazy_regex("a")).findall("aba") == ["a", "a"]
