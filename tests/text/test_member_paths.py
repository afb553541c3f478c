"""Paths inside of containers."""

from __future__ import annotations

import pytest

from newscheck.text import member_paths
from newscheck.text.member_paths import file_among


@pytest.mark.parametrize(
    ("path", "files", "found"),
    [
        pytest.param("a/1.md", {"a/1.md"}, "a/1.md", id="a file"),
        pytest.param("a/1.md", {"a"}, None, id="not its folder"),
        pytest.param("a.zip!/rfi/1.md", {"a.zip"}, "a.zip", id="a member"),
        pytest.param("a.zip!/rfi/1.md", {"a.zip", "a.zip!/rfi/1.md"}, "a.zip!/rfi/1.md", id="a member that is named"),
        pytest.param("a.zip!/rfi/1.md", {"b.zip"}, None, id="of another archive"),
        pytest.param("x!/a.zip!/1.md", {"x!/a.zip"}, "x!/a.zip", id="a mark in the path"),
        pytest.param("a.zip!/x!/1.md", {"a.zip"}, "a.zip", id="a mark in the name"),
    ],
)
def test_the_file_of_a_path(path: str, files: set[str], found: str | None) -> None:
    assert file_among(path, files) == found


def test_a_path_is_put_together_and_taken_apart() -> None:
    assert member_paths.join("a.zip", "rfi/1.md") == "a.zip!/rfi/1.md"
    assert [*member_paths.split("a.zip!/b!/1.md")] == [("a.zip", "b!/1.md"), ("a.zip!/b", "1.md")]
