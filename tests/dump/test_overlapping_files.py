"""Files of articles that overlap, told from single repeats."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pytest

from newscheck.engine.session import default_checker
from newscheck.model import RawInput
from newscheck.text.timestamps import DAY, HOUR

START = 1_688_342_400_000
ROLLING = {f"news/2023-07-{day:02}.jsonl": range(day * 10, day * 10 + 30) for day in range(1, 9)}


def file(path: str, numbers: Sequence[int]) -> RawInput:
    """A file of articles of these numbers."""
    items = (
        {
            "url": f"https://news.example.org/{number}",
            "title": f"渔民合作社第{number}次会议闭幕",
            "epoch_ms": START + number * HOUR,
            "body": f"海事法庭周五公布了救援协定的第{number}条，沿海各国在两年内完成立法程序。",
        }
        for number in numbers
    )
    return RawInput(path, "\n".join(map(json.dumps, items)).encode())


def findings(files: Mapping[str, Sequence[int]]) -> list[tuple[str, str]]:
    """Severity and message of each finding of `url-duplicate`."""
    checker = default_checker(now=START + 100 * DAY)
    summaries = checker.check(*(file(path, numbers) for path, numbers in files.items())).summaries
    found = checker.check_dump(summaries).findings
    return [(finding.severity, finding.message) for finding in found if finding.rule == "url-duplicate"]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        pytest.param(
            ROLLING,
            "80 articles stand in several of 8 files that overlap (`news/2023-07-01.jsonl` to "
            "`news/2023-07-08.jsonl`): each file has what the feed showed when it was saved; count each article once, "
            "by its URL",
            id="a feed that is saved every day",
        ),
        pytest.param(
            {f"run{number}.jsonl": range(number * 5, number * 5 + 20) for number in range(1, 13)},
            "(`run1.jsonl` to `run12.jsonl`): each file has what the feed showed",
            id="numbers without zeros",
        ),
        pytest.param(
            {
                "arts.jsonl": range(100, 112),
                "books.jsonl": range(200, 220),
                "city.jsonl": [*range(106, 112), *range(300, 306)],
                "sport.jsonl": range(400, 420),
                "top.jsonl": [*range(100, 106), *range(300, 306), *range(400, 406)],
                "world.jsonl": range(500, 520),
                "zoo.jsonl": [*range(500, 510), *range(200, 210)],
            },
            "several feeds or sections list the same articles",
            id="sections of a paper",
        ),
    ],
)
def test_overlapping_files_are_one_finding(files: Mapping[str, Sequence[int]], message: str) -> None:
    ((severity, text),) = findings(files)
    assert severity == "warning"
    assert message in text


def test_other_repeats_stay_findings_of_their_own() -> None:
    found = findings({**ROLLING, "old.jsonl": [900, 901, 901]})
    assert [severity for severity, _ in found] == ["warning", "error"]


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"a.jsonl": range(30), "b.jsonl": range(10, 40)}, id="two files"),
        pytest.param({"a.jsonl": [*range(20), *range(20)]}, id="one file"),
        pytest.param({f"{number % 20}/{number}.jsonl": [number % 20] for number in range(60)}, id="a file an article"),
    ],
)
def test_files_that_do_not_overlap(files: Mapping[str, Sequence[int]]) -> None:
    assert {severity for severity, _ in findings(files)} == {"error"}
