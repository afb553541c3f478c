"""Where the items of a part of an XML text end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import xml_items
from newscheck.text.xml_items import XmlOutline

KNOWN = XmlOutline("<items>", "items", 7, "item")
ITEM = "<item><title>港 &amp; 1</title><b><![CDATA[</item>]]></b></item>"


def items(text: str) -> list[str]:
    found, at = [], 0
    for end in xml_items.ends(text, KNOWN):
        found.append(text[at:end])
        at = end
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{ITEM}\n{ITEM}</items>", [ITEM, f"\n{ITEM}"], id="all"),
        pytest.param(f"{ITEM}</items><items>{ITEM}", [ITEM], id="up to the end of the root"),
        pytest.param(f"{ITEM}<item><title>1", [ITEM], id="up to one that goes on"),
        pytest.param(f"{ITEM}<item><b><![CDATA[</item>", [ITEM], id="up to one that goes on in CDATA"),
        pytest.param(f"<item>{ITEM}</item><item>{ITEM}", [f"<item>{ITEM}</item>"], id="one in another"),
        pytest.param("<item/><x:item></x:item>", ["<item/>", "<x:item></x:item>"], id="empty ones, and a prefix"),
        pytest.param(f"<!-- {ITEM} --><other>{ITEM}</other>", [f"<!-- {ITEM} --><other>{ITEM}"], id="deeper"),
        pytest.param("<item><b>1</item>", ["<item><b>1</item>"], id="one that is not well-formed"),
    ],
)
def test_the_ends_of_items(text: str, expected: list[str]) -> None:
    assert items(text) == expected


@given(
    st.lists(st.sampled_from([ITEM, "<item/>", " 港", "<item><a/></item>", "<!-- <item> -->", "<x>1</x>"]), max_size=9)
)
def test_offsets_are_the_same_in_bytes(rows: list[str]) -> None:
    text = "".join(rows)
    data = text.encode()
    ends = [len(text[:end].encode()) for end in xml_items.ends(text, KNOWN)]
    assert [*xml_items.ends(data.decode("latin-1"), KNOWN)] == ends
