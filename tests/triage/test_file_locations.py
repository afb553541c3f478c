"""The location of a finding in a file, and the folder of a path."""

from __future__ import annotations

import pytest

from newscheck.model import Finding, RelatedLocation
from newscheck.triage.file_locations import FileLocation, folder, location_of

RELATED = (RelatedLocation("b.md", line=4), RelatedLocation("c.md"))


@pytest.mark.parametrize(
    ("path", "related", "location"),
    [
        pytest.param("a.md", RELATED, FileLocation("a.md", 2, 3), id="its own"),
        pytest.param("", RELATED, FileLocation("b.md", 4, 1), id="the first related file"),
        pytest.param("", (), FileLocation("", 2, 3), id="the dump"),
    ],
)
def test_location_of(path: str, related: tuple[RelatedLocation, ...], location: FileLocation) -> None:
    assert location_of(Finding("x", "error", path, 2, 3, "", "", "", "", related)) == location


@pytest.mark.parametrize(("path", "expected"), [("a/b/c.md", "a/b"), ("c.md", "."), ("", "."), ("/c.md", ".")])
def test_folder(path: str, expected: str) -> None:
    assert folder(path) == expected
