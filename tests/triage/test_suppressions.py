"""Suppressions in the settings: what is hidden, why, and for how long."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import forked_process
import pytest

from newscheck import rules
from newscheck.model import Finding
from newscheck.triage import suppressions
from newscheck.triage.suppressions import SuppressionFilter, build

#: The rules of the dump that run without a setting: each is a test.
DUMP_RULES = sum(rule.scope == "dump" and not rule.required_options for rule in rules.load().values())
#: 16 August 2023, noon UTC.
EPOCH = 1_692_187_200_000


def finding(path: str = "articles/2021/05/a.md", site: str = "rfi", epoch: int | None = EPOCH) -> Finding:
    return Finding("lead-missing", "error", path, 1, 1, "/lead", "no lead", "", "0" * 16, site=site, epoch=epoch)


def suppression(**table: Any) -> suppressions.Suppression:
    return build({"reason": "the agency's", **table}, frozenset(["lead-missing"]))


@pytest.mark.parametrize(
    ("table", "is_covered"),
    [
        pytest.param({}, True, id="the rule everywhere"),
        pytest.param({"path": "articles/2021/*"}, True, id="a pattern"),
        pytest.param({"path": "articles/2021"}, True, id="a folder above"),
        pytest.param({"path": "2021/05"}, True, id="a folder somewhere"),
        pytest.param({"path": "./articles/2021/"}, True, id="a folder as shells complete it"),
        pytest.param({"path": "*.md"}, True, id="a suffix"),
        pytest.param({"path": "articles/2022/*"}, False, id="another folder"),
        pytest.param({"path": "articles/202"}, False, id="no part of a name"),
        pytest.param({"site": "rfi"}, True, id="its site"),
        pytest.param({"site": "bbc.com"}, False, id="another site"),
        pytest.param({"since": date(2023, 8, 16)}, True, id="from its day on"),
        pytest.param({"since": date(2023, 8, 17)}, False, id="from a later day on"),
        pytest.param({"until": date(2023, 8, 16)}, True, id="to the end of its day"),
        pytest.param({"until": "2023-08-15"}, False, id="to an earlier day"),
        pytest.param({"since": "2023-08-01", "until": "2023-08-31", "site": "rfi", "path": "*.md"}, True, id="all"),
    ],
)
def test_what_is_covered(table: dict[str, Any], is_covered: bool) -> None:
    assert suppression(**table).covers(finding()) is is_covered


@pytest.mark.parametrize("table", [{"since": "2023-01-01"}, {"path": "*"}, {"site": "rfi"}])
def test_a_finding_that_has_no_such_thing_is_not_covered(table: dict[str, Any]) -> None:
    assert not suppression(**table).covers(finding(path="", site="", epoch=None))


def test_the_first_that_covers_counts_and_the_idle_are_known() -> None:
    first, second, third = suppression(site="rfi"), suppression(), suppression(site="bbc.com")
    suppressing = SuppressionFilter([first, second, third], date(2023, 9, 1))
    assert [suppressing.hides(finding()), suppressing.hides(finding(site="dw.com"))] == [True, True]
    assert [(entry.label, entry.findings, entry.reason) for entry in suppressing.hidden()] == [
        ("suppressed: lead-missing of rfi", 1, "the agency's"),
        ("suppressed: lead-missing", 1, "the agency's"),
    ]
    assert list(suppressing.unused()) == [third]


@pytest.mark.parametrize(("today", "holds"), [(date(2023, 9, 1), True), (date(2023, 9, 2), False)])
def test_it_holds_until_its_last_day_is_over(today: date, holds: bool) -> None:
    assert SuppressionFilter([suppression(expires="2023-09-01")], today).hides(finding()) is holds


def run(*args: str) -> tuple[int, str, str]:
    words = ["validate", "--no-cache", "--now", "2023-09-01", *args]
    done = forked_process.run_text(words, env=os.environ | {"PYTHONUTF8": "1"})
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write_dump: Any) -> Path:
    monkeypatch.chdir(tmp_path)
    write_dump(
        [{}, {"lead": None}, {}, {"lead": None, "url": "https://www.rfi.fr/cn/a"}, {"url": "https://www.rfi.fr/cn/a"}]
    )
    return tmp_path


def settings(folder: Path, *entries: str) -> None:
    text = "".join(f"[[suppress]]\n{entry}\n" for entry in entries)
    (folder / "newscheck.toml").write_text(text, "utf-8")


def test_suppressed_findings_are_hidden_and_counted_in_statistics(dump: Path) -> None:
    assert run("rfi")[1].endswith("5 files, 3 errors\n")
    settings(dump, 'rule = "lead-missing"\nsite = "rfi"\nreason = "a wire has none"', 'rule = "url"\nreason = "known"')
    code, out, err = run("rfi", "--statistics")
    assert code == 0
    assert out.splitlines() == [
        "2  suppressed: lead-missing of rfi  (a wire has none)",
        "1  suppressed: url-double-slash and 7 more rules  (known)",
        "",
        "5 files, no findings",
    ]
    assert err == ""


def test_unused_and_expired_entries_are_reported(dump: Path) -> None:
    settings(
        dump,
        'rule = "lead-missing"\nexpires = 2023-08-31\nreason = "for now"',
        'rule = "image-missing"\nsince = 2021-03-01\nuntil = 2021-11-30\nreason = "lost"',
    )
    code, _, err = run("rfi")
    assert code == 1
    assert err.splitlines() == [
        "newscheck: suppression 'lead-missing' expired on 2023-08-31: its findings are reported again",
        "newscheck: suppression 'image-missing, 2021-03-01 to 2021-11-30' no longer matches any finding",
    ]


def test_the_pytest_plugin_uses_them(dump: Path, pytester: pytest.Pytester) -> None:
    settings(pytester.path, 'rule = ["lead-missing", "url-duplicate"]\nreason = "known"')
    (dump / "rfi").rename(pytester.path / "articles")
    pytester.runpytest_inprocess("--newscheck=articles").assert_outcomes(passed=DUMP_RULES + 5)
    # Settings that differ in nothing else are others.
    settings(pytester.path)
    pytester.runpytest_inprocess("--newscheck=articles").assert_outcomes(passed=DUMP_RULES + 2, failed=3)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("entry", "error"),
    [
        pytest.param('rule = "lead-missing"', "'reason' is a required property", id="no reason"),
        pytest.param('rule = "lead-missing"\nreason = " "', "suppress.0.reason", id="a blank reason"),
        pytest.param('reason = "x"', "'rule' is a required property", id="no rule"),
        pytest.param('rule = "lead-mising"\nreason = "x"', "unknown rule 'lead-mising'; did you mean", id="rule"),
        pytest.param('rule = "lead-missing"\nreason = "x"\nexpires = "soon"', "suppress.0.expires", id="day"),
        pytest.param('rule = "lead-missing"\nreason = "x"\nexpires = "2023-02-30"', "day is out of", id="no day"),
        pytest.param('rule = "lead-missing"\nreason = "x"\npaths = "a"', "'paths'", id="unknown key"),
        pytest.param('rule = []\nreason = "x"', "suppress.0.rule", id="an empty list"),
    ],
)
def test_a_mistake_is_one_line(dump: Path, entry: str, error: str) -> None:
    settings(dump, entry)
    code, out, err = run("rfi")
    assert (code, out) == (2, "")
    assert error in err and len(err.splitlines()) == 1, err
