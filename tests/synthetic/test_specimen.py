"""Well-formed articles by number, and patches of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newscheck.synthetic import specimen


def test_the_same_number_gives_the_same_bytes_and_another_one_others() -> None:
    assert specimen.render({}, 3) == specimen.render({}, 3)
    assert len({specimen.render({}, seed) for seed in range(50)}) == 50


@pytest.mark.parametrize(
    ("patch", "text"),
    [
        pytest.param({"title": "港口"}, "-%E6%B8%AF%E5%8F%A3)\n------", id="slug and links follow the title"),
        pytest.param({"title": "港口", "slug": "a"}, "-a)\n------", id="a slug of its own"),
        pytest.param({"url_date": "20200101"}, "/20200101-", id="another date in the URL"),
        pytest.param({"dateline": "today"}, "<div>today</div>", id="a date line of its own"),
        pytest.param({"front": {"title": "甲"}}, "---\nlayout: post\ntitle: 甲\n", id="front matter"),
        pytest.param({"sub": [("<!--", "<!-- ")]}, "<!-- 1692", id="a replacement"),
        pytest.param({"html": "<p>甲</p>"}, "------\n\n<p>甲</p>\n", id="other HTML"),
        pytest.param({"raw": "甲"}, "甲", id="another file"),
    ],
)
def test_patches(patch: dict[str, Any], text: str) -> None:
    assert text in specimen.render(patch).decode()


@pytest.mark.parametrize("name", ["image", "lead", "dateline"])
def test_a_part_that_is_none_leaves_nothing(name: str) -> None:
    whole, without = specimen.render().decode(), specimen.render({name: None}).decode()
    assert len(without) < len(whole) and "None" not in without


def test_a_replacement_of_nothing_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="nothing to replace"):
        specimen.render({"sub": [("nowhere", "")]})


def test_a_series_has_files_items_and_faults() -> None:
    article, item, broken = specimen.series([{}, {"json": {"title": "甲"}}, {"fault": "unreadable", "detail": "why"}])
    assert (article.path, article.data) == ("rfi/1048575.md", specimen.render())
    assert (item.path, json.loads(item.data)) == ("rfi/1048574.jsonl", {"title": "甲"})
    assert (broken.fault, broken.detail, broken.data) == ("unreadable", "why", b"")
