"""Silent feeds: the rhythm that is learned, the rule on generated article summaries, and the setting."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from math import inf
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from command_line import run as newscheck
from hypothesis import given, settings
from hypothesis import strategies as st

from newscheck.dump import freshness
from newscheck.dump.rhythm import learn
from newscheck.engine.cache.content_store import Cache
from newscheck.engine.run import run
from newscheck.engine.session import Session
from newscheck.engine.settings import config
from newscheck.errors import UsageError
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import ArticleSummary, Context, DumpHit, Site
from newscheck.rules import feed_silent
from newscheck.text.timestamps import DAY, HOUR

OFFICE = range(8, 20)
PARIS = ZoneInfo("Europe/Paris")
#: Monday, 2 October 2023; clocks in Paris are put back on Sunday, the 29th.
MONDAY = datetime(2023, 10, 2)
MONDAY_MS = int(MONDAY.replace(tzinfo=UTC).timestamp() * 1000)
WEEK = 7 * DAY


def ms(wall: datetime, zone: Any = UTC) -> int:
    return int(wall.replace(tzinfo=zone).timestamp() * 1000)


def times(
    hours: Sequence[int],
    days: Sequence[int] = range(7),
    weeks: int = 6,
    zone: Any = UTC,
    until: datetime = MONDAY,
) -> list[int]:
    """An article at ten past each of these hours of these days (0: that of `until`), in the weeks until then."""
    begin = until - timedelta(weeks=weeks, minutes=-10)
    return [ms(begin + timedelta(weeks=w, days=d, hours=h), zone) for w in range(weeks) for d in days for h in hours]


def summary(epoch: int | None, site: str = "rfi", at: int = 0, published: int | None = None) -> ArticleSummary:
    return ArticleSummary(f"{site}/{at}.md", 1, site, epoch, published, None, 0, 0, 0, 0, "", "", 0, 0, b"", b"")


def dump(epochs: Sequence[int], site: str = "rfi") -> list[ArticleSummary]:
    return [summary(epoch, site, at) for at, epoch in enumerate(epochs)]


def hits(summaries: list[ArticleSummary], now: int, hours: float = 6, **options: Any) -> list[DumpHit]:
    given = {**feed_silent.OPTIONS, "max_hours": hours, **options}
    ctx = Context(now, Site("generic"), options=given, zones={"rfi": "Europe/Paris"})
    return list(feed_silent.check(InMemoryDump(summaries), ctx))


def alarm(epochs: Sequence[int], zone: Any = UTC) -> str:
    """The first full hour at which the silence after some times is unusual, in the site's time."""
    rhythm = learn(epochs, zone)
    assert rhythm is not None
    hours = range(epochs[-1] // HOUR + 1, epochs[-1] // HOUR + 24 * 60)
    first = next(hour for hour in hours if not rhythm.is_usual(epochs[-1], hour * HOUR))
    return f"{datetime.fromtimestamp(first * 3600, zone):%a %H:%M}"


@pytest.mark.parametrize(
    ("epochs", "expected"),
    [
        pytest.param(times(range(24)), "Mon 01:00", id="day and night"),
        pytest.param(times(OFFICE), "Mon 10:00", id="nights weigh nothing"),
        pytest.param(times(OFFICE, range(5)), "Mon 10:00", id="two days off"),
        pytest.param(times(OFFICE, range(5))[:-12], "Fri 10:00", id="a day off that was none"),
        pytest.param(times([9], [0], weeks=13), "Mon 11:00", id="a gazette on Mondays"),
        pytest.param(times([9] * 20, [0], weeks=13), "Mon 11:00", id="a gazette of twenty articles"),
        pytest.param(times(OFFICE)[5:], "Mon 10:00", id="begun in the middle of a day"),
        pytest.param([*times([3], weeks=1, days=[0]), *times(OFFICE)], "Mon 10:00", id="with a stray"),
        pytest.param(times(OFFICE)[:100] + times(OFFICE)[140:], "Mon 10:00", id="after an outage of three days"),
        pytest.param([MONDAY_MS - 90 * DAY, *times(OFFICE)], "Mon 10:00", id="after an outage of months"),
    ],
)
def test_a_silence_is_measured_in_what_usually_comes(epochs: list[int], expected: str) -> None:
    assert alarm(sorted(epochs)) == expected


def test_the_clock_is_the_publishers_also_where_it_is_put_back() -> None:
    """On Sunday, clocks in Paris are put back: the night is an hour longer."""
    epochs = times(OFFICE, zone=PARIS, until=datetime(2023, 10, 29))
    assert alarm(epochs, PARIS) == "Sun 10:00"
    assert alarm(epochs, UTC) == "Sun 08:00"
    in_winter = times(OFFICE, zone=PARIS, until=datetime(2023, 11, 13))
    assert alarm(in_winter, PARIS) == "Mon 10:00"


@pytest.mark.parametrize(
    "epochs",
    [
        pytest.param(times(OFFICE, weeks=1), id="a week"),
        pytest.param(times([9], [0], weeks=9), id="nine moments"),
        pytest.param(times([9], [0], weeks=1) * 500, id="one moment"),
    ],
)
def test_of_too_few_articles_no_rhythm_is_learned(epochs: list[int]) -> None:
    assert learn(epochs, UTC) is None
    [hit] = hits(dump(epochs), epochs[-1] + 7 * HOUR)
    assert "only the limit counts" in hit.message
    assert hits(dump(epochs), epochs[-1] + 6 * HOUR) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 60 * DAY), min_size=10, max_size=80),
    st.integers(0, 30 * DAY),
    st.integers(0, 30 * DAY),
)
def test_a_longer_silence_is_never_more_usual(places: list[int], first: int, second: int) -> None:
    epochs = sorted(MONDAY_MS + place for place in places)
    rhythm = learn(epochs, PARIS)
    if rhythm is None:
        return
    short, long = (epochs[-1] + wait for wait in sorted((first, second)))
    assert 0 <= rhythm.expected(epochs[-1], short) <= rhythm.expected(epochs[-1], long) + 1e-9
    assert rhythm.is_usual(epochs[-1], short) or not rhythm.is_usual(epochs[-1], long)
    assert rhythm.expected(0, WEEK) == pytest.approx(sum(rhythm.articles))


def test_the_finding_names_start_length_and_expectation() -> None:
    epochs = times(OFFICE, zone=PARIS)
    [hit] = hits(dump(epochs), MONDAY_MS + 15 * HOUR)
    assert hit.path == f"rfi/{len(epochs) - 1}.md"
    assert hit.message == (
        "nothing new from rfi since 2023-10-01 17:10 UTC, for 21 h 50 min: about 10 articles were expected in that "
        "time, judging by the 6 weeks before (limit: 6 h)"
    )
    # The same silence is the same finding an hour later.
    assert [later.evidence for later in hits(dump(epochs), MONDAY_MS + 16 * HOUR)] == [hit.evidence]


def test_a_site_may_be_silent_while_others_are_not() -> None:
    epochs = times(range(24), until=MONDAY + timedelta(days=1))
    summaries = [*dump(times(range(24))), *dump(epochs, "b.example"), *dump(epochs[:3], "stray.example")]
    [hit] = hits(summaries, epochs[-1] + HOUR)
    assert hit.path.startswith("rfi/")


def test_what_lies_in_the_future_hides_no_silence() -> None:
    epochs, now = times(range(24)), MONDAY_MS + 12 * HOUR
    expected = hits(dump(epochs), now)
    assert len(expected) == 1
    assert (
        hits([*dump(epochs), summary(now + 1, at=9_000), summary(now + 900 * DAY, at=9_001), summary(None)], now)
        == expected
    )
    # An article of now, though its epoch is eight hours ahead.
    assert hits([*dump(epochs), summary(now + 8 * HOUR, published=now - HOUR)], now) == []


@pytest.mark.parametrize("limit", [0, -1, float("nan"), float("inf")])
def test_without_a_limit_nothing_is_reported(limit: float) -> None:
    assert hits(dump(times(range(24))), MONDAY_MS + 900 * DAY, limit) == []


def test_the_only_site_is_a_feed_however_few_articles_it_has() -> None:
    assert len(hits(dump([MONDAY_MS]), MONDAY_MS + DAY)) == 1
    assert hits([], MONDAY_MS) == []


@pytest.mark.parametrize(
    ("text", "hours"),
    [("90m", 1.5), ("6h", 6), ("2d", 48), ("1.5h", 1.5), ("off", 0)],
    ids=["minutes", "hours", "days", "part", "none"],
)
def test_forms_of_the_limit(text: str, hours: float) -> None:
    assert freshness.parse_hours(text) == hours


@pytest.mark.parametrize("text", ["", "6", "h", "6 h", "6H", "-6h", "0h", "6h30m", "٦h", "nanh", "1e3h"])
def test_what_is_no_span_of_time_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="max-age"):
        config.load({"max_age": text}, folder=str(tmp_path))
    (tmp_path / "newscheck.toml").write_text(f'max-age = "{text}"\n', "utf-8")
    with pytest.raises(UsageError, match="max-age"):
        config.load({}, folder=str(tmp_path))


def test_the_command_line_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "newscheck.toml").write_text('max-age = "2d"\n[rules]\nfeed-silent = {severity = "warning"}\n', "utf-8")
    file = config.load({}, folder=str(tmp_path)).rules["feed-silent"]
    assert file == {"severity": "warning", "max-hours": 48}
    given = config.load({"max_age": "3h"}, folder=str(tmp_path)).rules["feed-silent"]
    assert given == {"severity": "warning", "max-hours": 3}
    assert config.load({"max_age": "off"}, folder=str(tmp_path)).rules["feed-silent"]["max-hours"] == 0


@pytest.mark.parametrize(
    ("file", "given", "others", "own"),
    [
        pytest.param('max-age = {default = "6h", rfi = "3h"}', None, 6, {"rfi": 3}, id="a table"),
        pytest.param('max-age = {rfi = "3h"}', None, inf, {"rfi": 3}, id="one site, and no limit for others"),
        pytest.param('max-age = {rfi = "3h"}', {"default": "1d"}, 24, {"rfi": 3}, id="others from the command line"),
        pytest.param('max-age = "6h"', {"rfi": "3h"}, 6, {"rfi": 3}, id="one from the command line"),
        pytest.param('max-age = {default = "6h", rfi = "3h"}', {"rfi": "9h"}, 6, {"rfi": 9}, id="another for the site"),
        pytest.param("[rules]\nfeed-silent = {site-hours = {rfi = 3}}", None, inf, {"rfi": 3}, id="as an option"),
        pytest.param("[rules]\nfeed-silent = {max_hours = 9}", {"rfi": "3h"}, 9, {"rfi": 3}, id="an option besides"),
    ],
)
def test_sites_may_have_limits_of_their_own(
    file: str, given: Any, others: float, own: dict[str, float], tmp_path: Path
) -> None:
    (tmp_path / "newscheck.toml").write_text(file, "utf-8")
    settings = config.load({"max_age": given}, folder=str(tmp_path)).rules["feed-silent"]
    assert (settings["max-hours"], settings["site-hours"]) == (others, own)


@pytest.mark.parametrize(
    ("limit", "own", "silent"),
    [
        pytest.param(6, {}, ["daily", "news.example"], id="one limit for all, and a stray is no feed"),
        pytest.param(6, {"weekly": 200}, ["daily", "news.example"], id="a longer one"),
        pytest.param(6, {"daily": 200}, ["news.example"], id="another longer one"),
        pytest.param(inf, {"news.example": 6}, ["news.example"], id="one site only"),
        pytest.param(inf, {"weekly": 6}, ["weekly"], id="a site with a limit is no stray"),
        pytest.param(6, {"news.example": 0}, ["daily"], id="a site that is no feed"),
        pytest.param(0, {"nobody": 6}, [], id="a site without articles"),
    ],
)
def test_each_site_is_measured_by_its_own_limit(limit: float, own: dict[str, float], silent: list[str]) -> None:
    summaries = [
        *dump(times(range(24)), "daily"),
        *dump(times(range(24)), "news.example"),
        *dump([MONDAY_MS], "weekly"),
    ]
    reported = hits(summaries, MONDAY_MS + 12 * HOUR, limit, site_hours=own)
    assert [hit.path.partition("/")[0] for hit in reported] == silent


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        pytest.param("rif", "'rfi'", id="a typing error"),
        pytest.param("www.rfi.fr", "'rfi'", id="a host of a site"),
        pytest.param("www.bbc.com", "'bbc.com'", id="a host and no domain"),
        pytest.param("generic", "", id="no site of its own"),
        pytest.param("", "", id="no name"),
    ],
)
def test_a_limit_of_a_site_that_nothing_is_known_by_is_refused(name: str, meant: str) -> None:
    project = config.load({"max_age": {name: "6h"}}, folder="/")
    with pytest.raises(UsageError, match=f"max-age: unknown site {name!r}.*{meant}"):
        _ = Session(project).checker


def test_a_limit_of_another_site_than_that_of_the_run_is_none_of_its_business() -> None:
    _ = Session(config.load({"max_age": {"bbc.com": "6h"}, "site": "rfi"}, folder="/")).checker


@pytest.mark.parametrize("select", ["feed-silent", "feed-*", "feed", "title-empty,feed-silent"])
def test_asked_for_without_a_limit_the_run_is_not_green(select: str, write_dump: Callable[..., Path]) -> None:
    command = ["validate", str(write_dump([{}] * 3)), "--select", select, "--now", "2023-09-15", "--no-cache"]
    done = newscheck(*command)
    assert done.code == 2 and "feed-silent is off without a limit: give one with --max-age" in done.err
    for more in (["--max-age", "rfi=6h"], ["--ignore", "feed-silent"]):
        assert newscheck(*command, *more).code in (0, 1)


def test_a_pattern_that_fits_others_too_needs_no_limit(write_dump: Callable[..., Path]) -> None:
    command = ["validate", str(write_dump([{}] * 3)), "--select", "f*", "--no-cache"]
    assert newscheck(*command).code == 0


def test_from_the_command_line(write_dump: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_dump([{}] * 30)
    monkeypatch.chdir(folder)
    command = ["validate", str(folder / "rfi"), "--now", "2023-09-15", "--format", "json", "--no-cache"]
    assert newscheck(*command).code == 0
    done = newscheck(*command, "--max-age", "6h")
    assert done.code == 1
    assert [finding["rule"] for finding in json.loads(done.out)["findings"]] == ["feed-silent"]
    assert newscheck(*command, "--max-age", "6h", "--max-age", "rfi=900d").code == 0


def test_a_cached_report_hides_no_silence(write_dump: Callable[..., Path]) -> None:
    folder = write_dump([{"when": datetime(2023, 8, 1) + timedelta(hours=at)} for at in range(120)])
    rules = []
    for day in (6, 6, 20):
        project = config.load({"now": ms(datetime(2023, 8, day)), "max_age": "2d"}, folder=str(folder))
        cache = Cache(str(folder), Session(project).cache_identity)
        report = run(Session(project), [str(folder / "rfi")], jobs=1, cache=cache)
        cache.save()
        rules.append({finding.rule for finding in report.findings})
    assert rules == [set(), set(), {"feed-silent"}]
