"""TOML as it is written."""

from __future__ import annotations

import pytest

from newscheck.text import toml_source

TEXT = """
title = "灯塔 \\"与\\" 渡轮" # 注
date = 2023-08-16T21:04:00.5+08:00
day = 2023-08-16
"quoted" = 1.50
lines = '''
一
date = 1999-01-01'''
params.cover = 'a.jpg'
tags = ["海", "港"]
draft = false
[cover]
image = "b.jpg"
when = 07:32:00
"""


def test_values_are_what_stands_there() -> None:
    fields, fault = toml_source.fields(TEXT, 0, len(TEXT))
    assert fault is None
    assert fields == {
        "title": '灯塔 "与" 渡轮',
        "date": "2023-08-16T21:04:00.5+08:00",
        "day": "2023-08-16",
        "quoted": "1.50",
        "lines": "一\ndate = 1999-01-01",
        "params": {"cover": "a.jpg"},
        "tags": ["海", "港"],
        "draft": "false",
        "cover": {"image": "b.jpg", "when": "07:32:00"},
    }


@pytest.mark.parametrize(
    ("path", "written"),
    [
        pytest.param(("title",), '灯塔 \\"与\\" 渡轮', id="escaped quotes"),
        pytest.param(("quoted",), "1.50", id="a quoted name"),
        pytest.param(("lines",), "\n一\ndate = 1999-01-01", id="several lines"),
        pytest.param(("params", "cover"), "a.jpg", id="a dotted name"),
        pytest.param(("cover", "image"), "b.jpg", id="in a table"),
        pytest.param(("tags", 1), '["海", "港"]', id="an entry has the span of its list"),
        pytest.param(("draft",), "false", id="no text"),
    ],
)
def test_spans(path: tuple[str | int, ...], written: str) -> None:
    place = toml_source.span(TEXT, 0, len(TEXT), path)
    assert place is not None
    assert TEXT[slice(*place)] == written


def test_a_value_that_is_not_there_has_no_span() -> None:
    assert toml_source.span(TEXT, 0, len(TEXT), ("none",)) is None


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        pytest.param('a = "x"\nb = x\n', 12, "Invalid value", id="no value"),
        pytest.param("a = 1\na = 2\n", 11, "overwrite", id="twice"),
        pytest.param("a = 1", 0, "", id="none"),
    ],
)
def test_faults(text: str, place: int, words: str) -> None:
    fields, fault = toml_source.fields(text, 0, len(text))
    if not words:
        assert (fields, fault) == ({"a": "1"}, None)
        return
    assert fault is not None
    assert fields == {}
    assert (fault.start, words in fault.detail) == (place, True), fault
