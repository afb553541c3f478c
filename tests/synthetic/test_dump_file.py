"""Dump files of generated articles: path, slug, header and front matter."""

from __future__ import annotations

import pytest

from newscheck.model import RawInput
from newscheck.readers import read
from newscheck.synthetic import dump_file


def test_file_numbers_descend() -> None:
    assert [dump_file.file_name("rfi", at) for at in (0, 1)] == ["rfi/1048575.md", "rfi/1048574.md"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        pytest.param("港口复工", "港口复工", id="letters"),
        pytest.param("港口：“复工” (下)", "港口-复工-下", id="punctuation is one dash, none at the ends"),
        pytest.param("R&amp;D 2023", "r-d-2023", id="an entity, capitals, digits"),
        pytest.param("……", "", id="nothing left"),
    ],
)
def test_slugs(title: str, slug: str) -> None:
    assert dump_file.slug(title) == slug


@pytest.mark.parametrize("front", [None, {}, {"tags": "[ 港口 ]"}], ids=["none", "plain", "more"])
def test_what_is_written_is_read_back(front: dict[str, str] | None) -> None:
    text = dump_file.to_text(1_692_216_000_000, "港口复工", "https://www.rfi.fr/cn/a", "<p>正文</p>", front)
    (document,) = read(RawInput("a.md", text.encode()))
    fields = (document.epoch, document.title, document.url, document.html)
    assert [str(field and field.value) for field in fields] == [
        "1692216000000",
        "港口复工",
        "https://www.rfi.fr/cn/a",
        "<p>正文</p>",
    ]
    assert document.format == ("dump" if front is None else "jekyll")
    assert not document.faults
