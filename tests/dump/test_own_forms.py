"""The form of an own field's text: the host of a URL, how a date is written; the calendar changes neither."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.dump.own_forms import forms
from newscheck.dump.own_value import OwnValue
from newscheck.dump.own_values import own_values

LONG = "https://Img3.Harbour.example:8080/" + "photo-of-the-day/" * 5 + "1.jpg"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("https://img3.harbour.example/1.jpg", ['URLs of "img0.harbour.example"'], id="a URL"),
        pytest.param("//harbour.example/1.jpg", ['URLs of "harbour.example"'], id="without a scheme"),
        pytest.param(LONG, ['URLs of "img0.harbour.example"'], id="a long URL"),
        pytest.param(["https://a.example/1", "x", "https://a.example/2"], ['URLs of "a.example"'], id="a list"),
        pytest.param("2023-05-01T10:00:00Z", ['dates such as "0000-00-00T00:00:00Z"'], id="ISO 8601"),
        pytest.param("2023-05-01 10:00:00.123", ['dates such as "0000-00-00 00:00:00.0"'], id="a fraction"),
        pytest.param("Mon, 01 May 2023 10:00:00 GMT", ['dates such as "a, 00 a 0000 00:00:00 a"'], id="RFC 822"),
        pytest.param("Sept. 5, 2023", ['dates such as "a 00, 0000"'], id="abbreviated"),
        pytest.param("2023年5月1日", ['dates such as "0000年00月00日"'], id="Chinese"),
        pytest.param("20230501T101010", ['dates such as "00000000T000000"'], id="compact"),
        *(
            pytest.param(value, [], id=str(value))
            for value in ("20230501", "2023", "The 2023 cup", "3 hours ago", "#tag", "mailto:a@b.example", 12, True)
        ),
        pytest.param("2023-05-01 " * 6, [], id="a long text"),
    ],
)
def test_the_form_of_a_value(value: OwnValue, expected: list[str]) -> None:
    assert forms(own_values({"field": value})["field"]) == expected


@pytest.mark.parametrize(
    "form", ["%a %d %b %Y", "%d %B %Y", "%Y-%m-%d", "%x %Y", "{0.day} %b. %Y", "{0.month}/{0.day}/%Y"]
)
def test_the_calendar_does_not_change_the_form(form: str) -> None:
    days = (date(2023, 1, 1) + timedelta(days=number) for number in range(365))
    assert len({forms(day.strftime(form.format(day)))[0] for day in days}) == 1


@given(st.text(max_size=70) | st.from_regex(r"(https?:)?//[^\s]{0,90}"))
def test_any_text_has_one_form_or_none(text: str) -> None:
    kept = own_values({"field": text}).get("field", "")
    assert len(forms(kept)) <= 1
    assert len(str(kept)) <= 60
