"""The official JSON-Schema-Test-Suite, through newscheck's own path: each verdict, and a reason for each refusal.

No package installs it; the source distribution of jsonschema has it in `json/`, which CI fetches:

    pip download --no-deps --no-binary jsonschema jsonschema && tar -xzf jsonschema-*.tar.gz
    JSON_SCHEMA_TEST_SUITE=$(echo jsonschema-*/json) pytest tests/checker/test_json_schema_suite.py
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from newscheck.checker.json_schema import CompiledSchema
from newscheck.errors import UsageError

#: The variable has the name that jsonschema's own tests give it.
ROOT = Path(os.environ.get("JSON_SCHEMA_TEST_SUITE", "no-suite"))
DRAFTS = {
    "draft4": "http://json-schema.org/draft-04/schema#",
    "draft6": "http://json-schema.org/draft-06/schema#",
    "draft7": "http://json-schema.org/draft-07/schema#",
    "draft2019-09": "https://json-schema.org/draft/2019-09/schema",
    "draft2020-12": "https://json-schema.org/draft/2020-12/schema",
}
#: Where the suite's schemas expect what stands in its folder `remotes`.
HOST = "http://localhost:1234/"
#: newscheck checks no `format`, in any draft.
LEFT_OUT = {"format", "format-assertion.json"}
FILES = [
    pytest.param(draft, file, id=f"{draft}-{file.stem}")
    for draft in DRAFTS
    for file in sorted((ROOT / "tests" / draft).rglob("*.json"))
    if not LEFT_OUT & {file.name, file.parent.name}
]


def remote(uri: str) -> Any:
    path = ROOT / "remotes" / uri.removeprefix(HOST)
    if not uri.startswith(HOST) or not path.is_file():
        raise UsageError(f"{uri}: nothing is fetched")
    return json.loads(path.read_text("utf-8"))


@pytest.mark.skipif(not FILES, reason="JSON_SCHEMA_TEST_SUITE names no folder with the official suite")
@pytest.mark.parametrize(("draft", "file"), FILES or [("", Path())])
def test_the_official_suite(draft: str, file: Path) -> None:
    for case in json.loads(file.read_text("utf-8")):
        schema = case["schema"]
        if isinstance(schema, dict):
            schema = {"$schema": DRAFTS[draft], **schema}
            if schema["$schema"].startswith(HOST):
                with pytest.raises(UsageError, match=r"\$schema .* is unknown"):
                    CompiledSchema(schema, retrieve=remote)
                continue
        compiled_schema = CompiledSchema(schema, retrieve=remote)
        for test in case["tests"]:
            name, value = (case["description"], test["description"]), test["data"]
            assert compiled_schema.accepts(value) == test["valid"], name
            reasons = list(compiled_schema.violations(value))
            assert bool(reasons) != test["valid"], name
            assert all(message and (not pointer or pointer[0] == "/") for pointer, message in reasons), name


def test_the_suite_is_whole_where_it_is_asked_for() -> None:
    if "JSON_SCHEMA_TEST_SUITE" not in os.environ:
        pytest.skip("JSON_SCHEMA_TEST_SUITE is not set")
    assert len(FILES) > 150
    assert all((ROOT / "tests" / draft / "ref.json").is_file() for draft in DRAFTS)
