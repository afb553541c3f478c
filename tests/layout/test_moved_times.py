"""Times that changed alone: the hours by which date lines moved, and crawls at other hours."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from command_line import run

from newscheck.layout.moved_times import hours_later, is_of_crawl
from newscheck.synthetic import simulator
from newscheck.text.timestamps import DAY, HOUR, MINUTE


def rises(*entries: tuple[str, float, float]) -> dict[str, float]:
    return {name: after - before for name, before, after in entries}


@pytest.mark.parametrize(
    ("entries", "hours"),
    [
        pytest.param([("time to dateline -8", 1, 0), ("time to dateline -16", 0, 1)], 8, id="later"),
        pytest.param([("time to dateline -8", 1, 0), ("time to dateline +0", 0, 1)], -8, id="earlier"),
        pytest.param([("time behind dateline +4", 1, 0), ("time behind dateline -4", 0, 1)], 8, id="in a known zone"),
        pytest.param(
            [
                ("time to dateline -8", 0.8, 0),
                ("time to dateline -4", 0.2, 0),
                ("time to dateline -16", 0, 0.8),
                ("time to dateline -12", 0, 0.2),
            ],
            8,
            id="of two steps each",
        ),
        pytest.param([("time to dateline +0", 1, 0.5), ("time to dateline -8", 0, 0.5)], 8, id="in half of them"),
        pytest.param([("time to dateline +0", 1, 0), ("time to dateline -8", 0, 0.4)], 0, id="most are elsewhere"),
        pytest.param([("time to dateline +0", 1, 0), ("time to dateline days", 0, 1)], 0, id="days"),
        pytest.param([("time before dateline", 0, 1)], 0, id="only ahead"),
        pytest.param([("time of URL day on", 0, 1)], 0, id="the day in the URL"),
        pytest.param([], 0, id="nothing"),
    ],
)
def test_hours_later(entries: list[tuple[str, float, float]], hours: int) -> None:
    assert hours_later(rises(*entries)) == hours


def crawls(*hours: float, days: int = 30) -> list[int]:
    return [int(day * DAY + hour * HOUR) for day in range(days) for hour in hours]


LAGS = rises(("time to dateline +0", 1, 0), ("time to dateline +8", 0, 1))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(crawls(6), crawls(14), True, id="eight hours later"),
        pytest.param(crawls(6), crawls(7.9), False, id="less than two hours"),
        pytest.param(crawls(6), crawls(8.1), True, id="more than two hours"),
        pytest.param(crawls(23), crawls(2), True, id="across midnight"),
        pytest.param(crawls(23.5), crawls(0.5), False, id="an hour across midnight"),
        pytest.param(crawls(6), crawls(6), False, id="the same hour"),
        pytest.param(crawls(*range(24)), crawls(*range(24)), False, id="all hours"),
        pytest.param(crawls(*range(24)), crawls(14), False, id="all hours before"),
        pytest.param(crawls(6, 18), crawls(6), False, id="opposite hours have no mean"),
        pytest.param([], crawls(6), False, id="no article"),
    ],
)
def test_another_hour_of_the_crawl(before: list[int], after: list[int], expected: bool) -> None:
    assert is_of_crawl(LAGS, before, after) == expected


def test_no_hour_of_a_crawl_puts_date_lines_ahead_of_it() -> None:
    before, after = crawls(6), crawls(14)
    assert not is_of_crawl(LAGS | {"time before dateline": 1}, before, after)
    assert is_of_crawl(LAGS | {"time before dateline": -1}, before, after)


FORMS = {"harbour": "%Y-%m-%d %H:%M", "rfi": "%d/%m/%Y - %H:%M"}
DATE_LINES = {"harbour": r"[0-9]{4}-[0-9]+-[0-9]+ [0-9]+:[0-9]+", "rfi": r"[0-9]+/[0-9]+/[0-9]{4} - [0-9]+:[0-9]+"}


def write(folder: Path, site: str, edit: Callable[[int, str], str], count: int = 600) -> None:
    """Files of a newsroom, each edited by its number."""
    for at, raw in enumerate(simulator.stream(site, count, 1)):
        target = folder / raw.path
        target.parent.mkdir(exist_ok=True)
        target.write_text(edit(at, raw.data.decode()), encoding="utf-8")


def later_by(site: str, hours: int, start: int = 300) -> Callable[[int, str], str]:
    """From an article on, date lines are that much later."""

    def later(match: re.Match[str]) -> str:
        return f"{datetime.strptime(match[0], FORMS[site]) + timedelta(hours=hours):{FORMS[site]}}"

    return lambda at, text: re.sub(DATE_LINES[site], later, text, count=1) if at >= start else text


def found(folder: Path, *words: str) -> list[tuple[str, str, str]]:
    """Rule, severity and message of the warnings and errors."""
    out = run("validate", folder, "--no-cache", "--now", "2024-06-01", "--format", "concise", "-j", "1", *words).out
    lines = [re.fullmatch(r".*?: (error|warning|note) ([a-z-]+) (.*)|.*", line) for line in out.splitlines()]
    return [(line[2], line[1], line[3]) for line in lines if line and line[1] in ("error", "warning")]


@pytest.mark.slow
@pytest.mark.parametrize("site", FORMS)
def test_date_lines_eight_hours_later_are_told_once(tmp_path: Path, site: str) -> None:
    write(tmp_path, site, later_by(site, 8))
    ((rule, _, message),) = found(tmp_path)
    assert rule == "dateline-shifted"
    assert "8 h ahead of the crawl" in message
    text = run("layouts", tmp_path).out
    assert text.count("├─") == 1
    assert "date lines 8 h later than before" in text


@pytest.mark.slow
@pytest.mark.parametrize("site", FORMS)
@pytest.mark.parametrize("after", [pytest.param(5 * 60 + 50, id="20 min"), pytest.param(14 * 60 + 10, id="8 h")])
def test_a_crawl_at_another_hour_is_not_told(tmp_path: Path, site: str, after: int) -> None:
    def daily(at: int, text: str) -> str:
        clock = (6 * 60 + 10 if at < 300 else after) * MINUTE
        return re.sub("[0-9]+", lambda match: str((int(match[0]) - clock) // DAY * DAY + DAY + clock), text, count=1)

    write(tmp_path, site, daily)
    assert not [entry for entry in found(tmp_path) if entry[0] in ("layout-change", "dateline-shifted")]
    assert "├─" not in run("layouts", tmp_path).out
