"""What is hidden for one reason: numbers by rule, and from when to when."""

from __future__ import annotations

import pytest

from newscheck.model import Finding
from newscheck.text.timestamps import to_ms
from newscheck.triage.hidden_tally import HiddenTally

MAY, JUNE = to_ms("2023-05-01"), to_ms("2023-06-01")


def finding(rule: str, epoch: int | None) -> Finding:
    return Finding(rule, "error", "a.md", 1, 1, "", "", "", "0", epoch=epoch)


@pytest.mark.parametrize(
    ("epochs", "span"),
    [
        pytest.param([], (None, None), id="nothing"),
        pytest.param([None], (None, None), id="no time"),
        pytest.param([JUNE, MAY, None], (MAY, JUNE), id="two times"),
        pytest.param([MAY // 1000, JUNE, -1], (JUNE, JUNE), id="seconds for milliseconds"),
    ],
)
def test_from_when_to_when(epochs: list[int | None], span: tuple[int | None, int | None]) -> None:
    tally = HiddenTally()
    for epoch in epochs:
        tally.add(finding("image-missing", epoch))
    assert ((tally.first, tally.last), tally.total) == (span, len(epochs))


def test_numbers_are_by_rule() -> None:
    tally = HiddenTally()
    for rule in ("image-missing", "lead-missing", "image-missing"):
        tally.add(finding(rule, MAY))
    assert tally.by_rule == {"image-missing": 2, "lead-missing": 1}
