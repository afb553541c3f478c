"""Which elements of an XML text are its records."""

from __future__ import annotations

import pytest

from newscheck.article import record_elements

ITEM = "<item><title>1</title><url>2</url></item>"


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
def test_the_name_of_the_records(text: str, name: str | None) -> None:
    assert record_elements.find(text, 0) == name


def test_what_comes_behind_many_records_makes_no_difference() -> None:
    text = f"<a>{ITEM * 12}" + ITEM.replace("item", "other") * 50
    assert record_elements.find(text, 0) == "item"
