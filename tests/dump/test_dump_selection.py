"""A hit of the dump is kept where a file of the selection takes part in it, and then names that file."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from newscheck.dump.hits import MAX_RELATED, DumpSelection
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import ArticleSummary, DumpHit, RelatedLocation

DUMP = InMemoryDump(
    ArticleSummary(f"{name}.md", 1, "", 5, None, None, 0, 0, 0, 0, "", f"title {name}", 0, 0, b"", b"")
    for name in "abcdefghij"
)


def hit(*related: str, positions: Sequence[int] = ()) -> DumpHit:
    return DumpHit("alike", path="a.md", related=tuple(map(RelatedLocation, related)), positions=positions)


@pytest.mark.parametrize(
    ("paths", "reported", "expected"),
    [
        pytest.param({"a.md"}, hit("b.md"), ["b.md"], id="its own file"),
        pytest.param({"c.md"}, hit("b.md", "c.md"), ["b.md", "c.md"], id="a file that it names"),
        pytest.param({"d.md"}, hit("b.md", positions=range(4)), ["d.md", "b.md"], id="one that it only counts"),
        pytest.param({"d.md", "c.md"}, hit(positions=[3, 2]), ["d.md", "c.md"], id="two of these, in their order"),
        pytest.param({"d.md"}, hit("b.md", positions=[0, 1, 2]), None, id="another file"),
        pytest.param({"k.md"}, hit("b.md", positions=range(10)), None, id="no file of the dump"),
        pytest.param(
            {f"{name}.md" for name in "bcdefgh"},
            hit(positions=range(10)),
            [f"{name}.md" for name in "bcdefgh"][:MAX_RELATED],
            id="more than are named",
        ),
    ],
)
def test_a_hit_is_narrowed(paths: set[str], reported: DumpHit, expected: list[str] | None) -> None:
    narrowed = DumpSelection(DUMP, paths).narrow(reported)
    assert (narrowed and [other.path for other in narrowed.related]) == expected
    assert narrowed is None or (narrowed.message, narrowed.path) == ("alike", "a.md")
