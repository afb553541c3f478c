"""What the command line tells of date lines that move, of crawls at other hours, and of fields that are lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from command_line import run

from newscheck.synthetic import simulator
from newscheck.text.timestamps import DAY, MINUTE

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


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pattern", "by", "lost"),
    [
        pytest.param("<img[^>]*>", "", "  lost: image", id="no image"),
        pytest.param('(<img[^>]*src="https://)[^/]+/', r"\1cdn.example.net/", "", id="another host"),
        pytest.param("(<img[^>]*>)", r"<figure>\1</figure>", "", id="in a figure"),
        pytest.param("<img ", '<img loading="lazy" ', "", id="another attribute"),
    ],
)
def test_an_image_is_lost_only_where_the_record_has_none(tmp_path: Path, pattern: str, by: str, lost: str) -> None:
    write(tmp_path, "harbour", lambda at, text: re.sub(pattern, by, text) if at >= 300 else text)
    (change,) = [line for line in run("layouts", tmp_path).out.splitlines() if "├─" in line]
    assert change.endswith(f" UTC{lost}")
