"""The texts of generated files: settings at the end of a pyproject.toml, the CI job, a first test."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from collections.abc import Sequence

#: Files that the first test checks.
_NEWEST = 20
#: An address on a server without a character that is special in a shell or in YAML.
_ADDRESS = re.compile(r"(?:[a-z]+\+)?(?:https?|ssh)://[\w.~%+/@:=#&-]+", re.ASCII)
#: Marks of the lines of a job that are only for feeds with a schedule.
_SCHEDULE_MARKERS = ("schedule", "@CRON@", "silent", "MAX_AGE:", "MAX_AGE=")


def append_table(pyproject: str, table: str) -> str | None:
    """A pyproject.toml with a table added at its end; None where that is not possible, or there is one already."""
    newline = "\r\n" if "\r\n" in pyproject else "\n"
    gap = newline * (1 if pyproject.endswith("\n") or not pyproject else 2) if pyproject else ""
    text = pyproject + gap + table.replace("\n", newline)
    try:
        before, after = tomllib.loads(pyproject), tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
    after["tool"].pop("newscheck")
    if "tool" not in before and not after["tool"]:
        del after["tool"]
    return text if before == after else None


def pip_requirement(direct_url: str) -> str:
    """The pip requirement for a `direct_url.json` (PEP 610) that names a commit or an archive on a server.

    Empty where it names a folder or a file of this machine, or can't be read.
    """
    try:
        table = json.loads(direct_url)
        url, vcs = table["url"], table.get("vcs_info")
        source = f"{vcs['vcs']}+{url}@{vcs['commit_id']}" if vcs else url if "archive_info" in table else ""
    except (ValueError, KeyError, TypeError, AttributeError):
        return ""
    folder = f"#subdirectory={table['subdirectory']}" if table.get("subdirectory") else ""
    return f"newscheck @ {source}{folder}" if _ADDRESS.fullmatch(f"{source}{folder}") else ""


def ci_job(template: str, cron: str | None, requirement: str, *, submodules: bool = False) -> tuple[list[str], str]:
    """The files that a service's job may stand in, which the template's first line names, and the text of the job.

    It installs newscheck by `requirement`. Only with `cron` it runs by the clock and checks for silent feeds; only with
    `submodules` it fetches them.
    """
    first, *lines = template.splitlines(keepends=True)
    left_out = [*(() if cron else _SCHEDULE_MARKERS), *(() if submodules else ("SUBMODULE", "submodule"))]
    text = "".join(line for line in lines if not any(word in line for word in left_out))
    text = text.replace("@NEWSCHECK@", shlex.quote(requirement))
    return first.strip("# \n").split(", "), text.replace("@CRON@", cron) if cron else text.replace(" $MAX_AGE", "")


def first_test(paths: Sequence[str]) -> str:
    """A test of the newest files of the dump, which is below `paths`."""
    dumps = " ".join(shlex.quote(f"--newscheck={path}") for path in paths)
    shown = dumps.replace("\\", "\\\\").replace('"', '\\"')
    return f'''"""The newest articles are well formed. Written by `newscheck init`; change it as you like.

    pip install "newscheck[pytest]"
    pytest tests/test_articles.py

newscheck's settings name the articles, the rules for them, and the baseline. A whole dump is tested by

    pytest {shown}

and `newscheck fixture add PAGE` makes a test of a saved page and your extractor.
"""

import pytest
from newscheck.testing import id_of, newest

FILES = newest(__file__, count={_NEWEST})


def test_there_are_articles():
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=id_of)
def test_the_newest_articles_are_well_formed(newscheck, path):
    newscheck.assert_valid(path)
'''
