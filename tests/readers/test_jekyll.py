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


def plain(node: yaml.Node) -> object:
    """The value of a node; a scalar in a list or mapping that YAML takes for none is None."""

    def inner(node: yaml.Node) -> object:
        if isinstance(node, yaml.ScalarNode):
            return None if not node.style and node.value in ("", "~", "null", "Null", "NULL") else node.value
        return plain(node)

    if isinstance(node, yaml.MappingNode):
        return {key.value: inner(value) for key, value in node.value if isinstance(key.value, str)}
    return [*map(inner, node.value)] if isinstance(node, yaml.SequenceNode) else node.value


simple = st.text("abc 中文:#\"'[]{}-,&*!|>%@0123456789（(《", max_size=20)
lists = st.lists(st.text("ab 中-./(),'~null", max_size=6), max_size=3).map(lambda entries: f"[{', '.join(entries)}]")


@pytest.mark.slow
@given(st.dictionaries(st.sampled_from(["title", "date", "from", "author"]), simple | lists, min_size=1))
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
    expected = {key.value: plain(value) for key, value in loaded.value}
    assert {name: field.value for name, field in front.items()} == expected
    for name, field in front.items():
        assert (
            not isinstance(field.value, list) or plain(yaml.compose(block[field.start : field.end])) == expected[name]
        )


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
