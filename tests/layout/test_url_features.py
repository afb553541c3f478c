"""Features of URLs: checks before patterns, and caches, change no feature."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newscheck.layout import url_features


@given(st.text("ab./?&:", max_size=30).map("https://h.org".__add__))
def test_the_check_before_the_pattern_loses_no_embedded_host(image: str) -> None:
    names: list[str] = []
    url_features.add_embedded_host(names, image)
    expected = url_features._EMBEDDED.search(image, 9)
    assert names == ([f"image of {expected[1].lower()[:40]}"] if expected else [])


@given(
    st.text("htps:/.a@#?", max_size=20) | st.sampled_from(["http://", "https://a", "http:///x", "mailto:a@b", "//x"])
)
def test_the_origin_of_a_link_has_its_host(link: str) -> None:
    assert url_features._link_host(url_features._origin_of(link)) == url_features._cached_link_host.__wrapped__(link)
