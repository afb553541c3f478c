"""The sections on distributions and volume of `docs/fields.md`: what their commands print, and the defaults."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from newscheck.rules import field_shift, volume_anomaly

ROOT = Path(__file__).parents[2]
TEXT = "## Distributions" + (ROOT / "docs" / "fields.md").read_text("utf-8").partition("## Distributions")[2]
UPDATE = runpy.run_path(str(ROOT / "docs" / "update.py"))
_COMMAND = re.compile(r"^```console\n\$ (.*)\n((?:.*\n)*?)```", re.MULTILINE)


@pytest.mark.slow
@pytest.mark.parametrize(("command", "shown"), _COMMAND.findall(TEXT))
def test_a_command_prints_what_the_page_shows(tmp_path: Path, command: str, shown: str) -> None:
    UPDATE["write_files"](TEXT, tmp_path)
    assert UPDATE["run_in"](tmp_path, command) == shown


def test_the_defaults_are_those_of_the_rules() -> None:
    assert f"{field_shift.OPTIONS['share']} percentage points (`share`)" in TEXT
    assert f"at least {field_shift.OPTIONS['score']} (`score`)" in TEXT
    assert f"at least {volume_anomaly.OPTIONS['score']:.0f} (`score`)" in TEXT
    assert (volume_anomaly.OPTIONS["fall"], volume_anomaly.OPTIONS["burst"]) == (3, 5)
