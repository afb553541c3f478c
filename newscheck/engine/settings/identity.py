"""Which settings a result depends on, as text: two runs of the same text have the same results for the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from newscheck.engine.files import regular_file
from newscheck.engine.files.path_names import display_path
from newscheck.engine.settings import code_settings
from newscheck.engine.settings.config import FILE_TIMEOUT, Project
from newscheck.engine.settings.custom_schema import CustomSchema

#: Settings that the result of a file doesn't depend on, and those of them that change detection depends on.
_NOT_PER_FILE: Mapping[str, Any] = {
    "paths": (),
    "exclude": (),
    "jobs": 0,
    "scheduler": "",
    "file_timeout": FILE_TIMEOUT,
    "fail_on": "",
    "pages": None,
    "suppress": (),
    "baseline": None,
    "follow_links": False,
    "revision": None,
    "file": None,
    "bounds": (),
    "no_code": False,
    "left_out": (),
    "cache_dir": None,
    "docs_url": "",
}
DETECTION_SETTINGS: Mapping[str, Any] = {
    "reference": None,
    "since": None,
    "false_alarms_per_10k": None,
    "min_share": 0.0,
    "finds_templates": False,
}
#: Settings that a checker depends on besides the time of the check.
CHECKER_SETTINGS = frozenset(Project.__struct_fields__) - {*_NOT_PER_FILE, *DETECTION_SETTINGS, "now"}


def of_results(project: Project, schema: CustomSchema | None) -> str:
    """All that the result of a file depends on except the time. Raises UsageError where a site file can't be read."""
    texts = [regular_file.required_text(file, file, errors="replace") for file in project.sites if Path(file).is_file()]
    texts += [text.decode() for text in (schema.texts.values() if schema else ())]
    if project.rules_from:
        texts.append(code_settings.source_digest(project.rules_from, project.file))
    if project.extractor:
        texts.append(code_settings.extractor_digest(project.extractor, project.file))
    # By their names below the working folder, which is elsewhere on another machine.
    names = {
        "sites": tuple(map(display_path, project.sites)),
        "schema": project.schema and display_path(project.schema),
    }
    return "\n".join([repr(replace(project, now=0, **names, **_NOT_PER_FILE, **DETECTION_SETTINGS)), *texts])
