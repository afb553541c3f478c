"""Features of markup: independent of caches, whose size is bounded."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.html import markup_features
from newscheck.html.walk import extract_content

SITES = Session(Project(now=4_000_000_000_000)).checker.sites
TAGS = ["p", "div", "strong", "a", "img", "br", "span", "figure", "ul", "li", "table", "td", "h2", "divclass", "script"]
ATTRIBUTES = [
    "",
    ' class="a b-12"',
    ' id="x"',
    ' href="/y"',
    " data-z",
    ' class="标题" width="310"',
    " class='<'",
    ' id="',
]
SCRAPS = [
    "字",
    " ",
    "  ",
    "\t",
    "&nbsp;",
    "<",
    "</newscheck>",
    "<newscheck>",
    "<body>",
    "<!-- x -->",
    "<![CDATA[x]]>",
    "</p>",
]
TOKENS = st.one_of(
    st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
    st.sampled_from(SCRAPS),
)
HTML = st.lists(TOKENS, max_size=40).map("".join)


def features_by_definition(html: str) -> tuple[set[str], str]:
    """The features of markup by their definition, element by element, without caches."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    article = etree.fromstring(b"<newscheck>" + html.encode(), parser)[0][0]
    names: set[str] = set()
    texts = [article.text or ""]

    def descend(node: Any, path: list[str]) -> None:
        tag = markup_features._tag(node.tag)
        inner = path if path and path[-1] == tag else [*path, tag]
        if len(inner) <= 4:
            names.add(f"path {'/'.join(inner)}")
        if not len(node) and tag in markup_features._HOLDING and not (node.text or "").strip():
            names.add(f"empty {tag}")
        texts.extend((node.text or "", node.tail or ""))
        for name, value in node.items():
            names.update(
                markup_features._attribute_features(
                    tag,
                    markup_features.mask_values(name.strip(markup_features._GLUED)),
                    value if name in markup_features.VALUED else "",
                    name,
                )
            )
        for child in node:
            descend(child, inner)

    top = ["#text"] if (article.text or "").strip() else []
    for child in article:
        descend(child, [])
        top += [markup_features._tag(child.tag), *(["#text"] if (child.tail or "").strip() else [])]
    top = [name for at, name in enumerate(top) if not at or top[at - 1] != name]
    names.update(markup_features._top_features.__wrapped__(tuple(top)))
    # Blanks on both sides of what the parser drops are no run of the source.
    runs = [text for text in texts if markup_features.has_blank_run(html) and ("  " in text or "\t" in text)]
    names.update(markup_features.BLANK_RUN if text.strip() else markup_features.INDENTED for text in runs)
    return names, " ".join(top)


@given(st.lists(HTML, min_size=1, max_size=3))
def test_features_of_markup_do_not_depend_on_caches(pages: list[str]) -> None:
    for html in pages:
        content = extract_content(html, SITES.generic, with_features=True)
        assert (set(content.features), content.skeleton) == features_by_definition(html)
        assert len(set(content.features)) == len(content.features)


def test_caches_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup_features, "_LARGEST", 50)
    for number in range(500):
        extract_content(f'<x{number}><y{number} z{number}="">', SITES.generic, with_features=True)
        assert markup_features.PathNode.entry_count <= 60
        assert len(markup_features.ATTRIBUTES) <= 50
    assert "path x499/y499" in extract_content("<x499><y499>", SITES.generic, with_features=True).features


def test_of_too_many_features_the_same_are_kept() -> None:
    names = [f"x{letter}{other}" for letter in "abcdefghijklm" for other in "abcdefghijklm"]
    first = extract_content("".join(f"<{name}></{name}>" for name in names), SITES.generic, with_features=True)
    assert len(first.features) == 120
    assert list(first.features) == sorted(first.features)


@given(st.text("abcdefg019 -/字海中", max_size=60))
def test_values_are_masked_as_each_pattern_does_it(text: str) -> None:
    folded = markup_features._HAN.sub("字", text)
    folded = markup_features._DIGITS.sub("0", markup_features._HEX.sub("h", folded))
    assert markup_features.mask_values(text) == markup_features.mask_own(text) == folded[:40]
