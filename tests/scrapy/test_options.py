"""The settings of a Scrapy project: a value of any type is understood, or one line says what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("scrapy", reason="Scrapy is not installed (newscheck[scrapy])")

from scrapy.settings import Settings

from newscheck.errors import UsageError
from newscheck.scrapy import options


@pytest.mark.parametrize(
    ("name", "value", "option", "expected"),
    [
        pytest.param("REPORT", "a.json, b.md", "reports", ("a.json", "b.md"), id="reports"),
        pytest.param("REPORT", Path("a.json"), "reports", ("a.json",), id="a path"),
        pytest.param("REPORT", None, "reports", (), id="no report"),
        pytest.param("TAG", None, "tag", "", id="no tag"),
        pytest.param("CLOSE_ON_SHARE", "1", "close_share", 1.0, id="all items"),
        pytest.param("CLOSE_ON_COUNT", 10**30, "close_count", 10**30, id="a large number"),
        pytest.param("SELECT", "title-*,body-*", "checker", {"select": ("title-*", "body-*")}, id="rules in a text"),
        pytest.param("IGNORE", ["title-empty"], "checker", {"ignore": ("title-empty",)}, id="a list of rules"),
        pytest.param("ENABLED", "False", "is_enabled", False, id="off"),
    ],
)
def test_what_a_setting_says(name: str, value: Any, option: str, expected: Any) -> None:
    assert getattr(options.read(Settings({f"NEWSCHECK_{name}": value})), option) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("SELECT", 3, id="a number for rules"),
        pytest.param("IGNORE", object(), id="an object for rules"),
        pytest.param("ENABLED", ["yes"], id="a list for a switch"),
        pytest.param("ENABLED", float("inf"), id="an infinite switch"),
        pytest.param("CLOSE_ON_COUNT", float("inf"), id="an infinite number"),
        pytest.param("CLOSE_ON_SHARE", float("nan"), id="no number"),
        pytest.param("CLOSE_ON_SHARE", -0.1, id="a negative share"),
        pytest.param("REPORT", 3, id="a number for a file"),
        pytest.param("REPORT", [3], id="a list of numbers for files"),
        pytest.param("REPORT", "none/report.json", id="a folder that is missing"),
        pytest.param("TAG", ["newscheck"], id="a list for a field"),
        pytest.param("TAG", "title", id="a field that is checked"),
        pytest.param("DROP_ON", ["error"], id="a list for a severity"),
    ],
)
def test_a_slip_is_told_in_a_line(name: str, value: Any) -> None:
    with pytest.raises(UsageError, match=rf"^NEWSCHECK_{name}\b.*\Z"):
        options.read(Settings({f"NEWSCHECK_{name}": value}))
