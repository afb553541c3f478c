"""Runs of a scraper in a simulated newsroom: their order, their batches, and the calendar."""

from __future__ import annotations

from datetime import date, datetime
from itertools import islice, pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest

from newscheck.synthetic import editors, parameters, schedule

ZONE = ZoneInfo("Asia/Taipei")


@pytest.fixture(scope="module")
def runs() -> list[schedule.CrawlRun]:
    staff = editors.Staff(Random(1), {"own": 0.6, "wire": 0.4}, date(2022, 9, 5))
    return list(islice(schedule.runs(staff, ZONE), 600))


def test_the_same_draws_give_the_same_runs(runs: list[schedule.CrawlRun]) -> None:
    staff = editors.Staff(Random(1), {"own": 0.6, "wire": 0.4}, date(2022, 9, 5))
    assert list(islice(schedule.runs(staff, ZONE), 600)) == runs


def test_batches_are_in_order_and_never_empty(runs: list[schedule.CrawlRun]) -> None:
    batches = [batch for run in runs for batch in run.batches]
    assert min(size for size, _ in batches) >= 1
    assert all(before < after for (_, before), (_, after) in pairwise(batches))


def test_nothing_is_published_at_night_or_in_an_outage(runs: list[schedule.CrawlRun]) -> None:
    for run in runs:
        assert parameters.HOURS[run.hour] and not run.day.is_outage
        assert datetime.fromtimestamp(run.batches[0][1] / 1000, ZONE).hour == run.hour


def test_a_print_issue_is_one_batch_on_its_day(runs: list[schedule.CrawlRun]) -> None:
    issues = [run for run in runs if run.is_print]
    assert issues
    for run in issues:
        assert (run.day.day.weekday(), run.hour) == (parameters.PRINT_DAY, parameters.PRINT_HOUR)
        assert 10 <= sum(size for size, _ in run.batches) <= 30
