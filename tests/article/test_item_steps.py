"""Which values are at the path that the settings give for items."""

from __future__ import annotations

from typing import Any

import pytest

from newscheck.article import item_paths
from newscheck.article.item_steps import matches, value_at

VALUE: dict[str, Any] = {"papers": {"times": {"news": [{"title": "a"}, {"title": "b"}]}, "post": {"news": []}}, "n": 1}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("papers.times.news", [("papers", "times", "news")], id="one"),
        pytest.param("papers.*.news", [("papers", "times", "news"), ("papers", "post", "news")], id="any member"),
        pytest.param("*.times.news[1]", [("papers", "times", "news", 1)], id="an entry"),
        pytest.param(
            "papers.times.news[*]", [("papers", "times", "news", 0), ("papers", "times", "news", 1)], id="all entries"
        ),
        pytest.param("n.times", [], id="behind a value"),
        pytest.param("news", [], id="none"),
    ],
)
def test_a_path_leads_to_values(path: str, expected: list[Any]) -> None:
    found = [*matches(VALUE, item_paths.parse(path).steps)]
    assert found == expected
    assert all(value_at(VALUE, steps) is not None for steps in found)
