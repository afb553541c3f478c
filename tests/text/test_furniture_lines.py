"""Lines of a site file for blocks of furniture."""

from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text.furniture_lines import LONGEST, label_line, texts_line


@pytest.mark.parametrize(
    ("block", "line"),
    [
        pytest.param("Share this", 'texts = ["Share this$"]', id="a block as a whole"),
        pytest.param("Read (more) - now?", r'texts = ["Read \\(more\\) - now\\?$"]', id="what a pattern means"),
        pytest.param("a" * LONGEST, f'texts = ["{"a" * LONGEST}"]', id="the beginning of a long one"),
    ],
)
def test_line(block: str, line: str) -> None:
    assert texts_line([block]) == line


TEXTS = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("\0\"'\\[]\n#:"), min_size=1, max_size=2 * LONGEST
)


@given(st.lists(TEXTS, min_size=1))
def test_the_line_is_toml_and_matches_the_blocks(blocks: list[str]) -> None:
    patterns = tomllib.loads(texts_line(blocks))["texts"]
    assert all(re.match(pattern, block[:LONGEST]) for pattern, block in zip(patterns, blocks, strict=True))


@given(TEXTS)
def test_a_label_is_taken_as_it_is(label: str) -> None:
    line = label_line(label)
    [pattern] = tomllib.loads(line)["texts"]
    assert re.match(pattern, f"{label}：南枝") and "\0" not in pattern and "\n" not in line
