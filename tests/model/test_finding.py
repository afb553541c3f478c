"""The number of findings that a finding represents."""

from __future__ import annotations

import pytest

from newscheck.model import CountedFindings, Finding


@pytest.mark.parametrize(("counts", "number"), [((), 1), ((3,), 3), ((3, 4), 7)])
def test_number(counts: tuple[int, ...], number: int) -> None:
    aggregated = tuple(CountedFindings("0" * 16, count, 1, "", None) for count in counts)
    assert Finding("x", "note", "", 1, 1, "", "", "", "", aggregated=aggregated).number == number
