"""Where an output may be written: never over a file that the run reads, nor over source, settings or files of git.

A mistyped command line, or a setting that came with a commit, may name any output. The file there would be lost, and
text of a dump would be read as source or settings. Since no report is called `x.py` or `x.yml`, such names are refused
also where no file is there yet.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from fnmatch import translate
from itertools import takewhile
from typing import NamedTuple

from newscheck.article.item_mapping import ItemMapping
from newscheck.engine.files import regular_file, urls
from newscheck.engine.files.atomic_write import is_stream
from newscheck.engine.files.containment import GIT, holds, is_link_out_of
from newscheck.engine.files.inputs import holds_article
from newscheck.engine.files.path_names import EXCLUDED, actual_path, display_path
from newscheck.engine.files.report_site import ReportSite
from newscheck.engine.files.result_folder import ResultFolder
from newscheck.errors import UsageError
from newscheck.text import report_beginnings
from newscheck.text.regex import lazy_regex

#: Suffixes of sources, settings, locks, scripts, libraries and keys.
_SUFFIXES = (
    ".py .pyi .pyw .pyx .pxd .pth .ipynb .toml .yml .yaml .cfg .ini .conf .config .properties .env .lock .in .sh .bash"
    " .zsh .fish .ps1 .bat .cmd .mk .make .cmake .dockerfile .js .mjs .cjs .jsx .ts .mts .cts .tsx .vue .rb .rake"
    " .gemspec .pl .pm .php .lua .go .mod .sum .rs .java .kt .kts .groovy .gradle .scala .c .h .cc .cpp .cxx .hpp .m"
    " .cs .fs .swift .r .jl .sql .tf .tfvars .hcl .nix .service .so .dll .dylib .exe .whl .jar .pem .key .crt"
)
_SOURCES = frozenset(_SUFFIXES.split())
#: Names of such files that have no such suffix, and of files beside articles.
_NAMES = (
    *("*makefile", "dockerfile*", "containerfile*", "jenkinsfile*", "vagrantfile*", "procfile*", "rakefile*"),
    *("gemfile*", "pipfile*", "justfile", "cmakelists.txt", "codeowners*", "requirements*.txt", "constraints*.txt"),
    *(".git*", ".env*", ".*rc", ".*rc.*"),
)
_SOURCE_NAMES = lazy_regex("|".join(map(translate, _NAMES)))
_BESIDE = lazy_regex("|".join(translate(pattern) for pattern in EXCLUDED if not pattern.startswith(".")))
#: Other hidden files are settings, too, unless they have a suffix of reports.
_REPORTS = (".txt", ".log", ".md", ".json", ".jsonl", ".ndjson", ".sarif", ".xml", ".html", ".csv")
#: Folders in which CI, editors and tools look for their settings.
_SETTINGS = {".github", ".gitlab", ".circleci", ".devcontainer", ".vscode", ".idea", ".husky", ".config", ".venv"}
_SCRIPT = b"#!"
#: What stands for stdout in the options of other programs.
_STDOUT = "-"
#: What earlier reports begin with, in which a reader finds articles: the examples of layout changes.
_REPORT_HEADS = (report_beginnings.JSON.encode(), report_beginnings.PAGE.encode())
#: A larger file is not read: it is no article, and may be an earlier report.
_LARGEST_ARTICLE = 16_000_000


class WritePlan(NamedTuple):
    """The files that a run writes: `outputs`, which may only replace earlier ones; `kept` ones (baselines, references),
    which it also reads; and `shared` ones, to which it appends. `inputs` are those that it reads, with the
    `mapping` of their items (`readers.read`); `folders` may only replace those of an earlier run, and what is added to
    `sites` only what earlier runs have added."""

    outputs: Sequence[str] = ()
    kept: Sequence[str] = ()
    shared: Sequence[str] = ()
    inputs: Sequence[str] = ()
    mapping: ItemMapping = ItemMapping()
    folders: Sequence[ResultFolder] = ()
    sites: Sequence[ReportSite] = ()


def check(plan: WritePlan) -> None:
    """Raise UsageError, before any work is done, where a result can't or must not be written, or two to one file."""
    taken: set[str] = set()
    for path in (*plan.outputs, *plan.kept, *plan.shared):
        if "\0" in path:
            raise UsageError("can't write: no name of a file has a NUL in it")
        real = os.path.realpath(path)
        if reason := _unwritable_reason(path, real) or (
            "" if path in plan.shared else _forbidden_reason(path, real, plan)
        ):
            raise UsageError(f"can't write {display_path(path)}: {reason}")
        if real in taken:
            raise UsageError(f"can't write {display_path(path)}: another output is written to this file")
        taken.add(real)
    folders: tuple[ResultFolder | ReportSite, ...] = (*plan.folders, *plan.sites)
    for folder in folders:
        if "\0" in folder.path:
            raise UsageError("can't write: no name of a folder has a NUL in it")
        real = os.path.realpath(folder.path)
        if reason := _folder_reason(folder, real) or _taken_reason(real, taken):
            raise UsageError(f"can't write {display_path(folder.path)}: {reason}")
        taken.add(real)


def check_location(path: str) -> None:
    """Raise UsageError where no file may be written, whatever its name: below `.git`, and where a link leads out of the
    working folder."""
    if reason := _outside_reason(path, os.path.realpath(path)):
        raise UsageError(f"can't write {display_path(path)}: {reason}")


def _unwritable_reason(path: str, real: str) -> str:
    """Why nothing can be written at a path that leads to `real`; empty where it can."""
    if urls.is_url(path):
        return "a URL; results are written to files of this machine"
    if is_stream(path):
        if stat.S_ISBLK(os.stat(path).st_mode):
            return "a disk"
        return "" if os.access(path, os.W_OK) else "not writable"
    if path == _STDOUT:
        return f"the output goes to stdout without a name; a file of this name is ./{_STDOUT}"
    folder = os.path.dirname(real)
    if not os.path.isdir(folder):
        return "no such folder"
    if os.path.isdir(real) or path.endswith(("/", os.sep)):
        return "a folder"
    if regular_file.is_pseudo_file(os.stat(folder)):
        return regular_file.PSEUDO_FILE
    return "" if os.access(folder, os.W_OK) else "its folder is not writable"


def _folder_reason(folder: ResultFolder | ReportSite, real: str) -> str:
    """Why no results can or must be written to a folder; empty where they may."""
    above = os.path.dirname(real)
    if not os.path.isdir(above):
        return "no such folder"
    if regular_file.is_pseudo_file(os.stat(above)):
        return regular_file.PSEUDO_FILE
    if not os.access(above, os.W_OK):
        return "its folder is not writable"
    if holds(real, os.path.realpath(os.curdir)):
        return "this run works in that folder"
    if _is_source(real, is_kept=False):
        return "that is the name of source or of settings"
    return _outside_reason(folder.path, real) or folder.foreign_reason()


def _taken_reason(real: str, taken: set[str]) -> str:
    is_within = any(holds(real, other) or holds(other, real) for other in taken)
    return "another output is written there" if is_within else ""


def _forbidden_reason(path: str, real: str, plan: WritePlan) -> str:
    """Why nothing must be written there; empty where it may."""
    is_kept = path in plan.kept
    if is_stream(path):
        return ""
    if any(_is_same(real, other) for other in plan.inputs):
        return "this run reads that file"
    if reason := _outside_reason(path, real):
        return reason
    if _is_source(real, is_kept) or _is_source(path, is_kept):
        return "that is the name of source or of settings"
    if _begins_with(real, (_SCRIPT,)):
        return "a program is in that file"
    if _begins_with(real, _REPORT_HEADS):
        return ""
    return "an article is in that file" if holds_article(real, _LARGEST_ARTICLE, plan.mapping) else ""


def _outside_reason(path: str, real: str) -> str:
    if any(map(_is_git, _ancestors(real))) or any(map(_is_git, _ancestors(os.path.abspath(path)))):
        return "a folder of git's own files"
    return "a link on the way leads out of this folder" if is_link_out_of(path, [os.curdir]) else ""


def _ancestors(path: str) -> list[str]:
    """A path and the folders above it."""
    ancestors = [path]
    while (above := os.path.dirname(path)) != path:
        ancestors.append(path := above)
    return ancestors


def _is_git(path: str) -> bool:
    """Whether a path is the git folder of a repository, whatever its name."""
    parts = (os.path.join(path, name) for name in ("HEAD", "objects", "refs"))
    return os.path.basename(path).lower() == GIT or all(map(os.path.exists, parts))


def _is_source(path: str, is_kept: bool) -> bool:
    if _BESIDE.match(os.path.basename(path)):
        return True
    folders, name = os.path.split(path.lower())
    suffix = os.path.splitext(name)[1]
    is_hidden = name.startswith(".") and not is_kept and not name.endswith(_REPORTS)
    # The folders above the working folder don't count.
    own = takewhile(lambda folder: folder != os.getcwd().lower(), _ancestors(folders))
    is_inside = any(os.path.basename(folder) in _SETTINGS for folder in own)
    return suffix in _SOURCES or bool(_SOURCE_NAMES.match(name)) or is_hidden or is_inside


def _begins_with(path: str, heads: Sequence[bytes]) -> bool:
    try:
        return regular_file.head(path, max(map(len, heads))).startswith(tuple(heads))
    except OSError:
        return False


def _is_same(path: str, other: str) -> bool:
    """Whether two paths lead to one file, also by a hard link or another spelling."""
    other = os.path.realpath(actual_path(other))
    try:
        return path == other or os.path.samefile(path, other)
    except OSError:
        return False
