"""Which articles have which fields, as bits of one number."""

from __future__ import annotations

from typing import Any

import pytest

from newscheck.dump import field_timelines as module
from newscheck.dump.field_timelines import field_timelines
from newscheck.dump.own_value import packed
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import SUMMARY_FIELDS, ArticleSummary

START, HOUR = 1_688_342_400_000, 3_600_000


def summary(number: int, **parts: Any) -> ArticleSummary:
    known: dict[str, Any] = {
        "path": f"{number}.json",
        "line": 1,
        "site": "a",
        "epoch": START + number * HOUR,
        "published": None,
        **dict.fromkeys(("file_number", "url", "title", "body", "image", "han_count"), number),
        "image_url": "",
        "title_text": "",
        "present_fields": 0b101,
        "sentences": b"",
        "minhash": b"",
    }
    return ArticleSummary(**{**known, **parts})


def columns(summaries: list[ArticleSummary], least: int = 1) -> dict[str, list[int]]:
    """The bits of each own field, and of the first of the record's."""
    [found] = field_timelines(InMemoryDump(summaries), START * 2, least)
    wanted = {0: SUMMARY_FIELDS[0]} | {at: name for at, name in enumerate(found.fields) if at >= len(SUMMARY_FIELDS)}
    return {name: [value >> at & 1 for value in found.line.values] for at, name in wanted.items()}


def test_a_bit_for_each_field() -> None:
    summaries = [
        summary(2, own=packed({"tags": ["a"]})),
        summary(0, own=packed({"author": "A"})),
        summary(1, lacks=("author",)),
    ]
    assert columns(summaries) == {"dateline": [1, 1, 1], "author": [1, 1, 0], "tags": [0, 0, 1]}


def test_the_commonest_fields_are_compared() -> None:
    own = [{f"k{at}": 1 for at in range(number, 40 + number)} for number in range(60)]
    found = columns([summary(number, own=packed(fields)) for number, fields in enumerate(own)], least=20)
    assert len(found) == 1 + 64 - len(SUMMARY_FIELDS)
    assert "k50" in found and "k0" not in found


@pytest.mark.slow
def test_keys_that_differ_by_article_hide_none_that_they_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_COUNTED", 100)
    own = [{"author": "A", **{f"k{number}-{at}": 1 for at in range(30)}} for number in range(300)]
    assert [*columns([summary(number, own=packed(fields)) for number, fields in enumerate(own)], least=6)] == [
        "dateline",
        "author",
    ]
