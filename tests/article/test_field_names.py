"""The names of fields: which of them are a field of the record, and which show that an object is an article."""

from __future__ import annotations

import pytest

from newscheck.article import field_names


@pytest.mark.parametrize(
    ("field", "likelier", "less_likely"),
    [
        pytest.param("title", "title", "headline", id="the own name"),
        pytest.param("title", "headline", "articletitle", id="a usual name"),
        pytest.param("url", "link", "guid", id="an address before an id"),
        pytest.param("dateline", "publishedat", "updated", id="the publication before a change"),
        pytest.param("body", "正文", "内容", id="Chinese"),
    ],
)
def test_likelier_names_rank_first(field: str, likelier: str, less_likely: str) -> None:
    first, second = field_names.rank(field, likelier), field_names.rank(field, less_likely)
    assert first is not None
    assert second is not None
    assert first < second


@pytest.mark.parametrize(
    ("name", "field"),
    [
        pytest.param("तारीख", "dateline", id="Hindi, with vowel signs"),
        pytest.param("เนื้อหา", "body", id="Thai"),
        pytest.param("تاريخ النشر", "dateline", id="Arabic, two words"),
        pytest.param("عنوان\u200c", "title", id="Persian, with a non-joiner"),
        pytest.param("ngay_dang", "dateline", id="Vietnamese, without its signs"),
        pytest.param("Τίτλος", "title", id="Greek"),
        pytest.param("tytul", "title", id="Polish, without its signs"),
        pytest.param("শিরোনাম", "title", id="Bengali"),
        pytest.param("הכותרת", "", id="with an article: unknown"),
        pytest.param("headline_text", "title", id="of a table of headlines"),
        pytest.param("news_article", "body", id="two words of which each says what it is of"),
        pytest.param("socialimage", "image", id="GDELT"),
    ],
)
def test_names_of_any_language_are_known(name: str, field: str) -> None:
    ranked = {
        field: rank
        for field in field_names.NAMES
        if (rank := field_names.rank(field, field_names.plain(name))) is not None
    }
    assert min(ranked, key=lambda each: ranked[each], default="") == field


def test_all_names_are_plain() -> None:
    names = [name for names in field_names.NAMES.values() for name in names]
    assert names == [*map(field_names.plain, names)]


@pytest.mark.parametrize("name", ["category", "id", "author", ""])
def test_other_names_are_no_field_of_the_record(name: str) -> None:
    assert [field for field in field_names.NAMES if field_names.rank(field, name) is not None] == []


@pytest.mark.parametrize(
    ("field", "name", "shows_article"),
    [
        pytest.param("title", "title", True, id="the own name"),
        pytest.param("title", "posttitle", True, id="of a post"),
        pytest.param("title", "name", False, id="people and sites have names"),
        pytest.param("url", "source", False, id="a publisher"),
        pytest.param("dateline", "data", False, id="a wrapper"),
    ],
)
def test_names_that_other_objects_have_show_no_article(field: str, name: str, shows_article: bool) -> None:
    assert (name in field_names.of_articles(field)) is shows_article


def test_no_name_stands_for_two_texts() -> None:
    texts = [name for field in ("title", "lead", "body", "html") for name in field_names.NAMES[field]]
    assert sorted(texts) == sorted(set(texts))
