"""What commits overwrote: files, articles that are gone, and inputs that can't be read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from git_repository import git

from newscheck.engine.history_run import run_on_history
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.errors import UsageError
from newscheck.model import Report

SESSION = Session(Project(now=1_700_000_000_000))


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    git(tmp_path, "init", "-q")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def item(number: int, **members: object) -> str:
    """An article as a file."""
    named = {"title": f"第{number}号渔船返回港口", "url": f"https://news.example.org/{number}"}
    body = f"海事法庭公布第{number}号救援协定的全部条文，渔民合作社表示欢迎。"
    return json.dumps({**named, "epoch_ms": 1_692_215_820_000, "body": body, **members})


def history(repository: Path, versions: Sequence[str], span: str = "HEAD~2..HEAD") -> Report:
    """The report on commits that wrote each version into one file; another file stays as it is."""
    for number, text in enumerate(versions):
        (repository / "a.json").write_text(text)
        (repository / "still.json").write_text(item(99))
        git(repository, "add", ".")
        git(repository, "commit", "-qm", str(number), "--allow-empty")
    return run_on_history(SESSION, span, ["."])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("versions", "rules", "remark"),
    [
        pytest.param(
            [item(1), item(2), item(3)],
            ["path-overwritten"],
            "1 file rewritten, 2 times in all; 2 articles that they held are in none of them any more",
            id="three articles",
        ),
        pytest.param(
            [item(1), item(2), item(1)],
            ["path-overwritten"],
            "1 file rewritten, 2 times in all; 1 article that they held is in none of them any more",
            id="one is back",
        ),
        pytest.param([item(1), item(1, lead="x"), item(1)], [], "1 file rewritten, 2 times in all", id="one article"),
        pytest.param([item(1), item(1), item(1)], [], "0 files rewritten, 0 times in all", id="nothing"),
        pytest.param([item(1), "{", "\ufffd"], [], "0 files rewritten, 0 times in all", id="no article any more"),
    ],
)
def test_what_commits_overwrote(repository: Path, versions: list[str], rules: list[str], remark: str) -> None:
    report = history(repository, versions)
    assert [finding.rule for finding in report.findings] == rules
    assert report.remarks[0] == f"history HEAD~2..HEAD: {remark}"
    assert not report.crashes


def test_revisions_that_are_none(repository: Path) -> None:
    with pytest.raises(UsageError):
        history(repository, [item(1)], "nowhere..HEAD")
