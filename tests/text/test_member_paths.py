"""Paths inside of containers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import member_paths
from newscheck.text.member_paths import file_among


@pytest.mark.parametrize(
    ("path", "files", "found"),
    [
        pytest.param("a/1.md", {"a/1.md"}, "a/1.md", id="a file"),
        pytest.param("a/1.md", {"a"}, None, id="not its folder"),
        pytest.param("a.zip!/rfi/1.md", {"a.zip"}, "a.zip", id="a member"),
        pytest.param("a.zip!/rfi/1.md", {"a.zip", "a.zip!/rfi/1.md"}, "a.zip!/rfi/1.md", id="a member that is named"),
        pytest.param("a.zip!/rfi/1.md", {"b.zip"}, None, id="of another archive"),
        pytest.param("x!/a.zip!/1.md", {"x!/a.zip"}, "x!/a.zip", id="a mark in the path"),
        pytest.param("a.zip!/x!/1.md", {"a.zip"}, "a.zip", id="a mark in the name"),
    ],
)
def test_the_file_of_a_path(path: str, files: set[str], found: str | None) -> None:
    assert file_among(path, files) == found


def test_a_path_is_put_together_and_taken_apart() -> None:
    assert member_paths.join("a.zip", "rfi/1.md") == "a.zip!/rfi/1.md"
    assert [*member_paths.split("a.zip!/b!/1.md")] == [("a.zip", "b!/1.md"), ("a.zip!/b", "1.md")]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        pytest.param("https://paper.example/1.html?a=1&b=%20", "https://paper.example/1.html?a=1&b=%20", id="as it is"),
        pytest.param("https://paper.example/", "https://paper.example/", id="a front page"),
        pytest.param("https://paper.example/新 闻", "https://paper.example/%E6%96%B0%20%E9%97%BB", id="not ASCII"),
        pytest.param("http://[::1]/\x1b[31m\n#2", "http://%5B::1%5D/%1B%5B31m%0A%232", id="controls, and a fragment"),
        pytest.param("https://a.example/../.././x/..", "https://a.example/%2E%2E/%2E%2E/%2E/x/%2E%2E", id="above"),
        pytest.param("https://a.example/\\\ud800", "https://a.example/%5C%ED%A0%80", id="no text"),
        pytest.param("https://a.example/" + "新" * 999, ("https://a.example/" + "%E6%96%B0" * 150)[:1_000], id="long"),
        pytest.param("https://a.example/.git/1.html", "https://a.example/.git/1.html", id="a part with a dot"),
        pytest.param("", "", id="none"),
    ],
)
def test_the_name_of_a_url_is_harmless(url: str, name: str) -> None:
    assert member_paths.name_of_url(url) == name


@pytest.mark.parametrize(
    ("name", "wanted", "is_held"),
    [
        pytest.param("a.warc", "a.warc", True, id="itself"),
        pytest.param("a.warc", "a.warc!/https://paper.example/", True, id="a page in it"),
        pytest.param("a.warc", "a.warc.gz!/https://paper.example/", False, id="in another one"),
    ],
)
def test_a_container_among_the_members_holds_a_page(name: str, wanted: str, is_held: bool) -> None:
    assert member_paths.holds(name, wanted) is is_held


@given(st.text(st.sampled_from("a:/.%?#[]\\ \x1b新"), max_size=9))
def test_a_name_is_printable_ascii_and_leads_nowhere_else(url: str) -> None:
    name = member_paths.name_of_url(url)
    assert name.isascii() and name.isprintable() and not set(name) & set("#[]\\ ")
    assert not {".", ".."} & set(name.split("/")[1:])
    assert member_paths.name_of_url(name) == name
