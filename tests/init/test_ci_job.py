"""The CI service is detected, and its job fits the feeds, the submodules and the files that are there."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from newscheck.init import ci_job

REMOTE = '[remote "origin"]\n\turl = '


@pytest.fixture(autouse=True)
def _repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty repository is the working folder."""
    monkeypatch.chdir(tmp_path)
    subprocess.run(["git", "init", "-q"], check=True)


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    with Path(path).open("a") as file:
        file.write(text)


@pytest.mark.parametrize(
    ("files", "service"),
    [
        pytest.param({}, "github", id="nothing"),
        pytest.param({".github/dependabot.yml": ""}, "github", id="a file of GitHub"),
        pytest.param({".gitlab-ci.yml": ""}, "gitlab", id="a file of GitLab"),
        pytest.param({".git/config": f"{REMOTE}git@gitlab.example:a/b.git\n"}, "gitlab", id="cloned from GitLab"),
        pytest.param({".git/config": f"{REMOTE}git@github.example:a/b.git\n"}, "github", id="cloned from GitHub"),
        pytest.param(
            {".git/config": f"{REMOTE}git@gitlab.example:a/b.git\n", ".github/x": ""}, "github", id="files go first"
        ),
    ],
)
def test_the_service_is_detected(files: Mapping[str, str], service: str) -> None:
    for path, text in files.items():
        write(path, text)
    assert ci_job.detect_service() == service


@pytest.mark.parametrize(
    ("limits", "cron"),
    [
        pytest.param({}, None, id="no feed"),
        pytest.param({"rfi": None}, None, id="an archive"),
        pytest.param({"rfi": 6}, "23 * * * *", id="every hour"),
        pytest.param({"rfi": 48}, "23 5 * * *", id="once a day"),
        pytest.param({"rfi": 48, "dw": 47}, "23 * * * *", id="the busiest feed decides"),
    ],
)
def test_the_schedule_is_that_of_the_feeds(limits: Mapping[str, int | None], cron: str | None) -> None:
    remarks: list[str] = []
    job = ci_job.job_file(("articles",), "github", limits, remarks)
    assert ("schedule:" in job.text) == (cron is not None)
    assert cron is None or (cron in job.text and cron in job.summary)
    assert not any("schedule" in remark for remark in remarks)


@pytest.mark.parametrize(
    ("submodule", "paths", "is_fetched"),
    [
        pytest.param("articles", ("articles",), True, id="the dump"),
        pytest.param("articles", ("articles/rfi",), True, id="above the dump"),
        pytest.param("articles/rfi", ("articles",), True, id="in the dump"),
        pytest.param("themes", (".",), True, id="the dump is all of it"),
        pytest.param("themes", ("articles",), False, id="elsewhere"),
        pytest.param("articles-old", ("articles",), False, id="a longer name"),
    ],
)
def test_submodules_are_fetched_where_a_dump_is_in_one(
    submodule: str, paths: tuple[str, ...], is_fetched: bool
) -> None:
    write(".gitmodules", f'[submodule "a"]\n\tpath = {submodule}\n\turl = ../a\n')
    job = ci_job.job_file(paths, "github", {}, [])
    assert ("submodules:" in job.text) == is_fetched


@pytest.mark.parametrize(
    ("text", "path"),
    [
        pytest.param(None, ".gitlab-ci.yml", id="no file"),
        pytest.param("test: {script: [make]}", ".gitlab/newscheck.yml", id="other jobs"),
        pytest.param("newscheck: {script: [make]}", ".gitlab-ci.yml", id="our job, which stays"),
    ],
)
def test_other_jobs_keep_their_file(text: str | None, path: str) -> None:
    if text is not None:
        write(".gitlab-ci.yml", text)
    remarks: list[str] = []
    assert ci_job.job_file(("articles",), "gitlab", {}, remarks).path == path
    assert any("(include: /.gitlab/newscheck.yml)" in remark for remark in remarks) == path.startswith(".gitlab/")


@pytest.mark.parametrize(
    ("ignored", "is_reported"),
    [
        pytest.param("/output", True, id="the folder"),
        pytest.param("*.jsonl", True, id="the feeds"),
        pytest.param("output/*.log", False, id="something else"),
    ],
)
def test_articles_that_git_ignores_are_reported(ignored: str, is_reported: bool) -> None:
    write(".gitignore", ignored)
    write("output/eel.jsonl", "{}")
    write("output/a.log", "")
    remarks = ["git ignores articles in output, which the job won't have"]
    assert list(ci_job.ignored_remarks(["output"])) == (remarks if is_reported else [])
