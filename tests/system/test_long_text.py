"""Long and repetitive text in any field is checked in one pass: anything worse than linear would take minutes here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from newscheck.checker import examples
from newscheck.engine.session import default_checker
from newscheck.model import RawInput

CHECKER = default_checker(examples.NOW)
TEXT = "海事法庭周五公布了救援协定的全部条文，渔民合作社表示欢迎，沿海各国将在两年内完成必要的立法程序。"
ENGLISH = "The maritime court published the agreement on Friday, and the fishermen of the coast welcome it. "
ITEM = {
    "title": "海上救援协定周五开始生效",
    "url": "https://news.example.org/2023/rescue.html",
    "epoch_ms": 1_692_215_820_000,
    "dateline": "2023-08-16T21:04",
    "body": TEXT,
}


@pytest.mark.slow
@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"body": f"{TEXT}\n{'](/' * 300_000}"}, id="links of Markdown that don't end"),
        pytest.param({"body": f"{TEXT}\n${{a{' ' * 1_000_000}"}, id="a placeholder that doesn't end"),
        pytest.param({"title": f"${{a{' ' * 1_000_000}b"}, id="a placeholder that doesn't end in a title"),
        pytest.param({"title": "Harbour", "body": ENGLISH * 5 + "Ah! " * 100_000}, id="one short sentence"),
        pytest.param({"title": "Harbour", "body": ENGLISH * 5 + "！" * 300_000}, id="marks"),
        pytest.param({"title": "a\xa0" * 200_000}, id="no-break spaces in a title"),
        pytest.param({"image": f"https://{'//' * 200_000}a.example/a.jpg"}, id="slashes in an address"),
        pytest.param(
            {"body": None, "html": f'<p>{TEXT}</p><img src="/lazy.gif" data-src="{"a." * 500_000}">'},
            id="an address without an end",
        ),
        pytest.param(
            {"body": "\n".join([*(f"第{at}条" for at in range(60_000)), "第七条船" * 60_000])},
            id="paragraphs beside one with other words",
        ),
        pytest.param({"body": f"{TEXT}\n" * 20_000}, id="equal paragraphs"),
    ],
)
def test_long_text_is_checked_in_one_pass(fields: Mapping[str, Any]) -> None:
    result = CHECKER.check(RawInput("a.json", json.dumps({**ITEM, **fields}).encode()))
    assert not result.crashes
