"""What programs print for a value, and escapes that were not undone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text.program_values import escapes, printed


@pytest.mark.parametrize(
    "value",
    [
        *(None, float("nan"), [], {}, (), True, ["港口", "海"], {"a": 1}, [{"a": 1}], ("a", "b"), b"\xe6\xb8\xaf"),
        *(["it's", 'a "b"'], len, int, {"a": {"b": [1]}}),
        pytest.param(object(), id="object"),
    ],
    ids=repr,
)
def test_what_python_prints_is_no_text(value: object) -> None:
    assert printed(str(value))


@pytest.mark.parametrize(
    "text", ["undefined", "NULL", "[object Object]", '["a","b"]', '{"a":1}', "Invalid Date", " nan "]
)
def test_what_others_print(text: str) -> None:
    assert printed(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "Nan",
            "Nonesuch",
            "True love",
            "null Toleranz",
            "[Update] Port opens",
            "['Tis the season]",
            "(AP) - A port",
        ),
        *("b'nai b'rith", "{port}", "<b>Port</b>", "datetime", "“None”", "function of the court", "[…]", "(a)", "[1]"),
    ],
)
def test_what_people_write(text: str) -> None:
    assert not printed(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param(r"港口。\n渔民。\n海", 2, id="line breaks"),
        pytest.param(r"\u6d77\u4e8b", 2, id="characters"),
        pytest.param(r"The port.\nThe boats.\n\nThe sea", 2, id="in English"),
        pytest.param(r"C:\new and C:\network", 0, id="paths"),
        pytest.param(r"港口。\n渔民", 0, id="one may be meant"),
        pytest.param("港口", 0, id="none"),
    ],
)
def test_escapes(text: str, count: int) -> None:
    found = escapes(text)
    assert (found[0] if found else 0) == count


@given(st.text(alphabet="[]{}()<>'\"b\\nux0海a:, ", max_size=100))
def test_any_text(text: str) -> None:
    assert isinstance(printed(text), str)
    found = escapes(text)
    assert found is None or 0 <= found[1] < found[2] <= len(text)
