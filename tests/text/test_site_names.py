"""Names of sites, by their form and by the host."""

from __future__ import annotations

import pytest

from newscheck.text.site_names import is_site_name


@pytest.mark.parametrize(
    ("text", "host", "is_name"),
    [
        pytest.param("里斯本新闻网", "a.example", True, id="its form"),
        pytest.param("Le Monde", "www.lemonde.example", True, id="words that are a label"),
        pytest.param("The Sea Journal", "seajournal.example", True, id="without its article"),
        pytest.param("Le Courrier d’Orsac", "www.lecourrierdorsac.example", True, id="an apostrophe"),
        pytest.param("L'Écho du port", "lechoduport.example", True, id="an article with an apostrophe"),
        pytest.param("VOA", "www.voachinese.example", True, id="an acronym"),
        pytest.param("sea.example", "b.example", True, id="a host"),
        pytest.param("News", "news.example", False, id="a general word"),
        pytest.param("要闻分析", "a.example", False, id="a column"),
        pytest.param("", "", False, id="nothing"),
    ],
)
def test_is_site_name(text: str, host: str, is_name: bool) -> None:
    assert is_site_name(text, host) == is_name
