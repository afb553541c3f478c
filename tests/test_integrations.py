"""What others run: the hooks of pre-commit, and the action of GitHub, whose steps are run as GitHub runs them."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
BASH = shutil.which("bash")


@pytest.fixture
def dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write_dump: Any) -> Path:
    """A repository with two articles, one of which has no lead, and newscheck on its path."""
    monkeypatch.chdir(tmp_path)
    write_dump([{}, {"lead": None}])
    program = tmp_path / "bin" / "newscheck"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m newscheck "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def test_hooks_are_what_pre_commit_takes() -> None:
    assert HOOKS.keys() == {"newscheck", "newscheck-dump"}
    for hook in HOOKS.values():
        assert {"id", "name", "entry", "language"} <= hook.keys()
    assert HOOKS["newscheck-dump"]["pass_filenames"] is False


@pytest.mark.parametrize(
    ("name", "is_taken"),
    [
        ("articles/1.md", True),
        ("export.jsonl", True),
        ("articles/2023-08-16-渔业.md", True),
        ("README.md", False),
        ("docs/readme.md", False),
        ("package.json", False),
        ("scraper.py", False),
    ],
)
def test_the_hook_takes_articles(name: str, is_taken: bool) -> None:
    hook = HOOKS["newscheck"]
    assert bool(re.search(hook["files"], name) and not re.search(hook["exclude"], name)) is is_taken


@pytest.mark.parametrize(("names", "code"), [(["rfi/1048575.md"], 0), (["rfi/1048575.md", "rfi/1048574.md"], 1)])
def test_the_hook_is_red_for_a_faulty_file(dump: Path, names: list[str], code: int) -> None:
    command = [*shlex.split(HOOKS["newscheck"]["entry"]), *names]
    assert subprocess.run(command, capture_output=True, timeout=60).returncode == code


def test_the_hook_of_the_dump_takes_what_the_settings_name(dump: Path) -> None:
    (dump / "newscheck.toml").write_text('paths = ["rfi"]\n')
    done = subprocess.run(shlex.split(HOOKS["newscheck-dump"]["entry"]), capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "rfi/1048574.md:5:" in done.stdout


def step(name: str) -> dict[str, Any]:
    return next(one for one in ACTION["runs"]["steps"] if one["name"] == name)


def run(name: str, folder: Path, **inputs: str) -> tuple[int, str, dict[str, str]]:
    """Exit code and log of a step, and the outputs that it has set."""
    if BASH is None:
        pytest.skip("no bash, in which GitHub runs the steps")
    given = {key: entry.get("default", "") for key, entry in ACTION["inputs"].items()} | inputs

    def filled(text: str) -> str:
        return re.sub(r"\$\{\{ (?:inputs|steps\.\w+\.outputs)\.([\w-]+) \}\}", lambda found: given[found[1]], text)

    output, summary = folder / "output", folder / "summary"
    output.write_text("")
    environment = {key: filled(value) for key, value in step(name)["env"].items()}
    github = {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_ACTIONS": "true"}
    # https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax (jobs.<job_id>.steps[*].shell)
    command = [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", step(name)["run"]]
    done = subprocess.run(
        command, cwd=folder, env=os.environ | github | environment, capture_output=True, encoding="utf-8", timeout=60
    )
    return done.returncode, done.stdout, dict(line.split("=", 1) for line in output.read_text().splitlines())


def test_the_action_annotates_sums_up_and_reports(dump: Path) -> None:
    code, log, outputs = run("Validate", dump, paths="rfi")
    assert (code, outputs) == (0, {"exit-code": "1"})
    assert re.search(r"^::error .*file=rfi/1048574\.md,line=5", log, re.MULTILINE)
    assert "lead-missing" in (dump / "summary").read_text("utf-8")
    sarif = json.loads((dump / "newscheck.sarif").read_text("utf-8"))
    assert [one["ruleId"] for one in sarif["runs"][0]["results"]] == ["lead-missing"]
    assert run("Result", dump, **outputs)[0] == 1


def test_the_action_knows_a_baseline_and_other_options(dump: Path) -> None:
    write = ["newscheck", "validate", "rfi", "--write-baseline", "known findings.txt"]
    subprocess.run(write, check=True, capture_output=True, timeout=60)
    code, _, outputs = run("Validate", dump, paths="rfi", baseline="known findings.txt", args="--fail-on note")
    assert (code, outputs) == (0, {"exit-code": "0"})
    assert run("Result", dump, **outputs)[0] == 0


@pytest.mark.parametrize("inputs", [{"paths": "nowhere"}, {"paths": "rfi", "args": "--fail-no error"}])
def test_a_mistake_ends_the_job_at_once(dump: Path, inputs: dict[str, str]) -> None:
    code, _, outputs = run("Validate", dump, **inputs)
    assert (code, outputs) == (2, {"exit-code": "2"})


def test_nothing_in_the_inputs_is_run(dump: Path) -> None:
    run("Validate", dump, paths="rfi $(touch owned) `touch owned` ; touch owned", baseline="$(touch owned)")
    assert not (dump / "owned").exists()


def test_every_input_is_used_and_says_what_it_is() -> None:
    text = (ROOT / "action.yml").read_text("utf-8")
    for name, entry in ACTION["inputs"].items():
        assert entry["description"] and f"inputs.{name}" in text


def test_the_documents_name_inputs_and_hooks_that_there_are() -> None:
    text = (ROOT / "docs" / "ci.md").read_text("utf-8")
    action, hooks, *_ = (yaml.safe_load(block) for block in re.findall(r"```yml\n(.*?)```", text, re.DOTALL))
    assert action[-1]["with"].keys() <= ACTION["inputs"].keys()
    assert [hook["id"] for hook in hooks["repos"][0]["hooks"]] == [*HOOKS]
