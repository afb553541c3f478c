"""Which lines of a text may be headlines, and which titles they are compared with."""

from __future__ import annotations

import pytest

from newscheck.text import headline_lines

_HEADLINE = "harbour reopens after two years"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Harbour reopens after two years", id="alone"),
        pytest.param("  Harbour  reopens\tafter two years…", id="blanks and an ellipsis"),
        pytest.param("Sport | Harbour reopens after two years", id="behind a section"),
        pytest.param("Read also: Harbour reopens after two years", id="behind a label"),
        pytest.param("More\xa0Harbour reopens after two years", id="behind a no-break space"),
        pytest.param("• Harbour reopens after two years", id="a bullet"),
        pytest.param("3. Harbour reopens after two years", id="a number"),
        pytest.param("2023-08-16 Harbour reopens after two years", id="a date before"),
        pytest.param("Harbour reopens after two years (2023-08-16 21:04)", id="date and time behind"),
        pytest.param("“Harbour reopens after two years”", id="quoted"),
    ],
)
def test_a_headline_is_found_in_a_line(line: str) -> None:
    assert _HEADLINE in headline_lines.headlines([line])


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Harbour reopens after two years.", id="a sentence"),
        pytest.param("海事法庭公布救援协定的全文。", id="a Chinese sentence"),
        pytest.param("Weather forecast", id="short"),
        pytest.param("渔港新闻", id="short in Chinese"),
        pytest.param("Harbour " * 30, id="long"),
        pytest.param("", id="nothing"),
        pytest.param("|：|：", id="marks"),
    ],
)
def test_no_headline(line: str) -> None:
    assert list(headline_lines.headlines([line])) == []


@pytest.mark.parametrize(
    ("title", "found"),
    [
        pytest.param("Harbour reopens after two years - The Example", _HEADLINE, id="dash"),
        pytest.param("Harbour reopens after two years | The Example", _HEADLINE, id="bar"),
        pytest.param("海事法庭公布救援协定_港湾网", "海事法庭公布救援协定", id="underscore"),
        pytest.param("HARBOUR REOPENS AFTER TWO YEARS", _HEADLINE, id="capitals"),
    ],
)
def test_a_title_is_compared_without_the_name_of_its_site(title: str, found: str) -> None:
    assert found in headline_lines.of_title(title)


def test_a_short_title_is_not_compared() -> None:
    assert list(headline_lines.of_title("Weather - The Example of the Harbour")) == [
        "weather - the example of the harbour"
    ]
