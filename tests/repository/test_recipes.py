"""The recipes of `docs/ci.md`, each run as its service runs it, in a repository of its own."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
import yaml

from newscheck.synthetic import specimen

RECIPES = (Path(__file__).parents[2] / "docs" / "ci.md").read_text("utf-8").partition("\n## Recipes\n")[2]
#: The files that the recipes show, by their names.
FILES = {
    name: text
    for block in re.findall(r"```(?:yaml|toml)\n(.*?)```", RECIPES, re.DOTALL)
    for name, text in re.findall(r"\A# (\S+\.(?:yml|toml))\n(.*)", block, re.DOTALL)
}
BASH = shutil.which("bash")
pytestmark = pytest.mark.skipif(not BASH or not shutil.which("git"), reason="no bash, or no git")
#: The last full hour, in the time of the articles: a job checks articles by the clock.
HOUR = datetime.now(ZoneInfo("Europe/Paris")).replace(minute=0, second=0, microsecond=0, tzinfo=None)


class Job(NamedTuple):
    """How a job ended: whether it is red, and the output of each of its commands."""

    is_red: bool
    log: str


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone with a remote, and the programs that the jobs call; those that would leave the machine do nothing."""
    programs = tmp_path / "bin"
    programs.mkdir()
    newscheck = f'exec {shlex.quote(sys.executable)} -m newscheck "$@"'
    commands = {"newscheck": newscheck, "python": f'exec {shlex.quote(sys.executable)} "$@"', "pip": "true"}
    for name, command in {**commands, "gh": f'echo "$@" >>{tmp_path}/gh'}.items():
        (programs / name).write_text(f"#!/bin/sh\n{command}\n")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "a")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "a@example.org")
    origin, clone = tmp_path / "origin.git", tmp_path / "clone"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(origin))
    git(tmp_path, "clone", "-q", str(origin), str(clone))
    monkeypatch.chdir(clone)
    git(clone, "checkout", "-q", "-b", "main")
    return clone


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, encoding="utf-8")
    return done.stdout.strip()


def commit(message: str) -> None:
    git(Path(), "add", "-A")
    git(Path(), "commit", "-q", "--allow-empty", "-m", message)


def write(folder: str, patches: Iterable[Mapping[str, Any]], first: int = 1048555) -> None:
    Path(folder).mkdir(parents=True, exist_ok=True)
    for number, patch in enumerate(patches, first):
        Path(folder, f"{number}.md").write_bytes(specimen.render(patch, number % 500))


def perform(name: str, environment: Mapping[str, str] = {}, **values: str) -> Job:
    """Run the one job of a workflow; `values` are those of the expressions in it, with _ for the dots."""
    (job,) = yaml.safe_load(FILES[name])["jobs"].values()
    known = {f"${{{{ {key.replace('_', '.')} }}}}": value for key, value in values.items()}
    outcomes: dict[str, bool] = {}
    is_red, log = False, ""
    for step in job["steps"]:
        if "run" not in step or not _is_due(step.get("if", ""), outcomes, is_red):
            continue
        own = {key: known[value] for key, value in {**job.get("env", {}), **step.get("env", {})}.items()}
        # https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax (jobs.<job_id>.steps[*].shell)
        done = subprocess.run(
            [str(BASH), "-e", "-c", step["run"]],
            env={**os.environ, **environment, **own},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=60,
        )
        log += f"$ {step['run']}\n{done.stdout}"
        outcomes[step.get("id", "")] = done.returncode == 0
        is_red = is_red or (bool(done.returncode) and not step.get("continue-on-error", False))
    return Job(is_red, log)


def _is_due(condition: str, outcomes: Mapping[str, bool], is_red: bool) -> bool:
    if condition == "${{ !cancelled() }}":
        return True
    if condition:
        (step,) = re.fullmatch(r"steps\.(\w+)\.outcome == 'failure'", condition).groups()  # type: ignore[union-attr]
        return not is_red and not outcomes[step]
    return not is_red


def hourly(count: int, *, since: int) -> list[dict[str, Any]]:
    """Articles of so many hours in a row, the last one `since` hours ago."""
    return [{"when": HOUR - timedelta(hours=since + number)} for number in reversed(range(count))]


def scraper(source: str) -> None:
    Path("scrape.py").write_text(f"from pathlib import Path\n{source}\n", "utf-8")


def article(patch: Mapping[str, Any], seed: int) -> str:
    return repr(specimen.render(patch, seed).decode())


@pytest.mark.slow
def test_the_hourly_job_commits_what_it_finds_and_tells_what_is_wrong(repository: Path) -> None:
    write("articles", [*hourly(10, since=2), {"when": HOUR - timedelta(hours=2), "lead": None}])
    good = article({"when": HOUR - timedelta(hours=1), "title": "渔业配额推迟到明年"}, 50)
    scraper(f"Path('articles/1048600.md').write_text({good}, 'utf-8')")
    commit("so far")
    git(repository, "push", "-q", "-u", "origin", "main")
    first = perform(".github/workflows/scrape.yml")
    assert not first.is_red, first.log
    assert "articles/1048600.md" in git(repository, "ls-tree", "-r", "--name-only", "origin/main")

    bad = article({"when": HOUR, "image": "Array", "title": "气象学家周五在里斯本发表讲话"}, 51)
    scraper(f"Path('articles/1048601.md').write_text({bad}, 'utf-8')")
    second = perform(".github/workflows/scrape.yml")
    assert second.is_red
    assert "image-malformed" in second.log
    assert "lead-missing" not in second.log
    assert "articles/1048601.md" in git(repository, "ls-tree", "-r", "--name-only", "origin/main")

    scraper(
        f"Path('articles/1048600.md').write_text({article({'when': HOUR, 'title': '出口商协会表示欢迎'}, 52)}, 'utf-8')"
    )
    third = perform(".github/workflows/scrape.yml")
    assert third.is_red
    assert "path-overwritten" in third.log


@pytest.mark.slow
def test_the_hourly_job_is_red_when_the_feed_is_silent(repository: Path) -> None:
    write("articles", hourly(20, since=80))
    scraper("print('nothing new')")
    commit("so far")
    git(repository, "push", "-q", "-u", "origin", "main")
    job = perform(".github/workflows/scrape.yml")
    assert job.is_red, job.log
    assert "feed-silent" in job.log


@pytest.mark.slow
def test_a_pull_request_gets_the_findings_that_it_changes(repository: Path, tmp_path: Path) -> None:
    write("articles", [{}, {"lead": None}, {}])
    commit("main")
    git(repository, "push", "-q", "-u", "origin", "main")
    git(repository, "checkout", "-q", "-b", "branch")
    write("articles", [{"title": "渔业配额推迟到明年"}], first=1048600)
    commit("a good one")
    base, values = {"GITHUB_BASE_REF": "main"}, {"github_event_number": "7", "github_token": "x"}
    job = perform(".github/workflows/pull-request.yml", base, **values)
    assert not job.is_red, job.log

    write("articles", [{"title": "气象学家周五在里斯本发表讲话", "image": "Array"}], first=1048601)
    commit("a bad one")
    job = perform(".github/workflows/pull-request.yml", base, **values)
    assert job.is_red
    comment = Path("comment.md").read_text("utf-8")
    assert "image-malformed" in comment
    assert "lead-missing" not in comment
    assert (tmp_path / "gh").read_text().splitlines() == [
        "pr comment 7 --body-file comment.md --edit-last --create-if-none"
    ] * 2


def publish(publisher: str, count: int, **patch: Any) -> None:
    """Articles of a publisher of the recipe, every two hours until now."""
    for number in range(count):
        when = HOUR - timedelta(hours=2 * (count - number))
        url = f"https://{publisher}.example/{when:%Y/%m/%d}/{number}.html"
        title = f"渔民合作社第{number}次要求重新审议配额"
        write(
            f"{publisher}/articles", [{"when": when, "url": url, "title": title, "share": False, **patch}], first=number
        )


@pytest.mark.slow
def test_several_publishers_have_their_own_rules(repository: Path) -> None:
    for name in ("pyproject.toml", "eel/eel.toml", "heron/heron.toml"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(FILES[name], "utf-8")
    Path("known.txt").write_text("# newscheck baseline 1\n# end\n")
    publish("eel", 12)
    publish("heron", 12, image=None)
    checked = subprocess.run(["newscheck", "validate"], capture_output=True, encoding="utf-8", timeout=60)
    assert checked.returncode == 0, checked.stdout
    publish("eel", 12, image=None)
    checked = subprocess.run(["newscheck", "validate"], capture_output=True, encoding="utf-8", timeout=60)
    assert checked.returncode == 1
    assert "image-missing" in checked.stdout
    assert "heron" not in checked.stdout
    for publisher in yaml.safe_load(FILES[".github/workflows/publishers.yml"])["jobs"]["articles"]["strategy"][
        "matrix"
    ]["publisher"]:
        Path(publisher, "known.txt").write_text("# newscheck baseline 1\n# end\n")
        done = perform(".github/workflows/publishers.yml", matrix_publisher=publisher)
        assert done.is_red == (publisher == "eel"), done.log


@pytest.mark.slow
def test_reports_with_their_history_are_published_whatever_they_find(repository: Path) -> None:
    name = ".github/workflows/reports.yml"
    write("articles", [{}, {"lead": None}, {}])
    first = perform(name)
    assert first.is_red
    assert "lead-missing" in first.log
    Path("articles/1048556.md").unlink()
    assert not perform(name).is_red
    index = Path("site/index.html").read_text("utf-8")
    runs = sorted(Path("site/runs").glob("*.html"))
    assert runs
    assert all(f"runs/{run.name}" in index for run in runs)
    (job,) = yaml.safe_load(FILES[name])["jobs"].values()
    assert {step["with"]["path"] for step in job["steps"] if "path" in step.get("with", {})} == {"site"}
