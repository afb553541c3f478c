"""The measured precision in `docs/rules.md`: each rule has an entry, and a rule that is often wrong says where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newscheck import rules

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text("utf-8")
_, _, SECTION = PAGE.partition("\n## How often the rules are right\n")
TUNED, _, OTHERS = SECTION.partition("\n### On articles that no rule was tuned on\n")
FRESH, _, PLANTED = OTHERS.partition("\n### Rules without findings\n")
ROWS = re.findall(r"^\| `([a-z-]+)` \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \| (.*)\|$", TUNED, re.MULTILINE)
FRESH_ROWS = re.findall(r"^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \| ([\d,]+) \| ([\d,]+) \| (.*)\|$", FRESH, re.MULTILINE)
UNSEEN = re.findall(r"`([a-z]+-[a-z-]+)`[,.]", PLANTED.rpartition("\n\n")[2])


def test_each_rule_has_one_entry() -> None:
    """A new rule belongs into the table, or, if it has no finding there, into the list below it."""
    named = [row[0] for row in ROWS] + UNSEEN
    assert sorted(named) == sorted(rules.load())


def test_entries_are_in_order() -> None:
    assert [row[0] for row in ROWS] == sorted(row[0] for row in ROWS)
    assert sorted(UNSEEN) == UNSEEN


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_numbers_of_a_rule(row: tuple[str, str, str, str, str]) -> None:
    findings, opened, right = (int(number.replace(",", "")) for number in row[1:4])
    assert findings >= opened >= right
    assert opened >= 1
    assert right == opened or row[4].strip(), "the last column says what the wrong ones are"


@pytest.mark.parametrize("row", FRESH_ROWS, ids=[row[0] for row in FRESH_ROWS])
def test_numbers_of_articles_that_no_rule_was_tuned_on(row: tuple[str, str, str, str]) -> None:
    opened, right = (int(number.replace(",", "")) for number in row[1:3])
    assert {name.strip("` ") for name in row[0].split(",")} <= set(rules.load())
    assert opened >= right
    assert right == opened or row[3].strip(), "the last column says what the wrong ones are"


def test_there_are_figures_of_articles_that_no_rule_was_tuned_on() -> None:
    assert len(FRESH_ROWS) >= 10
