"""Menus in a text, and lists and rows that are none."""

from __future__ import annotations

import pytest

from newscheck.text import navigation_lines

_TEXT = "The harbour of Brenmouth reopened on Tuesday morning, two years after the storm."


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        pytest.param(["Home", "News", "Sport", "Weather", "Shop", _TEXT], [0], id="one by one, at the beginning"),
        pytest.param([_TEXT, "Home", "News", "Boats", "Sport", "Weather"], [1], id="at the end, one unknown"),
        pytest.param([_TEXT, "Home | News | Sport | Business | Log in"], [1], id="a row with bars"),
        pytest.param(["Home  News  Sport  Weather  Travel", _TEXT], [0], id="a row with doubled blanks"),
        pytest.param(["Startseite › Politik › Sport › Wirtschaft › Kultur", _TEXT], [0], id="German"),
        pytest.param(["ГЛАВНАЯ", "НОВОСТИ", "СПОРТ", "ПОГОДА", "ВИДЕО", _TEXT], [0], id="Russian capitals"),
        pytest.param(["Home", "News", "Sport", "Weather", _TEXT], [], id="four lines"),
        pytest.param(["Home", "Boats", "Nets", "Weather", "Ropes", "Sport", _TEXT], [], id="a few known names"),
        pytest.param(
            ["775 rooms", "78 bathrooms", "1,514 doors", "760 windows", "20 cables"], [], id="a list of facts"
        ),
        pytest.param(["Sport, politics, culture, travel and weather"], [], id="a sentence"),
        pytest.param([" | ".join(["News", "Sport", "Home", "Travel", "Shop"] * 30)], [], id="a very long row"),
        pytest.param([], [], id="no paragraph"),
    ],
)
def test_find(paragraphs: list[str], found: list[int]) -> None:
    assert list(navigation_lines.find(paragraphs)) == found


def test_a_section_whose_name_is_in_two_languages_counts_once() -> None:
    assert list(navigation_lines.find(["Sport", "Nets", "Ropes", "Boats", "Sport"])) == []
