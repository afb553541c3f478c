"""`docs/ci.md` is true: the jobs work."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from newscheck import registry
from newscheck.engine.cache.content_store import FOLDER
from newscheck.init import file_templates

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "ci.md").read_text("utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
#: What stands below is run in `test_recipes.py`.
JOBS = [yaml.safe_load(block) for block in BLOCKS if block in TEXT.partition("\n## Recipes")[0]]


#: Jobs in which nothing is uploaded, and parts of jobs.
PARTS = [yaml.safe_load(block) for block in re.findall(r"```yml\n(.*?)```", TEXT, re.DOTALL)]


def strings(value: Any) -> Iterator[str]:
    """All strings of a job."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from strings(part)
    elif isinstance(value, str):
        yield value


def job_schema(path: str) -> str:
    """The name of the JSON Schema that check-jsonschema has for a CI service's file."""
    catalog = pytest.importorskip("check_jsonschema.catalog", reason="check-jsonschema is not installed").SCHEMA_CATALOG
    for name, entry in catalog.items():
        patterns = entry["hook_config"]["files"]
        if any(re.search(pattern, path) for pattern in ([patterns] if isinstance(patterns, str) else patterns)):
            return f"vendor.{name}"
    pytest.skip(f"check-jsonschema has no schema for {path}")


@pytest.mark.parametrize("service", registry.names("services", ".yml"))
def test_the_service_takes_the_jobs(tmp_path: Path, service: str) -> None:
    """The jobs of the documents, and the one that `newscheck init` writes."""
    own = registry.data("services")[f"{service}.yml"]
    jobs = [file_templates.ci_job(own, cron, "newscheck") for cron in ("23 * * * *", None)]
    schema = job_schema(jobs[0][0][0])
    texts = [text for _, text in jobs] + [block for block in BLOCKS if job_schema(first_line(block)) == schema]
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.yml").write_text(text, "utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *os.listdir(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stdout


def first_line(block: str) -> str:
    """The file that a block of the documents names in its first line."""
    return block.partition("\n")[0].removeprefix("# ")


def test_each_job_of_the_documents_is_one_of_a_service() -> None:
    named = {
        registry.data("services")[name].split("\n")[0].strip("# ").split(", ")[0] for name in registry.data("services")
    }
    assert {job_schema(first_line(block)) for block in BLOCKS} <= {job_schema(path) for path in named}


@pytest.mark.parametrize("job", JOBS, ids=["github", "gitlab"])
def test_the_job_writes_the_files_that_it_uploads(tmp_path: Path, job: dict[str, Any]) -> None:
    shutil.copytree(ROOT / "examples" / "dump", tmp_path / "articles")
    words = [*strings(job)]
    (line,) = (word for word in words if word.startswith("newscheck "))
    summary = tmp_path / "summary.md"
    environment = os.environ | {"GITHUB_STEP_SUMMARY": str(summary)}
    command = [sys.executable, "-m", *shlex.split(line), "--now", "2023-09-01"]
    result = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert (result.returncode, result.stderr) == (1, "")
    written = {path.name for path in tmp_path.iterdir() if path.is_file()} - {"summary.md"}
    assert written
    assert written <= set(words), "each file is uploaded"
    assert summary.exists() == ("--format github" in line)


HOURLY = next(block for block in BLOCKS if "scrape.yml" in block)


@pytest.mark.parametrize("text", [HOURLY, registry.data("services")["github.yml"]], ids=["recipe", "init"])
def test_a_job_on_github_keeps_the_cache_under_a_new_key_also_where_it_fails(text: str) -> None:
    (job,) = yaml.safe_load(text)["jobs"].values()
    steps = [step for step in job["steps"] if "cache" in step.get("uses", "")]
    restore, save = (step["with"] for step in steps)
    assert restore["path"] == save["path"] == FOLDER
    assert restore["key"] == save["key"]
    assert restore["key"].startswith(restore["restore-keys"])
    assert "${{ github.run_id }}" in restore["key"]
    assert steps[1]["if"] == "always()"


def test_a_job_on_gitlab_keeps_the_cache_also_where_it_fails() -> None:
    (cache,) = (part["articles"]["cache"] for part in PARTS if isinstance(part, dict) and "articles" in part)
    assert cache == yaml.safe_load(registry.data("services")["gitlab.yml"])["newscheck"]["cache"]
    assert (cache["paths"], cache["when"]) == ([f"{FOLDER}/"], "always")
