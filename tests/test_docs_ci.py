"""`docs/ci.md` is true: its table has every format, and the jobs do what they are there for."""

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

from newscheck import registry, starter

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "ci.md").read_text("utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
#: What stands below is run in `test_recipes.py`.
JOBS = [yaml.safe_load(block) for block in BLOCKS if block in TEXT.partition("\n## Recipes")[0]]


def strings(value: Any) -> Iterator[str]:
    """All strings of a job, wherever they stand."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from strings(part)
    elif isinstance(value, str):
        yield value


def test_the_table_has_every_format() -> None:
    assert sorted(re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE)) == sorted(registry.names("outputs"))
    (named,) = re.findall(r"`--format ([\w|]+)`", (ROOT / "README.md").read_text("utf-8"))
    assert sorted(named.split("|")) == sorted(registry.names("outputs"))


@pytest.mark.parametrize("service", registry.names("services", ".yml"))
def test_the_service_takes_the_jobs(tmp_path: Path, service: str) -> None:
    """Those of the documents, and the one that `newscheck init` writes."""
    pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed")
    own = registry.data("services")[f"{service}.yml"]
    texts = [starter.job(own, cron)[1] for cron in ("23 * * * *", None)]
    texts += [block for block in BLOCKS if ("\non: " in block or "\non:\n" in block) == (service == "github")]
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.yml").write_text(text, "utf-8")
    schema = {"github": "vendor.github-workflows", "gitlab": "vendor.gitlab-ci"}[service]
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *os.listdir(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stdout
    assert len(texts) >= 3


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
