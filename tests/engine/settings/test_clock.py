"""The time of a check: the clock's at each call, also a frozen one's, or the given one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from newscheck.checker import examples
from newscheck.engine.session import Session
from newscheck.engine.settings import clock
from newscheck.engine.settings.config import Project
from newscheck.errors import UsageError
from newscheck.synthetic import specimen
from newscheck.testing import Checks, assert_valid, check

#: The crawl clock of the well-formed article, 2023-08-16T19:57Z, and a day before it.
CRAWLED = 1_692_215_820_000
BEFORE = "2023-08-15T12:00"
GOOD = specimen.render()


@pytest.mark.parametrize(
    ("given", "ms"),
    [
        pytest.param(CRAWLED, CRAWLED, id="milliseconds"),
        pytest.param(str(CRAWLED), CRAWLED, id="milliseconds as text"),
        pytest.param("2023-08-16T19:57:00Z", CRAWLED, id="ISO 8601"),
        pytest.param("2023-08-16T21:57:00+02:00", CRAWLED, id="ISO 8601 of another zone"),
        pytest.param("2023-08-16", 1_692_144_000_000, id="a day as text"),
        pytest.param("20230816", 1_692_144_000_000, id="a day in digits"),
        pytest.param(date(2023, 8, 16), 1_692_144_000_000, id="a day"),
        pytest.param(datetime(2023, 8, 16, 19, 57, 0), CRAWLED, id="a datetime without a zone is UTC"),
        pytest.param(datetime(2023, 8, 16, 19, 57, 0, tzinfo=UTC), CRAWLED, id="a datetime"),
        pytest.param(
            datetime(2023, 8, 17, 3, 57, 0, tzinfo=timezone(timedelta(hours=8))), CRAWLED, id="a datetime elsewhere"
        ),
    ],
)
def test_times(given: Any, ms: int) -> None:
    assert clock.parse_time(given, "now") == ms


@pytest.mark.parametrize(
    ("given", "words"),
    [
        pytest.param("yesterday", "now: 'yesterday' is neither a time such as 2023-08-16T21:04Z nor mill", id="a word"),
        pytest.param("", "now: '' is neither", id="nothing"),
        pytest.param("2023-02-30", "now: '2023-02-30' is neither", id="no such day"),
        pytest.param("x" * 500, "…", id="a long text"),
        pytest.param("9" * 5_000, "…", id="more digits than a number may have"),
        pytest.param("a\nb", r"now: 'a\\nb' is", id="two lines"),
        pytest.param(1_692_213_306.5, "now: 1692213306.5 is neither", id="seconds with a fraction"),
        pytest.param(True, "now: True is neither", id="truth"),
        pytest.param([2023], r"now: \[2023\] is neither", id="a list"),
        pytest.param(1_692_213_306, "now: out of range: wanted milliseconds since 1970, of the years", id="seconds"),
        pytest.param(10**6_000, "now: out of range", id="later than any year"),
        pytest.param(-1, "now: out of range", id="before 1970"),
        pytest.param(datetime.max, "now: out of range", id="the last datetime"),
        pytest.param(datetime.min.replace(tzinfo=UTC), "now: out of range", id="the first datetime"),
        pytest.param("0001-01-01", "now: out of range", id="the first day"),
    ],
)
def test_what_is_no_time_is_an_error_of_one_line(given: Any, words: str) -> None:
    for call in (check, assert_valid):
        with pytest.raises(UsageError, match=words) as caught:
            call(GOOD, now=given)
        assert "\n" not in str(caught.value)
        assert len(str(caught.value)) < 150


def rules(*args: Any, **options: Any) -> set[str]:
    return {finding.rule for finding in check(*args, **options)}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder around which there is no project."""
    monkeypatch.chdir(tmp_path)


def test_a_check_takes_its_time_and_the_next_one_another() -> None:
    Path("1.md").write_bytes(GOOD)
    for subject in (GOOD, "1.md", [GOOD], "."):
        assert "epoch-future" not in rules(subject)
        assert "epoch-future" in rules(subject, now=BEFORE)
        assert "epoch-future" not in rules(subject)
    with pytest.raises(AssertionError, match="epoch-future"):
        assert_valid(GOOD, now=BEFORE)
    assert_valid(GOOD, now=CRAWLED)


def test_a_suppression_is_over_at_the_time_of_the_check() -> None:
    Path("newscheck.toml").write_text(
        '[[suppress]]\nrule = "title-empty"\nreason = "known"\nexpires = 2023-08-20\n[rules]\nrecord-schema = "off"\n'
    )
    bad = specimen.render({"title": ""})
    assert rules(bad, now="2023-08-19") == set()
    assert rules(bad, now="2023-08-22") == {"title-empty"}


def test_checks_of_a_project_have_its_time() -> None:
    checks = Checks(Session(Project(now=clock.parse_time(BEFORE, ""))))
    assert "epoch-future" in {finding.rule for finding in checks.check(GOOD)}
    assert checks.check(GOOD, now=CRAWLED) == []
    assert "epoch-future" in {finding.rule for finding in checks.check(GOOD)}


def test_what_costs_time_to_make_ready_is_made_once() -> None:
    checks = Checks(Session(Project(now=examples.NOW)))
    other = checks.at(CRAWLED).at(BEFORE)
    assert other.checker.rules is checks.checker.rules
    assert other.checker.sites is checks.checker.sites
    assert other.project.now != checks.project.now


#: The same test for each tool that freezes the clock.
TOOLS = [
    pytest.param(
        "pytest_freezer",
        """
        def test_before(newscheck, freezer):
            freezer.move_to("2023-08-15T12:00")
            assert fired(newscheck.check) and fired(check)
            freezer.move_to("2023-08-17")
            assert not fired(newscheck.check) and not fired(check)

        def test_after(newscheck):
            assert not fired(newscheck.check) and not fired(check)
        """,
        id="pytest-freezer",
    ),
    pytest.param(
        "freezegun",
        """
        from freezegun import freeze_time

        @freeze_time("2023-08-15T12:00")
        def test_before(newscheck):
            assert fired(newscheck.check) and fired(check)

        @freeze_time("2023-08-15T12:00")
        def test_a_time_that_is_given_goes_before_the_clock(newscheck):
            import datetime
            assert not fired(newscheck.check, now=datetime.datetime(2023, 8, 17))
            assert not fired(check, now=datetime.date.today() + datetime.timedelta(days=2))

        def test_after(newscheck):
            assert not fired(newscheck.check) and not fired(check)
        """,
        id="freezegun",
    ),
    pytest.param(
        "time_machine",
        """
        import time_machine

        @time_machine.travel("2023-08-15T12:00Z", tick=False)
        def test_before(newscheck):
            assert fired(newscheck.check) and fired(check)

        def test_after(newscheck):
            assert not fired(newscheck.check) and not fired(check)
        """,
        id="time-machine",
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize(("module", "tests"), TOOLS)
def test_a_clock_that_is_held_still(pytester: pytest.Pytester, module: str, tests: str) -> None:
    """Only in the first test, which loads settings and fixture."""
    pytest.importorskip(module, reason=f"{module}, which holds clocks still, is not installed")
    pytester.path.joinpath("1.md").write_bytes(GOOD)
    head = """
        from newscheck.testing import check

        def fired(check, **options):
            things = ("1.md", open("1.md", "rb").read())
            return [f.rule for thing in things for f in check(thing, **options)].count("epoch-future") == 2
    """
    pytester.makepyfile(head + tests)
    result = pytester.runpytest_subprocess("-q")
    result.assert_outcomes(passed=tests.count("def test_"))
