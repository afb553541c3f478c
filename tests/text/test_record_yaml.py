"""A record as text: what is written is read back, and people and git can read it, too."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newscheck.article import records
from newscheck.text import record_yaml
from newscheck.text.record_yaml import read, write

#: What YAML takes for something else, blanks and breaks in all places.
SIGNS = st.sampled_from("文 \n\t\r#:-|>'\"\\&*!%@`?,[]{}~=<\x85\u2028\ufeff\U0001f600")
TEXTS = st.text(max_size=40) | st.text(SIGNS, max_size=12)
#: What isn't text to YAML unless it is quoted.
TELLING = st.sampled_from(
    ["null", "~", "yes", "NO", "on", "y", "1", "0o7", "1_000", "1e3", ".5", ".inf", ".NaN", "12:30", "190:20:30"]
) | st.sampled_from(["2023-08-16", "2023-08-16T21:04:00Z", "=", "<<", "---", "...", "!!str", "|2", "&a", "-", "?", ""])
NUMBERS = st.integers() | st.floats(allow_nan=False) | st.booleans() | st.none()
VALUES = st.recursive(
    NUMBERS | TEXTS | TELLING,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS | TELLING, inner, max_size=3),
    max_leaves=6,
)
FEWER = settings(max_examples=40, deadline=None)
RECORDS = st.dictionaries(st.sampled_from(["url", "title", "paragraphs", "body"]) | TEXTS | TELLING, VALUES, max_size=5)


class Pure(yaml.SafeLoader):
    """PyYAML's own parser, without libyaml."""


@settings(deadline=None)
@given(RECORDS)
@example({"title": "  \nx\n", "lead": "\n\n", "body": " a\n b \n\n"})
@example({"a\nb": "c", "x" * 2_000: "y", "文" * 200: ["\n", {"\n": "\n a"}]})
def test_what_is_written_is_read_back(record: dict[str, Any]) -> None:
    text = write(records.to_record(record))
    assert read(text) == record
    assert yaml.load(text, Loader=Pure) == record


@FEWER
@given(RECORDS)
def test_the_text_has_plain_line_ends_and_ends_with_one(record: dict[str, Any]) -> None:
    text = write(record)
    assert text.endswith("\n")
    assert not set("\r\x85\u2028\u2029\0\x1b") & set(text)
    text.encode()


@FEWER
@given(RECORDS, st.randoms(use_true_random=False))
def test_the_order_of_the_fields_does_not_matter(record: dict[str, Any], order: Any) -> None:
    names = list(record)
    order.shuffle(names)
    assert write({name: record[name] for name in names}) == write(record)


@pytest.mark.parametrize(
    ("record", "text"),
    [
        pytest.param({}, "{}\n", id="nothing"),
        pytest.param(
            {"zone": 1, "body": "b", "author": "a", "title": "题", "url": "https://x.example/a"},
            "url: https://x.example/a\ntitle: 题\nbody: b\nauthor: a\nzone: 1\n",
            id="fields of the record first, the others by name",
        ),
        pytest.param(
            {"paragraphs": ["周一，外交部发言人表示：“不会”。", "😀"]},
            "paragraphs:\n- 周一，外交部发言人表示：“不会”。\n- 😀\n",
            id="Chinese as it is, a paragraph on each line",
        ),
        pytest.param(
            {"lead": "文" * 300 + " " + "a " * 200 + "b"},
            "lead: " + "文" * 300 + " " + "a " * 200 + "b\n",
            id="no line is wrapped",
        ),
        pytest.param({"body": "第一段。\n第二段。"}, "body: |-\n  第一段。\n  第二段。\n", id="lines as a block"),
        pytest.param(
            {"body": "一 \n 二\n"}, "body: |\n  一 \n   二\n", id="a block whose lines have blanks at their ends"
        ),
        pytest.param({"body": "\n一"}, "body: |2-\n\n  一\n", id="a block that begins with an empty line"),
        pytest.param({"title": "a\x1bb"}, 'title: "a\\eb"\n', id="controls are escaped"),
        pytest.param({"title": "a\u3000b\u00a0c"}, "title: a\u3000b\u00a0c\n", id="Chinese blanks are no controls"),
        pytest.param({"a": {"z": 1, "b": []}}, "a:\n  b: []\n  z: 1\n", id="an object by name"),
        pytest.param({"dateline": "2023-08-16"}, "dateline: '2023-08-16'\n", id="a date is quoted"),
        pytest.param({"title": "\ud83d题", "\udc80": ["\udfff"]}, "title: �题\n�:\n- �\n", id="half of a pair"),
        pytest.param({"title": "\ud83d\ude00"}, "title: 😀\n", id="both halves of a pair"),
    ],
)
def test_text(record: dict[str, Any], text: str) -> None:
    assert write(record) == text


def test_a_list_that_is_in_two_fields_is_no_reference() -> None:
    shared = ["甲"]
    assert write({"a": shared, "b": shared}) == "a:\n- 甲\nb:\n- 甲\n"


@pytest.mark.parametrize(
    ("text", "record"),
    [
        pytest.param("dateline: 2023-08-16", {"dateline": "2023-08-16"}, id="a date"),
        pytest.param("dateline: 2023-08-16T21:04:00Z", {"dateline": "2023-08-16T21:04:00Z"}, id="as it was written"),
        pytest.param("a:\n- {b: 2023-13-99}", {"a": [{"b": "2023-13-99"}]}, id="one that doesn't exist, far inside"),
        pytest.param("a: {2023-08-16: 1, 5: 2}", {"a": {"2023-08-16": 1, "5": 2}}, id="names that are none"),
        pytest.param("a: 一\r\nb: |\r\n  二\r\n  三\r\n", {"a": "一", "b": "二\n三\n"}, id="line ends of Windows"),
        pytest.param("\ufeffa: 一", {"a": "一"}, id="byte-order mark"),
        pytest.param("# why\na: 一 # here\n", {"a": "一"}, id="comments"),
        pytest.param("x: &a [1]\ny: *a", {"x": [1], "y": [1]}, id="a reference"),
        pytest.param("x: &a {b: 1}\ny: {<<: *a, c: 2}", {"x": {"b": 1}, "y": {"b": 1, "c": 2}}, id="a merge"),
        pytest.param("{}", {}, id="nothing"),
    ],
)
def test_what_people_write_by_hand(text: str, record: dict[str, Any]) -> None:
    assert read(text) == record


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("a: 1\nb: [1\nc: 2", ["not YAML", "line 3"], id="a bracket never closed"),
        pytest.param("a: 1\n\tb: 2", ["not YAML", "tab", "line 2"], id="a tab"),
        pytest.param("a: 1\nb: 文\x07", ["not YAML", "'\\x07'", "line 2"], id="a control character"),
        pytest.param("a: 1\nb: \ud800", ["not YAML", "'\\ud800'", "line 2"], id="half of a pair"),
        pytest.param("a: 1\n? [1]\n: 2", ["not YAML", "unhashable", "line 2"], id="a name that is a list"),
        pytest.param(
            "a: 1\nb: !!python/object:os.x y", ["not YAML", "constructor", "line 2"], id="an object of Python"
        ),
        pytest.param("a: 1\nb: !!int ''", ["no int", "line 2"], id="a number without digits"),
        pytest.param("a: 1\nb: !!bool x", ["no bool", "line 2"], id="neither yes nor no"),
        pytest.param("a: 1\nb: " + "9" * 5_000, ["no int", "line 2"], id="a number with too many digits"),
        pytest.param("a: 1\nb: *x", ["not YAML", "undefined alias", "line 2"], id="a reference to nothing"),
        pytest.param("a: &a [*a]", ["nested too deep"], id="a list in itself"),
        pytest.param("a: " + "[" * 100_000, ["nest"], id="nested 100,000 deep"),
        pytest.param("a: 1\n---\nb: 2", ["not YAML", "line 2"], id="two documents"),
        pytest.param("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b\n", ["not YAML", "line"], id="a conflict of git"),
        pytest.param("", ["not a record"], id="nothing"),
        pytest.param("- 1", ["not a record"], id="a list"),
        pytest.param("文", ["not a record"], id="a word"),
        pytest.param("1: 2", ["not a record"], id="a number for a name"),
    ],
)
def test_a_broken_text_is_reported_with_its_line(text: str, words: list[str]) -> None:
    with pytest.raises(ValueError, match="not") as caught:
        read(text)
    for word in words:
        assert word in str(caught.value)
    assert len(str(caught.value)) < 250


def test_what_is_merged_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    # PyYAML before 6.0.4 merges the same mapping as often as it is named.
    monkeypatch.setattr(record_yaml, "_MAX_VALUES", 3)
    with pytest.raises(ValueError, match=r"not YAML: over .* values, each reference \(\*name\) written out, line 2"):
        read("a: &a {b: 1, c: 2}\nd: {<<: *a, e: 3, f: 4}")


@given(st.text(max_size=60) | st.text(st.sampled_from("a:-[]{}!&*|>'\"#?,<=\n 0123456789._eEx+~"), max_size=30))
def test_any_text_is_a_record_or_an_error(text: str) -> None:
    try:
        assert isinstance(read(text), dict)
    except ValueError as error:
        assert str(error).startswith("not ")  # noqa: PT017


def test_dates_are_text_before_they_are_written() -> None:
    assert read(write(records.to_record({"dateline": date(2023, 8, 16)}))) == {"dateline": "2023-08-16"}
