"""Times of an article: readings of a wall time, mistaken units, and slips that explain a gap."""

from __future__ import annotations

import json

import pytest

from newscheck import readers
from newscheck.article import times
from newscheck.article.extraction import to_article
from newscheck.article.sites import SiteIndex
from newscheck.engine.settings import package_data
from newscheck.model import Context, RawInput, Site
from newscheck.text.timestamps import DAY, HOUR, MINUTE

#: 16 August 2023, 19:57 UTC.
NOW = 1_692_215_820_000
CONTEXT = Context(NOW, Site("x"))


@pytest.mark.parametrize(
    ("epoch", "expected"),
    [
        pytest.param(NOW, None, id="milliseconds"),
        pytest.param(NOW // 1000, ("seconds", NOW // 1000 * 1000), id="seconds"),
        pytest.param(NOW * 1000, ("microseconds", NOW), id="microseconds"),
        pytest.param(NOW * 1_000_000, ("nanoseconds", NOW), id="nanoseconds"),
        pytest.param(7, None, id="no unit"),
    ],
)
def test_mistaken_unit(epoch: int, expected: tuple[str, int] | None) -> None:
    assert times.mistaken_unit(epoch, CONTEXT) == expected


@pytest.mark.parametrize(
    ("day", "swapped"),
    [
        ("2023-08-12T21:04", "2023-12-08T21:04"),
        pytest.param("2023-08-08", None, id="equal"),
        pytest.param("2023-08-13", None, id="no month"),
    ],
)
def test_swap_day_and_month(day: str, swapped: str | None) -> None:
    assert times.swap_day_and_month(day) == swapped


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        pytest.param(8 * HOUR + 53 * MINUTE, "; perhaps eight", id="the usual time after a slip"),
        pytest.param(9 * HOUR + 30 * MINUTE, "; perhaps eight", id="the slip that fits better"),
        pytest.param(30 * HOUR, "", id="none"),
        pytest.param(7 * HOUR, "", id="before the slip"),
    ],
)
def test_explain_gap(gap: int, words: str) -> None:
    assert times.explain_gap(gap, [(8 * HOUR, "eight"), (9 * HOUR + 20 * MINUTE, "nine")]) == words


#: 16 August 2023, midnight in UTC.
MIDNIGHT = NOW // DAY * DAY


@pytest.mark.parametrize(
    ("url", "epoch", "is_day"),
    [
        pytest.param("https://paper.example/1", MIDNIGHT, True, id="a number at midnight"),
        pytest.param("https://paper.example/1", "2023-08-16", True, id="a day"),
        pytest.param("https://paper.example/1", "2023-08-16T00:00:00+02:00", False, id="midnight elsewhere"),
        pytest.param("https://www.rfi.fr/cn/1", "2023-08-16T00:00:00+02:00", True, id="midnight where the site is"),
        pytest.param("https://paper.example/1", MIDNIGHT + 1, False, id="a moment behind midnight"),
        pytest.param("https://paper.example/1", NOW, False, id="a time"),
        pytest.param("https://paper.example/1", None, False, id="none"),
    ],
)
def test_an_epoch_that_is_a_day(url: str, epoch: object, is_day: bool) -> None:
    item = {"title": "渔民", "url": url, "epoch_ms": epoch}
    (document,) = readers.read(RawInput("a.jsonl", json.dumps(item).encode()))
    article = to_article(document, SiteIndex(package_data.sites()))
    assert times.has_day_only(article) is is_day
    first, last = times.earliest_epoch(article), times.latest_epoch(article)
    assert (last or 0) - (first or 0) == (DAY + 14 * HOUR if is_day else 0)


def test_the_epoch_of_a_dump_file_is_a_time() -> None:
    (document,) = readers.read(RawInput("a.md", f"<!--{MIDNIGHT}-->\n".encode()))
    assert not times.has_day_only(to_article(document, SiteIndex(package_data.sites())))
