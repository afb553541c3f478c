"""Paths as people write them."""

from __future__ import annotations

import pytest

from newscheck.text.json_path import Steps, json_path


@pytest.mark.parametrize(
    ("steps", "above", "path"),
    [
        pytest.param(("articles", 3, "headline"), "", "articles[3].headline", id="names and indices"),
        pytest.param((0, 1), "", "[0][1]", id="arrays in an array"),
        pytest.param(("文章", 0), "", "文章[0]", id="a Chinese name"),
        pytest.param(("https://x.org/a", "title"), "", '["https://x.org/a"].title', id="a key that is an address"),
        pytest.param(("@graph", 2), "", '["@graph"][2]', id="a sign"),
        pytest.param(("a", 'say "hi"'), "", 'a["say \\"hi\\""]', id="quotes"),
        pytest.param(("title",), "articles[3]", "articles[3].title", id="behind another path"),
        pytest.param((), "articles[3]", "articles[3]", id="nothing more"),
    ],
)
def test_paths(steps: Steps, above: str, path: str) -> None:
    assert json_path(steps, above) == path
