"""What is wrong with the XML of items: each kind is told once."""

from __future__ import annotations

import pytest

from newscheck.text import xml_faults
from newscheck.text.xml_faults import XmlFaults


def told(text: str, unclosed: tuple[int, ...] = ()) -> list[str]:
    faults = XmlFaults(text, text.encode())
    found = faults.of_item(text, unclosed)
    assert faults.of_item(text, unclosed) == []
    assert faults.may_be_in_items or unclosed or not found
    return [text[fault.start : fault.end] for fault in found]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param("<a>1 &amp; &#28207;</a>", [], id="nothing"),
        pytest.param("<a>1 & 2 & 3</a>", ["&"], id="an ampersand"),
        pytest.param("<a>&nbsp;&hellip;</a>", ["&nbsp;"], id="HTML's references"),
        pytest.param("<a>&nbsp; &</a>", ["&nbsp;", "&"], id="both"),
        pytest.param("<a><![CDATA[ & &nbsp; ]]><!-- & --></a>", [], id="in CDATA and a comment"),
        pytest.param("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", [], id="a DTD"),
        pytest.param("<a>\x0b\ufffe</a>", ["\x0b"], id="a character that XML may not hold"),
    ],
)
def test_faults_of_an_item(text: str, places: list[str]) -> None:
    assert told(text) == places


def test_an_element_that_is_not_closed() -> None:
    assert told("<a><title>1</a>", (3,)) == ["<title"]


@pytest.mark.parametrize(
    ("data", "is_wrong"),
    [
        pytest.param("<?xml version='1.0' encoding='gbk'?><a>港</a>".encode(), True, id="UTF-8"),
        pytest.param("<?xml version='1.0' encoding='gbk'?><a>港</a>".encode("gbk"), False, id="as declared"),
        pytest.param(b"<?xml version='1.0' encoding='gbk'?><a>1</a>", False, id="ASCII"),
        pytest.param("<?xml version='1.0' encoding='utf-8'?><a>港</a>".encode(), False, id="declared as UTF-8"),
    ],
)
def test_a_wrong_declaration(data: bytes, is_wrong: bool) -> None:
    assert bool(xml_faults.wrong_declaration(data)) is is_wrong
