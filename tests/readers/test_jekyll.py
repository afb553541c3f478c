"""Front matter is read as a YAML parser reads it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from newscheck import readers
from newscheck.article.item_mapping import ItemMapping
from newscheck.model import Document, RawInput
from newscheck.readers import jekyll


def read(text: str | bytes, path: str = "a.md", **mapping: str | list[str]) -> list[Document]:
    return list(readers.read(RawInput(path, text.encode() if isinstance(text, str) else text), ItemMapping(mapping)))


def faults(text: str | bytes, path: str = "a.md") -> list[str]:
    return [fault.kind for document in read(text, path) for fault in document.faults]


simple = st.text("abc 中文:#\"'[]{}-,&*!|>%@0123456789（(《", max_size=20)


@pytest.mark.slow
@given(st.dictionaries(st.sampled_from(["title", "date", "from", "author"]), simple, min_size=1))
def test_front_matter_is_read_as_yaml_reads_it(fields: dict[str, str]) -> None:
    block = "".join(f"{name}: {value}\n" for name, value in fields.items())
    try:
        loaded = yaml.compose(block, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        loaded = None
    front, faults = jekyll._front(block, 0, len(block))
    if not isinstance(loaded, yaml.MappingNode):
        assert faults
        return
    expected = {key.value: value.value for key, value in loaded.value if isinstance(value, yaml.ScalarNode)}
    assert {name: field.value for name, field in front.items()} == expected


@pytest.mark.parametrize(
    ("front", "kinds"),
    [
        pytest.param("title: a\ntitle: b\n", ["front-matter"], id="a field twice"),
        pytest.param("title: a\u2028b\n", [], id="a line separator"),
        pytest.param("title: 'a\u2028b'\n", [], id="a line separator in quotes"),
    ],
)
def test_front_matter_of_a_dump_file(front: str, kinds: list[str]) -> None:
    assert faults(f"---\n{front}---\n<!--1692213306000-->\n[a](https://h.example/)\n------\n\n<p>x</p>") == kinds


@pytest.mark.parametrize(
    ("behind", "form"),
    [
        pytest.param("<!--1692213306000-->\n[a](https://h.example/)\n------\n\n<p>x</p>", "jekyll", id="a header"),
        pytest.param("\n<!--NaN-->\n[a](https://h.example/)\n------\n\n<p>x</p>", "jekyll", id="an epoch that is none"),
        pytest.param("<!--2023-->\n", "jekyll", id="half a header"),
        pytest.param("<!--today-->\n[a](https://h.example/)\n", "jekyll", id="a comment before a link"),
        pytest.param("[a](https://h.example/)\n------\n\n<p>x</p>", "jekyll", id="no epoch line"),
        pytest.param("<!--more-->\n正文", "markdown", id="another comment"),
        pytest.param("[a](https://h.example/)\n\n正文", "markdown", id="a text that begins with a link"),
        pytest.param("正文", "markdown", id="a text"),
    ],
)
def test_a_header_divides_dump_files_from_markdown(behind: str, form: str) -> None:
    (document,) = read(f"---\ntitle: a\n---\n{behind}")
    assert document.format == form
