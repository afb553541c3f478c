"""Written TOML is read back by Python's own reader, and has the form of files that are already committed."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import toml_writer

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(-timedelta(hours=3, minutes=30)), None])
#: TOML has times to the millisecond, here.
TIMES = st.builds(lambda time: time.replace(microsecond=time.microsecond // 1000 * 1000), st.datetimes(timezones=ZONES))
SCALARS = TEXTS | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    SCALARS | TIMES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner), max_leaves=8
)
TABLES = st.dictionaries(TEXTS, VALUES | st.dictionaries(TEXTS, VALUES, max_size=3), max_size=4)


@given(TABLES, st.sampled_from(["", "tool.newscheck"]))
def test_what_is_written_is_read_back(table: dict[str, Any], above: str) -> None:
    read = tomllib.loads(toml_writer.document(table, above))
    assert (read["tool"]["newscheck"] if above else read) == table


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        pytest.param("max-age", "6h", 'max-age = "6h"', id="a text"),
        pytest.param("a b", True, '"a b" = true', id="a name with a blank"),
        pytest.param("题", 5, '"题" = 5', id="a name that is not ASCII"),
        pytest.param("", 5, '"" = 5', id="no name"),
        pytest.param("title", '文"\\\n\x7f', 'title = "文\\"\\\\\\n\\u007f"', id="escapes"),
        pytest.param("\u202ea", "\u200b\U000e0041", '"\\u202ea" = "\\u200b\\U000e0041"', id="what is not seen"),
        pytest.param("title", "a##[group]", 'title = "a#\\u0023[group]"', id="a command of a runner"),
        pytest.param("title", "a::error::b", 'title = "a:\\u003aerror:\\u003ab"', id="one that begins a line"),
        pytest.param("title", "\ud800", 'title = "\\ufffd"', id="half a character, which TOML has not"),
        pytest.param("title", "می\u200cخواهم", 'title = "می\u200cخواهم"', id="a joiner that is spelling"),
        pytest.param("hosts", ("a.example", "b.example"), 'hosts = ["a.example", "b.example"]', id="an array"),
        pytest.param("site-hours", {}, "site-hours = {}", id="an empty table"),
        pytest.param("site-hours", {"a b": 6, "rfi": 2}, 'site-hours = {"a b" = 6, rfi = 2}', id="a table in a line"),
        pytest.param(
            "fetched", datetime(2023, 8, 16, 21, 4, tzinfo=UTC), "fetched = 2023-08-16T21:04:00.000Z", id="a time"
        ),
    ],
)
def test_a_line(name: str, value: Any, line: str) -> None:
    assert toml_writer.entry(name, value) == line


def test_tables_come_after_the_settings_above_them() -> None:
    table = {"fields": {"url": "link", "a.b": "c"}, "paths": ["articles"], "max-age": {"rfi": "6h"}}
    assert toml_writer.document(table, "tool.newscheck").splitlines() == [
        "[tool.newscheck]",
        'paths = ["articles"]',
        "",
        "[tool.newscheck.fields]",
        'url = "link"',
        '"a.b" = "c"',
        "",
        "[tool.newscheck.max-age]",
        'rfi = "6h"',
    ]
