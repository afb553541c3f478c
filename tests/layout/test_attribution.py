"""The cause of a change and the kinds it is limited to, from shares and kinds alone."""

from __future__ import annotations

import pytest

from newscheck.layout.attribution import MIX, PUBLISHER, SCRAPER, KindCounts, complete_within, verdict
from newscheck.layout.profile import FeatureShift


def shift(feature: str, before: float, after: float) -> FeatureShift:
    return FeatureShift(feature, before, after, "shifted", 100.0)


@pytest.mark.parametrize(
    ("shifts", "expected"),
    [
        pytest.param([shift("path div/section", 0, 1), shift("class div.story", 1, 0)], PUBLISHER, id="new elements"),
        pytest.param([shift("class div.a", 1, 0), shift("class div.b", 0, 1)], PUBLISHER, id="classes renamed"),
        pytest.param([shift("class div.a", 1, 0), shift("attribute div[class]", 1, 0)], SCRAPER, id="classes stripped"),
        pytest.param([shift("url scheme https", 0, 1), shift("url scheme http", 1, 0)], SCRAPER, id="only the header"),
        pytest.param([shift("title suffix RFI", 0, 1)], SCRAPER, id="only the title"),
        pytest.param([shift("time before dateline", 0, 1)], SCRAPER, id="only the clock"),
        pytest.param([shift("leftover Array", 0, 1), shift("path img", 1, 0)], SCRAPER, id="a program's word"),
        pytest.param([shift("has fused tag", 0, 0.4), shift("path div/p", 1, 0.6)], SCRAPER, id="fused tags"),
        pytest.param([shift("has fused tag", 0.4, 0), shift("path div/p", 0.6, 1)], PUBLISHER, id="fused no more"),
        pytest.param([shift("han >= 400", 0.9, 0.1)], "", id="less text in the same structure"),
        pytest.param([], "", id="nothing"),
    ],
)
def test_the_kind_of_features_shows_the_cause(shifts: list[FeatureShift], expected: str) -> None:
    assert verdict(shifts, {}) == expected


LEAD = shift("has lead", 0.5, 0.2)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        pytest.param(
            {"/a": KindCounts(50, 20, {"has lead": 50}, {"has lead": 20}), "/wire": KindCounts(50, 80, {}, {})},
            MIX,
            id="more wires",
        ),
        pytest.param(
            {"/a": KindCounts(50, 50, {"has lead": 50}, {"has lead": 20}), "/wire": KindCounts(50, 50, {}, {})},
            "",
            id="a loss",
        ),
        pytest.param({"/a": KindCounts(100, 100, {"has lead": 50}, {"has lead": 20})}, "", id="one kind alone"),
        pytest.param(
            {"/a": KindCounts(100, 20, {"has lead": 50}, {"has lead": 20}), "/new": KindCounts(0, 80, {}, {})},
            "",
            id="a new kind",
        ),
    ],
)
def test_a_share_that_moves_with_the_kinds_is_a_mix(kinds: dict[str, KindCounts], expected: str) -> None:
    assert verdict([LEAD], kinds) == expected


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        pytest.param(
            {"/a": KindCounts(50, 50, {"x": 0}, {"x": 50}), "/b": KindCounts(50, 50, {}, {})},
            "complete in /a (0% -> 100%), none elsewhere",
            id="one of two",
        ),
        pytest.param(
            {f"/{n}": KindCounts(9, 9, {}, {"x": 9}) for n in "abcde"} | {"/z": KindCounts(50, 50, {}, {})},
            "complete in /a, /b, /c and 2 more (0% -> 100%), none elsewhere",
            id="many",
        ),
        pytest.param(
            {"/a": KindCounts(50, 50, {}, {"x": 25}), "/b": KindCounts(50, 50, {}, {"x": 25})}, "", id="half of each"
        ),
        pytest.param(
            {"/a": KindCounts(50, 50, {}, {"x": 50}), "/b": KindCounts(50, 50, {}, {"x": 20})},
            "",
            id="partly elsewhere",
        ),
        pytest.param({"/a": KindCounts(50, 50, {}, {"x": 50})}, "", id="no other kind"),
        pytest.param({}, "", id="no kinds"),
    ],
)
def test_a_partial_change_is_complete_in_some_kinds(kinds: dict[str, KindCounts], expected: str) -> None:
    assert complete_within([shift("x", 0.0, 0.5)], kinds) == expected


def test_a_complete_change_is_complete_everywhere() -> None:
    assert (
        complete_within(
            [shift("x", 0.0, 0.95)], {"/a": KindCounts(50, 50, {}, {"x": 50}), "/b": KindCounts(5, 5, {}, {})}
        )
        == ""
    )
