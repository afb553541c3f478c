"""The forms of values: what an address, a time, a title, a text is, whatever its name."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.article import value_forms
from newscheck.article.item_mapping import ITEM_FIELDS
from newscheck.article.value_forms import DAY, FORMS

LONG = "灯塔管理局周五公布新的航标。" * 30
#: Values, and the fields that they may be.
VALUES: list[tuple[Any, set[str]]] = [
    ("https://a.example/1", {"url", "image"}),
    ("https://a.example/1 2", {"title", "body", "lead"}),
    ("/news/1?b=2", {"url", "image", "title", "body", "lead"}),
    ("news/2023/1.html", {"url", "image", "title", "body", "lead"}),
    ("//a.example/1", {"url", "image", "title", "body", "lead"}),
    ("2023/08/16", {"dateline", DAY}),
    ("2023-08-16T21:04:00Z", {"epoch_ms", "dateline", DAY}),
    ("8月16日", {"dateline", "title", "body", "lead"}),
    ("3小时前", {"dateline", "title", "body", "lead"}),
    (1692213306, {"epoch_ms", "dateline", DAY}),
    ("灯塔管理局公布新的航标", {"title", "body", "lead"}),
    (LONG, {"body", "lead"}),
    (f"<p>{LONG}</p>", {"body", "html"}),
    ("灯塔<br>渡轮", {"body", "html"}),
    ("1 < 2 和 3 > 2", {"title", "body", "lead"}),
    (["https://a.example/1.jpg", "/2.jpg"], {"image", "images"}),
    (["第一段。", "第二段。"], {"paragraphs"}),
    (["第一段。"] * 4 + [None], {"paragraphs"}),
    (["第一段。"] * 3 + [5], set()),
    ([], set()),
    ("", set()),
    ("42", set()),
    ("---", set()),
    (True, set()),
    (None, set()),
    ({"a": "b"}, set()),
]


@pytest.mark.parametrize(("value", "fields"), VALUES, ids=[repr(value)[:30] for value, _ in VALUES])
def test_what_a_value_may_be(value: Any, fields: set[str]) -> None:
    assert {field for field, is_form in FORMS.items() if is_form(value)} == fields


def test_each_field_has_a_form() -> None:
    assert set(FORMS) == {*ITEM_FIELDS, DAY}


@pytest.mark.parametrize(
    ("values", "unit"),
    [
        pytest.param([1692213306, 1692213307], "s", id="seconds"),
        pytest.param(["1692213306000"], "ms", id="milliseconds as text"),
        pytest.param([1692213306000000], "us", id="microseconds"),
        pytest.param([1692213306, 1692213307, 1692213306000], "s", id="most of them"),
        pytest.param([1692213306, 5, "x", None, True], "s", id="among others"),
        pytest.param([1692213306, 1692213306000], "ms", id="as many of both: always the same"),
        pytest.param([1, 2, 300], None, id="other numbers"),
        pytest.param(["2023-08-16", None], None, id="no numbers"),
        pytest.param([], None, id="none"),
        pytest.param(["9" * 5_000], None, id="no number that anybody counts"),
    ],
)
def test_unit(values: list[Any], unit: str | None) -> None:
    assert value_forms.unit(values) == unit
    assert value_forms.unit(values[::-1]) == unit


@pytest.mark.parametrize(
    ("value", "is_image"),
    [
        ("https://a.example/1.JPG?w=2", True),
        ("/1.webp!small", True),
        ("https://a.example/?file=1.jpg", False),
        ("https://a.example/1", False),
        ("a photo.jpg", False),
        (["1.jpg"], False),
    ],
)
def test_addresses_of_images(value: Any, is_image: bool) -> None:
    assert value_forms.is_image_address(value) is is_image


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_value_has_or_has_not_a_form(value: Any) -> None:
    assert {is_form(value) for is_form in FORMS.values()} <= {True, False}
    assert value_forms.unit([value]) in (None, "s", "ms", "us")
