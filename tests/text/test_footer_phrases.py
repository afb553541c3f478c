"""Notices and links of footers in many languages."""

from __future__ import annotations

import pytest

from newscheck.text.footer_phrases import LINKS, NOTICES, count_notices, is_link


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        pytest.param("© 2023 Sea Journal. All rights reserved.", "en", 2, id="two"),
        pytest.param("Alle Rechte vorbehalten.", "de", 1, id="German"),
        pytest.param("無断転載を禁じます。著作権は海事新聞社に帰属します。", "ja", 2, id="Japanese"),
        pytest.param("Todos os direitos reservados.", "", 1, id="an unknown language"),
        pytest.param("平台仅提供信息存储服务，不代表平台观点，如有侵权，请联系我们删除。", "zh", 3, id="a platform"),
        pytest.param("The court reserved all its rights on Friday.", "en", 0, id="news"),
        pytest.param("法庭周五驳回了合作社要求赔偿的诉讼请求。", "zh", 0, id="Chinese news"),
    ],
)
def test_notices(text: str, language: str, count: int) -> None:
    assert count_notices(text, language) == count


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("About us", "en", True, id="English"),
        pytest.param("關於我們", "zh", True, id="traditional"),
        pytest.param("Impressum", "de", True, id="German"),
        pytest.param("About us and them", "en", False, id="more words"),
    ],
)
def test_links(text: str, language: str, expected: bool) -> None:
    assert is_link(text, language) == expected


@pytest.mark.parametrize("language", sorted(NOTICES | LINKS))
def test_the_patterns_of_each_language_compile_and_match_nothing_in_nothing(language: str) -> None:
    assert count_notices("", language) == 0
    assert not is_link("", language)
