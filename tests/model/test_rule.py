"""The fields that an article of a site and layout normally has."""

from __future__ import annotations

import pytest

from newscheck.model import Context, Site, SiteLayout

SITE = Site("x", expects=frozenset(["lead", "image"]))


@pytest.mark.parametrize(
    ("layout", "name", "expected"),
    [
        pytest.param(None, "lead", True, id="of the site"),
        pytest.param(None, "title", False, id="not of the site"),
        pytest.param(SiteLayout("wire", lacks=frozenset(["lead"])), "lead", False, id="not of the layout"),
        pytest.param(SiteLayout("wire", lacks=frozenset(["lead"])), "image", True, id="of site and layout"),
    ],
)
def test_expects(layout: SiteLayout | None, name: str, expected: bool) -> None:
    assert Context(0, SITE, layout).expects(name) is expected
