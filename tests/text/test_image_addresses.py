"""What is left of a srcset or of a missing value in an address is told; ordinary addresses are none of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text.image_addresses import fault, is_drawing

A, B = "https://img.harbour.example/a-320.jpg", "https://img.harbour.example/a.jpg"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        pytest.param(f"{A} 320w", "the descriptor `320w`", id="a width"),
        pytest.param(f"{A} 1.5x", "the descriptor `1.5x`", id="a density"),
        pytest.param(f"{A}%20320w", "the descriptor `320w`", id="an escaped blank"),
        pytest.param(f"{A} 320w,", "the descriptor `320w`", id="a comma behind it"),
        pytest.param("w_320/a.jpg 320w", "the descriptor `320w`", id="split at a comma of the URL"),
        pytest.param(f"{A} 320w, {B} 640w", "a srcset of 2 addresses", id="two"),
        pytest.param(f"{A} 1x,\n  {B} 2x,\n  {B} 3x", "a srcset of 3 addresses", id="on three lines"),
        pytest.param(f"{A}, {B}", "a srcset of 2 addresses", id="without descriptors"),
        pytest.param(f"{A},{B}", "a srcset of 2 addresses", id="without blanks"),
        pytest.param("/a-320.jpg 320w, /a.jpg 640w", "a srcset of 2 addresses", id="relative"),
        pytest.param("a-320.jpg 320w, img/a.jpg 640w", "a srcset of 2 addresses", id="relative to the page"),
        pytest.param(f"{A},", "a comma of a srcset", id="a comma"),
        pytest.param(f"{A}%2C", "a comma of a srcset", id="an escaped comma"),
        pytest.param("https://img.harbour.example/undefined", "ends in `undefined`", id="undefined"),
        pytest.param("https://img.harbour.example/null?w=3", "ends in `null`", id="null"),
        pytest.param("/media/NaN.jpg", "ends in `NaN`", id="a number that is none"),
        pytest.param("https://img.harbour.example/None/", "ends in `None`", id="None"),
        pytest.param("https://img.harbour.example/[object%20Object]", "ends in `[object%20Object]`", id="an object"),
        pytest.param("undefined/2023/a.jpg", "begins with `undefined`", id="no host"),
        pytest.param("[object Object]/a.jpg", "begins with `[object Object]`", id="an object for a host"),
        pytest.param("https://a.example/resize?w=640&url=undefined", "has `undefined` in place", id="a proxy's"),
        pytest.param("https://a.example/resize?url=null&w=640", "has `null` in place", id="before another parameter"),
        pytest.param("https://a.example/resize?title=null&w=640", "", id="another parameter"),
        pytest.param("nullarbor/a.jpg", "", id="a folder that begins so"),
        pytest.param("", "", id="nothing"),
        pytest.param(B, "", id="an ordinary one"),
        pytest.param("https://img.harbour.example/w_320,h_200,c_fill/a.jpg", "", id="commas in the path"),
        pytest.param("https://img.harbour.example/a.jpg?crop=0,0,640,360", "", id="commas in the query"),
        pytest.param("https://img.harbour.example/f(jpeg),https://harbour.example/a.jpg", "", id="a URL in the path"),
        pytest.param("https://img.harbour.example/port 1.jpg", "", id="a blank"),
        pytest.param("https://img.harbour.example/port, day 2.jpg", "", id="comma and blank in a name"),
        pytest.param("https://img.harbour.example/a%20320w.jpg", "", id="a name that looks like a width"),
        pytest.param("https://img.harbour.example/null-island.jpg", "", id="null in a name"),
        pytest.param("https://img.harbour.example/null/a.jpg", "", id="null in the middle"),
        pytest.param("https://img.harbour.example/none", "", id="an English word"),
        pytest.param("data:image/svg+xml,<svg width=320w, height='2x'/>,", "", id="an image in the address"),
    ],
)
def test_faults_of_an_address(address: str, words: str) -> None:
    found = fault(address)
    assert words in found
    assert bool(found) == bool(words)


@given(st.text("/,. %20wx1a", max_size=80))
def test_any_text_has_a_short_fault_or_none(address: str) -> None:
    assert len(fault(address)) < 120


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("/a.svg", True, id="a drawing"),
        pytest.param("/a.SVGZ?v=1.2", True, id="compressed, with a version"),
        pytest.param("/a.svg#icon", True, id="a part of one"),
        pytest.param("/a.svg.png", False, id="a picture of one"),
        pytest.param("/a.jpg?from=a.svg", False, id="in a query"),
        pytest.param("/svg/a.jpg", False, id="in a folder"),
    ],
)
def test_drawings(address: str, expected: bool) -> None:
    assert is_drawing(address) is expected
