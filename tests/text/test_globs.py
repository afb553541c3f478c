"""Path patterns of settings, also for paths with backslashes."""

from __future__ import annotations

import re

import pytest

from newscheck.text.globs import path_regex


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        pytest.param("articles/2021/*", "articles/2021/05/a.md", True, id="a star matches slashes"),
        pytest.param("articles/2021/*", "articles/2022/a.md", False, id="another folder"),
        pytest.param("a[12].md", "a2.md", True, id="a set"),
        pytest.param("a.md", "abmd", False, id="a full stop is no wildcard"),
        pytest.param("a\\b.md", "a\\\\b.md", True, id="a backslash as in the name of the file"),
        pytest.param("a\\\\b.md", "a\\\\b.md", True, id="a backslash as in a report"),
    ],
)
def test_path_regex(pattern: str, path: str, matches: bool) -> None:
    assert bool(re.match(path_regex(pattern), path)) is matches
