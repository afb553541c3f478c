"""A crash in telling a feed's findings once loses none of them."""

from __future__ import annotations

from typing import Any

import pytest

from newscheck.engine import feed_report
from newscheck.engine.session import Session
from newscheck.model import FeedProperty, Finding, Report, RuleDescription, Totals

RULES = {"url-missing": RuleDescription("error", "", "")}
PROPERTY = FeedProperty(None, "url-missing", "error", "url", 20, 20, 20)
FOUND = [Finding("url-missing", "error", f"{at:02}.md", 1, 1, "/url", "none", "", f"{at}") for at in range(20)]


def report(**members: Any) -> Report:
    return Report("1", Totals(20, 20, 20), FOUND, RULES, properties=[PROPERTY], **members)


def test_totals_and_rules_are_those_of_what_is_told() -> None:
    checker = Session.load({}).checker
    told = feed_report.collapse(report(), checker)
    assert [(finding.path, finding.number) for finding in told.findings] == [("00.md", 20)]
    assert told.summary == Totals(20, 20, 20)
    assert "reported once" in told.remarks[-1]


def test_a_report_without_properties_stays_as_it_is() -> None:
    plain = Report("1", Totals(), FOUND, {})
    assert feed_report.collapse(plain, Session.load({}).checker) is plain


def test_a_crash_is_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_report, "FindingsStore", None)
    told = feed_report.collapse(report(), Session.load({}).checker)
    assert told.findings == FOUND
    assert "Traceback" in told.crashes[0].traceback
