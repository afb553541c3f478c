"""The line that shows how far a run is: numbers, speed and time left; few of many are shown."""

from __future__ import annotations

import pytest

from newscheck.cli._progress import ProgressLine
from newscheck.engine.stages import FILES, LAYOUTS, RULES, Stage


def lines(*steps: tuple[float, Stage], total: int | None = 50_000) -> list[str]:
    """What is shown of stages, each at a time in seconds."""
    times = iter([0.0, 0.0, *(time for time, _ in steps)])
    shown: list[str] = []
    line = ProgressLine(total, shown.append, lambda: next(times))
    for _, stage in steps:
        line(stage)
    return shown


def test_files_have_a_speed_and_a_time_that_is_left() -> None:
    assert lines((0.2, Stage(FILES, 400)), (6.0, Stage(FILES, 12_600)), (23.0, Stage(FILES, 50_000))) == [
        "checking 400 of 50,000 files",
        "checking 12,600 of 50,000 files, 2,100/s, 18 s left",
        "checked 50,000 files",
    ]


@pytest.mark.parametrize(
    ("seconds", "done", "expected"),
    [
        pytest.param(10, 5, ", 30/min, 27 h 46 min left", id="slow"),
        pytest.param(10, 25, ", 2.5/s, 5 h 33 min left", id="a few a second"),
        pytest.param(10, 999, ", 100/s, 8 min left", id="two digits"),
        pytest.param(1, 49_999, ", 50,000/s, 1 s left", id="nearly done"),
        pytest.param(10, 0, "", id="nothing is done"),
        pytest.param(0.3, 100, "", id="too early to tell"),
    ],
)
def test_the_speed_has_two_digits(seconds: float, done: int, expected: str) -> None:
    assert lines((seconds, Stage(FILES, done))) == [f"checking {done:,} of 50,000 files{expected}"]


def test_only_the_last_seconds_count() -> None:
    """The files at the beginning are known, and those after them are not."""
    steps = [(1.0, Stage(FILES, 40_000)), *((1.0 + at, Stage(FILES, 40_000 + 10 * at)) for at in range(1, 40))]
    assert lines(*steps)[-1] == "checking 40,390 of 50,000 files, 10/s, 16 min left"


def test_few_of_many_stages_are_shown_but_each_kind() -> None:
    steps = [(at / 1000, Stage(FILES, at)) for at in range(1, 250)]
    steps += [(0.25, Stage(LAYOUTS, total=249)), (0.25, Stage(RULES, 1, 30)), (0.26, Stage(RULES, 2, 30))]
    assert lines(*steps) == [
        "checking 1 of 50,000 files",
        "checking 101 of 50,000 files",
        "checking 201 of 50,000 files",
        "looking for layout changes in 249 articles",
        "rules about the dump 1 of 30",
    ]


def test_a_run_that_reads_the_files_twice_begins_anew() -> None:
    assert lines((10, Stage(FILES, 50_000)), (11, Stage(FILES, 1_000)), (12, Stage(FILES, 3_000)))[-1] == (
        "checking 3,000 of 50,000 files, 2,000/s, 24 s left"
    )


def test_without_a_total_there_is_a_speed_only() -> None:
    assert lines((0.2, Stage(FILES, 400)), (6.0, Stage(FILES, 12_600)), total=None) == [
        "checked 400 files",
        "checked 12,600 files, 2,100/s",
    ]
