"""The address of a rule's page."""

from __future__ import annotations

import pytest

from newscheck.text import rule_pages


@pytest.mark.parametrize(
    ("site", "rule", "address"),
    [
        pytest.param("https://docs.example", "title-empty", "https://docs.example/rules/title-empty/", id="a site"),
        pytest.param("http://a.example/b/", "title-empty", "http://a.example/b/rules/title-empty/", id="in a folder"),
        pytest.param("", "title-empty", "", id="no site"),
        pytest.param("https://docs.example", "title-shouting", "", id="a rule of the project's own"),
        pytest.param("https://docs.example", "", "", id="no rule"),
        pytest.param("https://docs.example", "_late-rule", "", id="no rule, but a module"),
    ],
)
def test_address(site: str, rule: str, address: str) -> None:
    assert rule_pages.address(site, rule) == address
