"""Items of writers that name things each in its own way are mapped each by its own names."""

from __future__ import annotations

from typing import Any

import pytest

from newscheck.article import field_guess, item_groups

BODY = "渔民合作社周五公布了协定的全部条文，沿海各国将在两年内完成立法。" * 3


def eel(at: int, **others: Any) -> dict[str, Any]:
    return {"link": f"https://eel.example/{at}", "headline": f"题{at}", "story": f"{at}{BODY}", **others}


def cod(at: int) -> dict[str, Any]:
    return {"href": f"https://cod.example/{at}", "title": f"报{at}", "content": f"{at}<p>{BODY}</p>", "id": at}


def test_each_group_has_its_own_paths() -> None:
    items = [item for at in range(20) for item in (eel(at), cod(at))]
    assert item_groups.guess(items) == {
        "url": ["link", "href"],
        "title": "headline",
        "body": "story",
        "html": "content",
    }


@pytest.mark.parametrize(
    "items",
    [
        pytest.param([], id="none"),
        pytest.param([{}, {}], id="empty"),
        pytest.param([eel(at) for at in range(20)], id="alike"),
        pytest.param([eel(at, **{f"x{at}": 1, f"y{at}": 2}) for at in range(20)], id="each with names of its own"),
        pytest.param([*(eel(at) for at in range(40)), cod(1), cod(2)], id="a few others"),
    ],
)
def test_items_that_are_alike_are_one_group(items: list[dict[str, Any]]) -> None:
    assert item_groups.groups(items) == [items]
    assert item_groups.guess(items) == field_guess.guess(items)


def test_many_kinds_of_items_are_few_groups() -> None:
    items = [{f"{kind}{at}": 1 for at in range(3)} for kind in range(30) for _ in range(3)]
    assert item_groups.groups(items) == [items]
