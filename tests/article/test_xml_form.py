"""Prefixes of namespaces and base addresses of XML documents."""

from __future__ import annotations

import pytest

from newscheck.article import xml_form

CONTENT = "http://purl.org/rss/1.0/modules/content/"
ATOM = "http://www.w3.org/2005/Atom"


@pytest.mark.parametrize(
    ("kind", "root", "written", "attributes", "name"),
    [
        pytest.param("rss", f" xmlns:c='{CONTENT}'", "c:encoded", "", "content:encoded", id="another prefix"),
        pytest.param("rss", " xmlns:x='urn:x'", "x:y", "", "x:y", id="an unknown namespace"),
        pytest.param("rss", "", "dc:date", "", "dc:date", id="a prefix that is not declared"),
        pytest.param("atom", f" xmlns:a='{ATOM}'", "a:title", "", "title", id="the feed's own namespace"),
        pytest.param("rss", "", "c:encoded", f' xmlns:c="{CONTENT}"', "content:encoded", id="declared by the element"),
        pytest.param("rss", "", "encoded", f" xmlns='{CONTENT}'", "content:encoded", id="its default namespace"),
    ],
)
def test_usual_names(kind: str, root: str, written: str, attributes: str, name: str) -> None:
    form = xml_form.form_of(kind, root)
    assert xml_form.usual_name(written, attributes, form) == name
    assert form.names == ({} if "xmlns" in attributes else {written: name})


def test_the_base_of_an_item_is_within_that_of_the_document() -> None:
    form = xml_form.form_of("atom", " xml:base='https://a/b/'")
    assert xml_form.form_within(form, " xml:base='c/'").base == "https://a/b/c/"
    assert xml_form.form_within(form, " id='1'") is form


@pytest.mark.parametrize(
    ("base", "address", "expected"),
    [
        pytest.param("https://a/b/", "c", "https://a/b/c", id="relative"),
        pytest.param("", "/c", "/c", id="no base"),
        pytest.param("https://a/", "http://[", "http://[", id="no address"),
    ],
)
def test_joined(base: str, address: str, expected: str) -> None:
    assert xml_form.joined(base, address) == expected
