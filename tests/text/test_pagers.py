"""Links to the other pages of an article, in a paragraph of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import pagers
from newscheck.text.regex import is_east_asian


@pytest.mark.parametrize(
    ("text", "page"),
    [
        pytest.param("(1/3) 下一页", "page 1 of 3", id="count and label"),
        pytest.param("（2／5）", "page 2 of 5", id="full width"),
        pytest.param("第1页，共4页", "page 1 of 4", id="Chinese count"),
        pytest.param("第 1 頁，共 4 頁", "page 1 of 4", id="Chinese count with blanks"),
        pytest.param("Auf einer Seite lesen", "", id="all on one page"),
        pytest.param("Page 1 of 3", "page 1 of 3", id="English"),
        pytest.param("Seite 1 von 2", "page 1 of 2", id="German"),
        pytest.param("Page 1 sur 3", "page 1 of 3", id="French"),
        pytest.param("Página 1 de 4", "page 1 of 4", id="Spanish"),
        pytest.param("1/2ページ", "page 1 of 2", id="Japanese"),
        pytest.param("123下一页", "", id="links without blanks"),
        pytest.param("1 2 3 Next »", "", id="links"),
        pytest.param("[1] [2] [3] [下一頁] [尾頁]", "", id="in brackets"),
        pytest.param("1 2 3 ... 10", "", id="numbers"),
        pytest.param("Page suivante", "", id="only a label"),
        pytest.param("次のページへ", "", id="only a Japanese label"),
        pytest.param("(3/3)", None, id="the last page"),
        pytest.param("Page 2 of 2", None, id="the last page in English"),
        pytest.param("下一页是港口的地图，渔民周五拿到了它。", None, id="a sentence"),
        pytest.param("The next page of the story begins on Friday.", None, id="an English sentence"),
        pytest.param("123", None, id="a number"),
        pytest.param("2 - 1", None, id="a score"),
        pytest.param("2023", None, id="a year"),
        pytest.param("Next", None, id="a word"),
        pytest.param("", None, id="empty"),
        pytest.param("1 2 3 " * 20, None, id="too long"),
    ],
)
def test_pagers(text: str, page: str | None) -> None:
    assert pagers.find(text) == page


@given(st.text(alphabet="0123456789/（）()页第共下一 PpAaGgEe.,", max_size=70))
def test_any_row_of_pieces_is_read(text: str) -> None:
    page = pagers.find(text)
    assert page is None or page == "" or page.startswith("page ")


@pytest.mark.parametrize("piece", ["1", "第", "1 ", "page", "(1/", "/"])
def test_hostile_rows(piece: str) -> None:
    assert pagers.find((piece * 60)[:59] + "x") is None


@pytest.mark.parametrize(("language", "label"), pagers.NEXT.items())
def test_labels_are_in_small_letters(language: str, label: str) -> None:
    assert label == label.lower(), language


_PIECES = st.sampled_from(
    [*"0123456789/（）()[]【 的海", *"第共下上前首余次続다이", "下一页", "次のページへ", "다음 페이지", "Next", "页"]
)


@given(st.lists(_PIECES, max_size=5).map("".join))
def test_a_letter_that_no_row_begins_with_is_not_tried(text: str) -> None:
    assert pagers.may_be(text) == (pagers._PAGER.fullmatch(text) is not None)


@given(st.characters(min_codepoint=0x3041, max_codepoint=0xD7A3))
def test_the_first_letter_of_each_row_is_known(char: str) -> None:
    if is_east_asian(char) and char not in pagers._BEGINNINGS:
        assert not any(pagers._PAGER.fullmatch(char + rest) for rest in ("", "页", "一页", "ページ", "/2", "の頁"))
