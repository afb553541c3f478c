"""Which elements of an XML text are records, by what is in them and how often they occur."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.article import record_elements

POST = "<title>灯塔</title><url>/1</url>"


ITEM = "<item><title>1</title><url>2</url></item>"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(f"<items><item>{POST}</item><item>{POST}</item></items>", "item", id="Scrapy's export"),
        pytest.param(f"<news><post>{POST}</post></news>", "post", id="a single one"),
        pytest.param(f"<a><b><post>{POST}</post><post>{POST}</post></b></a>", "post", id="in a wrapper"),
        pytest.param(
            f"<a><name>站</name><link>/</link><post>{POST}</post><post>{POST}</post></a>", "post", id="beside a head"
        ),
        pytest.param("<r><row><a>1</a><b>2</b></row><row><a>3</a><b>4</b></row></r>", "row", id="unusual names"),
        pytest.param(
            f"<r><x><a>1</a><b>2</b></x><x><a>1</a><b>2</b></x><post>{POST}</post></r>", "post", id="usual ones first"
        ),
        pytest.param(
            f"<r><post>{POST}<author><name>a</name><id>1</id></author></post></r>", "post", id="an object in a record"
        ),
        pytest.param(
            "<items><item><title>灯塔</title><tags><value>a</value><value>b</value></tags></item></items>",
            "item",
            id="a list in a record",
        ),
        pytest.param(
            "<r><x><a>1</a><b><value>2</value><value>3</value></b></x></r>", "x", id="a list as one of two texts"
        ),
        pytest.param("<n:items><n:item><n:Title>灯塔</n:Title></n:item></n:items>", "n:item", id="prefixes, capitals"),
        pytest.param("<r><post><title/><url/></post><post><title/><url/></post></r>", "post", id="empty elements"),
        pytest.param(f"<items><item>{POST}</item><item>{POST}", "item", id="it is cut off"),
        pytest.param("<items><item><title>灯塔</p></title></item></items>", "item", id="an end tag too many"),
        pytest.param("<r><a>1</a></r>", None, id="one text"),
        pytest.param("<r>text</r>", None, id="no elements"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_the_name_of_records(text: str, name: str | None) -> None:
    assert record_elements.find(text, 0) == name


def test_it_begins_at_the_root() -> None:
    head = f"<!-- <x>{POST}</x> -->"
    assert record_elements.find(f"{head}<items><item>{POST}</item></items>", len(head)) == "item"


def test_only_the_beginning_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"<r>{'<x><y/></x>' * 5}<post>{POST}</post></r>"
    assert record_elements.find(text, 0) == "post"
    monkeypatch.setattr(record_elements, "_TAGS", 10)
    assert record_elements.find(text, 0) != "post"


@given(
    st.lists(st.sampled_from(("<r>", "<a>", "<title>", "</title>", "</a>", "</r>", "<b/>", "x", "<", ">")), max_size=20)
)
def test_any_text_gives_a_name_that_is_in_it(parts: list[str]) -> None:
    text = "".join(parts)
    name = record_elements.find(text, 0)
    assert name is None or f"<{name}" in text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(f"<items>{ITEM}</items>", "item", id="one"),
        pytest.param(f"<items>{ITEM * 2}</items>", "item", id="two"),
        pytest.param(f"<a><title>x</title>{ITEM * 2}</a>", "item", id="below a title of the whole"),
        pytest.param(f"<a><b>{ITEM * 20}</b></a>", "item", id="in a list of their own"),
        pytest.param("<a><p><x>1</x><y>2</y></p>" + ITEM.replace("item", "q") * 20 + "</a>", "q", id="usual names"),
        pytest.param("<a><p><x>1</x></p><p><x>2</x></p></a>", "p", id="one text in each"),
        pytest.param(
            "<items><item><tags><value>1</value></tags><url>2</url></item></items>", "item", id="a list in it"
        ),
        pytest.param("<items><item><title>1</title><url><![CDATA[2]]></url></item>", "item", id="not closed"),
        pytest.param("<a><b/><c>1</c></a>", "a", id="texts in the root"),
        pytest.param("<a>1</a>", None, id="nothing but a text"),
        pytest.param("<a><b>1</b></a>", None, id="one text"),
    ],
)
def test_the_name_of_the_records_in_a_file(text: str, name: str | None) -> None:
    assert record_elements.find(text, 0) == name


def test_what_comes_behind_many_records_makes_no_difference() -> None:
    text = f"<a>{ITEM * 12}" + ITEM.replace("item", "other") * 50
    assert record_elements.find(text, 0) == "item"
