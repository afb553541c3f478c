"""What is proposed for the settings loads as TOML, whatever the names of a feed are, and says what no line mends."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.article import presets
from newscheck.checker import settings_advice
from newscheck.model import FeedProperty, UnmappedFeed

NAMES = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\"'\\[]\n#=.:"), min_size=1, max_size=20)


def lacking(*fields: str, **members: Any) -> UnmappedFeed:
    """A feed whose items have no such fields."""
    entries = [FeedProperty(None, f"{field}-missing", "error", field, 20, 20, 20) for field in fields]
    return UnmappedFeed(None, fields, tuple(entries), **members)


@pytest.mark.parametrize(
    ("feed", "line"),
    [
        pytest.param(
            lacking("url", "title", mapping={"url": "link", "title": "head"}),
            '[fields] of the settings needs url = "link", title = "head" (newscheck init writes it)',
            id="all are mapped",
        ),
        pytest.param(
            lacking("url", "image", mapping={"url": "link"}),
            '[fields] of the settings needs url = "link" (newscheck init writes it); nothing fits image: name it in '
            "[fields], or switch image-missing off",
            id="one is not",
        ),
        pytest.param(
            lacking("url", misnamed={"url": "address"}),
            "nothing fits url (`address` does not have its form)",
            id="one has another form: its rule stays",
        ),
        pytest.param(
            lacking("body", mapping={"paragraphs": "blocks[*].text"}),
            '[fields] of the settings needs paragraphs = "blocks[*].text" (newscheck init writes it)',
            id="paragraphs are the body",
        ),
        pytest.param(
            UnmappedFeed(None, (), ()),
            "nothing in them has the form of an article: name their fields in [fields], or exclude the file",
            id="no article at all",
        ),
    ],
)
def test_line(feed: UnmappedFeed, line: str) -> None:
    assert settings_advice.line(feed) == line


def test_what_a_tool_leaves_out_comes_with_its_hint() -> None:
    preset = next(preset for name in presets.names() if (preset := presets.load(name)).lacks)
    field, hint = next(iter(preset.lacks.items()))
    feed = lacking(field, preset=preset.name)
    assert settings_advice.line(feed).startswith(f"{preset.title} leaves {field} out: {hint}")
    assert list(settings_advice.details(feed)) == []


def test_the_schema_is_not_switched_off_for_one_field() -> None:
    entry = FeedProperty(None, "record-schema", "warning", "url", 20, 20, 20)
    assert settings_advice.switches(UnmappedFeed(None, ("url",), (entry,))) == []


@given(st.dictionaries(st.sampled_from(["url", "title", "body"]), NAMES), st.sets(st.sampled_from(["image", "lead"])))
def test_the_lines_for_the_settings_are_toml(mapping: dict[str, str], others: set[str]) -> None:
    feed = lacking(*mapping, *sorted(others), mapping=mapping)
    read = tomllib.loads("\n".join(settings_advice.details(feed)))
    assert read.get("fields", {}) == mapping
    assert read.get("rules", {}) == {f"{field}-missing": "off" for field in others}
    assert "\n" not in settings_advice.line(feed)
