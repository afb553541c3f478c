"""The job of a repository's CI: which service it is for, where its file stands, and what it installs."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from newscheck import readers, registry
from newscheck.engine.files import path_names, regular_file
from newscheck.engine.git.revisions import Repository
from newscheck.errors import UsageError
from newscheck.init import file_templates
from newscheck.init.file_set import ScaffoldFile

#: A feed that may be silent for this many hours or more is checked once a day, all others every hour.
_MAX_HOURLY = 48
_HOURLY, _DAILY = "23 * * * *", "23 5 * * *"


def detect_service() -> str:
    """The CI service of the working folder: by its files, else by where the repository was cloned from."""
    if os.path.exists(".gitlab-ci.yml"):
        return "gitlab"
    if os.path.isdir(".github"):
        return "github"
    try:
        return "gitlab" if b"gitlab" in Repository(".").git.ask("remote", "--verbose") else "github"
    except UsageError:
        return "github"


def job_file(paths: Sequence[str], service: str, limits: Mapping[str, int | None], remarks: list[str]) -> ScaffoldFile:
    """The file with the job of a service (`services/`); in its second place where other jobs stand in the first.

    `limits` are the sites' limits of silence in hours: with any, the job also runs by the clock.
    """
    hours = [limit for limit in limits.values() if limit]
    cron = (_HOURLY if min(hours) < _MAX_HOURLY else _DAILY) if hours else None
    template = registry.data("services")[f"{service}.yml"]
    requirement, hint = _pip_requirement()
    remarks.extend(filter(None, (hint,)))
    has_submodules = any(map(_is_in_submodule, paths))
    (first, *others), text = file_templates.ci_job(template, cron, requirement, submodules=has_submodules)
    has_schedule = "schedule:" in text
    if cron and not has_schedule:
        remarks.append(f"a silent feed pushes nothing: add a schedule for the job (Build > Pipeline schedules, {cron})")
    summary = f"the job, at each push{f' and by the clock ({cron})' if cron and has_schedule else ''}"
    if others and Path(first).is_file() and b"newscheck" not in regular_file.content(first):
        remarks.append(f"{first} is there already: add the new file to what it includes (include: /{others[0]})")
        return ScaffoldFile(others[0], text, summary)
    return ScaffoldFile(first, text, summary)


def ignored_remarks(paths: Iterable[str]) -> Iterator[str]:
    """Remarks about articles that a job doesn't see, because git leaves them out of commits."""
    for path in filter(_is_ignored, map(path_names.display_path, paths)):
        yield f"git ignores articles in {path}, which the job won't have"


def _pip_requirement() -> tuple[str, str]:
    """A requirement with which pip installs this newscheck again (PEP 610), and a remark about it."""
    try:
        text = distribution("newscheck").read_text("direct_url.json")
    except PackageNotFoundError:
        text = None
    requirement = file_templates.pip_requirement(text) if text else "newscheck"
    if requirement:
        return requirement, ""
    return "newscheck", "newscheck was installed from a folder here; the job installs it by its name from the index"


def _is_in_submodule(path: str) -> bool:
    """Whether a path is a submodule, which CI has to fetch from another repository, or in one, or above one."""
    modules = Path(".gitmodules")
    text = regular_file.text(str(modules), errors="replace") if modules.is_file() else ""
    submodules = re.findall(r"^\s*path\s*=\s*(.+?)\s*$", text, re.MULTILINE)
    own = "" if path == "." else f"{path_names.display_path(path)}/"
    return any(f"{place}/".startswith(own) or own.startswith(f"{place}/") for place in submodules)


def _is_ignored(path: str) -> bool:
    """Whether git leaves a path, or articles in it, out of commits."""
    words = ("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory", "--", path)
    try:
        ignored = Repository(".").git.ask(*words)
    except UsageError:
        return False
    suffixes = (f"{path}/", *readers.suffixes())
    return any(os.fsdecode(name).endswith(suffixes) for name in ignored.split(b"\0"))
