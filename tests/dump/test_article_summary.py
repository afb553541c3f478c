"""The identity of a URL."""

from __future__ import annotations

import pytest

from newscheck.dump.article_summary import url_key


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        pytest.param("https://x.example/a", "http://x.example/a", True, id="scheme"),
        pytest.param("https://x.example/a", "https://x.example/a/", True, id="final slash"),
        pytest.param("https://x.example/a", "https://x.example/a//", True, id="two final slashes"),
        pytest.param("https://x.example/", "https://x.example", True, id="only a host"),
        pytest.param("https://x.example/a/b", "https://x.example//a//b", True, id="doubled slashes"),
        pytest.param("https://x.example/a", "https://x.example/a#top", True, id="fragment"),
        pytest.param("https://x.example/a/", "https://x.example/a/#top", True, id="fragment behind a slash"),
        pytest.param("/a", "/a/", True, id="no host"),
        pytest.param("https://x.example/a", "https://x.example/a?p=2", False, id="query"),
        pytest.param("https://x.example/a", "https://y.example/a", False, id="host"),
        pytest.param("https://x.example/a", "https://x.example/A", False, id="capitals"),
        pytest.param("https://x.example/a", "https://x.example/a/b", False, id="path"),
    ],
)
def test_what_does_not_matter_to_the_identity_of_an_address(first: str, second: str, is_same: bool) -> None:
    assert (url_key(first) == url_key(second)) is is_same
