"""The rule layout-change in `newscheck validate`: message, severity, and changes that are not reported."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from command_line import Done
from command_line import run as newscheck

from newscheck.engine.run import run as check
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.model import Report
from newscheck.synthetic import specimen

WriteDump = Callable[[list[Mapping[str, Any]]], Path]
NOW = 1_800_000_000_000
RENAMED = {"before": '<div class="story story--long">', "after": "</div>"}
COUNT, AT = 320, 200


def changed(patch: Mapping[str, Any], at: int = AT, count: int = COUNT) -> list[Mapping[str, Any]]:
    return [patch if number >= at else {} for number in range(count)]


def run(*args: str) -> Done:
    return newscheck("validate", *args, "--no-cache")


def report(folder: Path, *args: str) -> dict[str, Any]:
    result = run(str(folder), "--select", "layout-change", "--format", "json", *args)
    parsed: dict[str, Any] = json.loads(result.out)
    return parsed


@pytest.mark.slow
@pytest.mark.parametrize(
    ("patch", "severity", "harm", "verdict"),
    [
        pytest.param(RENAMED, "note", [], "publisher", id="a container costs nothing"),
        pytest.param({"share": False}, "note", [], "publisher", id="a share block less"),
        pytest.param({"image": None}, "error", ["image"], "publisher", id="the image is lost"),
        pytest.param({"paragraphs": ["一句话。"]}, "error", ["paragraphs", "text length"], None, id="most of the text"),
        pytest.param({"url": "http://www.rfi.fr/cn/20230816-x"}, "note", [], "scraper", id="only the header"),
    ],
)  # fmt: skip
def test_the_loss_determines_the_severity(
    write_dump: WriteDump, patch: Mapping[str, Any], severity: str, harm: list[str], verdict: str | None
) -> None:
    parsed = report(write_dump(changed(patch)))
    (finding,), (change,) = parsed["findings"], parsed["changes"]
    assert finding["severity"] == severity
    assert set(harm) <= set(change["harm"])
    assert bool(harm) == bool(change["harm"])
    assert change["verdict"] == verdict
    assert change["articles_before"] == AT
    assert {related["message"] for related in finding["related"]} == {"before", "after"}


def test_an_accepted_change_is_hidden_everywhere(write_dump: WriteDump, tmp_path: Path) -> None:
    folder, known = str(write_dump(changed(RENAMED))), str(tmp_path / "known.txt")
    assert report(folder)["changes"]
    assert run(folder, "--select", "layout-change", "--write-baseline", known).code == 0
    assert not report(folder, "--baseline", known)["changes"]
    assert "layout" not in run(folder, "--select", "layout-change", "--baseline", known, "--format", "markdown").out


def test_words_of_a_program_are_the_scrapers_doing(write_dump: WriteDump) -> None:
    parsed = report(write_dump(changed({"image": None, "sub": [("</div><p>", "</div>Array<p>")]})))
    assert parsed["changes"][0]["verdict"] == "scraper"


def test_a_severity_of_the_project_holds_for_every_change(write_dump: WriteDump, tmp_path: Path) -> None:
    config = tmp_path / "newscheck.toml"
    config.write_text('[rules]\nlayout-change = "warning"\n')
    (finding,) = report(write_dump(changed(RENAMED)), "--config", str(config))["findings"]
    assert finding["severity"] == "warning"


def test_text_tells_shares_examples_and_skeletons(write_dump: WriteDump) -> None:
    result = run(str(write_dump(changed({"image": None}))), "--select", "layout-change")
    assert "the layout changed and image lost" in " ".join(result.out.split())
    assert "100% ->   0%  has image" in result.out
    assert "from  div img p div\n" in result.out
    assert "to    div p div\n" in result.out
    words = result.out.split()
    assert min(words.count("before"), words.count("after")) >= 2, "two files on either side"
    assert result.code == 1


@pytest.mark.parametrize(("since", "number"), [("2023-09-01", 1), ("2023-09-02T12:00Z", 0), ("2024-01-01", 0)])
def test_what_lies_before_a_date_is_no_news(write_dump: WriteDump, since: str, number: int) -> None:
    parsed = report(write_dump(changed(RENAMED)), "--since", since)
    assert len(parsed["findings"]) == len(parsed["changes"]) == number


def test_an_old_loss_is_not_reported_by_another_rule_instead(write_dump: WriteDump) -> None:
    folder = str(write_dump(changed({"image": None})))
    result = run(folder, "--select", "layout-change,coverage-fall", "--since", "2024-01-01", "--format", "json")
    assert json.loads(result.out)["findings"] == []


def test_a_lost_title_is_no_other_text_and_one_finding(write_dump: WriteDump) -> None:
    folder = str(write_dump(changed({"title": ""})))
    parsed = json.loads(run(folder, "--select", "layout-change,coverage-fall", "--format", "json").out)
    assert [finding["rule"] for finding in parsed["findings"]] == ["layout-change"]
    (change,) = parsed["changes"]
    assert change["harm"] == ["title"]
    assert "title bracket" not in {shift["feature"] for shift in change["features"]}


def test_settings_of_the_scan_stand_in_the_configuration(write_dump: WriteDump, tmp_path: Path) -> None:
    config = tmp_path / "newscheck.toml"
    config.write_text("since = 2024-01-01\nmin-share = 0.5\nfalse-alarms-per-10k = 0.1\n")
    assert report(write_dump(changed(RENAMED)), "--config", str(config))["changes"] == []


def test_a_small_share_is_reported_unless_a_larger_one_is_asked_for(write_dump: WriteDump) -> None:
    draw = random.Random(5)
    folder = write_dump([RENAMED if at >= 300 and draw.random() < 0.4 else {} for at in range(600)])
    assert len(report(folder)["changes"]) == 1
    assert report(folder, "--min-share", "0.8")["changes"] == []


def test_a_share_that_moves_with_the_sections_is_a_mix(write_dump: WriteDump) -> None:
    """Two sections, one of which never has a lead: more of that one is no loss."""
    draw = random.Random(1)
    patches: list[Mapping[str, Any]] = [
        {"section": "图集", "lead": None, "after": "<ul><li>x</li></ul>"}
        if draw.random() < (0.15 if at < 400 else 0.85)
        else {"section": "国际"}
        for at in range(700)
    ]
    (change,) = report(write_dump(patches))["changes"]
    assert change["verdict"] == "mix"
    assert change["harm"] == []


def test_a_change_of_one_section_names_it(write_dump: WriteDump) -> None:
    patches = [
        {"section": "图集" if at % 2 else "国际", **(RENAMED if at >= 300 and at % 2 else {})} for at in range(500)
    ]
    (change,) = report(write_dump(patches))["changes"]
    assert change["within"] == "complete in /cn/图集 (0% -> 100%), none elsewhere"


@pytest.mark.parametrize(
    "args",
    [
        ["--since", "yesterday"],
        ["--min-share", "30"],
        ["--false-alarms-per-10k", "0"],
        ["--false-alarms-per-10k", "-1"],
        ["--reference", "nowhere.json"],
        ["--update-reference"],
    ],
)
def test_mistakes_in_the_options_are_usage_errors(write_dump: WriteDump, args: list[str]) -> None:
    result = run(str(write_dump([{}])), *args)
    assert result.code == 2


def report_of(folder: Path, jobs: int) -> Report:
    return check(Session(Project(now=NOW)), [str(folder)], jobs=jobs)


@pytest.mark.slow
def test_two_processes_and_any_shards_give_the_same_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, raw in enumerate(specimen.series(changed(RENAMED, 700, 1_100))):
        target = tmp_path / f"{number:04d}.md"
        target.write_bytes(raw.data)
    expected = report_of(tmp_path, 1)
    assert len(expected.changes) == 1
    assert report_of(tmp_path, 2) == expected
    for size in (7, 50, 1_000):
        monkeypatch.setattr("newscheck.engine.cache.shard._AVERAGE", size)
        monkeypatch.setattr("newscheck.engine.cache.shard._LARGEST", size * 2)
        assert report_of(tmp_path, 1) == expected
