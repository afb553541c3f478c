"""Layouts as bands: exact lines, and that they are to scale."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.outputs.picture import bands
from newscheck.outputs.picture.style import ASCII, UNICODE, PictureStyle
from newscheck.text.width import cell_width
from tests.support.picture_samples import change, day, span

SPANS = [span(1, 0, 29), span(2, 30, 44), span(3, 55, 60)]
CHANGES = [change(day(30), "image"), change(day(55))]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        pytest.param(
            PictureStyle(86),
            [
                "  2023-01-01 ▕█████████████████████████████░░░░░░░░░░░░░░░          ▓▓▓▓▓▓▏ 2023-03-02",
                "                                           ▲ 2023-01-31 lost: image",
                "                                                                    ▲ 2023-02-25",
            ],
            id="wide",
        ),
        pytest.param(
            PictureStyle(50, ASCII, rows=1),
            [
                "  2023-01-01 |###########.......   ===| 2023-03-02",
                "                         ^ 2023-01-31 lost: image",
                "and 1 more layout change",
            ],
            id="narrow, ASCII, one row",
        ),
    ],
)
def test_lines(style: PictureStyle, expected: list[str]) -> None:
    assert [*bands.lines(SPANS, CHANGES, style)] == expected


def test_a_site_with_one_layout_has_no_bands() -> None:
    assert [*bands.lines(SPANS[:1], [], PictureStyle())] == []


def test_layouts_beside_each_other_have_other_fills() -> None:
    many = [span(at, at * 10, at * 10 + 9) for at in range(7)]
    (line,) = bands.lines(many, [], PictureStyle(100))
    runs = [sign for sign, before in zip(line, " " + line, strict=False) if sign != before and sign in UNICODE.fills]
    assert "".join(runs) == "█░▓▒█░▓"


def test_a_layout_of_an_hour_is_seen_among_years() -> None:
    (line,) = bands.lines([span(1, 0, 999), span(2, 1000, 1000), span(3, 1001, 3000)], [], PictureStyle(60))
    assert line.count("░") == 1


@given(
    st.lists(st.integers(0, 5_000), min_size=4, max_size=40, unique=True),
    st.integers(40, 160),
    st.sampled_from([UNICODE, ASCII]),
)
def test_bands_are_to_scale_and_fit(days: list[int], width: int, signs: tuple[str, ...]) -> None:
    days = sorted(days)[: len(days) // 2 * 2]
    spans = [span(at, first, last) for at, (first, last) in enumerate(zip(days[::2], days[1::2], strict=True))]
    changes = [change(own.first, "image", "lead", "dateline") for own in spans[1:]]
    style = PictureStyle(width, signs)
    first, *below = bands.lines(spans, changes, style)
    assert cell_width(first) == width
    assert not [line for line in below if cell_width(line) > width]
    assert len(below) <= style.rows + 1
    cells = first.partition(signs.left)[2].rpartition(signs.right)[0]
    for own, fill in zip(spans, signs.fills * 10, strict=False):
        share = (own.last - own.first) / (spans[-1].last - spans[0].first)
        assert share * len(cells) < 3 or fill in cells
