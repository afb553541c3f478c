"""Tests that are not Python functions: how their failures look, and which location they report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import pytest

from newscheck.model import Finding
from newscheck.testing import failure_messages
from newscheck.text.display import sanitize, sanitize_lines
from newscheck.triage import statistics

#: The marker of newscheck's own tests.
NAME = "newscheck"


def mark(node: pytest.Collector) -> None:
    """Mark a node of newscheck. A time limit (pytest-timeout) then covers only the test itself: during setup or
    teardown it would end the run instead of the test."""
    node.add_marker(NAME)
    if node.config.pluginmanager.hasplugin("timeout"):
        node.add_marker(pytest.mark.timeout(func_only=True))


class NewscheckItem(pytest.Item):
    """A test that fails with a message and has no code to show.

    `display_path` is its reported location, `subject` is for the heading of its failure, `summary` for the list of
    failures at the end of a run (default: the failure's first line)."""

    display_path = ""
    subject = ""
    summary = ""

    def record_findings(self, findings: Sequence[Finding], fail_on: str) -> list[Finding]:
        """The findings at or above the fail level; all of them become properties of the test in JUnit's report."""
        for finding in findings:
            self.user_properties += [
                (name, sanitize(getattr(finding, name))) for name in ("rule", "severity", "evidence")
            ]
        failing = [*statistics.failing(findings, fail_on)]
        self.summary = failure_messages.brief(failing)
        return failing

    def fail(self, message: str) -> NoReturn:
        """Fail with a message in which control sequences of a dump or a page are escaped."""
        pytest.fail(sanitize_lines(message), pytrace=False)

    @property
    def location(self) -> tuple[str, int | None, str]:
        """The reported location (there is no code, so line 0) and the heading of the failure."""
        return (self.display_path, 0, f"{self.subject or self.display_path} {self.name}")

    def reportinfo(self) -> tuple[Path, int, str]:
        """The same with the path of the file; pytest needs it where a mark skips the test."""
        return (self.path, 0, self.location[2])

    def repr_failure(self, excinfo: Any, *args: Any) -> Any:
        """The message of the failure, once: in CI logs, where pytest truncates nothing, it would appear twice."""
        try:
            shown = super().repr_failure(excinfo, *args)
        except (KeyboardInterrupt, pytest.exit.Exception):
            raise
        except BaseException:  # a time limit or another signal handler raised it: pytest finds no line to show
            return sanitize_lines(excinfo.exconly().removeprefix("Failed: "))
        if (crash := getattr(shown, "reprcrash", None)) is not None:
            crash.message = self.summary or sanitize(crash.message.removeprefix("Failed: ").partition("\n")[0])
        return shown
