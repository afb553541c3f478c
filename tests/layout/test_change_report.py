"""The fields of the record that a change harms."""

from __future__ import annotations

import pytest

from newscheck.layout.change_report import harm_of, in_short
from newscheck.layout.profile import FeatureShift


@pytest.mark.parametrize(
    ("shifts", "harm"),
    [
        pytest.param([("has image", 1, 0)], ["image"], id="a field"),
        pytest.param([("has image", 1, 0.9)], [], id="a small fall"),
        pytest.param([("has image", 0, 1)], [], id="a rise"),
        pytest.param([("paragraphs >= 4", 1, 0)], ["paragraphs"], id="fewer paragraphs"),
        pytest.param([("han >= 400", 1, 0), ("longest paragraph >= 200", 1, 0)], ["text length"], id="less text"),
        pytest.param([("text mojibake", 0, 1)], ["body"], id="a damaged text"),
        pytest.param([("text has the title's words", 1, 0)], ["body"], id="another article's text"),
        pytest.param([("has title", 1, 0), ("text has the title's words", 1, 0)], ["title"], id="the title"),
        pytest.param([("has title", 1, 0), ("text mojibake", 0, 1)], ["title", "body"], id="title and text"),
        pytest.param([("has body", 1, 0), ("text mojibake", 0, 1)], ["body"], id="each field once"),
        pytest.param([("class div.a", 1, 0)], [], id="only the markup"),
        pytest.param([("path div/img", 1, 0), ("attribute img[src]", 1, 0)], [], id="only the image's markup"),
        pytest.param([("image host a.example", 1, 0), ("images >= 2", 1, 0)], [], id="other images"),
    ],
)
def test_harm(shifts: list[tuple[str, float, float]], harm: list[str]) -> None:
    assert harm_of(FeatureShift(name, before, after, "", 0.0) for name, before, after in shifts) == harm


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        pytest.param(["appeared"] * 3, "appeared: 0, 1, 2", id="all"),
        pytest.param(["appeared"] * 40, "appeared: 0, 1, 2 and 37 more", id="each counts"),
        pytest.param(["vanished", *["appeared"] * 30], "appeared: 1, 2, 3 and 27 more; vanished: 0", id="of each kind"),
        pytest.param(["appeared"] * 12 + ["shifted"], "appeared: 0, 1, 2 and 9 more", id="the clearest kinds"),
    ],
)
def test_the_features_of_a_change_in_short(kinds: list[str], words: str) -> None:
    assert in_short([FeatureShift(str(at), 0, 1, kind, 99.0 - at) for at, kind in enumerate(kinds)]) == words
