"""Suggestions for unknown names."""

from __future__ import annotations

import pytest

from newscheck.text.suggestions import did_you_mean


@pytest.mark.parametrize(
    ("name", "end"),
    [
        pytest.param("lead-mising", "; did you mean 'lead-missing'?", id="a slip of the pen"),
        pytest.param("title", "; did you mean 'title-empty'?", id="a beginning"),
        pytest.param("zzz", "", id="nothing like it"),
    ],
)
def test_the_closest_name_is_suggested(name: str, end: str) -> None:
    assert did_you_mean(name, iter(["lead-missing", "title-empty"])) == end
