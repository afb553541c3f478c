"""`action.yml`, run as the runner of GitHub runs a composite action: its steps in their order, with its environment."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
INSTALL, VALIDATE, UPLOAD, RESULT = "Install newscheck", "Validate", "Upload SARIF", "Result"
(USE,) = (
    step
    for block in re.findall(r"```yml\n( +- uses.*?)```", (ROOT / "docs" / "ci.md").read_text("utf-8"), re.DOTALL)
    for step in yaml.safe_load(block)
    if "newscheck" in step["uses"]
)
BASH = shutil.which("bash")
pytestmark = pytest.mark.skipif(BASH is None, reason="no bash, in which GitHub runs the steps")


class Job(NamedTuple):
    """The result of a job: its exit code and log, the steps that ran, what was uploaded, the action's outputs."""

    code: int
    log: str
    ran: list[str]
    uploaded: list[dict[str, str]]
    outputs: dict[str, str]


class Runner:
    """Runs the action in a job, whose folder has the checkout (`work`) and the runner's own files (`temp`)."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.work, self.temp = folder / "work", folder / "temp"
        self.program = self.temp / "newscheck" / "bin" / "newscheck"
        self._environment = environment
        self.work.mkdir()
        self.temp.mkdir()

    def run(self, *, without: str = "", event: str = "pull_request", **inputs: str) -> Job:
        """Run all steps but one. A step that fails ends the job."""
        inputs = {name.replace("_", "-"): value for name, value in inputs.items()}
        assert inputs.keys() <= ACTION["inputs"].keys()
        known = {f"inputs.{name}": inputs.get(name, entry["default"]) for name, entry in ACTION["inputs"].items()}
        job = Job(0, "", [], [], {})
        for name, step in STEPS.items():
            if name == without or job.code or not _is_met(step.get("if"), known):
                continue
            job.ran.append(name)
            if "uses" in step:
                job.uploaded.append({key: _filled(value, known) for key, value in step["with"].items()})
                continue
            code, log, outputs = self._step(step, known, event)
            known |= {f"steps.{step.get('id')}.outputs.{key}": value for key, value in outputs.items()}
            job = job._replace(code=code, log=job.log + log)
        return job._replace(
            outputs={name: _filled(output["value"], known) for name, output in ACTION["outputs"].items()}
        )

    def command(self, *words: str) -> None:
        """Run a command in the checkout."""
        subprocess.run(words, cwd=self.work, env=self._environment, check=True, capture_output=True, timeout=60)

    def _step(self, step: Mapping[str, Any], known: Mapping[str, str], event: str) -> tuple[int, str, dict[str, str]]:
        script, output = self.temp / "step.sh", self.temp / "output"
        script.write_text(step["run"])
        output.write_text("")
        github = {
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_EVENT_NAME": event,
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(self.temp / "summary"),
            "GITHUB_WORKSPACE": str(self.work),
            "RUNNER_TEMP": str(self.temp),
        }
        own = {key: _filled(value, known) for key, value in step["env"].items()}
        # https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax (jobs.<job_id>.steps[*].shell)
        assert step["shell"] == "bash"
        command = [str(BASH), "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        environment = {**self._environment, **github, **own}
        done = subprocess.run(
            command, cwd=self.work, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300
        )
        outputs = dict(line.split("=", 1) for line in output.read_text().splitlines())
        return done.returncode, done.stdout.decode(), outputs


def _filled(text: str, known: Mapping[str, str]) -> str:
    """A text with its expressions evaluated; an output that no step has set is empty, an unknown input is a mistake."""

    def value(name: str) -> str:
        return known.get(name, "") if name.startswith("steps.") else known[name]

    return re.sub(r"\$\{\{ (.+?) \}\}", lambda match: value(match[1]), text)


def _is_met(condition: str | None, known: Mapping[str, str]) -> bool:
    if condition is None:
        return True
    match = re.fullmatch(r"(inputs\.[\w-]+) == '(\w*)'", condition)
    assert match, f"this test supports no such condition: {condition}"
    return known[match[1]] == match[2]


#: A file without faults, and one that has no lead.
GOOD, BAD = "articles/1048575.md", "articles/1048574.md"
PYTHON = Path(sys.executable)


def environment(base: Mapping[str, str], **more: str) -> dict[str, str]:
    """Settings of git that are nobody's, and the python of this test before others."""
    identity = {f"GIT_{role}_{name}": "a@b" for role in ("AUTHOR", "COMMITTER") for name in ("NAME", "EMAIL")}
    git = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return {**base, **identity, **git, "PATH": os.pathsep.join((str(PYTHON.parent), base["PATH"])), **more}


@pytest.fixture
def installed(tmp_path: Path, write_dump: Callable[..., Path]) -> Runner:
    """A job in which newscheck is installed already. The second of two commits has the faulty article."""
    job = Runner(tmp_path, environment(os.environ, PYTHONPATH=str(ROOT)))
    (write_dump([{}, {"lead": None}]) / "rfi").rename(job.work / "articles")
    job.program.parent.mkdir(parents=True)
    job.program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m newscheck "$@"\n')
    job.program.chmod(0o755)
    (job.work / "newscheck.toml").write_text('paths = ["articles"]\n')
    (job.work / "known.txt").write_text("# newscheck baseline 1\n# end\n")
    (job.work / "8月 渔业").mkdir()
    shutil.copy(job.work / GOOD, job.work / "8月 渔业")
    for words in (["init"], ["add", GOOD], ["commit", "-m", "one"], ["add", "--all"], ["commit", "-m", "two"]):
        job.command("git", *words)
    return job


def results(path: str | Path) -> list[tuple[str, str]]:
    """Rule and file of all results of a SARIF report."""
    entries = json.loads(Path(path).read_text("utf-8"))["runs"][0]["results"]
    return [
        (entry["ruleId"], entry["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) for entry in entries
    ]


@pytest.mark.slow
def test_the_whole_action(tmp_path: Path, offline: Mapping[str, str]) -> None:
    job = Runner(tmp_path, environment(offline))
    shutil.copytree(ROOT / "examples" / "dump", job.work / "articles")
    done = job.run(paths="articles/", upload_sarif="true")
    assert (done.code, done.ran) == (1, [INSTALL, VALIDATE, UPLOAD, RESULT]), done.log
    assert re.search(r"^::error title=lead-missing,file=articles/rfi/1048555\.md,line=5,", done.log, re.MULTILINE)
    assert "lead-missing" in (job.temp / "summary").read_text("utf-8")
    assert done.outputs == {"exit-code": "1", "sarif": str(job.temp / "newscheck.sarif")}
    assert done.uploaded == [{"sarif_file": done.outputs["sarif"], "category": "newscheck"}]
    assert ("tag-fused", "articles/rfi/1048563.md") in results(done.outputs["sarif"])
    # `git add --all` of a scraper commits the same files as before.
    assert sorted(path.name for path in job.work.iterdir()) == ["articles"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        pytest.param({"paths": "articles"}, 1, id="a folder"),
        pytest.param({"paths": GOOD}, 0, id="a file without faults"),
        pytest.param({"paths": f"\n  {GOOD}\n\n  {BAD}\n"}, 1, id="a path a line"),
        pytest.param({}, 1, id="what the settings name"),
        pytest.param({"paths": "8月 渔业"}, 0, id="a name with a blank"),
        pytest.param({"paths": "articles", "args": "--ignore lead-missing --fail-on note"}, 0, id="other options"),
        pytest.param({"paths": "articles", "args": "--exclude *74.md"}, 0, id="a pattern that only newscheck fills in"),
        pytest.param({"paths": "articles", "baseline": "known findings.txt"}, 0, id="a baseline"),
        pytest.param({"paths": "articles", "changed-since": "HEAD~1"}, 1, id="what changed"),
        pytest.param({"paths": "articles", "changed-since": "HEAD"}, 0, id="nothing changed"),
        pytest.param({"paths": "nowhere"}, 2, id="a path that isn't there"),
        pytest.param({"paths": "articles", "args": "--fail-no error"}, 2, id="an option that there isn't"),
        pytest.param({"paths": "articles", "changed-since": "nowhere"}, 2, id="a revision that isn't there"),
        pytest.param({"paths": "articles", "reference": "nowhere.json"}, 2, id="a reference that isn't there"),
        pytest.param({"paths": "articles", "sarif": "nowhere/newscheck.sarif"}, 2, id="a report that can't be written"),
    ],
)
def test_inputs(installed: Runner, inputs: dict[str, str], code: int) -> None:
    if "baseline" in inputs:
        installed.command(str(installed.program), "validate", "--write-baseline", inputs["baseline"])
    done = installed.run(without=INSTALL, upload_sarif="true", **inputs)
    assert (done.code, done.outputs["exit-code"]) == (code, str(code)), done.log
    assert done.ran == [VALIDATE, *([UPLOAD, RESULT] if code < 2 else [])]
    assert ("lead-missing" in done.log) is (code == 1)
    if code < 2:
        assert results(done.outputs["sarif"]) == [("lead-missing", BAD)] * code


def test_the_report_is_where_one_wants_it(installed: Runner) -> None:
    done = installed.run(without=INSTALL, paths="articles", sarif="our report.sarif")
    assert (done.ran, done.outputs["sarif"]) == ([VALIDATE, RESULT], "our report.sarif")
    assert results(installed.work / "our report.sarif") == [("lead-missing", BAD)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("event", "args", "code"),
    [
        pytest.param("push", "", 1, id="a push"),
        pytest.param("schedule", "", 1, id="by the clock"),
        pytest.param("pull_request", "", 0, id="a pull request"),
        pytest.param("pull_request", "--max-age 3h", 1, id="a pull request that asks for it"),
    ],
)
def test_a_silent_feed_is_no_pull_requests_doing(installed: Runner, event: str, args: str, code: int) -> None:
    (installed.work / "newscheck.toml").write_text(f'paths = ["{GOOD}"]\nmax-age = "6h"\n')
    done = installed.run(without=INSTALL, event=event, args=args)
    assert (done.code, "feed-silent" in done.log) == (code, bool(code)), done.log


@pytest.mark.slow
@pytest.mark.parametrize(
    ("event", "inputs", "ran"),
    [
        pytest.param("push", {}, True, id="a push"),
        pytest.param("schedule", {}, True, id="by the clock"),
        pytest.param("pull_request", {}, False, id="a pull request"),
        pytest.param("pull_request_target", {}, False, id="one with the rights of the repository"),
        pytest.param("pull_request", {"allow_code": "yes"}, False, id="a word that is not true"),
        pytest.param("pull_request", {"allow_code": "true"}, True, id="a pull request that is trusted"),
    ],
)
def test_a_pull_requests_settings_run_no_code(installed: Runner, event: str, inputs: dict[str, str], ran: bool) -> None:
    (installed.work / "newscheck.toml").write_text(f'paths = ["{GOOD}"]\nrules-from = ["title_owned"]\n')
    (installed.work / "title_owned.py").write_text("open('owned', 'w').close()\n")
    done = installed.run(without=INSTALL, event=event, **inputs)
    assert (installed.work / "owned").exists() is ran
    assert (done.code, "--no-code: rules-from is left out" in done.log) == ((2, False) if ran else (0, True)), done.log


def categories(file: Path) -> list[str]:
    return [run["automationDetails"]["id"] for run in json.loads(file.read_text("utf-8"))["runs"]]


def test_each_upload_has_a_category_of_its_own(installed: Runner) -> None:
    done = installed.run(without=INSTALL, upload_sarif="true", category="eel")
    assert [upload["category"] for upload in done.uploaded] == ["eel"]
    # The category of the upload counts only where the file has none.
    assert categories(installed.temp / "newscheck.sarif") == ["eel/"]


@pytest.mark.slow
@pytest.mark.parametrize("without", [INSTALL, VALIDATE])
def test_nothing_in_the_inputs_is_run(installed: Runner, without: str) -> None:
    hostile = "$(touch owned) `touch owned` ; touch owned"
    done = installed.run(without=without, **dict.fromkeys(ACTION["inputs"], hostile))
    assert done.code
    assert not (installed.work / "owned").exists()


@pytest.mark.parametrize(("base", "code"), [("", 1), ("HEAD", 0)], ids=["a push", "a pull request"])
def test_the_job_of_the_documents(installed: Runner, base: str, code: int) -> None:
    is_push = "true" if not base else "false"
    known = {"github.event.pull_request.base.sha": base, "github.event_name == 'push'": is_push}
    done = installed.run(without=INSTALL, **{name: _filled(value, known) for name, value in USE["with"].items()})
    assert (done.code, done.ran) == (code, [VALIDATE, *([] if base else [UPLOAD]), RESULT]), done.log


def test_the_schema_of_actions_holds() -> None:
    pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", [name for name, step in STEPS.items() if "run" in step])
def test_shellcheck_finds_nothing(name: str) -> None:
    program = shutil.which("shellcheck", path=environment(os.environ)["PATH"])
    if program is None:
        pytest.skip("shellcheck is not installed")
    command = [program, "--shell", "bash", "-"]
    done = subprocess.run(command, input=STEPS[name]["run"], capture_output=True, encoding="utf-8", timeout=60)
    assert done.stdout == ""


def test_every_input_is_used_and_described() -> None:
    text = (ROOT / "action.yml").read_text("utf-8")
    documents = (ROOT / "docs" / "ci.md").read_text("utf-8")
    for name, entry in ACTION["inputs"].items():
        assert entry["description"] and f"inputs.{name}" in text and f"`{name}`" in documents


@pytest.mark.slow
def test_python_imports_nothing_from_the_checkout_of_a_pull_request(tmp_path: Path) -> None:
    job = Runner(tmp_path, environment(os.environ))
    for name in ("venv", "pip", "json", "subprocess", "logging"):
        (job.work / f"{name}.py").write_text("open('owned', 'w').close()\n", "utf-8")
    programs = [words for line in STEPS[INSTALL]["run"].splitlines() if "python" in (words := line.split())[:1]]
    assert len(programs) == 2
    for words in programs:
        options = words[1 : words.index("-m") + 2]
        subprocess.run([PYTHON, *options, "--help"], cwd=job.work, capture_output=True, timeout=60)
        assert not (job.work / "owned").exists()
