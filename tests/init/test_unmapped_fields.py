"""A field that no item has is a gap in the mapping; a field that some items lack is a fault of these items."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from newscheck.init import unmapped_fields
from newscheck.init.unmapped_fields import UnmappedField
from newscheck.model import SUMMARY_FIELDS, ArticleSummary, CountedFindings, Finding


def summary(*present: str, path: str = "a.jsonl", epoch: int | None = 5) -> ArticleSummary:
    bits = sum(1 << SUMMARY_FIELDS.index(field) for field in present)
    return ArticleSummary(path, 1, "", epoch, None, None, 0, 0, 0, 0, "", "", 0, bits, b"", b"")


def missing(field: str, path: str = "a.jsonl") -> Finding:
    return Finding(f"{field}-missing", "error", path, 1, 1, f"/{field}", "", "", "")


def counted(number: int, path: str = "a.jsonl") -> Finding:
    """What stands for findings of `url-missing` that are only counted."""
    entries = (CountedFindings("", number, 1, "", None),)
    return Finding("url-missing", "error", path, 1, 1, "", "", "", "", aggregated=entries)


@pytest.mark.parametrize(
    ("findings", "summaries", "fields", "expected"),
    [
        pytest.param([missing("url")] * 2, [summary()] * 2, {}, [("url-missing", "url", 2)], id="all items lack it"),
        pytest.param([missing("url")], [summary(), summary("url")], {}, [], id="one has it"),
        pytest.param([missing("url")], [summary()] * 2, {}, [], id="the rule fires on some only"),
        pytest.param([missing("url")] * 2, [summary()] * 2, {"url": "link"}, [], id="it is mapped"),
        pytest.param([missing("body")], [summary()], {"html": "content"}, [], id="HTML is mapped, which gives a body"),
        pytest.param([missing("url", "a.md")], [summary(path="a.md")], {}, [], id="no item"),
        pytest.param([], [summary()], {}, [], id="no rule asks for it"),
        pytest.param([missing("url")], [], {}, [], id="no article"),
        pytest.param(
            [missing("epoch_ms")], [summary(epoch=None)], {}, [("epoch_ms-missing", "epoch_ms", 1)], id="no epoch"
        ),
        pytest.param([missing("epoch_ms")], [summary()], {}, [], id="an epoch"),
        pytest.param(
            [missing("url"), counted(4)], [summary()] * 5, {}, [("url-missing", "url", 5)], id="most are only counted"
        ),
        pytest.param([missing("url"), counted(3)], [summary()] * 5, {}, [], id="with those counted, not all"),
        pytest.param([missing("url"), counted(4, "a.md")], [summary()] * 5, {}, [], id="those counted are no items"),
    ],
)
def test_fields_that_no_item_has(
    findings: list[Finding], summaries: list[ArticleSummary], fields: Mapping[str, Any], expected: list[tuple[Any, ...]]
) -> None:
    assert unmapped_fields.find(findings, summaries, fields) == [UnmappedField(*entry) for entry in expected]


def test_the_remarks_name_what_to_mend() -> None:
    assert list(unmapped_fields.remarks([], {"baseline": "known.txt"})) == []
    entries = [UnmappedField("url-missing", "url", 60), UnmappedField("title-missing", "title", 60)]
    *reasons, last = unmapped_fields.remarks(entries, {"reference": "r.json", "baseline": "known.txt"})
    assert reasons[0] == "url-missing in each of 60 items: none of their fields is taken for url"
    assert '(url = "…" and title = "…")' in last
    assert 'add baseline = "known.txt" and reference = "r.json"; then run newscheck init again' in last
    assert "add" not in list(unmapped_fields.remarks(entries, {}))[-1]
