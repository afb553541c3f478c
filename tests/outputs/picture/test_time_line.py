"""The articles of sites over time: exact lines, and that every line fits whatever is in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from newscheck.model import Finding, LayoutChange, SiteSeries, Totals
from newscheck.outputs.picture import time_line
from newscheck.outputs.picture.style import ASCII, UNICODE, PictureStyle
from newscheck.text.display import is_unsafe
from newscheck.text.timestamps import HOUR
from newscheck.text.width import cell_width
from tests.support import picture_samples as samples

SERIES = [
    samples.series([4, 8, 6, 0, 0, 2, 7, 8, 8, 1], undated=2),
    samples.series([1, 900], site="bay", zone="Asia/Shanghai"),
]
FINDINGS = [
    samples.finding("warning", samples.day(0)),
    samples.finding("note", samples.day(1)),
    samples.finding("warning", samples.day(2)),
    samples.finding("error", samples.day(2)),
    *(samples.finding("error", samples.day(8) + at) for at in range(7)),
    samples.finding("error", None),
]
CHANGES = [samples.change(samples.day(2), "image", "lead"), samples.change(samples.day(6), is_agreed=False)]
REPORT = samples.report(SERIES, FINDINGS, CHANGES)


def drawn(*own: SiteSeries, style: PictureStyle, findings: tuple[Finding, ...] = ()) -> list[str]:
    return [*time_line.lines(samples.report(own, findings), style)]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        pytest.param(
            PictureStyle(100),
            [
                "Articles over time, 1 day a column  ! errors in more articles than usual  ' errors  , warnings",
                "▲ layout changed",
                "bay      2023-01-01 ▁█ 2023-01-02  901 articles",
                "harbour  2023-01-01 ▄█▆··▂▇██▁ 2023-01-10  46 articles, 2 undated",
                "                    , '     !  usually no errors",
                "                      ▲ 2023-01-03 lost: image, lead",
                "                          ▲ 2023-01-07 (less certain)",
            ],
            id="wide",
        ),
        pytest.param(
            PictureStyle(60, ASCII),
            [
                "Articles over time, 1 day a column",
                "! errors in more articles than usual  ' errors  , warnings",
                "^ layout changed",
                "bay: 901 articles, 2023-01-01..2023-01-02",
                ":@",
                "harbour: 46 articles, 2 undated, 2023-01-01..2023-01-10",
                "+@#..-%@@:",
                ", '     !  usually no errors",
                "  ^ 2023-01-03 lost: image, lead",
                "      ^ 2023-01-07 (less certain)",
            ],
            id="narrow, ASCII",
        ),
        pytest.param(
            PictureStyle(40, sites=1, rows=1),
            [
                "Articles over time, 1 day a column",
                "! errors in more articles than usual",
                "' errors  , warnings  ▲ layout changed",
                "harbour: 46 articles, 2 undated,",
                "2023-01-01..2023-01-10",
                "▄█▆··▂▇██▁",
                ", '     !  usually no errors",
                "  ▲ 2023-01-03 lost: image, lead",
                "and 1 more layout change",
                "and 1 more site with 901 articles",
            ],
            id="few sites, few rows",
        ),
    ],
)
def test_lines(style: PictureStyle, expected: list[str]) -> None:
    series = [replace(own, periods=[time - 8 * HOUR for time in own.periods]) if own.zone else own for own in SERIES]
    assert [*time_line.lines(replace(REPORT, series=series), style)] == expected


def test_only_what_is_unusual_has_a_colour() -> None:
    usual = samples.series([9] * 6)
    findings = [samples.finding("error", samples.day(at)) for at in range(6)]
    findings += [samples.finding("warning", samples.day(1) + at) for at in range(8)]
    findings += [samples.finding("error", samples.day(4) + at) for at in range(8)]
    *_, cells, signs, lost = time_line.lines(
        samples.report([usual], findings, [samples.change(samples.day(4), "image")]), PictureStyle(100, color=True)
    )
    assert cells == (
        "\x1b[1mharbour\x1b[0m  2023-01-01 █\x1b[1;33m█\x1b[0m██\x1b[1;31m█\x1b[0m█ 2023-01-06  54 articles"
    )
    assert signs.strip() == "'\x1b[1;33m~\x1b[0m''\x1b[1;31m!\x1b[0m' errors usually in 11%"
    assert lost.strip() == "\x1b[1;31m▲ 2023-01-05 lost: image\x1b[0m"


@pytest.mark.parametrize(
    ("errors", "width", "expected"),
    [
        pytest.param([1, 1, 1], 80, "                    ''' errors usually in 2%", id="beside"),
        pytest.param([1, 1, 1], 23, "errors usually in 2%", id="below, where there is no room"),
        pytest.param([0, 0, 1], 80, "                      ' usually no errors", id="none"),
    ],
)
def test_what_is_usual_is_said(errors: list[int], width: int, expected: str) -> None:
    findings = [samples.finding("error", samples.day(at)) for at, number in enumerate(errors) if number]
    *_, last = time_line.lines(samples.report([samples.series([60] * 3)], findings), PictureStyle(width))
    assert last == expected


def test_a_share_is_never_rounded_to_nothing() -> None:
    findings = [samples.finding("error", samples.day(at)) for at in range(3)]
    *_, last = time_line.lines(samples.report([samples.series([900] * 3)], findings), PictureStyle(80))
    assert last.endswith("''' errors usually in less than 1%")


@pytest.mark.parametrize(
    "own",
    [
        pytest.param([], id="no site"),
        pytest.param([samples.series([7])], id="one day"),
        pytest.param([samples.series([], undated=9)], id="no times"),
    ],
)
def test_nothing_is_drawn_of_what_has_no_course(own: list[SiteSeries]) -> None:
    assert [*time_line.lines(samples.report(own), PictureStyle())] == []


def test_a_site_without_times_is_named_beside_others() -> None:
    lines = drawn(SERIES[0], samples.series([], site="", undated=1_200), style=PictureStyle(120))
    assert lines[1] == "articles without a site  1,200 articles, 1,200 undated"
    assert lines[2].startswith("harbour                  2023-01-01 ")
    assert "articles without a site: 1,200 articles, 1,200 undated" in drawn(
        SERIES[0], samples.series([], site="", undated=1_200), style=PictureStyle(60)
    )


def test_months_have_no_day() -> None:
    lines = drawn(samples.series([5, 4, 3], unit="month"), style=PictureStyle(80))
    assert lines == [
        "Articles over time, 1 month a column",
        "harbour  2023-01 █▇▅ 2023-03  12 articles",
    ]


def test_sites_with_columns_of_other_lengths_share_no_length() -> None:
    lines = drawn(samples.series([1] * 100), samples.series([1, 2], site="bay"), style=PictureStyle(80))
    assert lines[0] == "Articles over time"


def test_of_many_sites_those_with_errors_come_before_those_with_articles() -> None:
    many = [samples.series([at + 1, 1], site=f"s{at:02}") for at in range(20)]
    few = drawn(
        *many,
        style=PictureStyle(sites=3),
        findings=(
            samples.finding("error", samples.day(0), site="s00"),
            samples.finding("warning", samples.day(0), site="s04"),
            samples.finding("note", samples.day(0), site="s01"),
        ),
    )
    assert [line.split()[0] for line in few if line.startswith("s")] == ["s00", "s04", "s19"]
    assert few[-1] == "and 17 more sites with 201 articles"


def test_nobody_counts_the_sites_that_have_no_series() -> None:
    of = samples.report([samples.series([2, 2], site=f"s{at:02}") for at in range(100)])
    few = [*time_line.lines(replace(of, summary=Totals(articles=900)), PictureStyle(sites=3))]
    assert few[-1] == "and more than 97 sites with 888 articles"


NAMES = st.text(max_size=30) | st.sampled_from(
    ["港口报纸的新闻网站", "www.harbour.example", "", "\x1b[31m", "```", "e\u0301" * 40]
)
DAYS = st.integers(-3, 130).map(samples.day)
SITES = st.lists(
    st.builds(
        samples.series,
        st.lists(st.sampled_from([0, 0, 1, 2, 30, 100_000]), max_size=120),
        site=NAMES,
        unit=st.sampled_from(["day", "week", "month"]),
        zone=st.sampled_from(["", "Europe/Paris", "Asia/Shanghai"]),
        undated=st.integers(0, 10**6),
    ),
    max_size=15,
    unique_by=lambda own: own.site,
)


@st.composite
def changes(draw: st.DrawFn, own: list[SiteSeries]) -> list[LayoutChange]:
    sites = st.sampled_from([one.site for one in own] or [""])
    many = st.lists(st.builds(samples.change, DAYS, NAMES, site=sites, is_agreed=st.booleans()), max_size=12)
    return draw(many)


@pytest.mark.slow
@given(st.data(), st.integers(40, 160), st.sampled_from([UNICODE, ASCII]))
def test_every_line_fits_and_is_harmless(data: st.DataObject, width: int, signs: tuple[str, ...]) -> None:
    own = data.draw(SITES)
    of_site = st.sampled_from([one.site for one in own] or [""])
    found = data.draw(
        st.lists(st.builds(samples.finding, st.sampled_from(["error", "note"]), DAYS | st.none(), site=of_site))
    )
    style = PictureStyle(width, signs, sites=12)
    lines = [*time_line.lines(samples.report(own, found, data.draw(changes(own))), style)]
    assert not [line for line in lines if cell_width(line) > width or is_unsafe(line) or "\n" in line]
    legend, each = 5, 4 + 2 + style.rows + 1
    assert len(lines) <= legend + 12 * each + 1
    if any(len(one.periods) > 1 for one in own):
        assert len(lines) >= 2
    if all(one.site.isascii() for one in own) and signs == ASCII:
        assert all(line.isascii() for line in lines if "lost" not in line)
