"""`docs/fields.md` is true: what its commands print, and the kinds that it names."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from newscheck.engine.settings import package_data
from newscheck.rules import field_shift, volume_anomaly

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "fields.md").read_text("utf-8")
UPDATE = runpy.run_path(str(ROOT / "docs" / "update.py"))
_COMMAND = re.compile(r"^```console\n\$ (.*)\n((?:.*\n)*?)```", re.MULTILINE)


def test_the_kinds_are_those_of_the_settings() -> None:
    table = TEXT.partition("| kind | |")[2].partition("\n\n")[0]
    named = {kind for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for kind in re.findall(r"`(\w+)`", row)}
    assert named == set(package_data.schema("config")["definitions"]["kind"]["enum"])
    assert named == set(package_data.schema("site")["$defs"]["kind"]["enum"])


@pytest.mark.slow
@pytest.mark.parametrize(("command", "shown"), _COMMAND.findall(TEXT))
def test_a_command_prints_what_the_page_shows(tmp_path: Path, command: str, shown: str) -> None:
    UPDATE["write_files"](TEXT, tmp_path)
    assert UPDATE["run_in"](tmp_path, command) == shown


@pytest.mark.parametrize("rule", ["field-missing", "field-kind", "coverage-fall", "field-shift", "volume-anomaly"])
def test_each_rule_for_own_fields_is_there(rule: str) -> None:
    assert f"`{rule}`" in TEXT


def test_the_defaults_are_those_of_the_rules() -> None:
    assert f"{field_shift.OPTIONS['share']} percentage points (`share`)" in TEXT
    assert f"at least {field_shift.OPTIONS['score']} (`score`)" in TEXT
    assert f"at least {volume_anomaly.OPTIONS['score']:.0f} (`score`)" in TEXT
    assert (volume_anomaly.OPTIONS["fall"], volume_anomaly.OPTIONS["burst"]) == (3, 5)
