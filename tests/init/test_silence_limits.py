"""The setting `max-age` from the limits of all sites."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from newscheck.init.silence_limits import max_age_setting


@pytest.mark.parametrize(
    ("limits", "setting"),
    [
        pytest.param({}, {}, id="no site"),
        pytest.param({"rfi": None}, {}, id="an archive"),
        pytest.param({"rfi": 6}, {"max-age": "6h"}, id="one feed"),
        pytest.param({"rfi": 6, "dw": 6}, {"max-age": "6h"}, id="two alike"),
        pytest.param({"rfi": 6, "dw": 24}, {"max-age": {"rfi": "6h", "dw": "24h"}}, id="two that differ"),
        pytest.param({"rfi": 6, "dw": None}, {"max-age": {"rfi": "6h"}}, id="a feed beside an archive"),
    ],
)
def test_one_limit_where_all_sites_have_the_same(limits: Mapping[str, int | None], setting: Mapping[str, Any]) -> None:
    assert max_age_setting(limits) == setting
